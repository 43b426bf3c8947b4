"""`referat browse`: what Datasette is told, the questions it has ready, and the process that serves it."""

import asyncio
import errno
import gc
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from archives import fill
from conftest import ROOT, SAMPLES, Run
from referat.archive.outcomes import parse_files
from referat.archive.query.metadata import LINKS, NAME, QUESTIONS, metadata
from referat.cli import browse
from referat.export.database import Database, opened
from referat.export.relations import RELATIONS
from referat.export.rows import of_failure, of_source
from referat.export.views import VIEWS

pytest.importorskip("datasette", reason='Datasette comes with the extra "browse"')

# Datasette 0.65 never closes its own database in memory, which Python 3.13 complains about.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning")

FILES = [
    "edoc-meeting/minutes.txt",
    "midtjylland-web/minutes.txt",
    "midtjylland-web/traps.txt",
    "firstagenda-pdf/several-meetings.txt",
]


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """What is left open is complained about here, where it is expected, and not in another test."""
    yield
    gc.collect()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of some samples and of a file that failed, whose name means something in a URI."""
    path = tmp_path_factory.mktemp("archive") / "50% æ?#.db"
    database = Database(path)
    for outcome in parse_files([str(SAMPLES / name) for name in FILES]):
        assert outcome.parsed is not None
        database.add(of_source(outcome.name, outcome.parsed.source.sha256, "0", outcome.parsed.records))
    database.add(of_failure("lost.txt", None, "0", "not-minutes", "there is no such file."))
    database.finish()
    database.close()
    return path


def ask(path: Path, *addresses: str) -> list[Any]:
    """What Datasette answers at each address, in its process."""
    with opened(str(path)) as connection:
        datasette = browse.application(path, browse.row_counts(connection))

    async def all_of_them() -> list[Any]:
        return [await datasette.client.get(address) for address in addresses]

    try:
        return asyncio.run(all_of_them())
    finally:
        datasette.executor.shutdown()
        for database in datasette.databases.values():
            database.close()


def rows(path: Path, question: str, **blanks: str | int) -> list[dict[str, Any]]:
    """The rows that answer a question."""
    (response,) = ask(path, f"/{NAME}/{question}.json?{urlencode({'_shape': 'array', **blanks})}")
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()
    return found


def described() -> dict[str, dict[str, Any]]:
    told: Any = metadata("a.db")["databases"]
    tables: dict[str, dict[str, Any]] = told[NAME]["tables"]
    return tables


def test_every_table_and_column_is_described_in_the_words_of_the_schema() -> None:
    told = described()
    for name, relation in RELATIONS.items():
        assert told[name]["description"] == relation.about
        assert told[name]["columns"] == {field.name: field.about for field in relation.fields}
    for name, view in VIEWS.items():
        assert told[name]["description"] == view.about
    assert told["item_decisions"]["columns"]["decision"] == told["decisions"]["columns"]["text"]


def test_nothing_is_told_of_what_is_not_there(archive: Path) -> None:
    with opened(str(archive)) as connection:
        there = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        }
        for name, told in described().items():
            if told == {"hidden": True}:
                assert any(table.startswith(name) for table in there)
                continue
            columns = {column[1] for column in connection.execute(f"PRAGMA table_xinfo({name})")}
            assert told["columns"].keys() <= columns, name
            named = {told[key] for key in ("sort_desc", "label_column", "fts_pk") if key in told}
            assert named | set(told.get("facets", ())) <= columns, name
            assert told.get("fts_table", "search") in there
        # A question that is called as a table would hide it.
        assert not there & QUESTIONS.keys()
    assert all(parameter in QUESTIONS[question].params for question, parameter in LINKS.values())


def test_every_page_opens(archive: Path) -> None:
    addresses = ["/", f"/{NAME}", *(f"/{NAME}/{name}" for name in (*RELATIONS, *VIEWS, *QUESTIONS)), f"/{NAME}/items/1"]
    pages = ask(archive, *addresses)
    assert [(page.status_code, at) for page, at in zip(pages, addresses, strict=True) if page.status_code != 200] == []
    start, database = pages[0].text, pages[1].text
    for key, question in QUESTIONS.items():
        assert (f'<dt><a href="/{NAME}/{key}">{question.title}</a>' in start) is not question.linked
    assert "Minutes in 50% æ?#.db" in start
    assert "search_data" not in database
    assert "hidden table" not in database
    assert 'name="_search"' in pages[addresses.index(f"/{NAME}/item_decisions")].text


def test_no_page_needs_another_machine(archive: Path) -> None:
    for page in ask(archive, "/", f"/{NAME}", f"/{NAME}/find_items?words=a", f"/{NAME}/items"):
        assert re.findall(r'<(?:link rel="stylesheet"|script|img)[^>]*(?:href|src)="(?:https?:)?//', page.text) == []


def test_parameters_are_those_of_the_query() -> None:
    for question in QUESTIONS.values():
        assert set(re.findall(r":(\w+)", question.sql)) == set(question.params)


def test_items_are_found_by_words_and_their_beginnings(archive: Path) -> None:
    found = rows(archive, "find_items", words="GODKENDELSE referat")
    assert [(row["date"], row["title"]) for row in found] == [
        ("2019-03-11", "Godkendelse - Godkendelse af referat"),
        ("2021-09-14", "Godkendelse af referat"),
    ]
    assert found[0]["found"] == "[Godkendelse] - [Godkendelse] af [referat]"
    assert len(rows(archive, "find_items", words="godkend")) > len(found)
    assert [row["title"] for row in rows(archive, "find_items", words='"stier og natur')] == [
        "Anbefalinger om stier og naturområder"
    ]


def test_the_search_is_narrowed_by_body_and_period(archive: Path) -> None:
    both = {"words": "godkendelse referat"}
    assert [row["date"] for row in rows(archive, "find_items", **both, body="natur")] == ["2021-09-14"]
    assert [row["date"] for row in rows(archive, "find_items", **both, **{"from": "2019-03", "to": "2019"})] == [
        "2019-03-11"
    ]
    assert rows(archive, "find_items", **both, **{"from": "2019-03-12", "to": "2021-08"}) == []


@pytest.mark.parametrize(
    "typed", ["", " ", '"', '""', "*", '"*"', "a*b", "^", "-", "NEAR(", "title:", "'", '\n"a\nb', "OR"]
)
def test_whatever_is_typed_is_searched_for_and_no_error(archive: Path, typed: str) -> None:
    answers = ask(
        archive,
        f"/{NAME}/find_items?{urlencode({'words': typed})}",
        f"/{NAME}/find_words?{urlencode({'part': typed})}",
        *(f"/{NAME}/{table}?{urlencode({'_search': typed})}" for table in ("items", "item_texts", "item_decisions")),
    )
    assert [answer.status_code for answer in answers] == [200] * 5


@pytest.mark.parametrize(("table", "shown"), [("items", 2), ("item_texts", 2), ("item_decisions", 2)])
def test_the_search_box_finds_what_the_question_finds(archive: Path, table: str, shown: int) -> None:
    (answer,) = ask(archive, f"/{NAME}/{table}.json?_shape=array&_search=godkendelse+refer")
    assert len(answer.json()) == shown


def test_words_are_found_by_a_part(archive: Path) -> None:
    found = {row["word"]: row["items"] for row in rows(archive, "find_words", part="STI")}
    assert found.keys() >= {"stier", "stierne", "indstiller"}
    assert all(count > 0 for count in found.values())


def test_decisions_stand_beside_their_recommendations(archive: Path) -> None:
    first = rows(archive, "list_decisions", body="natur")[0]
    assert (first["recommended_by"], first["recommendation"]) == (
        "Direktionen",
        "at referatet fra mødet den 8. juni godkendes",
    )
    assert (first["decision"], first["outcomes"]) == ("Udvalget godkendte referatet.", "approved")


def test_votes_are_counted_and_listed(archive: Path) -> None:
    assert rows(archive, "count_votes", party="O") == [
        {"party": "O", "year": "2019", "for": 0, "against": 1, "abstained": 0}
    ]
    assert [row["party"] for row in rows(archive, "count_votes", year="2019")] == ["A", "B", "O", "V"]
    (vote,) = rows(archive, "list_votes", name="O")
    assert (vote["side"], vote["title"]) == ("against", "Beslutning - Nyt journalsystem til akutmodtagelserne")


def test_absences_are_counted(archive: Path) -> None:
    assert rows(archive, "count_absences", name="elkær") == [
        {"name": "Dagny Elkær", "year": "2021", "body": "natur og friluftsliv", "meetings": 1}
    ]


def test_a_case_is_followed_from_the_list_of_cases(archive: Path) -> None:
    (case,) = rows(archive, "list_cases")
    assert case == {"case_number": "1-00-2-20", "meetings": 2, "last": "2020-06-22", "title": "Eventuelt"}
    steps = rows(archive, "follow_case", case_number=" 1-00-2-20 ")
    assert sorted({row["date"] for row in steps}) == ["2020-06-08", "2020-06-22"]
    assert [row["date"] for row in steps] == sorted(row["date"] for row in steps)
    assert rows(archive, "follow_case") == []


def test_failures_are_listed(archive: Path) -> None:
    lost = [{"path": "lost.txt", "code": "not-minutes", "message": "there is no such file."}]
    assert rows(archive, "list_failures") == rows(archive, "list_failures", code="not-minutes") == lost
    assert rows(archive, "list_failures", code="empty") == []


def test_an_item_is_shown_whole_and_linked_to(archive: Path) -> None:
    (found,) = rows(archive, "find_items", words="temamødet program debat")
    parts = {row["part"]: row["text"] for row in rows(archive, "whole_item", item=found["item"])}
    assert parts["Meeting"] == "2021-09-14 natur og friluftsliv"
    assert parts["Case number"] == "1-00-11-21"
    assert parts["Beslutning"].startswith("Udvalget aftalte følgende program:")
    assert re.fullmatch(r".*/midtjylland-web/minutes\.txt, lines \d+-\d+", parts["File"])
    (page,) = ask(archive, f"/{NAME}/find_items?words=temam%C3%B8det+program+debat")
    assert f'<a href="/{NAME}/whole_item?item={found["item"]}">{found["title"]}</a>' in page.text
    assert f'<a href="/{NAME}/follow_case?case_number=1-00-11-21">1-00-11-21</a>' in page.text


def test_cells_are_escaped() -> None:
    from sqlite3 import Row, connect

    with closing(connect(":memory:")) as connection:
        connection.row_factory = Row
        row: Row = connection.execute("SELECT '<b>' AS case_number, '<i>' AS text").fetchone()
    shown = browse.render_cell(row, "<b>", "case_number", None, NAME)
    assert str(shown) == f'<a href="/{NAME}/follow_case?case_number=%3Cb%3E">&lt;b&gt;</a>'
    # Datasette escapes what is no Markup.
    assert type(browse.render_cell(row, "<i>", "text", None, NAME)) is str


class Served:
    """`referat browse` as a process, from the line that says where it is."""

    def __init__(self, path: Path, *options: str, env: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "referat", "browse", str(path), *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1", **(env or {})},
        )
        # A process that says nothing is ended, and the line below then fails the test.
        timer = threading.Timer(60, self.process.kill)
        timer.start()
        assert self.process.stderr is not None
        self.said = self.process.stderr.readline()
        timer.cancel()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", self.said)
        assert found, self.said
        self.address, self.port = found[0], int(found[1])

    def get(self, path: str) -> str:
        # No proxy of the environment's stands between a machine and itself.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(self.address + path, timeout=30) as response:
            text: str = response.read().decode()
        return text

    def end(self, number: int) -> tuple[int, str, str]:
        """The exit status, and what it wrote since."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err


