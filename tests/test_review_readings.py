"""What a reviewer marks, exported, is a test: right stays right, and each correction fails and names its field."""

import json
from pathlib import Path
from typing import Any

import pytest

import golden
from conftest import ROOT, Run
from referat import Parsed, parse, parse_file
from referat.contract.compared import Compared
from referat.contract.quality import compare
from review_pages import NODE, document_of, readings, rows, sample

pytestmark = pytest.mark.skipif(NODE is None, reason="node, which runs the page's script, is not installed")

TEXTS = [path for path in golden.samples() if path.suffix == ".txt" and path.parent.name != golden.BROKEN]
TEXT = """Referat
Nordby Byråd
den 4. marts 2021 kl. 16.00
Sted: Rådhuset, lokale 3

Fraværende: Asta Birkholm (V). Som stedfortræder mødte Bo Elm (V).

1. Sti ved åen

Sagsnr.: 01.02.03-P16-4-19

Indstilling
Forvaltningen indstiller, at stien anlægges.

Beslutning
Forslaget blev sat til afstemning. For stemte 9 (A, B). Imod stemte 4 (V). Godkendt.

Bilag
Kort over stien

2. Budget

Beslutning
Udsat til mødet den 8. april 2021.
"""


def differences(parsed: Parsed, reading: dict[str, Any]) -> list[Compared]:
    """What the project's own comparison finds false, as JSON has it."""
    meeting = parsed.meetings[0].model_dump(mode="json") if parsed.records else None
    return [one for one in compare(reading, meeting, parsed.source.text.split("\n")) if not one.right]


def marked(parsed: Parsed, marks: dict[str, Any]) -> dict[str, Any]:
    (reading,) = readings([(document_of(parsed), marks)])
    return reading


def test_whatever_is_right_passes_in_every_sample() -> None:
    every, documents = zip(*map(sample, TEXTS), strict=True)
    right = [
        {row["id"]: {"verdict": "right"} for row in rows(document) if row["id"] and not row["label"].startswith("new_")}
        for document in documents
    ]
    assert sum(map(len, right)) > 10_000
    for path, parsed, reading in zip(TEXTS, every, readings(list(zip(documents, right, strict=True))), strict=True):
        assert differences(parsed, reading) == [], path
        assert len(reading["items"]) == len(parsed.records[0]["items"]) or not parsed.records[0]["items"]


def wrong(row: dict[str, Any]) -> Any:
    """Another value for the row, of its kind."""
    if not row["object"]:
        return _other(row["shape"][0][1], [value for _, _, value in row["elements"]])
    values: dict[str, Any] = {}
    for (key, kind), elements in zip(row["shape"], [*row["parts"], *([[]] * 20)], strict=False):
        outer, _, inner = key.partition(".")
        other = _other(kind, [element[2] for element in elements])
        if inner:
            values.setdefault(outer, {})[inner] = other
        else:
            values[outer] = other
    return values


def _other(kind: str, values: list[Any]) -> Any:
    if kind == "list":
        return ["Ganske Andet"]
    if kind == "choices:outcome":
        return ["rejected"] if values != ["rejected"] else ["approved"]
    if kind.startswith("choice:"):
        choices = {
            "document_type": "agenda", "access": "closed", "section": "history", "basis": "list",
            "movement": "left", "follows": "not", "mention": "email",
        }  # fmt: skip
        return choices[kind.partition(":")[2]]
    return {"number": 4711, "flag": False, "date": "1999-09-09", "datetime": "1999-09-09T10:00:00+02:00"}.get(
        kind, "Ganske Andet"
    )


# Of each row of the text above, what the comparison calls the field that is false.
NAMES = {
    "is_minutes": "refused", "document_type": "document_type", "title": "title", "body": "body", "date": "date",
    "scheduled_start": "scheduled_start", "scheduled_end": "scheduled_end", "opened": "opened", "closed": "closed",
    "place": "place", "authority": "authority", "person": "people", "new_person": "people",
    "heading": "items found", "number": "item number", "case_number": "item case_number", "access": "item access",
    "section": "section", "new_section": "section", "section_text": "section text", "recommendation": "recommended by",
    "outcomes": "outcomes", "decision_text": "decision text", "vote": "votes", "new_vote": "votes",
    "attachments": "attachments", "present": "present",
}  # fmt: skip


def test_every_correction_fails_and_names_its_field() -> None:
    parsed = parse(TEXT)
    document = document_of(parsed)
    corrected = [row for row in rows(document) if row["id"]]
    assert {"vote", "recommendation", "absent_details", "postponed_to"} <= {row["label"] for row in corrected}
    marks = [{row["id"]: {"verdict": "wrong", "value": wrong(row)}} for row in corrected]
    for row, mark, reading in zip(corrected, marks, readings([(document, mark) for mark in marks]), strict=True):
        fields = [one.field for one in differences(parsed, reading)]
        label = row["label"]
        pointer = row["id"].rpartition("x_fields/")[2]
        if "x_fields" in row["id"]:
            assert any(field == pointer or field.startswith(f"{pointer}/") for field in fields), (mark, fields)
        elif label in ("title", "absent") and row["id"].startswith("items"):
            assert f"item {label}" in fields, (mark, fields)
        else:
            assert NAMES.get(label, label) in fields, (mark, fields)


