r"""RTF, read with a reader of its own: striprtf knows no headers, notes, pages or places of links.

Hidden and deleted text, pictures and comments are left out; fields have their last result.
"""

import codecs
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field

from referat.errors import SourceError
from referat.text.inputs import symbols
from referat.text.inputs.composing import Line, composed
from referat.text.inputs.fields import address
from referat.text.inputs.input import Input
from referat.text.inputs.rtf_story import Edge, Paragraph, Story
from referat.text.inputs.rtf_tokens import Token, tokens

_BEGIN = b"{\\rtf"
_TWIPS = 20
_SURROGATES = range(0xD800, 0xE000)
_CHARSETS = {
    "ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850",
}  # fmt: skip
_SYMBOL_CHARSET = 2
_FONT_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
# Groups whose text is none of the document's.
_SKIPPED = frozenset(
    {
        "colortbl", "stylesheet", "info", "pict", "nonshppict", "shprslt", "filetbl", "private", "xe", "tc", "rxe",
        "txe", "template", "revtbl", "rsidtbl", "listtable", "listoverridetable", "objdata", "mmath", "comment",
        "bkmkstart", "bkmkend", "pnseclvl", "annotation", "atnid", "atnauthor", "ftnsep", "ftnsepc", "aftnsep",
    }
)  # fmt: skip
# Groups that old readers are told to skip and that hold text.
_NEW = frozenset({"footnote", "fldinst", "shpinst", "shptxt", "nesttableprops", "ud", "do", "dptxbxtext"})
_HEADERS = frozenset({"headerf", "header", "headerr", "headerl"})
_FOOTERS = frozenset({"footerf", "footer", "footerr", "footerl"})
_BOXES = frozenset({"shptxt", "dptxbxtext"})
_TEXTS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "page": "\f", "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "qmspace": " ",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "-": "\u00ad", "_": "-", "\\": "\\", "{": "{", "}": "}"}
_PARAGRAPH_ENDS = frozenset({"par", "\n", "\r"})


@dataclass(slots=True)
class _State:
    """What a group inherits from the one around it."""

    story: Story
    paragraph: Paragraph = field(default_factory=Paragraph)
    is_skipped: bool = False
    # Whether text is a field's code, or the table of fonts.
    is_code: bool = False
    is_fonts: bool = False
    # Whether it is the number of a paragraph in a list, as the writer has counted it.
    is_label: bool = False
    # Whether the same text comes again in Unicode.
    is_twin: bool = False
    font: int = 0
    is_hidden: bool = False
    is_deleted: bool = False
    replaced: int = 1  # so many characters behind one in Unicode stand for it in old readers
    url: str | None = None
    code: list[str] = field(default_factory=list)


def read(data: bytes) -> Input:
    """The text of an RTF document.

    Headers stand above the text, notes and then footers below it. Raises SourceError where the file is damaged, too
    large, nested too deeply, or no RTF.
    """
    begun = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not begun.startswith(_BEGIN):
        raise SourceError("does not begin as an RTF document does.", hint="file FILE, to see what it is.")
    return _Reader().read(begun)


