"""The walks of the tree of nodes: what is written, where it was read, and what became of each line."""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import SAMPLES
from referat import parse_file
from referat.contract import model, nodes
from referat.contract.diagnostics import Diagnostic, from_note
from referat.contract.ledger import LineRole, ledger
from referat.contract.notes import Note
from referat.contract.record import Envelope, Record, places, record
from referat.contract.validation import validated
from referat.text.places import Placed, Range
from referat.text.source import Source, Span

GOOD = [path for path in sorted(SAMPLES.glob("*/*.txt")) if path.parent.name != "broken"]
NODES = [kind for kind in vars(nodes).values() if getattr(kind, "__module__", "") == nodes.__name__]
ENVELOPE = Envelope("generic", (Diagnostic("no-items", "warning", "none.", 3),))
# No-break and doubled spaces, a soft hyphen, a letter of two code points, CRLF.
TEXT = "Referat\u00a0fra  Byr\u00e5det\r\n\r\n1.  Om\u00adbygning af  A\u030aparken\r\nGodkendt  mod  V.\r\nAsta Bo\r\n"
SOURCE = Source(TEXT, name="x.txt")


def at(words: str) -> Range:
    a = SOURCE.view.index(words)
    return Range(a, a + len(words))


def read(words: str) -> Placed[str]:
    return Placed(words, (at(words),), "rule")


def small_meeting() -> nodes.Meeting:
    """One item, decided with a vote, in `TEXT`."""
    span = at("Godkendt mod V.")
    against = nodes.VoteSide(parties=(read("V"),))
    vote = nodes.Vote(None, None, nodes.VoteSide(), against, nodes.VoteSide(), read("Godkendt mod V."), span)
    decision = nodes.Decision(
        text=read("Godkendt mod V."),
        outcomes=(Placed("approved", (at("Godkendt"),)),),
        amended=Placed(value=False),
        points=(),
        follows_recommendation=None,
        elected=(nodes.Elected(read("Asta Bo")),),
        votes=(vote,),
        remarks=(),
        postponed_to=None,
        referred_to=None,
        span=span,
    )
    title = Placed("Ombygning af Åparken", (at("Ombygning af"), at("Åparken")))
    number = Placed("1", (at("1"),))
    item = nodes.AgendaItem(
        id=Placed("m-1-1"),
        position=Placed(1),
        number=number,
        title=title,
        marks=(),
        case_number=None,
        access=None,
        lead=None,
        page=None,
        sections=(),
        recommendation=None,
        recommendations=(),
        decision=decision,
        attendance=nodes.Attendance(),
        attachments=(),
        span=Range(at("1").a, at("Asta Bo").b),
    )
    unknown: dict[str, Any] = dict.fromkeys(nodes.Meeting._fields)
    lists: dict[str, Any] = {"contents": (), "people": (), "items": (item,), "attendance": nodes.Attendance()}
    known = {"id": Placed("m"), "document_type": Placed("minutes", (at("Referat"),)), "body": read("Byrådet")}
    return nodes.Meeting(**{**unknown, **lists, **known})


def leaves(value: object, pointer: str = "") -> Iterator[tuple[str, object]]:
    """Pointer and value of every leaf that should have a place."""
    if pointer in ("/source", "/diagnostics") or pointer.endswith("/span") or value is None:
        return
    if isinstance(value, (dict, list)):
        for name, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(child, f"{pointer}/{name}")
    else:
        yield pointer, value


def whole(draft: Any) -> Any:
    """`draft` with all that is made as it is asked for."""
    if isinstance(draft, dict):
        return {name: whole(value) for name, value in draft.items()}
    return list(map(whole, draft)) if isinstance(draft, (list, Iterator)) else draft


def in_order(value: Record) -> str:
    return json.dumps(value, default=str)


@pytest.mark.parametrize("node", NODES, ids=lambda node: node.__name__)
def test_a_node_has_the_fields_of_its_model_in_their_order(node: Any) -> None:
    fields = [name.rstrip("_") for name in getattr(model, node.__name__).model_fields]
    beside = {"schema_version", "source", "layout", "diagnostics"} if node is nodes.Meeting else set()
    assert [name for name in fields if name not in beside] == [name.rstrip("_") for name in node._fields]


