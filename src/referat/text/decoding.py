"""Which encoding bytes are in, and which bytes are no text at all."""

import codecs
import re

from referat.errors import SourceError

_NON_ASCII = r"[^\x00-\x7f]+"
_HIGH_BYTES = rb"[\x80-\xff]+"

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_MAGIC = (
    (b"PK\x03\x04", "is a zip archive, not a document", "referat batch FILE OUT.db"),
    (b"\x1f\x8b", "is compressed with gzip", "gunzip -c FILE | referat parse -"),
    (
        b"\x89PNG",
        "is a picture, not text",
        "ocrmypdf --image-dpi 300 -l dan FILE OUT.pdf, which reads text from pictures.",
    ),
    (
        b"\xff\xd8\xff",
        "is a picture, not text",
        "ocrmypdf --image-dpi 300 -l dan FILE OUT.pdf, which reads text from pictures.",
    ),
)
_LEADING = b"\xef\xbb\xbf \t\r\n"
# Control characters that a text has: tab, line ends, page ends, and the end mark of old DOS files.
_TEXT_CONTROLS = bytes((0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B, 0x1E, 0x1F))
_CONTROLS = bytes(set(range(0x20)) - set(_TEXT_CONTROLS)) + b"\x7f"
_MOST_CONTROLS = 0.01
# Of UTF-16 without a mark: so much of one half of the bytes is zero, and of the other; so much of it is text.
_LATIN, _FEW, _TEXT = 0.7, 0.01, 0.99


def detect(data: bytes, name: str, given: str | None = None) -> tuple[bytes, str]:
    """The byte order mark that `data` begins with, and its encoding: by that mark, else UTF-16, UTF-8, or an older one.

    `given` is the encoding that the user says they are in. Raises SourceError where the bytes are no text (an archive,
    a picture …); `name` is for its message.
    """
    if given is not None:
        return _bom_of(data, given, name), given
    _refuse_binary(data, name)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return bom, encoding
    if b"\0" in data:
        wide = _wide(data)
        if wide is None:
            raise SourceError(
                "holds NUL bytes, so it is no text.", name=name, hint=_with_name("file FILE, to see what it is.", name)
            )
        return b"", wide
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(data):
        raise SourceError(
            f"holds {controls} control characters in {len(data)} bytes, so it is no text.",
            name=name,
            hint=_with_name("file FILE, to see what it is.", name),
        )
    if _is_utf8(data):
        return b"", "utf-8"
    # Imported here: most text is UTF-8.
    from referat.text import old_encodings

    return b"", old_encodings.guessed(data)


def is_encoding(name: str) -> bool:
    """Whether text can be in an encoding called `name`."""
    try:
        b"a".decode(name)
    except UnicodeError:  # half a letter of UTF-16
        return True
    except (LookupError, ValueError):
        return False
    return True


def name_of(encoding: str) -> str:
    """What people call a guessed encoding."""
    from referat.text.old_encodings import NAMES

    return NAMES.get(encoding, encoding)


def _bom_of(data: bytes, encoding: str, name: str) -> bytes:
    """The byte order mark before text in `encoding`. Raises SourceError where no encoding is called that."""
    if not is_encoding(encoding):
        raise SourceError(f"no encoding is called {encoding!r}.", name=name, hint="--encoding cp850, for one.")
    known = codecs.lookup(encoding).name
    return next((bom for bom, of in _BOMS if of == known and data.startswith(bom)), b"")


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8, but for a damaged place (a letter cut in the middle, two files glued together)."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="ignore")
        whole = sum(len(letters.encode()) for letters in re.findall(_NON_ASCII, text))
        broken = sum(len(run) for run in re.findall(_HIGH_BYTES, data)) - whole
        return whole > 4 * broken
    return True


def _wide(data: bytes) -> str | None:
    """The UTF-16 that bytes without a mark are, of which every other one is zero for Latin letters; None for others."""
    first, second = data[::2].count(0), data[1::2].count(0)
    encoding = "utf-16-be" if first > second else "utf-16-le"
    if max(first, second) < _LATIN * len(data) / 2 or min(first, second) > _FEW * len(data) / 2:
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.end < len(data):  # the last letter may be cut
            return None
        text = data[: error.start].decode(encoding)
    return encoding if sum(letter.isprintable() or letter.isspace() for letter in text) > _TEXT * len(text) else None


def _refuse_binary(data: bytes, name: str) -> None:
    begun = data[:1000].lstrip(_LEADING)
    for magic, what, hint in _MAGIC:
        if begun.startswith(magic):
            raise SourceError(f"{what}.", name=name, hint=_with_name(hint, name))


def _with_name(hint: str, name: str) -> str:
    # Imported here: only this message needs it.
    import shlex

    return hint.replace("FILE", shlex.quote(name) if name not in ("", "-") else "FILE")
