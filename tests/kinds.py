"""How much of a sample is read the same from a file of another kind: `make kinds`.

Each sample is printed as the files that people have: by LibreOffice and a browser as PDF, and from these by `pdftotext`
as text. What the reader makes of such a file is held to what it makes of the sample's own text, field by field: right,
wrong (another value) or missing. What a machine lacks is left out, with how to get it.
"""

import argparse
import html
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import golden
from referat import parse
from referat.errors import ReferatError
from referat.text.source import Source

# The header's fields that hold one value.
_HEADER = (
    "document_type",
    "title",
    "body",
    "authority",
    "date",
    "scheduled_start",
    "scheduled_end",
    "opened",
    "closed",
    "place",
)
# Of these texts a line is a page, or the lines themselves tell what they are.
_FLAT = ("flattened", "broken")
_LONGEST = 3
_WAIT = 300


class Share(NamedTuple):
    """How many of a text's fields a file of another kind gives: rightly, with another value, not at all."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def __add__(self, other: object) -> "Share":
        if not isinstance(other, Share):
            return NotImplemented
        return Share(self.right + other.right, self.wrong + other.wrong, self.missing + other.missing)

    @property
    def total(self) -> int:
        """How many fields there are."""
        return self.right + self.wrong + self.missing


# Fields.


def fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a meeting that do not depend on where they stand, each under its path; empty ones are left out."""
    found: dict[str, Any] = {key: record[key] for key in _HEADER}
    found["people"] = [(one["name"], one["party"], one["role"]) for one in record["people"]]
    found["contents"] = [(entry["number"], entry["title"]) for entry in record["contents"]]
    found |= {f"attendance/{key}": value for key, value in _attendance(record["attendance"]).items()}
    found["items"] = len(record["items"])
    for n, item in enumerate(record["items"]):
        found |= {f"items/{n}/{key}": value for key, value in _item(item).items()}
    return {key: _squeezed(value) for key, value in found.items() if value not in (None, [], "", False)}


def _attendance(attendance: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "present": [one["name"] for one in attendance["present"]],
        "absent": [(one["name"], one["substitute"], one["recused"]) for one in attendance["absent"]],
        "movements": [(one["name"], one["kind"], one["time"], one["item"]) for one in attendance["movements"]],
    }


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    found = {key: item[key] for key in ("number", "title", "case_number", "access", "marks")}
    found["sections"] = [(section["kind"], section["body"], section["date"]) for section in item["sections"]]
    for n, section in enumerate(item["sections"]):
        found[f"sections/{n}/text"] = section["text"]
    found["recommendations"] = [(one["by"], one["points"]) for one in item["recommendations"]]
    found["attachments"] = [attachment["title"] for attachment in item["attachments"]]
    found |= _attendance(item["attendance"])
    decision = item["decision"] or {}
    found |= {key: decision.get(key) for key in ("text", "outcomes", "amended", "postponed_to", "referred_to")}
    found["points"] = [(point["ref"], point["outcomes"]) for point in decision.get("points", ())]
    found["elected"] = [(one["name"], one["to"]) for one in decision.get("elected", ())]
    found["votes"] = [
        (vote["subject"], vote["for"], vote["against"], vote["abstained"]) for vote in decision.get("votes", ())
    ]
    found["remarks"] = [(remark["by"], remark["text"]) for remark in decision.get("remarks", ())]
    return found


def _squeezed(value: Any) -> Any:
    """`value` without the white space in its texts: where a line is broken is no field."""
    if isinstance(value, str):
        return "".join(value.split())
    if isinstance(value, (list, tuple)):
        return [_squeezed(one) for one in value]
    return {key: _squeezed(one) for key, one in value.items()} if isinstance(value, dict) else value


def compared(want: Mapping[str, Any], got: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """The fields of `want` that `got` has otherwise or not at all, and those that it alone has: path, want, got."""
    for key in [*want, *(key for key in got if key not in want)]:
        if want.get(key) != got.get(key):
            yield key, want.get(key), got.get(key)


def share(want: Mapping[str, Any], got: Mapping[str, Any]) -> Share:
    """How many of the fields `want` are in `got`; a field that `got` alone has is wrong."""
    lost = list(compared(want, got))
    missing = sum(value is None for _, _, value in lost)
    wrong = len(lost) - missing
    return Share(len(want.keys() | got.keys()) - len(lost), wrong, missing)


def read(data: bytes, name: str) -> dict[str, Any]:
    """The fields of the first meeting in a file; none where it is refused."""
    try:
        records = parse(data, name=name).records
    except ReferatError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return {}
    return fields(records[0]) if records else {}


# Pages.


def _pages_joined(text: str) -> str:
    """`text` without the ends of its pages, which are line ends too."""
    return text.replace("\n\f", "\n").replace("\f", "\n")


def as_page(text: str) -> str:
    """`text` as a web page: a block a line, its blank lines, its gaps between words."""
    lines = (html.escape(line.rstrip()).replace("  ", " &nbsp;") for line in _pages_joined(text).split("\n"))
    blocks = (f"<p>{line}</p>" if line else "<p><br></p>" for line in lines)
    # Lines that are broken at a width already are no paragraphs: they are printed as they are.
    broken = Source(text).width is not None
    font = "8pt 'Liberation Mono', monospace" if broken else "11pt 'Liberation Sans', sans-serif"
    style = f"p {{ margin: 0; font: {font} }}"
    head = f'<head><meta charset="utf-8"><style>{style}</style></head>'
    return f'<!doctype html><html lang="da">{head}<body>{"".join(blocks)}</body></html>'


# Makers.


class Maker(NamedTuple):
    """Who makes files of one kind of files of another, all at once; `needs` is the program, `get` how to get it."""

    kind: str
    source: str
    suffix: str
    needs: str
    get: str
    make: Callable[[list[Path], Path], None]


def _office(suffix: str) -> Callable[[list[Path], Path], None]:
    def make(paths: list[Path], folder: Path) -> None:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        # As a document of its writer: as a web page its first lines are cut off in print.
        options = ("--headless", "--infilter=HTML (StarWriter)", "--convert-to", suffix, "--outdir", str(folder))
        _run("soffice", profile, *options, *map(str, paths))

    return make


def _browser(paths: list[Path], folder: Path) -> None:
    options = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        f"--user-data-dir={folder / 'user'}",
    )
    for path in paths:
        _run("chromium", *options, f"--print-to-pdf={folder / path.stem}.pdf", path.as_uri())