@pytest.fixture
def served(archive: Path) -> Iterator[Served]:
    process = Served(archive, "--no-open")
    try:
        yield process
    finally:
        if process.process.poll() is None:
            process.process.kill()
            process.process.communicate()


def test_it_serves_and_ends_with_ctrl_c(served: Served, archive: Path) -> None:
    before = (archive.read_bytes(), archive.stat().st_mtime_ns, sorted(archive.parent.iterdir()))
    assert served.said == f"referat: {served.address} (Ctrl-C ends it)\n"
    assert "Find items by words" in served.get("")
    assert json.loads(served.get(f"{NAME}/count_votes.json?_shape=array&party=O"))[0]["against"] == 1
    assert (archive.read_bytes(), archive.stat().st_mtime_ns, sorted(archive.parent.iterdir())) == before
    assert served.end(signal.SIGINT) == (0, "", "\n")


def test_it_begins_at_the_question_that_is_asked_for(archive: Path) -> None:
    served = Served(archive, "list_decisions", "--no-open")
    try:
        assert served.said == f"referat: {served.address}{NAME}/list_decisions (Ctrl-C ends it)\n"
        assert "Decisions beside their recommendations" in served.get(f"{NAME}/list_decisions")
    finally:
        served.end(signal.SIGINT)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGTERM to catch")