class _Reader:
    """Reads one document."""

    def __init__(self) -> None:
        self._body = Story()
        self._headers: list[Story] = []
        self._footers: list[Story] = []
        self._notes: list[Story] = []
        self._state = _State(self._body)
        self._around: list[_State] = []
        self._encoding = "cp1252"
        self._fonts: dict[int, int] = {}
        self._default_font = 0
        self._edges: list[Edge] = []
        self._is_merged = False
        self._bytes: list[str] = []
        self._half = ""
        self._label = ""
        self._to_skip = 0
        self._is_new = False
        self._ends_section = False
        self._words: Mapping[str, Callable[[int | None], None]] = self._table()

    def read(self, data: bytes) -> Input:
        for token in tokens(data):
            self._token(token)
        notes = [line for note in self._notes for line in note.lines()]
        whole = composed(_running(self._headers), self._body.lines(), notes, _running(self._footers))
        links = whole.links
        return Input(whole.text, "application/rtf", self._encoding, furniture=whole.furniture, links=links)

    def _token(self, token: Token) -> None:
        if token.kind == "bytes":
            self._add_bytes(token.text)
            return
        if self._bytes:
            self._flush()
        if token.kind == "{":
            self._to_skip = 0
            self._around.append(self._state)
            self._state = copy(self._state)
        elif token.kind == "}":
            self._to_skip = 0
            self._end_group()
        elif token.kind == "word":
            self._word(token.text, token.number)
        else:
            self._symbol(token.text)

    def _end_group(self) -> None:
        inner, self._state = self._state, self._around.pop()
        self._is_new = False
        if inner.is_code and not self._state.is_code:
            self._state.code[:] = ["".join(self._state.code)]
        if inner.is_label and not self._state.is_label:
            label, self._label = self._label.strip(), ""
            if label:
                self._add(f"{label} ")

    # Characters.

    def _add_bytes(self, letters: str) -> None:
        if self._state.is_skipped or self._state.is_fonts:
            return
        skipped = min(self._to_skip, len(letters))
        self._to_skip -= skipped
        if len(letters) > skipped:
            self._bytes.append(letters[skipped:])

    def _flush(self) -> None:
        letters, self._bytes = "".join(self._bytes), []
        charset = self._fonts.get(self._state.font)
        if charset == _SYMBOL_CHARSET and not self._state.is_code:
            self._add("".join(symbols.seen(ord(letter)) for letter in letters))
        else:
            encoding = _FONT_CHARSETS.get(charset or 0, self._encoding) if charset else self._encoding
            self._add(letters.encode("latin-1").decode(encoding, errors="replace"))

    def _add(self, text: str) -> None:
        state = self._state
        if state.is_skipped or state.is_fonts or state.is_twin:
            return
        if state.is_code:
            state.code.append(text)
        elif state.is_hidden or state.is_deleted:
            return
        elif state.is_label:
            self._label += text
        else:
            self._begin_section()
            state.story.add(text, state.url)

    def _begin_section(self) -> None:
        if self._ends_section and self._state.story is self._body:
            self._ends_section = False
            self._body.add("\f", None)

    def _unicode(self, number: int | None) -> None:
        code = (number or 0) & 0xFFFF
        self._to_skip = self._state.replaced
        if code in _SURROGATES:
            # The second half of a pair closes the first, which has been kept back.
            pair, self._half = self._half + chr(code), "" if self._half else chr(code)
            if len(pair) > 1:
                self._add(pair.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
        else:
            self._half = ""
            self._add(symbols.seen(code) if symbols.is_private(chr(code)) else chr(code))

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._is_new = True
        elif symbol in _PARAGRAPH_ENDS:
            self._par(None)
        elif self._to_skip:
            self._to_skip -= 1
        elif symbol in _SYMBOLS:
            self._add(_SYMBOLS[symbol])

    # Control words.

    def _word(self, word: str, number: int | None) -> None:
        is_new, self._is_new = self._is_new, False
        if self._state.is_skipped:
            return
        if self._to_skip and word != "u":
            self._to_skip -= 1
            return
        if word in _SKIPPED or (is_new and word not in _NEW):
            self._state.is_skipped = True
        elif word in _TEXTS:
            self._add(_TEXTS[word])
        elif word in _HEADERS:
            self._begin_story(self._headers)
        elif word in _FOOTERS:
            self._begin_story(self._footers)
        elif word in _BOXES:
            box = Story()
            self._state.story.add_box(box)
            self._state.story, self._state.paragraph = box, Paragraph()
        elif word in _CHARSETS:
            self._encoding = _CHARSETS[word]
        elif word in self._words:
            self._words[word](number)

    def _table(self) -> Mapping[str, Callable[[int | None], None]]:
        return {
            "u": self._unicode, "par": self._par, "cell": self._cell, "nestcell": self._cell,
            "row": lambda _: self._row(1), "nestrow": lambda _: self._row(max(self._state.paragraph.depth, 2)),
            "sect": self._sect, "sbknone": self._no_page, "sbkcol": self._no_page,
            "pard": lambda _: self._say(Paragraph()), "plain": self._plain,
            "sb": lambda n: self._say(self._state.paragraph._replace(above=(n or 0) / _TWIPS)),
            "sa": lambda n: self._say(self._state.paragraph._replace(below=(n or 0) / _TWIPS)),
            "intbl": lambda _: self._say(
                self._state.paragraph._replace(depth=max(self._state.paragraph.depth, 1))
            ),
            "itap": lambda n: self._say(self._state.paragraph._replace(depth=max(n or 0, 0))),
            "pagebb": lambda n: self._say(self._state.paragraph._replace(begins_page=n != 0)),
            "outlinelevel": lambda n: self._say(self._state.paragraph._replace(is_heading=(n or 0) < 9)),  # noqa: PLR2004
            "contextualspace": lambda _: self._say(self._state.paragraph._replace(hugs="")),
            "trowd": self._trowd, "cellx": self._cellx, "clvmrg": self._merged, "clmrg": self._merged,
            "f": self._font, "deff": self._deff, "fcharset": self._fcharset, "fonttbl": self._fonttbl,
            "ansicpg": self._ansicpg, "uc": self._uc, "v": self._hide, "deleted": self._delete,
            "footnote": self._footnote, "chftn": self._chftn, "field": self._field, "fldinst": self._fldinst,
            "fldrslt": self._fldrslt, "upr": self._upr, "ud": self._ud, "listtext": self._listtext,
            "pntext": self._listtext,
        }  # fmt: skip

    def _begin_story(self, stories: list[Story]) -> None:
        story = Story()
        stories.append(story)
        self._state.story, self._state.paragraph = story, Paragraph()
        self._state.is_hidden = self._state.is_deleted = False
        self._state.url = None

    def _say(self, paragraph: Paragraph) -> None:
        self._state.paragraph = paragraph

    def _par(self, _: int | None) -> None:
        state = self._state
        if not (state.is_skipped or state.is_code or state.is_deleted or state.is_hidden):
            self._begin_section()
            state.story.end_paragraph(state.paragraph)

    def _cell(self, _: int | None) -> None:
        self._state.story.end_cell(self._state.paragraph)

    def _row(self, depth: int) -> None:
        self._state.story.end_row(self._edges, depth)

    def _trowd(self, _: int | None) -> None:
        self._edges = []

    def _cellx(self, number: int | None) -> None:
        self._edges.append(Edge(number or 0, self._is_merged))
        self._is_merged = False

    def _merged(self, _: int | None) -> None:
        self._is_merged = True

    def _sect(self, _: int | None) -> None:
        self._state.story.end_paragraph(self._state.paragraph)
        self._ends_section = True

    def _no_page(self, _: int | None) -> None:
        self._ends_section = False

    def _plain(self, _: int | None) -> None:
        self._state.is_hidden = self._state.is_deleted = False
        self._state.font = self._default_font

    def _hide(self, number: int | None) -> None:
        self._state.is_hidden = number != 0

    def _delete(self, number: int | None) -> None:
        self._state.is_deleted = number != 0

    def _uc(self, number: int | None) -> None:
        self._state.replaced = max(number or 0, 0)

    def _fonttbl(self, _: int | None) -> None:
        self._state.is_fonts = True

    def _font(self, number: int | None) -> None:
        self._state.font = number or 0

    def _deff(self, number: int | None) -> None:
        self._default_font = self._state.font = number or 0

    def _fcharset(self, number: int | None) -> None:
        if self._state.is_fonts:
            self._fonts[self._state.font] = number or 0

    def _ansicpg(self, number: int | None) -> None:
        try:
            self._encoding = codecs.lookup(f"cp{number}").name
        except LookupError:  # 65001 and the like: what is not ASCII is written as Unicode then
            self._encoding = "cp1252"

    def _footnote(self, _: int | None) -> None:
        self._begin_story(self._notes)

    def _chftn(self, _: int | None) -> None:
        is_note = self._notes and self._state.story is self._notes[-1]
        self._add(f"[{len(self._notes) + (not is_note)}]")

    def _field(self, _: int | None) -> None:
        self._state.code = []

    def _fldinst(self, _: int | None) -> None:
        self._state.is_code = True

    def _fldrslt(self, _: int | None) -> None:
        self._state.url = address("".join(self._state.code)) or self._state.url

    def _listtext(self, _: int | None) -> None:
        self._state.is_label = True

    def _upr(self, _: int | None) -> None:
        self._state.is_twin = True

    def _ud(self, _: int | None) -> None:
        self._state.is_twin = False


def _running(stories: list[Story]) -> tuple[Line, ...]:
    """The headers or the footers, each text once."""
    texts: dict[str, tuple[Line, ...]] = {}
    for story in stories:
        lines = tuple(line for line in story.lines() if line.text.strip())
        texts.setdefault("\n".join(line.text for line in lines), lines)
    return tuple(line for lines in texts.values() for line in lines)
