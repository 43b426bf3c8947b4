"""Nothing is lost: each of the house's sentences as a property, on random text, on mutated samples, on bytes."""

import os
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import golden
from lossless import hold
from referat import ReferatError, parse
from referat.text.source import Source

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
