"""`referat check`: what it draws at several widths, and what it hands to other programs."""

import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # its stubs are a package of their own
from typer.testing import CliRunner, Result

import checks
import drawn_files
from conftest import ROOT, SAMPLES, Run
from referat import Parsed, parse, parse_file
from referat.archive import silence
from referat.archive.checked import Stretch, checked
from referat.archive.outcomes import Outcome
from referat.cli.app import app
from referat.contract.diagnostics import CODES
from referat.text.line_index import LineIndex, Position
from referat.views.cells import broken, visible, width
from referat.views.checked import annotation, drawn, underlined
from referat.views.pieces import plainly

DRAWN = [name for name in drawn_files.COMMANDS if name.startswith("check")]
SCHEMA = json.loads((Path(__file__).parent / "sarif.schema.json").read_text("utf-8"))
DIFFER, NEWS, DAMAGED = drawn_files.DIFFER, *drawn_files.BROKEN


@pytest.fixture(autouse=True)
def _in_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="module")
def read() -> dict[str, Parsed]:
    """Every sample that is minutes, read."""
    paths = [path for path in sorted(SAMPLES.glob("*/*.txt")) if path.parent.name != "broken"]
    return {f"{path.parent.name}/{path.name}": parse_file(path) for path in paths}


def call(*args: str, status: int = 0) -> Result:
    done = CliRunner().invoke(app, ["check", *args])
    assert done.exit_code == status, done.output
    return done


def output(name: str) -> str:
    return (drawn_files.FOLDER / name).read_text("utf-8")


@pytest.mark.parametrize("name", DRAWN)
def test_what_is_drawn_is_what_somebody_has_looked_at(name: str) -> None:
    assert drawn_files.draw(drawn_files.COMMANDS[name]) == output(name), "`python tests/drawn_files.py`"


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_no_row_is_wider_than_asked_for_and_no_word_is_torn(columns: int) -> None:
    rows = output(f"check-{columns}.txt").splitlines()
    assert max(map(width, rows)) <= columns
    words = set(re.findall(r"\w+", output("check-200.txt")))
    loose = Counter(re.findall(r"\w+", " ".join(row for row in rows if "…" not in row))) - Counter(words)
    assert {word for word in loose if word not in words} == set()


def test_a_place_stands_above_its_carets(read: dict[str, Parsed]) -> None:
    """Every stretch, cut out of the drawing by its carets, is how the text has it."""
    seen = 0
    for name, parsed in read.items():
        file = checked(Outcome(name, parsed), privacy=False)
        for told in file.told:
            if told.stretch is None:
                continue
            line, carets = underlined(file, told.stretch, 60)
            lead = len(carets) - len(carets.lstrip())
            shown = line[lead : lead + len(carets.strip())]
            first = file.text[told.stretch.start : told.stretch.end].partition("\n")[0]
            assert "".join(visible(first.rstrip())).startswith(shown.rstrip("… ")), (name, told)
            seen += 1
    assert seen > 100


def test_findings_are_the_diagnostics_with_their_places(read: dict[str, Parsed]) -> None:
    for parsed in read.values():
        assert {found.diagnostic for found in parsed.findings} == {*parsed.all_diagnostics}
        for diagnostic, stretch in parsed.findings:
            assert diagnostic.line is None or stretch is not None, diagnostic
            if stretch is not None:
                assert 0 <= stretch[0] < stretch[1] <= len(parsed.source.text)
                assert not parsed.source.text[stretch[0]].isspace()


@pytest.mark.parametrize(
    ("line", "place", "room", "drawn_as"),
    [
        ("Godkendt mod V.", "mod V", 60, ["Godkendt mod V.", "         ^^^^^"]),
        ("A\tBo", "Bo", 60, ["A       Bo", "        ^^"]),
        ("東京 Bo", "Bo", 60, ["東京 Bo", "     ^^"]),
        ("A\u030aen: Bo", "Bo", 60, ["A\u030aen: Bo", "     ^^"]),
        ("   Bo Elm", "Elm", 60, ["Bo Elm", "   ^^^"]),
        ("\fBo\u00a0El\u00adm", "El\u00adm", 60, ["Bo Elm", "   ^^^"]),
        ("a\x1b[31mBo", "Bo", 60, ["a\\u001b[31mBo", "           ^^"]),
        ("vej sti " * 20 + "Bo Elm " + "vej sti " * 20, "Bo Elm", 40,
         ["…vej sti Bo Elm vej sti vej sti vej sti…", "         ^^^^^^"]),
        ("vej sti " * 20 + "Bo Elm", "Bo Elm", 40, ["…sti vej sti vej sti vej sti vej sti Bo Elm"[-40:], ""]),
        ("Bo Elm " + "vej sti " * 20, "Bo Elm", 40, ["Bo Elm vej sti vej sti vej sti vej sti…", "^^^^^^"]),
        ("x" * 200, "x" * 200, 40, ["x" * 39 + "…", "^" * 39]),
        ("東" * 100, "東" * 100, 40, ["東" * 19 + "…", "^" * 38]),
    ],
)  # fmt: skip
def test_a_line_is_cut_around_its_place(line: str, place: str, room: int, drawn_as: list[str]) -> None:
    text = f"Referat\n{line}\nBo\n"
    start = text.index(place, 8)
    lines = LineIndex(text)
    file = checked(Outcome("x", parse("Referat\n")), privacy=False)._replace(text=text)
    told = file.told[0]
    first, last = lines.position(start), lines.position(start + len(place))
    got = underlined(file, Stretch(start, start + len(place), first, last, lines.stretch(first.line)), room)
    assert width(got[0]) <= room
    if drawn_as[1]:
        assert list(got) == drawn_as
    else:
        at = got[1].index("^")
        assert got[0][at : at + len(place)] == place
    assert told.code == "not-minutes"


