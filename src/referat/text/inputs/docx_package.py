"""A DOCX's zip archive: the parts that hold text, as XML trees, within limits.

Nothing is fetched and no entity is expanded: a part with a document type declaration is refused, as Word refuses it.
Read with the standard library: python-docx refuses .docm and .dotx, loads all pictures, and knows no numbers of lists.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers import expat

from referat.errors import SourceError, TooLargeError
from referat.tuples import NamedTuple

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
# The strict variant of the format has other names for the same.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
# A part of so many bytes, or with so many "<" and "=" (each element and each attribute has one), is refused before it
# becomes a tree: of both, the tree would take some 130 MB.
_MOST_BYTES, _MOST_MARKS, _MOST_PARTS = 32 << 20, 600_000, 10_000
# More elements inside each other than this no writer of documents has; readers of them call themselves.
_DEEPEST = 120
_OLE = b"\xd0\xcf\x11\xe0"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEDIA_TYPES = {
    "application/vnd.ms-word.document.macroEnabled.main+xml": "application/vnd.ms-word.document.macroEnabled.12",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": (
        "application/vnd.ms-word.template.macroEnabled.12"
    ),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template"
    ),
}


class Relation(NamedTuple):
    """Where a relationship leads: to the part `target`, or out of the file to that address."""

    kind: str
    target: str
    is_external: bool


class Package:
    """The parts of one DOCX. Raises SourceError where it is damaged, encrypted, too large, or something else."""

    def __init__(self, data: bytes) -> None:
        _refuse_other(data)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise _damaged(f"its zip archive cannot be opened ({error})") from error
        self._names = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        if len(self._names) > _MOST_PARTS:
            raise TooLargeError(
                f"holds {len(self._names)} parts, more than {_MOST_PARTS}; it is not read.",
                hint="open it in Word or LibreOffice and save it again.",
            )
        self._left = _MOST_BYTES
        self._marks_left = _MOST_MARKS
        self.main = self._main()
        self.media_type = self._media_type()

    def tree(self, name: str) -> Element | None:
        """The part `name` as XML; None where there is none."""
        info = self._names.get(name)
        return None if info is None else self._tree(info)

    def relations(self, part: str) -> dict[str, Relation]:
        """Where the part `part` leads, by the ids that it uses."""
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for one in root if root is not None else ():
            target, is_external = one.get("Target", ""), one.get("TargetMode") == "External"
            if not is_external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[one.get("Id", "")] = Relation(one.get("Type", "").rpartition("/")[2], target, is_external)
        return found

    def _main(self) -> str:
        kinds = self.relations("")
        named = (one.target for one in kinds.values() if one.kind == "officeDocument" and one.target in self._names)
        main = next(named, "word/document.xml")
        root = self.tree(main)
        if root is None or root.tag != f"{W}document":
            raise SourceError(
                "is a zip archive without a Word document in it (there is no word/document.xml).",
                hint="unzip -l FILE, to see what it holds.",
            )
        self.document = root
        return main

    def _media_type(self) -> str:
        root = self.tree("[Content_Types].xml")
        for one in root.iter(f"{_TYPES}Override") if root is not None else ():
            if one.get("PartName", "").lstrip("/") == self.main:
                return _MEDIA_TYPES.get(one.get("ContentType", ""), _MAIN)
        return _MAIN

    def _tree(self, info: zipfile.ZipInfo) -> Element:
        if info.flag_bits & 1:
            raise SourceError("is encrypted.", hint="open it with its password and save it without one.")
        try:
            with self._zip.open(info) as part:
                data = part.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise _damaged(f"its part {info.filename} cannot be unpacked ({error})") from error
        self._left -= len(data)
        for other, own in _STRICT:
            data = data.replace(other, own)
        self._marks_left -= data.count(b"<") + data.count(b"=")
        if self._left < 0 or self._marks_left < 0:
            raise TooLargeError(
                f"holds more XML than is read of one file (over {_MOST_BYTES >> 20} MB, or {_MOST_MARKS:,} marks).",
                hint="soffice --headless --convert-to txt:Text FILE",
            )
        return _tree(data, info.filename)


def _refuse_other(data: bytes) -> None:
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise SourceError(
            "is encrypted: it opens with a password alone.", hint="open it in Word and save it without a password."
        )
    if data.startswith(_OLE):
        raise SourceError("is an old Word document (.doc), no DOCX.", hint="soffice --headless --convert-to docx FILE")
    if not data.startswith(b"PK"):
        raise _damaged("it does not begin as a zip archive does")


def _damaged(why: str) -> SourceError:
    return SourceError(f"is a damaged Word document: {why}.", hint="open it in Word or LibreOffice and save it again.")


class _RootReachedError(Exception):
    """What stands before a part's root element is read."""


def _tree(data: bytes, name: str) -> Element:
    """The tree of a part. Expat fetches nothing; entities need a declaration, and a part with one is refused first."""
    prolog = expat.ParserCreate()
    prolog.StartElementHandler = _at_root
    prolog.StartDoctypeDeclHandler = _at_doctype
    try:
        prolog.Parse(data, True)  # noqa: FBT003 - takes it by place alone
    except _RootReachedError:
        pass
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise _damaged(f"its part {name} is no XML ({error})") from error
    try:
        root = fromstring(data)  # noqa: S314 - no declaration, no entities
    except (ParseError, ValueError, LookupError) as error:
        raise _damaged(f"its part {name} is no XML ({error})") from error
    _refuse_deep(root)
    return root


def _refuse_deep(root: Element) -> None:
    level, depth = [root], 0
    while level:
        level = [child for element in level for child in element]
        depth += 1
        if depth > _DEEPEST:
            raise TooLargeError(
                f"holds parts inside each other more than {_DEEPEST} deep; it is not read.",
                hint="open it in Word or LibreOffice and save it as plain text.",
            )


def _at_root(_name: str, _attributes: dict[str, str]) -> None:
    raise _RootReachedError


def _at_doctype(*_: object) -> None:
    raise SourceError(
        "holds a document type declaration, which no Word document has; it is not read.",
        hint="open it in Word or LibreOffice and save it again.",
    )


def value(element: Element | None, name: str = "val") -> str | None:
    """The attribute `name` of `element`; None where there is neither."""
    return None if element is None else element.get(f"{W}{name}")


def number(text: str | None, default: int = 0) -> int:
    """`text` as a whole number, `default` where it is none."""
    try:
        return int(text or "")
    except ValueError:
        return default


def is_on(element: Element | None) -> bool:
    """Whether a property that is on or off is there and on."""
    return element is not None and value(element) not in ("0", "false", "off", "none")


def descendants(element: Element, name: str) -> Iterator[Element]:
    """The elements `name` below `element`, in order, those inside another such left out."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if child.tag == name:
            yield child
        else:
            waiting.extend(reversed(child))
