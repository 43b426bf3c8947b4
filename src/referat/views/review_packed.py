"""Rows as the page's data have them: without what goes without saying, since a long meeting has thousands.

`unpacked` in `review/reading.js` is the other half.
"""

import re
from collections.abc import Iterator

from referat.views.review_rows import OTHERS, Element, Group, Part, Row

# What a record's text has otherwise than the source: the script does the same, and only the same is left out.
_BLANKS_AT_ENDS = re.compile(r"[ \t\r]+(?=\n|\Z)")
_BLANK_LINES = re.compile(r"\n{3,}")
_NO_BREAK, _SOFT_HYPHEN = "\u00a0", "\u00ad"


def tidied(text: str) -> str:
    """`text` as a record nearly always has what stands on several lines."""
    plain = _BLANKS_AT_ENDS.sub("", text.replace(_NO_BREAK, " ").replace(_SOFT_HYPHEN, ""))
    return _BLANK_LINES.sub("\n\n", plain).strip("\n")


class Packed:
    """Packs the rows of one text. `shapes` are then, for each label, what most of its rows have: see `_shape`."""

    def __init__(self, text: str) -> None:
        self._units = text.encode("utf-16-le")
        self.shapes: dict[str, dict[str, object]] = {}

    def group(self, group: Group, meeting: int) -> dict[str, object]:
        """A group of the file's meeting number `meeting`, from 0: pointers and paths of its rows are below its own.

        Only the first meeting of a file has readings, so nothing can be said of a later one.
        """
        packed = {
            "kind": group.kind,
            "meeting": meeting,
            "number": group.number,
            "title": group.title,
            "at": group.at,
            "to": group.to,
            "rows": [self._row(row if meeting == 0 else row._replace(to=()), group) for row in group.rows],
        }
        return {key: value for key, value in packed.items() if value}

    def _row(self, row: Row, group: Group) -> dict[str, object]:
        shape = _shape(row)
        is_usual = self.shapes.setdefault(row.label, shape) == shape
        values = [[self._element(element, default) for element, default in _named(row, part)] for part in row.parts]
        while values and not values[-1]:
            values.pop()
        packed = {
            "label": row.label,
            "about": row.about,
            "at": row.at.removeprefix(group.at),
            "also": row.also.removeprefix(group.at),
            "shape": None if is_usual else shape,
            "values": values,
            "none": int(row.none),
            "gone": row.gone,
            "fixed": row.fixed,
        }
        # An item's own row goes to where its group does: [] says something.
        to = {"to": _to(row, group)} if row.to else {}
        return {**{key: value for key, value in packed.items() if value}, **to}

    def _element(self, element: Element, default: str) -> list[object]:
        """Its places, one behind the other, its value, and its pointer where that is not the `default`.

        The value is null where it is what stands at the first place, and {} where it is that, tidied.
        """
        value = element.value
        if element.at and isinstance(value, str):
            start, end = element.at[0]
            verbatim = self._units[2 * start : 2 * end].decode("utf-16-le")
            value = None if value == verbatim else {} if value == tidied(verbatim) else value
        places = [offset for place in element.at for offset in place]
        if element.pointer != default:
            return [places, value, element.pointer]
        return [places] if value is None else [places, value]


def _shape(row: Row) -> dict[str, object]:
    """The keys and kinds of its parts, and whether they are an object's."""
    return {"parts": [[part.key, part.kind] for part in row.parts], "object": row.is_object}


def _named(row: Row, part: Part) -> Iterator[tuple[Element, str]]:
    """The elements, each with the pointer that goes without saying: the row's, the part's key, the place in a list."""
    own = f"{row.at}/{part.key.replace('.', '/')}" if part.key else row.at
    for n, element in enumerate(part.elements):
        yield element, f"{own}/{n}" if part.is_list else own


def _to(row: Row, group: Group) -> object:
    """Where it stands in a reading, below where its group does.

    1 is where it stands in the record, 2 the place of what a reading knows by its pointer alone.
    """
    to, keys = row.to[len(group.to) :], row.at.removeprefix(group.at)[1:]
    if to and keys == "/".join(map(str, to)):
        return 1
    return 2 if to == (OTHERS, keys) else list(to)
