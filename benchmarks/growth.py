"""How time grows with size on texts made to hurt: seconds at 1, 2, 4 and 8 MB, and the ratio of the last to the first.

    python benchmarks/growth.py [--most MB] [--only NAME]

Time in proportion to size is a ratio of 8. Texts that are nothing but objects (a heading on every line) may reach 13.
"""

import argparse
import gc
import time
from collections.abc import Callable

from referat import parse
from referat.export.json import dump

_MEGABYTE = 1_000_000

HEADER_PDF = "REFERAT Byrådet d. 01-02-2020\n\nMødedato Lørdag d. 1. februar 2020 kl. 10:00\n\nMødested X\n\n"
HEADER_WEB = (
    "Abonnér\n\nReferat\ntil\nmødet i Byrådet\nden 1. februar 2020 kl. 10:00\ni Byrådssalen\n\nSagnr.: 1-00-1-20\n\n"
)


def _fill(line: str, size: int) -> str:
    return line * (size // len(line.encode()))


def _headings(header: str, item: str, size: int) -> str:
    """`item` again and again, numbered 1 to 9998 in turn."""
    count = size // len(item.format(9999).encode()) + 1
    return header + "".join(item.format(n % 9999) for n in range(1, count + 1))


def _headings_pdf(size: int) -> str:
    return _headings(HEADER_PDF, "Punkt {}: Titel\n\n1-00-1-20\n\n", size)


def _headings_web(size: int) -> str:
    return _headings(HEADER_WEB, "{}. Titel\n\nTilbage til toppen\nSagnr.: 1-00-1-20\n\n", size)


def _absences(size: int) -> str:
    sentence = "Asta B{} var fraværende.\n\n"
    count = size // len(sentence.format("abcdef").encode())
    letters = ("".join("abcdefghij"[int(digit)] for digit in f"{n:06}") for n in range(count))
    return HEADER_PDF + "Punkt 1: A\n\nBeslutning\n\n" + "".join(map(sentence.format, letters))


#: name: the text of about so many bytes.
SHAPES: dict[str, Callable[[int], str]] = {
    "blank lines": lambda size: HEADER_PDF + _fill("\n", size),
    "blank lines between headings": lambda size: HEADER_PDF + "Punkt 1: A\n" + _fill("\n", size) + "Punkt 2: B\n",
    "spaces on every line": lambda size: HEADER_PDF + _fill("   \n", size),
    "one long line": lambda size: HEADER_PDF + "Punkt 1: A\n\n1-00-1-20\n\nBeslutning\n\n" + _fill("ord og ", size),
    "one long line of digits": lambda size: HEADER_PDF + _fill("1", size),
    "one long line of dots": lambda size: HEADER_PDF + "Indholdsfortegnelse\n" + _fill(".", size),
    "one long line, nothing else": lambda size: _fill("ord ", size),
    "headings (PDF)": _headings_pdf,
    "headings (web)": _headings_web,
    "the same heading": lambda size: HEADER_PDF + _fill("Punkt 1: Titel\n", size),
    "numbered lines": lambda size: HEADER_WEB + "1. A\n\nSagsfremstilling\n\n" + _fill("1. punkt\n", size),
    "labels": lambda size: HEADER_PDF + "Punkt 1: A\n\n" + _fill("Beslutning\n\n", size),
    "footers": lambda size: HEADER_WEB + "1. A\n\n" + _fill("Tilbage til toppen\n", size),
    "page numbers": lambda size: HEADER_PDF + "Punkt 1: A\n\nBeslutning\n\n" + _fill("Side 1 af 2\n", size),
    "document titles": lambda size: _fill(HEADER_PDF, size),
    "meetings": lambda size: _fill(HEADER_PDF + "Punkt 1: A\n\n1-00-1-20\n\nBeslutning\n\nGodkendt.\n\n", size),
    "double spaces": lambda size: HEADER_PDF + "Punkt 1: A\n\nBeslutning\n\n" + _fill("ord  ", size),
    "contents": lambda size: HEADER_PDF + "Indholdsfortegnelse\n" + _fill("En titel.....\t3\n", size) + "Punkt 1: A\n",
    "decisions in one section": lambda size: (
        HEADER_PDF + "Punkt 1: A\n\nBeslutning\n\n" + _fill("Udvalget godkendte planen. ", size)
    ),
    "absences": lambda size: (
        HEADER_PDF + "Punkt 1: A\n\nBeslutning\n\n" + _fill("Asta Birkholm var fraværende.\n\n", size)
    ),
    "absences of different people": _absences,
    "parties": lambda size: HEADER_PDF + "Punkt 1: A\n\nBeslutning\n\n" + _fill("Asta Birkholm (V) og ", size),
    "names without end": lambda size: (
        HEADER_PDF + "Punkt 1: A\n\nBeslutning\n\n" + _fill("Asta Birkholm, ", size) + " var fraværende."
    ),
    "roles": lambda size: HEADER_PDF + "Punkt 1: A\n\nBeslutning\n\n" + _fill("formand for udvalget ", size),
    "links": lambda size: HEADER_PDF + "Punkt 1: A\n\nBilag\n\n" + _fill("http://x.dk/) ", size),
    "one long link": lambda size: HEADER_PDF + "Punkt 1: A\n\nBilag\n\nhttp://" + _fill(")", size),
    "points": lambda size: (
        HEADER_PDF + "Punkt 1: A\n\nDirektionen indstiller,\n\n" + _fill("at det sker, og\n\n", size)
    ),
    "soft hyphens": lambda size: HEADER_PDF + "Punkt 1: A\n\nBeslutning\n\n" + _fill("a\u00ad", size),
    "decomposed letters": lambda size: HEADER_PDF + "Punkt 1: A\n\nBeslutning\n\n" + _fill("a\u030a ", size),
    "form feeds": lambda size: HEADER_PDF + _fill("\f", size),
    "header sentences": lambda size: HEADER_PDF + _fill("Asta Birkholm havde meldt afbud.\n", size),
    "unknown header lines": lambda size: HEADER_PDF + _fill("Noget andet\n", size),
    "a long header paragraph": lambda size: (
        HEADER_PDF + _fill("noget andet med afbud og deltog ikke i mødet x\n", size)
    ),
}


def seconds(text: str) -> float:
    """How long one parse to JSON of `text` takes."""
    gc.collect()
    start = time.perf_counter()
    for record in parse(text).records:
        dump(record, None, indent=None)
    return time.perf_counter() - start


def main() -> None:
    """Print a line for each shape."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--most", type=int, default=8, help="the largest size, in MB")
    parser.add_argument("--only", default="", help="shapes whose name holds this")
    args = parser.parse_args()
    sizes = [size for size in (1, 2, 4, 8, 16, 32, 64) if size <= args.most]
    print(f"{'':32}" + "".join(f"{size:>8} MB" for size in sizes) + f"{f'{sizes[-1]}/{sizes[0]}':>10}")
    for name, make in SHAPES.items():
        if args.only not in name:
            continue
        times = [seconds(make(size * _MEGABYTE)) for size in sizes]
        print(f"{name:32}" + "".join(f"{t:>9.2f} s" for t in times) + f"{times[-1] / times[0]:>10.1f}", flush=True)


if __name__ == "__main__":
    main()