def test_it_ends_with_sigterm(served: Served) -> None:
    served.get("")
    assert served.end(signal.SIGTERM) == (128 + signal.SIGTERM, "", "")


def test_it_listens_to_this_machine_alone(served: Served) -> None:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as other:
        other.settimeout(5)
        assert other.connect_ex(("127.0.0.2", served.port)) != 0


def test_nothing_can_be_written_or_downloaded(served: Served) -> None:
    for path in (f"{NAME}?sql=delete+from+items", f"{NAME}.db"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            served.get(path)
        refused.value.close()
        assert refused.value.code in (400, 403, 404)


def test_a_port_that_is_taken_is_told(served: Served, archive: Path, run: Run) -> None:
    done = run("browse", archive, "--no-open", "--port", str(served.port), check=2)
    why = f"referat: port {served.port} cannot be had: {os.strerror(errno.EADDRINUSE)}."
    assert done.stderr == f"{why} Try: another --port, or 0 for a free one.\n"


@pytest.mark.skipif(os.name != "posix", reason="the browser is a shell script here")
def test_the_browser_is_opened(archive: Path, tmp_path: Path) -> None:
    told = tmp_path / "told"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {told}.part && mv {told}.part {told}\n', "utf-8")
    browser.chmod(0o755)
    process = Served(archive, env={"BROWSER": f"{browser} %s"})
    try:
        for _ in range(200):
            if told.exists():
                break
            threading.Event().wait(0.05)
        assert told.read_text("utf-8") == f"{process.address}\n"
    finally:
        assert process.end(signal.SIGINT)[0] == 0


def test_while_a_run_writes_the_last_committed_state_is_shown(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.db"
    path.write_bytes(archive.read_bytes())
    process = Served(path, "--no-open")
    try:
        counted = f"{NAME}.json"
        before = {table["name"]: table["count"] for table in json.loads(process.get(counted))["tables"]}
        assert (before["failures"], before["sources"]) == (1, 5)
        database = Database(path)
        for n in range(3000):  # enough to be written in several pages
            database.add(of_failure(f"{n}.txt", None, "0", "empty", "there is no text in it. " * 20))
        assert len(json.loads(process.get(f"{NAME}/failures.json?_shape=array"))) == 1
        database.commit()
        asked = f"{NAME}/failures.json?_shape=array&code=empty&_size=max"
        assert len(json.loads(process.get(asked))) == 1000
        after = {table["name"]: table["count"] for table in json.loads(process.get(counted))["tables"]}
        assert after == {**before, "failures": 3001, "sources": 3005}
        database.remove("1.txt")
        database.finish()
        database.close()
        assert "0.txt" in process.get(asked)
    finally:
        assert process.end(signal.SIGINT)[0] == 0


def test_it_can_be_opened_while_a_run_writes(tmp_path: Path) -> None:
    path = tmp_path / "out.db"
    database = Database(path)
    database.add(of_failure("a.txt", None, "0", "empty", "there is no text in it."))
    assert rows(path, "list_failures") == []
    database.commit()
    database.add(of_failure("b.txt", None, "0", "empty", "there is no text in it."))
    assert [row["path"] for row in rows(path, "list_failures")] == ["a.txt"]
    database.finish()
    database.close()
    assert [row["path"] for row in rows(path, "list_failures")] == ["a.txt", "b.txt"]
    assert list(tmp_path.iterdir()) == [path]


def test_a_run_beside_it_that_reads_all_anew_breaks_no_page(run: Run, tmp_path: Path) -> None:
    archive, path = fill(tmp_path / "archive", 20), tmp_path / "out.db"
    run("batch", archive, path, check=0)
    fill(archive, 30)
    process = Served(path, "--no-open", "--sql")
    asked = f"{NAME}.json?sql=select+count(*)+from+items&_shape=arrayfirst"
    counts: list[int] = []
    try:
        command = [sys.executable, "-m", "referat", "batch", str(archive), str(path), "--quiet", "--fresh"]
        with subprocess.Popen(command) as batch:
            while batch.poll() is None:
                counts += json.loads(process.get(asked))
        counts += json.loads(process.get(asked))
        assert "30 rows" in process.get(f"{NAME}/items")
    finally:
        assert process.end(signal.SIGINT)[0] == 0
    assert (batch.returncode, counts[0], counts[-1]) == (0, 20, 30)
    # What is shown is what was kept last: each file as it was read before until it has been read again.
    assert counts == sorted(counts)


def test_what_is_no_database_is_told(run: Run, tmp_path: Path) -> None:
    done = run("browse", "nowhere.db", check=2)
    assert done.stderr == "referat: nowhere.db: there is no such file. Try: referat batch ARCHIVE OUT.db\n"
    text = tmp_path / "text.db"
    text.write_text("Referat " * 100, "utf-8")
    told = run("browse", text, check=2).stderr
    assert told == f"referat: {text}: is no database. Try: referat batch ARCHIVE OUT.db\n"


def test_without_datasette_the_extra_is_named(archive: Path, tmp_path: Path) -> None:
    package = tmp_path / "datasette"
    package.mkdir()
    (package / "__init__.py").write_text("raise ModuleNotFoundError('No module named datasette')\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "referat", "browse", str(archive), "--no-open"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=False,
    )
    message = "referat: browse needs Datasette, which is not installed. Try: pip install 'referat[browse]'\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)
