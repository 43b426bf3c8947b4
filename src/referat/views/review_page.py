"""The page of `referat review`: source beside fields, one file that needs no other and no network.

Template, style and script are files beside this one, in `review/`. What differs from page to page is data: JSON that
the script reads, and draws as text alone.
"""

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from referat.contract.record import Record
from referat.tuples import NamedTuple
from referat.views.review_packed import Packed
from referat.views.review_rows import Group, Offsets, Rows, refused
from referat.views.wording import wording

if TYPE_CHECKING:
    from referat.reader import Parsed
    from referat.text.inputs.pdf_pictures import Picture

_FILES = Path(__file__).parent / "review"
# In this order they are one script.
_SCRIPTS = ("reading.js", "page.js", "source.js", "rows.js", "moves.js")
_SLOT = re.compile(r"\{\{([\w.]+)\}\}")
# What would end the element that the JSON stands in, or turn what an editor shows of the page, as JSON writes it.
_ESCAPED = re.compile("[<>&\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Reviewed(NamedTuple):
    """A file with what was read in it; `pictures` are those of its pages, where it has any."""

    name: str
    parsed: "Parsed"
    pictures: "Sequence[Picture]" = ()


def page(files: Sequence[Reviewed], language: str) -> bytes:
    """The page about `files` in `language` (see `wording`), in UTF-8: the same bytes for the same files."""
    texts = wording("review", language)
    style = (_FILES / "page.css").read_text("utf-8")
    script = "\n".join((_FILES / name).read_text("utf-8") for name in _SCRIPTS)
    data = {"texts": texts, "documents": [_document(one) for one in files]}
    filled = {
        "language": language,
        "title": f"{texts['page']['title']}: {', '.join(Path(one.name).name for one in files)}",
        "style_hash": _hash(style),
        "script_hash": _hash(script),
    }
    # These hold no text of a document but the data, which is escaped for where it stands.
    verbatim = {"style": style, "script": script, "data": _json(data)}

    def slot(match: re.Match[str]) -> str:
        name = match[1]
        if name in verbatim:
            return verbatim[name]
        return html.escape(filled[name] if name in filled else _text(texts, name))

    return _SLOT.sub(slot, (_FILES / "page.html").read_text("utf-8")).encode()


def _text(texts: Mapping[str, object], name: str) -> str:
    """The text that is called "page.title", say."""
    node: object = texts
    for key in name.split("."):
        assert isinstance(node, Mapping)  # noqa: S101  for the type checker: the template names what is there
        node = node[key]
    return str(node)


def _hash(text: str) -> str:
    """How a Content-Security-Policy names a script or a style sheet: nothing else runs."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


# The data of one file.


def _document(one: Reviewed) -> dict[str, object]:
    source = one.parsed.source
    packed = Packed(source.text)
    rows = list(_meetings(one.parsed))
    drawn = {
        "pages": [[picture.width, picture.height, _address(picture)] for picture in one.pictures],
        "boxes": [box and [box.page, box.left, box.top, box.right, box.bottom] for box in source.boxes],
    }
    return {
        "name": Path(one.name).name,
        "sha256": source.sha256,
        "head": _head(one.parsed.records[0]) if one.parsed.records else None,
        "text": source.text,
        **_lines(one.parsed),
        "findings": [[found.severity, found.code, found.message, found.line] for found in one.parsed.all_diagnostics],
        "groups": [packed.group(group, n) for n, group in _groups(rows)],
        "shapes": packed.shapes,
        **(drawn if one.pictures else {}),
    }


def _meetings(parsed: "Parsed") -> Iterator[Rows]:
    offsets = Offsets(parsed.source.text)
    for n, (record, places) in enumerate(zip(parsed.records, parsed.places, strict=True)):
        yield Rows(record, places, offsets, f"/{n}" if len(parsed.records) > 1 else "")


def _groups(meetings: Sequence[Rows]) -> Iterator[tuple[int, Group]]:
    """The groups, each with the number of its meeting in the file, from 0."""
    for n, rows in enumerate(meetings):
        yield from ((n, group) for group in rows.groups())
    if not meetings:
        yield 0, refused()


def _head(record: Record) -> list[str]:
    """What tells one meeting from another: its body and its day."""
    return [str(record[key]) for key in ("body", "date") if record[key] is not None]


def _lines(parsed: "Parsed") -> dict[str, object]:
    """What became of every line: its kind, its rule, its owner, each a number among `words`, and the reason."""
    words: dict[str, int] = {}
    lines: list[list[object]] = []
    for token in parsed.tokens:
        numbers: list[object] = [words.setdefault(word, len(words)) for word in (token.kind, token.rule, token.owner)]
        lines.append([*numbers, token.reason] if token.reason else numbers)
    return {"words": list(words), "lines": lines}


def _address(picture: "Picture") -> str:
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"
