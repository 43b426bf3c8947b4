"""Samples as pages that are printed: on wide paper, and on narrow paper with lines that run along every page."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import papers
from referat import parse
from referat.text.source import Source

_TAB = " " * 8
_LEADER, _TAIL = 60, 20
_SPACES = re.compile(r" {2,}|^ ")
_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">
<office:styles>
<style:style style:name="B" style:family="paragraph"><style:text-properties style:font-name="{family}"
 fo:font-family="{family}" fo:font-size="{size}pt"/></style:style>
<style:style style:name="P" style:family="paragraph" style:parent-style-name="B"><style:paragraph-properties
 fo:break-before="page"/></style:style>
<style:style style:name="R" style:family="paragraph"><style:text-properties fo:font-family="Liberation Sans"
 fo:font-size="9pt"/></style:style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="L">
<style:page-layout-properties fo:page-width="14.8cm" fo:page-height="21cm" fo:margin="1.2cm"/>
<style:header-style>
<style:header-footer-properties fo:min-height="0.5cm" fo:margin-bottom="0.5cm"/>
</style:header-style><style:footer-style>
<style:header-footer-properties fo:min-height="0.5cm" fo:margin-top="0.5cm"/></style:footer-style>
</style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p text:style-name="R">{above}</text:p></style:header>
<style:footer><text:p text:style-name="R">{below}</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>
"""
_PAGED = re.compile(r"(?:\.{3,}|…|\s)\s*\d+\s*$")


class Running(NamedTuple):
    """What stands above the body of every page, and below it with the page's number and how many there are."""

    above: str
    below: str = "Side {n} af {m}"


def as_page(text: str) -> str:
    """`text` as a web page: a block a line, its blank lines, its gaps between words."""
    return _page(text, _style(text, 11))


def for_office(text: str) -> str:
    """The same for narrow paper, larger, with running lines, as a document of LibreOffice's."""
    running = running_of(text)
    n, m = "<text:page-number>1</text:page-number>", "<text:page-count>1</text:page-count>"
    lines = [(new, _SPACES.sub(_as_spaces, html.escape(line))) for new, line in _lines(with_leaders(text))]
    return _DOCUMENT.format(
        family="Liberation Mono" if _is_broken(text) else "Liberation Sans",
        size=8 if _is_broken(text) else 12,
        above=html.escape(running.above),
        below=running.below.format(n=n, m=m),
        body="".join(f'<text:p text:style-name="{"P" if new else "B"}">{line}</text:p>' for new, line in lines),
    )


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
    return papers.pdf_of(_pages(text))


def on_narrow_paper(text: str) -> bytes:
    """The same for narrow paper, with running lines."""
    running = running_of(text)
    below = running.below.format(n="{n}", m="{{nb}}")
    above = running.above.replace("{", "(").replace("}", ")")
    return papers.pdf_of(_pages(with_leaders(text)), (above,), (below,), format=(148, 210))


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


def _as_spaces(match: re.Match[str]) -> str:
    return f'<text:s text:c="{len(match[0])}"/>'


def _page(text: str, style: str) -> str:
    lines = ((new, html.escape(line).replace("  ", " &nbsp;")) for new, line in _lines(text))
    begin = {True: '<p style="page-break-before: always">', False: "<p>"}
    blocks = (f"{begin[new]}{line or '<br>'}</p>" for new, line in lines)
    head = f'<head><meta charset="utf-8"><style>{style}</style></head>'
    return f'<!doctype html><html lang="da">{head}<body>{"".join(blocks)}</body></html>'


def _style(text: str, size: int) -> str:
    font = "8pt 'Liberation Mono', monospace" if _is_broken(text) else f"{size}pt 'Liberation Sans', sans-serif"
    return f"p {{ margin: 0; font: {font} }}"


def _pages(text: str) -> str:
    return "\n".join("\f" * new + line for new, line in _lines(text))


def _is_broken(text: str) -> bool:
    """Whether the lines of `text` are broken at a width already: they are no paragraphs, and printed as they are."""
    return Source(text).width is not None


def _lines(text: str) -> Iterator[tuple[bool, str]]:
    """The lines of `text`, and whether a new page begins with each; no page begins with a blank line or is empty."""
    new = False
    for line in text.split("\n"):
        new = new or "\f" in line
        said = line.replace("\f", "").replace("\t", _TAB).rstrip()
        if said or not new:
            yield new, said
            new = False
