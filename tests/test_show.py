"""`show`: the picture of a meeting, in a pipe, on a terminal, through a pager; out of a file and out of a database."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import golden
import pictured
from conftest import ROOT, SAMPLES, Run
from referat import parse, parse_file
from referat.cli.drawing import drawn, text
from referat.cli.wrapping import cells, fitted, listed
from referat.contract.record import Record
from referat.export.database import Database
from referat.export.rows import of_source
from referat.views.paragraphs import paragraphs
from referat.views.shown import Wanted, called, page

COUNCIL = "samples/viborg/council.txt"
SEVERAL = "samples/firstagenda-pdf/several-meetings.txt"
COUNCIL_ID = "m2f3633f17f407e7"


def drawing(record: Record, width: int, wanted: Wanted | None = None) -> list[str]:
    return [text(line) for line in drawn(page(record, wanted or Wanted()), width)]


def of(said: str, wanted: Wanted | None = None, width: int = 80) -> list[str]:
    """The picture of one item of minutes that say so, below its heading's line."""
    minutes = f"Referat\nByrådet den 4. marts 2021\n\n1. Sti ved åen\n\n{said}\n"
    lines = drawing(parse(minutes, name="sti.txt").records[0], width, wanted)
    return lines[lines.index("1  Sti ved åen") + 1 :]


def picture(name: str) -> str:
    """The picture called so, "council.80", say."""
    return (pictured.PICTURES / f"{name}.txt").read_text("utf-8")


# The picture.


