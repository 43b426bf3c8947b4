/* Going about with mouse and keyboard, handing the reading over, and the beginning. */

function view(name) {
  document.body.dataset.view = name;
  if (name !== "source") document.body.dataset.side = name;
  for (const button of document.querySelectorAll("[data-show]")) {
    const isShown = button.dataset.show === name || button.dataset.show === document.body.dataset.side;
    button.setAttribute("aria-pressed", String(isNarrow() ? button.dataset.show === name : isShown));
  }
}

const isNarrow = () => matchMedia("(max-width: 860px)").matches;
const side = () => document.body.dataset.side;

/** Make `row` the current one of its list; the keyboard goes on from there. */
function become(row, isMoved) {
  const list = row.finding ? "findings" : "fields";
  const before = $(current[list]);
  if (before && current[list] !== row.id) reach(before, "-1");
  current[list] = row.id;
  const element = $(row.id);
  reach(element, "0");
  if (isMoved) {
    element.focus({ preventScroll: true });
    centreIfOutside($(list), element);
  }
}

function reach(element, tabindex) {
  element.tabIndex = Number(tabindex);
  element.classList.toggle("current", tabindex === "0");
  for (const button of element.querySelectorAll(".chip, [data-verdict]")) if (button.tagName === "BUTTON") button.tabIndex = Number(tabindex);
}

function centreIfOutside(pane, element) {
  const [outer, inner] = [pane.getBoundingClientRect(), element.getBoundingClientRect()];
  if (inner.top < outer.top + 40 || inner.bottom > outer.bottom - 20) centre(pane, element);
}

function step(by) {
  const list = [...$(side()).querySelectorAll(".row")].filter(isOpen);
  if (!list.length) return;
  const at = list.findIndex((element) => element.id === current[side()]);
  const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + by));
  const row = rows.get(list[next].id);
  if (isNarrow()) view(side());
  become(row, true);
  preview(row);
}

const isOpen = (element) => !element.closest("details:not([open])");
const firstPlaces = (row) => row.parts.flatMap((part) => part[2].flatMap((element) => element[1]));

/** Show the row's places without leaving it. */
function preview(row) {
  chosen = row.id;
  if (row.finding) {
    show([]);
    if (row.finding[3]) {
      showLine(row.finding[3]);
      scrollToLine(row.finding[3]);
    }
    return;
  }
  showPlaces(firstPlaces(row));
}

function toPlaces(row, wanted) {
  become(row, false);
  chosen = row.id;
  if (isNarrow()) view("source");
  showPlaces(wanted);
}

function toLine(row, n) {
  become(row, false);
  chosen = row.id;
  if (isNarrow()) view("source");
  show([]);
  showLine(n);
  scrollToLine(n);
}

function toRow(id) {
  const row = rows.get(id);
  view(row.finding ? "findings" : "fields");
  const closed = $(id).closest("details:not([open])");
  if (closed) closed.open = true;
  become(row, true);
  if (!row.finding) {
    chosen = id;
    showPlaces(firstPlaces(row));
  }
}

function toSource() {
  const row = rows.get(current[side()]);
  if (row) preview(row);
  view("source");
  $("lines").focus({ preventScroll: true });
  if (line) scrollToLine(line);
}

function toList() {
  const name = side();
  view(name);
  const row = rows.get(chosen) ?? rows.get(current[name]);
  if (row) toRow(row.id);
  else step(1);
}

const ACTIONS = {
  next: () => step(1),
  previous: () => step(-1),
  right: () => judged(rows.get(current[side()]), "right"),
  wrong: () => judged(rows.get(current[side()]), "wrong"),
  note: () => judged(rows.get(current[side()]), "note"),
  source: toSource,
  back: toList,
  findings: () => { view("findings"); become(rows.get(current.findings) ?? [...rows.values()].find((row) => row.finding) ?? [...rows.values()][0], true); },
  fields: () => { view("fields"); become(rows.get(current.fields) ?? [...rows.values()].find((row) => !row.finding), true); },
  save: () => $("save").click(),
};

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest?.("input, textarea, select")) return;
  const inLines = event.target === $("lines");
  if (inLines && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const next = Math.min(lines.length, Math.max(1, line + (event.key === "ArrowDown" ? 1 : -1)));
    show([]);
    showLine(next, { follow: true });
    return scrollToLine(next);
  }
  const inRow = event.target.classList?.contains("row");
  if (inRow && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    return step(event.key === "ArrowDown" ? 1 : -1);
  }
  if (inRow && event.key === "Enter") return toSource();
  if (event.key === "Escape") return toList();
  if (!$("shortcuts").checked) return;
  const action = Object.keys(ACTIONS).find((name) => texts.keys[name] === event.key.toLowerCase());
  if (!action) return;
  event.preventDefault();
  ACTIONS[action]();
}

