"""SECURITY.md and the tables of docs/ say nothing that no test shows; dependencies are such as may be passed on."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import licences
import lowest
import promises
from conftest import ROOT, SAMPLES

_TEST = re.compile(r"(?:tests/[\w/]+\.py)(?:::(\w+))?")
#: No socket but one between processes of this machine; whoever asks for another is told of.
_NO_NETWORK = """
import os, socket

def _refused(what, address):
    with open(os.environ["ASKED"], "a", encoding="utf-8") as asked:
        asked.write(f"{what} {address}\\n")
    raise OSError("the network is gone")

_connect = socket.socket.connect

def connect(self, address):
    return _connect(self, address) if self.family == getattr(socket, "AF_UNIX", -1) else _refused("connect", address)

socket.socket.connect = connect
socket.getaddrinfo = lambda *address, **_: _refused("look up", address)
"""


def _named(text: str) -> list[str]:
    return [match[0] for match in _TEST.finditer(text)]


@pytest.mark.parametrize("name", sorted({test for row in promises.ROWS for test in row.tests}))
def test_what_a_row_names_is_a_test(name: str) -> None:
    _is_a_test(name)


def test_what_security_names_is_a_test() -> None:
    names = _named((ROOT / "SECURITY.md").read_text("utf-8"))
    assert len(names) > 8
    for name in names:
        _is_a_test(name)


def _is_a_test(name: str) -> None:
    path, _, function = name.partition("::")
    code = (ROOT / path).read_text("utf-8")
    assert re.search(rf"^def {function}\(" if function else r"^def test_", code, re.MULTILINE), name


def test_every_dependency_is_in_the_table_of_licences() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    named = [*project["dependencies"], *(one for name in extras for one in extras[name] if name in _RUNNING)]
    assert {re.split(r"[^\w-]", one)[0] for one in named} == set(licences.DIRECT)


_RUNNING = ("parquet", "zstd", "browse", "dask", "remote", "report", "review")


@pytest.mark.parametrize("name", list(licences.installed()))
def test_every_package_s_licence_is_allowed(name: str) -> None:
    said = licences.licence(licences.installed()[name])
    assert licences.ALLOWED.search(said), said
    # "MIT OR GPL" may be passed on all the same.
    assert " OR " in said or licences.REFUSED.search(said) is None, said


@pytest.mark.parametrize("name", list(licences.DIRECT))
def test_the_table_says_what_the_package_says(name: str) -> None:
    found = licences.installed().get(name)
    if found is None:
        pytest.skip(f"{name} is not for this system")
    kinds = {kind.replace("Mozilla Public", "MPL") for kind in licences.ALLOWED.findall(licences.licence(found))}
    assert kinds & set(licences.ALLOWED.findall(licences.DIRECT[name])), licences.licence(found)


def test_every_dependency_has_a_lowest_version() -> None:
    found = dict(lowest.requirements())
    assert set(licences.DIRECT) <= set(found)


@pytest.mark.skipif(os.name != "posix", reason="on Windows, processes speak to one another by sockets")
def test_no_command_asks_for_the_network(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(_NO_NETWORK, "utf-8")
    asked = tmp_path / "asked"
    sample = str(SAMPLES / "midtjylland-web" / "minutes.txt")
    page = tmp_path / "page.html"
    page.write_text('<html><body><h1>Referat</h1><img src="http://localhost:9/x.png"><p>Byrådet', "utf-8")
    db = str(tmp_path / "out.db")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "ASKED": str(asked)}
    for command in (
        ["batch", str(SAMPLES / "midtjylland-web"), db],
        ["parse", sample, str(page)],
        ["check", "--privacy", sample],
        ["search", db, "sti"],
        ["diff", db, db],
        ["report", db, "-o", str(tmp_path / "report.html"), "--interactive"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "referat", *command], env=environment, capture_output=True, check=False
        )
        assert done.returncode in (0, 1), done.stderr
        assert b"Traceback" not in done.stderr
    assert not asked.exists(), asked.read_text("utf-8")
    # The trap itself works.
    asking = "import socket; socket.create_connection(('localhost', 9))"
    trapped = subprocess.run([sys.executable, "-c", asking], env=environment, check=False, capture_output=True)
    assert trapped.returncode == 1
    assert asked.exists()
