"""What reads texts in the benchmarks: referat, the floor, and the peers that are installed; and the texts.

    python tests/readers.py FOLDER

is for valgrind (`instructions_of`): each reader that FOLDER names reads the texts that lie there for it.
"""

import gc
import importlib.metadata
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from random import Random

from generator import random_meeting, render
from instructions import are_countable, counted, do
from referat import parse
from referat.export.json import dump
from remembered import forget

Read = Callable[[bytes], object]

# What stands between a set's name and a reader's.
_BY = " by "
# A number that may be another one without any date, time or item becoming another one.
_NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{3,}")
_KNOWN = frozenset(("Beslutning", "Bilag", "Resume", "Sagsfremstilling"))


def documents(layout: str, count: int, items: int | None = None) -> list[bytes]:
    """So many random meetings, printed in `layout`."""
    rngs = (Random(f"{layout} {n}") for n in range(count))
    return [render(random_meeting(rng, items), layout, rng).text.encode() for rng in rngs]


def real(folder: Path, copies: int) -> list[bytes]:
    """Every text in `folder` so many times, each time with other numbers; they take turns."""
    texts = [path.read_bytes().decode() for path in sorted(folder.glob("*.txt"))]
    return [_NUMBER.sub(partial(_other, n), text).encode() for n in range(copies) for text in texts]


def _other(n: int, number: re.Match[str]) -> str:
    digits = number[0]
    return f"{digits[:-3]}{(int(digits[-3:]) + n) % 1000:03}"


def floor(data: bytes) -> object:
    """Decode and split: what any reader of lines does."""
    return data.decode().split("\n")


def look_up(data: bytes) -> object:
    """The floor, and one look-up per line."""
    known = _KNOWN
    return [line for line in data.decode().split("\n") if line.strip() in known]


def whole(data: bytes) -> object:
    """From bytes to validated meetings to JSON."""
    return [dump(one, None, indent=None) for one in parse(data).records]


OURS: dict[str, Read] = {"floor": floor, "floor + one look-up a line": look_up, "referat": whole}


def peers() -> dict[str, Read]:
    """The peers that are installed."""
    found: dict[str, Read] = {}
    for name, make in _PEERS.items():
        try:
            read = make()
            read(b"# Title\n\nText.\n")
            found[f"{name} {importlib.metadata.version(name)}"] = read
        except (ImportError, OSError, RuntimeError) as error:  # one of them loads a model from the net
            print(f"{name} is left out: {error}", file=sys.stderr)
    return found


def readers() -> dict[str, Read]:
    """All of them, by the names that tables give them."""
    return {**OURS, **peers()}


def _mistune() -> Read:
    import mistune

    markdown = mistune.create_markdown(renderer=None)
    return lambda data: markdown(data.decode())


def _markdown_it() -> Read:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt()
    return lambda data: markdown.parse(data.decode())


def _cmark() -> Read:
    import cmarkgfm

    return lambda data: cmarkgfm.markdown_to_html(data.decode())


def _docutils() -> Read:
    from docutils.core import publish_doctree

    quiet = {"report_level": 5, "halt_level": 6, "file_insertion_enabled": False, "raw_enabled": False}
    return lambda data: publish_doctree(data.decode(), settings_overrides=quiet)


def _unstructured() -> Read:
    from unstructured.partition.text import partition_text  # type: ignore[import-not-found]  # no extra of ours

    return lambda data: partition_text(text=data.decode())


def _eyecite() -> Read:
    from eyecite import get_citations  # type: ignore[import-not-found,unused-ignore]  # no extra of ours

    return lambda data: get_citations(data.decode())


_PEERS: dict[str, Callable[[], Read]] = {
    "mistune": _mistune,
    "markdown-it-py": _markdown_it,
    "cmarkgfm": _cmark,
    "docutils": _docutils,
    "unstructured": _unstructured,
    "eyecite": _eyecite,
}


def instructions_of(sets: Mapping[str, Sequence[bytes]], read_by: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Thousand instructions for a text of each set, by "SET by READER"; {} where none can be counted.

    Each of `sets` is read by the readers that `read_by` names for it.
    """
    if not are_countable():
        print("instructions are left out: valgrind is not installed.", file=sys.stderr)
        return {}
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        for at, (key, texts) in enumerate(sets.items()):
            folder = Path(name, str(at))
            folder.mkdir()
            (folder / "readers").write_text("\n".join((key, *read_by[key])), "utf-8")
            for n, text in enumerate(texts):
                (folder / f"{n}.txt").write_bytes(text)
        for key, count in counted([str(Path(__file__)), name]).items():
            found[key] = count / len(sets[key.rpartition(_BY)[0]]) / 1000
    return found


def count_in(folder: Path) -> None:
    """Let each set in `folder` be read by its readers, after each has read it once: what is made for all is made."""
    gc.disable()
    known = readers()
    work: dict[str, Callable[[], object]] = {}
    for inner in sorted(folder.iterdir(), key=lambda path: int(path.name)):
        key, *names = (inner / "readers").read_text("utf-8").split("\n")
        texts = [path.read_bytes() for path in sorted(inner.glob("*.txt"))]
        for name in names:
            _read(known[name], texts)
            work[f"{key}{_BY}{name}"] = partial(_read, known[name], texts)
    forget()
    do(work)


def _read(read: Read, texts: Sequence[bytes]) -> None:
    for text in texts:
        read(text)


if __name__ == "__main__":
    count_in(Path(sys.argv[1]))
