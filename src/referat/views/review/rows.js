/* The rows: findings and fields, what is marked of them, and what is put right. */

function label(row) {
  if (row.finding) return row.title;
  const name = named("fields", row.label);
  return row.about ? `${name}: ${row.about}` : name;
}

function groupTitle(group) {
  if (group.kind !== "item") return named("groups", group.kind);
  const number = group.number ? filledIn(texts.page.item, { number: group.number }) : texts.page.item_unnumbered;
  return group.title ? `${number}: ${group.title}` : number;
}

function chips(row) {
  return row.parts.flatMap((part) => {
    const [key, kind, elements] = part;
    if (!elements.length) return [];
    const name = row.object && row.parts.length > 1 ? [make("span", { class: "key" }, named("fields", key))] : [];
    return [make("span", { class: "part" }, name, elements.map((element) => {
      const nodes = element[2] === "" ? [texts.page.nothing] : seen(worded(kind, element[2]));
      const classes = kind === "long" ? "chip long" : "chip";
      if (!element[1].length) {
        return make("span", { class: `${classes} derived`, dir: "auto", title: texts.page.derived }, nodes);
      }
      return make("button", { type: "button", tabindex: "-1", class: classes, dir: "auto", "data-pointer": element[0],
        onclick: () => toPlaces(row, element[1]) }, nodes);
    }))];
  });
}

function drawRow(row) {
  const element = make("div", { class: "row", id: row.id, role: "group", tabindex: "-1", "aria-label": label(row) });
  element.addEventListener("focusin", () => become(row, false));
  if (row.finding) {
    const [severity, , message, at] = row.finding;
    element.classList.add(severity);
    element.append(make("span", { class: "label" }, make("span", { class: "severity" }, named("severity", severity)), ` ${row.title}`));
    const told = [make("span", { class: "message", lang: "en", dir: "auto" }, seen(message))];
    if (at) told.unshift(make("button", { type: "button", tabindex: "-1", class: "chip", onclick: () => toLine(row, at) }, filledIn(texts.page.line, { n: at })), " ");
    element.append(make("span", { class: "value" }, told));
  } else {
    element.append(make("span", { class: "label" }, seen(label(row))));
    element.append(make("span", { class: "value" }, row.empty ? make("span", { class: "hint" }, texts.page.nothing) : chips(row)));
  }
  if (row.mark) element.append(judge(row));
  element.append(make("div", { class: "below" }));
  return element;
}

function judge(row) {
  const words = row.finding ? texts.finding : texts.field;
  return make("span", { class: "judge" }, ["right", "wrong", "note"].map((verdict) => make("button", {
    type: "button", tabindex: "-1", class: verdict, "data-verdict": verdict, "aria-pressed": "false",
    "aria-label": `${words[verdict]}: ${label(row)}`, title: `${words[verdict]} (${texts.keys[verdict].toUpperCase()})`,
    onclick: () => judged(row, verdict),
  }, SIGNS[verdict])));
}

/** Draw what is marked of a row. */
function redraw(row) {
  const element = $(row.id);
  const own = marks[row.mark] ?? {};
  element.classList.toggle("is-right", own.verdict === "right");
  element.classList.toggle("is-wrong", own.verdict === "wrong");
  for (const button of element.querySelectorAll("[data-verdict]")) {
    const { verdict } = button.dataset;
    button.setAttribute("aria-pressed", String(verdict === "note" ? Boolean(own.note) : own.verdict === verdict));
  }
  const below = [];
  if (own.verdict === "wrong" && !row.finding && !row.fixed) {
    const isKnown = own.value !== undefined && JSON.stringify(own.value) !== JSON.stringify(valueOf(row));
    below.push(make("p", { class: isKnown ? "correction" : "hint" },
      isKnown ? [`${texts.page.should_be} `, make("b", { dir: "auto" }, seen(summary(row, own.value)))] : texts.page.no_correction));
  }
  if (own.note) below.push(make("p", { class: "note", dir: "auto" }, `${SIGNS.note} `, seen(own.note)));
  element.querySelector(".below").replaceChildren(...below);
}

function summary(row, value) {
  if (isNothing(value)) return texts.page.nothing;
  return row.parts.flatMap(([key, kind]) => {
    const own = key && row.object ? key.split(".").reduce((node, name) => node?.[name], value) : value;
    if (isNothing(own)) return [];
    const told = [own].flat().map((one) => worded(kind, one)).join(", ");
    return [row.object && row.parts.length > 1 ? `${named("fields", key)} ${told}` : told];
  }).join(" · ");
}

