"""How fast one process reads minutes, by family, size and stage, and how fast it starts, against floors and peers.

    python benchmarks/speed.py [--rounds N] [--documents N] [--starts N] [--only-starts] [--write]

Everything is a ratio in one run: machines drift by more than most changes bring. Rounds take turns over all that is
compared; a figure is the median of the rounds, its spread the distance between the quartiles. Seconds are those of the
process. `--write` puts the tables into docs/speed.md, and the last lines of the first into the README.

The floor is decoding the bytes and splitting them into lines. Peers read the same bytes as the markup that they are
for, to their own tree; those that are not installed are left out.

Starts are real processes, timed from outside by the clock on the wall, with compiled modules, as an installed package
has them.
"""

import argparse
import gc
import importlib.metadata
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from referat import parse
from referat.contract.validation import validated
from referat.export.json import dump
from referat.facts import mentions, minutes
from referat.lexicon.families import recognised
from referat.outline import document
from referat.text.source import Source

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
SIZES = (1, 10, 50, 200)
PAGE = ROOT / "docs" / "speed.md"
_MEGABYTE = 1_000_000
# Bytes of the file that a start reads.
_FILE = 9000
_MODEL = """
class Entry(pydantic.BaseModel):
    name: str
    count: int = 0
    parties: list[str] = []
Entry(name="")
"""
_BEGIN, _END = "<!-- speed: written by benchmarks/speed.py -->", "<!-- end of speed -->"

_END_ALONE = "validating and serialising"
_REST = "the record, whether it is minutes (the rest)"

Read = Callable[[bytes], object]


class Figure(NamedTuple):
    """Seconds for a set of documents: the median of the rounds, and the distance between their quartiles."""

    seconds: float
    spread: float


#: What prepares a document, and gives what is timed or measured.
Prepare = Callable[[bytes], Callable[[], object]]


def documents(layout: str, count: int, items: int | None = None) -> list[bytes]:
    """So many random meetings, printed in `layout`."""
    from generator import random_meeting, render

    rngs = (Random(f"{layout} {n}") for n in range(count))
    return [render(random_meeting(rng, items), layout, rng).text.encode() for rng in rngs]


def floor(data: bytes) -> object:
    """Decode and split: what any reader of lines does."""
    return data.decode().split("\n")


def look_up(data: bytes) -> object:
    """The floor, and one look-up per line."""
    known = _KNOWN
    return [line for line in data.decode().split("\n") if line.strip() in known]


_KNOWN = frozenset(("Beslutning", "Bilag", "Resume", "Sagsfremstilling"))


def whole(data: bytes) -> object:
    """From bytes to validated meetings to JSON."""
    return [dump(one, None, indent=None) for one in parse(data).records]


def peers() -> dict[str, Read]:
    """The peers that are installed."""
    found: dict[str, Read] = {}
    for name, make in (
        ("mistune", _mistune),
        ("markdown-it-py", _markdown_it),
        ("cmarkgfm", _cmark),
        ("docutils", _docutils),
        ("unstructured", _unstructured),
    ):
        try:
            read = make()
            read(b"# Title\n\nText.\n")
            found[f"{name} {importlib.metadata.version(name)}"] = read
        except (ImportError, OSError, RuntimeError) as error:  # one of them loads a model from the net
            print(f"{name} is left out: {error}", file=sys.stderr)
    return found


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


def end_alone(data: bytes) -> Callable[[], object]:
    """Validating and serialising what was read before: what is left where reading itself costs nothing."""
    made = parse(data).records
    return lambda: [dump(validated(one), None, indent=None) for one in made]


def stages() -> dict[str, Prepare]:
    """What the time goes to, by name."""

    def validating(data: bytes) -> Callable[[], object]:
        (made,) = parse(data).records
        return lambda: validated(made)

    def serialising(data: bytes) -> Callable[[], object]:
        (made,) = parse(data).records
        return lambda: dump(made, None, indent=None)

    def outlining(data: bytes) -> Callable[[], object]:
        source = Source.from_bytes(data)
        return lambda: document.of(source)

    def recognising(data: bytes) -> Callable[[], object]:
        source = Source.from_bytes(data)
        return lambda: recognised(source)

    def reading(data: bytes) -> Callable[[], object]:
        source = Source.from_bytes(data)
        outlines = document.of(source)
        return lambda: [minutes.of(source, outline.blocks, mentions.of(source)) for outline in outlines]

    return {
        "decoding, indexing": lambda data: lambda: Source.from_bytes(data),
        "whose family it is": recognising,
        "the outline": outlining,
        "header, items, facts": reading,
        "validating": validating,
        "serialising": serialising,
        "all of it": lambda data: lambda: whole(data),
    }


def timed(work: Sequence[Callable[[], object]]) -> float:
    """The process's seconds for all of `work`; what is remembered of earlier rounds, the same texts, is forgotten."""
    from remembered import forget

    forget()
    gc.collect()
    begun = time.process_time()
    for one in work:
        one()
    return time.process_time() - begun


