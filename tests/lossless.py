"""What must be true of any reading of any text: nothing is lost, and everything stands where it says."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from unicodedata import normalize

from referat import Parsed
from referat.contract.model import Meeting
from referat.text.source import Span

UNSEEN = "\u00ad\ufeff\u200b\u2060"


def hold(parsed: Parsed) -> None:
    """All that must be true of any reading of any text."""
    text = parsed.source.text
    assert "".join(token.text for token in parsed.tokens) == text
    assert [token.span.first_line for token in parsed.tokens] == list(range(1, len(parsed.tokens) + 1))
    for token in parsed.tokens:
        assert text[token.span.start : token.span.end] == token.text
    owned(parsed)
    for meeting, places in zip(parsed.meetings, parsed.places, strict=True):
        assert Meeting.model_validate_json(meeting.model_dump_json()) == meeting
        data = meeting.model_dump(mode="json")
        for span in spans(data):
            assert 0 <= span["start"] <= span["end"] <= len(text)
            assert span["first_line"] == text.count("\n", 0, span["start"]) + 1
        nested(data)
        placed(parsed, data, places)


def spans(value: object) -> Iterator[dict[str, int]]:
    """Every span in and below `value`."""
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "first_line", "last_line"}:
            yield value
        else:
            for child in value.values():
                yield from spans(child)
    elif isinstance(value, list):
        for child in value:
            yield from spans(child)


# Each line has one owner.


def owned(parsed: Parsed) -> None:
    """What a token says its line went into is there, and holds the line's text; what went nowhere is told."""
    data = [meeting.model_dump(mode="json") for meeting in parsed.meetings]
    root: object = data[0] if len(data) == 1 else data
    pieces = Counter(parsed.source.number(mark.line) for outline in parsed.outlines for mark in outline.page.marks)
    pieces |= Counter(sections_on_lines(parsed))
    roots = [f"/{n}" if len(data) > 1 else "" for n in range(len(data))]
    places = zip(roots, parsed.places, strict=True)
    placed_at = {f"{root}{pointer}": spans for root, each in places for pointer, spans in each.items()}
    told = lines_told(parsed)
    unread = {one.line for one in parsed.all_diagnostics if one.message.startswith("not read as attendance")}
    read = {parsed.source.first_of(heard - 1) for heard in lines_read(parsed, data) | unread if heard is not None}
    for token in parsed.tokens:
        owner = at(root, token.owner)
        line = token.span.first_line
        first = parsed.source.first_of(line - 1)  # lines that were joined are one
        nowhere = token.kind == "unclaimed" or (token.kind == "text" and not isinstance(owner, str))
        if token.kind == "text" and isinstance(owner, str) and pieces[first] > 1:  # it is of several fields
            assert any(place.first_line <= line <= place.last_line for place in placed_at[token.owner]), token.owner
        elif token.kind == "text" and isinstance(owner, str):
            # Markdown's signs of emphasis around a text, of a heading before it, and a row's bars, are none of it.
            assert squeezed(token.text).strip("*#|") in squeezed(owner), token.owner
        elif token.kind == "attendance":
            heard = first in read or first + 1 in told or token.rule.startswith("label.")
            assert heard, f"line {line} is attendance, and nothing was read"
        elif token.kind == "case_number" and any(map(str.isdigit, token.text)):
            nowhere = first not in read and squeezed(owner or "") not in squeezed(token.text)
        elif token.kind == "contents":
            nowhere = not token.rule and first not in read
        assert not nowhere or first + 1 in told or not parsed.records, f"nobody says that line {line} is in no field"


def sections_on_lines(parsed: Parsed) -> Iterator[int]:
    """The lines (0-based) of each section's text, and of labels of several lines, each once for every one."""
    for places in parsed.places:
        for pointer, spans_of in places.items():
            lines = {line - 1 for span in spans_of for line in range(span.first_line, span.last_line + 1)}
            if re.search(r"/sections/\d+/text$", pointer) or (pointer.endswith("/label") and len(lines) > 1):
                yield from lines


def lines_read(parsed: Parsed, data: list[dict[str, Any]]) -> set[int]:
    """The lines on which a value was read, or a sentence about who was there."""
    places = [span for each in parsed.places for spans_of in each.values() for span in spans_of]
    read = {line for span in places for line in range(span.first_line, span.last_line + 1)}
    for span in spans([meeting["attendance"] for meeting in data]):
        read.update(range(span["first_line"], span["last_line"] + 1))
    return read


def lines_told(parsed: Parsed) -> set[int]:
    """The lines that diagnostics are about; a message on several ends with the first and the last of them."""
    told = {one.line for one in parsed.all_diagnostics if one.line is not None}
    for one in parsed.all_diagnostics:
        lines = re.search(r" Lines (\d+) to (\d+)\.$", one.message)
        if lines is not None:
            assert int(lines[1]) == one.line
            told.update(range(int(lines[1]), int(lines[2]) + 1))
    return told


# Children lie inside their parent, in order, without overlap.


def nested(meeting: dict[str, Any]) -> None:
    """Items, their sections, and what was read in them; an `inner` section lies inside a decision.

    A remark on the decision may stand in a section of remarks, which has a label of its own.
    The decision of an item that says nothing of one itself is a sentence of another's: of its decision, or of what it
    says in a section or before its first.
    """
    end = 0
    for item in meeting["items"]:
        assert end <= item["span"]["start"]
        _sections_nested(item)
        for part in (item["recommendation"], *item["recommendations"]):
            assert part is None or _inside(part, item)
        if item["decision"] is not None and not _inside(item["decision"], item):
            others = [other for other in meeting["items"] if other is not item]
            assert any(_told_in(other, item["decision"]) for other in others)
            assert "decision" not in [section["kind"] for section in item["sections"]]
        if item["decision"] is not None:
            for part in item["decision"]["votes"]:
                assert _inside(part, item["decision"])
            remarks = [section for section in item["sections"] if section["kind"] == "remarks"]
            for part in item["decision"]["remarks"]:
                assert any(_inside(part, parent) for parent in (item["decision"], *remarks))
        end = item["span"]["end"]


