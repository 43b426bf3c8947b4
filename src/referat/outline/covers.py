"""The cover of a document that a system keeps as an item: a title's field with the word for a cover, empty sections.

cover = name of the field  word for a cover { label } ;   (* the document's head stands below *)
"""

from collections.abc import Iterator, Sequence
from functools import cache

from referat.lexicon import lines as lexicon
from referat.outline.indexed import Indexed
from referat.outline.marks import Mark


def cover(marks: Indexed) -> frozenset[int]:
    """The marks of a cover's field, its value and the labels directly below, which have nothing to say."""
    keys = _keys()
    return frozenset() if keys.isdisjoint(marks.keys) else frozenset(_cover(marks, keys))


@cache
def _keys() -> frozenset[str]:
    return frozenset(map(lexicon.key_of, lexicon.setting("titles", "cover")))


def _cover(marks: Sequence[Mark], keys: frozenset[str]) -> Iterator[int]:
    """The first cover's marks."""
    field = lexicon.setting_pattern("titles", "field_below")
    titled = (k for k in range(1, len(marks)) if marks[k].key in keys and field.fullmatch(marks[k - 1].text))
    k = next(titled, 0)
    if k:
        yield from (k - 1, k)
        while k + 1 < len(marks) and marks[k + 1].kind and marks[k + 1].how == "own":
            k += 1
            yield k
