"""Minutes as pages of the web show them: a text becomes HTML in several ways.

Whatever way is taken, one reads in a browser what the text says, so the page's meeting is the text's. `WAYS` are the
ways by name.
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from referat import parse

_CELLS = re.compile(r"\t+| {3,}")
_BULLET, _NUMBER = re.compile(r"\s*•[ \t]+(?=\S)"), re.compile(r"\s+(\d{1,3})\.[ \t]+(?=\S)")
_ITEM = re.compile(r"(?:\S+ )?\d{1,4}[ .:)]*(?=\S)")
# So many letters stand beside a title.
_MARKS = 15
# Chrome as pages have it: nobody's minutes.
_HEADER = (
    '<a class="skip-link" href="#indhold">Gå til indhold</a>'
    '<header class="top"><div><a href="/">Nordby</a></div><form action="/soeg"><label>Søg <input name="q"></label>'
    "<button>Søg</button></form><nav><ul><li><a href='/politik'>Politik</a><ul><li><a href='/moeder'>Møder</a></li>"
    "<li><a href='/udvalg'>2. Udvalg</a></li></ul></li></ul></nav></header>"
    '<div id="cookies" class="cookie-banner" hidden><p>Vi bruger cookies.</p><button>Godkendt</button></div>'
)
_FOOTER = (
    '<aside><h2>Se også</h2><ul><li><a href="/2020">Referat fra 2020</a></li></ul></aside>'
    "<footer><p>Nordby Kommune<br>Rådhuspladsen 1<br>Tlf. 00 00 00 00</p><p>1. Kontakt</p></footer>"
    "<script>var a = '<p>Beslutning</p>';</script>"
)


class Line(NamedTuple):
    """A line of the text that is not blank: what it is, as the text is read, and whether a blank line stands above.

    `titles` are those of all items of the text.
    """

    text: str
    kind: str
    titles: frozenset[str]
    after_blank: bool


def paragraphs(text: str) -> bytes:
    """What stands between blank lines is a paragraph, its lines ended by breaks."""
    return _page("".join(f"<p>{_broken(block)}</p>\n" for block in _blocks(text)))


def breaks(text: str) -> bytes:
    """One element, all lines ended by breaks."""
    return _page(f"<div>{_broken([line.rstrip() for line in _lines(text)])}</div>")


def preformatted(text: str) -> bytes:
    """The text as it is."""
    return _page(f"<pre>{html.escape(text, quote=False)}</pre>")


def headings(text: str) -> bytes:
    """Headings are headings, labels too; lists are lists, rows of cells are rows of a table."""
    return _page(_structured(text))


def sections(text: str) -> bytes:
    """The same as an article of sections, among a page's menus, its head and its foot."""
    parts = re.sub(r"(?=<h2)", "</section><section>", _structured(text))
    article = f'<main id="indhold"><article><section>{parts}</section></article></main>'
    return _page(f"{_HEADER}{article}{_FOOTER}")


def divs(text: str) -> bytes:
    """What stands between blank lines in boxes within boxes, with white space as programs leave it, and no margins."""
    body = "".join(
        f'\n  <div class="row">\n    <div class="col">\n      <span>{_wrapped(block)}</span>\n    </div>\n  </div>'
        for block in _blocks(text)
    )
    return _page(f'<div class="header"><div class="nav">Forside</div></div><div class="content">{body}</div>')


def saved(text: str) -> bytes:
    """As browsers save a page: in Windows-1252, all of it one form, laid out by a table, after a mark."""
    body = "".join(f"<font size=2>{_broken(block)}</font>\n<P>" for block in _blocks(text))
    page = (
        "<!DOCTYPE html>\n<!-- saved from url=(0035)https://www.eksempel.dk/moeder/1/ -->\n"
        '<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252">'
        "<TITLE>Nordby</TITLE><STYLE>p { margin: 0 }</STYLE></HEAD><BODY>"
        '<FORM id="aspnetForm" action="./"><INPUT type="hidden" name="__VIEWSTATE" value="x">'
        f"<TABLE width=100%><TR><TD colspan=2><SELECT><OPTION>Dansk<OPTION>English</SELECT></TD></TR><TR><TD>{body}"
        "</TD></TR></TABLE></FORM></BODY></HTML>"
    )
    return page.encode("cp1252", errors="xmlcharrefreplace")


def mhtml(text: str) -> bytes:
    """As browsers save a page with what it shows, in one file."""
    import quopri

    page = quopri.encodestring(headings(text)).decode("ascii")
    mark = "----MultipartBoundary--a1----"
    head = f'MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n\tboundary="{mark}"\n\n'
    part = (
        "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\nContent-Location: https://eksempel.dk/"
    )
    other = f"--{mark}\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
    return f"From: <Saved by Blink>\n{head}\n--{mark}\n{part}\n\n{page}\n{other}--{mark}--\n".replace(
        "\n", "\r\n"
    ).encode()


#: The ways by which `text` becomes a page, by name.
WAYS: Mapping[str, Callable[[str], bytes]] = {
    "html paragraphs": paragraphs,
    "html breaks": breaks,
    "html preformatted": preformatted,
    "html headings": headings,
    "html sections": sections,
    "html divs": divs,
    "html saved": saved,
    "mhtml": mhtml,
}


# The parts.