def compare(work: Mapping[str, Sequence[Callable[[], object]]], rounds: int) -> dict[str, Figure]:
    """Seconds of each, taken in turns, after one round that does not count."""
    taken: dict[str, list[float]] = {name: [] for name in work}
    for n in range(rounds + 1):
        for name, each in work.items():
            seconds = timed(each)
            if n:
                taken[name].append(seconds)
    return {name: Figure(statistics.median(found), _spread(found)) for name, found in taken.items()}


def _spread(found: list[float]) -> float:
    if len(found) < 2:
        return 0.0
    low, _, high = statistics.quantiles(found, n=4, method="inclusive")
    return high - low


def peak(prepare: Prepare, data: Sequence[bytes]) -> int:
    """The most bytes that Python takes in what is prepared for one of the documents, beside what it held before."""
    found = 0
    for one in data:
        work = prepare(one)
        tracemalloc.start()
        work()
        found = max(found, tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    return found


def _over(read: Read, data: Sequence[bytes]) -> list[Callable[[], object]]:
    return [lambda one=one: read(one) for one in data]  # type: ignore[misc]  # mypy cannot infer a lambda with a default


def by_family(count: int, rounds: int) -> Iterator[str]:
    """A line for each family, and one for all: speed, and the ratios to the floor and to the first peer."""
    from generator import RENDERERS

    rivals = peers()
    first = next(iter(rivals), None)
    head = ["", "docs/s", "MB/s", "spread", "times the floor"]
    if first:
        name = first.split()[0]
        head += [f"{name}'s speed, times", "if reading cost nothing"]
    yield from (f"| {' | '.join(head)} |", "| --- " * len(head) + "|")
    everything: list[bytes] = []
    for layout in sorted(RENDERERS):
        data = documents(layout, count)
        everything += data
        work = {"floor": _over(floor, data), "referat": _over(whole, data)}
        if first:
            work |= {first: _over(rivals[first], data), _END_ALONE: [end_alone(one) for one in data]}
        yield _line(layout, data, compare(work, rounds), "referat", first)
    work = {
        "floor": _over(floor, everything),
        "look-up": _over(look_up, everything),
        "referat": _over(whole, everything),
        _END_ALONE: [end_alone(one) for one in everything],
    }
    work |= {name: _over(read, everything) for name, read in rivals.items()}
    found = compare(work, rounds)
    for name in (name for name in work if name != _END_ALONE):
        shown = "**all of them**" if name == "referat" else "floor + one look-up a line" if name == "look-up" else name
        yield _line(shown, everything, found, name, first)


def _line(shown: str, data: Sequence[bytes], found: dict[str, Figure], name: str, peer: str | None) -> str:
    seconds, spread = found[name]
    size = sum(map(len, data)) / _MEGABYTE
    cells = [shown, f"{len(data) / seconds:,.0f}", f"{size / seconds:.2f}", f"{100 * spread / seconds:.0f} %"]
    cells.append(f"{seconds / found['floor'].seconds:.0f}")
    if peer:
        cells.append(f"{found[peer].seconds / seconds:.2f}")
        cells.append(f"{found[peer].seconds / found[_END_ALONE].seconds:.2f}" if name == "referat" else "")
    return f"| {' | '.join(cells)} |"


def by_size(rounds: int) -> Iterator[str]:
    """A line for each number of items: the time of an item and of a megabyte, and the memory."""
    head = ["items", "KB", "ms a document", "µs an item", "s a MB", "peak memory, KB"]
    yield from (f"| {' | '.join(head)} |", "| --- " * len(head) + "|")
    for items in SIZES:
        data = [text for layout in ("midtjylland-web", "firstagenda-pdf") for text in documents(layout, 3, items)]
        seconds = compare({"referat": _over(whole, data)}, rounds)["referat"].seconds / len(data)
        size = sum(map(len, data)) / len(data)
        each = f"{1e6 * seconds / items:.0f} | {seconds / size * _MEGABYTE:.2f}"
        memory = peak(lambda one: lambda: whole(one), data)
        yield f"| {items} | {size / 1000:.1f} | {1000 * seconds:.2f} | {each} | {memory / 1000:,.0f} |"


def by_stage(count: int, rounds: int) -> Iterator[str]:
    """A line for each stage: its part of the whole, its speed, and the memory that it takes at its peak."""
    data = [text for layout in ("midtjylland-web", "firstagenda-pdf") for text in documents(layout, count)]
    found = compare({name: [prepare(one) for one in data] for name, prepare in stages().items()}, rounds)
    total = found["all of it"].seconds
    size = sum(map(len, data)) / _MEGABYTE
    head = ["stage", "ms a document", "part", "docs/s", "MB/s", "peak memory, KB"]
    yield from (f"| {' | '.join(head)} |", "| --- " * len(head) + "|")
    seconds = {name: figure.seconds for name, figure in found.items()}
    memory = {name: f"{peak(prepare, data) / 1000:,.0f}" for name, prepare in stages().items()}
    rest = total - sum(part for name, part in seconds.items() if name != "all of it")
    for name, part in {_REST: rest, **seconds}.items():
        cells = [name, f"{1000 * part / len(data):.2f}", f"{100 * part / total:.0f} %", f"{len(data) / part:,.0f}"]
        yield f"| {' | '.join([*cells, f'{size / part:.2f}', memory.get(name, '')])} |"


def starts(file: str) -> dict[str, list[str]]:
    """Commands to start: name -> its words. The one that the others are compared with comes first."""
    # What the installed script says.
    run = [sys.executable, "-c", "import sys; from referat.cli import main; sys.exit(main())"]
    return {
        "`import pydantic` and one model": [sys.executable, "-c", f"import pydantic{_MODEL}"],
        "`import typer, pydantic` and one model": [sys.executable, "-c", f"import typer, pydantic{_MODEL}"],
        "`import typer`": [sys.executable, "-c", "import typer"],
        "python alone": [sys.executable, "-c", "pass"],
        "`referat --version`": [*run, "--version"],
        "`referat --help`": [*run, "--help"],
        f"`referat parse FILE` ({_FILE // 1000} KB)": [*run, "parse", file],
        f"`referat parse -f ndjson FILE` ({_FILE // 1000} KB)": [*run, "parse", "-f", "ndjson", file],
    }


def by_start(rounds: int) -> Iterator[str]:
    """A line for each command: how long it takes from start to end, and the ratio to what it is compared with."""
    sizes = (documents("firstagenda-pdf", 5, items) for items in range(8, 25))
    data = min((text for texts in sizes for text in texts), key=lambda text: abs(len(text) - _FILE))
    # Modules are compiled where somebody has asked Python not to keep them; nobody who installs the package does.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "minutes.txt")
        path.write_bytes(data)
        commands = starts(str(path))
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for n in range(rounds + 1):
            for name, command in commands.items():
                begun = time.perf_counter()
                subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=environment)
                if n:
                    taken[name].append(time.perf_counter() - begun)
    yield from ("| | ms | spread | times the first |", "| --- | --- | --- | --- |")
    first = statistics.median(next(iter(taken.values())))
    for name, found in taken.items():
        middle = statistics.median(found)
        spread = f"{100 * _spread(found) / middle:.0f} %"
        yield f"| {name} | {1000 * middle:.0f} | {spread} | {middle / first:.2f} |"