def _text(*options: str) -> Callable[[list[Path], Path], None]:
    def make(paths: list[Path], folder: Path) -> None:
        for path in paths:
            _run("pdftotext", "-enc", "UTF-8", *options, str(path), str(folder / f"{path.stem}.txt"))

    return make


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_WAIT)


_OFFICE, _CHROMIUM, _POPPLER = "apt install libreoffice-writer", "apt install chromium", "apt install poppler-utils"
MAKERS = (
    Maker("PDF by LibreOffice", "page", "pdf", "soffice", _OFFICE, _office("pdf")),
    Maker("PDF by Chromium", "page", "pdf", "chromium", _CHROMIUM, _browser),
    Maker("text by pdftotext (LibreOffice)", "PDF by LibreOffice", "txt", "pdftotext", _POPPLER, _text()),
    Maker(
        "text by pdftotext -layout (LibreOffice)", "PDF by LibreOffice", "txt", "pdftotext", _POPPLER, _text("-layout")
    ),
    Maker("text by pdftotext (Chromium)", "PDF by Chromium", "txt", "pdftotext", _POPPLER, _text()),
    Maker("text by pdftotext -layout (Chromium)", "PDF by Chromium", "txt", "pdftotext", _POPPLER, _text("-layout")),
)


def _files(maker: Maker, made: Mapping[str, list[Path]], folder: Path) -> list[Path]:
    """What `maker` makes of the files of its source's kind; none where it is not there."""
    if maker.source not in made:
        return []
    if shutil.which(maker.needs) is None:
        print(f"{maker.kind}: left out, there is no {maker.needs} ({maker.get})")
        return []
    folder.mkdir()
    maker.make(made[maker.source], folder)
    return sorted(folder.glob(f"*.{maker.suffix}"))


# The command.


def samples(only: str) -> list[Path]:
    """The longest texts of each family."""
    texts = [path for path in golden.samples() if path.suffix == ".txt" and path.parent.name not in _FLAT]
    by_family: dict[str, list[Path]] = {}
    for path in sorted(texts, key=lambda path: -path.stat().st_size):
        by_family.setdefault(path.parent.name, []).append(path)
    return [
        path for paths in by_family.values() for path in paths[:_LONGEST] if only in f"{path.parent.name}/{path.stem}"
    ]


def measured(paths: Iterable[Path], folder: Path, *, failures: bool) -> None:
    """Make the files of every kind, read them, and print the share of the fields that each kind gives."""
    want: dict[str, dict[str, Any]] = {}
    pages = folder / "page"
    pages.mkdir()
    for path in paths:
        name = f"{path.parent.name}--{path.stem}"
        text = path.read_bytes().decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
        want[name] = read(text.encode(), name)
        (pages / f"{name}.html").write_text(as_page(text), "utf-8")
    made = {"page": sorted(pages.glob("*.html"))}
    for n, maker in enumerate(MAKERS):
        made[maker.kind] = _files(maker, made, folder / str(n))
        figures = Share()
        for path in made[maker.kind]:
            got = read(path.read_bytes(), path.name)
            figures += share(want[path.stem], got)
            for key, one, other in compared(want[path.stem], got) if failures else ():
                print(f"  {maker.kind} | {path.stem} | {key}\n    want {str(one)[:200]}\n    got  {str(other)[:200]}")
        if figures.total:
            print(
                f"{maker.kind}: {figures.right} of {figures.total} fields the same, "
                f"{figures.right / figures.total:.2%}; "
                f"{figures.wrong} wrong, {figures.wrong / figures.total:.2%} ({len(made[maker.kind])} files)"
            )


def main() -> None:
    """Print the figures; --only NAME for some of the samples, --failures for each difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measured(samples(options.only), Path(folder), failures=options.failures)


if __name__ == "__main__":
    main()
