// Draws each picture again where it stands, with its figures under the pointer; what was there stays where that fails.
const report = JSON.parse(document.getElementById("report-data").textContent);
for (const [name, spec] of Object.entries(report.pictures)) {
  const place = document.getElementById(`${name}-drawing`);
  const still = place.firstElementChild;
  const drawing = document.createElement("div");
  vegaEmbed(drawing, spec, { actions: false, renderer: "svg", mode: "vega-lite", formatLocale: report.locale })
    .then(() => {
      const svg = drawing.querySelector("svg");
      for (const attribute of ["role", "style"]) svg.setAttribute(attribute, still.getAttribute(attribute));
      svg.setAttribute("aria-label", `${still.querySelector("title").textContent}. ${still.querySelector("desc").textContent}`);
      for (const part of svg.querySelectorAll("[role]")) {
        part.removeAttribute("role");
        part.removeAttribute("aria-roledescription");
      }
      svg.removeAttribute("width");
      svg.removeAttribute("height");
      place.replaceChildren(drawing);
    })
    .catch((error) => console.error(name, error));
}
