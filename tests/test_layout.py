"""Families of minutes: their signs, what they add to the general vocabulary, and what is said about broken files."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from conftest import SAMPLES
from referat.contract import kinds
from referat.errors import LayoutError, SourceError
from referat.lexicon import authorities, families, family_checks
from referat.lexicon.family_keys import FAMILY_KEYS, GIVES, LINE_KEYS, PLACES, ROOMS
from referat.lexicon.gates import Gate, Way
from referat.lexicon.lines import rules as general_rules
from referat.outline import document
from referat.text.source import Source

EVERY = [name for name in families.names() if name != families.GENERIC.id]
FOLDERS = sorted(path.name for path in SAMPLES.iterdir() if path.is_dir() and path.name != "broken")
# Whose documents a family's sign may stand in, by the beginnings of the files' names; of the others none.
PUBLISHERS = {
    "edagsorden": ("rh-", "holbaek-"),
    "edoc-item": ("rn-",),
    "edoc-meeting": ("rn-",),
    "firstagenda-pdf": ("000_", "rm-"),
    "koebenhavn-edoc": ("kk-",),
    "koebenhavn-item": ("kk-",),
    "koebenhavn-protocol": ("kk-",),
    "midtjylland-archive": ("rm-",),
    "midtjylland-titles": ("rm-",),
    "midtjylland-web": ("004_", "rm-"),
    "odense-lotus": ("odense-",),
    "os2web": ("faxe-", "fredericia-", "stevns-", "syddjurs-"),
    "polweb": ("odsherred-",),
    "ringkoebing-skjern": ("rksk-",),
    "sbsys": ("odense-",),
    "sbsys-preview": ("mariagerfjord-",),
    "sjaelland-2020": ("rsj-",),
    "sjaelland-2022": ("rsj-",),
    "syddanmark-2007": ("rsyd-",),
    "syddanmark-2011": ("rsyd-",),
}


def source_of(path: Path) -> Source:
    return Source.from_bytes(path.read_bytes(), name=path.name)


def shown(source: Source) -> list[str]:
    return [family.id for family, _ in families.signs(source)]


# The families that are built in.


@pytest.mark.parametrize("name", EVERY)
def test_a_family_is_held_to_what_a_users_own_file_is(name: str) -> None:
    path = families._FOLDER / f"{name}.toml"
    file = family_checks.read(path)
    assert file.id == name
    assert {"name", "publishers", "sign"} <= file.data.keys()


@pytest.mark.parametrize("name", EVERY)
def test_every_pattern_of_a_line_has_examples(name: str) -> None:
    family = families.by_id(name)
    assert [rule.name for rule in family.lines if rule.pattern and not rule.examples] == []


@pytest.mark.parametrize("name", EVERY)
def test_an_authority_is_named_where_it_alone_publishes(name: str) -> None:
    family = families.by_id(name)
    if family.authority is not None:
        assert family.publishers == (family.authority,)
        known = authorities.by_name(family.authority)
        assert known is not None
        assert known.name == family.authority


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_sign_stands_in_all_samples_of_its_family_and_in_no_other(folder: str) -> None:
    wanted = [folder] if folder in EVERY else []
    texts = sorted((SAMPLES / folder).glob("*.txt"))
    assert texts
    assert {path.name: shown(source_of(path)) for path in texts} == {path.name: wanted for path in texts}


def test_a_sign_stands_in_no_document_of_another_publisher(cases: Path) -> None:
    wrong = [
        (path.name, name)
        for path in sorted(cases.glob("*.txt"))
        for name in shown(source_of(path))
        if name != "flattened" and not path.name.startswith(PUBLISHERS.get(name, (f"{name}-",)))
    ]
    assert wrong == []


def test_a_sign_stands_in_nothing_that_is_no_minutes() -> None:
    for path in sorted((SAMPLES / "broken").glob("*.txt")):
        with suppress(SourceError):
            assert shown(source_of(path)) == [], path.name


def test_a_family_has_samples() -> None:
    assert [name for name in EVERY if name not in FOLDERS] == []


# Recognition.

TWO = "Sbsys dagsorden preview\n\nKopier link til punktet - Print\n\n1: Budget\n"


def test_a_text_that_shows_no_sign_is_nobodys() -> None:
    assert families.recognised(source_of(SAMPLES / "generic" / "numbered.txt")) is None


def test_a_text_with_the_signs_of_two_families_is_nobodys() -> None:
    assert shown(Source(TWO)) == ["ringkoebing-skjern", "sbsys-preview"]
    assert families.recognised(Source(TWO)) is None


def test_the_lines_that_are_the_sign_are_told() -> None:
    source = source_of(SAMPLES / "midtjylland-archive" / "committee.txt")
    assert [(family.id, lines) for family, lines in families.signs(source)] == [
        (
            "midtjylland-archive",
            "- Udvalg: psykiatri- og socialudvalget\n- Mødedato: 6. september, 2016 kl. 14:00\n"
            "- Mødested: Lokale 3, Regionshuset, Engvejen 26, 8800 Nordby",
        )
    ]


def _renderings(text: str) -> Iterator[str]:
    yield text.replace("\n", "\r\n")
    yield text.replace("\n", "  \n")
    yield text.replace("\n", "\n\n")
    yield "".join(f"    {line}" for line in text.splitlines(keepends=True))
    yield text.replace(" ", "\u00a0")


@pytest.mark.parametrize("name", EVERY)
def test_a_sign_does_not_depend_on_white_space(name: str) -> None:
    text = source_of(sorted((SAMPLES / name).glob("*.txt"))[0]).text
    for rendered in _renderings(text):
        assert shown(Source(rendered)) == [name]


def test_names_are_those_of_the_files_and_generic() -> None:
    assert families.names() == (*EVERY, "generic")
    assert list(EVERY) == sorted(EVERY)
    assert families.by_id("generic") is families.GENERIC
    assert families.GENERIC.vocabulary == general_vocabulary()


def general_vocabulary() -> object:
    from referat.lexicon.lines import lines

    return lines()


# A user's own file.

OWN = """
family = "nordby"
sign = ['^Sag \\d+ om ']

