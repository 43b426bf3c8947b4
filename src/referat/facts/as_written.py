"""Values as the text writes them: what is compared while a document is read has letters of one code point.

A text may write a letter as two code points, which its view joins. Values are verbatim, parties apart: a party is a
letter, not a quotation.
"""

from typing import Any, TypeVar

from referat.text.places import Placed, Range, made
from referat.text.source import Source

_COMPOSED = frozenset({"party", "parties"})
T = TypeVar("T")


def of(source: Source, node: T) -> T:
    """`node` with the values in it as `source` writes them."""
    return _written(source, node, "") if source.is_decomposed else node


def _written(source: Source, value: Any, field: str) -> Any:
    if isinstance(value, Placed):
        said = value.value
        if not isinstance(said, str) or field in _COMPOSED or " ".join(_view(source, value)) != said:
            return value
        return value._replace(value=" ".join(source.phrase(*place) for place in value.at))
    if isinstance(value, Range) or not isinstance(value, tuple):
        return value
    names = getattr(value, "_fields", None)
    if names is None:
        return tuple(_written(source, child, field) for child in value)
    return made(type(value), [_written(source, child, name) for name, child in zip(names, value, strict=True)])


def _view(source: Source, value: Placed[Any]) -> list[str]:
    return [word for place in value.at for word in source.view[place.a : place.b].split()]
