"""What the printers share: lines on their way to a text, and the reading that is expected of what was printed."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from generator import words
from generator.meeting import Draft, DraftItem, DraftSection, attendance_sentence, hours_sentence


@dataclass
class Rendered:
    """A text, the layout it is in, and what is to be read from it: the contract's names, each field as plain data."""

    layout: str
    text: str
    expected: dict[str, Any]


class Page:
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


def header_sentences(page: Page, draft: Draft, rng: Random) -> None:
    sentences = [sentence for sentence in (attendance_sentence(draft), hours_sentence(draft)) if sentence]
    rng.shuffle(sentences)
    for sentence in sentences:
        page.add(sentence, "", rng.choice(page.blanks), "")


def print_item(page: Page, item: DraftItem, first: int) -> dict[str, Any]:
    sections = [print_section(page, section) for section in item.sections]
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


def print_section(page: Page, section: DraftSection) -> dict[str, Any]:
    first = page.next
    page.add(section.label)
    for paragraph in section.paragraphs:
        page.gap()
        page.add(*paragraph.split("\n"))
    page.add("")
    # Blank lines before the first paragraph and after the last are dropped; its indentation is not.
    text = "\n\n".join(section.paragraphs)
    return {"kind": section.kind, "label": section.label, "first_line": first, "text": text}


def expected_reading(
    draft: Draft, title: str, contents: list[dict[str, Any]], items: list[dict[str, Any]]
) -> dict[str, Any]:
    opened, closed = draft.hours or (None, None)
    return {
        "document_type": "agenda" if draft.agenda else "minutes",
        "title": re.sub(r"\s+", " ", title),
        "body": draft.body,
        "date": draft.day.isoformat(),
        "scheduled_start": moment(draft.day, draft.start),
        "scheduled_end": None,
        "opened": moment(draft.day, opened),
        "closed": moment(draft.day, closed),
        "place": draft.place,
        "contents": contents,
        "absent": draft.absent,
        "people": [list(person) for person in dict(draft.people).items()],
        "items": items,
    }


def moment(day: date, clock: time | None) -> str | None:
    return datetime.combine(day, clock, ZoneInfo("Europe/Copenhagen")).isoformat() if clock else None


def long_date(day: date) -> str:
    return f"{day.day}. {words.MONTHS[day.month - 1]} {day.year}"
