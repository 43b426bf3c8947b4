"""What a change gains and loses over the real documents beside the project and its own samples.

    python tests/corpus.py [--base REV] [--only NAME] [--failures] [--unread] [--write]    (make corpus BASE=REV)

Reads every text that has a reading made by hand, at the commit REV (in a worktree of its own) and as the code stands,
and prints what differs: wrong values first, then what was lost, then what was gained; then the figures by field and by
folder, and beside them those of the general grammar alone, where the reader can be asked for it. Without REV, the
figures alone. The documents stand in `../shared`; where a folder is absent, a line says so.

Some publishers of the folder `wild` are kept unread, so that there is something left to tell whether the reader has
learned Danish minutes or those of some publishers: of these texts the numbers are printed and nothing else.
`--write` puts the figures by group, as the code stands, where docs/quality.md is made from.
"""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from referat.contract.compared import Compared, Figures
from referat.contract.quality import SUFFIX, compare, reading_of

ROOT = Path(__file__).parent.parent
BESIDE = ROOT.parent / "shared"
FOLDERS = ("cases", "wild", "kinds")
_ALIASES = {"rh": "regionh"}
# Publishers that were kept unread once and are read now.
_READ = frozenset(
    {
        "egebjerg", "fredericia", "hadstenskole", "halsnaes", "hjoerring", "holbaek", "kk", "ltk", "mariagerfjord",
        "odense", "oesterhuruphavn", "regionh", "ringsted", "roskildedomsogn", "rsj", "rsyd", "syddjurs", "toender",
        "vejen", "vesthimmerland",
    }
)  # fmt: skip
#: What `--write` writes.
FIGURES = ROOT / "docs" / "pages.json"
_HEADER = frozenset(
    {
        "parsed", "refused", "document_type", "title", "body", "date", "scheduled_start", "scheduled_end", "opened",
        "closed", "place", "absent", "contents", "people",
    }
)  # fmt: skip
_STRUCTURE = frozenset(
    {
        "items found", "section", "section invented", "section text", "attachments", "links", "noise kept out",
        "recommendation", "decision", "decision text", "previous decision", "item number", "item title",
        "item case_number", "item access",
    }
)  # fmt: skip
# Pages that are no minutes are nobody's.
_NOBODY = "not"
_LONGEST_VALUE = 300

Meeting: TypeAlias = Mapping[str, Any]


class Text(NamedTuple):
    """A text with its reading. `group` is what it is counted with: its folder, the unread ones apart."""

    group: str
    path: Path
    reading: Mapping[str, Any]
    unread: bool

    @property
    def title(self) -> str:
        """How it is called in what is printed."""
        return f"{self.path.parent.name}/{self.path.stem}"


class Read(NamedTuple):
    """What one commit made of a text: its first meeting, also by the general grammar alone; None where it has none."""

    meeting: Meeting | None
    general: Meeting | None
    error: str | None


class Reader(NamedTuple):
    """What one commit made of all texts, by path. `has_general` tells whether it can read without families."""

    texts: Mapping[Path, Read]
    has_general: bool
    seconds: float


class Turn(StrEnum):
    """What became of a field, the worst first."""

    WRONG = "WRONG: a false value that was not there before"
    LOST = "lost: what was right is missing"
    GAINED = "gained"
    SILENT = "a false value that is now missing"
    OTHERWISE = "false as before, with another value"


class Change(NamedTuple):
    """A field that the two commits read otherwise; `before` or `now` is None where only the other has invented it."""

    text: Text
    turn: Turn
    before: Compared | None
    now: Compared | None


def is_kept_unread(name: str) -> bool:
    """Whether the text `name` in `wild` is of a publisher whose texts nobody looks at."""
    publisher = name.partition("-")[0]
    publisher = _ALIASES.get(publisher, publisher)
    digest = hashlib.sha256(publisher.encode()).hexdigest()
    return publisher != _NOBODY and publisher not in _READ and int(digest, 16) % 3 == 0


