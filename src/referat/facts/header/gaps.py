"""What stands in a head's line before, between and behind the document's type and the date.

gap = stretch { mark stretch } ;  stretch = [ links ] core [ links ] | links ;
"""

import re
from functools import cache, lru_cache
from itertools import pairwise

from referat.facts.header import names
from referat.facts.header.cores import BY_FORM, BY_POSITION
from referat.facts.header.links import MARKS, Gap, Slot, Slots, stretches
from referat.lexicon import idioms

__all__ = ["MARKS", "Gap", "Slot", "Slots", "explained"]

_SPLITS = (". ", " - ", " – ", " • ", "; ", ", ")
# A line of more parts is a list.
_MOST_PARTS = 8
# The same lines come again, within a head and from document to document.
_MOST_KEPT = 1000


@cache
def _meeting_words() -> tuple[str, ...]:
    """What stands between a body that holds its meeting and the place of it."""
    return tuple(idioms.table("header")["links"]["held_meeting"])


@lru_cache(_MOST_KEPT)
def explained(gap: Gap) -> Slots | None:
    """What stands in `gap`; None where it cannot be said. It may be of several parts with marks between."""
    slots = _undivided(gap)
    if slots is not None:
        if gap.text.find(_SPLITS[0], gap.a, gap.b) < 0:  # nearly always
            return slots
        several = any(slot.field == "body" and _is_several(gap.text[slot.a : slot.b]) for slot in slots)
        apart = _split(gap, _SPLITS[0]) if several else None
        return slots if apart is None else _last_body(apart)
    stretch = gap.text[gap.a : gap.b].strip(MARKS)
    for mark in (*_SPLITS, *_meeting_words()):
        if mark in stretch:
            parts = _split(gap, mark)
            if parts is not None:
                return parts
    return None


def _is_several(body: str) -> bool:
    """Whether what was read as a body is one, a full stop, and more: "NORDBY BYRÅD. Nordby Byråd. Havneudvalget"."""
    first, stop, _ = body.partition(_SPLITS[0])
    return bool(stop) and names.is_body(first) and names.pattern("abbreviated", "links").search(f"{first}.") is None


def _last_body(slots: Slots) -> Slots:
    """`slots` with the last of their bodies alone: before a committee stands whose it is."""
    last = max((slot.a for slot in slots if slot.field == "body"), default=0)
    return tuple([slot for slot in slots if slot.field != "body" or slot.a == last])


def _split(gap: Gap, mark: str) -> Slots | None:
    """What stands in the parts of `gap` that `mark` parts; None where one of them is unknown."""
    stretch = gap.text[gap.a : gap.b]
    if stretch.count(mark) > _MOST_PARTS:
        return None
    cuts = [gap.a, *(gap.a + m.end() for m in re.finditer(re.escape(mark), stretch)), gap.b]
    slots: list[Slot] = []
    for a, b in pairwise(cuts):
        part = _undivided(gap._replace(a=a, b=b)) if gap.text[a:b].strip(MARKS) else ()
        if part is None:
            return None
        slots += part
    return tuple(slots)


def _undivided(gap: Gap) -> Slots | None:
    """What the whole of `gap` is; nothing where it is links alone."""
    every = stretches(gap)
    if not every:
        return ()
    for readers in (BY_FORM, BY_POSITION):
        for stretch in every:
            for reader in readers:
                slots = reader(stretch)
                if slots is not None:
                    return tuple([_once(gap.text, slot) for slot in slots])
    return None


def _once(text: str, slot: Slot) -> Slot:
    """`slot`, the second of two where a text says the same twice: "NORDBY BYRÅD NORDBY BYRÅD"."""
    half = (slot.a + slot.b) // 2
    twice = text[half : half + 1] == " " and text[slot.a : half] == text[half + 1 : slot.b]
    return slot._replace(a=half + 1) if twice else slot