def _told_in(other: dict[str, Any], decision: dict[str, Any]) -> bool:
    """Whether `decision`, of an item that says nothing of it, stands in what `other` says, below its heading."""
    if any(_inside(decision, section) for section in other["sections"]):
        return True
    first = min([section["span"]["start"] for section in other["sections"]], default=other["span"]["end"])
    below = other["lead"] is not None and decision["span"]["end"] <= first
    return below and _inside(decision, other) and squeezed(decision["text"]) in squeezed(other["lead"])


def _sections_nested(item: dict[str, Any]) -> None:
    end, host = item["span"]["start"], None
    for section in item["sections"]:
        assert _inside(section, item)
        if host is not None and _inside(section, host):
            assert host["kind"] in ("decision", "previous_decision")
            assert host["span"]["start"] < section["span"]["start"]
        else:
            assert end <= section["span"]["start"]
            host, end = section, section["span"]["end"]
        for part in (*section["links"], *section["mentions"]):
            assert _inside(part, section)


def _inside(child: dict[str, Any], parent: dict[str, Any]) -> bool:
    inner, outer = child["span"], parent["span"]
    return bool(outer["start"] <= inner["start"] <= inner["end"] <= outer["end"])


# Every value has its place, and is what stands there.

# Beside the tree of what was read: of the text as a whole, or a place itself.
PLACELESS = {"span", "source", "diagnostics"}
# Fields that hold the words of the text.
VERBATIM = {
    "title", "body", "place", "name", "label", "url", "case_number", "number", "text", "lead", "by", "points", "marks",
    "party", "parties", "names", "subject", "substitute", "note", "postponed_to", "referred_to", "to", "ref", "item",
}  # fmt: skip


def placed(parsed: Parsed, data: dict[str, Any], places: dict[str, list[Span]]) -> None:
    """Every field that says something has its places, and what was read there says it."""
    assert set(leaves(data)) == set(places)
    text = parsed.source.text
    for pointer, spans_of in places.items():
        value = at(data, pointer)
        for span in spans_of:
            assert 0 <= span.start <= span.end <= len(text), pointer
        if not spans_of:
            continue
        printed = "".join(text[span.start : span.end] for span in spans_of)
        if _field(pointer) in VERBATIM:
            same = squeezed(str(value)) == squeezed(printed)
            assert same or _may_leave_out(text, spans_of).fullmatch(squeezed(str(value))), pointer
        elif _field(pointer) in ("date", "page", "count") or _field(pointer).startswith("scheduled"):
            apart = " ".join(text[span.start : span.end] for span in spans_of)  # a day and an hour are two numbers
            assert not any(map(str.isdecimal, apart)) or _figures(value) & _figures(apart), pointer


def _may_leave_out(text: str, places: list[Span]) -> re.Pattern[str]:
    """What stands in `places`: hyphens at the ends of lines may be none of the words', emphasis is none of a value.

    U+FFFE is pdfium's hyphen at a line's end.
    """
    lines = "".join(f"{text[place.start : place.end]}\n" for place in places)
    signs = squeezed(re.sub(r"-(?=\s*\n)|[*\ufffe]", "\ufdd0", lines))
    return re.compile(re.sub("\ufdd0+", lambda run: f"[-*]{{0,{len(run[0])}}}", re.escape(signs)))


def _field(pointer: str) -> str:
    """The field's name, of a list's element the list's."""
    name = pointer.rsplit("/", 1)[-1]
    return pointer.rsplit("/", 2)[-2] if name.isdecimal() else name


def _figures(value: object) -> set[int]:
    """The numbers in `value`; a typewriter has "l" for 1 and "o" for 0, and what is not seen parts no number."""
    seen = "".join(c for c in str(value) if c not in UNSEEN)
    typed = re.sub(r"(?<![a-zæøå])l(?=\d)|(?<=\d)l(?![a-zæøå])", "1", seen)
    return set(map(int, re.findall(r"\d+", typed)))


def leaves(value: object, pointer: str = "") -> Iterator[str]:
    """The pointers of all fields that say something."""
    if isinstance(value, dict):
        for key, child in value.items():
            if key not in PLACELESS:
                yield from leaves(child, f"{pointer}/{key}")
    elif isinstance(value, list):
        for i, child in enumerate(value):
            yield from leaves(child, f"{pointer}/{i}")
    elif value is not None:
        yield pointer


def squeezed(text: str) -> str:
    """Without white space, without what is not seen, marks apart from letters: a line may begin with one.

    White space goes last: marks are sorted by their kind, and those of the next line are none of this line's letter.
    U+FFFE is pdfium's hyphen at a line's end; a value has the hyphen.
    """
    apart = normalize("NFD", "".join(c for c in text.replace("\ufffe", "-") if c not in UNSEEN))
    return "".join(c for c in apart if not c.isspace())


def at(data: object, pointer: str) -> Any:
    """What stands in `data` at a JSON pointer."""
    for step in pointer.split("/")[1:]:
        data = data[int(step)] if isinstance(data, list) else data[step]  # type: ignore[index]  # the pointer says which
    return data
