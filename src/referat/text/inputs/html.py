"""Web pages, also saved with all that they show in one file (MHTML): what a browser shows of them, as lines.

Nothing is fetched, and no script is read; of style sheets, those that the page itself carries (see `html_styles`).
"""

import codecs
import re
from collections.abc import Mapping, Sequence

from referat.text import decoding
from referat.text.inputs import html_markup, html_nodes, html_styles, html_walk, mhtml
from referat.text.inputs.html_lines import Line
from referat.text.inputs.input import Input, Link

HTML, MHTML = "text/html", "multipart/related"
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What a page begins with in UTF-16 without a byte order mark.
_WIDE = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
# A page says its encoding here, or too late.
_HEAD = 4096
_CHARSET = re.compile(
    rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})"
    rb"|\A\s*<\?xml\s[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
# As Python calls what browsers read as Windows-1252, and the names that they do not believe where they can read them.
_WINDOWS = frozenset({"ascii", "iso8859-1", "cp1252"})
_NOT_BELIEVED = ("utf-16", "utf-32", "utf-7")
_XML = re.compile(r"\s*<\?xml\s")
_TAGS = re.compile(rb"<[^>]*+(?:>|\Z)|\0")
# Browsers say in a comment where a page was saved from.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")


def read(data: bytes) -> Input:
    """The page that the bytes of an HTML, XHTML or MHTML file are.

    Raises SourceError where an MHTML file holds no page, and where a page's elements are too many or nest
    too deep.
    """
    if not mhtml.is_mhtml(data):
        return _page(data)
    page = mhtml.page(data)
    return _page(page.data, charset=page.charset, address=page.address, sheets=page.sheets)._replace(media_type=MHTML)


def _page(data: bytes, *, charset: str = "", address: str = "", sheets: Mapping[str, str] | None = None) -> Input:
    html_markup.refuse_many(data)
    bom, encoding = _encoding(data, charset)
    markup = data[len(bom) :].decode(encoding, errors="replace")
    xhtml = _XML.match(markup) is not None
    # Imported here: who reads text does without.
    from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

    # Without events: with them, each option of a choice costs as much as it has options.
    text, elements = html_markup.bounded(markup, xhtml=xhtml)
    parser = LexborHTMLParser(text, options=int(LexborDocumentOptions.WO_EVENTS), scripting=True)
    base = parser.css_first("base[href]")
    saved = _SAVED_FROM.search(markup[:_HEAD])
    address = address or (saved[1] if saved is not None else "")
    if base is not None:
        address = html_walk.resolved(address, base.attributes["href"] or "")
    nodes = html_styles.styled(html_nodes.of(parser.root), html_styles.sheets(elements, sheets or {}))
    lines = html_walk.lines(nodes, address)
    return _input(lines, encoding)


def _input(lines: Sequence[Line], encoding: str) -> Input:
    links: list[Link] = []
    start = 0
    for line in lines:
        links += (link._replace(start=start + link.start, end=start + link.end) for link in line.links)
        start += len(line.text) + 1
    return Input(
        "".join(f"{line.text}\n" for line in lines),
        HTML,
        encoding,
        frozenset(number for number, line in enumerate(lines) if line.furniture),
        tuple(links),
    )


def _encoding(data: bytes, charset: str) -> tuple[bytes, str]:
    """The byte order mark that `data` begins with, and its encoding: by that, by what is said, else by its letters.

    `charset` is what was said of the page before it began.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return bom, encoding
    if data[:2] in _WIDE:
        return b"", _WIDE[data[:2]]
    said = _CHARSET.search(data[:_HEAD])
    for name in (charset, (said[1] or said[2]).decode("ascii") if said is not None else ""):
        encoding = _known(name)
        # What says Windows-1252 and is UTF-8 was converted since: nothing else looks like UTF-8.
        if encoding == "cp1252" and not data.isascii() and _decodes(data, "utf-8"):
            encoding = "utf-8"
        if encoding and _decodes(data, encoding):
            return b"", encoding
    # The letters alone: markup is no text to `decoding`.
    return decoding.detect(_TAGS.sub(b" ", data), "")


def _known(name: str) -> str:
    """The encoding of a page that says `name`, "" where it cannot be that."""
    try:
        encoding = codecs.lookup(name).name if name else ""
        b"".decode(encoding or "utf-8")
    except LookupError:
        return ""
    if encoding in _WINDOWS:
        return "cp1252"
    return "utf-8" if encoding.startswith(_NOT_BELIEVED) else encoding


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True
