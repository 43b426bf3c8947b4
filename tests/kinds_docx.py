"""Minutes as people keep them in Word: a text becomes a DOCX in several ways, by python-docx.

Whatever way is taken, one reads in Word what the text says, so the file's meeting is the text's meeting. `WAYS` are the
ways by name; `as_html` is what LibreOffice makes documents from.
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from referat import parse

_NUMBERED = re.compile(r"\s*((?:[^\W\d]+ )?)(\d{1,3})([.):]?)[ \t]+(?=\S)")
_LISTED = re.compile(r"\s*(?:()(\d{1,2}|[a-zæøå])([.)])|([•–-]))[ \t]+(?=\S)")
_CELL = re.compile(r"\S+(?: {1,2}\S+)*")
_NO_XML = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_BLANK = Pt(12)


def paragraphs(text: str) -> bytes:
    """Each line a paragraph, blank ones too."""
    document = _empty()
    for line in _lines(text):
        document.add_paragraph(line)
    return _saved(document)


def spaced(text: str) -> bytes:
    """Each line a paragraph, with space above in place of blank lines."""
    document = _empty()
    for line, after_blank in _apart(text):
        document.add_paragraph(line).paragraph_format.space_before = _BLANK if after_blank else Pt(0)
    return _saved(document)


def broken(text: str) -> bytes:
    """What stands between blank lines a paragraph, its lines ended by breaks."""
    document = _empty()
    for block in re.split(r"\n(?:[ \t]*\n)+", "\n".join(_lines(text)).strip("\n")):
        document.add_paragraph(block).paragraph_format.space_after = _BLANK
    return _saved(document)


def numbered(text: str) -> bytes:
    """Headings of items in a style that numbers them, lists numbered each paragraph by itself, labels as headings."""
    document = _empty()
    kinds = _kinds(text)
    lists = _Lists(document)
    above = None
    for (number, line), after_blank in _numbered_apart(text):
        kind = kinds.get(number)
        if kind == "item_heading" and above is not None and not after_blank and not _NUMBERED.match(line):
            above.add_run().add_break()
            above.add_run(line)
            continue
        if kind == "item_heading":
            paragraph = above = _heading(document, lists, line)
        else:
            above = None
            style = "Heading 3" if kind == "label" else "Normal"
            paragraph = _listed(document, lists, line, style)
        paragraph.paragraph_format.space_before = _BLANK if after_blank else Pt(0)
        paragraph.paragraph_format.space_after = Pt(0)
    return _saved(document)


def in_tables(text: str) -> bytes:
    """What stands in columns between two blank lines as a table, its empty cells empty."""
    document = _empty()
    for block in re.split(r"(?:(?<=\n)|^)(?=[ \t]*\n)", "\n".join([*_lines(text), ""])):
        rows = _rows(block.strip("\n").expandtabs(24).split("\n"))
        if rows and block.startswith("\n"):
            document.add_paragraph()
        if rows:
            _table(document, rows)
        else:
            for line in block.removesuffix("\n").split("\n"):
                document.add_paragraph(line)
    return _saved(document)


def _rows(lines: Sequence[str]) -> list[list[str]]:
    """The cells of `lines` that stand in columns, row by row; none where they do not."""
    cells = [[match.span() for match in _CELL.finditer(line)] for line in lines]
    columns: list[tuple[int, int]] = []
    for begin, end in sorted(span for row in cells for span in row if len(row) > 1):
        if columns and begin < columns[-1][1]:
            columns[-1] = columns[-1][0], max(end, columns[-1][1])
        else:
            columns.append((begin, end))
    if len(columns) < 2:
        return []
    rows = []
    for line, spans in zip(lines, cells, strict=True):
        row = [""] * len(columns)
        for begin, end in spans:
            place = max((n for n, column in enumerate(columns) if column[0] <= begin), default=0)
            row[place] = f"{row[place]} {line[begin:end]}".strip()
        rows.append(row)
    return rows


#: The ways by which `text` becomes a DOCX, by name.
WAYS: Mapping[str, Callable[[str], bytes]] = {
    "docx paragraphs": paragraphs,
    "docx spaced": spaced,
    "docx broken": broken,
    "docx numbered": numbered,
    "docx tables": in_tables,
}


def as_html(text: str) -> str:
    """`text` as a web page, its blocks paragraphs or tables: what LibreOffice makes documents from."""
    body = ""
    for block in re.split(r"\n(?:[ \t]*\n)+", "\n".join(_lines(text)).strip("\n")):
        rows = _rows(block.expandtabs(24).split("\n"))
        cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
        table = "".join(f"<tr>{row}</tr>" for row in cells)
        body += f"<table>{table}</table>\n" if rows else f"<p>{html.escape(block).replace(chr(10), '<br>')}</p>\n"
    return f'<!doctype html><html lang="da"><meta charset="utf-8"><body>{body}</body></html>'


# The parts.


def _empty() -> Any:
    document = docx.Document()
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    return document


def _saved(document: Any) -> bytes:
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def _lines(text: str) -> list[str]:
    return [_NO_XML.sub("", line) for line in text.rstrip("\n").split("\n")]


def _apart(text: str) -> Iterator[tuple[str, bool]]:
    for (_, line), after_blank in _numbered_apart(text):
        yield line, after_blank


def _numbered_apart(text: str) -> Iterator[tuple[tuple[int, str], bool]]:
    """The lines that are not blank, each with its number (from 1), and whether a blank line stands above it."""
    after_blank = False
    for number, line in enumerate(_lines(text), 1):
        if line.strip():
            yield (number, line), after_blank
        after_blank = not line.strip()


def _kinds(text: str) -> dict[int, str]:
    """What each line (from 1) is, as the text itself is read."""
    kinds, line = {}, 1
    for token in parse(text).tokens:
        kinds[line] = token.kind
        line += token.text.count("\n")
    return kinds


def _heading(document: Any, lists: "_Lists", line: str) -> Any:
    match = _NUMBERED.match(line)
    if match is None:
        return document.add_paragraph(line, style="Heading 1")
    paragraph = document.add_paragraph(line[match.end() :], style="Heading 2")
    lists.number(paragraph, f"{match[1]}%1{match[3]}", "decimal", int(match[2]))
    return paragraph


def _listed(document: Any, lists: "_Lists", line: str, style: str) -> Any:
    match = _LISTED.match(line)
    if match is None or (match[2] or "") > "z":
        return document.add_paragraph(line, style=style)
    paragraph = document.add_paragraph(line[match.end() :], style=style)
    if match[4]:
        lists.number(paragraph, match[4], "bullet", 1)
    elif match[2].isdigit():
        lists.number(paragraph, f"%1{match[3]}", "decimal", int(match[2]))
    else:
        lists.number(paragraph, f"%1{match[3]}", "lowerLetter", ord(match[2]) - ord("a") + 1)
    return paragraph


class _Lists:
    """Numbers paragraphs: those in a row by one list, by the style where it is a heading's first."""

    def __init__(self, document: Any) -> None:
        self._root = document.part.numbering_part.element
        for child in list(self._root):
            self._root.remove(child)
        self._style = document.styles["Heading 2"].element
        self._patterns: dict[tuple[str, str, bool], int] = {}
        self._last: dict[int, tuple[int, int]] = {}
        self._nums: list[Any] = []
        self._by_style: int | None = None

    def number(self, paragraph: Any, text: str, form: str, count: int) -> None:
        """Have `paragraph` numbered `count` by a list that writes `text`."""
        is_heading = paragraph.style.name == "Heading 2"
        pattern = self._pattern(text, form, is_heading)
        list_id, last = self._last.get(pattern, (0, 0))
        if not list_id or (form != "bullet" and count != last + 1):
            list_id = self._list(pattern, count)
        self._last[pattern] = list_id, count
        if is_heading and self._by_style in (None, list_id):
            if self._by_style is None:
                self._style.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = list_id
            self._by_style = list_id
            return
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = list_id

    def _pattern(self, text: str, form: str, is_heading: bool) -> int:
        key = text, form, is_heading
        if key not in self._patterns:
            number = self._patterns[key] = len(self._patterns)
            pattern = parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
                f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
            )
            self._root.insert(number, pattern)
        return self._patterns[key]

    def _list(self, pattern: int, start: int) -> int:
        number = len(self._root.findall(qn("w:num"))) + 1
        self._root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{pattern}"/>'
                f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            )
        )
        return number


def _table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