// Handing it over.

const fileName = () => `${doc.name.replace(/\.[^.]*$/, "") || "text"}.reading.json`;
const wholeReading = () => `${JSON.stringify(reading(doc, marks), null, 1)}\n`;

function save() {
  const address = URL.createObjectURL(new Blob([wholeReading()], { type: "application/json" }));
  make("a", { href: address, download: fileName() }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
  say(filledIn(texts.page.saved, { name: fileName() }));
}

async function copy() {
  try {
    await navigator.clipboard.writeText(wholeReading());
    say(texts.page.copied);
  } catch {
    $("shown-reading").open = true;
    getSelection().selectAllChildren($("reading"));
    $("reading").focus();
    say(texts.page.not_copied);
  }
}

function say(text) {
  $("status").textContent = text;
}

function clear() {
  if (!confirm(texts.page.clear_all)) return;
  marks = {};
  keep();
  open(documents.indexOf(doc));
}

// The whole.

function drawGroups() {
  const list = doc.groups.map((group, k) => {
    const heading = make("h3", {}, seen(group.meeting ? `${filledIn(texts.page.meeting_of_several, { n: group.meeting + 1 })} › ${groupTitle(group)}` : groupTitle(group)));
    const known = group.rows.filter((row) => !row.empty || marks[row.mark]).map(drawRow);
    const asked = group.rows.filter((row) => row.empty && !marks[row.mark] && row.mark).map(drawRow);
    const more = asked.length ? [make("details", {}, make("summary", {}, filledIn(texts.page.without_value, { count: asked.length })), asked)] : [];
    return known.length + asked.length ? make("section", { id: `group${k}` }, heading, known, more) : [];
  });
  $("field-list").replaceChildren(...list.flat());
}

function gather() {
  rows = new Map();
  doc.findings.forEach((finding, n) => {
    const row = { id: `f${n}`, finding, parts: [], mark: `finding/${n}`, title: named("codes", finding[1]) };
    rows.set(row.id, row);
  });
  let count = 0;
  for (const row of doc.groups.flatMap((group) => group.rows)) {
    row.id = `r${count++}`;
    row.mark = idOf(row);
    row.empty = row.parts.every((part) => !part[2].length);
    for (const part of row.parts) for (const element of part[2]) remember(row, part, element);
    rows.set(row.id, row);
  }
}

function open(n) {
  doc = documents[n];
  marks = kept();
  [line, chosen, places] = [0, null, []];
  current = { findings: "", fields: "" };
  index();
  gather();
  $("about").replaceChildren(...seen(`${headOf(doc) ?? texts.page.refused} · ${doc.name}`));
  $("draw").hidden = !doc.pages;
  $("draw").setAttribute("aria-pressed", String(Boolean(doc.pages)));
  $("findings-count").textContent = `(${doc.findings.length})`;
  const found = [...rows.values()].filter((row) => row.finding).map(drawRow);
  $("finding-list").replaceChildren(...(found.length ? found : [make("p", {}, texts.page.no_findings)]));
  drawGroups();
  draw();
  for (const row of rows.values()) if (row.mark && marks[row.mark]) redraw(row);
  const firsts = [found[0], $("field-list").querySelector(".row")].filter(Boolean);
  for (const element of firsts) become(rows.get(element.id), false);
  view(found.length ? "findings" : "fields");
  $("strip").replaceChildren(make("p", { class: "hint" }, texts.page.strip_hint));
  told();
}

$("documents").append(...documents.map((one, n) => make("option", { value: String(n) }, one.head ? `${headOf(one)} (${one.name})` : one.name)));
$("chooser").hidden = documents.length < 2;
$("about").hidden = documents.length > 1;
$("documents").addEventListener("change", (event) => open(Number(event.target.value)));
$("lines").addEventListener("click", (event) => {
  const element = event.target.closest("[data-line]");
  if (!element || String(getSelection())) return;
  show([]);
  showLine(Number(element.dataset.line), { follow: true });
});
$("draw").addEventListener("click", () => {
  $("draw").setAttribute("aria-pressed", String(!isDrawn()));
  draw();
  if (line) scrollToLine(line);
});
document.querySelectorAll("[data-show]").forEach((button) => button.addEventListener("click", () => view(button.dataset.show)));
$("save").addEventListener("click", save);
$("copy").addEventListener("click", copy);
$("clear").addEventListener("click", clear);
$("keys").append(...Object.keys(ACTIONS).map((name) => make("div", {}, make("dt", {}, make("kbd", {}, texts.keys[name].toUpperCase())), make("dd", {}, texts.actions[name]))));
document.addEventListener("keydown", onKey);
matchMedia("(max-width: 860px)").addEventListener("change", () => view(document.body.dataset.view));
open(0);
