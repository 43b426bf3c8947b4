"""Printers: a draft becomes the text that one layout would show, and the reading that is expected of it."""

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from generator import words
from generator.meeting import Draft, DraftItem, DraftSection, attendance_sentence, hours_sentence

_PAGE_WIDTH = 95
_TITLE_WIDTH = 78


@dataclass
class Rendered:
    """A text, the layout it is in, and what is to be read from it: the contract's names, each field as plain data."""

    layout: str
    text: str
    expected: dict[str, Any]


class _Page:
    """Lines on their way to a text; knows on which line (1-based) the next one will stand."""

    def __init__(self, rng: Random, *, blank: list[str], noise: list[str]) -> None:
        self.rng, self.blanks, self.noise = rng, blank, noise
        self.lines: list[str] = []

    @property
    def next(self) -> int:
        return len(self.lines) + 1

    def add(self, *lines: str) -> None:
        self.lines += lines

    def gap(self) -> None:
        """A blank line, sometimes several, sometimes with the page's furniture between them."""
        self.add("")
        roll = self.rng.random()
        if roll < 0.1:
            self.add(self.rng.choice(self.blanks), "")
        elif roll < 0.13 and self.noise:
            self.add(self.rng.choice(self.noise), "")

    def text(self) -> str:
        return "\n".join(self.lines)


def render(draft: Draft, layout: str, rng: Random) -> Rendered:
    """`draft` as `layout` prints it."""
    return RENDERERS[layout](draft, rng)


def firstagenda_pdf(draft: Draft, rng: Random) -> Rendered:
    """The text of a FirstAgenda PDF: "REFERAT …", "Punkt N:"."""
    page = _Page(rng, blank=["", "\f", "   "], noise=["Side 3 af 12", "SIDE 4"])
    kind = "DAGSORDEN" if draft.agenda else "REFERAT"
    heading = f"{kind} {draft.body} d. {draft.day:%d-%m-%Y}"
    page.add("", "", heading, "")
    page.add(f"Mødedato {words.WEEKDAYS[draft.day.weekday()]} d. {_long(draft.day)} kl. {draft.start:%H:%M}", "")
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
    _header_sentences(page, draft, rng)
    items = []
    for item in draft.items:
        first = page.next
        printed = f"Punkt {item.number}: {item.title}" + (f" {item.mark}" if item.mark else "")
        page.add(*textwrap.wrap(printed, _TITLE_WIDTH), "")
        if item.case_number:
            page.add(item.case_number, "")
        items.append(_item(page, item, first))
    return Rendered("firstagenda-pdf", page.text(), _expected(draft, heading, contents, items))


def midtjylland_web(draft: Draft, rng: Random) -> Rendered:
    """Region Midtjylland's web page: "Referat / til / mødet i …", "Sagnr.:", "N. <title>", "Tilbage til toppen"."""
    page = _Page(rng, blank=["\u00a0", ""], noise=[])
    _mislead(draft, rng, "{}. Forslaget om stier")
    page.add("Abonnér", "")
    if rng.random() < 0.5:
        page.add("Se alle dagsordener og referater fra dette mødeforum", "")
    kind = "Dagsorden" if draft.agenda else rng.choice(["Referat", "Referat", "Ikke offentligt referat"])
    page.add(
        kind, "til", f"mødet i {draft.body}", f"den {_long(draft.day)} kl. {draft.start:%H:%M}", f"i {draft.place}", ""
    )
    _header_sentences(page, draft, rng)
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
        items.append(_item(page, item, first))
        page.add("Tilbage til toppen")
    title = f"{kind} til mødet i {draft.body}"
    return Rendered("midtjylland-web", page.text(), _expected(draft, title, contents, items))


def _mislead(draft: Draft, rng: Random, line: str) -> None:
    """Put lines into the text that look like headings; only what stands around the real ones tells them apart."""
    for item in draft.items:
        for section in item.sections:
            if section.kind == "case_presentation" and section.paragraphs and rng.random() < 0.3:
                at = rng.randint(0, len(section.paragraphs))
                section.paragraphs.insert(at, line.format(item.number + rng.randint(-1, 2)))


RENDERERS: dict[str, Callable[[Draft, Random], Rendered]] = {
    "firstagenda-pdf": firstagenda_pdf,
    "midtjylland-web": midtjylland_web,
}


def _header_sentences(page: _Page, draft: Draft, rng: Random) -> None:
    sentences = [sentence for sentence in (attendance_sentence(draft), hours_sentence(draft)) if sentence]
    rng.shuffle(sentences)
    for sentence in sentences:
        page.add(sentence, "", rng.choice(page.blanks), "")


def _item(page: _Page, item: DraftItem, first: int) -> dict[str, Any]:
    sections = [_section(page, section) for section in item.sections]
    return {
        "number": str(item.number),
        "title": item.title,
        "marks": [item.mark] if item.mark else [],
        "case_number": item.case_number,
        "first_line": first,
        "sections": sections,
        "recommendation": None if item.points is None else {"by": item.recommended_by, "points": item.points},
        "decision": None if item.decision is None else {"text": item.decision, "outcomes": item.outcomes},
        "attachments": item.attachments,
        "absent": item.absent,
        "links": item.links,
    }


def _section(page: _Page, section: DraftSection) -> dict[str, Any]:
    first = page.next
    page.add(section.label)
    for paragraph in section.paragraphs:
        page.gap()
        page.add(*paragraph.split("\n"))
    page.add("")
    # Blank lines before the first paragraph and after the last are dropped; its indentation is not.
    text = "\n\n".join(section.paragraphs)
    return {"kind": section.kind, "label": section.label, "first_line": first, "text": text}


def _expected(draft: Draft, title: str, contents: list[dict[str, Any]], items: list[dict[str, Any]]) -> dict[str, Any]:
    opened, closed = draft.hours or (None, None)
    return {
        "document_type": "agenda" if draft.agenda else "minutes",
        "title": re.sub(r"\s+", " ", title),
        "body": draft.body,
        "date": draft.day.isoformat(),
        "scheduled_start": _moment(draft.day, draft.start),
        "scheduled_end": None,
        "opened": _moment(draft.day, opened),
        "closed": _moment(draft.day, closed),
        "place": draft.place,
        "contents": contents,
        "absent": draft.absent,
        "people": [list(person) for person in dict(draft.people).items()],
        "items": items,
    }


def _moment(day: date, clock: time | None) -> str | None:
    return datetime.combine(day, clock, ZoneInfo("Europe/Copenhagen")).isoformat() if clock else None


def _long(day: date) -> str:
    return f"{day.day}. {words.MONTHS[day.month - 1]} {day.year}"