function judged(row, verdict) {
  if (!row?.mark) return;
  if (verdict === "note") return edit(row, noteEditor(row));
  const isOff = marks[row.mark]?.verdict === verdict;
  mark(row.mark, { verdict: isOff ? undefined : verdict, value: undefined });
  redraw(row);
  if (verdict === "wrong" && !isOff && !row.finding && !row.fixed) edit(row, valueEditor(row));
  else $(row.id).focus();
}

// Correcting.

function edit(row, { inputs, take }) {
  const done = () => {
    take();
    close();
  };
  const close = () => {
    redraw(row);
    $(row.id).focus();
  };
  const form = make("div", { class: inputs.length > 2 ? "editor several" : "editor" }, inputs,
    make("p", { class: "actions" },
      make("button", { type: "button", class: "main", onclick: done }, texts.page.done),
      make("button", { type: "button", onclick: close }, texts.page.cancel)));
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && (event.target.tagName === "INPUT" || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      done();
    }
  });
  $(row.id).querySelector(".below").replaceChildren(form);
  const first = form.querySelector("input, textarea, select");
  first?.focus();
  first?.select?.();
  form.scrollIntoView({ block: "nearest" });
  $(row.id).scrollIntoView({ block: "nearest" });
}

function noteEditor(row) {
  const area = make("textarea", { rows: "3" });
  area.value = marks[row.mark]?.note ?? "";
  return { inputs: [make("label", {}, texts.page.note, area)], take: () => mark(row.mark, { note: area.value.trim() }) };
}

function valueEditor(row) {
  const fields = row.parts.map((part) => {
    const [key, kind] = part;
    const field = input(kind, partValue(part));
    const name = row.parts.length > 1 ? named("fields", key) : `${label(row)} (${texts.page.should_be_label})`;
    const tag = field.isSet ? "fieldset" : "label";
    const caption = field.isSet ? make("legend", {}, name) : name;
    return { key, get: field.get, node: make(tag, {}, caption, field.node, field.hint ? make("small", {}, field.hint) : []) };
  });
  const take = () => {
    const value = row.object ? together(fields.map((one) => [one.key, one.get()])) : fields[0].get();
    mark(row.mark, { verdict: "wrong", value });
  };
  return { inputs: fields.map((one) => one.node), take };
}

/** What a value of this kind is typed into: its node, and what gives the value. */
function input(kind, value) {
  const [type, table] = kind.split(":");
  if (type === "choice" || type === "flag") {
    const options = table ? Object.entries(texts[table]) : [["true", texts.page.yes], ["false", texts.page.no]];
    const node = make("select", {}, [["", texts.page.nothing], ...options].map(([key, name]) => make("option", { value: key }, name)));
    node.value = value === null ? "" : String(value);
    return { node, get: () => node.value === "" ? null : table ? node.value : node.value === "true" };
  }
  if (type === "choices") {
    const boxes = Object.entries(texts[table]).map(([key, name]) => {
      const box = make("input", { type: "checkbox", value: key });
      box.checked = value.includes(key);
      return { box, node: make("label", { class: "option" }, box, ` ${name}`) };
    });
    // In the order of the text as far as it is known.
    const order = (key) => value.includes(key) ? value.indexOf(key) : value.length;
    const get = () => boxes.filter((one) => one.box.checked).map((one) => one.box.value).sort((a, b) => order(a) - order(b));
    return { node: make("div", { class: "options" }, boxes.map((one) => one.node)), get, isSet: true };
  }
  if (type === "list") {
    const node = make("textarea", { rows: String(Math.min(8, value.length + 1)) });
    node.value = value.join("\n");
    return { node, hint: texts.page.one_a_line, get: () => node.value.split("\n").map((one) => one.trim()).filter(Boolean) };
  }
  if (type === "long") {
    const node = make("textarea", { rows: "6" });
    node.value = value ?? "";
    return { node, get: () => node.value === "" ? null : node.value };
  }
  const types = { date: "date", datetime: "datetime-local", number: "number" };
  const node = make("input", { type: types[type] ?? "text" });
  node.value = type === "datetime" ? (value ?? "").slice(0, 16) : value ?? "";
  const get = () => {
    const text = node.value.trim();
    if (text === "") return null;
    if (type === "datetime") return text === (value ?? "").slice(0, 16) ? value : zoned(text);
    return type === "number" ? Number(text) : text;
  };
  return { node, get };
}

/** A Danish time of day with its offset: "2021-03-04T10:00" -> "2021-03-04T10:00:00+01:00". */
function zoned(local) {
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen", dateStyle: "short", timeStyle: "short" });
  const hours = [1, 2].find((one) => {
    const at = new Date(Date.parse(`${local}:00Z`) - one * 3600000);
    return clock.format(at).replace(" ", "T") === local;
  }) ?? 1;
  return `${local}:00+0${hours}:00`;
}
