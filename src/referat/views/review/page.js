/* The page: source beside fields. Everything from a document goes in as text, never as markup. */

const { texts, documents } = JSON.parse(document.getElementById("data").textContent);
documents.forEach(unpacked);
const $ = (id) => document.getElementById(id);
const SIGNS = { right: "✓", wrong: "✗", note: "✎" };
// What is not seen, or turns what stands behind it: shown by its number.
const ODD = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/u;
const UNDERLINED_LINES = 2;
// So many characters of a value stand beside its label.
const SHORT = 40;

let doc;
let marks = {};
let rows = new Map(); // the id of a row in the page -> what it is
let current = { findings: "", fields: "" };
let chosen = null; // the row whose places are shown
let places = []; // those places
let line = 0; // the line that is shown, from 1

// Making things.

function make(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (key === "class") element.className = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (typeof value === "boolean") element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children.flat());
  return element;
}

/** Nodes that show `text`, what is not seen in it included. */
function seen(text) {
  return text.split(new RegExp(`(${ODD.source})`, "u")).filter(Boolean).map((piece) => {
    if (!ODD.test(piece)) return piece;
    const name = piece === "\f" ? texts.page.new_page : `U+${piece.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    return make("span", { class: "odd" }, name);
  });
}

const filledIn = (text, slots) => text.replace(/\{(\w+)\}/g, (_, key) => slots[key]);
const named = (table, key) => texts[table]?.[key] ?? key;

/** A value in words: `kind` as in the rows. */
function worded(kind, value) {
  const [, table] = kind.split(":");
  if (table) return named(table, value);
  if (kind === "flag") return value ? texts.page.yes : texts.page.no;
  if (kind === "date") return day(value);
  if (kind === "datetime") return `${day(value.slice(0, 10))} ${value.slice(11, 16)}`;
  return String(value);
}

/** A day as people write it; what is none stays as it is. */
function day(iso) {
  const date = new Date(`${iso}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(date);
}

const headOf = (one) => one.head?.map((fact) => /^\d{4}-\d\d-\d\d$/.test(fact) ? day(fact) : fact).join(", ");

// Keeping what was marked.

const store = () => `referat-review:${doc.sha256}`;

function kept() {
  try {
    return JSON.parse(localStorage.getItem(store()) ?? "{}") ?? {};
  } catch {
    $("storage").hidden = false;
    return {};
  }
}

function keep() {
  try {
    if (Object.keys(marks).length) localStorage.setItem(store(), JSON.stringify(marks));
    else localStorage.removeItem(store());
  } catch {
    $("storage").hidden = false;
  }
  told();
}

function mark(id, change) {
  const whole = { ...marks[id], ...change };
  for (const key of Object.keys(whole)) if (whole[key] === undefined || whole[key] === "") delete whole[key];
  if (Object.keys(whole).length) marks[id] = whole;
  else delete marks[id];
  keep();
}

/** What follows from the marks: the reading, and how much is done. */
function told() {
  $("reading").textContent = JSON.stringify(reading(doc, marks), null, 1);
  const asked = [...rows.values()].filter((one) => one.mark && (one.finding || !one.empty));
  const done = asked.filter((one) => marks[one.mark]?.verdict).length;
  $("progress").textContent = filledIn(texts.page.progress, { done, all: asked.length });
}
