"""Layouts: their own examples, inheritance, identification, and what is said about broken files."""

from pathlib import Path

import pytest

from conftest import SAMPLES
from referat.errors import LayoutError
from referat.old import layout
from referat.old.identification import identify
from referat.old.parser import parse
from referat.text.source import Source

EVERY = layout.names()


@pytest.mark.parametrize("name", EVERY)
def test_rules_hold_for_their_own_examples(name: str) -> None:
    assert list(layout.load(name).check()) == []


@pytest.mark.parametrize("name", EVERY)
def test_every_pattern_has_examples(name: str) -> None:
    one = layout.load(name)
    assert [rule.name for rules in one.rules.values() for rule in rules if rule.pattern and not rule.examples] == []


@pytest.mark.parametrize("name", EVERY)
def test_patterns_begin_and_hold_what_they_say(name: str) -> None:
    one = layout.load(name)
    for rules in one.rules.values():
        for rule in rules:
            for example in rule.examples if rule.pattern else ():
                assert rule.firsts is None or example[0] in rule.firsts, rule.name
                assert not rule.holds or any(word in example for word in rule.holds), rule.name


def test_the_generic_layout_comes_last_and_danish_is_none() -> None:
    with pytest.raises(LayoutError):
        layout.load("danish")
    assert layout.names()[-1] == "generic"
    assert "danish" not in layout.names()
    assert list(layout.names()[:-1]) == sorted(layout.names()[:-1])


def test_a_layout_uses_the_sections_it_names() -> None:
    labels = [label for rule in layout.load("midtjylland-web")["section"] for label in rule.labels]
    assert labels == ["Resume", "Resumé", "Sagsfremstilling", "Beslutning", "Bilag"]


def test_identification_tells_score_evidence_and_line() -> None:
    source = Source.from_bytes((SAMPLES / "midtjylland-web" / "minutes.txt").read_bytes())
    first, *others = identify(source)
    assert (first.layout.id, first.score, first.fits) == ("midtjylland-web", 9, True)
    assert first.reasons[0] == ("midtjylland-web:evidence.subscribe", 2, 1)
    assert [(other.layout.id, other.fits) for other in others] == [
        ("generic", True),
        *((other.layout.id, False) for other in others[1:]),
    ]


def test_a_text_of_no_known_layout_is_read_by_the_generic_one_and_says_so() -> None:
    parsed = parse((SAMPLES / "generic" / "numbered.txt").read_bytes())
    assert parsed.layout.id == "generic"
    assert [found.code for found in parsed.diagnostics] == ["layout-unknown"]


