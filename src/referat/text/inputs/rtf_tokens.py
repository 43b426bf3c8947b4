r"""RTF cut into its parts: braces, control words ("\par", "\fs24"), control symbols ("\~"), bytes and text."""

import re
from collections.abc import Iterator

from referat.errors import SourceError, TooLargeError
from referat.tuples import NamedTuple

_TOKEN = re.compile(
    r"(?P<brace>[{}])|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>.)"
    r"|(?P<text>[^\\{}]+)|\\",
    re.DOTALL,
)
# What no writer of documents needs: an error before it costs seconds or gigabytes.
_MOST_MARKS, _DEEPEST = 600_000, 200
_MARKS = (b"\\", b"{", b"}")
_OPENS = "{"
# They part the lines of the file, not of the text.
_NO_LINE_ENDS = {ord(letter): None for letter in "\r\n\0"}


class Token(NamedTuple):
    r"""One part. `kind` is "{", "}", "word", "symbol" (one character), "bytes" (as Latin-1 letters) or "".

    Of a word, `number` is what stands behind it, None where nothing does.
    """

    kind: str
    text: str = ""
    number: int | None = None


def tokens(data: bytes) -> Iterator[Token]:
    """The parts of an RTF file up to the brace that closes it.

    Raises SourceError where no brace does, and where there are more parts, or groups inside each other, than is read.
    """
    if sum(map(data.count, _MARKS)) > _MOST_MARKS:
        raise TooLargeError(
            f"holds more than {_MOST_MARKS:,} control words and braces; it is not read.",
            hint="soffice --headless --convert-to txt:Text FILE",
        )
    source = data.decode("latin-1")
    at, depth = 0, 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None:  # nothing that the pattern leaves out: see its last part
            break
        at = match.end()
        kind = match.lastgroup
        if kind == "brace":
            depth += 1 if match[0] == _OPENS else -1
            if depth > _DEEPEST:
                raise TooLargeError(
                    f"holds groups inside each other more than {_DEEPEST} deep; it is not read.",
                    hint="open it in Word or LibreOffice and save it as plain text.",
                )
            yield Token(match[0])
            if not depth:
                return
        elif match["word"] is not None:
            number = None if match["number"] is None else int(match["number"])
            if match["word"] == "bin":  # so many bytes of a picture follow
                at += max(number or 0, 0)
            else:
                yield Token("word", match["word"], number)
        elif kind == "hex":
            yield Token("bytes", chr(int(match["hex"], 16)))
        elif kind == "symbol":
            yield Token("symbol", match["symbol"])
        elif kind == "text":
            yield Token("bytes", match["text"].translate(_NO_LINE_ENDS))
    raise SourceError(
        "is a damaged RTF document: it ends before its last brace, so the end of the text is lost.",
        hint="get the whole file, or open it in Word or LibreOffice and save it again.",
    )