def test_places_are_lines_and_columns_from_1() -> None:
    lines = LineIndex("ab\r\n\nå東c\n")
    assert [lines.position(at) for at in (0, 1, 4, 5, 7, 9)] == [
        Position(1, 1), Position(1, 2), Position(2, 1), Position(3, 1), Position(3, 3), Position(4, 1),
    ]  # fmt: skip
    assert [lines.stretch(n) for n in (1, 2, 3)] == [(0, 2), (4, 4), (5, 8)]


@pytest.mark.parametrize(
    ("text", "room", "rows"),
    [
        ("vej og sti", 6, ["vej og", "sti"]),
        ("vej og sti", 5, ["vej", "og", "sti"]),
        ("vejbelægning", 5, ["vejbe", "lægni", "ng"]),
        ("東京 京", 4, ["東京", "京"]),
        ("  vej  og", 6, ["  vej", "og"]),
        ("", 5, []),
    ],
)
def test_a_line_is_broken_at_its_blanks(text: str, room: int, rows: list[str]) -> None:
    assert [text[a:b].rstrip() for a, b in broken(text, room)] == rows


def test_what_to_do_is_said_for_every_code_and_once_in_a_file() -> None:
    assert [code for code, (_, means, advice) in CODES.items() if not (means and advice)] == []
    file = checked(Outcome("x", parse_file(SAMPLES / "generic" / "case-numbers-at-the-end.txt")), privacy=False)
    rows = [plainly(row) for row in drawn(file, 200, wraps=False)]
    codes = [told.code for told in file.told]
    assert codes.count("unclaimed-line") > 3
    assert sum(CODES["unclaimed-line"][2] in row for row in rows) == 1
    assert sum(row.lstrip().startswith("= ") for row in rows) == len(set(codes))


# For programs.


def test_json_has_a_file_with_every_severity_and_places_that_are_there() -> None:
    found = json.loads(output("check.json"))
    assert {each["severity"] for each in found} == {"error", "warning", "info"}
    for each in found:
        assert each["advice"]
        text = checks.ODD if each["file"] == "-" else None
        if each["line"] is not None:
            text = text or (ROOT / each["file"]).read_text("utf-8")
            line = text.split("\n")[each["line"] - 1]
            assert line[each["column"] - 1 :].startswith(text[each["start"] : each["end"]].partition("\n")[0])
    assert call("--format", "json", drawn_files.WEB).stdout == "[]\n"


def test_sarif_is_what_its_schema_allows() -> None:
    """Held to the parts of SARIF 2.1.0 that are written: `sarif.schema.json`, in which no object has anything more."""
    log = json.loads(output("check.sarif"))
    Draft7Validator.check_schema(SCHEMA)
    assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(log)] == []
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [one["ruleId"] for one in run["results"]]
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    assert [one["message"]["text"] for one in invocation["toolExecutionNotifications"]] == [
        f"{DAMAGED}: is a damaged PDF, or one without pages. Try: another copy of it."
    ]
    broken_log = {**log, "runs": [{**run, "results": [{**run["results"][0], "level": "info"}]}]}
    assert list(Draft7Validator(SCHEMA).iter_errors(broken_log))


def test_sarif_names_files_as_uris(tmp_path: Path) -> None:
    path = tmp_path / "møde nr. 1: sti.txt"
    path.write_text(checks.ODD, "utf-8")
    log = json.loads(call("--format", "sarif", str(path)).stdout)
    Draft7Validator(SCHEMA).validate(log)
    places = [one["locations"][0]["physicalLocation"]["artifactLocation"] for one in log["runs"][0]["results"]]
    assert {unquote(place["uri"]) for place in places} == {f"file://{path.as_posix()}"}


