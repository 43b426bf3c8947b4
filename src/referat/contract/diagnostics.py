"""Something odd, as a value with a place; the table of all codes."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from referat.contract.notes import Note
from referat.text.source import Source

Severity = Literal["error", "warning", "info"]

#: code: (severity, what it means and what to do about it). `docs/diagnostics.md` is generated from this table.
CODES: dict[str, tuple[Severity, str]] = {
    "empty": ("error", "The input holds no text. Nothing comes out."),
    "not-minutes": (
        "error",
        "The text shows too little of what minutes have (a document type, a body and a date, items, section labels). "
        "Nothing comes out, rather than a wrong meeting. If it is minutes, name the layout with `--layout`.",
    ),
    "several-meetings": ("info", "The file holds more than one meeting; each comes out as a meeting of its own."),
    "encoding-guessed": (
        "info",
        "The bytes are no UTF-8; they were read in the older encoding whose letters fit best: Windows-1252, CP850, "
        "CP865, Mac Roman or Latin-1. `--encoding` outweighs the guess.",
    ),
    "mojibake": (
        "warning",
        'Letters were decoded in a wrong encoding before the file was saved ("Ã¦", "├ª"). They stand as they are, here '
        "and in what comes out: get the file anew, or convert it back.",
    ),
    "bytes-replaced": (
        "warning",
        "Some bytes fit no encoding and became U+FFFD. The file was damaged on its way here.",
    ),
    "document-type-unknown": ("warning", "The header does not say whether this is minutes or an agenda."),
    "body-unknown": ("warning", "The header does not name the council or committee."),
    "date-unknown": ("warning", "The header does not give the meeting's date."),
    "date-conflict": ("warning", "The header gives two different dates; the first one counts."),
    "date-unreadable": ("warning", "What stands in a date's place is no date in the calendar; the field is null."),
    "time-unreadable": ("warning", "What stands in a time's place is no time of day; the field is null."),
    "time-order": ("warning", "The meeting is said to end before it began; the end is left null."),
    "header-unread": (
        "info",
        "A line above the first item, or a part of one, is in no field: words of the screen, an introduction, a head "
        "that no form describes. Its text is in the message, which ends with the first and the last line of several.",
    ),
    "meeting-cancelled": ("info", "The text says that the meeting was cancelled."),
    "no-items": ("warning", "The document has a header but no items."),
    "contents-mismatch": ("warning", "The table of contents and the items disagree."),
    "line-ends-lost": (
        "info",
        "Text that has lost its line ends was cut where lines can have begun: at labels, at numbers that run on, at "
        "fields of the head. `referat explain` shows what became of it.",
    ),
    "title-unknown": ("info", "Text follows an item's title, and nothing tells where the title ends; it is null."),
    "outline-uncertain": (
        "info",
        "Another form of headings is nearly as likely as the one that was taken. `referat explain` shows both.",
    ),
    "heading-doubtful": (
        "info",
        "A line has the form of an item's heading, but what stands around it speaks against one; it was read as text. "
        "`referat explain` shows the points for and against.",
    ),
    "number-repeated": ("warning", "Two items carry the same number."),
    "number-gap": ("info", "Numbers are left out between two items: items that are closed, or that were not found."),
    "decision-missing": ("info", "Most items have a decision, and this one has none."),
    "number-order": ("warning", "An item's number is lower than the one before it."),
    "fact-unread": (
        "info",
        "A sentence or a line of a list speaks of attendance, a vote, a remark or a decision, and could not be read "
        "whole. Nothing of it was recorded; its text is in the message.",
    ),
    "name-ambiguous": (
        "info",
        "In what was not read, a surname stands alone that several of the meeting's people have; they are named.",
    ),
    "name-variant": ("info", "Two spellings that differ by one letter were read as one person, in the first spelling."),
    "votes-differ": (
        "warning",
        "A side's count and its names or its parties' own numbers disagree, or all counts and the meeting's list; they "
        "are as the text gives them.",
    ),
    "section-repeated": (
        "warning",
        "An item has several sections of its own decision; the last one with a text was read as the decision.",
    ),
    "privacy-cpr": (
        "warning",
        "With `check --privacy`: a CPR number, six figures that are a day that there was, and four more (the check by "
        "modulus no longer binds). Not where the text says that it is another number, nor where the last four may be "
        "the year of a case (010520-2013) and the text does not say CPR.",
    ),
    "privacy-phone": (
        "info",
        "With `check --privacy`: a Danish telephone number, by a word before it, by +45, or as four pairs "
        "(22 34 56 78); 12345678 alone is none. The town hall's own looks the same, and is told too: hence no warning.",
    ),
    "privacy-email": (
        "warning",
        "With `check --privacy`: an e-mail address that is not of a municipality or region (a domain that is known, "
        "says so, or is called as the authority whose document it is), and not shared by many (post@, info@).",
    ),
    "privacy-closed": ("warning", "With `check --privacy`: text stands under an item that is closed."),
    "unclaimed-line": (
        "info",
        "No rule knows what this line is, or its field holds another. It is in no field; `referat explain` shows it.",
    ),
}

#: The code of what holds a fact's word and was not read.
UNREAD = "fact-unread"
# So much of a line is looked at where it is shown: many findings may be about one that is long.
_LONGEST = 1000
# How the message of one begins whose kind shows; the others are on attendance.
_UNREAD_KINDS = (("not fully read:", "decisions"), ("one title or several:", "attachments"))


def unread_kind(message: str) -> str:
    """What kind of fact it is that was not read: "attendance", "decisions" (votes and remarks too), "attachments"."""
    return next((kind for begin, kind in _UNREAD_KINDS if message.startswith(begin)), "attendance")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something odd. `line` is 1-based, None where no one line is to blame."""

    code: str
    severity: Severity
    message: str
    line: int | None = None


def diagnostic(code: str, message: str, line: int | None = None) -> Diagnostic:
    """A Diagnostic with the severity that the table gives `code`. Raises KeyError for a code that is not in it."""
    return Diagnostic(code, CODES[code][0], message, line)


def from_note(note: Note, source: Source) -> Diagnostic:
    """The Diagnostic of what a reader told, with the line of the text in which the note's place in the view lies.

    The message says to which line it goes on: "in no field: 'Kontakt'. Lines 3 to 5."
    """
    line = None if note.at is None else source.number(source.line_at(note.at)) + 1
    last = line if note.to is None else source.number(source.line_at(note.to)) + 1
    further = f" Lines {line} to {last}." if last != line else ""
    return diagnostic(note.code, f"{note.message}{further}", line)


def render(found: Diagnostic, name: str) -> str:
    """`NAME:LINE: CODE message`, the line left out where there is none."""
    place = f"{name}:{found.line}" if found.line else name
    return f"{place}: {found.code} {found.message}"


def context(found: Diagnostic, source: Source, width: int = 100) -> str:
    """The line that `found` is about with a caret under its first letter; "" where it is about no line."""
    lines = _lines(source.text) if found.line else []
    if not found.line or found.line > len(lines):
        return ""
    line = lines[found.line - 1][: max(_LONGEST, width + 1)].rstrip().replace("\t", " ")
    lead = len(line) - len(line.lstrip())
    cut = line if len(line) <= width else line[: width - 1] + "…"
    return f"  {cut}\n  {' ' * lead}^"


@lru_cache(maxsize=1)
def _lines(text: str) -> list[str]:
    """The lines of `text`, of which many findings may ask."""
    return text.split("\n")
