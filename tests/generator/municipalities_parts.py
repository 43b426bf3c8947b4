"""What the printers of municipal minutes share: a style says which labels a family has, in which order and form."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from generator import words
from generator.meeting import Draft, DraftItem
from generator.municipalities_draft import OTHERS, PARTED, SENDERS, joined, with_parties
from generator.municipalities_styles import COMMON, Style
from generator.page import Page, Rendered, expected_reading, long_date

NBSP = "\u00a0"


@dataclass
class Block:
    """A section to print: its label's line, its paragraphs, and what of it is certain besides kind and line."""

    kind: str
    label: str
    paragraphs: list[str] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    known: tuple[str, ...] = ("label", "text")


@dataclass
class Content:
    """The sections of an item, and the facts that they state."""

    blocks: list[Block] = field(default_factory=list)
    facts: dict[str, Any] = field(
        default_factory=lambda: {"recommendation": None, "decision": None, "attachments": [], "absent": [], "links": []}
    )


def content(draft: Draft, item: DraftItem, style: Style, rng: Random) -> Content:
    """What stands in `item` as the family orders and calls it; an item without sections has nothing."""
    found = Content()
    if not item.sections:
        return found
    given = {section.kind: section.paragraphs for section in item.sections}
    for kind in style.order.split():
        if kind == "recommendation":
            if item.points is not None:
                _recommend(found, draft, item, style, rng)
        elif kind == "decision":
            if item.decision is not None:
                _decide(found, draft, item, style, rng)
        elif kind == "previous_decision":
            if item.decision is not None and rng.random() < 0.3:
                _precede(found, draft, style, rng)
        elif kind in given or kind in style.always:
            _give(found, kind, given.get(kind) or [rng.choice(words.PLAIN)], style, rng)
        elif kind not in ("summary", "case_presentation", "attachments") and rng.random() < 0.3:
            text = rng.choice([["Ingen bemærkninger."], ["Ingen."], [rng.choice(words.PLAIN)], []])
            if kind == "case_route":
                text = [rng.choice(OTHERS)]
            _give(found, kind, text, style, rng)
    return found


def _label(style: Style, kind: str, rng: Random) -> str:
    return rng.choice(style.labels.get(kind) or COMMON[kind])


def _give(found: Content, kind: str, paragraphs: list[str], style: Style, rng: Random) -> None:
    if kind == "attachments":
        if not style.anchored:
            paragraphs = [p.replace("2. udkast", "Andet udkast") for p in paragraphs]
        found.facts["attachments"] = list(paragraphs)
    if kind == "case_presentation" and rng.random() < 0.05:
        paragraphs = [*paragraphs, "1. stedfortræder på liste V er derfor indkaldt til mødet."]
    elif kind == "case_presentation" and rng.random() < 0.1:
        paragraphs = ["Forslagene er:\n1. Stier i skoven\n2. Haller og baner", *paragraphs, rng.choice(words.PLAIN)]
    found.blocks.append(Block(kind, _label(style, kind, rng), list(paragraphs)))
    found.facts["links"] += [link for p in paragraphs for link in words.LINKS if link in p]


def _recommend(found: Content, draft: Draft, item: DraftItem, style: Style, rng: Random) -> None:
    how = rng.choice(style.points)
    by = None if how == "bare" else item.recommended_by
    points = list(item.points or []) if item.recommended_by else rng.sample(words.POINTS, rng.randint(1, 3))
    if how == "sentence":
        points = [rng.choice([p for p in words.POINTS if PARTED not in p])]
    label = _label(style, "recommendation", rng)
    paragraphs: list[str] = []
    if style.label_is_sender:
        by = rng.choice(SENDERS)
        label = f"{by} indstiller til {draft.body}"
    elif how not in ("bare", "sentence"):
        tails = (
            [" indstiller, at", f" indstiller til {draft.body}, at"]
            if how == "ones"
            else [" indstiller,", " indstiller:"]
        )
        paragraphs = [f"{by}{rng.choice(tails)}" if by else f"Det indstilles,{' at' if how == 'ones' else ''}"]
    listed, points = _point_lines(points, how, by, rng)
    found.blocks.append(Block("recommendation", label, paragraphs + listed))
    found.facts["recommendation"] = {"by": by, "points": points}


def _point_lines(points: list[str], how: str, by: str | None, rng: Random) -> tuple[list[str], list[str]]:
    """The paragraphs that show `points`, and the points as they are to be read."""
    if how == "sentence":
        return [f"{by or 'Det'} {'indstiller' if by else 'indstilles'}, {points[0]}."], points
    if how in ("at", "bare"):
        ends = [rng.choice([",", ", og"]) for _ in points[:-1]] + ["."]
        return [f"{point}{end}" for point, end in zip(points, ends, strict=True)], points
    if how == "ones":
        points = [point.removeprefix("at ") for point in points]
        return [f"  1. {point}." for point in points], points
    marks = {"numbered": "{}. ", "indented": "  {}. ", "wide": "{}.    ", "bullets": " • ", "dots": "·      "}
    end = rng.choice([".", ""])
    return ["\n".join(f"{marks[how].format(n)}{point}{end}" for n, point in enumerate(points, 1))], points