def texts(beside: Path, only: str) -> Iterator[Text]:
    """The texts whose names begin with `only` and that have a reading: those of the folders, then the samples."""
    for folder in FOLDERS:
        if not (beside / folder).is_dir():
            print(f"skipped: there is no folder {folder} in {os.path.relpath(beside, ROOT)}")
        for path in sorted((beside / folder).glob(f"{only}*.txt")):
            unread = folder == "wild" and is_kept_unread(path.stem)
            reading = reading_of(path, ".json")
            if reading is not None:
                yield Text(f"{folder}, kept unread" if unread else folder, path, reading, unread)
    for path in sorted((ROOT / "samples").glob(f"*/{only}*.txt")):
        reading = reading_of(path, SUFFIX)
        if reading is not None:
            yield Text("samples", path, reading, unread=False)


# Reading.


@contextmanager
def worktree(revision: str) -> Iterator[Path]:
    """The tree of `revision` in a folder of its own, for as long as it is needed."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", tree, revision], cwd=ROOT, check=True)
        try:
            yield tree
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)


def read(tree: Path, paths: Sequence[Path]) -> Reader:
    """What the reader of the checkout `tree` makes of `paths`."""
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("corpus_worker.py")],
        input="".join(f"{path}\n" for path in paths),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONUTF8": "1"},
        check=True,
    )
    first, *lines = map(json.loads, done.stdout.splitlines())
    assert Path(first["package"]).is_relative_to(tree), f"{first['package']} read in place of {tree}"
    read = {Path(line["path"]): _read(line) for line in lines}
    has_general = any(line["general"] is not None for line in lines)
    return Reader(read, has_general, sum(line["seconds"] for line in lines))


def _read(line: Mapping[str, Any]) -> Read:
    meeting, general = (next(iter(line[key] or ()), None) for key in ("meetings", "general"))
    return Read(meeting, general, line["error"])


# Comparing.


def compared(text: Text, meeting: Meeting | None) -> list[Compared]:
    """Every field of the text's reading with what `meeting` has."""
    return list(map(_closed, compare(text.reading, meeting, text.path.read_text("utf-8").split("\n"))))


# What closes a point of a recommendation, as accept.py beside the project has it.
_CLOSING = re.compile(r"(?:,? og|[\s.,;])+$")


def _closed(field: Compared) -> Compared:
    """`field`, right where two readings of points differ in nothing but what closes them."""
    if field.field != "recommended points" or field.right:
        return field
    want, got = ([_CLOSING.sub("", point) for point in points or ()] for points in (field.want, field.got))
    return field._replace(right=True, wrong=False) if want == got else field


def changes(text: Text, before: Iterable[Compared], now: Iterable[Compared]) -> Iterator[Change]:
    """The fields that two commits read otherwise, in the order in which they are compared."""
    old, new = _keyed(before), _keyed(now)
    for key in {**old, **new}:
        turn = _turn(old.get(key), new.get(key))
        if turn is not None:
            yield Change(text, turn, old.get(key), new.get(key))


def _keyed(fields: Iterable[Compared]) -> dict[tuple[str, str, int], Compared]:
    """The fields by what they are: the same for two commits, as a reading asks for the same fields in the same order.

    What was invented is known by itself.
    """
    seen: Counter[tuple[str, str]] = Counter()
    keyed: dict[tuple[str, str, int], Compared] = {}
    for field in fields:
        value = json.dumps(field.got, default=str) if field.field.endswith("invented") else ""
        keyed[field.field, value, seen[field.field, value]] = field
        seen[field.field, value] += 1
    return keyed


