"""Samples as pages that are printed: on wide paper, and on narrow paper with lines that run along every page."""

import html
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import papers
from referat import parse
from referat.text.source import Source

_LEADER, _TAIL = 60, 20
_PAGED = re.compile(r"(?:\.{3,}|…|\s)\s*\d+\s*$")


class Running(NamedTuple):
    """What stands above the body of every page, and below it with the page's number and how many there are."""

    above: str
    below: str = "Side {n} af {m}"


def as_page(text: str) -> str:
    """`text` as a web page: a block a line, its blank lines, its gaps between words."""
    return _page(text, _style(text, 11))


def for_office(text: str) -> str:
    """The same for narrow paper, larger, with running lines as LibreOffice has them."""
    running = running_of(text)
    n, m = "<sdfield type=page subtype=random format=page>", "<sdfield type=docstat subtype=page format=page>"
    above = f'<div title="header"><p>{html.escape(running.above)}</p><p><br></p></div>'
    below = (
        f'<div title="footer"><p><br></p><p>{running.below.format(n=f"{n}1</sdfield>", m=f"{m}1</sdfield>")}</p></div>'
    )
    return _page(with_leaders(text), f"@page {{ size: 14.8cm 21cm; margin: 1.5cm }} {_style(text, 12)}", above + below)


def for_browser(text: str) -> str:
    """The same with running lines as browsers have them."""
    running = running_of(text)
    above = running.above.replace("\\", "").replace('"', "'")
    below = running.below.format(n='" counter(page) "', m='" counter(pages) "')
    font = "font: 9pt 'Liberation Sans', sans-serif"
    boxes = f'@top-left {{ content: "{above}"; {font} }} @bottom-right {{ content: "{below}"; {font} }}'
    return _page(with_leaders(text), f"@page {{ size: 14.8cm 21cm; margin: 2cm; {boxes} }} {_style(text, 12)}")


def on_paper(text: str) -> bytes:
    """`text`, in Latin-1, as a PDF by fpdf2."""
    return papers.pdf_of(_pages_joined(text))


def on_narrow_paper(text: str) -> bytes:
    """The same for narrow paper, with running lines."""
    running = running_of(text)
    below = running.below.format(n="{n}", m="{{nb}}")
    above = running.above.replace("{", "(").replace("}", ")")
    return papers.pdf_of(_pages_joined(with_leaders(text)), (above,), (below,), format=(148, 210))


def running_of(text: str) -> Running:
    """The running lines of `text`: the body and the day of its meeting."""
    record: Mapping[str, Any] = next(iter(parse(text).records), {})
    day = record.get("date")
    said = [record.get("body") or record.get("authority") or "Udskrift"]
    said += [day.strftime("%d-%m-%Y")] if day else []
    return Running(" ".join(", ".join(said).split()))


def with_leaders(text: str) -> str:
    """`text` with leaders and pages behind the entries of its table of contents, where it has one."""
    parsed = parse(text)
    # Last words of each entry: those of a title over two lines stand on its second.
    ends = [" ".join(entry["title"].split())[-_TAIL:] for one in parsed.records for entry in one["contents"]]
    of_contents = set()
    number = 1
    for token in parsed.tokens:
        if token.kind == "contents" and any(end in " ".join(token.text.split()) for end in ends):
            of_contents.add(number)
        number += token.text.count("\n")
    lines = text.split("\n")
    for page, number in enumerate(sorted(of_contents), 3):
        line = lines[number - 1].rstrip()
        if not _PAGED.search(line):
            lines[number - 1] = f"{line} {'.' * max(4, _LEADER - len(line))} {page}"
    return "\n".join(lines)


def _page(text: str, style: str, above: str = "") -> str:
    lines = (html.escape(line.rstrip()).replace("  ", " &nbsp;") for line in _pages_joined(text).split("\n"))
    blocks = (f"<p>{line}</p>" if line else "<p><br></p>" for line in lines)
    head = f'<head><meta charset="utf-8"><style>{style}</style></head>'
    return f'<!doctype html><html lang="da">{head}<body>{above}{"".join(blocks)}</body></html>'


def _style(text: str, size: int) -> str:
    # Lines that are broken at a width already are no paragraphs: they are printed as they are.
    broken = Source(text).width is not None
    font = "8pt 'Liberation Mono', monospace" if broken else f"{size}pt 'Liberation Sans', sans-serif"
    return f"p {{ margin: 0; font: {font} }}"


def _pages_joined(text: str) -> str:
    """`text` without the ends of its pages, which are line ends too."""
    return text.replace("\n\f", "\n").replace("\f", "\n")