def _precede(found: Content, draft: Draft, style: Style, rng: Random) -> None:
    day = draft.day - timedelta(days=rng.randint(20, 30))
    bodies = rng.sample([b for b in OTHERS if b != draft.body], rng.randint(1, 2))
    if rng.random() < 0.15:  # the same body at an earlier meeting
        bodies[0] = draft.body
    for body in bodies:
        label = fill(rng.choice(style.earlier), body, day, rng.randint(1, 200))
        text = rng.choice(["Anbefales.", "Indstilles godkendt.", "Drøftet.", "Indstillingen anbefales."])
        found.blocks.append(Block("previous_decision", label, [text], {"body": body, "date": day.isoformat()}))
        day += timedelta(days=rng.randint(1, 6))


def _decide(found: Content, draft: Draft, item: DraftItem, style: Style, rng: Random) -> None:
    label = fill(rng.choice(style.decided), draft.body, draft.day, item.number)
    paragraphs = (item.decision or "").split("\n\n")
    block = Block("decision", label, list(paragraphs))
    fact: dict[str, Any] = {"outcomes": item.outcomes}
    if not style.indent:
        fact["text"] = ("\n" if style.tight else "\n\n").join(paragraphs)
    found.facts["decision"] = fact
    found.blocks.append(block)
    form = rng.choice(style.absent)
    if form.startswith("first:"):
        _absent_first(found, draft, item, form.removeprefix("first:"), rng)
    elif item.absent:
        found.facts["absent"] = item.absent
        _absent_last(found, draft, item, form, rng)


def _absent_first(found: Content, draft: Draft, item: DraftItem, form: str, rng: Random) -> None:
    """The absent on a line between the decision's label and its text, where "Fraværende: " may be empty."""
    if not item.absent and not form.startswith("Fraværende"):
        return
    block = found.blocks[-1]
    names = ", ".join(with_parties(draft, rng, item.absent)) if "(A)" in form else ", ".join(item.absent)
    line = form.replace("(A)", "").format(names=names)
    found.blocks.append(Block("attendance", line, block.paragraphs, known=()))
    block.paragraphs, block.known = [], ("label",)
    found.facts["decision"].pop("text", None)
    found.facts["absent"] = item.absent


def _absent_last(found: Content, draft: Draft, item: DraftItem, form: str, rng: Random) -> None:
    """The absent after the decision: a sentence of it, a line with a label, or a list below a label."""
    kind, _, shape = form.rpartition("|")
    if kind == "none":  # they stand elsewhere
        return
    names = with_parties(draft, rng, item.absent) if "(A)" in shape else list(item.absent)
    shape = shape.replace(" (A)", "")
    if kind == "list":
        label, _, mark = shape.partition(">")
        found.blocks.append(Block("attendance", label, ["\n".join(mark.format(name) for name in names)]))
    elif kind == "line":
        found.blocks.append(Block("attendance", shape.format(names=", ".join(names)), known=()))
    else:
        found.blocks[-1].paragraphs.append(
            shape.format(names=joined(names)).replace("forhindret", "forhindret" if len(names) == 1 else "forhindrede")
        )


def fill(form: str, body: str, day: date, number: int) -> str:
    """A decision's label: `form` with the body, the date in the form that it names, the number."""
    return form.format(body=body, numeric=f"{day:%d-%m-%Y}", long=long_date(day), number=number)


def print_blocks(page: Page, blocks: list[Block], style: Style) -> list[dict[str, Any]]:
    found = []
    for block in blocks:
        first = page.next
        page.add((style.indent if style.bullet is None else style.bullet) + block.label)
        for paragraph in block.paragraphs:
            if not style.tight:
                page.gap()
            page.add(*(style.indent + line for line in paragraph.split("\n")))
        if not style.tight:
            page.add("")
        section = {"kind": block.kind, "first_line": first, **block.about}
        if "label" in block.known and style.bullet is None:
            section["label"] = block.label
        if "text" in block.known and not style.indent:
            section["text"] = ("\n" if style.tight else "\n\n").join(block.paragraphs)
        found.append(section)
    return found


def print_items(
    page: Page,
    draft: Draft,
    style: Style,
    rng: Random,
    heading: Callable[[DraftItem], dict[str, Any]],
    footer: tuple[str, ...] = (),
) -> list[dict[str, Any]]:
    """All items; `heading` prints what stands above an item's sections and gives what is read from that."""
    items = []
    for item in draft.items:
        about: dict[str, Any] = {"first_line": page.next, "number": str(item.number), "title": item.title, "marks": []}
        about |= {"case_number": None, "access": None} | heading(item)
        change = about.pop("content", None)
        found = content(draft, item, style, rng)
        if change:
            change(found)
        sections = print_blocks(page, found.blocks, style)
        page.add(*footer)
        items.append({**about, "sections": sections, **found.facts})
    return items


def reading(
    layout: str, page: Page, draft: Draft, items: list[dict[str, Any]], *, unknown: str = "", **known: Any
) -> Rendered:
    """The rendered page. `unknown` names the header's fields that its text leaves open, `known` those that differ."""
    text = page.text()
    draft.people = [(name, p) for name, p in draft.people if f"{name} ({p})" in text or f"{name}, ({p})" in text]
    expected = expected_reading(draft, known.get("title", ""), known.get("contents", []), items)
    if "title" not in known:
        del expected["title"]
    for name in unknown.split():
        del expected[name]
    return Rendered(layout, text, expected | known)
