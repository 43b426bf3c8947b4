"""Printers of the numbered web pages: "N. <title>" or its like, the labels on lines of their own."""

from collections.abc import Callable
from random import Random
from typing import Any

from generator import municipalities_styles as styles
from generator import words
from generator.meeting import Draft, DraftItem
from generator.municipalities_draft import members, municipal, with_parties
from generator.municipalities_parts import NBSP, Block, Content, print_items, reading
from generator.page import Page, Rendered, long_date

Heading = Callable[[DraftItem], dict[str, Any]]


def kle(rng: Random, year: int) -> str:
    """A case number of the municipalities' plan of subjects."""
    group = f"{rng.randint(0, 85):02}.{rng.randint(0, 40):02}.{rng.randint(0, 30):02}"
    facet = f"{rng.choice('AGPSØ')}{rng.randint(0, 59):02}"
    return f"{group}-{facet}-{rng.randint(1, 4000)}-{year % 100:02}"


def weekday(draft: Draft) -> str:
    return words.WEEKDAYS[draft.day.weekday()]


def new_page(rng: Random) -> Page:
    return Page(rng, blank=[NBSP, ""], noise=[])


def broenderslev(draft: Draft, rng: Random) -> Rendered:
    """The contents' head glued to the first heading, "Sagsforløb:" in the summary, "Til toppen"."""
    draft = municipal(draft, rng)
    page = new_page(rng)
    kind = "Dagsorden" if draft.agenda else "Referat"
    if rng.random() < 0.5:
        page.add("Vi bruger cookies til statistik.", "", 'Se vores "cookiepolitik".', "")
    page.add(f"{draft.body} - {kind}", "", f"Dato: {long_date(draft.day)}", f"Lokale: {draft.place}")
    page.add(f"Tidspunkt: Kl. {draft.start:%H:%M}", "", "")
    glued = ["Indholdsfortegnelse"]
    if rng.random() < 0.5:
        page.add(glued.pop(), "", "")

    def heading(item: DraftItem) -> dict[str, Any]:
        page.add(f"{glued.pop() if glued else ''}{item.number}. {item.title}", "", "")
        return {"content": lambda found: _route(found, rng)}

    items = print_items(page, draft, styles.BROENDERSLEV, rng, heading, ("Til toppen", "", ""))
    return reading("numbered", page, draft, items, title=f"{draft.body} - {kind}", absent=[])


def _route(found: Content, rng: Random) -> None:
    """The case's way through the committees stands under the summary's label, before its text."""
    if found.blocks and found.blocks[0].kind == "summary" and rng.random() < 0.8:
        summary = found.blocks[0]
        route = rng.choice(["ØK/BY", "BY", "TM/ØK/BY"])
        found.blocks.insert(1, Block("case_route", f"Sagsforløb: {route}", summary.paragraphs, known=()))
        summary.paragraphs, summary.known = [], ("label",)


def gribskov(draft: Draft, rng: Random) -> Rendered:
    """A case-number line below the heading, the sender's sentence as label, items closed in name and number alone."""
    draft = municipal(draft, rng)
    page = new_page(rng)
    page.add("Dagsordener og referater", "", draft.body, "")
    page.add(f"{weekday(draft)} den {draft.day:%d-%m-%Y} kl. {draft.start:%H:%M}", "", "Tilbage", "")
    page.add("Indholdsfortegnelse", "")

    def heading(item: DraftItem) -> dict[str, Any]:
        if not item.sections:
            page.add(f"{item.number}. Lukket punkt", "")
            return {"title": "Lukket punkt", "access": "closed"}
        number = kle(rng, draft.day.year)
        page.add(f"{item.number}. {item.title}", "", f"Sagsnummer: {number}", "", "")
        return {"case_number": number, "content": lambda found: _one_by_one(found, rng)}

    items = print_items(page, draft, styles.GRIBSKOV, rng, heading)
    for item in items:
        if item["access"] == "closed":
            del item["title"]
    return reading("numbered", page, draft, items, unknown="document_type", place=None, absent=[])


def _one_by_one(found: Content, rng: Random) -> None:
    """The decision rules on the points one by one, with their numbers at the line's start."""
    wanted = found.facts["recommendation"]
    for block in found.blocks:
        if block.kind == "decision" and wanted and len(block.paragraphs) == 1 and rng.random() < 0.4:
            block.paragraphs = ["\n".join(f"{n}. Godkendt" for n in range(1, len(wanted["points"]) + 1))]
            found.facts["decision"] = {"text": block.paragraphs[0], "outcomes": ["approved"]}


def vejen(draft: Draft, rng: Random) -> Rendered:
    """ "1.Title (B)", the title once more below the case number, every body's decision before the case."""
    draft = municipal(draft, rng, label_titles=False)
    page = new_page(rng)
    page.add(draft.body, "", "Dagsorden" if draft.agenda else "Referat", "", f"Dato: {long_date(draft.day)}")
    page.add(f"Mødetidspunkt: {draft.start:%H:%M}", f"Mødested: {draft.place}", "")
    away = _away(page, draft, "Afbud:")

    def heading(item: DraftItem) -> dict[str, Any]:
        mark = rng.choice(["(B)", "(O)", "(D)", ""])
        number = f"{draft.day.year % 100:02}/{rng.randint(1, 99999)}"
        page.add(f"{item.number}.{item.title} {mark}".rstrip(), "", f"Sagsnummer: {number}", "", item.title, "")
        return {"case_number": number, "marks": [mark] if mark else []}

    return reading("numbered", page, draft, print_items(page, draft, styles.VEJEN, rng, heading), absent=away)


