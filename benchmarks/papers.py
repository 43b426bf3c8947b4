"""How fast PDFs are read: `referat batch` beside `pdftotext` on the same files, in the same run.

    python benchmarks/papers.py [--files N] [--pages N] [--rounds N]

The files are random minutes as fpdf2 prints them, some of each family, filled up to the number of pages. The rounds
take turns; each figure is their median. `pdftotext` is started once a file, one after the other, and gives text alone;
batch finds pages, lines, links and furniture, reads the meetings from them and writes a database, on every core and on
one.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
_FAMILIES = ("midtjylland-web", "firstagenda-pdf", "edagsorden", "os2web")
_LINES_A_PAGE = 45


def write(folder: Path, files: int, pages: int) -> None:
    """Write so many PDFs of so many pages each."""
    import papers
    from generator import random_meeting, render

    for n in range(files):
        rng = Random(n)
        family = _FAMILIES[n % len(_FAMILIES)]
        text = ""
        while text.count("\n") < _LINES_A_PAGE * pages:
            text += render(random_meeting(rng, 12), family, rng).text.replace("\f", "")
        lines = text.split("\n")[: _LINES_A_PAGE * pages]
        starts = range(0, len(lines), _LINES_A_PAGE)
        sheets = ["\n".join(line[:90] for line in lines[a : a + _LINES_A_PAGE]) for a in starts]
        (folder / f"{n:04}.pdf").write_bytes(papers.pdf_of("\n\f".join(sheets), (), ("Side {n}",)))


def by_pdftotext(folder: Path) -> None:
    """Let `pdftotext` read every file."""
    for path in sorted(folder.glob("*.pdf")):
        subprocess.run(["pdftotext", "-layout", str(path), "-"], stdout=subprocess.DEVNULL, check=True)


def by_batch(folder: Path, *options: str) -> None:
    """Let `referat batch` read every file, anew."""
    out = folder / "out.db"
    command = [sys.executable, "-m", "referat", "batch", str(folder), str(out), "--fresh", "--quiet", *options]
    subprocess.run(command, stderr=subprocess.DEVNULL, check=False)
    if not out.exists():
        raise SystemExit("batch has written nothing.")


def by_pdfium(folder: Path) -> None:
    """Let the reader of PDFs read every file, in this process: its part of batch's time."""
    from referat.text.inputs import pdf_text

    for path in sorted(folder.glob("*.pdf")):
        pdf_text.read(path.read_bytes())


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes, on the clock."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write(folder, args.files, args.pages)
        ways: dict[str, Callable[[], object]] = {
            "`referat batch`": lambda: by_batch(folder),
            "`referat batch -j 1`": lambda: by_batch(folder, "-j", "1"),
            "of these, the PDFs' text": lambda: by_pdfium(folder),
        }
        if shutil.which("pdftotext") is not None:
            ways["`pdftotext -layout`, one after the other"] = lambda: by_pdftotext(folder)
        taken = {name: [seconds(work)] for name, work in ways.items()}
        for _ in range(args.rounds - 1):
            for name, work in ways.items():
                taken[name].append(seconds(work))
        import pypdfium2

        pages = 0
        for path in folder.glob("*.pdf"):
            document = pypdfium2.PdfDocument(path)
            pages += len(document)
            document.close()
    print(f"{args.files} PDFs, {pages} pages\n\n| | s | pages/s | times pdftotext |\n| --- | --- | --- | --- |")
    middles = {name: statistics.median(found) for name, found in taken.items()}
    peer = middles.get("`pdftotext -layout`, one after the other")
    for name, middle in middles.items():
        print(f"| {name} | {middle:.1f} | {pages / middle:,.0f} | {f'{middle / peer:.1f}' if peer else ''} |")


if __name__ == "__main__":
    main()
