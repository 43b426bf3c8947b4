"""Outputs at addresses: two runs do not write into one another there either, as far as that can be known."""

import os
import tempfile
from pathlib import Path

import pytest

from archives import fill
from referat.archive.batch import beside
from referat.archive.batch.remote import local_output
from referat.archive.batch.run import Options, batch
from referat.errors import OutputError, OutputLostError

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return fill(tmp_path / "archive", 3)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Runs do not wait for each other, and their locks are nobody else's."""
    monkeypatch.setattr(beside, "PATIENCE", 0)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.mark.usefixtures("impatient")
def test_two_runs_cannot_write_to_one_address(archive: Path) -> None:
    out = "memory://two/out.db"
    with local_output(out, resume=True), pytest.raises(OutputError) as caught:
        batch([str(archive)], out)
    assert str(caught.value) == f"{out}: another program is using it. Try: wait until it has ended."
    assert batch([str(archive)], out, Options(jobs=1)).totals.meetings == 3


@pytest.mark.usefixtures("impatient")
def test_the_address_of_a_file_is_that_file(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.db"
    with local_output(f"file://{out}", resume=True), pytest.raises(OutputError) as caught:
        batch([str(archive)], str(out))
    assert str(caught.value) == f"{out}: another program is using it. Try: wait until it has ended."


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("written", ["out.db", "out.db.state"])
def test_what_another_has_written_to_an_address_meanwhile_stays(written: str) -> None:
    memory = fsspec.filesystem("memory")
    memory.pipe_file(f"/meanwhile/{written}", b"of the last run")
    run = local_output("memory://meanwhile/out.db", resume=True)
    run.__enter__().write_bytes(b"ours")
    memory.pipe_file(f"/meanwhile/{written}", b"of somebody else")
    with pytest.raises(OutputLostError) as caught:
        run.__exit__(None, None, None)
    hint = "the same command again, when it has ended."
    assert str(caught.value) == f"memory://meanwhile/out.db: another program has written to it. Try: {hint}"
    assert memory.cat_file(f"/meanwhile/{written}") == b"of somebody else"


@pytest.mark.usefixtures("impatient")
def test_a_folder_of_locks_that_is_somebody_elses_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / (f"referat-locks-{os.getuid()}" if hasattr(os, "getuid") else "referat-locks")
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError) as caught, local_output("memory://x/out.db", resume=True):
        pass
    assert str(caught.value) == f"{folder}: cannot hold a lock: it is somebody else's. Try: another TMPDIR."
