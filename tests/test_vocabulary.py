"""The compiled form of the TOML files: used where it is of the same bytes, and otherwise not."""

import marshal
import tomllib
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from referat.lexicon import vocabulary
from referat.lexicon.packing import packed

FILES = sorted(vocabulary.COMPILED.parent.parent.rglob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_compiled_as_it_stands(path: Path) -> None:
    assert vocabulary.read(path) == tomllib.loads(path.read_text("utf-8-sig"))


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of one file, not compiled yet."""
    (tmp_path / "a.toml").write_text("value = 1\n", "utf-8")
    monkeypatch.setattr(vocabulary, "_PACKAGE", tmp_path)
    monkeypatch.setattr(vocabulary, "COMPILED", tmp_path / "compiled.bin")
    vocabulary._compiled.cache_clear()
    yield tmp_path
    vocabulary._compiled.cache_clear()


def test_a_file_that_has_changed_is_read_itself(package: Path) -> None:
    vocabulary.COMPILED.write_bytes(vocabulary.compiled())
    (package / "a.toml").write_text("value = 2\n", "utf-8")
    assert vocabulary.read(package / "a.toml") == {"value": 2}


def test_the_compiled_form_is_used(package: Path) -> None:
    crc = zlib.crc32((package / "a.toml").read_bytes())
    vocabulary.COMPILED.write_bytes(marshal.dumps({"a.toml": (crc, marshal.dumps({"value": 3}))}))
    assert vocabulary.read(package / "a.toml") == {"value": 3}


@pytest.mark.parametrize("cut", [None, 0, 2, -2, -1])
def test_without_a_whole_compiled_form_the_file_is_read(package: Path, cut: int | None) -> None:
    if cut is not None:
        vocabulary.COMPILED.write_bytes(vocabulary.compiled()[:cut])
    assert vocabulary.read(package / "a.toml") == {"value": 1}


@pytest.mark.parametrize(
    "value",
    [
        {"a": [1, True, (1, True), (True, 1)], "b": ("x", ("x",)), "c": frozenset({"x", ("x",)})},
        [frozenset({1}), frozenset({True}), "", None, b"", 2**70, (2**70,)],
    ],
)
def test_what_is_written_once_is_read_as_it_was(value: object) -> None:
    assert repr(marshal.loads(packed(value))) == repr(value)  # noqa: S302  our own


def test_what_is_equal_is_written_once() -> None:
    one, other = marshal.loads(packed([("word", 2**70), ("word", 2**70)]))  # noqa: S302  our own
    assert one is other
