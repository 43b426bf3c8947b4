"""Which kind of file bytes are, by their content, and who reads it. Plain text, Markdown with it, is none of these.

A new kind is an entry of `KINDS`, and a line of `_BEGINNINGS` where its first bytes tell it. The module that reads it,
and the library that this one needs, are imported when such a file comes.
"""

import io
import re
from importlib import import_module
from typing import TYPE_CHECKING, cast

from referat.errors import SourceError
from referat.text.inputs.limits import LARGEST
from referat.tuples import NamedTuple

if TYPE_CHECKING:
    from referat.text.inputs.input import Input


class Opening(NamedTuple):
    """How a file is opened: in which encoding, None where its bytes tell it; and whether LibreOffice may convert it.

    A file of more than `max_size` bytes is not read, nor one that takes longer than `seconds`, or more than `memory`
    bytes beside the program, where those are given.
    """

    encoding: str | None = None
    convert: bool = False
    max_size: int = LARGEST
    seconds: float | None = None
    memory: int | None = None


#: As the bytes say, by nobody's help.
PLAINLY = Opening()


class Kind(NamedTuple):
    """A kind of file: its media type, and the module of this package with its function bytes → Input.

    XHTML is HTML: pages are sent as that, whatever they begin with, and what saves them does not say how they came.

    `through` names the kind that LibreOffice makes of it, where nobody here reads it as it is.
    """

    media_type: str
    module: str = ""
    function: str = "read"
    through: str = ""


KINDS = {
    "pdf": Kind("application/pdf", "pdf"),
    "html": Kind("text/html", "html"),
    "mhtml": Kind("multipart/related", "html"),
    "docx": Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "rtf": Kind("application/rtf", "rtf"),
    "doc": Kind("application/msword", through="docx"),
    "odt": Kind("application/vnd.oasis.opendocument.text", through="docx"),
}
#: Of these kinds what stands around the text is a site's, not a meeting's.
WEB = frozenset({KINDS["html"].media_type, KINDS["mhtml"].media_type})

# So many bytes tell a kind; what may stand before the first of them.
_HEAD = 2048
_LEADING = b"\xef\xbb\xbf \t\r\n"
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = {b"%PDF-": "pdf", b"{\\rtf": "rtf"}
# Also behind an XML declaration, as XHTML has it, and behind comments, as browsers write them.
_HTML = (
    rb"(?is)(?:<\?xml[^>]{0,200}>\s*|<!--.{0,500}?-->\s*)*"
    rb"<(?:!doctype\s+html|(?:html|head|body|title|meta)[\s>])"
)
_MIME = rb"(?ims)^MIME-Version:.*^Content-Type:\s*multipart/related"
_MAIL_HEADER = rb"[A-Za-z-]{2,40}:"
# What the parts of an office document are called: in a zip archive, and (in UTF-16) in an old one.
_WORD_PART, _OPEN_PARTS = r"word/document\d*\.xml", frozenset({"content.xml", "mimetype"})
_ENCRYPTED, _WORD = ("EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le"))
_LONGEST_TYPE = 200


def kind_of(data: bytes) -> str | None:
    """The key in `KINDS` of the kind that `data` are; None where they are none of them: text, or what nobody reads.

    Raises SourceError where they are an office document that holds no text, is encrypted or damaged.
    """
    head = data[:_HEAD]
    if head[:2] in _UTF16 and not head.startswith(_BOM32):
        head = head[2:].decode(_UTF16[head[:2]], errors="ignore").encode("ascii", errors="replace")
    head = head.lstrip(_LEADING)
    if head.startswith(_ZIP):
        return _kind_of_zip(data)
    if head.startswith(_OLE):
        return _kind_of_old(data)
    for beginning, kind in _BEGINNINGS.items():
        if head.startswith(beginning):
            return kind
    if head.startswith(b"<"):
        return "html" if re.match(_HTML, head) else None
    headers = data[: 4 * _HEAD]
    if b"multipart/related" not in headers.lower():  # nearly always
        return None
    return "mhtml" if re.match(_MAIL_HEADER, head) and re.search(_MIME, headers) else None


_BOM32 = b"\xff\xfe\0\0"


def _kind_of_zip(data: bytes) -> str | None:
    """The kind of office document that a zip archive is; None where it is another archive."""
    # Imported here: text starts without.
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if any(re.fullmatch(_WORD_PART, name) for name in names):
                return "docx"
            if set(names) >= _OPEN_PARTS:
                with archive.open("mimetype") as stream:
                    said = stream.read(_LONGEST_TYPE).decode("ascii", errors="replace")
                if said.startswith(KINDS["odt"].media_type):
                    return "odt"
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        raise SourceError(f"is a damaged zip archive or office document ({error}).") from None
    if "[Content_Types].xml" in names or set(names) >= _OPEN_PARTS:
        raise SourceError("is an office document without running text: a spreadsheet, say, or slides.")
    return None


def _kind_of_old(data: bytes) -> str:
    if _ENCRYPTED in data:
        raise SourceError("is an office document encrypted with a password.", hint="save it without the password.")
    if _WORD in data:
        return "doc"
    raise SourceError("is an old office document without running text: a spreadsheet, slides, or mail.")


def read(data: bytes, opening: Opening = PLAINLY, *, name: str = "") -> "Input | None":
    """What the file with these bytes says; None where they are plain text, or nothing that anybody here reads.

    Raises SourceError, with `name`, where the file is damaged, encrypted or without text, or must be converted first.
    """
    try:
        key = kind_of(data)
        return None if key is None else _read(KINDS[key], data, opening)
    except SourceError as error:
        error.name = error.name or name
        # Imported here: only this message needs it.
        import shlex

        error.hint = error.hint.replace("FILE", shlex.quote(name) if name not in ("", "-") else "FILE")
        raise


def _read(kind: Kind, data: bytes, opening: Opening) -> "Input":
    if kind.through:
        # Imported here: few files are of these kinds.
        from referat.text.inputs import office

        converted = office.converted(data, kind.through, asked=opening.convert)
        return _read(KINDS[kind.through], converted, opening)._replace(media_type=kind.media_type)
    reader = getattr(import_module(f"referat.text.inputs.{kind.module}"), kind.function)
    if opening.encoding is not None and kind is KINDS["html"]:
        # A byte order mark outweighs what a page says of its own encoding.
        data = b"\xef\xbb\xbf" + data.decode(opening.encoding, errors="replace").encode()
        return cast("Input", reader(data))._replace(encoding=opening.encoding)
    return cast("Input", reader(data))