[[line]]
is = "number"
pattern = 'Sag (?P<number>[0-9]+) om (?P<title>.+)'
examples = ["Sag 1 om broen"]

[[line]]
is = "section.history"
says = ["Hvad der skete"]
"""
TEXT = """Referat fra Byrådet den 3. marts 2021

Sag 1 om broen

Hvad der skete

Langt.

Beslutning

Godkendt.

Sag 2 om havnen

Beslutning

Udsat.
"""


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_users_own_lines_are_read_beside_the_general_ones(tmp_path: Path) -> None:
    family = families.by_id(str(own(tmp_path, OWN)))
    source = Source(TEXT)
    (outline,) = document.of(source, family.vocabulary)
    items = outline.blocks.items
    assert [item.number and item.number.value for item in items] == ["1", "2"]
    assert [[source.phrase(*place) for place in item.title] for item in items] == [["broen"], ["havnen"]]
    assert [[block.kind for block in item.sections] for item in items] == [["history", "decision"], ["decision"]]
    assert [rule.name for rule in family.lines] == ["nordby:number", "nordby:section.history"]
    assert families.shows(family, source)
    assert not families.shows(family, Source("Referat\n\nSager om broen\n"))


def test_of_a_users_own_pattern_nothing_is_derived(tmp_path: Path) -> None:
    """It is bounded in time where it is matched, and nowhere else."""
    number, _ = families.by_id(str(own(tmp_path, OWN))).lines
    assert number.ways == (Way(Gate(), None),)


def test_a_users_own_line_goes_before_the_general_one(tmp_path: Path) -> None:
    family = families.by_id(str(own(tmp_path, "family = 'x'\n[[line]]\nis = 'noise'\nsays = ['Beslutning']\n")))
    assert family.vocabulary.words["beslutning"].is_ == "noise"
    assert families.GENERIC.vocabulary.words["beslutning"].is_ == "section.decision"


def one_of(*choices: str) -> str:
    return f"Try: one of {', '.join(choices)}."


LINE = "family = 'x'\n[[line]]\n"
TOP = one_of(*(key for key in FAMILY_KEYS if key != "line"), "[[line]]")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = 'x'\n", ': has no `family`. Try: a line like family = "my-layout".'),
        ("family = 3\n", ":1: `family` is 3. Try: a text: the layout's id in the output."),
        ("family = 'x'\n\ncolour = 'red'\n", f":3: unknown key `colour`. {TOP}"),
        ("family = 'x'\n[[section]]\nkind = 'decision'\n", f":2: unknown key `section`. {TOP}"),
        ("family = 'aarhus'\n", ":1: `family` is 'aarhus', which is another one's id. Try: an id of its own."),
        ("family = 'generic'\n", ":1: `family` is 'generic', which is another one's id. Try: an id of its own."),
        ("family = 'x'\nsign = 'Journal'\n", ":2: `sign` is 'Journal'. Try: a list: patterns of which one stands near the top of these texts, and in nobody else's."),
        ("family = 'x'\nsign = ['(']\n", ":2: x:sign: broken pattern: missing ) at position 1."),
        ("family = 'x'\nsign = ['{dato}']\n", ":2: no pattern is called {dato}. Try: one of "),
        ("family = 'x'\n[[line]\n", ": is no TOML: Expected ']]' at the end of an array declaration (at line 2, column 7)."),
        ("family = 'x'\nline = 3\n", ":2: `line` is no list of tables. Try: [[line]]."),
        (f"{LINE}says = ['a']\n", f":2: has no `is`. {one_of(*ROOMS)}"),
        (f"{LINE}is = 'label'\nsays = ['a']\n", f":2: `is` is 'label'. {one_of(*ROOMS)}"),
        (f"{LINE}is = 'section.histori'\nsays = ['a']\n", f":2: `is` is 'section.histori'. {one_of(*ROOMS)}"),
        (f"{LINE}is = 'noise'\n", ":2: has neither `says` nor `pattern`. Try: one of them."),
        (f"{LINE}is = 'noise'\nsays = ['a']\nlables = ['b']\n", f":2: unknown key `lables`. {one_of(*LINE_KEYS)}"),
        (f"{LINE}is = 'noise'\nsays = ['a']\n[[line]]\nis = 'noise'\nsays = 3\n", ":5: `says` is 3. Try: a list: words that are all of the line."),
        (f"{LINE}is = 'noise'\nsays = ['']\n", ":2: `says` is ['']. Try: a list: words that are all of the line."),
        (f"{LINE}is = 'noise'\nsays = []\n", ":2: `says` is []. Try: a list: words that are all of the line."),
        (f"{LINE}is = 'noise'\nsays = ['a']\nwhere = 'below'\n", f":2: `where` is 'below'. {one_of(*PLACES)}"),
        (f"{LINE}is = 'noise'\nsays = ['a']\ngives = {{ ends = true }}\n", f":2: unknown key `ends`. {one_of(*GIVES)}"),
        (f"{LINE}is = 'noise'\nsays = ['a']\ngives = {{ closes = 1 }}\n", ":2: `closes` is 1. Try: true or false: of `noise`: an item ends above it."),
        (f"{LINE}is = 'access'\nsays = ['a']\ngives = {{ access = 'shut' }}\n", ":2: `access` is 'shut'. Try: one of open, closed."),
        (f"{LINE}is = 'access'\nsays = ['a']\n", ":2: `gives` has no `access`. Try: `open` or `closed`, of `access` and `group`."),
        (f"{LINE}is = 'number'\npattern = 'Sag (?P<number>.)'\n", ":2: x:number: its pattern lacks a group. Try: (?P<number>…) and (?P<title>…)."),
        (f"{LINE}is = 'noise'\nname = 'foot'\nsays = ['a']\nexamples = ['b']\n", ":2: x:noise.foot: does not accept its example 'b'. Try: another pattern, or another example."),
        (f"{LINE}is = 'noise'\npattern = 'a'\nrejects = ['a']\n", ":2: x:noise: accepts 'a', which it should reject. Try: another pattern, or another example."),
        (f"{LINE}is = 'noise'\npattern = '('\n", ":2: x:noise: broken pattern: missing ) at position 1."),
        (f"{LINE}is = 'noise'\npattern = '{{dato}}'\n", ":2: no pattern is called {dato}. Try: one of "),
        (f"{LINE}is = 'number'\npattern = '(?P<number>[IVX]+) (?P<title>.*)'\nexamples = ['IV Budget']\n", ":2: x:number: takes 'IV' for a number, in 'IV Budget'. Try: a group that begins with figures: (?P<number>\\d+)."),
    ],
)  # fmt: skip
def test_a_broken_file_is_told_where_and_what_was_expected(tmp_path: Path, text: str, message: str) -> None:
    path = own(tmp_path, text)
    with pytest.raises(LayoutError) as error:
        families.by_id(str(path))
    told = str(error.value)
    assert told.startswith(f"{path}{message}") if message.endswith(" ") else told == f"{path}{message}"


@pytest.mark.parametrize("entry", ["says = ['a']\npattern = 'b'", "pattern = '(?P<case_number>\\d+)/x'"])
def test_an_entry_that_is_well_formed_is_taken(tmp_path: Path, entry: str) -> None:
    assert len(families.by_id(str(own(tmp_path, f"{LINE}is = 'case'\n{entry}\n"))).lines) == 1


SLOW = "(a|aa|a?a)*b"


def test_a_pattern_of_a_line_that_never_ends_is_stopped(tmp_path: Path) -> None:
    path = own(tmp_path, f"{LINE}is = 'noise'\npattern = '{SLOW}'\n")
    family = families.by_id(str(path))
    with pytest.raises(LayoutError) as error:
        list(document.of(Source("a" * 120 + "bb"), family.vocabulary))
    assert str(error.value) == (
        f"{path}: x:noise: the pattern worked for more than 0.2 s on a text of 122 characters. "
        "Try: a pattern without nested repetition."
    )


def test_a_sign_that_never_ends_is_stopped(tmp_path: Path) -> None:
    path = own(tmp_path, f"family = 'x'\nsign = ['^{SLOW}$']\n")
    with pytest.raises(LayoutError) as error:
        families.shows(families.by_id(str(path)), Source("a" * 300 + "bb"))
    assert str(error.value) == (
        f"{path}: x:sign: the pattern worked for more than 0.2 s on a text of 302 characters. "
        "Try: a pattern without nested repetition."
    )


def test_a_missing_file_and_an_unknown_name_are_told() -> None:
    with pytest.raises(LayoutError) as error:
        families.by_id("nowhere.toml")
    assert str(error.value) == "nowhere.toml: cannot be read: No such file or directory."
    with pytest.raises(LayoutError) as error:
        families.by_id("nowhere")
    assert str(error.value) == (
        f"no layout is called 'nowhere'. Try: one of {', '.join(families.names())}, or a path that ends in .toml."
    )


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "own.TOML"
    path.write_bytes(b"\xef\xbb\xbffamily = 'x'\n")
    assert families.by_id(str(path)).id == "x"


def test_a_file_that_is_no_utf8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes("family = 'møde'\n".encode("cp1252"))
    with pytest.raises(LayoutError) as error:
        families.by_id(str(path))
    assert str(error.value) == f"{path}: is no UTF-8: byte 11. Try: save it as UTF-8."


# The format.


def test_kinds_are_those_of_the_schema() -> None:
    from typing import get_args

    assert {room for room in ROOMS if room.startswith("section.")} == {
        f"section.{kind}" for kind in get_args(kinds.SectionKind)
    }


def test_the_format_has_what_the_general_vocabulary_uses() -> None:
    every = general_rules()
    assert {rule.is_ for rule in every} <= ROOMS.keys()
    assert {rule.where for rule in every} - {""} <= PLACES.keys()
    used = {group for rule in every if rule.pattern for group in rule.compiled.groupindex}
    assert used
