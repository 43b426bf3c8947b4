"""How fast one process reads minutes, by family, size and stage, and how fast it starts, against floors and peers.

    python benchmarks/speed.py [--rounds N] [--documents N] [--starts N] [--only-starts] [--real FOLDER] [--copies N]
                               [--write] [--into FOLDER]

Everything is a ratio in one run: machines drift by more than most changes bring. Rounds take turns over all that is
compared; a figure is the best of the rounds, what is left where nothing else disturbs it, and beside it stand their
median and their spread, the distance between the quartiles. Seconds are those of the process. Instructions, which no
other program disturbs, are counted by valgrind where it is installed. `--real` names a folder of real texts (*.txt),
which are read in `--copies` copies with other numbers; they are nobody's to pass on, so none is part of the project.
`--write` puts the tables into docs/speed.md, and the comparison with floor and peers into the README, of `--into`.

The floor is decoding the bytes and splitting them into lines. Peers (`tests/readers.py`) read the same bytes as the
markup that they are for, to their own tree, or look for what they know, as eyecite for citations; those that are not
installed are left out.

Starts are real processes, timed from outside by the clock on the wall, with compiled modules, as an installed package
has them.
"""

import argparse
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
from typing import TYPE_CHECKING, NamedTuple

from referat import parse
from referat.contract.validation import validated
from referat.export.json import dump
from referat.facts import mentions, minutes
from referat.lexicon.families import recognised
from referat.outline import document
from referat.text.source import Source

if TYPE_CHECKING:
    from rounds import Figure

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
SIZES = (1, 10, 50, 200)
_MEGABYTE = 1_000_000
# Of each family, and of the real ones.
_COUNTED, _COUNTED_REAL = 2, 4
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

_COLD = "referat"

Read = Callable[[bytes], object]
#: What prepares a document, and gives what is timed or measured.
Prepare = Callable[[bytes], Callable[[], object]]


def end_alone(data: bytes) -> Callable[[], object]:
    """Validating and serialising what was read before: what is left where reading itself costs nothing."""
    made = parse(data).records
    return lambda: [dump(validated(one), None, indent=None) for one in made]


def stages() -> dict[str, Prepare]:
    """What the time goes to, by name."""
    from readers import whole

    def validating(data: bytes) -> Callable[[], object]:
        (made,) = parse(data).records
        return lambda: validated(made)

    def serialising(data: bytes) -> Callable[[], object]:
        (made,) = parse(data).records
        return lambda: dump(made, None, indent=None)

    def outlining(data: bytes) -> Callable[[], object]:
        source = Source.from_bytes(data)
        return lambda: list(document.of(source))

    def recognising(data: bytes) -> Callable[[], object]:
        source = Source.from_bytes(data)
        return lambda: recognised(source)

    def reading(data: bytes) -> Callable[[], object]:
        source = Source.from_bytes(data)
        outlines = tuple(document.of(source))
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


class Set(NamedTuple):
    """Texts that are read together, and what they are called; with `peers`, by all that read.

    Instructions are counted for so many of the first, since that takes long.
    """

    name: str
    texts: Sequence[bytes]
    counted: int
    peers: bool = False


def sets_of(count: int, folder: Path | None, copies: int) -> list[Set]:
    """Random meetings of each family, all of them, and the real texts where there are any."""
    from generator import RENDERERS
    from readers import documents, real

    families = [Set(layout, documents(layout, count), _COUNTED) for layout in sorted(RENDERERS)]
    # One of each family in turn, so that the first are of several.
    together = [text for texts in zip(*(one.texts for one in families), strict=True) for text in texts]
    found = [*families, Set("**all of them**", together, len(families), peers=True)]
    if folder is not None:
        found.append(Set("**real texts**", real(folder, copies), _COUNTED_REAL, peers=True))
    return found


class Compared:
    """Tables of what is compared, each with the same columns."""

    def __init__(self, sets: Sequence[Set], rounds: int) -> None:
        from readers import OURS, instructions_of, readers

        self._readers = readers()
        self._first = next((name for name in self._readers if name not in OURS), None)
        self._rounds = rounds
        reading = {one.name: list(self._readers) if one.peers else [_COLD] for one in sets}
        self._counted = instructions_of({one.name: one.texts[: one.counted] for one in sets}, reading)

    def head(self) -> Iterator[str]:
        """The two lines above the others."""
        head = ["", "docs/s", "of the median", "spread", "MB/s", "warm, docs/s", "times the floor"]
        head += ["thousand instructions a document"] if self._counted else []
        if self._first:
            head += [f"{self._first.split()[0]}'s speed, times", "if reading cost nothing"]
        yield from (f"| {' | '.join(head)} |", "| --- " * len(head) + "|")

    def lines(self, one: Set) -> Iterator[str]:
        """A line for the set, or for each that reads it."""
        from rounds import WARM, compare

        names = [name for name in self._readers if one.peers or name in ("floor", _COLD, self._first)]
        work = {name: _over(self._readers[name], one.texts) for name in names}
        # What is warm comes right after what has warmed it.
        both = {_COLD: work.pop(_COLD), WARM: _over(self._readers[_COLD], one.texts)}
        found = compare({**both, **work, _END_ALONE: [end_alone(text) for text in one.texts]}, self._rounds)
        for name in names if one.peers else [_COLD]:
            yield self._line(one, name, found)

    def _line(self, one: Set, name: str, found: "Mapping[str, Figure]") -> str:
        from rounds import WARM

        seconds, median, spread = found[name]
        count, size = len(one.texts), sum(map(len, one.texts)) / _MEGABYTE
        ours = name == _COLD
        cells = [one.name if ours else name, f"{count / seconds:,.0f}", f"{count / median:,.0f}"]
        cells += [f"{100 * spread / median:.0f} %", f"{size / seconds:.2f}"]
        cells += [f"{count / found[WARM].seconds:,.0f}" if ours else "", f"{seconds / found['floor'].seconds:.0f}"]
        if self._counted:
            cells.append(f"{self._counted[f'{one.name} by {name}']:,.0f}")
        if self._first:
            cells.append(f"{found[self._first].seconds / seconds:.2f}")
            cells.append(f"{found[self._first].seconds / found[_END_ALONE].seconds:.2f}" if ours else "")
        return f"| {' | '.join(cells)} |"