def test_a_workflow_command_is_escaped() -> None:
    parsed = parse(checks.ODD)
    file = checked(Outcome("a,b: 100%\n\x1b]0;x\x07.txt", parsed), privacy=False)
    told = file.told[0]._replace(message="50 %\r\nand \x1b[31mmore", advice="Look: there.")
    assert annotation(told) == (
        "::warning file=a%2Cb%3A 100%25%0A\\u001b]0;x\\u0007.txt,title=referat date-conflict,"
        "line=2,endLine=2,col=22,endColumn=35::50 %25 %0Aand \\u001b[31mmore%0ALook: there."
    )
    several = told._replace(stretch=told.stretch and told.stretch._replace(last=Position(4, 1)))
    assert ",line=2,endLine=4::" in annotation(several)
    assert annotation(told._replace(stretch=None)).startswith("::warning file=a%2Cb%3A 100%25")


@pytest.mark.parametrize("format_", ["json", "github", "sarif"])
def test_programs_get_no_talk(format_: str) -> None:
    assert call("--format", format_, DIFFER).stderr == ""
    call("--format", format_, "--strict", DIFFER, status=1)
    call("--format", format_, NEWS, status=1)
    call("--format", format_, "no such file", status=1)


def test_counts_stand_at_the_end_on_standard_error() -> None:
    assert call(DIFFER, NEWS, drawn_files.WEB, status=1).stderr == (
        "referat: 3 files: 1 error, 4 warnings, 1 info\n"
        "  error    not-minutes        1  in 1 file\n"
        "  warning  contents-mismatch  2  in 1 file\n"
        "  warning  date-conflict      1  in 1 file\n"
        "  warning  number-repeated    1  in 1 file\n"
        "  info     number-gap         1  in 1 file\n"
    )
    done = call(drawn_files.WEB)
    assert (done.stdout, done.stderr) == ("", "referat: 1 file, nothing to tell.\n")
    assert call("--quiet", drawn_files.WEB).stderr == ""


def test_as_a_process_it_goes_into_a_pipe(run: Run) -> None:
    done = run("check", "--format", "sarif", drawn_files.DIFFER, check=0)
    assert json.loads(done.stdout)["version"] == "2.1.0"
    assert done.stderr == ""


# Silence.

SILENT = """Referat fra Byrådet den 4. marts 2021

Punkt 1: Sti

Sagsfremstilling

Stien er slidt.

Beslutning

Godkendt.

Punkt 2: Bro

Sagsfremstilling

Broen er slidt.

{label}

Godkendt.

Punkt 3: Havn

Sagsfremstilling

Havnen er slidt.

Beslutning

Godkendt.

Punkt 4: Mole

Sagsfremstilling

Molen er slidt.

Beslutning

Godkendt.
"""


def alone(text: str) -> list[tuple[int | None, str]]:
    return [(found.diagnostic.line, found.diagnostic.message) for found in silence.findings(parse(text))]


def test_a_label_that_no_rule_knows_is_told_where_one_is_missing() -> None:
    said = "stands as labels do, and no rule knows it; its item has no decision: 'Rådets ord'."
    assert alone(SILENT.format(label="Rådets ord")) == [(19, said)]
    parsed = parse(SILENT.format(label="Rådets ord"))
    file = checked(Outcome("x", parsed), privacy=False)
    assert [told.code for told in file.told] == ["decision-missing", "label-alone"]
    assert "label-alone" not in {one.code for one in parsed.all_diagnostics}, "records do not have it"


@pytest.mark.parametrize(
    "label",
    [
        "Beslutning",  # nothing is missing
        "Rådet tog stilling til det, som det plejer.",  # a sentence
        "Rådets ord om den nye bro over åen",  # too many words
        "Bilag 4",  # a row
        "RÅDETS ORD",  # the labels here are not in capitals
        "Rådets ord:",  # and have no colon
        "• Rådets ord",
    ],
)
def test_no_other_line_is_told_as_a_label(label: str) -> None:
    assert alone(SILENT.format(label=label)) == []


def test_what_comes_again_is_no_label_alone() -> None:
    text = SILENT.format(label="Rådets ord").replace("Molen er slidt.\n\nBeslutning", "Molen er slidt.\n\nRådets ord")
    assert alone(text) == []


def test_what_the_samples_say_is_no_label_alone(read: dict[str, Parsed]) -> None:
    """One line of all of them is told, and it is one: the word for the attachments of that item."""
    told = [(name, found.diagnostic.message) for name, parsed in read.items() for found in silence.findings(parsed)]
    said = "stands as labels do, and no rule knows it; its item has no decision: 'Bilag til mødet'."
    assert told == [("generic/markdown.txt", said)]