def test_two_layouts_that_fit_equally_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in layout._FOLDER.glob("*.toml"):
        (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    twin = (tmp_path / "firstagenda-pdf.toml").read_text("utf-8").replace('id = "firstagenda-pdf"', 'id = "twin"', 1)
    (tmp_path / "twin.toml").write_text(twin, "utf-8")
    monkeypatch.setattr(layout, "_FOLDER", tmp_path)
    layout.names.cache_clear()
    layout._load.cache_clear()
    try:
        parsed = parse((SAMPLES / "firstagenda-pdf" / "agenda.txt").read_bytes())
        assert [(d.code, d.message) for d in parsed.diagnostics] == [
            ("layout-ambiguous", "firstagenda-pdf, twin fit equally well (score 12); firstagenda-pdf was taken.")
        ]
    finally:
        layout.names.cache_clear()
        layout._load.cache_clear()


OWN = """
id = "nordby"
extends = "danish"
sections = ["Resume", "Beslutning"]

[[heading]]
pattern = 'Sag (?P<number>[0-9]+) om (?P<title>.+)'
examples = ["Sag 1 om broen"]

[[section]]
kind = "history"
labels = ["Forløb"]
"""


def test_a_users_own_file_is_a_layout(tmp_path: Path) -> None:
    path = tmp_path / "nordby.toml"
    path.write_text(OWN, "utf-8")
    text = "Byrådet - Referat - 3. marts 2021\n\nSag 1 om broen\n\nForløb\n\nLangt.\n\nBeslutning\n\nGodkendt.\n\nØkonomi\n"
    meeting = parse(text, layout=str(path)).meeting
    assert meeting.layout == "nordby"
    (item,) = meeting.items
    assert (item.number, item.title) == ("1", "broen")
    assert [(section.kind, section.text) for section in item.sections] == [
        ("history", "Langt."),
        ("decision", "Godkendt.\n\nØkonomi"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = 'x'\n", 'has no `id`. Try: a line like id = "my-layout".'),
        ("id = 'x'\n\ncolour = 'red'\n", ":3: unknown key `colour`. Try: one of id, name, about, "),
        ("id = 'x'\n[[section]]\nkind = 'decision'\nlables = ['B']\n", ":2: unknown key `lables`. Try: one of name, "),
        (
            "id = 'x'\n[[noise]]\nlabels = ['a']\n[[noise]]\nlabels = 3\n",
            ":4: `labels` is 3. Try: a list: lines, as plain words.",
        ),
        ("id = 'x'\n[[noise]]\ncloses = true\n", ":2: has neither `labels` nor `pattern`. Try: one of them."),
        ("id = 'x'\nextends = 'dansk'\n", ":2: `extends` names 'dansk', which is no layout. Try: one of danish, "),
        (
            "id = 'x'\nsections = ['Resum']\nextends = 'danish'\n",
            ":2: `sections` names 'Resum', which no inherited rule",
        ),
        ("id = 'x'\n[[noise]\n", "own.toml: is no TOML: Expected ']]' at the end of an array declaration (at line 2, "),
        ("id = 'x'\nnoise = 3\n", ":2: `noise` is no list of tables. Try: [[noise]]."),
        (
            "id = 'x'\ncase_number_stands = 'below'\n",
            ":2: `case_number_stands` is 'below'. Try: one of before, after, either.",
        ),
        ("id = 'x'\n[[section]]\nlabels = ['a']\n", ":2: has no `kind`. Try: a text."),
        (
            "id = 'x'\n[[section]]\nkind = 'histori'\nlabels = ['a']\n",
            ":2: `kind` is 'histori'. Try: one of summary, topic, ",
        ),
        (
            "id = 'x'\n[[heading]]\npattern = 'Sag (?P<number>.)'\n",
            ":2: its pattern lacks a group. Try: (?P<number>…) and (?P<title>…).",
        ),
        ("id = 'x'\n[[noise]]\nlabels = ['']\n", ":2: `labels` is ['']. Try: a list: lines, as plain words."),
        (
            "id = 'x'\n[[noise]]\nlabels = ['a']\nexamples = ['b']\n",
            ":2: x:noise.1: does not accept its example 'b'. Try: the pattern, ",
        ),
        (
            "id = 'x'\n[[noise]]\npattern = 'a'\nrejects = ['a']\n",
            ":2: x:noise.1: accepts 'a', which it should reject. Try: ",
        ),
        (
            "id = 'x'\n[[noise]]\npattern = 'a'\nbegins = 'b'\nexamples = ['a']\n",
            ":2: x:noise.1: does not accept its example 'a'.",
        ),
        ("id = 'x'\nextends = 'own.toml'\n", ":2: `extends` comes back to 'own.toml'. Try: a layout that does not"),
        ("id = 'x'\n[[sektion]]\nkind = 'decision'\n", ":2: unknown key `sektion`. Try: one of id, name, about, "),
        (
            "id = 'x'\ninherits = ['headers']\nextends = 'danish'\n",
            ":2: `inherits` is ['headers']. Try: one of document_type, ",
        ),
        ("id = 'x'\nminimum = true\n", ":2: `minimum` is True. Try: a number: the score that a text must reach."),
    ],
)
def test_a_broken_file_is_told_where_and_what_was_expected(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(LayoutError) as error:
        layout.load(str(path))
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(", "own.toml:2: x:noise.1: broken pattern: missing ) at position 1."),
        ("{dato}", "own.toml:2: x:noise.1: no pattern is called {dato}. Try: one of "),
    ],
)
def test_a_broken_pattern_is_told_by_name(tmp_path: Path, pattern: str, message: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(f"id = 'x'\n[[noise]]\npattern = '{pattern}'\n", "utf-8")
    with pytest.raises(LayoutError) as error:
        parse("Referat\n", layout=str(path))
    assert message in str(error.value)


def test_a_pattern_that_never_ends_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("id = 'x'\n[[noise]]\npattern = '(a|aa|a?a)*b'\n", "utf-8")
    with pytest.raises(LayoutError) as error:
        parse("a" * 300 + "bb", layout=str(path))
    assert str(error.value) == (
        f"{path}: x:noise.1: the pattern worked for more than 0.2 s on one line of 302 characters. "
        "Try: a pattern without nested repetition."
    )


def test_a_missing_file_and_an_unknown_name_are_told() -> None:
    with pytest.raises(LayoutError) as error:
        layout.load("nowhere.toml")
    assert str(error.value) == "nowhere.toml: cannot be read: No such file or directory."
    with pytest.raises(LayoutError) as error:
        layout.load("nowhere")
    assert str(error.value) == (
        f"no layout is called 'nowhere'. Try: one of {', '.join(layout.names())}, or a path that ends in .toml."
    )


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "own.TOML"
    path.write_bytes(b"\xef\xbb\xbfid = 'x'\n")
    assert layout.load(str(path)).id == "x"


def test_a_file_that_is_no_utf8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes("id = 'møde'\n".encode("cp1252"))
    with pytest.raises(LayoutError) as error:
        layout.load(str(path))
    assert str(error.value) == f"{path}: is no UTF-8: byte 7. Try: save it as UTF-8."


def test_a_layout_beside_another_can_be_extended(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text(OWN, "utf-8")
    path = tmp_path / "own.toml"
    path.write_text("id = 'own'\nextends = 'base.toml'\n", "utf-8")
    assert [rule.name for rule in layout.load(str(path))["heading"]] == ["nordby:heading.1"]


def test_document_types_of_a_file_are_known_to_what_it_inherits(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        "id = 'x'\nextends = 'generic'\n[[document_type]]\nvalue = 'agenda'\nlabels = ['Mødenotat', 'Referat']\n",
        "utf-8",
    )
    for word in ("Mødenotat", "Referat"):
        meeting = parse(
            f"Byrådet - {word} - 3. marts 2021\n\n1. A\n\nBeslutning\n\nGodkendt.\n", layout=str(path)
        ).meeting
        assert (meeting.document_type, meeting.body) == ("agenda", "Byrådet")


def test_a_title_mark_that_never_ends_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("id = 'x'\nextends = 'generic'\n[[title_mark]]\npattern = '(a|aa|a?a)*b'\n", "utf-8")
    with pytest.raises(LayoutError, match=r"worked for more than 0\.2 s"):
        parse(f"Referat\n\nPunkt 1: {'a' * 200}bc\n\nBeslutning\n", layout=str(path))


def test_kinds_are_those_of_the_schema() -> None:
    from typing import get_args

    from referat.contract import model
    from referat.old import layout_keys

    assert layout_keys.CHOICES["kind"] == get_args(model.Section.model_fields["kind"].annotation)
    assert {*layout_keys.VALUES["document_type"], "unknown"} == set(
        get_args(model.Meeting.model_fields["document_type"].annotation)
    )
