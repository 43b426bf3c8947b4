"""MHTML: a page and all that it shows, as the parts of one message.

Only the page and its style sheets are taken out and decoded.
"""

import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from itertools import islice

from referat.errors import SourceError
from referat.tuples import NamedTuple

# A message's headers, one of which says that it has parts, or that it was written by a browser.
_BEGINNING = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
_HEADERS = 16_384
_BLANK_LINE = re.compile(rb"\r?\n[ \t]*\r?\n")
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
# Parts within parts: a page stands in the first or second.
_MOST_LEVELS, _MOST_SHEETS = 5, 200


class MhtmlPage(NamedTuple):
    """A page's bytes, the charset that its part says ("" where it says none), and its address ("" likewise).

    `sheets` are the style sheets that were saved with it, by the addresses that the page may call them.
    """

    data: bytes
    charset: str
    address: str
    sheets: dict[str, str]


class _Part(NamedTuple):
    headers: Message
    body: bytes


def is_mhtml(data: bytes) -> bool:
    """Whether `data` is a message: a page's bytes begin otherwise."""
    beginning = _BEGINNING.match(data[:_HEADERS].lstrip())
    if beginning is None:
        return False
    headers = beginning[0].lower()
    return b"mime-version:" in headers and b"content-type:" in headers


def page(data: bytes) -> MhtmlPage:
    """The page in the message `data`: the part that its headers call the first, else the first that is a page.

    Raises SourceError where there is none.
    """
    whole = _part(data.lstrip())
    address = _header(whole, "Snapshot-Content-Location") or _header(whole, "Content-Location")
    part: _Part | None = whole
    for _ in range(_MOST_LEVELS):
        if part is None or part.headers.get_content_type() in _PAGES:
            break
        part = _first(part)
    if part is None or part.headers.get_content_type() not in _PAGES:
        raise SourceError("is a saved web page (MHTML) without a page in it.", hint="save the page again.")
    address = _header(part, "Content-Location") or address
    return MhtmlPage(_decoded(part), part.headers.get_content_charset(""), address, _sheets(whole))


def _sheets(whole: _Part) -> dict[str, str]:
    """The style sheets among the parts of a message."""
    found: dict[str, str] = {}
    parts = (part for part in _parts(whole) if part.headers.get_content_type() == "text/css")
    for part in islice(parts, _MOST_SHEETS):
        text = _decoded(part).decode("utf-8", errors="replace")
        for name in (_header(part, "Content-Location"), f"cid:{_header(part, 'Content-ID').strip('<>')}"):
            found.setdefault(name, text)
    return found


def _part(data: bytes) -> _Part:
    blank = _BLANK_LINE.search(data) if not data.startswith((b"\n", b"\r\n")) else None
    if blank is None:
        return _Part(BytesHeaderParser().parsebytes(b""), data.lstrip(b"\r\n"))
    return _Part(BytesHeaderParser().parsebytes(data[: blank.end()]), data[blank.end() :])


def _header(part: _Part, name: str) -> str:
    return re.sub(r"\s+", "", str(part.headers.get(name, "")))


def _first(part: _Part) -> _Part | None:
    """The part that `start` names, else the first that is a page or has parts of its own."""
    start = str(part.headers.get_param("start") or "").strip("<> ")
    candidate = None
    for inner in _parts(part):
        kind = inner.headers.get_content_type()
        if start and _header(inner, "Content-ID").strip("<>") == start:
            return inner
        if candidate is None and (kind in _PAGES or kind.startswith("multipart/")):
            candidate = inner
            if not start:
                break
    return candidate


def _parts(part: _Part) -> Iterator[_Part]:
    boundary = part.headers.get_boundary()
    if not boundary:
        return
    line = re.compile(rb"^--" + re.escape(boundary.encode("latin-1", "replace")) + rb"(--)?[ \t]*(?:\r?\n|\Z)", re.M)
    start = None
    for mark in line.finditer(part.body):
        if start is not None:
            yield _part(part.body[start : mark.start()])
        start = mark.end()
        if mark[1]:
            return
    if start is not None:
        yield _part(part.body[start:])


def _decoded(part: _Part) -> bytes:
    message = Message()
    for name in ("Content-Transfer-Encoding",):
        message[name] = _header(part, name) or "7bit"
    message.set_payload(part.body.decode("ascii", "surrogateescape"))
    payload = message.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else part.body