@pytest.mark.parametrize("name", pictured.PICTURED)
@pytest.mark.parametrize("width", pictured.WIDTHS)
def test_a_sample_is_drawn_as_its_picture(name: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    path = pictured.PICTURES / f"{name}.{width}.txt"
    assert path.exists(), "missing: accept the picture with `make golden`"
    assert pictured.picture(name, width) == path.read_text("utf-8")


def test_no_picture_is_left_over() -> None:
    wanted = {f"{name}.{width}.txt" for name in pictured.PICTURED for width in pictured.WIDTHS}
    assert {path.name for path in pictured.PICTURES.iterdir()} == wanted


TEXTS = [path for path in golden.samples() if path.suffix == ".txt" and path.parent.name != golden.BROKEN]


def strings(value: object) -> Iterator[str]:
    """Every text of a page, but for what only colours it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for name, part in zip(getattr(value, "_fields", range(len(value))), value, strict=True):
            if name != "tone":
                yield from strings(part)


def words(texts: Iterator[str] | list[str]) -> Counter[str]:
    """The words of `texts`; a colon may have come behind a label."""
    return Counter(word.rstrip(":") for each in texts for word in each.split())


@pytest.mark.parametrize("sample", TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_line_is_too_wide_and_every_word_stands_whole(sample: Path) -> None:
    for record in parse(sample.read_bytes(), name="sample.txt").records:
        for wanted in (Wanted(), Wanted("en", item=next(iter(called(record)), None))):
            shown = page(record, wanted)
            for width in pictured.WIDTHS:
                lines = [text(line) for line in drawn(shown, width)]
                assert max(map(cells, lines)) <= width
                assert words(strings(shown)) - words(lines) == Counter()


def test_what_is_not_read_is_a_dash_or_is_left_out() -> None:
    (record,) = parse("Referat\n\n1. Sti ved åen\n\nBeslutning\n\nGodkendt.\n", name="sti.txt").records
    assert drawing(record, 40) == [
        "Referat: –",
        "━" * 40,
        "Dato   –",
        "Kilde  sti.txt",
        f"Id     {record['id']}",
        "",
        "Overblik: 1 punkt",
        "  1  Sti ved åen  Godkendt",
        "",
        "─" * 40,
        "1  Sti ved åen",
        "",
        "Beslutning: Godkendt",
        "Godkendt.",
        "",
        "─" * 40,
        "! 2 advarsler om teksten. Se dem:",
        "  referat check sti.txt",
    ]


def test_facts_that_were_not_read_are_counted_at_their_item() -> None:
    lines = of("Beslutning\n\nGodkendt. Et flertal stemte for, og nogle stemte vist imod det hele.")
    assert "".join(lines[-3:]) == (
        "! 1 sted er ikke læst (1 om beslutning, afstemning eller bemærkning). Se det:  referat check sti.txt"
    )


def test_recommendation_and_decision_stand_beside_each_other_where_there_is_room() -> None:
    said = "Direktionen indstiller,\n\nat stien anlægges.\n\nBeslutning\n\nGodkendt."
    beside = of(said)
    assert beside[1:3] == [
        "Indstilling: Direktionen               │ Beslutning: Godkendt",
        "• at stien anlægges                    │ Godkendt.",
    ]
    assert of(said, width=60)[1:] == [
        "Indstilling: Direktionen",
        "• at stien anlægges",
        "",
        "Beslutning: Godkendt",
        "Godkendt.",
    ]
    # A word that has no room beside another text.
    long = "Stiogfriluftsarealforvaltningsudvalgsformanden"
    assert "│" not in "".join(of(said.replace("stien", long)))


def test_bars_are_parts_of_those_whom_the_text_counts() -> None:
    lines = of("Beslutning\n\nIndstillingen blev vedtaget med 15 stemmer for og 5 imod. 1 undlod at stemme.", width=70)
    bars = {line.split()[0]: (line.count("█"), line.count("░")) for line in lines if "░" in line}
    assert bars == {"for": (16, 7), "imod": (5, 18), "undlod": (1, 22)}


def test_orders_to_a_terminal_are_blanks() -> None:
    lines = of("Beslutning\n\nGodkendt. Der er \x1b]0;PWNED\x07og \x1b[31mrød\u202e.")
    assert "Godkendt. Der er  ]0;PWNED og  [31mrød ." in lines
    assert all(character.isprintable() for line in lines for character in line)


@pytest.mark.parametrize(
    ("said", "width", "lines"),
    [
        ("en to tre", 5, ["en to", "tre"]),
        ("", 5, [""]),
        ("https://nordby.example/sti/kort?id=7", 16, ["https://nordby.", "example/sti/", "kort?id=7"]),
        ("Abcdefghijkl mn", 5, ["Abcde", "fghij", "kl mn"]),
        ("東京 東京", 4, ["東京", "東京"]),
        ("a\u030aa\u030a a\u030a", 4, ["a\u030aa\u030a a\u030a"]),
    ],
)
def test_words_break_where_they_must(said: str, width: int, lines: list[str]) -> None:
    assert fitted(said, width) == lines


@given(said=st.text(max_size=80), width=st.integers(4, 30))
@settings(max_examples=200, deadline=None)
def test_no_line_is_too_wide_and_nothing_is_lost(said: str, width: int) -> None:
    for lines in (fitted(said, width), listed(said, width)):
        assert max(map(cells, lines)) <= width
        assert "".join("".join(lines).split()) == "".join(said.split())


def test_lists_and_tables_keep_their_shape() -> None:
    assert listed("• en to tre", 8) == ["• en to", "  tre"]
    assert listed("12. en to tre", 12) == ["12. en to", "    tre"]
    assert listed("År   2020   2021", 20) == ["År   2020   2021"]
    assert listed("År   2020   2021", 10) == ["År 2020", "2021"]


def test_lines_that_were_broken_at_a_width_are_joined() -> None:
    above = "Udvalget besluttede, at stien ved åen skal"
    assert paragraphs(f"{above}\nasfalteres.\n\n\n- kort\n- godt\n", 42) == (
        f"{above} asfalteres.",
        "",
        "- kort",
        "- godt",
    )
    assert paragraphs(f"{above}\nasfalteres.", None) == (above, "asfalteres.")
    assert paragraphs(" \n", 42) == ()


# The command, in a pipe.


def test_in_a_pipe_the_picture_is_plain_and_80_columns_wide(run: Run) -> None:
    done = run("show", COUNCIL, check=0)
    assert (done.stdout, done.stderr) == (picture("council.80"), "")


def test_width_language_and_item_are_asked_for(run: Run) -> None:
    done = run("show", "samples/koebenhavn-item/votes.txt", "--width", "60", "--lang", "en", "--item", "1", check=0)
    assert done.stdout == picture("votes-item-en.60")


def test_one_of_several_meetings_is_chosen_by_id(run: Run) -> None:
    ids = [record["id"] for record in parse_file(ROOT / SEVERAL).records]
    one = run("show", SEVERAL, ids[2][:4], "--outline", check=0)
    assert one.stdout == picture("several-meetings-outline.80").rpartition("\n\n\n")[2]


def test_a_piped_picture_imports_no_rich() -> None:
    code = "import sys\nfrom referat.cli import main\ntry: main()\nfinally: print('rich' in sys.modules)"
    command = [sys.executable, "-c", code, "show", COUNCIL, "--outline"]
    assert subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False).stdout.endswith("False\n")


def test_redacted_it_says_how_often(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sti.txt"
    path.write_text("Referat\nByrådet den 4. marts 2021\n\n1. Sti\n\nBeslutning\n\nSend til bo@sti-venner.example.\n")
    done = run("show", path, "--redact", check=0)
    assert "Send til [redacted: email]." in done.stdout
    assert done.stderr == "referat: redacted: email 3\n"


# On terminals: all of them are forked from one process that has loaded everything.

#: Meetings that are much alike: eleven days in March.
DAYS = [f"Referat\nByrådet den {day}. marts 2021\n\n1. Sti\n\nBeslutning\n\nGodkendt.\n" for day in range(1, 12)]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `samples` and databases: `many.db` has eleven meetings, `one.db` the council's, `none.db` none."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "samples").symlink_to(SAMPLES)
    council = parse_file(ROOT / COUNCIL).records
    days = [parse(text, name=f"{n}.txt").records for n, text in enumerate(DAYS, 1)]
    for name, files in {"many.db": days, "one.db": [council], "none.db": []}.items():
        database = Database(folder / name)
        for meetings in files:
            source = COUNCIL if meetings is council else meetings[0]["source"]["name"]
            database.add(of_source(source, None, "test", meetings))
        database.finish()
        database.close()
    return folder


def shown(*arguments: str, size: tuple[int, int] = (24, 80), interrupt: str = "", **environment: str) -> dict[str, Any]:
    """A command for `terminal_runner.py`: `show` on a terminal of so many lines and columns."""
    base = {"arguments": ["show", *arguments], "size": size, "environment": environment}
    return {**base, "interrupt": interrupt} if interrupt else base


LINES = picture("council.80").count("\n")
PAGED: dict[str, Any] = {"PAGER": "echo paged with $LESS; cat", "NO_COLOR": "1"}
SLEEP = f"{shlex.quote(sys.executable)} -c 'import time; print(\"waiting\", flush=True); time.sleep(30)'"
NEWS = "samples/broken/news.txt"
START = min((parse(day).records[0]["id"] for day in DAYS), key=lambda name: name)[:6]
COMMANDS = {
    **{f"{width} columns": shown(COUNCIL, size=(24, width)) for width in pictured.WIDTHS},
    "no colour": shown(COUNCIL, NO_COLOR="1"),
    "no colour, narrower": shown(COUNCIL, "--width", "60", NO_COLOR="1"),
    "dumb": shown(COUNCIL, TERM="dumb"),
    "paged": shown(COUNCIL, **PAGED),
    "own LESS": shown(COUNCIL, **PAGED, LESS="-i"),
    "--no-pager": shown(COUNCIL, "--no-pager", **PAGED),
    "as long as the screen": shown(COUNCIL, size=(LINES + 1, 80), **PAGED),
    "a line longer": shown(COUNCIL, size=(LINES, 80), **PAGED),
    "missing pager": shown(COUNCIL, PAGER="no-such-pager", NO_COLOR="1"),
    "no pager": shown(COUNCIL, PAGER="", NO_COLOR="1"),
    "left early": shown(COUNCIL, PAGER="head -n 1", NO_COLOR="1"),
    "Ctrl-C": shown(COUNCIL, PAGER=SLEEP, interrupt="waiting"),
    "less": shown(COUNCIL, PAGER="less +G -E"),
    "beginning of an id": shown("many.db", START, "--outline", NO_COLOR="1"),
    "beginning of many": shown("many.db", "m"),
    "beginning of none": shown("many.db", "x"),
    "no id": shown("many.db"),
    "only one": shown("one.db", NO_COLOR="1"),
    "empty": shown("none.db"),
    "redacted database": shown("one.db", "--redact"),
    "no such item": shown("one.db", "--item", "99"),
    "item and outline": shown("one.db", "--item", "12", "--outline"),
    "gone": shown("gone.txt"),
    "folder": shown("."),
    "no minutes": shown(NEWS),
    "no such meeting": shown(COUNCIL, "nothing"),
}


@pytest.fixture(scope="module")
def terminals(archive: Path) -> Mapping[str, tuple[int, str]]:
    """What each of `COMMANDS` gives on a terminal of its own: the exit status, and what was written."""
    if os.name != "posix":
        pytest.skip("Windows has no pty")
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "terminal_runner.py"), str(archive)],
        input=json.dumps(list(COMMANDS.values())),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONUTF8": "1", "PAGER": "cat", "TERM": "xterm-256color"},
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    written = [(answer["status"], answer["written"].replace("\r\n", "\n")) for answer in answers]
    return dict(zip(COMMANDS, written, strict=True))


Terminals = Mapping[str, tuple[int, str]]
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("width", pictured.WIDTHS)
def test_on_a_terminal_it_is_as_wide_and_has_colours(terminals: Terminals, width: int) -> None:
    status, written = terminals[f"{width} columns"]
    assert (status, "\x1b[1;32mGodkendt" in written) == (0, True)
    plain = "".join(f"{line.rstrip()}\n" for line in _COLOURS.sub("", written).splitlines())
    assert plain == picture(f"council.{width}")


def test_without_colours_it_is_the_same_text(terminals: Terminals) -> None:
    assert terminals["no colour"] == (0, picture("council.80"))
    assert terminals["no colour, narrower"] == (0, picture("council.60"))
    status, written = terminals["dumb"]
    assert (status, "\x1b" in written) == (0, False)


def test_what_is_longer_than_the_screen_goes_through_the_pager(terminals: Terminals) -> None:
    assert terminals["paged"] == terminals["a line longer"] == (0, f"paged with FRX\n{picture('council.80')}")
    assert terminals["own LESS"] == (0, f"paged with -R -i\n{picture('council.80')}")
    for name in ("--no-pager", "as long as the screen", "no pager"):
        assert terminals[name] == (0, picture("council.80")), name


def test_where_the_pager_is_missing_the_text_is_printed(terminals: Terminals) -> None:
    status, written = terminals["missing pager"]
    assert status == 0
    assert written.endswith(picture("council.80"))
    assert "no-such-pager" in written.removesuffix(picture("council.80"))


def test_leaving_the_pager_leaves_no_traceback(terminals: Terminals) -> None:
    assert terminals["left early"] == (0, "Referat: Byrådet\n")
    status, written = terminals["Ctrl-C"]
    # Python itself is the pager, and says so when it is interrupted.
    assert (status, "referat" in written) == (0, False)


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not here")
def test_less_shows_the_colours(terminals: Terminals) -> None:
    status, written = terminals["less"]
    assert (status, "\x1b[2m" in written, "ESC" in written) == (0, True, False)


# Out of a database.


def test_out_of_a_database_it_is_the_same_picture(archive: Path, run: Run) -> None:
    done = run("show", archive / "one.db", COUNCIL_ID[:5], "--width", "60", check=0)
    assert done.stdout == picture("council.60")


def test_every_sample_is_the_same_out_of_a_database(tmp_path: Path) -> None:
    from referat.archive.query.meeting import records
    from referat.export.database import opened

    def whole(record: Record) -> list[str]:
        # The sentences about attendance are not kept there.
        for attendance in (record["attendance"], *(item["attendance"] for item in record["items"])):
            attendance["statements"] = []
        return drawing(record, 80) + [
            line for name in called(record) for line in drawing(record, 80, Wanted(item=name))
        ]

    database = Database(tmp_path / "samples.db")
    read = {path: parse_file(path).records for path in TEXTS[::3]}
    for path, meetings in read.items():
        database.add(of_source(str(path), None, "test", meetings))
    database.finish()
    database.close()
    with opened(str(tmp_path / "samples.db")) as connection:
        for path, meetings in read.items():
            for meeting in meetings:
                kept = [one for one in records(connection, meeting["id"]) if one["source"]["name"] == str(path)]
                assert whole(meeting) in map(whole, kept)


def test_the_only_meeting_of_a_database_needs_no_id(terminals: Terminals) -> None:
    assert terminals["only one"] == (0, picture("council.80"))


def test_a_meeting_is_found_by_the_beginning_of_its_id(terminals: Terminals) -> None:
    ids = sorted(parse(text).records[0]["id"] for text in DAYS)
    assert sum(name.startswith(START) for name in ids) == 1
    status, written = terminals["beginning of an id"]
    assert (status, written.startswith("Referat: Byrådet\n")) == (0, True)
    assert terminals["beginning of many"] == (
        2,
        f"referat: many.db: 11 meetings have an id that begins with 'm': {', '.join(ids[:10])}, …. Try: more of it.\n",
    )
    assert terminals["beginning of none"] == (
        2,
        "referat: many.db: no meeting has an id that begins with 'x'. Try: referat show many.db, which names the "
        "newest and says how to find the others.\n",
    )


def test_without_an_id_the_newest_meetings_are_named(terminals: Terminals) -> None:
    days = [parse(text).records[0] for text in reversed(DAYS)]
    listed = "".join(f"  {day['id']}  {day['date']}  Byrådet\n" for day in days[:10])
    assert terminals["no id"] == (
        2,
        "referat: many.db: holds 11 meetings. Try: referat show many.db ID, with an id of these, the newest 10:\n"
        f"{listed}"
        "The others: referat browse many.db, table meetings, column meeting_id; or what an item says: "
        "referat search many.db WORDS --format json, field meeting_id.\n",
    )


@pytest.mark.parametrize(
    ("name", "status", "message"),
    [
        ("empty", 2, "referat: none.db: holds no meeting. Try: referat batch ARCHIVE none.db"),
        (
            "redacted database",
            2,
            "referat: --layout, --encoding, --convert, --max-size, --timeout and --redact go with a file of minutes.",
        ),
        ("no such item", 2, f"referat: {COUNCIL}: no item is called '99'. Try: one of 11, 12, 13, 15."),
        ("item and outline", 2, "referat: --item and --outline do not go together: --outline shows no items."),
        ("gone", 1, "gone.txt: there is no such file. Try: another name, or its full path."),
        ("folder", 1, ".: is a folder, not a file. Try: referat batch . OUT.db"),
        (
            "no minutes",
            1,
            f"{NEWS}: error not-minutes: too little in it of what minutes have (a document type, a body and a date, "
            "items, section labels).",
        ),
        (
            "no such meeting",
            2,
            f"referat: {COUNCIL}: no meeting has an id that begins with 'nothing'. Try: one of {COUNCIL_ID}.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_what_to_try(terminals: Terminals, name: str, status: int, message: str) -> None:
    assert terminals[name] == (status, f"{message}\n")