def _page(body: str) -> bytes:
    head = '<meta charset="utf-8"><title>Nordby</title><style>.gap { margin-top: 1em }</style>'
    return f'<!doctype html>\n<html lang="da"><head>{head}</head><body>{body}</body></html>\n'.encode()


def _lines(text: str) -> list[str]:
    return [line.replace("\f", "") for line in text.replace("\r\n", "\n").rstrip("\n").split("\n")]


def _blocks(text: str) -> Iterator[list[str]]:
    for is_blank, lines in groupby(_lines(text), lambda line: not line.strip(" \t")):
        if not is_blank:
            yield list(lines)


def _broken(lines: Sequence[str]) -> str:
    return "<br>\n".join(map(_set, lines))


def _set(line: str) -> str:
    """Cells keep their distance, as pages do it."""
    line = re.sub(
        r"^ +| {2,}", lambda spaces: "\u00a0" * len(spaces[0][1:]) + "\u00a0 "[bool(spaces.start())], line.rstrip()
    )
    return (
        html.escape(line, quote=False)
        .replace("\t", '<span style="white-space:pre">\t</span>')
        .replace("\u00a0", "&nbsp;")
    )


def _wrapped(lines: Sequence[str]) -> str:
    """The same, long lines broken as an editor of markup does."""
    return re.sub(r"([^<>\n]{60,}?) (?=[^\s<>])", r"\1\n        ", _broken(lines))


def _filled(text: str) -> Iterator[Line]:
    parsed = parse(text)
    titles = {" ".join((item["title"] or "").split()) for one in parsed.records for item in one["items"]}
    kinds, number = {}, 0
    for token in parsed.tokens:
        kinds[number] = token.kind
        number += token.text.count("\n")
    after_blank = False
    for number, line in enumerate(_lines(text)):
        if line.strip(" \t"):
            yield Line(line, kinds.get(number, "text"), frozenset(titles), after_blank)
        after_blank = not line.strip(" \t")


def _structured(text: str) -> str:
    groups = ((tag, list(lines)) for tag, lines in groupby(_filled(text), _tag))
    # A line by itself, or with fewer cells than the one above, is no table.
    return "".join(_STRUCTURES[tag if tag != "table" or _is_table(lines) else "p"](lines) for tag, lines in groups)


def _is_table(lines: Sequence[Line]) -> bool:
    cells = [len(_CELLS.split(line.text.strip())) for line in lines]
    return len(cells) > 1 and len({*cells}) == 1


def _headed(level: str, lines: Sequence[Line]) -> str:
    """Headings; one that goes on over lines is one."""
    body = ""
    for line in lines:
        goes_on = body and not line.after_blank and level == "h1"
        body = f"{body.removesuffix(f'</{level}>')}<br>" if goes_on else f"{body}<{level}>"
        body += f"{_set(line.text.strip())}</{level}>"
    return body


def _items(lines: Sequence[Line]) -> str:
    """Headings of items; one that the text has over lines is one."""
    body = above = ""
    for line in lines:
        goes_on = (
            above and not line.after_blank and any(f"{above} {line.text.strip()}" in title for title in line.titles)
        )
        body = f"{body.removesuffix('</h2>')} " if goes_on else f"{body}<h2>"
        above = f"{above} {line.text.strip()}" if goes_on else _ITEM.sub("", line.text.strip(), count=1)
        body += f"{_set(line.text.strip())}</h2>"
    return body


def _plain(lines: Sequence[Line]) -> str:
    body = ""
    for line in lines:
        body = f"{body}</p><p>" if line.after_blank else f"{body}<br>" if body else body
        body += _set(line.text)
    return f"<p>{body.removeprefix('</p><p>')}</p>"


def _bulleted(lines: Sequence[Line]) -> str:
    return "<ul>" + "".join(f"<li>{_set(_BULLET.sub('', line.text))}</li>" for line in lines) + "</ul>"


def _numbered(lines: Sequence[Line]) -> str:
    numbers = [match for line in lines if (match := _NUMBER.match(line.text)) is not None]
    return "<ol>" + "".join(f"<li value={one[1]}>{_set(one.string[one.end() :])}" for one in numbers) + "</ol>"


def _table(lines: Sequence[Line]) -> str:
    rows = ("".join(f"<td>{_set(cell)}</td>" for cell in _CELLS.split(line.text.strip())) for line in lines)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


_STRUCTURES: Mapping[str, Callable[[Sequence[Line]], str]] = {
    "h1": partial(_headed, "h1"),
    "h2": _items,
    "h3": partial(_headed, "h3"),
    "ul": _bulleted,
    "ol": _numbered,
    "table": _table,
    "p": _plain,
}


def _is_titled(line: Line, text: str) -> bool:
    """Whether a line is a title, or a part of one, and perhaps marks behind it."""
    return any(text in title or (title in text and len(text) < len(title) + _MARKS) for title in line.titles if title)


def _tag(line: Line) -> str:
    text = line.text.strip()
    if line.kind == "item_heading":
        return "h2" if _is_titled(line, _ITEM.sub("", text, count=1)) else "p"
    if line.kind in ("title", "label"):
        return {"title": "h1", "label": "h3"}[line.kind]
    if _BULLET.match(line.text):
        return "ul"
    if _NUMBER.match(line.text):
        return "ol"
    return "table" if _CELLS.search(text) else "p"
