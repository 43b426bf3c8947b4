"""Old encodings told apart by their letters, and letters that were decoded wrongly before."""

from pathlib import Path

import pytest

from referat.contract.diagnostics import render
from referat.reader import parse
from referat.text import mojibake
from referat.text.inputs.kinds import Opening
from referat.text.source import Source

SAMPLES = Path(__file__).parent.parent / "samples"
# One text a family, of those that are minutes.
TEXTS = [
    max(folder.glob("*.txt"))
    for folder in sorted(SAMPLES.iterdir())
    if folder.name != "broken" and any(folder.glob("*.txt"))
]
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp1252",
    "latin-1",
    "cp850",
    "cp865",
    "mac-roman",
)
# What these encodings have of what the samples hold; other signs are left out.
_PLAIN = str.maketrans({"–": "-", "—": "-", "’": "'", "‘": "'", "”": '"', "“": '"', "•": "-", "…": "...", "\ufeff": ""})


def _writable(text: str, encoding: str) -> str:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, errors="ignore").decode(encoding)
    return text


def test_there_are_enough_texts() -> None:
    assert len(TEXTS) * len(ENCODINGS) >= 100


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.parent.name)
def test_a_text_is_itself_in_every_encoding(path: Path, encoding: str) -> None:
    text = _writable(path.read_text("utf-8"), encoding)
    source = Source.from_bytes(text.encode(encoding))
    assert source.text == text
    assert source.replaced == 0
    assert source.encoding in {
        encoding,
        {"utf-8-sig": "utf-8", "latin-1": "cp1252", "cp865": "cp850"}.get(encoding),
    } or (encoding == "utf-16" and source.encoding in ("utf-16-le", "utf-16-be"))


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac-roman"])
@pytest.mark.parametrize(
    "text",
    [
        "Referat fra møde på rådhuset",
        "ØKONOMIUDVALGET",
        "Årsberetning",
        "à la carte på én side",
        "Søren Kierkegård, Æbeløgade 4",
        "æ, ø og å",
        "blå",
        "Ø",
    ],
)
def test_few_letters_tell(text: str, encoding: str) -> None:
    source = Source.from_bytes(text.encode(encoding))
    assert (source.text, source.encoding) == (text, encoding)


def test_what_was_guessed_is_told_and_can_be_outweighed() -> None:
    data = "Referat fra Teknisk Udvalg\nMøde på rådhuset den 4. marts 2021\n\n1. Sti\nBeslutning\nGodkendt.\n".encode(
        "cp865"
    )
    told = [render(found, "a.txt") for found in parse(data).all_diagnostics if found.code == "encoding-guessed"]
    assert told == ["a.txt: info encoding-guessed: the bytes are no UTF-8; read as CP850."]
    given = parse(data, opening=Opening("cp865"))
    assert given.source.encoding == "cp865"
    assert "encoding-guessed" not in {found.code for found in given.all_diagnostics}


@pytest.mark.parametrize("taken", ["cp1252", "latin-1", "cp850", "cp437", "mac-roman"])
def test_utf8_that_was_taken_for_another_is_told(taken: str) -> None:
    text = "Referat\n\nMødet på Ærø blev åbnet – § 4".encode().decode(taken, errors="replace")
    found = mojibake.find(text)
    assert found is not None
    assert found.start == text.index("M") + 1
    assert found.letters >= 6


def test_mojibake_is_a_diagnostic_with_its_place_and_stays() -> None:
    text = (
        "Referat fra Teknisk Udvalg\nMøde den 4. marts 2021\n\n1. Sti ved RÃ¥dhuset\nBeslutning\nGodkendt pÃ¥ mÃ¸det.\n"
    )
    parsed = parse(text)
    told = [render(found, "a.txt") for found in parsed.all_diagnostics if found.code == "mojibake"]
    assert told == [
        "a.txt:4: warning mojibake: letters decoded wrongly before they came here: 3, first in '1. Sti ved RÃ¥dhuset'."
    ]
    assert parsed.records[0]["items"][0]["title"] == "Sti ved RÃ¥dhuset"


@pytest.mark.parametrize("text", ["Naturomr†der", "m›det i dag", "n‘ste m›de", "omr¾de", "f°lger", "vµre", "s¿ndag"])
def test_letters_of_another_old_encoding_are_told(text: str) -> None:
    assert mojibake.find(f"Referat\n{text}") is not None


@pytest.mark.parametrize(
    "text",
    [
        "Referat fra mødet på Ærø: ’godt’, ‘godt’, “godt” – § 4 … ½ ¾ °C",
        "10 °C, 5 µm, ¥ 100, ¿qué?, Åse Ângström, São, Ålborg",
        "pc‘er, a‘, ‘b, √ 4, ├─ x, Β Γ",
    ],
)
def test_what_is_meant_is_no_mojibake(text: str) -> None:
    assert mojibake.find(text) is None


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.parent.name)
def test_a_sample_holds_no_mojibake(path: Path) -> None:
    assert mojibake.find(path.read_text("utf-8")) is None


def test_the_sample_that_holds_some_says_so() -> None:
    parsed = parse((SAMPLES / "edoc-item" / "closed.txt").read_bytes())
    told = [render(found, "a.txt") for found in parsed.all_diagnostics if found.code == "mojibake"]
    assert told == [
        "a.txt:3: warning mojibake: letters decoded wrongly before they came here: 1, first in 'Regionsr├ådet'."
    ]


def test_the_signs_that_are_looked_for_are_those_that_wrong_letters_begin_with() -> None:
    assert sorted(mojibake.LEADS) == sorted({said[0] for said in (*mojibake.of_utf8(), *mojibake.of_old())})