def _away(page: Page, draft: Draft, label: str) -> list[str]:
    page.add(label, "", *(draft.absent or ["Ingen"]), "")
    return draft.absent


def koege(draft: Draft, rng: Random) -> Rendered:
    """Three spaces after the number, "Til toppen", the party after a comma."""
    draft = municipal(draft, rng)
    page = new_page(rng)
    page.add(f"{draft.body}", "", f"{'Dagsorden' if draft.agenda else 'Referat'}", "")
    page.add(f"Dato: {long_date(draft.day)}", f"Tidspunkt: Kl. {draft.start:%H:%M}", f"Lokale: {draft.place}", "")
    page.add("Medlemmer", "", *(f"{name}, ({letter})" for name, letter in members(draft, rng, 4)), "")
    page.add("Indholdsfortegnelse", "", "")
    space = rng.choice(["   ", NBSP * 3])

    def heading(item: DraftItem) -> dict[str, Any]:
        page.add(f"{item.number}.{space}{item.title}", "")
        return {}

    items = print_items(page, draft, styles.KOEGE, rng, heading, ("Til toppen", ""))
    return reading("numbered", page, draft, items, absent=[])


def hvidovre(draft: Draft, rng: Random) -> Rendered:
    """ "Mødefakta", lists of members as bullets, a stray ". ", dated decisions before the case."""
    draft = municipal(draft, rng)
    page = new_page(rng)
    title = f"{'Dagsorden' if draft.agenda else 'Referat'} - {draft.body} den {long_date(draft.day)}"
    page.add("Accepter cookies", "", title, "", "Mødefakta", "", f"Dato: {weekday(draft)} den {long_date(draft.day)}")
    page.add(f"Mødetidspunkt: Kl. {draft.start:%H:%M}", f"Mødested: {draft.place}", "")
    page.add("Medlemmer", "", *(f"  • {name} ({letter})" for name, letter in members(draft, rng, 4)), "")
    if draft.absent:
        label = rng.choice(["Fraværende med afbud", "Afbud"])
        page.add(label, "", *(f"  • {name}" for name in with_parties(draft, rng, draft.absent)), "")
        if rng.random() < 0.4:
            page.add("Bemærkninger", "", f"Afbud fra {draft.absent[0]} stedfortræder Viggo Sønderby", "")
    page.add("Indholdsfortegnelse", "", *(["", ". ", "", ""] if rng.random() < 0.5 else []))

    def heading(item: DraftItem) -> dict[str, Any]:
        page.add("", f"{item.number}. {item.title}", "")
        return {"first_line": page.next - 2}

    return reading("numbered", page, draft, print_items(page, draft, styles.HVIDOVRE, rng, heading), title=title)


def halsnaes(draft: Draft, rng: Random) -> Rendered:
    """Numbers of the year, members with roles, officials beside them, who was away below each decision."""
    draft = municipal(draft, rng)
    shift = rng.choice([0, 130, 512])
    for item in draft.items:
        item.number += shift
    page = new_page(rng)
    kind = "Dagsorden" if draft.agenda else "Referat"
    page.add(draft.body, "", "", "", f"{kind} {draft.day:%d.%m.%Y} kl. {draft.start:%H:%M}", "", "Medlemmer:", "")
    listed = members(draft, rng, 4)
    page.add(*(f"{name} ({p}){role}" for (name, p), role in zip(listed, _ROLES, strict=True)), "")
    guest = f"{rng.choice(words.FIRST)} Ringby"
    page.add("Øvrige deltagere:", "", f"{guest}, Direktør", f"{rng.choice(words.FIRST)} Sydholm , Chef", "")

    def heading(item: DraftItem) -> dict[str, Any]:
        page.add(f"{item.number}. {item.title}", "")
        return {"content": lambda found: _visitors(found, rng)}

    items = print_items(page, draft, styles.HALSNAES, rng, heading)
    roles = [[listed[0][0], "formand"], [listed[1][0], "næstformand"]]
    return reading("numbered", page, draft, items, place=None, absent=[], roles=roles)


_ROLES = (", Formand", ", Næstformand", "", "")


def _visitors(found: Content, rng: Random) -> None:
    """Officials who took part in the item, named before the recommendation."""
    if len(found.blocks) > 1 and rng.random() < 0.2:
        found.blocks.insert(
            1, Block("attendance", "Mødedeltagelse", [f"{rng.choice(words.FIRST)} Ringby, sagsbehandler"])
        )


_PUBLISHERS = (broenderslev, gribskov, vejen, koege, hvidovre, halsnaes)


def numbered(draft: Draft, rng: Random) -> Rendered:
    """One of the publishers whose headings are "N. <title>"."""
    return rng.choice(_PUBLISHERS)(draft, rng)