def _turn(before: Compared | None, now: Compared | None) -> Turn | None:
    was_right, was_wrong = (before.right, before.wrong) if before else (True, False)
    right, wrong = (now.right, now.wrong) if now else (True, False)
    if wrong:
        if not was_wrong:
            return Turn.WRONG
        return Turn.OTHERWISE if before and now and before.got != now.got else None
    if right:
        return None if was_right else Turn.GAINED
    return Turn.LOST if was_right else Turn.SILENT if was_wrong else None


# Printing.


def shown(value: Any) -> str:
    """`value` as JSON, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"


def report_changes(found: Sequence[Change], *, unread: bool) -> Iterator[str]:
    """The changes, a block for each turn; of texts kept unread the number alone, unless `unread`."""
    for turn in Turn:
        turned = [change for change in found if change.turn is turn]
        if not turned:
            continue
        yield f"\n{turn.value}: {len(turned)}"
        visible = [change for change in turned if unread or not change.text.unread]
        for change in visible:
            yield from _change(change)
        if len(visible) < len(turned):
            yield f"  and {len(turned) - len(visible)} in texts that are kept unread"


def _change(change: Change) -> Iterator[str]:
    field = change.now or change.before
    assert field is not None
    yield f"  {change.text.title}: {field.field}"
    yield f"    want   {shown(field.want)}"
    yield f"    before {shown(change.before.got) if change.before else 'nothing'}"
    yield f"    now    {shown(change.now.got) if change.now else 'nothing'}"


def report_failures(text: Text, fields: Iterable[Compared]) -> Iterator[str]:
    """Every difference of one text from its reading."""
    failures = [field for field in fields if not field.right]
    if failures:
        yield f"\n{text.title}"
    for field in failures:
        yield f"  {'WRONG' if field.wrong else 'missing'} {field.field}"
        yield f"    want {shown(field.want)}"
        yield f"    got  {shown(field.got)}"


class Tally:
    """The fields of all texts, by field and by group of texts, and how many texts are right in everything."""

    def __init__(self) -> None:
        self.by_field, self.by_group = Figures(), Figures()
        self.documents: Counter[str] = Counter()

    def add(self, text: Text, fields: Sequence[Compared]) -> None:
        """Count the fields of one text."""
        for field in fields:
            self.by_field.add(text.title, field)
            self.by_group.add(text.title, field._replace(field=text.group))
        self.documents[text.group] += all(field.right for field in fields)


def table(columns: Mapping[str, Figures]) -> Iterator[str]:
    """A line for each field or group: of how many fields each of `columns` has how many right and how many wrong."""
    yield f"{'':26} {'of':>6}" + "".join(f"  {name:^23}" for name in columns)
    totals = [figures.total for figures in columns.values()]
    for key in sorted(set().union(*totals)):
        cells = [(figures.right[key], figures.wrong[key], figures.total[key]) for figures in columns.values()]
        yield _row(key, max(total[key] for total in totals), cells)
    sums = [(figures.right.total(), figures.wrong.total(), figures.total.total()) for figures in columns.values()]
    yield _row("all", sums[-1][2], sums)


def _row(key: str, of: int, cells: Iterable[tuple[int, int, int]]) -> str:
    return f"{key:26} {of:6}" + "".join(_cell(*cell) for cell in cells)


def _cell(right: int, wrong: int, total: int) -> str:
    return f"  {right:6} {right / max(total, 1):6.1%} {f'{wrong} wrong' if wrong else '':9}"


def report(every: Sequence[Text], readers: Mapping[str, Reader], options: argparse.Namespace) -> Iterator[str]:
    """All that is printed: `readers` are the commits by name, the present one last."""
    tallies: dict[str, Tally] = {name: Tally() for name in readers}
    *_, last = readers.values()
    if last.has_general:
        tallies["general alone"] = Tally()
    found: list[Change] = []
    for text in every:
        fields = [compared(text, reader.texts[text.path].meeting) for reader in readers.values()]
        for tally, compareds in zip(tallies.values(), fields, strict=False):
            tally.add(text, compareds)
        if last.has_general:
            tallies["general alone"].add(text, compared(text, last.texts[text.path].general))
        found += changes(text, fields[0], fields[-1])
        error = last.texts[text.path].error
        if error and (options.unread or not text.unread):
            yield f"BROKE {text.title}: {error}"
        if options.failures and (options.unread or not text.unread):
            yield from report_failures(text, fields[-1])
    yield from report_changes(found, unread=options.unread)
    yield ""
    yield from table({name: tally.by_field for name, tally in tallies.items()})
    yield ""
    yield from table({name: tally.by_group for name, tally in tallies.items()})
    yield ""
    of = Counter(text.group for text in every)
    for name, tally in tallies.items():
        counts = ", ".join(f"{group} {tally.documents[group]} of {n}" for group, n in of.items())
        yield f"{name}: texts right in everything: {counts}"
    for name, reader in readers.items():
        broken = sum(read.error is not None for read in reader.texts.values())
        yield f"{name}: {len(reader.texts)} texts read in {reader.seconds:.2f} s, {broken} of them broke"


def part(field: str) -> str:
    """The part of a meeting that a field is of."""
    return "header" if field in _HEADER else "structure" if field in _STRUCTURE else "facts"


#: The kinds of facts that are counted by themselves, and the fields of each.
KINDS = {
    "outcomes": frozenset({"outcome", "outcomes", "points decided"}),
    "votes": frozenset({"votes"}),
    "absences": frozenset({"absent", "absent anywhere", "absent invented", "item absent"}),
    "presences": frozenset({"present", "present invented"}),
    "substitutes": frozenset({"substitute"}),
    "disqualified": frozenset({"recused"}),
    "movements": frozenset({"movement"}),
    "remarks": frozenset({"remark"}),
    "recommendations": frozenset({"recommended by", "recommended points", "recommendation"}),
}


def figures(every: Sequence[Text], reader: Reader) -> dict[str, dict[str, list[int]]]:
    """By group of texts and part of the meeting: how many fields are right, how many there are, how many are wrong.

    The same by kind of fact. `texts` counts texts: those right in everything, and all.
    """
    counted: dict[str, dict[str, list[int]]] = {}
    for text in every:
        fields = compared(text, reader.texts[text.path].meeting)
        keys = ("header", "structure", "facts", *KINDS, "texts")
        group = counted.setdefault(text.group, {key: [0, 0, 0] for key in keys})
        for field in fields:
            kinds = (kind for kind, names in KINDS.items() if field.field in names)
            for counts in (group[part(field.field)], *(group[kind] for kind in kinds)):
                counts[:] = [counts[0] + field.right, counts[1] + 1, counts[2] + field.wrong]
        group["texts"][0] += all(field.right for field in fields)
        group["texts"][1] += 1
    return counted


def main() -> None:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--base", metavar="REV", help="the commit to compare with")
    parser.add_argument("--only", default="", metavar="NAME", help="texts whose names begin with this")
    parser.add_argument("--failures", action="store_true", help="every difference from the readings, not changes alone")
    parser.add_argument("--unread", action="store_true", help="print what is in texts that are kept unread, too")
    parser.add_argument("--write", action="store_true", help=f"put the figures into {FIGURES.relative_to(ROOT)}")
    parser.add_argument("--beside", type=Path, default=BESIDE, help="the folder of the real documents")
    options = parser.parse_args()
    every = list(texts(options.beside.absolute(), options.only))
    paths = [text.path for text in every]
    readers: dict[str, Reader] = {}
    if options.base:
        with worktree(options.base) as tree:
            readers[options.base[:18]] = read(tree, paths)
    readers["now"] = read(ROOT, paths)
    for line in report(every, readers, options):
        print(line.rstrip())
    if options.write:
        counted = figures([text for text in every if text.group != "samples"], readers["now"])
        FIGURES.write_text(f"{json.dumps(counted, indent=1)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
