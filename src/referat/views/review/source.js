/* The source: its lines or the pictures of its pages, and what became of a line. */

let begins = [];
let lines = [];
let underlined = [];
let readOn = [];

function index() {
  lines = doc.text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  begins = [0];
  for (const one of lines) begins.push(begins.at(-1) + one.length + 1);
  underlined = lines.map(() => []);
  readOn = lines.map(() => []);
}

/** The line, from 0, on which the offset `at` stands. */
function lineOf(at) {
  let low = 0;
  let high = lines.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (begins[middle] <= at) low = middle;
    else high = middle;
  }
  return low;
}

function remember(row, part, element) {
  for (const [start, end] of element[1]) {
    const first = lineOf(start);
    const last = lineOf(Math.max(start, end - 1));
    for (let n = first; n <= last; n++) {
      if (!readOn[n].includes(row)) readOn[n].push(row);
      if (part[1] !== "long" && last - first < UNDERLINED_LINES && row.label !== "heading" && part[0] !== "first_line") {
        underlined[n].push([start - begins[n], end - begins[n]]);
      }
    }
  }
}

function lineText(n) {
  const text = lines[n].replace(/\r$/, "");
  const inside = (ranges) => ranges.map(([a, b]) => [Math.max(0, a), Math.min(text.length, b)]).filter(([a, b]) => a < b);
  const read = inside(underlined[n]);
  const shown = inside(places.map(([a, b]) => [a - begins[n], b - begins[n]]));
  const cuts = [...new Set([0, text.length, ...read.flat(), ...shown.flat()])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((a, k) => {
    const covers = ([from, to]) => from <= a && cuts[k + 1] <= to;
    const nodes = seen(text.slice(a, cuts[k + 1]));
    const isRead = read.some(covers);
    if (shown.some(covers)) return make("mark", isRead ? { class: "read" } : {}, nodes);
    return isRead ? make("span", { class: "read" }, nodes) : nodes;
  }).flat();
}

function drawLine(n) {
  const element = $(`L${n + 1}`);
  element.querySelector(".said").replaceChildren(...lineText(n));
}

function drawSource() {
  let last = "";
  $("lines").replaceChildren(...lines.map((_, n) => {
    const kind = doc.words[doc.lines[n][0]];
    const role = kind === "blank" || kind === last ? "" : named("role", kind);
    if (kind !== "blank") last = kind;
    return make("div", { class: `line ${kind}`, id: `L${n + 1}`, "data-line": n + 1 },
      make("span", { class: "number" }, String(n + 1)),
      make("span", { class: "role" }, role),
      make("span", { class: "said", dir: "auto" }, lineText(n)));
  }));
  for (const id of Object.keys(marks)) if (id.startsWith("added/")) $(`L${id.slice(6)}`)?.classList.add("added");
}

function drawPages() {
  const sheets = doc.pages.map(([width, height, address], page) => {
    const boxes = doc.boxes.flatMap((box, n) => {
      if (!box || box[0] !== page + 1) return [];
      const [, left, top, right, bottom] = box;
      const element = make("div", { class: `box ${doc.words[doc.lines[n][0]]}`, "data-line": n + 1, title: lines[n].trim() });
      const percent = (part, all) => `${(100 * part / all).toFixed(2)}%`;
      element.style.left = percent(left - 2, width);
      element.style.top = percent(top - 1, height);
      element.style.width = percent(right - left + 4, width);
      element.style.height = percent(bottom - top + 2, height);
      return [element];
    });
    const image = make("img", { src: address, alt: filledIn(texts.page.page, { n: page + 1 }) });
    const sheet = make("div", { class: "sheet" }, image, boxes);
    sheet.style.aspectRatio = `${width} / ${height}`;
    return sheet;
  });
  $("lines").replaceChildren(...sheets);
}

const isDrawn = () => $("draw").getAttribute("aria-pressed") === "true";
const lineElements = (n) => [...$("lines").querySelectorAll(`[data-line="${n}"]`)];

function draw() {
  $("lines").classList.toggle("pictures", isDrawn());
  if (isDrawn()) drawPages();
  else drawSource();
  light();
}

/** Mark the lines of the places that are shown, and the line that is. */
function light() {
  for (const element of $("lines").querySelectorAll(".here, .lit")) element.classList.remove("here", "lit");
  for (const [start, end] of places) {
    for (let n = lineOf(start); n <= lineOf(Math.max(start, end - 1)); n++) {
      lineElements(n + 1).forEach((element) => element.classList.add("lit"));
    }
  }
  if (line) lineElements(line).forEach((element) => element.classList.add("here"));
}

/** Show `wanted` places in the source. */
function show(wanted) {
  const touched = [...places, ...wanted];
  places = wanted;
  if (!isDrawn()) {
    const changed = new Set(touched.flatMap(([start, end]) => {
      const last = lineOf(Math.max(start, end - 1));
      return Array.from({ length: last - lineOf(start) + 1 }, (_, k) => lineOf(start) + k);
    }));
    changed.forEach(drawLine);
  }
  light();
}

/** The same, with what the first of their lines became; then scroll to it, which has its room by now. */
function showPlaces(wanted) {
  show(wanted);
  if (!wanted.length) return;
  const first = lineOf(wanted[0][0]) + 1;
  showLine(first);
  scrollToLine(first);
}

function scrollToLine(n) {
  // A blank line stands nowhere on paper: the next one does.
  for (let k = n; k <= lines.length; k++) {
    const [element] = lineElements(k);
    if (element) return centre($("lines"), element);
  }
}

/** Scroll `element` to the middle of `pane`, and nothing else. */
function centre(pane, element) {
  const [outer, inner] = [pane.getBoundingClientRect(), element.getBoundingClientRect()];
  pane.scrollTop += inner.top - outer.top - (outer.height - Math.min(inner.height, outer.height)) / 2;
}

// A line, and what it became.

const placeName = (owner) => {
  const [, whole, index] = owner.match(/^((?:\/\d+)?\/items\/(\d+))/) ?? [];
  const group = whole && doc.groups.filter((one) => one.kind === "item")[Number(index)];
  const last = owner.split("/").filter((key) => key && !/^\d+$/.test(key)).at(-1);
  const names = [group ? groupTitle(group) : texts.page.meeting];
  if (last && last !== "items") names.push(named("fields", last));
  return names.join(" › ");
};

/** The row's label, and its value where that is short. */
function shortly(row) {
  const value = row.about ? "" : summary(row, valueOf(row));
  return value && value.length <= SHORT ? [`${label(row)}: `, seen(value)].flat() : label(row);
}

function showLine(n, options) {
  line = n;
  const [kind, rule, owner, reason] = doc.lines[n - 1].map((one, k) => k < 3 ? doc.words[one] : one);
  const about = [make("strong", {}, `${filledIn(texts.page.line, { n })}: ${named("role", kind)}`)];
  if (owner || kind !== "blank" && kind !== "unclaimed" && kind !== "noise") about.push(` → ${placeName(owner)}`);
  if (rule) about.push(` (${filledIn(texts.page.rule, { rule })})`);
  const here = readOn[n - 1];
  const parts = [make("p", {}, about)];
  if (isDrawn()) parts.push(make("p", { class: "quoted", dir: "auto" }, lineText(n - 1)));
  if (reason) parts.push(make("p", { class: "hint", lang: "en" }, reason));
  if (here.length) {
    parts.push(make("p", {}, `${texts.page.read_here} `, here.map((row) => make("button", {
      type: "button", class: "link", onclick: () => toRow(row.id),
    }, shortly(row)))));
  } else if (kind !== "blank") parts.push(make("p", { class: "hint" }, texts.page.nothing_read));
  const added = `added/${n}`;
  const actions = [];
  if (chosen) {
    actions.push(make("button", { type: "button", class: "back", onclick: () => toRow(chosen) }, texts.page.back));
  }
  if (kind !== "blank" && doc.whole.items && !doc.whole.items.some((item) => item.heading_line === n)) {
    actions.push(make("button", { type: "button", "aria-pressed": String(added in marks), onclick: (event) => {
      const isAdded = added in marks;
      if (isAdded) delete marks[added];
      else marks[added] = { verdict: "wrong", value: { heading_line: n } };
      keep();
      event.target.setAttribute("aria-pressed", String(!isAdded));
      lineElements(n).forEach((element) => element.classList.toggle("added", !isAdded));
    } }, texts.page.item_begins));
  }
  $("strip").replaceChildren(...parts, make("p", { class: "actions" }, actions));
  for (const one of document.querySelectorAll(".row.met")) one.classList.remove("met");
  for (const row of here) document.getElementById(row.id)?.classList.add("met");
  light();
  if (options?.follow && here.length) {
    const first = document.getElementById(here[0].id);
    if (first && isOpen(first)) centre($("fields"), first);
  }
}
