"""The command line through real processes: output, errors word for word, exit statuses, pipes."""

import inspect
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import golden
import referat
from conftest import ROOT, SAMPLES, Run
from referat import cli
from referat.cli import parse
from referat.cli.app import app
from referat.contract import validation
from referat.lexicon import families, vocabulary

WEB = "samples/midtjylland-web/minutes.txt"
PDF = "samples/firstagenda-pdf/minutes.txt"
SEVERAL = "samples/firstagenda-pdf/several-meetings.txt"
NEWS = "samples/broken/news.txt"
NOT_MINUTES = (
    f"{NEWS}: error not-minutes: too little in it of what minutes have (a document type, a body and a date, items, section "
    "labels).\n"
)


def test_one_file_is_one_object(run: Run) -> None:
    done = run("parse", WEB, check=0)
    meeting = json.loads(done.stdout)
    assert (meeting["body"], len(meeting["items"]), done.stderr) == ("natur og friluftsliv", 4, "")
    assert done.stdout.startswith('{\n  "schema_version": "1",\n')
    assert done.stdout.endswith("}\n")


def test_several_files_are_an_array(run: Run) -> None:
    done = run("parse", WEB, PDF, check=0)
    assert [meeting["source"]["name"] for meeting in json.loads(done.stdout)] == [WEB, PDF]


def test_several_meetings_in_one_file_are_an_array(run: Run) -> None:
    assert [meeting["date"] for meeting in json.loads(run("parse", SEVERAL, check=0).stdout)] == [
        "2020-06-08",
        "2020-06-15",
        "2020-06-22",
    ]


def test_compact_json_has_no_line_breaks(run: Run) -> None:
    assert run("parse", "--compact", WEB, check=0).stdout.count("\n") == 1
    assert run("parse", "--compact", WEB, PDF, check=0).stdout.count("\n") == 1


def test_ndjson_has_a_line_for_each_meeting(run: Run) -> None:
    lines = run("parse", "--format", "ndjson", WEB, SEVERAL, check=0).stdout.splitlines()
    assert [json.loads(line)["layout"] for line in lines] == ["midtjylland-web"] + ["firstagenda-pdf"] * 3


def test_json_and_ndjson_say_the_same(run: Run) -> None:
    assert json.loads(run("parse", WEB).stdout) == json.loads(run("parse", "-f", "ndjson", WEB).stdout)


def test_standard_input_is_a_file_called_minus(run: Run) -> None:
    meeting = json.loads(run("parse", "-", stdin=(ROOT / WEB).read_bytes(), check=0).stdout)
    assert meeting["source"]["name"] == "-"
    named = json.loads(run("parse", WEB).stdout)
    assert {**named, "source": meeting["source"]} == meeting


def test_places_are_added_where_they_are_asked_for(run: Run) -> None:
    text = (ROOT / WEB).read_text("utf-8")
    meeting = json.loads(run("parse", "--places", WEB, check=0).stdout)
    (place,) = meeting["places"]["/items/1/title"]
    assert text[place["start"] : place["end"]] == meeting["items"][1]["title"]
    assert place["first_line"] == 43
    assert "places" not in json.loads(run("parse", WEB).stdout)


def test_a_bad_file_among_good_ones_costs_only_itself(run: Run) -> None:
    done = run("parse", "--format", "ndjson", WEB, "nowhere.txt", NEWS, PDF)
    assert [json.loads(line)["source"]["name"] for line in done.stdout.splitlines()] == [WEB, PDF]
    assert done.stderr == "nowhere.txt: there is no such file. Try: another name, or its full path.\n" + NOT_MINUTES
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("samples", "samples: is a folder, not a file. Try: referat batch samples OUT.db\n"),
        ("samples/brokn/x.txt", "samples/brokn/x.txt: there is no such file. Try: a folder that exists; 'samples/brokn' does not.\n"),
        ("samples/midtjylland-web/minute.txt", f"samples/midtjylland-web/minute.txt: there is no such file. Try: '{WEB}'.\n"),
        ("samples/broken/empty.txt", "samples/broken/empty.txt: error empty: there is no text in it.\n"),
        ("samples/broken/document.pdf", "samples/broken/document.pdf: is a damaged PDF, or one without pages. Try: another copy of it.\n"),
        (NEWS, NOT_MINUTES),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["parse", "check", "explain"])
