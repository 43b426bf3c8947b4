"""Printers of the municipalities' minutes, one for each family, and the table of all of them."""

from collections.abc import Callable
from random import Random
from typing import Any

from generator import municipalities_styles as styles
from generator import words
from generator.meeting import Draft, DraftItem
from generator.municipalities_draft import municipal
from generator.municipalities_flat import flattened
from generator.municipalities_numbered import kle, new_page, numbered, weekday
from generator.municipalities_parts import NBSP, Block, Content, print_items, reading
from generator.municipalities_variants import (
    decisions_only,
    fredensborg,
    frederikssund,
    polweb,
    ringkoebing_skjern,
    roedovre,
    slagelse,
)
from generator.municipalities_web import os2web, roskilde, untitled, viborg
from generator.page import Page, Rendered, header_sentences, long_date

_GROUPS = [
    "A. Sager til afgørelse i byrådet",
    "B. Sager til afgørelse i udvalget",
    "C. Sager til drøftelse",
    "D. Orientering",
]


def sbsys(draft: Draft, rng: Random) -> Rendered:
    """Odense: the sentence as header, groups of items, "Åbent - " and the case below the heading, capitals."""
    hours, everybody = draft.hours, draft.all_present
    draft = municipal(draft, rng)
    draft.hours, draft.all_present = hours, everybody
    page = new_page(rng)
    kind = "Dagsorden" if draft.agenda else "Referat"
    page.add(
        kind, "til", f"mødet i {draft.body}", f"den {long_date(draft.day)} kl. {draft.start:%H:%M}", f"i {draft.place}"
    )
    page.add("", "")
    if rng.random() < 0.3:
        header_sentences(page, draft, rng)
    else:
        draft.absent, draft.hours = [], None
    groups = _group(draft, rng)
    contents = _contents(page, draft, groups) if rng.random() < 0.6 else []

    def heading(item: DraftItem) -> dict[str, Any]:
        group = groups[item.number]
        if page.lines[-1:] != [""]:
            page.add("")
        if seen != [group]:
            page.add(group, "")
            seen[:] = [group]
        first = page.next
        number = kle(rng, draft.day.year)
        access, word = ("open", "Åbent") if item.sections or rng.random() < 0.3 else ("closed", "Lukket")
        page.add(f"{item.number}. {item.title}", group, f"{word} - {number}")
        return {"first_line": first, "case_number": number, "access": access}

    seen: list[str] = []
    items = print_items(page, draft, styles.SBSYS, rng, heading)
    return reading("sbsys", page, draft, items, title=f"{kind} til mødet i {draft.body}", contents=contents)


def _group(draft: Draft, rng: Random) -> dict[int, str]:
    """The group of each item by its number; sometimes a late item stands among the first."""
    if len(draft.items) > 3 and rng.random() < 0.2:
        draft.items.insert(2, draft.items.pop())
    share = len(draft.items) / rng.randint(1, len(_GROUPS))
    return {item.number: _GROUPS[int(n / share)] for n, item in enumerate(draft.items)}


def _contents(page: Page, draft: Draft, groups: dict[int, str]) -> list[dict[str, Any]]:
    last = ""
    for item in draft.items:
        if groups[item.number] != last:
            last = groups[item.number]
            page.add(last)
        page.add(f"{item.number} {item.title}")
    page.add("", "")
    return [{"title": item.title, "page": None} for item in draft.items]


def odense_lotus(draft: Draft, rng: Random) -> Rendered:
    """Odense to 2014: the system's name in the header, the closed items listed first, every point "1."."""
    draft = municipal(draft, rng)
    page = new_page(rng)
    kind = "Dagsorden" if draft.agenda else "Referat"
    if rng.random() < 0.5:
        page.add("Dagsordener", "", "Hjem", "Dagsorden", "")
    page.add(f"{draft.body} - {kind} {long_date(draft.day)}", "", "Knud", "", draft.body, "", "Åben", "", kind, "", "")
    page.add(f"{weekday(draft)} den {draft.day:%d-%m-%Y} kl. {draft.start:%H:%M}", "", draft.place, "", "")
    page.add(f"Oversigtsdagsorden: Åben {kind.lower()}", "")
    closed = [item for item in draft.items if not item.sections]
    page.add(
        *(f"{item.number}. {item.title} (Lukket)" for item in closed),
        "",
        "A: Sager til afgørelse i Økonomiudvalg/Byråd",
    )
    page.add("", "")
    draft.items = [item for item in draft.items if item.sections]
    turn = len(draft.items) // 2 if rng.random() < 0.5 else -1

    def heading(item: DraftItem) -> dict[str, Any]:
        if turn > 0 and item is draft.items[turn]:
            page.add("B: Sager til afgørelse i udvalget", "", "")
        first = page.next
        number = f"{draft.day.year}/{rng.randint(0, 999999):06}"
        page.add(f"{item.number}. {item.title}  ", "", f"Åbent - {number}", "", NBSP, "")
        return {"first_line": first, "case_number": number, "access": "open"}

    items = print_items(page, draft, styles.ODENSE_LOTUS, rng, heading)
    return reading("odense-lotus", page, draft, items, unknown="contents", absent=[])


