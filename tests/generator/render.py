"""Printers: a draft becomes the text that one layout would show, and the reading that is expected of it."""

import textwrap
from collections.abc import Callable
from random import Random
from typing import Any

from generator import municipalities, regions, words
from generator.meeting import Draft
from generator.page import Page, Rendered, expected_reading, header_sentences, long_date, print_item

_PAGE_WIDTH = 95
_TITLE_WIDTH = 78


def render(draft: Draft, layout: str, rng: Random) -> Rendered:
    """`draft` as `layout` prints it."""
    return RENDERERS[layout](draft, rng)


def firstagenda_pdf(draft: Draft, rng: Random) -> Rendered:
    """The text of a FirstAgenda PDF: "REFERAT …", "Punkt N:"."""
    page = Page(rng, blank=["", "\f", "   "], noise=["Side 3 af 12", "SIDE 4"])
    kind = "DAGSORDEN" if draft.agenda else "REFERAT"
    heading = f"{kind} {draft.body} d. {draft.day:%d-%m-%Y}"
    page.add("", "", heading, "")
    page.add(f"Mødedato {words.WEEKDAYS[draft.day.weekday()]} d. {long_date(draft.day)} kl. {draft.start:%H:%M}", "")
    page.add(f"Mødested {draft.place}", "")
    contents: list[dict[str, Any]] = []
    if rng.random() < 0.8:
        page.add("Indholdsfortegnelse", "")
        for n, item in enumerate(draft.items):
            title = item.title if item.sections or rng.random() < 0.5 else f"Closed: {item.title}"
            cut = textwrap.shorten(title, _PAGE_WIDTH, placeholder="")
            page.add(f"{cut}{'' if cut != title else '.....'}\t{n // 2 + 3}")
            contents.append({"title": cut, "page": n // 2 + 3})
        page.add("")
        _mislead(draft, rng, "Punkt {}: Økonomi og drift")
    header_sentences(page, draft, rng)
    items = []
    for item in draft.items:
        first = page.next
        printed = f"Punkt {item.number}: {item.title}" + (f" {item.mark}" if item.mark else "")
        page.add(*textwrap.wrap(printed, _TITLE_WIDTH), "")
        if item.case_number:
            page.add(item.case_number, "")
        items.append(print_item(page, item, first))
    return Rendered("firstagenda-pdf", page.text(), expected_reading(draft, heading, contents, items))


def midtjylland_web(draft: Draft, rng: Random) -> Rendered:
    """Region Midtjylland's web page: "Referat / til / mødet i …", "Sagnr.:", "N. <title>", "Tilbage til toppen"."""
    page = Page(rng, blank=["\u00a0", ""], noise=[])
    _mislead(draft, rng, "{}. Forslaget om stier")
    page.add("Abonnér", "")
    if rng.random() < 0.5:
        page.add("Se alle dagsordener og referater fra dette mødeforum", "")
    kind = "Dagsorden" if draft.agenda else rng.choice(["Referat", "Referat", "Ikke offentligt referat"])
    page.add(
        kind,
        "til",
        f"mødet i {draft.body}",
        f"den {long_date(draft.day)} kl. {draft.start:%H:%M}",
        f"i {draft.place}",
        "",
    )
    header_sentences(page, draft, rng)
    contents: list[dict[str, Any]] = []
    if rng.random() < 0.2:
        page.add("Pkt. Tekst", *(f"{item.number} {item.title}" for item in draft.items), "")
        contents = [{"title": item.title, "page": None} for item in draft.items]
    page.add("")
    items = []
    for item in draft.items:
        first = page.next
        page.add(f"Sagnr.: {item.case_number}", "")
        page.add(f"{item.number}. {item.title}" + (f" {item.mark}" if item.mark else ""), "")
        items.append(print_item(page, item, first))
        page.add("Tilbage til toppen")
    title = f"{kind} til mødet i {draft.body}"
    return Rendered("midtjylland-web", page.text(), expected_reading(draft, title, contents, items))


def _mislead(draft: Draft, rng: Random, line: str) -> None:
    """Put lines into the text that look like headings; only what stands around the real ones tells them apart.

    With the number that comes next, directly above a label, one would be a heading to every reader.
    """
    for item in draft.items:
        for section in item.sections:
            if section.kind == "case_presentation" and section.paragraphs and rng.random() < 0.3:
                at, further = rng.randint(0, len(section.paragraphs)), rng.randint(-1, 2)
                at -= further == 1 and at == len(section.paragraphs)
                section.paragraphs.insert(at, line.format(item.number + further))


RENDERERS: dict[str, Callable[[Draft, Random], Rendered]] = {
    **regions.PRINTERS,
    **municipalities.PRINTERS,
    "firstagenda-pdf": firstagenda_pdf,
    "midtjylland-web": midtjylland_web,
}