def test_bad_input_is_told_on_standard_error(run: Run, command: str, name: str, message: str) -> None:
    done = run(command, name)
    assert done.returncode == 1
    if command == "check" and message.startswith(f"{name}: error "):
        assert done.stdout.startswith(f"{message}  = ")
    elif command == "check":
        assert (done.stdout, done.stderr.partition("\n")[0]) == ("", message.strip())
    else:
        assert done.stderr == message
    if command == "parse":
        assert done.stdout == ""


def test_every_broken_sample_is_told_by_name_and_none_breaks_the_others(run: Run) -> None:
    broken = [path.relative_to(ROOT).as_posix() for path in golden.samples() if path.parent.name == golden.BROKEN]
    done = run("parse", "--format", "ndjson", *broken, WEB)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == broken


def test_a_file_that_may_not_be_read_is_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Referat", "utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert run("parse", path).stderr == f"{path}: may not be read. Try: the file's permissions.\n"


def test_strict_prints_warnings_and_fails_on_them(run: Run) -> None:
    differ = "samples/firstagenda-pdf/contents-differ.txt"
    relaxed, strict = run("parse", differ, check=0), run("parse", "--strict", differ, check=1)
    assert relaxed.stderr == ""
    assert relaxed.stdout == strict.stdout
    assert strict.stderr.splitlines()[0] == f"{differ}:3: warning date-conflict: 2021-03-04 here, 2021-03-03 elsewhere."
    run("parse", "--strict", WEB, check=0)


def test_a_layout_can_be_named(run: Run) -> None:
    assert json.loads(run("parse", "--layout", "generic", WEB, check=0).stdout)["layout"] == "generic"
    done = run("parse", "--layout", "nowhere", WEB, check=2)
    assert done.stderr == (
        f"referat: no layout is called 'nowhere'. Try: one of {', '.join(families.names())}, "
        "or a path that ends in .toml.\n"
    )


# Output