def test_a_record_has_what_the_nodes_have() -> None:
    made = whole(record(small_meeting(), SOURCE, ENVELOPE))
    assert in_order(made) == in_order(validated(made))
    assert (made["id"], made["body"], made["title"], made["layout"]) == ("m", "Byrådet", None, "generic")
    assert made["source"] == {
        "name": "x.txt",
        "media_type": "text/plain",
        "encoding": None,
        "sha256": SOURCE.sha256,
        "characters": len(TEXT),
        "lines": 5,
    }
    assert made["diagnostics"] == [{"code": "no-items", "severity": "warning", "message": "none.", "line": 3}]
    (item,) = made["items"]
    assert item["span"] == {"start": TEXT.index("1."), "end": TEXT.index("Bo") + 2, "first_line": 3, "last_line": 5}
    (vote,) = item["decision"]["votes"]
    assert vote["against"] == {"count": None, "parties": ["V"], "names": []}
    assert item["decision"]["elected"] == [{"name": "Asta Bo", "party": None, "to": None}]


def test_places_are_places_in_the_text() -> None:
    found = places(small_meeting(), SOURCE)
    read_there = {pointer: [TEXT[span.start : span.end] for span in spans] for pointer, spans in found.items()}
    assert read_there["/body"] == ["Byr\u00e5det"]
    assert read_there["/items/0/title"] == ["Om\u00adbygning af", "A\u030aparken"]
    assert read_there["/items/0/decision/text"] == ["Godkendt  mod  V."]
    assert read_there["/items/0/decision/outcomes/0"] == ["Godkendt"]
    assert read_there["/items/0/decision/votes/0/against/parties/0"] == ["V"]
    assert found["/items/0/decision/elected/0/name"] == [Span(TEXT.index("Asta"), TEXT.index("Bo") + 2, 5, 5)]
    derived = ("/id", "/layout", "/items/0/position", "/items/0/decision/amended", "/attendance/basis")
    assert all(found[pointer] == [] for pointer in derived)
    assert set(found) == {pointer for pointer, _ in leaves(whole(record(small_meeting(), SOURCE, ENVELOPE)))}


# A record that the reader made, as nodes: the way back.


def inverse(source: Source) -> Callable[[dict[str, int]], Range]:
    """What makes a range of the view of a span of the text."""
    offsets, last = range(len(source.view) + 1), len(source.view)

    def range_of(span: dict[str, int]) -> Range:
        a = bisect_left(offsets, span["start"], key=lambda a: source.origin(a, last)[0])
        return Range(a, bisect_left(offsets, span["end"], lo=a, key=lambda b: source.origin(a, b)[1]))

    return range_of


def as_node(hint: Any, value: Any, range_of: Callable[[dict[str, int]], Range]) -> Any:
    if value is None:
        return None
    hint = next((kind for kind in get_args(hint) if NoneType in get_args(hint) and kind is not NoneType), hint)
    if hint is Range:
        return range_of(value)
    if get_origin(hint) is tuple:
        return tuple(as_node(get_args(hint)[0], element, range_of) for element in value)
    if not hasattr(hint, "_fields") or get_origin(hint) is Placed:
        return Placed(value)
    hints = get_type_hints(hint)
    return hint(*(as_node(hints[name], value[name.rstrip("_")], range_of) for name in hint._fields))


@pytest.mark.parametrize("sample", GOOD, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_nodes_of_a_record_give_the_record(sample: Path) -> None:
    parsed = parse_file(sample)
    for want in parsed.records:
        meeting = as_node(nodes.Meeting, want, inverse(parsed.source))
        told = tuple(Diagnostic(**diagnostic) for diagnostic in want["diagnostics"])
        made = whole(record(meeting, parsed.source, Envelope(want["layout"], told)))
        assert in_order(made) == in_order(want)
        assert set(places(meeting, parsed.source)) == {pointer for pointer, _ in leaves(want)}


# Any nodes.

ranges = st.lists(st.integers(0, len(SOURCE.view)), min_size=2, max_size=2).map(lambda pair: Range(*sorted(pair)))
_MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2099, 1, 1), timezones=st.just(ZoneInfo("Europe/Copenhagen")))
_VALUES: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(max_size=3),
    int: st.integers(0, 9),
    bool: st.booleans(),
    date: st.dates(),
    datetime: _MOMENTS,
}


@cache
def any_value(hint: Any, shape: Any) -> st.SearchStrategy[Any]:
    """Values of a node's field; `shape` is the same field's type in the models, which knows what words it may have."""
    if NoneType in get_args(hint):
        hint, shape = (next(kind for kind in get_args(both) if kind is not NoneType) for both in (hint, shape))
        return st.none() | any_value(hint, shape)
    if hint is Range:
        return ranges
    if get_origin(hint) is tuple:
        return st.lists(any_value(get_args(hint)[0], get_args(shape)[0]), max_size=2).map(tuple)
    if get_origin(hint) is Placed:
        words = get_origin(shape) is Literal
        value = st.sampled_from(get_args(shape)) if words else _VALUES[get_args(hint)[0]]
        return st.builds(Placed, value, st.lists(ranges, max_size=2).map(tuple))
    return any_node(hint)


