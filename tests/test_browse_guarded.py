"""`referat browse` against other sites' pages, and against questions that cost much: real processes, real HTTP."""

import base64
import hashlib
import http.client
import os
import re
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest

from conftest import SAMPLES
from referat.archive.outcomes import parse_files
from referat.archive.query.metadata import NAME
from referat.cli.browsed import LARGEST_ANSWER, LARGEST_VALUE
from referat.export.database import Database
from referat.export.rows import of_source
from test_browse import Served

_ELSEWHERE = "Only what is asked of 127.0.0.1 or localhost is answered, by the address that referat printed.\n"
_LARGE = "Et langt afsnit. " * 200_000  # 3.4 MB, and ten of them in one table


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


def ask(
    served: Served, path: str, *headers: tuple[str, str], method: str = "GET", host: str | None = "127.0.0.1"
) -> Answer:
    """What is answered to a request with these headers; `host` None sends none, "" the right one without a port."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    try:
        connection.putrequest(method, path, skip_host=True)
        if host is not None:
            connection.putheader("Host", f"{host}:{served.port}" if host in ("127.0.0.1", "localhost") else host)
        for name, value in headers:
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        return Answer(response.status, {k.lower(): v for k, v in response.headers.items()}, response.read().decode())
    finally:
        connection.close()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("guarded") / "out.db"
    database = Database(path)
    for outcome in parse_files([str(SAMPLES / "midtjylland-web" / "minutes.txt")]):
        assert outcome.parsed is not None
        database.add(of_source(outcome.name, None, "0", outcome.parsed.records))
    database.finish()
    database.close()
    # Nobody searches here, so that the index may lack these.
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE sections SET text = ?", (_LARGE,))
    return path


def _served(*arguments: str) -> Iterator[Served]:
    process = Served(Path(arguments[0]), "--no-open", *arguments[1:])
    try:
        yield process
    finally:
        process.end(signal.SIGINT)


@pytest.fixture(scope="module")
def served(database: Path) -> Iterator[Served]:
    yield from _served(str(database))


@pytest.fixture(scope="module")
def served_sql(database: Path) -> Iterator[Served]:
    yield from _served(str(database), "--sql")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_machine_s_own_names_are_answered(served: Served, host: str) -> None:
    assert ask(served, "/", host=host).status == 200
    assert ask(served, "/", method="HEAD", host=host).status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "127.0.0.1:1", "localhost:80", "[::1]", "0.0.0.1", "", None, "127.1"],
)
def test_no_other_host_is_answered(served: Served, host: str | None) -> None:
    answer = ask(served, f"/{NAME}/items.json", host=host)
    # A request without a host is none, which the server itself says.
    assert (answer.status, answer.text) in ((403, _ELSEWHERE), *([(400, answer.text)] if host is None else []))


def test_two_hosts_are_none(served: Served) -> None:
    assert ask(served, "/", ("Host", "evil.example")).status in (400, 403)


def test_pages_of_other_sites_may_lead_here_but_not_ask(served: Served) -> None:
    cross = ("Sec-Fetch-Site", "cross-site")
    for mode in ("no-cors", "cors", "same-origin"):
        answer = ask(served, "/", cross, ("Sec-Fetch-Mode", mode))
        assert (answer.status, answer.text) == (403, "What pages of other sites ask for is not answered.\n")
    assert ask(served, "/", cross).status == 403
    assert ask(served, "/", cross, ("Sec-Fetch-Mode", "navigate")).status == 200
    assert ask(served, "/", ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "cors")).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_but_asking_is_allowed(served: Served, method: str) -> None:
    answer = ask(served, f"/{NAME}/items", method=method)
    assert (answer.status, answer.text) == (405, "Only GET and HEAD are answered.\n")


_PAGES = ["/", f"/{NAME}", f"/{NAME}/items", f"/{NAME}/find_items?words=referat", f"/{NAME}/nothing"]


@pytest.mark.parametrize("path", _PAGES)
def test_every_page_is_bound(served: Served, path: str) -> None:
    _is_bound(ask(served, path))


@pytest.mark.parametrize("path", [*_PAGES, f"/{NAME}?sql=select+1"])
def test_pages_are_bound_with_sql_too(served_sql: Served, path: str) -> None:
    _is_bound(ask(served_sql, path))


def _is_bound(page: Answer) -> None:
    headers = page.headers
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    # What the page itself has runs still.
    scripts = re.findall(r"<script>(.*?)</script>", page.text, re.DOTALL)
    for script in scripts:
        assert f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" in policy["script-src"]
    assert re.search(r"<script(?! src=\"/-/static/|>)|\son\w+=\"|javascript:", page.text) is None
    assert "<script" in page.text


@pytest.mark.parametrize(
    "path",
    [
        f"/{NAME}?sql=select+1",
        f"/{NAME}.json?sql=select+1",
        f"/{NAME}/items.json?_where=1%3D1",
        f"/{NAME}.json?{urlencode({'sql': 'select zeroblob(900000000)'})}",
    ],
)
def test_sql_of_one_s_own_is_refused(served: Served, path: str) -> None:
    assert ask(served, path).status == 403


def test_with_sql_it_is_answered(served_sql: Served) -> None:
    answer = ask(served_sql, f"/{NAME}.json?sql=select+count(*)+as+n+from+items&_shape=array")
    assert (answer.status, answer.text) == (200, '[{"n": 4}]')


#: What costs much: a question, and what is said instead of an answer.
_COSTLY = {
    "select zeroblob(900000000)": "string or blob too big",
    f"select hex(zeroblob({LARGEST_VALUE // 2 + 1}))": "string or blob too big",
    "select printf('%.*c', 900000000, 'x')": "not authorized to use function: printf",
    "with recursive r(n) as (select 1 union all select n + 1 from r) select hex(zeroblob(1000000)) from r": (
        f"the answer is larger than {LARGEST_ANSWER // 1_000_000} MB. Try: fewer rows, with _size=10."
    ),
    "with recursive r(n) as (select 1 union all select n + 1 from r) select count(*) from r": "SQL query took too long",
    "select 'a' like hex(zeroblob(200))": "LIKE or GLOB pattern too complex",
    "attach 'other.db' as other": "Statement must be a SELECT",
    "select load_extension('x.so')": "not authorized",
}


@pytest.mark.parametrize("sql", list(_COSTLY), ids=lambda sql: sql[:40])
def test_what_costs_much_is_refused(served_sql: Served, sql: str) -> None:
    answer = ask(served_sql, f"/{NAME}.json?{urlencode({'sql': sql, '_timelimit': 200})}")
    assert answer.status == 400
    assert _COSTLY[sql] in answer.text
    assert ask(served_sql, "/").status == 200


def test_many_rows_are_cut(served_sql: Served) -> None:
    sql = "with recursive r(n) as (select 1 union all select n + 1 from r limit 5000) select n from r"
    assert ask(served_sql, f"/{NAME}.json?{urlencode({'sql': sql, '_shape': 'array'})}").text.count('"n"') == 1000


def test_a_table_s_rows_are_bounded_too(served: Served) -> None:
    answer = ask(served, f"/{NAME}/sections.json?_size=max&_shape=array")
    assert answer.status == 400
    assert f"the answer is larger than {LARGEST_ANSWER // 1_000_000} MB" in answer.text
    assert ask(served, f"/{NAME}/sections.json?_size=2&_shape=array").status == 200


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is read in /proc")
def test_it_takes_little_memory(served: Served, served_sql: Served) -> None:
    for process in (served, served_sql):
        status = Path(f"/proc/{process.process.pid}/status").read_text("utf-8")
        most = re.search(r"VmHWM:\s+(\d+) kB", status)
        assert most is not None
        assert int(most[1]) < 600_000
    assert os.getpid() != served.process.pid
