"""The real documents, which are not part of the project: read in full where they are at hand."""

import json
from pathlib import Path

import pytest

from referat import parse_file

REAL = ("000_77fed1fc6991b051", "004_5aec1c2a39218870")


@pytest.mark.parametrize("name", REAL)
def test_real_document_reads_as_by_hand(cases: Path, name: str) -> None:
    want = json.loads((cases / f"{name}.json").read_text("utf-8"))
    got = parse_file(cases / f"{name}.txt").meeting.model_dump(mode="json")
    for key in ("document_type", "title", "body", "date", "scheduled_start", "opened", "closed", "place"):
        assert got[key] == want[key], key
    assert [item["title"] for item in got["items"]] == [item["title"] for item in want["items"]]
    for mine, theirs in zip(got["items"], want["items"], strict=True):
        assert (mine["number"], mine["case_number"]) == (theirs["number"], theirs["case_number"])
        assert [(s["kind"], s["label"], s["text"], s["span"]["first_line"]) for s in mine["sections"]] == [
            (s["kind"], s["label"], s["text"], s["first_line"]) for s in theirs["sections"]
        ]
        recommended = mine["recommendation"] and {key: mine["recommendation"][key] for key in ("by", "points")}
        assert recommended == theirs["recommendation"]
        assert (mine["decision"]["text"], mine["decision"]["outcomes"]) == (
            theirs["decision"]["text"],
            theirs["decision"]["outcomes"],
        )
        assert [attachment["title"] for attachment in mine["attachments"]] == theirs["attachments"]
        assert [one["name"] for one in mine["attendance"]["absent"]] == theirs["absent"]


@pytest.mark.parametrize("name", REAL)
def test_real_document_leaves_no_line_unclaimed(cases: Path, name: str) -> None:
    parsed = parse_file(cases / f"{name}.txt")
    assert [token.text for token in parsed.tokens if token.kind == "unclaimed"] == []
    assert parsed.all_diagnostics == ()