@cache
def any_node(node: Any) -> st.SearchStrategy[Any]:
    """Nodes of a class."""
    shapes = {name.rstrip("_"): field for name, field in getattr(model, node.__name__).model_fields.items()}
    hints = get_type_hints(node).items()
    fields = {name: any_value(hint, shapes[name.rstrip("_")].annotation) for name, hint in hints}
    return st.builds(node, **fields)


@given(any_node(nodes.Meeting))
@settings(max_examples=60, deadline=None)
def test_any_nodes_give_a_record_of_the_contract_with_all_places(meeting: nodes.Meeting) -> None:
    made = whole(record(meeting, SOURCE, ENVELOPE))
    assert in_order(made) == in_order(validated(made))
    assert list(places(meeting, SOURCE)) == sorted(
        (pointer for pointer, _ in leaves(made)), key=lambda pointer: pointer not in ("/schema_version", "/layout")
    )


@given(st.text(st.sampled_from("ab \n\r\u00a0\u00ad\u030a"), max_size=40), st.data())
def test_spans_made_in_numbers_are_those_made_one_by_one(text: str, data: st.DataObject) -> None:
    source = Source(text)
    a, b = sorted(data.draw(st.tuples(*[st.integers(0, len(source.view))] * 2)))
    assert source.span_nodes()(a, b) == source.span_node(a, b)


# Lines.


def test_each_line_is_one_token_and_the_heaviest_role_has_it() -> None:
    roles = [
        LineRole(0, "noise", "footer"),
        LineRole(0, "title", "type", "/title"),
        LineRole(0, "date", "day", "/date"),
        LineRole(1, "text", "", "/items/0/lead"),
        LineRole(2, "case_number", "journal", "/items/0/case_number"),
        LineRole(2, "item_heading", "numbered", "/items/0", "sum 4"),
        LineRole(3, "text", "", "/items/0/decision/text"),
        LineRole(3, "unclaimed", reason="no heading: sum -1"),
    ]
    tokens = list(ledger(SOURCE, roles))
    assert [(token.kind, token.rule, token.owner, token.reason) for token in tokens] == [
        ("title", "type", "/title", ""),
        ("blank", "", "", ""),
        ("item_heading", "numbered", "/items/0", "sum 4"),
        ("text", "", "/items/0/decision/text", "no heading: sum -1"),
        ("unclaimed", "", "", ""),
    ]
    assert "".join(token.text for token in tokens) == TEXT
    assert [TEXT[token.span.start : token.span.end] for token in tokens] == [token.text for token in tokens]
    assert [token.span.first_line for token in tokens] == [1, 2, 3, 4, 5]


def test_lines_that_were_cut_are_one_line_of_the_text() -> None:
    cut = SOURCE.cut([at("mod").a])
    roles = [LineRole(3, "label", "decision", "/items/0/sections/0/label"), LineRole(4, "text", "", "/items/0/lead")]
    tokens = list(ledger(cut, roles))
    assert [token.kind for token in tokens] == ["unclaimed", "blank", "unclaimed", "label", "unclaimed"]
    assert "".join(token.text for token in tokens) == TEXT


@given(
    st.text(st.sampled_from("ab \n\r\u00a0\u00ad"), max_size=40),
    st.lists(st.builds(LineRole, st.integers(0, 99), st.sampled_from(["noise", "text", "title", "unclaimed"]))),
)
def test_tokens_are_the_text(text: str, roles: list[LineRole]) -> None:
    source = Source(text)
    tokens = list(ledger(source, [role for role in roles if role.line < source.line_count]))
    assert "".join(token.text for token in tokens) == text
    assert len(tokens) == source.line_count
    assert all((token.kind == "blank") == (source.is_blank(i)) for i, token in enumerate(tokens))


@pytest.mark.parametrize(("words", "line"), [("Referat", 1), ("Åparken", 3), (".\r", 4), ("Bo", 5)])
def test_a_note_becomes_a_diagnostic_of_its_line(words: str, line: int) -> None:
    want = Diagnostic("fact-unread", "info", "x", line)
    assert from_note(Note("fact-unread", "x", at(words).a), SOURCE) == want
    assert from_note(Note("fact-unread", "x", at(words).a), SOURCE.cut([at("mod").a])) == want


def test_a_note_about_no_line_has_none() -> None:
    assert from_note(Note("date-unknown", "x"), SOURCE) == Diagnostic("date-unknown", "warning", "x", None)
    with pytest.raises(KeyError):
        from_note(Note("no-such-code", "x"), SOURCE)