def main() -> None:
    """Print the tables, or write them into the pages."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--documents", type=int, default=20, help="of each family")
    parser.add_argument("--starts", type=int, default=15, help="rounds of starts")
    parser.add_argument("--only-starts", action="store_true", help="print those alone")
    parser.add_argument("--write", action="store_true", help="into docs/speed.md")
    args = parser.parse_args()
    if args.only_starts:
        print("\n".join(by_start(args.starts)))
        return
    families = list(by_family(args.documents, args.rounds))
    text = "\n".join(
        [
            "<!-- Generated by `python benchmarks/speed.py --write`; do not edit. -->\n",
            "# Speed\n",
            "One process, random meetings of every family, from bytes to validated meetings to JSON, all fields. "
            "Ratios hold within one run alone: compare them, never the absolute figures of two machines. The floor is "
            "decoding the bytes and splitting them into lines. The last columns say how many times as fast as the peer "
            "referat is, where the peer reads the same bytes as the markup that it is for, and how many times it would "
            "be if it only validated and serialised what it finds, and found it in no time. Spread is the distance "
            "between the quartiles of the rounds. What referat remembers of sentences, names and titles is forgotten "
            "before each round.\n",
            *families,
            "\n## By stage\n",
            *by_stage(args.documents, args.rounds),
            "\n## By size\n",
            *by_size(args.rounds),
            "\n## Start\n",
            "One process from its start to its end, on the clock; the file is one random meeting.\n",
            *by_start(args.starts),
            f"\nMost memory of this run: {_peak()} MB. How time and memory grow: [growth](growth.md). "
            "How an archive is read in parallel: [scale](scale.md).\n",
        ]
    )
    if args.write:
        PAGE.write_text(text, "utf-8")
        last = next(n for n, line in enumerate(families) if line.startswith("| floor"))
        _into_readme("\n".join(line.rpartition(" | ")[0] + " |" for line in (*families[:2], *families[last:])))
    print(text)


def _into_readme(table: str) -> None:
    page = ROOT / "README.md"
    before, _, rest = page.read_text("utf-8").partition(_BEGIN)
    page.write_text(f"{before}{_BEGIN}\n{table}\n{_END}{rest.partition(_END)[2]}", "utf-8")


def _peak() -> int:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