def sbsys_preview(draft: Draft, rng: Random) -> Rendered:
    """Mariagerfjord: the header in one sentence, the case number alone above the heading."""
    draft = municipal(draft, rng)
    page = new_page(rng)
    kind = "Dagsorden" if draft.agenda else "Referat"
    clock = f"den {long_date(draft.day)} kl. {draft.start:%H:%M}"
    page.add("Sbsys dagsorden preview", "", f"{kind} til mødet i {draft.body} {clock} i {draft.place}", "")
    page.add("Åbne dagsordenspunkter", "")

    def heading(item: DraftItem) -> dict[str, Any]:
        number = kle(rng, draft.day.year)
        page.add(number, *([""] if rng.random() < 0.5 else []), f"{item.number}. {item.title}", "")
        return {"case_number": number, "content": lambda found: _sent_on(found, rng)}

    items = print_items(page, draft, styles.SBSYS_PREVIEW, rng, heading)
    for item in items:
        del item["access"]  # "Åbne dagsordenspunkter" stands once, above all of them
    return reading("sbsys-preview", page, draft, items, absent=[])


def _sent_on(found: Content, rng: Random) -> None:
    for block in found.blocks:
        if block.kind == "case_route":
            block.paragraphs = [rng.choice(["TM", "ØK - BY", "TM, ØK, BY"])]


def bornholm(draft: Draft, rng: Random) -> Rendered:
    """Access above the heading, a table's words below it, recommendation and decision below one label."""
    draft = municipal(draft, rng, label_titles=False)
    page = new_page(rng)
    page.add("Dagsorden" if draft.agenda else "Referat", draft.body, f"{draft.day:%d-%m-%Y} kl. {draft.start:%H:%M}")
    page.add(draft.place, "Dagsordenspunkter", "")
    opening = draft.items[0] if draft.items[0].sections and rng.random() < 0.5 else None
    if opening:
        opening.title = "Fraværende og bemærkninger til dagsordenen"
    listed = [(f"åbent {item.number}", item.title) for item in draft.items if item.sections]
    closed = [item.title for item in draft.items if not item.sections]
    listed += [(f"lukket {number}", title) for number, title in enumerate(closed, 101)]
    page.add(*(f"  {mark} {title}" for mark, title in listed), "", "", "", NBSP, "")
    draft.items = [item for item in draft.items if item.sections]
    for item in draft.items:
        if item.decision and item.points is None:
            item.points, item.recommended_by = [words.POINTS[0]], "Direktionen"

    def heading(item: DraftItem) -> dict[str, Any]:
        page.add("Til indholdsfortegnelse", "", rng.choice([" Åbent  punkt", " Åbent  møde"]), "")
        first = page.next - 2
        number = f"{kle(rng, 2000)[:8]}G{rng.randint(0, 9):02}-{rng.randint(1, 9999):04}"
        page.add(f" {item.number}  {item.title}", "", number, "")
        for cell in ("Behandling", "Mødedato", "Åbent punkt", "Lukket punkt", draft.body, f"{draft.day:%d-%m-%Y}"):
            page.add(cell, "")
        page.add(str(item.number), "", NBSP, "", NBSP, "")
        about: dict[str, Any] = {"first_line": first, "case_number": number, "access": "open"}
        return about | ({"content": lambda found: _open_meeting(found, draft)} if item is opening else {})

    items = print_items(page, draft, styles.BORNHOLM, rng, heading)
    if opening:
        del items[0]["absent"]
    contents = [{"title": title, "page": None} for _, title in listed]
    return reading("bornholm", page, draft, items, unknown="absent", contents=contents)


def _open_meeting(found: Content, draft: Draft) -> None:
    """The first item tells who is away, and what was said to the agenda."""
    found.facts = Content().facts
    remark = "Dagny Elkær er indkaldt som suppleant." if draft.absent else "Ingen."
    found.blocks = [
        Block("attendance", "Fraværende", [f"{', '.join(draft.absent) or 'Ingen'}."]),
        Block("remarks", "Bemærkninger til dagsordenen", [remark]),
    ]


PRINTERS: dict[str, Callable[[Draft, Random], Rendered]] = {
    "sbsys": sbsys,
    "odense-lotus": odense_lotus,
    "sbsys-preview": sbsys_preview,
    "bornholm": bornholm,
    "numbered": numbered,
    "fredensborg": fredensborg,
    "frederikssund": frederikssund,
    "polweb": polweb,
    "decisions-only": decisions_only,
    "ringkoebing-skjern": ringkoebing_skjern,
    "roedovre": roedovre,
    "slagelse": slagelse,
    "os2web": os2web,
    "roskilde": roskilde,
    "viborg": viborg,
    "untitled": untitled,
    "flattened": flattened,
}