def test_output_appears_whole(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    assert run("parse", WEB, "-o", path, check=0).stdout == ""
    assert path.read_text("utf-8") == run("parse", WEB).stdout
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.json"]


@pytest.mark.parametrize(
    ("name", "format_"), [("o.ndjson", "ndjson"), ("o.jsonl", "ndjson"), ("o.csv", "csv"), ("o.txt", "json")]
)
def test_the_ending_of_the_output_says_the_format(run: Run, tmp_path: Path, name: str, format_: str) -> None:
    run("parse", WEB, "-o", tmp_path / name, check=0)
    assert (tmp_path / name).read_text("utf-8") == run("parse", WEB, "--format", format_).stdout


def test_output_never_replaces_an_input(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    path.write_bytes((ROOT / WEB).read_bytes())
    done = run("parse", path, "-o", path, check=2)
    assert done.stderr == f"referat: {path}: is also an input; it would be overwritten. Try: another --output.\n"
    assert path.read_bytes() == (ROOT / WEB).read_bytes()


def test_output_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "no" / "out.json"
    assert run("parse", WEB, "-o", missing, check=2).stderr == (
        f"referat: {missing}: its folder does not exist. Try: mkdir -p {missing.parent}\n"
    )
    assert run("parse", WEB, "-o", tmp_path, check=2).stderr == (
        f"referat: {tmp_path}: is a folder. Try: a file in it, such as {tmp_path / 'minutes.json'}.\n"
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--table", "items"], "--table goes with --format csv."),
        (["--excel"], "--excel goes with --format csv."),
        (["--pretty", "--format", "ndjson"], "--pretty goes with --format json; ndjson has one line a record."),
        (["--places", "--format", "csv"], "--places goes with --format json or ndjson."),
        (["-", "-"], 'standard input ("-") can be read only once.'),
    ],
)
def test_options_that_do_not_go_together(run: Run, options: list[str], message: str) -> None:
    assert run("parse", WEB, *options, check=2).stderr == f"referat: {message}\n"


def test_unknown_options_and_missing_files_are_usage_errors(run: Run) -> None:
    assert "No such option" in run("parse", "--colour", WEB, check=2).stderr
    assert "Missing argument" in run("parse", check=2).stderr


def test_a_run_that_gives_nothing_leaves_the_old_output_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "keep.json"
    path.write_text("{}", "utf-8")
    run("parse", "nowhere.txt", NEWS, "-o", path, check=1)
    assert path.read_text("utf-8") == "{}"
    assert [entry.name for entry in tmp_path.iterdir()] == ["keep.json"]


def test_output_goes_through_links_and_keeps_the_mode(run: Run, tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("{}", "utf-8")
    target.chmod(0o600)
    link.symlink_to(target)
    run("parse", WEB, "-o", link, check=0)
    assert link.is_symlink()
    assert json.loads(target.read_text("utf-8"))["date"] == "2021-09-14"
    assert target.stat().st_mode & 0o777 == 0o600


def test_output_called_minus_is_standard_output(run: Run) -> None:
    assert run("parse", WEB, "-o", "-", check=0).stdout == run("parse", WEB).stdout


def test_an_ending_that_is_no_format_is_told(run: Run, tmp_path: Path) -> None:
    done = run("parse", WEB, "-o", tmp_path / "out.xlsx", check=2)
    assert done.stderr == "referat: no format is called 'xlsx'; say --format json, ndjson or csv.\n"
    run("parse", WEB, "-o", tmp_path / "out.xlsx", "--format", "csv", check=0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("args", [["parse", WEB], ["explain", WEB], ["schema"], ["layouts"], ["--help"], ["--version"]])
def test_a_full_disk_is_told_in_one_line(args: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "referat", *args], check=False, stdout=full, stderr=subprocess.PIPE, cwd=ROOT
        )
    assert done.stderr == b"referat: cannot write to standard output: No space left on device.\n"
    assert done.returncode == 1


@pytest.mark.skipif(sys.platform == "win32", reason="the shell's way of closing streams")
def test_closed_streams_are_no_reason_to_break_down() -> None:
    command = f"{sys.executable} -m referat parse"
    done = subprocess.run(f"{command} {WEB} >&-", shell=True, check=False, capture_output=True, cwd=ROOT)  # noqa: S602
    assert (done.returncode, done.stderr) == (0, b"")
    done = subprocess.run(f"{command} - <&-", shell=True, check=False, capture_output=True, cwd=ROOT)  # noqa: S602
    assert (done.returncode, done.stderr) == (1, b"-: standard input is closed.\n")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names that are no text")
def test_a_file_name_that_is_no_text_costs_nothing(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/m\xf8de.txt"
    Path(os.fsdecode(path)).write_bytes((ROOT / WEB).read_bytes())
    command: list[str | bytes] = [sys.executable, "-m", "referat", "parse", "-f", "ndjson", path, WEB]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=True)
    names = [json.loads(line)["source"]["name"] for line in done.stdout.splitlines()]
    assert names == [f"{tmp_path}/m\ufffdde.txt", WEB]


def test_a_layout_that_is_forced_on_what_is_no_minutes_finds_none(run: Run) -> None:
    for name in ("generic", "midtjylland-web"):
        done = run("parse", NEWS, "--layout", name, check=1)
        assert done.stderr == (
            f"{NEWS}: error not-minutes: too little in it of what minutes have (a document type, a body and a date, items, "
            "section labels).\n"
        )


# Other commands


def test_check_prints_diagnostics_with_file_and_line(run: Run) -> None:
    differ = "samples/firstagenda-pdf/contents-differ.txt"
    done = run("check", "--quiet", WEB, differ, check=0)
    assert done.stdout.splitlines() == [
        f"{differ}: warning contents-mismatch: in the contents but not among the items: 'Budgetopfølgning'.",
        f"{differ}: warning contents-mismatch: among the items but not in the contents: 'Eventuelt', 'Mødeplan'.",
        f"{differ}:3:20: warning date-conflict: 2021-03-04 here, 2021-03-03 elsewhere.",
        f"{differ}:20:7: info number-gap: no item 2: 3 follows 1.",
        f"{differ}:28:7: warning number-repeated: number 3 again; first on line 20.",
    ]
    run("check", "--strict", differ, check=1)
    run("check", NEWS, check=1)


def test_check_shows_the_line_with_a_caret(run: Run) -> None:
    done = run("check", "samples/firstagenda-pdf/several-meetings.txt", check=0)
    assert (
        ":23:1: info meeting-cancelled: the text says that the meeting was cancelled.\n"
        " 23 | Mødet er aflyst\n    | ^^^^^^^^^^^^^^^\n    = "
    ) in done.stdout


def test_explain_shows_every_line_in_a_pipe_whole(run: Run) -> None:
    done = run("explain", WEB, check=0)
    first, second, _, *lines = done.stdout.splitlines()
    text = (ROOT / WEB).read_text("utf-8").split("\n")
    assert len(lines) == len(text)
    assert all(line.split(maxsplit=1)[0] == str(n) for n, line in enumerate(lines, 1))
    assert [line.partition("│")[2].strip() for line in lines] == [printed.strip() for printed in text]
    assert first.startswith("Referat til mødet i natur og friluftsliv · 4 punkter · layout midtjylland-web · ")
    assert second.startswith('Overskrifter "N. titel", sikkert (32,7 mod 10,7) · en rubrik nedenunder 4/4 · ')
    assert "Headings" in run("explain", "--lang", "en", WEB, check=0).stdout


def test_explain_as_ndjson_gives_the_text_back(run: Run) -> None:
    whole, *records = map(json.loads, run("explain", "--format", "ndjson", PDF, check=0).stdout.splitlines())
    assert whole["family"] == "firstagenda-pdf"
    text = (ROOT / PDF).read_text("utf-8")
    assert "".join(text[record["start"] : record["end"]] for record in records) == text
    assert [record["line"] for record in records] == list(range(1, len(records) + 1))
    assert {"kind": "item_heading", "owner": "/items/0/title"}.items() <= next(
        record for record in records if record["text"] == "Punkt 1: Godkendelse af referat"
    ).items()


def test_explain_of_what_is_no_minutes_shows_the_lines_unclaimed(run: Run) -> None:
    done = run("explain", NEWS, check=1)
    assert done.stdout.startswith("Ikke et referat: ")
    assert " ikke læst │ Ny cykelsti" in done.stdout
    assert done.stderr == NOT_MINUTES


def test_schema_is_the_schema_of_what_parse_writes(run: Run) -> None:
    import jsonschema  # type: ignore[import-untyped]  # its stubs are a package of their own

    schema = json.loads(run("schema", check=0).stdout)
    validator = jsonschema.Draft202012Validator(schema)
    for sample in golden.samples():
        for meeting in json.loads(golden.golden(sample).read_text("utf-8"))["meetings"]:
            validator.validate(meeting)


def test_layouts_are_listed(run: Run) -> None:
    text = run("layouts", check=0).stdout
    names = [json.loads(line)["id"] for line in run("layouts", "--format", "ndjson", check=0).stdout.splitlines()]
    assert tuple(names) == families.names()
    assert all(f"{name}\n  " in text for name in names)


def test_version_and_help(run: Run) -> None:
    assert run("--version", check=0).stdout == f"referat {referat.__version__}\n"
    commands = ("parse", "show", "explain", "check", "schema", "layouts")
    text = run("--help", check=0).stdout
    assert all(command in text for command in commands)
    for command in commands:
        assert "Usage: " in run(command, "--help", check=0).stdout


def test_the_console_script_is_the_same_program() -> None:
    script = Path(sys.executable).with_name("referat")
    if not script.exists():
        pytest.skip("referat is not installed beside this Python")
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"referat {referat.__version__}\n"


# Pipes, signals, start-up


def test_a_reader_that_leaves_early_is_no_error() -> None:
    samples = [str(path) for path in sorted(SAMPLES.glob("*/minutes.txt"))] * 40
    command = [sys.executable, "-m", "referat", "parse", *samples]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to a child")
def test_interrupted_it_stops_and_leaves_no_half_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    output = tmp_path / "out.json"
    command = [sys.executable, "-m", "referat", "parse", str(ROOT / WEB), str(pipe), "-o", str(output)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        for _ in range(200):
            if any(entry.name.endswith(".part") for entry in tmp_path.iterdir()):
                break
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["pipe"]


@pytest.fixture(scope="module")
def compiled() -> None:
    """Skips where a checkout has changed since it was installed: then TOML files and models are read themselves."""
    tables = vocabulary.COMPILED.parent.parent.rglob("*.toml")
    models = validation.COMPILED
    same = models.exists() and models.read_text("utf-8") == validation.compiled()
    if not same or not all(vocabulary.read_known(path)[1] for path in tables):
        pytest.skip("changed since it was installed: `pip install -e .`")


def imported(*args: str) -> set[str]:
    """The modules that a run of the command line imports."""
    code = (
        "import sys; before = set(sys.modules)\n"
        "from referat.cli import main; sys.argv = ['referat', *sys.argv[1:]]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(*set(sys.modules) - before, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=True
    )
    return set(done.stderr.split())


CLI = {
    "referat",
    "referat.cli",
    "referat.cli.app",
    "referat.cli.choices",
    "referat.cli.commands",
    "referat.cli.completion",
    "referat.cli.examples",
    "referat.cli.options",
    "referat.cli.talk",
    "referat.cli.terminal",
    "referat.archive",
    "referat.archive.garbage",
}
# typer, and what its versions need; how Python itself was built is looked up for time zones.
TYPER = {"typer", "click", "shellingham", "annotated_doc", "typing_extensions"}
# Of pydantic's core the core alone, without the package around it and what that imports.
CORE = {"pydantic_core"}
# Of Python's own modules, those that only other commands, or other formats, need.
UNUSED = {"asyncio", "concurrent", "csv", "email", "html", "http", "logging", "multiprocessing", "queue", "random"} | {
    *("sqlite3", "statistics", "tarfile", "tempfile", "tomllib", "unittest", "xml", "zipfile")
}


@pytest.mark.parametrize(
    ("args", "more"), [(["--version"], set()), (["--help"], {"referat.cli.archives"}), (["parse", "--help"], set())]
)
def test_what_does_no_work_imports_the_command_line_alone(args: list[str], more: set[str]) -> None:
    found = imported(*args)
    assert {name for name in found if name.partition(".")[0] == "referat"} == CLI | more
    assert {name.partition(".")[0] for name in found} - sys.stdlib_module_names - {"referat"} <= TYPER
    assert found.isdisjoint(UNUSED)


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize(
    "args", [["parse", WEB], ["parse", "-f", "ndjson", WEB], ["parse", "--places", WEB], ["check", "--quiet", WEB]]
)
def test_json_and_diagnostics_import_what_they_use(args: list[str]) -> None:
    found = imported(*args)
    others = {name.partition(".")[0] for name in found} - sys.stdlib_module_names - {"referat"}
    assert {name for name in others if not name.startswith("_sysconfigdata")} <= TYPER | CORE
    assert {name for name in found if name.startswith("pydantic_core")} == {"pydantic_core._pydantic_core"}
    assert found.isdisjoint(UNUSED)
    ours = {name.split(".")[1] for name in found if name.startswith("referat.")}
    assert ours.isdisjoint({"batch", "model", "quality", "query"})
    assert "referat.contract.model" not in found
    assert found.isdisjoint({"referat.cli.archives", "referat.export.csv", "referat.export.tables"})


@pytest.mark.skipif(sys.platform == "win32", reason="there typer reads patterns of names")
def test_a_parse_of_files_alone_imports_no_typer_and_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[dict[str, object]] = []
    whole = inspect.signature(parse.run)

    def noted(*given: object, **named: object) -> None:
        bound = whole.bind(*given, **named)
        bound.apply_defaults()
        called.append(bound.arguments)

    monkeypatch.setattr(parse, "run", noted)
    monkeypatch.delenv("_REFERAT_COMPLETE", raising=False)
    for files in ([WEB], ["-"], [WEB, "-", ""]):
        cli._run(["parse", *files])
        monkeypatch.setattr(sys, "argv", ["referat", "parse", *files])
        with pytest.raises(SystemExit):
            app(prog_name="referat")
    assert called[::2] == called[1::2] != []
    assert "typer" not in imported("parse", WEB)


@pytest.mark.parametrize("words", [[], ["parse"], ["parse", "--", WEB], ["parse", WEB, "-f", "csv"], ["show", WEB]])
def test_all_else_is_left_to_typer(words: list[str]) -> None:
    assert not cli._is_plain_parse(words)


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("args", [["layouts"], ["parse", "-f", "csv", WEB], ["explain", WEB], ["schema"]])
def test_piped_commands_import_no_rich(args: list[str]) -> None:
    found = imported(*args)
    assert {"rich", "regex"}.isdisjoint(found)
    assert ("pydantic" in found) is (args == ["schema"])
