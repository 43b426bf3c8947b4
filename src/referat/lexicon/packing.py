"""Values as the build writes them: what is equal in them is written once, and so read once."""

import marshal
from typing import Any


def packed(value: Any) -> bytes:
    """`value`, plain data, as `marshal` reads it; what has fields is written as a tuple."""
    return marshal.dumps(_once(value, {}))


def _once(value: Any, known: dict[tuple[type, Any], Any]) -> Any:
    """`value`, with what is equal in it and cannot be changed the same object, as it is `known` from elsewhere in it.

    Parts that are the same have one identity, by which they are compared: 1 and True are equal, and two values.
    """
    if isinstance(value, dict):
        return {_once(key, known): _once(each, known) for key, each in value.items()}
    if isinstance(value, list):
        return [_once(each, known) for each in value]
    if isinstance(value, tuple):
        parts = tuple([_once(each, known) for each in value])
        return known.setdefault((tuple, tuple(map(id, parts))), parts)
    if isinstance(value, frozenset):
        members = frozenset([_once(each, known) for each in value])
        return known.setdefault((frozenset, frozenset(map(id, members))), members)
    return known.setdefault((type(value), value), value)
