"""What batch writes, opened by other programs as their users would."""

import csv
import datetime
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from archives import generated
from conftest import SAMPLES
from referat.archive.batch.run import Options, batch
from referat.export.tables import TABLES


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = generated(tmp_path_factory.mktemp("foreign") / "archive", 66)
    (folder / "bad.txt").write_bytes(b"")
    for path in sorted(SAMPLES.glob("midtjylland-web/*.txt")):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture(scope="module")
def tables(archive: Path) -> Path:
    batch([str(archive)], str(archive.parent / "plain"), Options(target="csv"))
    batch([str(archive)], str(archive.parent / "excel"), Options(target="csv", excel=True))
    return archive.parent


@pytest.mark.parametrize("form", ["plain", "excel"])
def test_frictionless_finds_the_package_valid(tables: Path, form: str) -> None:
    pytest.importorskip("frictionless")
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(command, cwd=tables / form, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert report["valid"], report
    assert len(report["tasks"]) == len(TABLES) + 1
    assert done.returncode == 0


def test_duckdb_reads_the_types_that_the_package_gives(tables: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    package = json.loads((tables / "plain" / "datapackage.json").read_bytes())
    types = {"string": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE", "datetime": "TIMESTAMPTZ"}
    rows = {}
    for resource in package["resources"]:
        columns = {field["name"]: types[field["type"]] for field in resource["schema"]["fields"]}
        path = str(tables / "plain" / resource["path"])
        read = f"read_csv('{path}', header=true, delim=',', quote='\"', escape='\"', columns={columns})"
        rows[resource["name"]] = duckdb.sql(f"SELECT COLUMNS(*)::VARCHAR FROM {read}").fetchall()  # noqa: S608
    assert {name: len(found) for name, found in rows.items()} == {
        resource["name"]: len(_rows(tables / "plain" / resource["path"])) for resource in package["resources"]
    }
    assert datetime.date.fromisoformat(rows["meetings"][0][2])


def _rows(path: Path, **options: Any) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, **options))[1:]


def test_duckdb_reads_parquet_as_the_csv(archive: Path, tables: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    out = archive.parent / "out.parquet"
    batch([str(archive)], str(out))
    for path in sorted(out.glob("*.parquet")):
        count = duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall()[0][0]  # noqa: S608
        assert count == len(_rows(tables / "plain" / f"{path.stem}.csv")), path.stem
    described = duckdb.sql(f"DESCRIBE SELECT * FROM '{out}/meetings.parquet'").fetchall()  # noqa: S608
    kinds = {name: kind for name, kind, *_ in described}
    assert (kinds["date"], kinds["items"], kinds["opened"]) == ("DATE", "BIGINT", "TIMESTAMP WITH TIME ZONE")


def test_the_danish_form_holds_the_same_cells(tables: Path) -> None:
    for path in sorted((tables / "plain").glob("*.csv")):
        danish = _rows(tables / "excel" / path.name, delimiter=";")
        assert [[cell.removeprefix("'") for cell in row] for row in danish] == [
            [cell.removeprefix("'") for cell in row] for row in _rows(path)
        ]
