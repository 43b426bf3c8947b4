"""Nothing is lost: each of the house's sentences as a property, on random text, on mutated samples, on bytes."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import golden
from referat import Parsed, ReferatError, parse
from referat.contract.model import Meeting
from referat.text.source import Source, Span

# The suite looks at fewer; `make property` at all.
_MANY = 300 if "REFERAT_SEEDS" in os.environ else 60
TEXTS = {
    f"{path.parent.name}/{path.name}": path.read_bytes().decode("utf-8-sig", errors="replace")
    for path in golden.samples()
    if path.suffix == ".txt"
}
# What minutes are made of, and what breaks parsers: whole lines and odd characters.
LINES = [
    "Punkt 1: Titel", "Punkt 2: ", "1. Titel", "2. 2. behandling", "Sagnr.: 1-00-11-19", "Sagnr.:", "1-00-11-19", "Resume", "Sagsfremstilling",
    "Beslutning", "BESLUTNING:", "Bilag", "Direktionen indstiller,", "at det sker, og", "Det indstilles, at HMU", " • godkender", "Tilbage til toppen",
    "REFERAT Byrådet d. 01-02-2020", "DAGSORDEN Byrådet d. 31-02-2020", "Mødedato Lørdag d. 1. februar 2020 kl. 10:00", "Mødested X",
    "Indholdsfortegnelse", "Titel.....\t3", "Closed: ", "Abonnér", "Referat", "til", "mødet i Byrådet", "den 31. februar 2020 kl. 25:00", "i Byrådssalen",
    "", "", "\u00a0", "\f", "Asta Birkholm var fraværende.", "Alle medlemmer var mødt undtagen og , der havde meldt afbud.", "Mødet blev hævet kl. 25.99.",
    "Mødet startede kl. 14.00 og blev hævet kl. 9.00.", "Beslutning i Byrådet den 31-02-2020", "Punkt 9999a: x\u00ad", "\u00ad\u00ad", "A\u030a", "Kompetence: x",
    "Formanden, Asta Birkholm (V)", "http://)))", "www.", "*", "1. *", "Punkt 3: *", "Punkt 4: (Lukket)", "Punkt 5: Lukket punkt", "\ufeff", "Godkendt og udsat.",
    "Ad 1. Godkendt.", "Side 3 af 12", "Dagſorden", "3. auguſt 2021", "  dobbelt  mellemrum", "Asta Birkholm & Bo havde meldt afbud.",
    "Mødet startede kl. 14.00. Og andet.", "Mødet blev hævet kl. 0.15.", "Plan www.x.dk og https://y.dk",
]  # fmt: skip
characters = st.sampled_from(
    [
        "\n",
        "\r",
        " ",
        "\t",
        "\u00a0",
        "\u00ad",
        "\u2028",
        "\x85",
        "\x0b",
        "\x1c",
        "A",
        "å",
        "ſ",
        "ı",
        "²",
        "٣",
        "*",
        "Punkt 1: ",
        "a\u030a",
        "1",
        ".",
        ":",
        "(V)",
        "\U0001f600",
    ]
)
random_text = st.one_of(
    st.text(),
    st.lists(characters, max_size=200).map("".join),
    st.lists(st.sampled_from(LINES), max_size=60).map("\n".join),
)


def mutate(text: str, seed: int, count: int) -> str:
    """`text` with `count` of its lines dropped, doubled, cut, swapped or joined by strange ones."""
    rng = Random(seed)
    lines = text.split("\n")
    for _ in range(count):
        k = rng.randrange(len(lines))
        match rng.randrange(6):
            case 0 if len(lines) > 1:
                del lines[k]
            case 1:
                lines.insert(k, rng.choice(lines))
            case 2:
                lines[k] = lines[k][: rng.randint(0, len(lines[k]))]
            case 3:
                lines.insert(k, rng.choice(LINES))
            case 4:
                lines[k] += rng.choice(LINES)
            case _:
                j = rng.randrange(len(lines))
                lines[k], lines[j] = lines[j], lines[k]
    return "\n".join(lines)


mutated_samples = st.builds(mutate, st.sampled_from(sorted(TEXTS.values())), st.integers(0, 2**32), st.integers(1, 12))


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
    read = lines_read(parsed, data)
    above = False  # whether what went nowhere above is told: neighbours, furniture aside, are told of once
    for token in parsed.tokens:
        owner = at(root, token.owner)
        line = token.span.first_line
        nowhere = token.kind == "unclaimed" or (token.kind == "text" and not isinstance(owner, str))
        if token.kind == "text" and isinstance(owner, str) and pieces[line - 1] == 1:
            # A line that was cut apart is of several fields.
            assert squeezed(token.text) in squeezed(owner), token.owner
        elif token.kind == "attendance":
            assert line in read or token.rule.startswith("label."), f"line {line} is attendance, and nothing was read"
        if token.kind not in ("blank", "noise"):
            above = nowhere and (above or not parsed.records or told(parsed, token.text, line))
            assert above or not nowhere, f"nobody says that line {line} is in no field"


def lines_read(parsed: Parsed, data: list[dict[str, Any]]) -> set[int]:
    """The lines on which a value was read, or a sentence about who was there."""
    places = [span for each in parsed.places for spans_of in each.values() for span in spans_of]
    read = {line for span in places for line in range(span.first_line, span.last_line + 1)}
    for span in spans([meeting["attendance"] for meeting in data]):
        read.update(range(span["first_line"], span["last_line"] + 1))
    return read


def told(parsed: Parsed, text: str, line: int) -> bool:
    """Whether a diagnostic is about the line, or holds its text."""
    return any(one.line == line or squeezed(text) in squeezed(one.message) for one in parsed.all_diagnostics)


# Children lie inside their parent, in order, without overlap.


def nested(meeting: dict[str, Any]) -> None:
    """Items, their sections, and what was read in them; an `inner` section lies inside a decision.

    The decision of an item that says nothing of one itself is a sentence of another's.
    """
    end = 0
    for item in meeting["items"]:
        assert end <= item["span"]["start"]
        _sections_nested(item)
        for part in (item["recommendation"], *item["recommendations"]):
            assert part is None or _inside(part, item)
        if item["decision"] is not None and not _inside(item["decision"], item):
            others = [other["decision"] for other in meeting["items"] if other is not item and other["decision"]]
            assert any(_inside(item["decision"], other) for other in others)
            assert "decision" not in [section["kind"] for section in item["sections"]]
        if item["decision"] is not None:
            for part in (*item["decision"]["votes"], *item["decision"]["remarks"]):
                assert _inside(part, item["decision"])
        end = item["span"]["end"]


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
            assert squeezed(str(value)) == squeezed(printed), pointer
        elif _field(pointer) in ("date", "page", "count") or _field(pointer).startswith("scheduled"):
            assert not any(map(str.isdecimal, printed)) or _figures(value) & _figures(printed), pointer


def _field(pointer: str) -> str:
    """The field's name, of a list's element the list's."""
    name = pointer.rsplit("/", 1)[-1]
    return pointer.rsplit("/", 2)[-2] if name.isdecimal() else name


