"use strict";
/* global module */

/* What the reader has marked, as a reading: see contract/quality.py. It touches no page, so that a test can run it. */

const isList = (kind) => kind === "list" || kind.startsWith("choices:");
const isNothing = (value) => value === null || value === undefined || value === ""
  || (Array.isArray(value) && value.length === 0)
  || (typeof value === "object" && !Array.isArray(value) && Object.values(value).every(isNothing));
const idOf = (row) => row.to ? row.to.join("/") : "";

/** The same document with what went without saying (see review_packed.py): elements are [pointer, places, value, also]. */
function unpacked(doc) {
  doc.groups.forEach((group) => group.rows.forEach((row) => unpackRow(doc, group, row)));
  doc.whole = wholeLists(doc);
  return doc;
}

function unpackRow(doc, group, row) {
  const shape = row.shape ?? doc.shapes[row.label];
  const own = (row.at ?? "").slice(1);
  row.object = shape.object;
  if (row.to === 1) row.to = own.split("/").map((key) => /^\d+$/.test(key) ? Number(key) : key);
  else if (row.to === 2) row.to = ["x_fields", own];
  if (row.to) row.to = [...group.to ?? [], ...row.to];
  row.parts = shape.parts.map(([key, kind], k) => {
    const elements = row.values?.[k] ?? [];
    const below = key ? `/${key.replace(".", "/")}` : "";
    return [key, kind, elements.map((one, n) => unpackedElement(doc, group, row, [one, isList(kind) ? `${below}/${n}` : below]))];
  });
}

function unpackedElement(doc, group, row, [element, below]) {
  const at = group.at ?? "";
  const [flat, value = null, pointer = at + (row.at ?? "") + below] = element;
  const places = [];
  for (let k = 0; k < flat.length; k += 2) places.push([flat[k], flat[k + 1]]);
  const whole = [pointer, places, unpackedValue(doc, places, value)];
  return row.also ? [...whole, at + row.also + below] : whole;
}

function unpackedValue(doc, places, value) {
  if (value !== null && typeof value !== "object") return value;
  const verbatim = doc.text.slice(...places[0]);
  return value === null ? verbatim : tidied(verbatim);
}

/** See `tidied` in review_packed.py. */
function tidied(text) {
  const plain = text.replaceAll("\u00a0", " ").replaceAll("\u00ad", "").replace(/[ \t\r]+(?=\n|$)/g, "");
  return plain.replace(/\n{3,}/g, "\n\n").replace(/^\n+|\n+$/g, "");
}

/** What goes into a reading as a whole list once anything of it is marked: contents, items, their sections and votes. */
function wholeLists(doc) {
  const groups = doc.groups.filter((group) => !group.meeting);
  const values = (group, label) => group.rows.filter((row) => row.label === label).map(valueOf);
  return {
    contents: groups.flatMap((group) => values(group, "entry")),
    items: groups.filter((group) => group.kind === "item").map((group) => ({
      ...values(group, "heading")[0],
      sections: group.rows.filter((row) => row.label === "section").map((row) => ({ ...valueOf(row), label: row.about })),
      votes: values(group, "vote").map(() => ({ for: {}, against: {}, abstained: {} })),
    })),
  };
}

function partValue(part) {
  const values = part[2].map((element) => element[2]);
  return isList(part[1]) ? values : values.length ? values[0] : null;
}

/** The row's value as a reading has it: of several parts an object, in which "for.count" stands below "for". */
function valueOf(row) {
  return row.object ? together(row.parts.map((part) => [part[0], partValue(part)])) : partValue(row.parts[0]);
}

function together(pairs) {
  const object = {};
  for (const [key, value] of pairs) {
    const [outer, inner] = key.split(".");
    if (!inner) object[outer] = value;
    else object[outer] = { ...object[outer], [inner]: value };
  }
  return object;
}

/** An element of a list that goes in whole, without the lists inside it. */
const bare = (one) => JSON.parse(JSON.stringify(one, (_, value) => Array.isArray(value) ? undefined : value));

/** The node that holds the last key of `path`; what is missing on the way is made, a whole list at once. */
function holder(out, path, whole) {
  let at = out;
  let model = whole;
  path.slice(0, -1).forEach((key, depth) => {
    model = model?.[key];
    if (at[key] === undefined || at[key] === null) {
      at[key] = Array.isArray(model) ? model.map(bare) : typeof path[depth + 1] === "number" ? [] : {};
    }
    at = at[key];
  });
  return at;
}

function put(out, path, value, whole) {
  const at = holder(out, path, whole);
  const key = path[path.length - 1];
  const isObject = value !== null && typeof value === "object" && !Array.isArray(value);
  if (isObject && path[path.length - 2] === "x_fields") {
    for (const [name, one] of Object.entries(value)) at[`${key}/${name}`] = one;
  } else if (isObject) at[key] = { ...at[key], ...value };
  else at[key] = value;
}

/** The lists of `node` without their holes. */
function filled(node) {
  if (Array.isArray(node)) return node.filter((one) => one !== undefined).map(filled);
  if (node === null || typeof node !== "object") return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, filled(value)]));
}

/** What is marked in an unpacked document, as a reading: `marks` are by `idOf` of rows, "finding/N", "added/LINE". */
function reading(doc, marks) {
  const out = {};
  const notes = [];
  const gone = [];
  const write = (row, mark) => {
    const read = valueOf(row);
    if (row.fixed) {
      const value = row.fixed[mark.verdict === "right" ? 0 : 1];
      if (value !== null) put(out, row.to, value, doc.whole);
    } else if (mark.verdict === "right") put(out, row.to, row.none ? null : read, doc.whole);
    else if (mark.value === undefined || JSON.stringify(mark.value) === JSON.stringify(read)) {
      notes.push({ field: idOf(row), verdict: "wrong", read });
    } else if (!row.object || !isNothing(mark.value)) put(out, row.to, mark.value, doc.whole);
    else if (row.gone) put(out, row.gone, null, doc.whole);
    else if (typeof row.to[row.to.length - 1] !== "number") put(out, row.to, null, doc.whole);
    else gone.push(row.to);
  };
  for (const row of doc.groups.flatMap((group) => group.rows)) {
    const mark = row.to && marks[idOf(row)];
    if (mark?.verdict) write(row, mark);
    if (mark?.note) notes.push({ field: idOf(row), note: mark.note });
  }
  for (const path of gone) holder(out, path, doc.whole)[path[path.length - 1]] = undefined;
  const added = Object.keys(marks).filter((key) => key.startsWith("added/"));
  for (const key of added) put(out, ["items", (out.items ?? doc.whole.items ?? []).length], marks[key].value, doc.whole);
  const whole = filled(out);
  whole.items?.sort((one, other) => one.heading_line - other.heading_line);
  doc.findings.forEach(([, code, , line], n) => {
    const mark = marks[`finding/${n}`];
    if (mark) notes.push({ line, code, verdict: mark.verdict ?? null, ...(mark.note ? { note: mark.note } : {}) });
  });
  return notes.length ? { ...whole, x_notes: notes } : whole;
}

if (typeof module !== "undefined") module.exports = { idOf, reading, unpacked, valueOf };
