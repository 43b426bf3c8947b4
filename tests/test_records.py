"""Records: the same as the models, whatever form the draft has."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic_core import ValidationError, to_json

from conftest import SAMPLES
from referat import Meeting, parse_file
from referat.contract import validation
from referat.contract.record import as_record
from referat.contract.validation import validated
from referat.export.json import dump
from referat.text.source import Span

GOOD = [path for path in sorted(SAMPLES.glob("*/*.txt")) if path.parent.name != "broken"]
SOURCE = {"name": "", "media_type": "text/plain", "encoding": None, "sha256": "0", "characters": 1, "lines": 1}
LEAST = {"id": "m", "source": SOURCE, "layout": "generic", "document_type": "minutes"}
SPAN = {"start": 0, "end": 1, "first_line": 1, "last_line": 1}


def decided(**vote: object) -> dict[str, Any]:
    votes = [{"text": "", "span": SPAN, **vote}]
    item = {"id": "m-1", "position": 1, "span": SPAN, "decision": {"text": "", "span": SPAN, "votes": votes}}
    return {**LEAST, "items": [item]}


def turned(value: Any) -> Any:
    """The same with the keys of every dict in the opposite order."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return [turned(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("sample", GOOD, ids=lambda path: f"{path.parent.name}/{path.stem}")
@pytest.mark.parametrize("indent", [None, 2])
def test_records_and_models_are_the_same_bytes(sample: Path, indent: int | None) -> None:
    parsed = parse_file(sample)
    for one, meeting in zip(parsed.records, parsed.meetings, strict=True):
        for many in (False, True):
            assert dump(one, None, indent=indent, many=many).decode() == meeting.model_dump_json(indent=indent)
        assert as_record(meeting) == one
        assert Meeting.model_validate_json(dump(one, None, indent=None)) == meeting


@pytest.mark.parametrize("sample", GOOD[::5], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_order_is_the_contracts_whatever_the_drafts(sample: Path) -> None:
    for one in parse_file(sample).records:
        assert dump(validated(turned(one)), None, indent=None) == dump(one, None, indent=None)


@pytest.mark.parametrize("draft", [LEAST, decided(), decided(**{"for": {"count": 3}})])
def test_what_a_draft_leaves_out_is_filled_in(draft: dict[str, Any]) -> None:
    filled = dump(validated(draft), None, indent=None).decode()
    assert filled == Meeting.model_validate(draft).model_dump_json()


def test_what_is_filled_in_is_each_records_own() -> None:
    first, second = validated(LEAST), validated(LEAST)
    first["attendance"]["present"].append({})
    first["items"].append({})
    assert second == validated(LEAST)


def test_items_that_are_made_as_they_are_asked_for_are_checked_one_by_one() -> None:
    made: list[object] = []

    def items() -> Iterator[dict[str, Any]]:
        for item in (*decided()["items"], {"id": 1}, *decided()["items"]):
            made.append(item)
            yield item

    with pytest.raises(ValidationError, match="should be a valid string"):
        validated({**LEAST, "items": items()})
    assert len(made) == 2
    of_items = validated({**LEAST, "items": iter(decided()["items"])})
    assert dump(of_items, None, indent=None) == dump(validated(decided()), None, indent=None)


def test_pydantic_imported_later_has_the_core_that_records_are_checked_with() -> None:
    code = (
        "import referat.contract.core as ours; from referat.contract.validation import validated\n"
        f"draft = {LEAST!r}; validated(draft)\n"
        "import pydantic, pydantic_core, referat\n"
        "assert pydantic_core.SchemaValidator is ours.SchemaValidator\n"
        "assert isinstance(referat.Meeting.__pydantic_validator__, ours.SchemaValidator)\n"
        "assert referat.Meeting.model_validate(draft).id == 'm'\n"
        "assert pydantic.TypeAdapter(list[int]).validate_json('[1]') == [1]\n"
        "try: validated({})\nexcept pydantic.ValidationError as error: print(error.error_count())"
    )
    assert int(subprocess.check_output([sys.executable, "-c", code], text=True))


def test_a_draft_stays_as_it_is() -> None:
    draft = decided()
    validated(draft)
    assert draft == decided()


@pytest.mark.parametrize(
    ("draft", "place"),
    [
        ({**LEAST, "body_": "x"}, ("body_",)),
        ({key: value for key, value in LEAST.items() if key != "id"}, ("id",)),
        ({**LEAST, "title": 1}, ("title",)),
        ({**LEAST, "opened": "2021-03-04T16:00:00"}, ("opened",)),
        ({**LEAST, "document_type": "letter"}, ("document_type",)),
        (decided(count="three"), ("items", 0, "decision", "votes", 0, "count")),
        (decided(**{"for": {"count": "three"}}), ("items", 0, "decision", "votes", 0, "for", "count")),
    ],
)
def test_what_breaks_the_contract_is_refused_as_by_the_models(draft: dict[str, Any], place: tuple[object, ...]) -> None:
    for made in (validated, Meeting.model_validate):
        with pytest.raises(ValidationError) as caught:
            made(draft)
        assert [error["loc"] for error in caught.value.errors()] == [place]


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("indent", [None, 2])
def test_both_writers_write_what_pydantic_does(many: bool, indent: int | None) -> None:
    home = ZoneInfo("Europe/Copenhagen")
    moments = [datetime(2020, month, 2, 16, 5, 7, tzinfo=zone) for month in (1, 7) for zone in (home, UTC)]
    odd = 'a\x00\x1f\x7f"\\/\u2028\u00ad\ufeff\b\f\n\t\ræ\U0001f600'
    record = {"text": odd, odd: None, "moments": moments, "day": date(1900, 1, 2), "none": [[], {}, True, 2**40]}
    places = {"/text": [Span(0, 1, 1, 1), Span(3, 4, 2, 2)], "/day": []}
    assert dump(record, None, indent=indent, many=many) == to_json(record, indent=indent)
    assert dump(record, places, indent=indent, many=many) == to_json({**record, "places": places}, indent=indent)


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the build would write the shape of the models; nothing is there yet."""
    monkeypatch.setattr(validation, "COMPILED", tmp_path / "shape.json")
    validation._validator.cache_clear()
    yield tmp_path / "shape.json"
    validation._validator.cache_clear()


def test_what_the_build_has_written_is_used(compiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled.write_text(validation.compiled(), "utf-8")
    monkeypatch.delattr(validation, "shape")
    assert validated(LEAST)["people"] == []


@pytest.mark.parametrize("text", [None, "", '{"shape":{"type":"any"},"models":[1]}'])
def test_without_it_or_where_the_models_have_changed_it_is_made_anew(compiled: Path, text: str | None) -> None:
    if text is not None:
        compiled.write_text(text, "utf-8")
    assert validated(LEAST)["people"] == []
