"""Privacy: what a file tells that should not be published, as diagnostics, and records without it.

What is replaced is marked (`[redacted: cpr]`). Spans stay those of the text as it was, so that they still find it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from referat.archive.known_values import KnownValues
from referat.contract.diagnostics import UNREAD, Diagnostic, Finding, diagnostic, finding
from referat.contract.ledger import Token
from referat.contract.notes import Note
from referat.contract.record import Record
from referat.facts import privacy
from referat.reader import Parsed
from referat.tuples import NamedTuple

CLOSED = "closed"
_CPR: Final = "cpr"
_CODES = {
    "cpr": ("privacy-cpr", "a CPR number"),
    "phone": ("privacy-phone", "a telephone number"),
    "email": ("privacy-email", "a private e-mail address"),
}
# A heading of a closed item has its number and the like beside its title: so many characters.
_AROUND_TITLE = 40
# Sections of a closed item that tell nothing of the matter.
_HARMLESS = ("attendance", "admin")
# Leaves that are no running text, and that a number in them may not be taken for something else.
_CASE_NUMBER = "case_number"
_KEPT = ("id", "sha256", "schema_version", _CASE_NUMBER)
_KEPT_MENTIONS = (_CASE_NUMBER, "amount", "legal_reference", "meeting_date")
# Of a closed item, what tells of the matter: leaves of these names, and all below these.
_SAID = ("text", "lead", "points", "url", "value", "subject", "referred_to")
_SAID_WHOLE = ("elected", "attachments")


def placeholder(kind: str) -> str:
    """What stands in the place of something of this `kind` ("cpr", "phone", "email", "closed")."""
    return f"[redacted: {kind}]"


def findings(parsed: Parsed) -> Iterator[Finding]:
    """What the file tells of persons, and of closed items, in the order of the text; the values are not repeated."""
    source = parsed.source
    for kind, a, b in _found(source.view, _named(parsed)):
        code, what = _CODES[kind]
        yield finding(Note(code, f"{what}.", a, end=b), source)
    for record in parsed.records:
        for item in record["items"]:
            said = _said_closed(item)
            if said:
                number = f"item {item['number']}" if item["number"] else "an item without a number"
                message = f"{number} is closed, and {sum(map(len, said.values()))} characters of text stand under it."
                yield Finding(diagnostic("privacy-closed", message, min(said)), _line(parsed, min(said)))


def _line(parsed: Parsed, number: int) -> tuple[int, int]:
    """The line of this number, white space at its ends left out."""
    text, start = parsed.source.text, parsed.tokens[number - 1].span.start
    line = parsed.tokens[number - 1].text
    start += len(line) - len(line.lstrip())
    return start, start + len(text[start : start + len(line)].partition("\n")[0].rstrip())


def _found(view: str, named: list[str]) -> list[privacy.Personal]:
    """What `view` tells of persons; a CPR number also where it is called something else, as a case of its person is."""
    found = privacy.find(view, named)
    numbers = KnownValues(view[a:b] for kind, a, b in found if kind == _CPR)
    again = [privacy.Personal(_CPR, a, b) for a, b, _ in numbers.find(view)]
    return sorted({*found, *again}, key=lambda one: one.a) if again else found


def _said_closed(item: Record) -> dict[int, str]:
    """The line at which each text under a closed item begins, and the text."""
    if item["access"] != CLOSED:
        return {}
    said = {item["span"]["first_line"]: item["lead"].strip()} if (item["lead"] or "").strip() else {}
    for section in item["sections"]:
        if section["kind"] not in _HARMLESS and section["text"].strip():
            said[section["span"]["first_line"]] = section["text"].strip()
    return said


def _named(parsed: Parsed) -> list[str]:
    return [record["authority"] for record in parsed.records if record["authority"]]


# Diagnostics that are nothing but a quotation.
_QUOTING = frozenset({UNREAD, "unclaimed-line", "header-unread"})


class _Closed(NamedTuple):
    """A closed item, and the JSON pointer to it."""

    pointer: str
    item: Record


def _is_harmless(token: Token, line: str, closed: _Closed) -> bool:
    """Whether a line of a closed item tells nothing of the matter: its heading, its case number, a label alone.

    A line that is another item's too, in a text without line ends, may tell anything.
    """
    item = closed.item
    if token.kind == "noise":
        return True
    if not token.owner.startswith(f"{closed.pointer}/"):
        return False
    if token.owner.endswith(("/title", "/number", "/access", "/case_number")):
        return len(line) <= len(item["title"] or "") + _AROUND_TITLE
    _, is_section, place = token.owner.rpartition("/sections/")
    if not is_section:
        return False
    section = item["sections"][int(place.split("/")[0])]
    return section["kind"] in _HARMLESS or line.rstrip(" :") == (section["label"] or "").rstrip(" :")


class Redaction:
    """The records of a file without what tells of persons or stands under closed items.

    `counts` are the places in the records that were replaced, by kind: a value may stand in several.
    """

    def __init__(self, parsed: Parsed) -> None:
        self.counts: Counter[str] = Counter()
        self._parsed = parsed
        self._names = _named(parsed)
        view = parsed.source.view
        # What a leaf alone does not show: of "Tlf." and a number in two columns, it has the number.
        self._known = {" ".join(view[a:b].split()): kind for kind, a, b in _found(view, self._names)}
        self._again = KnownValues(self._known)
        self._shared = parsed.diagnostics
        self.records: tuple[Record, ...] = tuple(map(self._record, parsed.records))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """`Parsed.all_diagnostics`, whose messages may quote the text, without it."""
        of_meetings = (Diagnostic(**one) for record in self.records for one in record["diagnostics"])
        return tuple(dict.fromkeys((*self._shared, *of_meetings)))

    def tokens(self) -> Iterator[Token]:
        """The lines of the text, each with what it became, without it; `counts` are then those of the lines."""
        self.counts.clear()
        several = len(self._parsed.records) > 1
        closed = {
            line: _Closed(f"/{n}/items/{k}" if several else f"/items/{k}", item)
            for n, record in enumerate(self._parsed.records)
            for k, item in enumerate(record["items"])
            if item["access"] == CLOSED
            for line in range(item["span"]["first_line"], item["span"]["last_line"] + 1)
        }
        for token in self._parsed.tokens:
            line = token.text.rstrip("\r\n")
            bare = line.lstrip("\f")
            item = closed.get(token.span.first_line)
            tells = item is not None and token.kind != "blank" and not _is_harmless(token, bare.strip(), item)
            text = self._gone(CLOSED) if tells else self.text(bare)
            text = f"{line[: len(line) - len(bare)]}{text}{token.text[len(line) :]}"
            yield token._replace(text=text, reason=self.text(token.reason))

    def record(self, record: Record) -> Record:
        """A record of another kind with placeholders."""
        return {name: self._walk(child, name) for name, child in record.items()}

    def text(self, text: str) -> str:
        """`text` with placeholders; each is counted."""
        known = [privacy.Personal(self._known[value], a, b) for a, b, value in self._again.find(text)]
        # The same figures may be a case's number in another place; those of a CPR number are its person's there too.
        text = self._without(text, [one for one in known if one.kind == _CPR or not privacy.is_other(text, one.a)])
        return self._without(text, privacy.find(text, self._names))

    def _without(self, text: str, found: Sequence[privacy.Personal]) -> str:
        """`text` with placeholders for what was `found` in it, in its order."""
        pieces: list[str] = []
        done = 0
        for kind, a, b in found:
            pieces += (text[done:a], self._gone(kind))
            done = b
        return f"{''.join(pieces)}{text[done:]}" if found else text

    def _gone(self, kind: str) -> str:
        self.counts[kind] += 1
        return placeholder(kind)

    def _record(self, record: Record) -> Record:
        closed = [item["span"] for item in record["items"] if item["access"] == CLOSED]
        out: Record = {name: self._walk(child, name) for name, child in record.items()}
        for found in out["diagnostics"]:
            # Its message may quote what it is about; on the heading's line, more stands in a text without line ends.
            below = found["code"] not in _QUOTING
            if any(span["first_line"] + below <= (found["line"] or 0) <= span["last_line"] for span in closed):
                found["message"] = self._gone(CLOSED)
        # The name by which the file was given stays: it is how the file is known.
        return {**out, "source": record["source"]}

    def _walk(self, value: object, key: str = "") -> "Record | list[object] | object":
        if isinstance(value, str):
            is_person = key == _CASE_NUMBER and self._known.get(value) == _CPR
            return self._gone(_CPR) if is_person else value if key in _KEPT else self.text(value)
        if isinstance(value, list):
            return [self._walk(one, key) for one in value]
        if not isinstance(value, dict):
            return value
        if value.get("access") == CLOSED:
            return {name: self._closed(child, name) for name, child in value.items()}
        if value.get("kind") in _KEPT_MENTIONS and key == "mentions":
            return {**value, "value": self._walk(value["value"], _CASE_NUMBER)}
        return {name: self._walk(child, name) for name, child in value.items()}

    def _closed(self, value: object, key: str, *, whole: bool = False) -> object:
        """The same below a closed item."""
        if isinstance(value, str):
            return self._gone(CLOSED) if value.strip() and (whole or key in _SAID) else self._walk(value, key)
        if isinstance(value, list):
            return [self._closed(one, key, whole=whole) for one in value]
        if not isinstance(value, dict):
            return value
        if key == "attendance" or (key == "sections" and value["kind"] in _HARMLESS):
            return self._walk(value, key)
        return {name: self._closed(child, name, whole=whole or key in _SAID_WHOLE) for name, child in value.items()}


def said(counts: Mapping[str, int]) -> str:
    """`counts` of a redaction, in words."""
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()) if count)
    return f"redacted: {kinds or 'nothing'}"
