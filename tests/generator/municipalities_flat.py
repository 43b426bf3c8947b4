"""A printer of what a document viewer makes of a PDF: each page one line, line breaks and most figures lost."""

from random import Random
from typing import Any

from generator import words
from generator.meeting import Draft, DraftItem
from generator.municipalities_draft import members, municipal
from generator.municipalities_numbered import new_page
from generator.municipalities_parts import Content, reading
from generator.page import Page, Rendered, long_date

_POINTS = [
    "At der arbejdes videre med forslaget",
    "At planen sendes i høring i otte uger",
    "At redegørelsen tages til efterretning",
]
# Two ways to write the labels: capitals alone, or words with a colon.
_CAPITALS = {
    "case_route": "FORVENTET SAGSGANG",
    "recommendation": "INDSTILLING",
    "case_presentation": "SAGSFREMSTILLING",
    "economy": "ØKONOMI",
    "decision": "BESLUTNING",
}
_COLONS = {
    "case_route": "Sagen afgøres i:",
    "case_presentation": "Sagsbeskrivelse:",
    "economy": "Økonomi:",
    "recommendation": "Indstilling:",
    "decision": "Beslutning i {} den :",
}


def flattened(draft: Draft, rng: Random) -> Rendered:
    """docplayer: a preamble that keeps the figures, then "N " and all of page N."""
    draft = municipal(draft, rng)
    draft.people = []
    body = draft.body
    draft.body = body.upper()
    page = new_page(rng)
    kind = rng.choice(
        ["ÅBEN DAGSORDEN", "DAGSORDEN"] if draft.agenda else ["REFERAT", "BESLUTNINGSPROTOKOL", "ÅBENT REFERAT"]
    )
    sheet = _preamble(page, draft, kind, rng)
    labels = rng.choice([_CAPITALS, _COLONS])
    items: list[dict[str, Any]] = []
    for item in draft.items:
        title = rng.choice(words.TITLES)
        title = title.upper() if labels is _CAPITALS else title
        access, word = ("open", "ÅBENT") if item.sections or rng.random() < 0.3 else ("closed", "LUKKET")
        about = {"first_line": page.next, "number": str(item.number), "title": title, "marks": [], "case_number": None}
        head = (
            f"{item.number}. {title} Sagsnr Dok.nr Sagsbeh. {rng.choice(words.FIRST)} {rng.choice(words.LAST)} {word}"
        )
        if labels is _COLONS:
            head = f"{item.number}. {title} {word} Sagsnr.:"
        parts, facts = _parts(item, body, labels, rng)
        sheet, sections = _print_parts(page, head, parts, sheet, rng)
        items.append({**about, "access": access, "sections": sections, **facts})
    return reading("flattened", page, draft, items, unknown="contents")


def _preamble(page: Page, draft: Draft, kind: str, rng: Random) -> int:
    """The viewer's own lines, the title page and the list of titles; gives the number of the next page."""
    facts = f"Mødedato: {long_date(draft.day)}{{0}} {draft.place}{{0}} Mødetidspunkt: {draft.start:%H:%M}"
    whole = f"{kind} {draft.body}. {facts.format('.')}. Mødet hævet:"
    page.add(whole.replace(f" {draft.day.year}", ""), "", "Størrelse: px", "Starte visningen fra side:", "")
    page.add(f'Download "{whole}"', "", "Transkript", "")
    known = list(draft.people)
    names = ", ".join(name for name, _ in members(draft, rng, 3))
    draft.people = known
    away = ", ".join(draft.absent)
    facts = f"Mødedato: {long_date(draft.day)} Mødested: {draft.place} Mødetidspunkt: {draft.start:%H:%M}"
    page.add(f"1 {kind} {draft.body} {facts} Mødet hævet: Deltagere: {names} Fraværende: {away}".rstrip(), "")
    if rng.random() < 0.7:
        titles = " ".join(rng.sample(words.TITLES, 4))
        page.add(f"2 INDHOLDSFORTEGNELSE Sag nr.: Emne 1. {titles} Samlet bilagsliste... 1 SIDE 1", "")
        return 3
    return 2


def _parts(
    item: DraftItem, body: str, labels: dict[str, str], rng: Random
) -> tuple[list[tuple[str, str]], dict[str, Any]]:
    """Kind and text of each section, and what they state."""
    facts = Content().facts
    if not item.sections:
        return [], facts
    points = rng.sample(_POINTS, rng.randint(1, 3))
    by = rng.choice(["Direktionen", "Administrationen", "Kommunaldirektøren"])
    sentences = [p for p in words.PLAIN if not any(c.isdigit() for c in p)]
    texts = {
        "case_route": body,
        "recommendation": f"{by} indstiller, {'. '.join(points)}.",
        "case_presentation": " ".join(rng.sample(sentences, 2)),
        "economy": rng.choice(sentences),
        "decision": (item.decision or "").split("\n\n")[0],
    }
    found = []
    for kind, label in labels.items():
        if (kind == "decision" and not item.decision) or (kind != "decision" and rng.random() < 0.3):
            continue
        found.append((kind, f"{label.format(body)} {texts[kind]}"))
        if kind == "recommendation":
            facts["recommendation"] = {"by": by, "points": points}
        if kind == "decision":
            facts["decision"] = {"outcomes": item.outcomes}
    return found, facts


def _print_parts(
    page: Page, head: str, parts: list[tuple[str, str]], sheet: int, rng: Random
) -> tuple[int, list[dict[str, Any]]]:
    """The sections run on; where a page ends, its number or "SIDE N" stands at the end and a new line begins."""
    line, sections = f"{sheet} {head}", []
    for kind, text in parts:
        if rng.random() < 0.2:
            page.add(f"{line} {rng.choice([f'SIDE {sheet - 1}', str(sheet), ''])}".rstrip(), "")
            sheet += 1
            line = str(sheet)
        sections.append({"kind": kind, "first_line": page.next})
        line = f"{line} {text}"
    page.add(f"{line} SIDE {sheet - 1}" if rng.random() < 0.5 else line, "")
    return sheet + 1, sections