def _figures(value: object) -> set[int]:
    """The numbers in `value`; a typewriter has "l" for 1 and "o" for 0."""
    typed = re.sub(r"(?<![a-zæøå])l(?=\d)|(?<=\d)l(?![a-zæøå])", "1", str(value))
    return set(map(int, re.findall(r"[0-9]+", typed)))


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
    """Without white space, without what is not seen, letters in one form."""
    return "".join(c for c in normalize("NFC", text) if not c.isspace() and c not in "\u00ad\ufeff\u200b\u2060")


def at(data: object, pointer: str) -> Any:
    """What stands in `data` at a JSON pointer."""
    for step in pointer.split("/")[1:]:
        data = data[int(step)] if isinstance(data, list) else data[step]  # type: ignore[index]  # the pointer says which
    return data


@given(random_text)
@settings(max_examples=_MANY, deadline=None)
@example("\ufeff")
@example("\n\u00ad")
def test_any_text_is_read_without_loss(text: str) -> None:
    hold(parse(text))


@given(mutated_samples)
@settings(max_examples=_MANY, deadline=None)
def test_mutated_samples_are_read_without_loss(text: str) -> None:
    hold(parse(text))


@given(
    st.one_of(
        st.binary(),
        random_text.map(lambda text: text.encode("utf-16")),
        random_text.map(lambda t: t.encode("cp1252", "ignore")),
    )
)
@settings(max_examples=_MANY, deadline=None)
def test_any_bytes_are_read_or_refused_and_come_back(data: bytes) -> None:
    try:
        source = Source.from_bytes(data, name="bytes")
    except ReferatError as error:
        if not str(error).startswith("bytes: "):
            raise
        return
    if not source.replaced:
        assert source.encode() == data
    hold(parse(source))


@given(mutated_samples)
@settings(max_examples=_MANY // 3, deadline=None)
def test_the_same_text_gives_the_same_bytes(text: str) -> None:
    first, second = parse(text), parse(text)
    assert [m.model_dump_json() for m in first.meetings] == [m.model_dump_json() for m in second.meetings]
    assert first.tokens == second.tokens


@given(random_text)
@settings(max_examples=_MANY // 3, deadline=None)
def test_any_text_is_read_without_loss_with_a_familys_lines(text: str) -> None:
    hold(parse(text, layout="midtjylland-web"))


@pytest.mark.parametrize("name", sorted(TEXTS))
@pytest.mark.parametrize("families", [True, False], ids=["families", "general"])
def test_samples_lose_nothing(name: str, families: bool) -> None:
    hold(parse(TEXTS[name], families=families))