def test_one_reading_word_for_word() -> None:
    parsed = parse(TEXT)
    reading = marked(
        parsed,
        {
            "date": {"verdict": "right"},
            "place": {"verdict": "wrong", "value": "Rådhuset, lokale 4", "note": "se skiltet"},
            "items/0/number": {"verdict": "right"},
            "items/1/decision/outcomes": {"verdict": "wrong", "value": ["approved"]},
            "items/1/x_fields/decision/postponed_to": {"verdict": "right"},
            "body": {"verdict": "wrong"},
        },
    )
    assert reading == {
        "date": "2021-03-04",
        "place": "Rådhuset, lokale 4",
        "items": [
            {"heading_line": 8, "number": "1"},
            {
                "heading_line": 21,
                "decision": {"outcomes": ["approved"]},
                "x_fields": {"decision/postponed_to": "mødet den 8. april 2021"},
            },
        ],
        "x_notes": [
            {"field": "body", "verdict": "wrong", "read": "Nordby Byråd"},
            {"field": "place", "note": "se skiltet"},
        ],
    }
    assert [one.field for one in differences(parsed, reading)] == ["place", "outcomes"]


def test_what_is_not_there_goes_and_what_is_missing_comes() -> None:
    parsed = parse(TEXT)
    gone = marked(parsed, {"items/1": {"verdict": "wrong", "value": {"heading_line": None}}})
    assert gone == {"items": [{"heading_line": 8}]}
    assert [one.field for one in differences(parsed, gone)] == ["items found"]
    added = marked(parsed, {"added/16": {"verdict": "wrong", "value": {"heading_line": 16}}})
    assert [item["heading_line"] for item in added["items"]] == [8, 16, 21]
    assert "items found" in [one.field for one in differences(parsed, added)]
    nobody = marked(parsed, {"people/0": {"verdict": "wrong", "value": {"name": None, "party": None, "role": None}}})
    assert nobody == {"x_fields": {"people/0": None}}
    assert [one.field for one in differences(parsed, nobody)] == ["people/0"]
    votes = marked(parsed, {"items/0/votes/0": {"verdict": "wrong", "value": {"for": {"count": None}}}})
    assert votes["items"][0]["votes"] == []
    assert [one.field for one in differences(parsed, votes)] == ["votes invented"]
    undecided = marked(parsed, {"items/1/recommendation": {"verdict": "right"}})
    assert undecided["items"][1]["recommendation"] is None
    assert differences(parsed, undecided) == []


def test_findings_go_along_and_are_not_compared() -> None:
    parsed = parse(f"{TEXT}\n3. Stier\n\nBeslutning\nMåske stemte nogen imod.\n")
    document = document_of(parsed)
    finding = document["findings"][0]
    reading = marked(parsed, {"finding/0": {"verdict": "right", "note": "Bo Elm"}})
    assert reading == {"x_notes": [{"line": finding[3], "code": finding[1], "verdict": "right", "note": "Bo Elm"}]}
    assert differences(parsed, reading) == []


def test_a_text_is_minutes_or_is_none() -> None:
    parsed, news = parse(TEXT), parse_file(ROOT / "samples" / "broken" / "news.txt")
    assert marked(parsed, {"refused": {"verdict": "right"}}) == {}
    assert marked(parsed, {"refused": {"verdict": "wrong"}}) == {"refused": True}
    assert marked(news, {"refused": {"verdict": "right"}}) == {"refused": True}
    assert differences(news, marked(news, {"refused": {"verdict": "right"}})) == []
    assert [one.field for one in differences(news, marked(news, {"refused": {"verdict": "wrong"}}))] == ["parsed"]


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ({"items/0/title": {"verdict": "right"}}, ""),
        (
            {"items/0/title": {"verdict": "wrong", "value": "Sti ved søen"}},
            "own: {sample}: item title: expected 'Sti ved søen', got 'Sti ved åen'\n",
        ),
    ],
)
def test_a_correction_beside_its_text_fails_the_test_of_layouts(
    run: Run, tmp_path: Path, mark: dict[str, Any], said: str
) -> None:
    """`referat layouts test`, as somebody runs it who has put the exported file beside the text."""
    sample = tmp_path / "own" / "minutes.txt"
    sample.parent.mkdir()
    sample.write_text(TEXT, "utf-8")
    (tmp_path / "own.toml").write_text('family = "own"\nname = "Own"\nsign = ["^Nordby Byråd$"]\n', "utf-8")
    parsed = parse_file(sample)
    sample.with_suffix(".reading.json").write_text(json.dumps(marked(parsed, mark)), "utf-8")
    done = run("layouts", "test", tmp_path / "own.toml", check=1 if said else 0)
    assert done.stderr == said.format(sample=sample)
