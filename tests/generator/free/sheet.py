"""Lines on their way to a text: broken, indented, divided into pages; marks remember on which line they end up."""

import re
import textwrap
from dataclasses import dataclass, field
from random import Random

from generator.free.habits import Habits


@dataclass
class Mark:
    """A line that the reading names: its number in the finished text."""

    line: int = 0


@dataclass
class Line:
    """A line to print; what it is decides how far it is indented and whether it may be broken."""

    text: str
    role: str  # head, contents, title, case, label, text, list, foot, blank
    mark: Mark | None = None


@dataclass
class Sheet:
    """The lines of a document, in order."""

    lines: list[Line] = field(default_factory=list)

    def add(self, text: str, role: str, mark: Mark | None = None) -> Mark:
        mark = mark or Mark()
        self.lines.append(Line(text, role, mark))
        return mark

    def blank(self, after: str) -> None:
        """A blank line after a `head`, an `item`, a `label`, a `paragraph` …, where the habit has one there."""
        self.lines.append(Line("", f"blank {after}"))


_WIDEST = 140
_BLANKS = {
    "none": (),
    "items": ("item",),
    "labels": ("item", "section"),
    "paragraphs": ("item", "section", "paragraph", "label"),
    "double": ("item", "section", "paragraph", "label", "entry"),
}
_INDENTS = {
    "none": {},
    "all": dict.fromkeys(("contents", "title", "case", "label", "text", "list", "foot", "head"), 4),
    "body": dict.fromkeys(("label", "text", "list", "case"), 4),
    "text": {"text": 3, "list": 3},
    "deep": dict.fromkeys(("contents", "title", "case", "label", "text", "list", "foot"), 18),
}


def printed(sheet: Sheet, habits: Habits, running: str, rng: Random) -> str:
    """The text; every mark of the sheet knows its line afterwards."""
    lines = _spaced(sheet.lines, habits)
    lines = [part for line in lines for part in _broken(line, habits)]
    if habits["page"] != "none":
        lines = _paged(lines, habits, running, rng)
    for number, line in enumerate(lines, 1):
        if line.mark and not line.mark.line:
            line.mark.line = number
    return "\n".join(line.text for line in lines) + "\n"


def _spaced(lines: list[Line], habits: Habits) -> list[Line]:
    """The blank lines that the habit has; the head and its parts stand apart in every document."""
    wanted = ("head", *_BLANKS[habits["blanks"]])
    kept: list[Line] = []
    for line in lines:
        if not line.role.startswith("blank"):
            kept.append(line)
        elif line.role.removeprefix("blank ") in wanted and kept and kept[-1].text:
            kept += [Line("", "blank") for _ in range(2 if habits["blanks"] == "double" else 1)]
    return kept


_HANGING = re.compile(r"\s*(?:\d+[.)]|[a-z]\)|[•–-])?\s*")


def _broken(line: Line, habits: Habits) -> list[Line]:
    indent = " " * _INDENTS[habits["indent"]].get(line.role, 0) if line.text else ""
    if habits["width"] == "none" or line.role in ("blank", "case", "table"):
        return [Line(indent + line.text, line.role, line.mark)]
    hang = match.end() if line.role == "list" and (match := _HANGING.match(line.text)) else 0
    parts = textwrap.wrap(
        line.text,
        int(habits["width"]),
        subsequent_indent=" " * hang,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
        replace_whitespace=False,
        expand_tabs=False,
    ) or [line.text]
    return [Line(indent + part, line.role, line.mark if n == 0 else None) for n, part in enumerate(parts)]


def _paged(lines: list[Line], habits: Habits, running: str, rng: Random) -> list[Line]:
    """Every so many lines a page ends: its foot, a form feed, the next one's head."""
    length, apart = rng.randint(28, 55), rng.choice(["", " "])
    top = rng.random() < 0.5
    pages = [lines[at : at + length] for at in range(0, len(lines), length)]
    paged: list[Line] = []
    for p, page in enumerate(pages, 1):
        number = habits["page_number"].format(p=p, m=len(pages))
        room = _WIDEST if habits["width"] == "none" else int(habits["width"]) - len(running) - len(number)
        gap = " " * max(1, min(rng.choice([1, 8, 30]), room))
        furniture = {
            "running": [running],
            "number": [number],
            "both": [
                f"{running}{gap}{number}" if apart else running,
                *([] if apart else [number]),
            ],
            "feeds": [],
        }[habits["page"]]
        block = [Line(text, "furniture") for text in furniture]
        feed = "\f" if habits["page"] == "feeds" or length % 2 else ""
        if block and top and p > 1:
            block = [*block, Line("", "blank")]
        elif block and not top:
            block = [Line("", "blank"), *block]
        start = block if top and p > 1 else []
        if feed and p > 1:
            first = start[0] if start else page[0]
            first.text = feed + first.text
        paged += [*start, *page, *([] if top else block)]
    return paged