def by_size(rounds: int) -> Iterator[str]:
    """A line for each number of items: the time of an item and of a megabyte, and the memory."""
    from readers import documents, whole
    from rounds import compare

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
    from readers import documents
    from rounds import compare

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
    from readers import documents
    from rounds import spread

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
        told = f"{100 * spread(found) / middle:.0f} %"
        yield f"| {name} | {1000 * middle:.0f} | {told} | {middle / first:.2f} |"


_ABOUT = (
    "One process, random meetings of every family, from bytes to validated meetings to JSON, all fields. Ratios hold "
    "within one run alone: compare them, never the absolute figures of two machines. A figure is the best of {rounds} "
    "rounds that took turns, and every ratio one of such; beside it stand the documents a second of the median, and "
    "the spread, the distance between the quartiles. What referat remembers of sentences, names and titles is "
    "forgotten before each round; warm is the same right after such a round. The floor is decoding the bytes and "
    "splitting them into lines. {instructions} The last columns say how many times as fast as the peer referat is, "
    "where the peer reads the same bytes as the markup that it is for, and how many times it would be if it only "
    "validated and serialised what it finds, and found it in no time."
)
_INSTRUCTIONS = (
    "Instructions are counted by valgrind, of the first texts of each set, which are of several families where all are "
    "read: they repeat to a few in a million, and no other program moves them."
)
_PEERS = (
    "eyecite finds citations of courts in the same text, which holds none. congressional-record, which reads the "
    "record of the American congress, is no package that an index has, and is left out."
)
_NOT_REAL = "Real texts are left out of this run: none were given (`--real FOLDER`)."


def main() -> None:
    """Print the tables, or write them into the pages."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--documents", type=int, default=20, help="of each family")
    parser.add_argument("--starts", type=int, default=15, help="rounds of starts")
    parser.add_argument("--only-starts", action="store_true", help="print those alone")
    parser.add_argument("--real", type=Path, metavar="FOLDER", help="of real texts, *.txt; else they are left out")
    parser.add_argument("--copies", type=int, default=25, help="of each real text")
    parser.add_argument("--write", action="store_true", help="into docs/speed.md and README.md")
    parser.add_argument("--into", type=Path, default=ROOT, metavar="FOLDER", help="where these two lie")
    args = parser.parse_args()
    if args.only_starts:
        print("\n".join(by_start(args.starts)))
        return
    sets = sets_of(args.documents, args.real, args.copies)
    compared = Compared(sets, args.rounds)
    tables = {one.name: list(compared.lines(one)) for one in sets}
    head = list(compared.head())
    against = {one.name: [*head, *tables[one.name]] for one in sets if one.peers}
    generated, *real_ones = against.values()
    real_table = real_ones[0] if real_ones else [_NOT_REAL]
    if args.real is not None:
        each = f"Each of {len(sets[-1].texts) // args.copies} real texts in {args.copies} copies with other numbers.\n"
        real_table = [each, *real_table]
    instructions = _INSTRUCTIONS if "instructions" in head[0] else "valgrind was not there to count instructions."
    text = "\n".join(
        [
            "<!-- Generated by `python benchmarks/speed.py --write`; do not edit. -->\n",
            "# Speed\n",
            _ABOUT.format(rounds=args.rounds, instructions=instructions) + "\n",
            *head,
            *(line for one in sets if not one.peers for line in tables[one.name]),
            "\n## Against floor and peers\n",
            _PEERS + "\n",
            *generated,
            "\n## Real texts\n",
            *real_table,
            "\n## By stage\n",
            *by_stage(args.documents, args.rounds),
            "\n## By size\n",
            *by_size(args.rounds),
            "\n## Start\n",
            "One process from its start to its end, on the clock, the median; the file is one random meeting.\n",
            *by_start(args.starts),
            f"\nMost memory of this run: {_peak()} MB. How time and memory grow: [growth](growth.md). "
            "How an archive is read in parallel: [scale](scale.md).\n",
        ]
    )
    if args.write:
        (args.into / "docs" / "speed.md").write_text(text, "utf-8")
        real_lines = real_ones[0][2:] if real_ones else []
        ours = [line for line in real_lines if line.startswith("| **real texts**")]
        _into(args.into / "README.md", [*generated, *ours])
    print(text)


def _into(page: Path, table: Sequence[str]) -> None:
    """Write the table into the page, without its last column."""
    before, _, rest = page.read_text("utf-8").partition(_BEGIN)
    shown = "\n".join(line.rpartition(" | ")[0] + " |" for line in table)
    page.write_text(f"{before}{_BEGIN}\n{shown}\n{_END}{rest.partition(_END)[2]}", "utf-8")


def _peak() -> int:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
