"""Nothing is lost: each of the house's five sentences as a property, on random text, on mutated samples, on bytes."""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import golden
from referat import ReferatError, parse
from referat.contract.model import Meeting
from referat.old.parser import Parsed
from referat.text.source import Source, Span

TEXTS = {
    path.name: path.read_bytes().decode("utf-8-sig", errors="replace")
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
    assert [token.span.first_line for token in parsed.tokens] == list(range(1, len(parsed.source.lines) + 1))
    for token in parsed.tokens:
        assert text[token.span.start : token.span.end] == token.text
    owned(parsed)
    for meeting, places in zip(parsed.meetings, parsed.places, strict=True):
        loaded = Meeting.model_validate_json(meeting.model_dump_json())
        assert loaded == meeting
        nested(meeting)
        verbatim(parsed, meeting, places)


def owned(parsed: Parsed) -> None:
    """What a token says went into a field stands in that field."""
    data = [meeting.model_dump(mode="json") for meeting in parsed.meetings]
    root: object = data[0] if len(data) == 1 else data
    for token in parsed.tokens:
        if token.kind == "text" and not parsed.layout.flattened:  # there a line may be of several fields
            assert squeezed(token.text) in squeezed(str(at(root, token.owner))), token.owner
        elif token.kind == "attendance":
            found = at(root, f"{token.owner}/statements")
            assert isinstance(found, list)
            spans = [statement["span"] for statement in found]
            line = token.span.first_line
            assert any(span["first_line"] <= line <= span["last_line"] for span in spans)


def nested(meeting: Meeting) -> None:
    """Children lie inside their parent, in order, without overlap."""
    end = 0
    for item in meeting.items:
        assert end <= item.span.start <= item.span.end
        end = item.span.start
        host = Span(0, 0, 1, 1)
        for section in item.sections:
            # What a decision says of attendance under a label of its own may stand in the middle of it.
            inside = section.kind == "attendance" and host.start < section.span.start <= section.span.end <= host.end
            assert inside or end <= section.span.start <= section.span.end <= item.span.end
            if not inside:
                host, end = section.span, section.span.end
            for link in section.links:
                assert section.span.start <= link.span.start <= link.span.end <= section.span.end
        for part in (item.recommendation, item.decision):
            assert part is None or item.span.start <= part.span.start <= part.span.end <= item.span.end
        end = item.span.end


def verbatim(parsed: Parsed, meeting: Meeting, places: dict[str, list[Span]]) -> None:
    """Every verbatim field is found in the text at its place."""
    data = meeting.model_dump(mode="json")
    for pointer, spans in places.items():
        value = at(data, pointer)
        for span in spans:
            assert 0 <= span.start <= span.end <= len(parsed.source.text)
        if (
            pointer.rsplit("/", 1)[-1] in {"title", "body", "place", "name", "label", "url", "case_number", "number"}
            and value is not None
        ):
            printed = " ".join(
                " ".join(parsed.source.text[span.start : span.end] for span in spans[: _parts(pointer)]).split()
            )
            assert squeezed(str(value)) in squeezed(printed), pointer


def _parts(pointer: str) -> int:
    return 9 if pointer in ("/title", "/place") else 1


def squeezed(text: str) -> str:
    """Without white space, and without what is not seen: a field may end before such a character."""
    return "".join(c for c in text if not c.isspace() and c not in "\u00ad\ufeff\u200b\u2060")


def at(data: object, pointer: str) -> object:
    for step in pointer.split("/")[1:]:
        data = data[int(step)] if isinstance(data, list) else data[step]  # type: ignore[index]  # the pointer says which
    return data


@given(random_text)
@settings(max_examples=300, deadline=None)
@example("\ufeff")
@example("\n\u00ad")
def test_any_text_is_read_without_loss(text: str) -> None:
    hold(parse(text))


@given(mutated_samples)
@settings(max_examples=300, deadline=None)
def test_mutated_samples_are_read_without_loss(text: str) -> None:
    hold(parse(text))


@given(
    st.one_of(
        st.binary(),
        random_text.map(lambda text: text.encode("utf-16")),
        random_text.map(lambda t: t.encode("cp1252", "ignore")),
    )
)
@settings(max_examples=200, deadline=None)
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
@settings(max_examples=50, deadline=None)
def test_the_same_text_gives_the_same_bytes(text: str) -> None:
    first, second = parse(text), parse(text)
    assert [m.model_dump_json() for m in first.meetings] == [m.model_dump_json() for m in second.meetings]
    assert first.tokens == second.tokens


@given(random_text)
@settings(max_examples=100, deadline=None)
def test_the_generic_reader_takes_any_text_that_is_forced_on_it(text: str) -> None:
    hold(parse(text, layout="generic"))


@pytest.mark.parametrize("name", sorted(TEXTS))
@pytest.mark.parametrize("layout", ["firstagenda-pdf", "midtjylland-web", "generic"])
def test_samples_lose_nothing_in_any_layout(name: str, layout: str) -> None:
    hold(parse(TEXTS[name], layout=layout))


# What is derived from the whole, or is a place itself.
PLACELESS = {"schema_version", "id", "layout", "position", "span", "source", "diagnostics"}


def leaves(value: object, pointer: str = "") -> Iterator[str]:
    """The pointers of all fields that say something."""
    if isinstance(value, dict):
        for key, child in value.items():
            if key not in PLACELESS:
                yield from leaves(child, f"{pointer}/{key}")
    elif isinstance(value, list):
        for i, child in enumerate(value):
            yield from leaves(child, f"{pointer}/{i}")
    elif value not in (None, False, "", "none", "unknown"):
        yield pointer


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_every_field_has_its_place(name: str) -> None:
    parsed = parse(TEXTS[name])
    for meeting, places in zip(parsed.meetings, parsed.places, strict=True):
        data = meeting.model_dump(mode="json")
        without = [p for p in leaves(data) if p not in places and p.rpartition("/")[0] not in places]
        assert without == []
        for pointer in places:
            at(data, pointer)
