"""`referat report`: the page itself, in both languages, where there is nothing, and of hostile names; its errors."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import ROOT, Run
from referat.archive.query.aggregates import aggregates
from referat.archive.query.filters import Filters
from referat.cli.app import app
from referat.contract.model import Attendance, Attendee, Meeting, Mention, Section, Vote
from referat.export.database import opened
from referat.views.report.page import page as report
from referat.views.report.words import Words
from referat.views.wording import LANGUAGES, wording
from reports import Page, read
from test_stats import SPAN, decision, item, make_database, meeting

PICTURES = ["meetings", "outcomes", "attendance", "votes", "lengths", "lengths_bodies", "amounts", "routes"]
SCRIPT = "</script><script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'


def made(path: Path, *meetings: Meeting, failures: dict[str, str] | None = None) -> Path:
    return make_database(path, list(meetings), failures)


def drawn(path: Path, language: str = "en", *, interactive: bool = False) -> str:
    pytest.importorskip("vl_convert", reason='vl-convert comes with the extra "report"')
    with opened(str(path)) as connection:
        found = aggregates(connection, Filters())
    return report(found, Filters(), Words(language), complete=True, interactive=interactive)


def page(path: Path, language: str = "en") -> Page:
    return read(drawn(path, language))


def voted(ayes: list[str], noes: list[str]) -> Vote:
    sides = {"for": {"parties": ayes}, "against": {"parties": noes}}
    return Vote.model_validate({**sides, "text": "x", "span": SPAN})


def full(
    n: int, body: str = "Council", authority: str | None = "Town", parties: tuple[str, str] = ("A", "B")
) -> Meeting:
    """A meeting of which every picture has something to show, `n` days after the first; two of them share a case."""
    vote = voted([parties[0]], [parties[1]])
    said = Section(
        kind="economy",
        label="Economy",
        text="x",
        span=SPAN,
        mentions=[Mention(kind="amount", value="750 kr.", span=SPAN)],
    )
    there = Attendance(
        basis="list", present=[Attendee(name="Asta", party=parties[0])], absent=[Attendee(name="Bo", party=parties[1])]
    )
    return meeting(
        f"{n}.txt",
        "sea",
        id=f"m{n}",
        body=body,
        authority=authority,
        date=f"2020-03-{n + 1:02}",
        opened=f"2020-03-{n + 1:02}T16:00:00+01:00",
        closed=f"2020-03-{n + 1:02}T18:00:00+01:00",
        attendance=there,
        items=[
            item(1, title="Snow", case_number="1-2", sections=[said], decision=decision("approved", votes=[vote])),
            item(2, title="Ice", decision=decision()),
        ],
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_has_a_name_words_a_table_and_its_basis(tmp_path: Path, language: str) -> None:
    found = page(made(tmp_path / "a.db", full(0), full(1)), language)
    texts = wording("report", language)
    assert found.root.all("html")[0].attributes["lang"] == language
    assert found.pictures == PICTURES
    links = found.root.all("nav")[0].all("a")
    assert [link.attributes["href"] for link in links] == [f"#{name}" for name in PICTURES]
    assert [heading.text for heading in found.root.all("h2")[1:]] == [texts[name]["title"] for name in PICTURES]
    for name, section in found.sections.items():
        (svg,) = section.all("svg")
        title, desc = svg.children[:2]
        assert (svg.attributes["role"], title.tag, desc.tag) == ("img", "title", "desc")
        assert svg.attributes["aria-labelledby"].split() == [title.attributes["id"], desc.attributes["id"]]
        assert (title.text, desc.text) == (texts[name]["title"], found.says(name))
        assert found.says(name)
        assert "{" not in section.text
        assert section.all("path"), name
        for table in section.all("table"):
            assert table.all("caption")[0].text
            assert {cell.attributes["scope"] for cell in table.all("th")} == {"col", "row"}
            assert len(table.all("tr")) > 1
        assert section.all("table")
        assert found.basis(name)
    ids = [element.attributes["id"] for element in found.root.all("*") if "id" in element.attributes]
    assert len(ids) == len(set(ids))


def test_what_is_drawn_is_written_as_the_language_does(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", full(0), full(1))
    danish, english = page(path, "da"), page(path, "en")
    assert (danish.drawn("votes").count("0\u00a0%"), english.drawn("votes").count("0%")) == (
        3,
        3,
    )  # two cells, a legend
    assert "0,5" in danish.drawn("lengths")
    assert "0.5" in english.drawn("lengths")
    assert "mar. 2020" in danish.drawn("meetings")
    assert danish.says("lengths") == (
        "Det midterste møde varede 2\u00a0t. 0\u00a0min.; "
        "det korteste 2\u00a0t. 0\u00a0min., det længste 2\u00a0t. 0\u00a0min."
    )
    assert (
        danish.says("routes")
        == "Oftest går en sag fra Council til Council: 1 gang, i 1 sag, med 1 dag imellem som det midterste."
    )


@pytest.mark.parametrize(
    ("language", "empty", "meetings"),
    [
        ("da", "Der er ingen møder i arkivet, eller ingen, som valget lader tilbage.", "ingen møder har en dato."),
        ("en", "The archive has no meetings, or none that the choice leaves.", "no meeting has a date."),
    ],
)
def test_an_empty_archive_is_told_in_words(tmp_path: Path, language: str, empty: str, meetings: str) -> None:
    found = page(made(tmp_path / "a.db", failures={"x.txt": "not-minutes"}), language)
    assert found.scope[0] == empty
    assert found.pictures == PICTURES
    texts = wording("report", language)
    assert found.says("meetings") == f"{texts['nothing_here']}{meetings}"
    for name in PICTURES:
        assert found.says(name) == texts["nothing_here"] + texts[name]["none"]
        assert found.basis(name)
    assert found.root.all("svg") == found.root.all("table") == found.root.all("div", "frame") == []
    assert "1 " in found.scope[-1]


def test_a_picture_without_data_stands_beside_those_that_have_some(tmp_path: Path) -> None:
    found = page(made(tmp_path / "a.db", meeting("a.txt", "sea", date="2020-03-04", items=[item(1, title="Snow")])))
    assert [name for name in PICTURES if found.sections[name].all("svg")] == ["meetings"]
    assert found.basis("amounts") == [
        "Behind the picture: 0 amounts in 0 items; mentioning none: 1 of 1; not readable as a number: 0."
    ]


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", *(full(n, SCRIPT, IMAGE, (SCRIPT, IMAGE)) for n in range(2)))
    for interactive in (False, True):
        html = drawn(path, interactive=interactive)
        found = read(html)
        assert SCRIPT not in html
        assert found.root.all("img") == []
        assert len(found.root.all("script")) == (3 if interactive else 0)
        assert f"The archive in pictures: {IMAGE}" in found.title
        assert found.table("outcomes")[1][0] == SCRIPT
        assert any(text.startswith("</script><script>") for text in found.drawn("outcomes"))
        assert [row[:2] for row in found.tables("votes")[0][1:]] == [[IMAGE, SCRIPT]]


def test_names_that_look_the_same_do_not_become_one(tmp_path: Path) -> None:
    found = page(made(tmp_path / "a.db", full(0, "Council"), full(1, "Coun\u200bcil"), full(2, "Coun\x1bcil")))
    assert sorted({row[0] for row in found.table("outcomes")[1:]}) == ["Coun cil", "Coun cil (2)", "Council"]


def test_nothing_is_asked_from_anywhere(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", full(0), full(1))
    for interactive in (False, True):
        html = drawn(path, interactive=interactive)
        found = read(html)
        assert {name for one in found.root.all("*") for name in one.attributes} & {
            "src",
            "srcset",
            "action",
            "data",
        } == set()
        assert found.root.all("link") == found.root.all("iframe") == found.root.all("image") == []
        assert all(one.attributes["href"].startswith("#") for one in found.root.all("a"))
        assert "@import" not in html.partition("</style>")[0]
        assert "url(" not in html.partition("</style>")[0]
        policy = next(one.attributes["content"] for one in found.root.all("meta") if "http-equiv" in one.attributes)
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; script-src ")
        assert ("script-src 'none'" in policy) is not interactive


def test_an_interactive_page_brings_its_rows_and_what_draws_them(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", full(0), full(1))
    data, library, script = read(drawn(path, "da", interactive=True)).root.all("script")
    told = json.loads("".join(data.pieces))
    assert list(told["pictures"]) == PICTURES
    assert told["pictures"]["amounts"]["datasets"]["rows"][0] == {"class": "under 1.000 kr.", "count": 2}
    assert (told["locale"]["decimal"], told["locale"]["thousands"]) == (",", ".")
    assert "vegaEmbed" in "".join(library.pieces)
    assert "report-data" in "".join(script.pieces)


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
@pytest.mark.parametrize("interactive", [False, True])
def test_a_browser_shows_the_page_without_a_complaint(tmp_path: Path, interactive: bool) -> None:
    names = (SCRIPT, IMAGE, (SCRIPT, IMAGE))
    html = drawn(made(tmp_path / "a.db", full(0, *names), full(1, *names)), interactive=interactive)
    (tmp_path / "report.html").write_text(html, "utf-8")
    quiet = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync"
    done = subprocess.run(
        [
            *(str(CHROMIUM), *quiet.split(), "--disable-component-update", f"--user-data-dir={tmp_path / 'profile'}"),
            *("--enable-logging=stderr", "--virtual-time-budget=5000", "--dump-dom"),
            (tmp_path / "report.html").as_uri(),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    assert "CONSOLE" not in done.stderr
    # Drawn again by the script of the page, or as it came.
    assert done.stdout.count('class="vega-embed') == (len(PICTURES) if interactive else 0)
    assert done.stdout.count('role="img"') == len(PICTURES)


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (["2020-03-04"], "In March 2020: 1 meeting."),
        (["2020-03-04", "2020-04-01"], "From March 2020 to April 2020 there are 2 meetings, 1 in each period."),
        (
            ["2016-03-04", "2020-03-04", "2020-04-01"],
            "From 2016 to 2020 there are 3 meetings, most in 2020 (2); in 3 periods there are none.",
        ),
        (
            ["2020-03-04", "2020-04-01", "2020-04-02"],
            "From March 2020 to April 2020 there are 3 meetings: most in April 2020 (2), fewest in March 2020 (1).",
        ),
    ],
)
def test_what_is_to_be_seen_of_the_meetings(tmp_path: Path, days: list[str], says: str) -> None:
    some = [meeting(f"{day}.txt", "sea", id=day, date=day) for day in days]
    assert page(made(tmp_path / "a.db", *some)).says("meetings") == says


def of_bodies(path: Path, count: int) -> Page:
    """The report of meetings of `count` bodies, and of two that name none."""
    named = [full(n, f"Board {n:02}") for n in range(count)]
    nameless = [full(count + n).model_copy(update={"body": None}) for n in range(2)]
    return page(made(path, *nameless, *named))


def test_bodies_of_few_decisions_stand_together_and_those_without_a_name_last(tmp_path: Path) -> None:
    few, many = of_bodies(tmp_path / "few.db", 8), of_bodies(tmp_path / "many.db", 20)
    boards = [f"Board {n:02}" for n in range(20)]
    rows = few.table("outcomes")[1:]
    assert [row[:3] for row in rows] == [*([name, "2020", "2"] for name in boards[:8]), ["body not named", "2020", "4"]]
    assert len(few.basis("outcomes")) == 1
    rest = "Others (12 bodies, and body not named)"
    rows = many.table("outcomes")[1:]
    assert [row[:3] for row in rows] == [*([name, "2020", "2"] for name in boards[:8]), [rest, "2020", str(12 * 2 + 4)]]
    assert many.says("outcomes").startswith("Most decisions are by Board 00 (2 of 44). ")
    assert many.basis("outcomes")[1] == (
        f"The 8 bodies with most decisions stand by themselves, the rest together as “{rest}”."
    )
    rows = many.tables("attendance")[0][1:]
    rest = "Others (5 bodies, and body not named)"
    assert [row[:3] for row in rows] == [*([name, "1", "1"] for name in boards[:15]), [rest, "7", "7"]]


def test_a_case_of_one_day_in_two_bodies_has_no_way(tmp_path: Path) -> None:
    same_day = full(0, "Board").model_copy(update={"id": "other", "source": full(9).source})
    found = page(made(tmp_path / "a.db", full(0), same_day))
    assert found.says("routes").startswith("No picture: ")
    assert (
        "Left out, because nobody knows which was first: 1 step in two bodies of one day." in found.basis("routes")[0]
    )


def test_a_split_party_is_in_no_pair(tmp_path: Path) -> None:
    one = full(0)
    vote = voted(["A", "B"], ["A", "C"])
    split = one.items[0].model_copy(update={"decision": decision("approved", votes=[vote])})
    found = page(made(tmp_path / "a.db", one.model_copy(update={"items": [split]})))
    pairs, parties = found.tables("votes")
    assert pairs[1:] == [["B", "C", "1", "0", "0%"]]
    assert parties[1:] == [
        ["A", "0", "0", "0", "1", "1"],
        ["B", "1", "0", "0", "0", "1"],
        ["C", "0", "1", "0", "0", "1"],
    ]
    assert found.says("votes") == "There is only one pair of parties: B and C voted alike in 0% of 1 vote."


def test_an_end_before_the_beginning_is_no_length(tmp_path: Path) -> None:
    odd = full(0).model_copy(update={"closed": full(0).opened})
    found = page(made(tmp_path / "a.db", odd, full(1)))
    assert found.basis("lengths") == [
        "Behind the picture: 1 set of minutes; without both beginning and end: 0 of 2; "
        "with an end before the beginning: 1."
    ]


@pytest.mark.parametrize(
    ("number", "decimals", "danish", "english"),
    [
        (1234567, 0, "1.234.567", "1,234,567"),
        (0.5, 2, "0,5", "0.5"),
        (1000.25, 2, "1.000,25", "1,000.25"),
        (3, 1, "3", "3"),
    ],
)
def test_numbers(number: float, decimals: int, danish: str, english: str) -> None:
    assert [Words(language).number(number, decimals) for language in LANGUAGES] == [danish, english]


def test_days_lengths_shares_and_lists() -> None:
    danish, english = map(Words, LANGUAGES)
    assert (danish.day("2019-11-07"), english.day("2019-11-07")) == ("7. november 2019", "7 November 2019")
    assert (danish.period("2019-11"), danish.whole_period("2019-11"), danish.period("2019")) == (
        *("nov. 2019", "november 2019"),
        "2019",
    )
    assert (danish.length(59.6), english.length(45)) == ("1\u00a0t. 0\u00a0min.", "45\u00a0min")
    # All is all and none is none; what lies between is neither.
    assert [english.share(part, 1000) for part in (0, 1, 500, 999, 1000)] == ["0%", "1%", "50%", "99%", "100%"]
    assert english.share(0, 0) == "–"
    assert [danish.listed(list("abc")[:n]) for n in range(4)] == ["", "a", "a og b", "a, b og c"]
    assert [danish.amount(Decimal(amount)) for amount in ("9412.50", "40", "12500000", "2000000000")] == [
        "9.412,50\u00a0kr.",
        "40\u00a0kr.",
        "12,5\u00a0mio.\u00a0kr.",
        "2\u00a0mia.\u00a0kr.",
    ]
    assert english.amount(Decimal(12500000)) == "DKK\u00a012.5 million"


def test_what_cannot_be_reported_on_is_told(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", full(0))
    other = made(tmp_path / "old.db", full(0))
    with sqlite3.connect(other) as connection:
        connection.execute("PRAGMA user_version = 1")
    text = tmp_path / "text.db"
    text.write_text("Referat " * 100, "utf-8")
    hint = "Try: referat batch ARCHIVE OUT.db"
    folder = tmp_path / "folder"
    folder.mkdir()
    for args, message in (
        (["nowhere.db"], f"nowhere.db: there is no such file. {hint}"),
        ([text], f"{text}: is no database. Try: referat batch ARCHIVE OUT.db"),
        ([other], f"{other}: was made by another version of referat. Try: make it anew."),
        ([path, "-o", path], f"{path}: is also an input; it would be overwritten. Try: another --output."),
        ([path, "-o", folder], f"{folder}: is a folder. Try: a file in it, such as {folder / 'report.html'}."),
        ([path, "--from", "yesterday"], "--from yesterday: is no date. Try: 2019, 2019-11 or 2019-11-27."),
        ([path, "--authority", "Twon"], f"{path}: no authority's name holds 'Twon'. Try: 'Town'."),
        ([path, "--authority", " "], "--authority is empty; say whose minutes they are, or leave it out."),
    ):
        done = CliRunner().invoke(app, ["report", *map(str, args)])
        assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"referat: {message}\n")


def test_an_archive_that_names_no_authority_says_how_to_get_one(run: Run, tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", full(0, authority=None))
    done = run("report", path, "--authority", "Town", check=2)
    hint = "referat batch --authority NAME, which says whose they are"
    assert done.stderr == f"referat: {path}: no authority's name holds 'Town'. Try: {hint}.\n"


def test_a_choice_that_leaves_nothing_is_told(run: Run, tmp_path: Path) -> None:
    path, out = made(tmp_path / "a.db", full(0)), tmp_path / "out.html"
    done = run("report", path, "--body", "Nobody", "-o", out, check=0)
    assert (done.stdout, done.stderr) == ("", "referat: nothing found. Try: no --authority, --body, --from, --to.\n")
    assert "Der er ingen møder i arkivet" in out.read_text("utf-8")


def test_a_run_that_is_not_at_its_end_is_told(run: Run, tmp_path: Path) -> None:
    path = made(tmp_path / "a.db")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE state SET value = 'no'")
    done = run("report", path, "--lang", "en", check=0)
    hint = "Try, where it runs no more: the same referat batch again."
    assert done.stderr == f"referat: {path}: the last run has not gone to its end. {hint}\n"
    assert read(done.stdout).scope[-1] == (
        "The archive has not been read to its end: the last run was stopped, or is still running."
    )


def test_without_vl_convert_the_extra_is_named(tmp_path: Path) -> None:
    package = tmp_path / "vl_convert"
    package.mkdir()
    (package / "__init__.py").write_text("raise ModuleNotFoundError('No module named vl_convert')\n", "utf-8")
    path, out = made(tmp_path / "a.db", full(0)), tmp_path / "out.html"
    done = subprocess.run(
        [sys.executable, "-m", "referat", "report", str(path), "-o", str(out)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=False,
    )
    message = "referat: report needs vl-convert, which is not installed. Try: pip install 'referat[report]'\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)
    assert not out.exists()


def test_pictures_colours_and_texts_are_data() -> None:
    folder = ROOT / "src" / "referat" / "views" / "report"
    specs = {path.name.removesuffix(".vl.json"): path.read_text("utf-8") for path in folder.glob("*.vl.json")}
    assert sorted(specs) == sorted([*PICTURES, "authorities"])
    for name, spec in specs.items():
        said = re.findall(r'"title": "([^"{]+)"|"text": "([^"]+)"', spec)
        assert said == [], f"{name}: texts stand in views/texts/report.toml"
