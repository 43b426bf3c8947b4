"""The formats: CSV's columns, quoting, and the form that Danish Excel opens."""

import csv
import io
from typing import Any

import pytest

from conftest import ROOT, SAMPLES, Run
from referat import parse, parse_file
from referat.contract.model import AgendaItem, Attachment, Decision, Meeting, SourceInfo, Vote, VoteSide
from referat.export import EXPORTERS
from referat.export.csv import CsvExporter
from referat.export.json import JsonExporter, dump
from referat.export.tables import TABLES
from referat.text.source import Span

SPAN = Span(0, 1, 1, 1)


def meeting(**item: object) -> Meeting:
    source = SourceInfo(name="x.txt", media_type="text/plain", encoding="utf-8", sha256="0", characters=1, lines=1)
    one = AgendaItem.model_validate({"id": "m-1-1", "position": 1, "number": "1", "span": SPAN, **item})
    return Meeting(id="m", source=source, layout="generic", document_type="minutes", items=[one])


def table(meeting: Meeting, name: str, *, excel: bool = False) -> str:
    stream = io.BytesIO()
    exporter = CsvExporter(stream, table=name, excel=excel)
    exporter.open()
    exporter.add(meeting)
    exporter.close()
    return stream.getvalue().decode("utf-8")


@pytest.mark.parametrize("name", sorted(TABLES))
def test_rows_have_a_cell_for_every_column(name: str) -> None:
    for sample in SAMPLES.glob("*/*.txt"):
        if sample.parent.name != "broken":
            for one in parse_file(sample).records:
                for row in TABLES[name].rows(one):
                    assert len(row) == len(TABLES[name].columns)
    names = [column.name for column in TABLES[name].columns]
    assert len(set(names)) == len(names)


def test_items_table() -> None:
    one = parse_file(SAMPLES / "firstagenda-pdf" / "minutes.txt").meeting
    rows = list(csv.DictReader(io.StringIO(table(one, "items"))))
    assert [row["number"] for row in rows] == ["1", "2", "3", "4", "5"]
    second = rows[1]
    assert second["recommendation"].split("\n") == [
        "at præsentationen tages til efterretning",
        "at udvalget drøfter, hvordan arbejdet kan bredes ud",
    ]
    assert (second["outcomes"], second["absent"], second["amended"]) == ("informed; noted", "Dagny Elkær", "false")
    assert second["decision"].startswith("Kontorchef Gorm Haslev præsenterede status.")


def test_votes_table() -> None:
    vote = Vote.model_validate(
        {
            "for": VoteSide(count=3, parties=["A", "V"]),
            "against": VoteSide(names=["Bo Nordlund"]),
            "text": "x",
            "span": SPAN,
        }
    )
    one = meeting(decision=Decision(text="x", votes=[vote], span=SPAN))
    rows = list(csv.DictReader(io.StringIO(table(one, "votes"))))
    assert [(row["side"], row["count"], row["parties"], row["names"]) for row in rows] == [
        ("for", "3", "A; V", ""),
        ("against", "", "", "Bo Nordlund"),
    ]


def test_plain_csv_is_verbatim() -> None:
    one = meeting(title='=1+1, "x"\nå', attachments=[Attachment(title="-5 grader")])
    text = table(one, "attachments")
    assert text == (
        "meeting_id,body,date,document_type,position,number,title,attachment,url\n"
        'm,,,minutes,1,1,"=1+1, ""x""\nå",-5 grader,\n'
    )


def test_excel_csv_has_mark_semicolons_crlf_and_no_formulas() -> None:
    one = meeting(
        title="=1+1; å", attachments=[Attachment(title=title) for title in ("-5", " @x", "\tx", "a=b", "+45")]
    )
    text = table(one, "attachments", excel=True)
    assert text.startswith("\ufeffmeeting_id;body;")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert [row[7] for row in rows[1:]] == ["'-5", "' @x", "'\tx", "a=b", "'+45"]
    assert rows[1][6] == "'=1+1; å"
    assert all(line.endswith("\r") for line in text.split("\n")[:-1])


def test_csv_from_the_command_line_has_one_header_for_all_files(run: Run) -> None:
    files = [path.relative_to(ROOT) for path in sorted((SAMPLES / "midtjylland-web").glob("*.txt"))]
    rows = list(
        csv.DictReader(io.StringIO(run("parse", "--format", "csv", "--table", "meetings", *files, check=0).stdout))
    )
    assert [row["source"] for row in rows] == [file.as_posix() for file in files]


def test_every_exporter_is_in_the_table() -> None:
    assert sorted(EXPORTERS) == ["csv", "json", "ndjson"]


def test_recommendations_and_decisions_tables() -> None:
    ruled = {"outcomes": ["approved", "postponed"], "points": [{"ref": "1", "outcomes": ["approved"]}]}
    one = meeting(
        recommendation={"by": "Direktionen", "points": ["at a", "at b"], "span": SPAN},
        decision={"text": "Ad 1. Godkendt.", "postponed_to": "næste møde", "span": SPAN, **ruled},
    )
    rows = list(csv.DictReader(io.StringIO(table(one, "recommendations"))))
    assert [(row["by"], row["point"], row["text"]) for row in rows] == [
        ("Direktionen", "1", "at a"),
        ("Direktionen", "2", "at b"),
    ]
    second = {"by": "Udvalget", "points": ["at c"], "span": SPAN}
    both = meeting(recommendation=None, recommendations=[one.items[0].recommendation, second])
    rows = list(csv.DictReader(io.StringIO(table(both, "recommendations"))))
    assert [(row["recommendation"], row["by"], row["point"], row["text"]) for row in rows] == [
        ("1", "Direktionen", "1", "at a"),
        ("1", "Direktionen", "2", "at b"),
        ("2", "Udvalget", "1", "at c"),
    ]
    rows = list(csv.DictReader(io.StringIO(table(one, "decisions"))))
    assert [(row["point"], row["outcomes"], row["postponed_to"], row["text"]) for row in rows] == [
        ("", "approved; postponed", "næste møde", "Ad 1. Godkendt."),
        ("1", "approved", "", ""),
    ]


def test_elections_table() -> None:
    chosen = [{"name": "Bo Nordlund", "party": "A", "to": "formand"}, {"name": "Asta Birkholm"}]
    one = meeting(decision={"text": "x", "elected": chosen, "span": SPAN})
    rows = list(csv.DictReader(io.StringIO(table(one, "elections"))))
    assert [(row["name"], row["party"], row["elected_to"]) for row in rows] == [
        ("Bo Nordlund", "A", "formand"),
        ("Asta Birkholm", "", ""),
    ]


class _Written(io.BytesIO):
    """A stream that knows what it was given at once, at most."""

    most = 0

    def write(self, data: Any, /) -> int:
        self.most = max(self.most, len(data))
        return super().write(data)


def test_a_meeting_is_written_little_by_little() -> None:
    """All of it at once took four times its size in memory, beside the meeting itself."""
    items = (f"{n}. Punkt\n\nBeslutning\n\nGodkendt.\n\n" for n in range(1, 1001))
    [one] = parse(f"Referat\nByrådet\nden 1. februar 2020\n\n{''.join(items)}").records
    exporter = JsonExporter(stream := _Written(), single=True)
    exporter.add(one)
    exporter.close()
    assert stream.getvalue() == dump(one, None, indent=2) + b"\n"
    assert 8 * stream.most < len(stream.getvalue())
