"""Something odd, as a value with a place; the table of all codes."""

from dataclasses import dataclass
from typing import Literal

from referat.contract.notes import Note
from referat.text.source import Source
from referat.tuples import NamedTuple

Severity = Literal["error", "warning", "info"]

#: code: (severity, what it means, what to do about it). `docs/diagnostics.md` is generated from this table.
CODES: dict[str, tuple[Severity, str, str]] = {
    "empty": (
        "error",
        "The input holds no text. Nothing comes out.",
        "Where it is a scan, run OCRmyPDF over it first; else get the file anew.",
    ),
    "not-minutes": (
        "error",
        "The text shows too little of what minutes have (a document type, a body and a date, items, section labels). "
        "Nothing comes out, rather than a wrong meeting.",
        "If it is minutes, name the layout with `--layout`; `referat explain` shows what no rule knew.",
    ),
    "several-meetings": (
        "info",
        "The file holds more than one meeting; each comes out as a meeting of its own.",
        "Nothing is wrong, unless it is one meeting: then see with `referat explain` where the second was seen to "
        "begin.",
    ),
    "encoding-guessed": (
        "info",
        "The bytes are no UTF-8; they were read in the older encoding whose letters fit best: Windows-1252, CP850, "
        "CP865, Mac Roman or Latin-1. `--encoding` outweighs the guess.",
        "Look at æ, ø and å in what comes out; where they are wrong, name the encoding with `--encoding`.",
    ),
    "mojibake": (
        "warning",
        'Letters were decoded in a wrong encoding before the file was saved ("Ã¦", "├ª"). They stand as they are, '
        "here and in what comes out.",
        "Get the file anew, or convert it back.",
    ),
    "bytes-replaced": (
        "warning",
        "Some bytes fit no encoding and became U+FFFD. The file was damaged on its way here.",
        "Get the file anew from where it was published.",
    ),
    "document-type-unknown": (
        "warning",
        "The header does not say whether this is minutes or an agenda.",
        "Look above the first item for the word that says what it is; where there is none, the page has lost its head.",
    ),
    "body-unknown": (
        "warning",
        "The header does not name the council or committee.",
        "Look above the first item for who met; where it stands there, `referat explain --why LINE` tells what that "
        "line was taken for.",
    ),
    "date-unknown": (
        "warning",
        "The header does not give the meeting's date.",
        "Look above the first item for the day; where it stands there, `referat explain --why LINE` tells what that "
        "line was taken for.",
    ),
    "date-conflict": (
        "warning",
        "The header gives two different dates; the first one counts.",
        "See which of them is the meeting's own; the other may be when the page was printed.",
    ),
    "date-unreadable": (
        "warning",
        "What stands in a date's place is no date in the calendar; the field is null.",
        "See whether the text has a slip of the pen; what is right there must be put in by hand.",
    ),
    "time-unreadable": (
        "warning",
        "What stands in a time's place is no time of day; the field is null.",
        "See whether the text has a slip of the pen; what is right there must be put in by hand.",
    ),
    "time-order": (
        "warning",
        "The meeting is said to end before it began; the end is left null.",
        "See whether the two times are of the same day, or one of them a slip of the pen.",
    ),
    "header-unread": (
        "info",
        "A line above the first item, or a part of one, is in no field: words of the screen, an introduction, a head "
        "that no form describes. Its text is in the message, which ends with the first and the last line of several.",
        "Where it says who met, when, where or who was absent, put it in by hand.",
    ),
    "meeting-cancelled": (
        "info",
        "The text says that the meeting was cancelled.",
        "Nothing is wrong: expect no decisions.",
    ),
    "no-items": (
        "warning",
        "The document has a header but no items.",
        "See with `referat explain` what the lines below the head were taken for; a layout of one's own may know the "
        "headings.",
    ),
    "contents-mismatch": (
        "warning",
        "The table of contents and the items disagree.",
        "See which of the two is right: an item that is missing was not found, or was never printed.",
    ),
    "line-ends-lost": (
        "info",
        "Text that has lost its line ends was cut where lines can have begun: at labels, at numbers that run on, at "
        "fields of the head. `referat explain` shows what became of it.",
        "Get the text in another way where there is one: the page itself, or the PDF.",
    ),
    "title-unknown": (
        "info",
        "Text follows an item's title, and nothing tells where the title ends; it is null.",
        "See where the title ends, and put it in by hand.",
    ),
    "outline-uncertain": (
        "info",
        "Another form of headings is nearly as likely as the one that was taken. `referat explain` shows both.",
        "See whether the items are those of the text; where they are not, write a layout (`docs/writing-layouts.md`).",
    ),
    "heading-doubtful": (
        "info",
        "A line has the form of an item's heading, but what stands around it speaks against one; it was read as text. "
        "`referat explain` shows the points for and against.",
        "Where it is a heading after all, `referat explain --why LINE` tells what spoke against it.",
    ),
    "number-repeated": (
        "warning",
        "Two items carry the same number.",
        "See whether both are items; one may be a row of a list.",
    ),
    "number-gap": (
        "info",
        "Numbers are left out between two items: items that are closed, or that were not found.",
        "See whether the items between are closed, or stand there and were not found.",
    ),
    "decision-missing": (
        "info",
        "Most items have a decision, and this one has none.",
        "See whether the item was decided; if so, its decision stands under a label that no rule knows, or under none.",
    ),
    "number-order": (
        "warning",
        "An item's number is lower than the one before it.",
        "See whether the line is an item's heading; it may be a row of a list.",
    ),
    "fact-unread": (
        "info",
        "A sentence or a line of a list speaks of attendance, a vote, a remark or a decision, and could not be read "
        "whole. Nothing of it was recorded; its text is in the message.",
        "Read the sentence, and put in by hand what it states.",
    ),
    "name-ambiguous": (
        "info",
        "In what was not read, a surname stands alone that several of the meeting's people have; they are named.",
        "See which of them is meant, and put in by hand what the sentence states.",
    ),
    "name-variant": (
        "info",
        "Two spellings that differ by one letter were read as one person, in the first spelling.",
        "See whether they are one person; where they are two, both belong among the people.",
    ),
    "votes-differ": (
        "warning",
        "A side's count and its names or its parties' own numbers disagree, or all counts and the meeting's list; "
        "they are as the text gives them.",
        "Count again in the text: it may say so itself, or one of the names was not read.",
    ),
    "section-repeated": (
        "warning",
        "An item has several sections of its own decision; the last one with a text was read as the decision.",
        "See which of them is this meeting's decision; another may be an earlier meeting's.",
    ),
    "privacy-cpr": (
        "warning",
        "With `check --privacy`: a CPR number, six figures that are a day that there was, and four more (the check by "
        "modulus no longer binds). Not where the text says that it is another number, nor where the last four may be "
        "the year of a case (010520-2013) and the text does not say CPR.",
        "Do not publish it: `--redact` takes it out.",
    ),
    "privacy-phone": (
        "info",
        "With `check --privacy`: a Danish telephone number, by a word before it, by +45, or as four pairs (22 34 56 "
        "78); 12345678 alone is none. The town hall's own looks the same, and is told too: hence no warning.",
        "See whether it is somebody's own; `--redact` takes it out.",
    ),
    "privacy-email": (
        "warning",
        "With `check --privacy`: an e-mail address that is not of a municipality or region (a domain that is known, "
        "says so, or is called as the authority whose document it is), and not shared by many (post@, info@).",
        "See whether it is somebody's own; `--redact` takes it out.",
    ),
    "privacy-closed": (
        "warning",
        "With `check --privacy`: text stands under an item that is closed.",
        "See whether it may be published; `--redact` takes it out.",
    ),
    "label-alone": (
        "info",
        "With `check`: a line stands as the document's labels do, comes once, and no rule knows it, in an item that "
        "lacks a section that most items have. It may be a label in other words. Records do not have this one.",
        "See whether the line opens a section; where it does, a layout of one's own may know it "
        "(`docs/writing-layouts.md`).",
    ),
    "unclaimed-line": (
        "info",
        "No rule knows what this line is, or its field holds another. It is in no field; `referat explain` shows it.",
        "Where it states something that belongs in a field, put it in by hand; `referat explain --why LINE` tells "
        "more.",
    ),
}

#: The code of what holds a fact's word and was not read.
UNREAD = "fact-unread"
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


class Finding(NamedTuple):
    """A diagnostic with the stretch of the text that it is about: offsets in code points, end exclusive.

    There is no stretch where no one place is to blame.
    """

    diagnostic: Diagnostic
    stretch: tuple[int, int] | None = None


def finding(note: Note, source: Source) -> Finding:
    """What a reader told, with its stretch: where nothing says where that ends, it is the rest of the line."""
    told = from_note(note, source)
    if note.at is None:
        return Finding(told)
    last = note.at if note.to is None else note.to
    end = source.stripped(source.line_at(last))[1] if note.end is None else note.end
    start, stop = source.origin(note.at, max(end, note.at))
    said = source.text[start:stop]
    return Finding(told, (stop - len(said.lstrip()), start + len(said.rstrip())) if said.strip() else (start, stop))


def render(found: Diagnostic, name: str) -> str:
    """`NAME:LINE: SEVERITY CODE: MESSAGE`, the line left out where there is none."""
    place = f"{name}:{found.line}" if found.line else name
    return f"{place}: {found.severity} {found.code}: {found.message}"
