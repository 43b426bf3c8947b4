"""How much of a sample is read the same from a file of another kind: `make kinds`.

Samples of every family, the longest of each, and a long meeting in every layout that the generator prints become the
files that people have: PDFs by LibreOffice, a browser and fpdf2, on wide paper and on narrow paper with running lines;
text that `pdftotext` and pdfium make of them; web pages, what a browser copies of these and what one saves them as;
DOCX, RTF. What the reader makes of such a file is held to what it makes of the sample's own text, field by field:
right, wrong (another value) or missing. What a machine lacks is left out, with how to get it.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pypdfium2

import golden
import kinds_docx
import kinds_html
import kinds_pages
import kinds_saved
import papers
from generator import RENDERERS, random_meeting, render
from generator.compare import differences
from kinds_compared import BULLETS, LIST_MARKS, Share, compared, fields, share
from referat import parse
from referat.errors import ReferatError

# Of these texts a line is a page, or the lines themselves tell what they are.
_FLAT = ("flattened", "broken")
_LONGEST, _LONG, _TRIES, _SEED = 3, 6000, 40, 20
_WAIT = 500
#: Where each file's way began.
TEXT, LATIN = "text", "text in Latin-1"
_OFFICE, _CHROMIUM, _POPPLER = "apt install libreoffice-writer", "apt install chromium", "apt install poppler-utils"
Make = Callable[[Sequence[Path], Path], None]


class Kind(NamedTuple):
    """A kind of files: made of which other kind's, by which program (`get` it so), and how much `least` is the same.

    One without `least` is only a step on the way. `lost` is what the program has before entries of lists in its own
    way, or not at all: neither the file nor the text is asked for it.
    """

    name: str
    source: str
    suffix: str
    make: Make
    least: float = 0.0
    needs: str = ""
    get: str = ""
    lost: re.Pattern[str] | None = None


# Makers.


def _each(suffix: str, make: Callable[[str], bytes | str]) -> Make:
    """What `make` makes of each text."""

    def made(paths: Sequence[Path], folder: Path) -> None:
        for path in paths:
            data = make(path.read_bytes().decode())
            (folder / f"{path.stem}.{suffix}").write_bytes(data.encode() if isinstance(data, str) else data)

    return made


def _office(suffix: str, paths: Sequence[Path], folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    # A web page as a document of its writer: as a web page its first lines are cut off in print.
    infilter = ["--infilter=HTML (StarWriter)"] if paths[0].suffix == ".html" else []
    options = ("--headless", *infilter, "--convert-to", suffix, "--outdir", str(folder))
    _run("soffice", profile, *options, *map(str, paths))


def _browser(paths: Sequence[Path], folder: Path) -> None:
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


def _pdftotext(options: Sequence[str], paths: Sequence[Path], folder: Path) -> None:
    for path in paths:
        _run("pdftotext", "-enc", "UTF-8", *options, str(path), str(folder / f"{path.stem}.txt"))


def _pdfium(paths: Sequence[Path], folder: Path) -> None:
    for path in paths:
        pdf = pypdfium2.PdfDocument(path)
        text = "\f".join(page.get_textpage().get_text_range() for page in pdf)
        (folder / f"{path.stem}.txt").write_bytes(text.replace("\r\n", "\n").encode())
        pdf.close()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_WAIT)


def _without_pages(make: Callable[[str], bytes], text: str) -> bytes:
    return make(text.replace("\f", ""))


def _printed(where: str, pages: Mapping[str, Callable[[str], bytes | str]]) -> Iterator[Kind]:
    """PDFs by everybody who makes them, and the text of these."""
    office, browser, paper = (f"PDF by {maker}{where}" for maker in ("LibreOffice", "Chromium", "fpdf2"))
    form = "fodt" if where else "html"
    yield Kind(f"page for LibreOffice{where}", TEXT, form, _each(form, pages["office"]))
    yield Kind(f"page for Chromium{where}", TEXT, "html", _each("html", pages["browser"]))
    yield Kind(office, f"page for LibreOffice{where}", "pdf", partial(_office, "pdf"), 0.98, "soffice", _OFFICE)
    yield Kind(browser, f"page for Chromium{where}", "pdf", _browser, 0.97, "chromium", _CHROMIUM)
    yield Kind(paper, LATIN, "pdf", _each("pdf", pages["paper"]), 0.98)
    for pdf in (office, browser, paper):
        said = pdf.removeprefix("PDF by ")
        yield Kind(f"pdftotext, {said}", pdf, "txt", partial(_pdftotext, ()), 0.99, "pdftotext", _POPPLER)
        options = ("-layout",)
        yield Kind(f"pdftotext -layout, {said}", pdf, "txt", partial(_pdftotext, options), 0.99, "pdftotext", _POPPLER)
        yield Kind(f"pdfium's text, {said}", pdf, "txt", _pdfium, 0.99)


#: The kinds, each behind the one that its files are made of.
KINDS = (
    *_printed("", {"office": kinds_pages.as_page, "browser": kinds_pages.as_page, "paper": kinds_pages.on_paper}),
    *_printed(
        ", narrow",
        {
            "office": kinds_pages.for_office,
            "browser": kinds_pages.for_browser,
            "paper": kinds_pages.on_narrow_paper,
        },
    ),
    *(
        Kind(name, TEXT, name.split()[0], _each(name.split()[0], partial(_without_pages, way)), 0.99)
        for name, way in {**kinds_html.WAYS, **kinds_docx.WAYS}.items()
    ),
    *(
        kind
        for name in ("html paragraphs", "html headings", "html sections")
        for kind in (
            Kind(f"copied, {name}", name, "txt", kinds_saved.copied, 0.99, "chromium", _CHROMIUM, LIST_MARKS),
            Kind(f"saved as text, {name}", name, "txt", _each("txt", kinds_saved.saved), 0.99, lost=BULLETS),
        )
    ),
    Kind("page for documents", TEXT, "html", _each("html", kinds_docx.as_html)),
    Kind("docx by LibreOffice", "page for documents", "docx", partial(_office, "docx"), 0.99, "soffice", _OFFICE),
    Kind("rtf by LibreOffice", "page for documents", "rtf", partial(_office, "rtf"), 0.99, "soffice", _OFFICE),
)


# The command.


def texts(only: str) -> Iterator[tuple[str, str]]:
    """The longest samples of each family, and a long meeting in each layout that the generator prints, by name."""
    found = [path for path in golden.samples() if path.suffix == ".txt" and path.parent.name not in _FLAT]
    by_family: dict[str, list[Path]] = {}
    for path in sorted(found, key=lambda path: -path.stat().st_size):
        by_family.setdefault(path.parent.name, []).append(path)
    for family, paths in by_family.items():
        for path in paths[:_LONGEST]:
            if only in (name := f"{family}--{path.stem}"):
                yield name, parse(path.read_bytes()).source.text.replace("\r\n", "\n")
    for number, layout in enumerate(RENDERERS):
        if (
            layout not in _FLAT
            and only in (name := f"long--{layout}")
            and (text := _long(layout, Random(_SEED + number)))
        ):
            yield name, text


def _long(layout: str, rng: Random) -> str:
    for _ in range(_TRIES):
        printed = render(random_meeting(rng), layout, rng)
        # What the text itself is misread in tells nothing about another kind of file.
        if len(printed.text) > _LONG and not any(differences(printed.expected, parse(printed.text).meeting)):
            return printed.text
    return ""


def read(data: bytes, name: str, lost: re.Pattern[str] | None = None) -> dict[str, Any]:
    """The fields of the first meeting in a file, read with the layout of its sample; none where it is refused."""
    layout = golden.layout_of(golden.SAMPLES / name.partition("--")[0] / name)
    try:
        records = parse(data, name=name, layout=layout).records
    except ReferatError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return {}
    return fields(records[0], lost) if records else {}


def _files(kind: Kind, made: Mapping[str, Sequence[Path]], folder: Path) -> list[Path]:
    """The files of a kind; none where those are missing that it is made of, or who makes it."""
    if not made.get(kind.source):
        return []
    if kind.needs and shutil.which(kind.needs) is None:
        print(f"{kind.name}: left out, there is no {kind.needs} ({kind.get})")
        return []
    if not folder.exists():
        folder.mkdir()
        kind.make(made[kind.source], folder)
    return sorted(folder.glob(f"*.{kind.suffix}"))


def measured(said: Iterable[tuple[str, str]], folder: Path, kinds: str, *, failures: bool) -> None:
    """Make the files of every kind, read them, and print the share of the fields that each kind gives."""
    made: dict[str, list[Path]] = {TEXT: [], LATIN: []}
    for name, text in said:
        for root, letters in ((TEXT, text), (LATIN, papers.latin(text))):
            path = folder / root / f"{name}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(letters.encode())
            made[root].append(path)
    print(f"{'kind':<42} {'files':>5} {'fields':>7} {'same':>8} {'wrong':>7}  at least")
    # What is made of a text is read as that text is.
    roots = {root: folder / root for root in made}
    for n, kind in enumerate(KINDS):
        made[kind.name] = _files(kind, made, folder / str(n))
        roots[kind.name] = roots[kind.source]
        if kind.least and kinds in kind.name and made[kind.name]:
            _print(kind, made[kind.name], roots[kind.name], failures=failures)


@cache
def _of_text(path: Path, lost: re.Pattern[str] | None) -> dict[str, Any]:
    return read(path.read_bytes(), path.stem, lost)


def _print(kind: Kind, paths: Sequence[Path], texts: Path, *, failures: bool) -> None:
    figures = Share()
    for path in paths:
        want = _of_text(texts / f"{path.stem}.txt", kind.lost)
        got = read(path.read_bytes(), path.name, kind.lost)
        figures += share(want, got)
        for key, one, other in compared(want, got) if failures else ():
            print(f"  {kind.name} | {path.stem} | {key}\n    want {str(one)[:200]}\n    got  {str(other)[:200]}")
    same, wrong = figures.right / figures.total, figures.wrong / figures.total
    below = "" if same >= kind.least else " (below)"
    print(
        f"{kind.name:<42} {len(paths):>5} {figures.total:>7} {same:>8.2%} {wrong:>7.2%}  {kind.least:.0%}{below}",
        flush=True,
    )


def main() -> None:
    """Print the figures; --only NAME for some samples, --kinds NAME for some kinds, --failures for each difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="samples with this in their family--name")
    parser.add_argument("--kinds", default="", help="kinds with this in their name")
    parser.add_argument("--failures", action="store_true", help="each field that differs")
    parser.add_argument(
        "--keep", type=Path, help="a folder to leave the files in; those that are there already are not made again"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(options.keep or folder).absolute()
        measured(texts(options.only), place, options.kinds, failures=options.failures)


if __name__ == "__main__":
    main()
