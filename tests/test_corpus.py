"""The comparison of readings, on made-up ones: what is right, wrong, missing; what two commits read otherwise."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import corpus
from corpus import Change, Text, Turn
from referat.contract.quality import Compared, compare

TEXT = Text("wild", Path("wild/nordby-byraad.txt"), {}, unread=False)
KEPT = Text("wild, kept unread", Path("wild/soenderby-byraad.txt"), {}, unread=True)
RIGHT, MISSING, WRONG = (True, False), (False, False), (False, True)


def _fields(want: dict[str, Any], got: dict[str, Any] | None, text: str = "") -> dict[str, tuple[bool, bool]]:
    """Whether each field but `parsed` is right, and whether it is wrong; of several of one name, the last."""
    compared = compare(want, got, text.split("\n"))
    return {field.field: (field.right, field.wrong) for field in compared if field.field != "parsed"}


def _item(**fields: Any) -> dict[str, Any]:
    return {"items": [{"span": {"first_line": 3, "last_line": 9}, **fields}]}


def _wanted(**fields: Any) -> dict[str, Any]:
    return {"items": [{"heading_line": 3, **fields}]}


# What a reading says of one field, what was read, and what that is.
DOCUMENTS: list[tuple[str, dict[str, Any], dict[str, Any], tuple[bool, bool]]] = [
    ("body", {"body": "Byrådet"}, {"body": "Byrådet "}, RIGHT),
    ("body", {"body": "Byrådet"}, {"body": None}, MISSING),
    ("body", {"body": None}, {"body": "Byrådet"}, WRONG),
    ("absent", {"absent": ["Asta Elm"]}, {"attendance": {"absent": [{"name": "Asta Elm"}]}}, RIGHT),
    ("absent", {"absent": ["Asta Elm"]}, {}, MISSING),
    ("contents", {"contents": [{"title": "Budget"}]}, {"contents": [{"title": "Budget", "page": 2}]}, WRONG),
    ("people", {"people": [{"name": "Asta Elm", "party": "A"}]}, {"people": []}, MISSING),
    (
        "people",
        {"people": [{"name": "Asta Elm", "party": "A"}]},
        {"people": [{"name": "Asta Elm", "party": "B", "role": None}]},
        WRONG,
    ),
    ("authority", {"x_fields": {"authority": "Nordby"}}, {"authority": "Nordby"}, RIGHT),
    ("authority", {"x_fields": {"authority": "Nordby"}}, {}, MISSING),
    ("people/1", {"x_fields": {"people/1": None}}, {"people": [{}]}, RIGHT),
    ("people/0", {"x_fields": {"people/0": None}}, {"people": [{"name": "Asta Elm"}]}, WRONG),
    ("people/0/name/first", {"x_fields": {"people/0/name/first": "Asta"}}, {"people": [{"name": "Asta Elm"}]}, MISSING),
    ("links", {"links": ["https://nordby.dk"]}, _item(sections=[{"links": [{"url": "https://nordby.dk"}]}]), RIGHT),
    ("absent anywhere", {"x_absent": ["Asta Elm"]}, _item(attendance={"absent": [{"name": "Asta Elm"}]}), RIGHT),
    ("absent anywhere", {"x_absent": ["Asta Elm"]}, {}, MISSING),
    ("absent invented", {"x_absent": []}, _item(attendance={"absent": [{"name": "Bo Ask"}]}), WRONG),
    (
        "substitute",
        {"x_subst": {"Asta Elm": "Bo Ask"}},
        {"attendance": {"absent": [{"name": "Asta Elm", "substitute": "Bo Ask"}]}},
        RIGHT,
    ),
    (
        "substitute",
        {"x_subst": {"Asta Elm": "Bo Ask"}},
        {"attendance": {"absent": [{"name": "Asta Elm", "substitute": "Ea Pil"}]}},
        WRONG,
    ),
    (
        "recused",
        {"x_recused": ["Asta Elm"]},
        _item(attendance={"absent": [{"name": "Asta Elm", "recused": True}]}),
        RIGHT,
    ),
    (
        "movement",
        {"x_movements": [["Asta Elm", "left", "17.10"]]},
        {"attendance": {"movements": [{"name": "Asta Elm", "kind": "left", "time": "17:10"}]}},
        RIGHT,
    ),
    (
        "movement",
        {"x_movements": [["Asta Elm", "left", "17.10"]]},
        {"attendance": {"movements": [{"name": "Asta Elm", "kind": "arrived", "time": "17:10"}]}},
        WRONG,
    ),
    ("present", {"x_present": ["Asta Elm"]}, {"attendance": {"present": [{"name": "Asta Elm"}]}}, RIGHT),
    ("present invented", {"x_present": []}, {"attendance": {"present": [{"name": "Asta Elm"}]}}, WRONG),
]
ITEMS: list[tuple[str, dict[str, Any], dict[str, Any], tuple[bool, bool]]] = [
    ("item number", {"number": "1"}, {"number": "1"}, RIGHT),
    ("section", {"sections": [{"kind": "decision", "first_line": 4}]}, {"sections": []}, MISSING),
    (
        "section",
        {"sections": [{"kind": "decision", "first_line": 4}]},
        {"sections": [{"kind": "summary", "span": {"first_line": 4}}]},
        WRONG,
    ),
    ("section invented", {"sections": []}, {"sections": [{"kind": "summary", "span": {"first_line": 4}}]}, WRONG),
    (
        "section text",
        {"sections": [{"kind": "summary", "first_line": 4, "text": "To linjer"}]},
        {"sections": [{"kind": "summary", "span": {"first_line": 4}, "text": "To\nlinjer"}]},
        WRONG,
    ),
    ("recommendation", {"recommendation": None}, {"recommendation": {"by": None, "points": ["a"]}}, WRONG),
    ("recommended by", {"recommendation": {"by": "Direktionen", "points": []}}, {}, MISSING),
    ("recommended points", {"recommendation": {"points": ["a,"]}}, {"recommendation": {"points": ["a"]}}, RIGHT),
    ("decision", {"decision": None}, {"decision": {"outcomes": []}}, WRONG),
    ("outcomes", {"decision": {"outcomes": ["noted", "postponed"]}}, {"decision": {"outcomes": ["noted"]}}, MISSING),
    ("outcomes", {"decision": {"outcomes": ["noted"]}}, {"decision": {"outcomes": ["approved"]}}, WRONG),
    ("decision text", {"decision": {"text": "Godkendt."}}, {"decision": {"text": "Godkendt."}}, RIGHT),
    ("votes", {"votes": [{"for": {"count": 3}}]}, {}, MISSING),
    (
        "votes",
        {"votes": [{"for": {"count": 3}}]},
        {"decision": {"votes": [{"for": {"count": 3, "parties": ["A"], "names": []}}]}},
        RIGHT,
    ),
    ("votes", {"votes": [{"for": {"count": 3}}]}, {"decision": {"votes": [{"for": {"count": 4}}]}}, WRONG),
    (
        "votes",
        {"votes": [{"for": {}, "against": {}, "abstained": {}}]},
        {"decision": {"votes": [{"for": {"count": 4}}]}},
        RIGHT,
    ),
    ("votes", {"votes": [{"subject": "stien"}]}, {"decision": {"votes": [{"subject": "stien "}]}}, RIGHT),
    ("votes", {"votes": [{"subject": "stien"}]}, {"decision": {"votes": [{"subject": "broen"}]}}, WRONG),
    ("lead", {"x_fields": {"lead": "Kort"}}, {"lead": "Lang"}, WRONG),
    ("decision/referred_to", {"x_fields": {"decision/referred_to": None}}, {}, RIGHT),
    ("votes invented", {"votes": []}, {"decision": {"votes": [{"for": {"count": 3}}]}}, WRONG),
    ("attachments", {"attachments": ["Kort"]}, {"attachments": [{"title": "Kort"}]}, RIGHT),
    ("item absent", {"absent": ["Asta Elm", "Bo Ask"]}, {"attendance": {"absent": [{"name": "Asta Elm"}]}}, MISSING),
    ("item absent", {"absent": ["Asta Elm"]}, {"attendance": {"absent": [{"name": "Ea Pil"}]}}, WRONG),
    (
        "remark",
        {"x_remarks": [[["A", "B"], "ønsker sagen sendt i høring"]]},
        {"decision": {"remarks": [{"by": ["B", "A"], "text": "A og B ønsker sagen sendt i høring."}]}},
        RIGHT,
    ),
    ("outcome", {"x_has_outcomes": ["noted"]}, {"decision": {"outcomes": ["noted", "approved"]}}, RIGHT),
    ("outcome kept out", {"x_not_outcomes": ["noted"]}, {"decision": {"outcomes": ["noted"]}}, WRONG),
    (
        "points decided",
        {"x_points": {"1": ["approved"]}},
        {"decision": {"points": [{"ref": "1", "outcomes": ["approved"]}]}},
        RIGHT,
    ),
    (
        "previous decision",
        {"x_prev": [["Økonomiudvalget", "2021-03-03"]]},
        {"sections": [{"kind": "previous_decision", "body": "Økonomiudvalget", "date": "2021-03-03"}]},
        RIGHT,
    ),
]


@pytest.mark.parametrize(("field", "want", "got", "judgement"), DOCUMENTS)
def test_a_documents_field_is_compared(
    field: str, want: dict[str, Any], got: dict[str, Any], judgement: tuple[bool, bool]
) -> None:
    assert _fields(want, got)[field] == judgement


@pytest.mark.parametrize(("field", "want", "got", "judgement"), ITEMS)
def test_an_items_field_is_compared(
    field: str, want: dict[str, Any], got: dict[str, Any], judgement: tuple[bool, bool]
) -> None:
    assert _fields(_wanted(**want), _item(**got))[field] == judgement


def test_those_who_may_be_absent_too_are_not_invented() -> None:
    got = {"attendance": {"absent": [{"name": "Bo Ask"}]}}
    assert _fields({"x_absent": [], "x_absent_ok": ["Bo Ask"]}, got) == {}


def test_what_no_item_was_read_for_is_missing_and_not_wrong() -> None:
    want = _wanted(number="1", absent=[], votes=[{"for": {"count": 3}}])
    fields = _fields(want, {"items": []})
    assert fields == dict.fromkeys(("items found", "item number", "item absent", "votes"), MISSING)


def test_of_a_text_that_was_refused_everything_is_missing() -> None:
    want = {**_wanted(access=None), "place": None, "noise_lines": [1]}
    fields = _fields(want, None, "Side 1")
    assert fields == dict.fromkeys(("place", "noise kept out", "items found", "item access"), MISSING)


def test_what_should_be_refused_is_wrong_where_it_was_read() -> None:
    assert _fields({"refused": True}, {}) == {"refused": WRONG}
    assert _fields({"refused": True}, None) == {"refused": RIGHT}


# Two commits.


def _field(name: str, got: Any, want: Any = "A") -> Compared:
    return Compared(name, want, got, want == got, want != got and got is not None)


@pytest.mark.parametrize(
    ("before", "now", "turn"),
    [
        ("A", "B", Turn.WRONG),
        (None, "B", Turn.WRONG),
        ("A", None, Turn.LOST),
        ("B", "A", Turn.GAINED),
        (None, "A", Turn.GAINED),
        ("B", None, Turn.SILENT),
        ("B", "C", Turn.OTHERWISE),
    ],
)
def test_a_change_is_named(before: str | None, now: str | None, turn: Turn) -> None:
    found = list(corpus.changes(TEXT, [_field("title", before)], [_field("title", now)]))
    assert [change.turn for change in found] == [turn]


@pytest.mark.parametrize("value", ["A", "B", None])
def test_what_is_read_as_before_is_no_change(value: str | None) -> None:
    assert list(corpus.changes(TEXT, [_field("title", value)], [_field("title", value)])) == []


def test_the_fields_of_several_items_are_told_apart() -> None:
    before = [_field("item title", "A"), _field("item title", "A")]
    now = [_field("item title", "A"), _field("item title", "B")]
    assert [change.now for change in corpus.changes(TEXT, before, now)] == [now[1]]


def test_what_is_invented_is_known_by_itself() -> None:
    before = [_field("section invented", ["summary", 4], None), _field("section invented", ["summary", 9], None)]
    now = [_field("section invented", ["summary", 9], None), _field("section invented", ["topic", 12], None)]
    found = list(corpus.changes(TEXT, before, now))
    assert [(change.turn, change.before, change.now) for change in found] == [
        (Turn.GAINED, before[0], None),
        (Turn.WRONG, None, now[1]),
    ]


# What is printed.


def test_of_texts_kept_unread_the_number_alone_is_printed() -> None:
    found = [
        Change(text, Turn.WRONG, _field("title", "A"), _field("title", f"{text.path.stem} says"))
        for text in (TEXT, KEPT)
    ]
    shown = "\n".join(corpus.report_changes(found, unread=False))
    assert "nordby" in shown
    assert "soenderby" not in shown
    assert "and 1 in texts that are kept unread" in shown
    assert "soenderby" in "\n".join(corpus.report_changes(found, unread=True))


def test_wrong_values_are_printed_first_and_gains_after_losses() -> None:
    values = {Turn.GAINED: (None, "A"), Turn.LOST: ("A", None), Turn.WRONG: ("A", "B")}
    found = [Change(TEXT, turn, _field("title", a), _field("title", b)) for turn, (a, b) in values.items()]
    blocks = [line for line in corpus.report_changes(found, unread=False) if line.startswith("\n")]
    assert blocks == [f"\n{turn.value}: 1" for turn in (Turn.WRONG, Turn.LOST, Turn.GAINED)]


def test_a_publisher_is_kept_unread_by_its_name_alone() -> None:
    assert corpus.is_kept_unread("rh-moede-20200101") == corpus.is_kept_unread("regionh-andet-20200101")
    assert not corpus.is_kept_unread("not-a-meeting")
    kept = [corpus.is_kept_unread(f"by{n}-20200101") for n in range(300)]
    assert 70 < sum(kept) < 130


def _texts(folder: Path, names: Sequence[str]) -> list[Text]:
    (folder / "wild").mkdir()
    for name in names:
        (folder / "wild" / f"{name}.txt").write_text("Referat\n", "utf-8")
        (folder / "wild" / f"{name}.json").write_text(json.dumps({"refused": True}), "utf-8")
    return [text for text in corpus.texts(folder, "") if text.group != "samples"]


def test_texts_are_taken_where_they_are_and_a_folder_that_is_absent_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [f"by{n}-20200101" for n in range(9)]
    every = _texts(tmp_path, names)
    assert [text.path.stem for text in every] == names
    assert [text.unread for text in every] == list(map(corpus.is_kept_unread, names))
    assert {text.group for text in every} == {"wild", "wild, kept unread"}
    said = capsys.readouterr().out.splitlines()
    assert [line.split(" in ")[0] for line in said] == [
        "skipped: there is no folder cases",
        "skipped: there is no folder kinds",
    ]


def test_a_checkout_reads_texts_and_the_report_counts_them(tmp_path: Path) -> None:
    every = _texts(tmp_path, ["by1-20200101", "not-minutes"])
    reader = corpus.read(corpus.ROOT, [text.path for text in every])
    options = argparse.Namespace(unread=False, failures=True)
    lines = list(corpus.report(every, {"base": reader, "now": reader}, options))
    assert any(line.split()[:3] == ["refused", "2", "2"] for line in lines)
    assert any(line.startswith("now: 2 texts read in ") for line in lines)


@pytest.mark.parametrize(
    ("read", "judged"), [("At stien anlægges, og", RIGHT), ("At stien anlægges", RIGHT), ("At stien og", WRONG)]
)
def test_the_word_that_closes_a_point_is_none_of_it(tmp_path: Path, read: str, judged: tuple[bool, bool]) -> None:
    path = tmp_path / "nordby-byraad.txt"
    path.write_text("Referat", encoding="utf-8")
    text = Text("wild", path, _wanted(recommendation={"points": ["At stien anlægges, og"]}), unread=False)
    fields = corpus.compared(text, _item(recommendation={"points": [read]}))
    assert [(one.right, one.wrong) for one in fields if one.field == "recommended points"] == [judged]
