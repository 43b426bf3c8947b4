"""What stands in a head's line beside the document's type and the date: bodies, authorities, places.

core = body | authority [ body ] | body authority | place ;

Each reader takes the same stretch and says what its core is; the first that knows it counts.
"""

import re
from collections.abc import Callable

from referat.facts.header import names
from referat.facts.header.links import MARKS, Slots, Stretch, link_end

_DATED = frozenset({"date", "clock"})
_LONGEST_PLACE, _LONGEST_REMARK = 140, 40
# So many commas no place has.
_SEVERAL = 4

Reader = Callable[[Stretch], Slots | None]


# --- Bodies and authorities


def _authority(stretch: Stretch) -> Slots | None:
    """An authority, with a body before it or behind."""
    core = stretch.core
    match = names.pattern("authority").search(core) if names.tells_authority(core) else None
    if match is None:
        return None
    slot = stretch.slot("authority", "authority", "", *match.span())
    if not match.start() and match.end() == len(core):
        return (slot,)
    if not match.start():
        begin = len(core) - len(core[match.end() :].lstrip(MARKS))
        return (slot, stretch.slot("body", "authority_and_body", "", begin)) if names.is_council(core[begin:]) else None
    return _body_of_authority(stretch)


def _body_of_authority(stretch: Stretch) -> Slots | None:
    """A body, and behind it the authority that it is of: "Ældrerådet i Nordby Kommune", "Byrådet, Nordby Kommune"."""
    core = stretch.core
    for match in re.finditer(r"(?<=[\s,])", core):
        authority = names.pattern("authority").fullmatch(core, match.start())
        if authority is None or link_end(core, match.start(), len(core)):
            continue
        before = core[: match.start()]
        of = names.pattern("of_authority", "links").search(before)
        end = of.start() if of is not None else len(before.rstrip(MARKS))
        if names.is_body(core[:end]):
            body = stretch.slot("body", "body_and_authority", "", 0, end)
            return (body, stretch.slot("authority", "body_and_authority", "", match.start()))
    return None


def _body_of_town(stretch: Stretch) -> Slots | None:
    """A body with the town that it is of, which is a part of its name: "Ældrerådet i Nordby"."""
    return (stretch.slot("body", "body_of_town"),) if names.town_of_body(stretch.core) else None


def _body_of_institution(stretch: Stretch) -> Slots | None:
    """A body behind the institution that it is of: "Nordby Skole – Skolebestyrelsen"."""
    core = stretch.core
    mark = names.pattern("of_institution", "links").search(core)
    if mark is None or stretch.gap.left != "start" or not names.is_council(core[mark.end() :]):
        return None
    institution = core[: mark.start()]
    named = names.is_free(institution) and names.pattern("institution", "links").search(institution)
    return (stretch.slot("body", "body_of_institution", "", mark.end()),) if named else None


def _bodys_meeting(stretch: Stretch) -> Slots | None:
    """A body in the genitive before "møde": "Byrådets møde", "Social og omsorgs møde"."""
    tail = stretch.tail.lstrip()
    genitive = names.pattern("genitive", "links").search(stretch.core) if tail else None
    if genitive is None or names.pattern("meeting", "links").match(tail) is None:
        return None
    authority = names.pattern("authority").match(stretch.core) if names.tells_authority(stretch.core) else None
    if authority is not None:
        begin = len(stretch.core) - len(stretch.core[authority.end() :].lstrip(MARKS))
        if names.is_body(stretch.core[begin : genitive.start()]):
            slot = stretch.slot("authority", "authority", "", *authority.span())
            return (slot, stretch.slot("body", "bodys_meeting", "strong", begin, genitive.start()))
    name = stretch.core[: genitive.start()]
    dated = stretch.gap.right in _DATED
    if names.is_body(name) or (dated and names.is_theme(name)):
        return (stretch.slot("body", "bodys_meeting", "strong", 0, genitive.start()),)
    return None


def _bodys_decision(stretch: Stretch) -> Slots | None:
    """A body in the genitive before "beslutning i mødet" and the date."""
    match = names.pattern("decision", "links").search(stretch.core) if stretch.gap.right in _DATED else None
    if match is None:
        return None
    name = stretch.core[: match.start()].rstrip()
    genitive = names.pattern("genitive", "links").search(name)
    if genitive is None or not names.is_body(name[: genitive.start()]):
        return None
    return (stretch.slot("body", "bodys_decision", "strong", 0, genitive.start()),)


def _meeting_of(stretch: Stretch) -> Slots | None:
    """A body behind "mødet i"."""
    follows = names.is_body(stretch.core) and names.pattern("meeting_of", "links").search(stretch.lead) is not None
    return (stretch.slot("body", "meeting_of", "strong"),) if follows else None


def _meeting_of_any(stretch: Stretch) -> Slots | None:
    """A name of any form behind "mødet i", but no place's; nothing where that is a word for any committee."""
    core = stretch.core
    if names.pattern("meeting_of", "links").search(stretch.lead) is None:
        return None
    if names.is_bare(core):
        return ()
    other = names.is_place(core) or names.pattern("lost", "links").search(core) is not None
    return (stretch.slot("body", "meeting_of", "strong"),) if names.is_free(core) and not other else None


def _company(stretch: Stretch) -> Slots | None:
    """A company's name behind "bestyrelsesmøde i": it is no body, and in no field."""
    hosted = names.pattern("hosted", "links").match(stretch.core)
    at = hosted.end() if hosted is not None else 0
    company = names.pattern("company", "links").search(stretch.lead + stretch.core[:at])
    return () if company is not None and names.is_free(stretch.core[at:]) else None


def _body(stretch: Stretch) -> Slots | None:
    """A body by its own words, in the genitive too; a weekday whose date is lost may stand behind it."""
    core = stretch.core
    if not names.tells_council(core):
        return None
    lost = names.pattern("lost", "links").search(core)
    name = core[: lost.start()] if lost is not None else core
    unit = names.pattern("unit", "links").search(name)
    name = name[: unit.start()] if unit is not None and names.is_council(name[: unit.start()]) else name
    end = 0 if _is_of_meeting(name) else _body_end(name)
    if not end:
        return None
    place = lost["place"] if lost is not None else None
    body = stretch.slot("body", "body", "", 0, end)
    return (body,) if lost is None or place is None else (body, stretch.slot("place", "lost", "", *lost.span("place")))


def _is_of_meeting(name: str) -> bool:
    """Whether `name` goes on to the body's meeting: "Byrådets møde", "Byrådet holdt møde"."""
    return names.pattern("of_meeting", "links").search(name) is not None


def _body_end(name: str) -> int:
    """Where the council ends that `name` is, in the genitive or not; 0 where it is none."""
    if names.is_council(name):
        return len(name)
    genitive = names.pattern("genitive", "links").search(name)
    return genitive.start() if genitive is not None and names.is_council(name[: genitive.start()]) else 0


def _small_body(stretch: Stretch) -> Slots | None:
    """A body that begins with a small letter, behind a type or a date: "referat fra byrådet"."""
    beside = stretch.gap.left not in ("start",)
    named = beside and names.is_small_council(stretch.core) and not _is_of_meeting(stretch.core)
    return (stretch.slot("body", "small_body", "small"),) if named else None


def _theme(stretch: Stretch) -> Slots | None:
    """A committee's name without a word for one, beside a type or before a date."""
    beside = stretch.gap.right in (*_DATED, "type") or stretch.gap.left == "type"
    named = beside and names.is_theme(stretch.core) and not _is_of_meeting(stretch.core)
    return (stretch.slot("body", "theme"),) if named else None


def _page_of_body(stretch: Stretch) -> Slots | None:
    """The name of a page that lists all meetings of a body."""
    core = stretch.core
    if (stretch.gap.left, stretch.gap.right) != ("start", "end"):
        return None
    behind = names.pattern("page_behind", "links").search(core)
    if behind is not None:
        name = core[: behind.start()]
        known = names.is_body(name) or names.is_theme(name)
        return (stretch.slot("body", "page_of_body", "weak", 0, len(name)),) if known else None
    before = names.pattern("page_before", "links").match(core)
    name = core[before.end() :] if before is not None else ""
    staff = names.pattern("staff", "links").match(name) is not None and names.is_free(name)
    if before is None or not (staff or names.is_body(name)):
        return None
    return (stretch.slot("body", "page_of_body", "weak", before.end()),)


def _any_body(stretch: Stretch) -> Slots | None:
    """A name of any form between a type in capitals and the date: "REFERAT stier og natur d. 14-09-2021"."""
    gap = stretch.gap
    between = gap.capitals and gap.left == "type" and gap.right in _DATED and not stretch.lead and not stretch.tail
    return (stretch.slot("body", "any_body"),) if between and names.is_free(stretch.core) else None


# --- Places


def _in_place(stretch: Stretch) -> Slots | None:
    """A place behind "i" and a date, or at somebody's; it ends where the stretch does."""
    gap, core = stretch.gap, stretch.core
    if gap.left not in _DATED or stretch.tail:
        return None
    behind_i = names.pattern("in_place", "links").search(stretch.lead) is not None
    if not behind_i and names.pattern("home", "links").match(core) is None:
        return None
    company = names.pattern("company", "links").search(stretch.lead)
    where = names.pattern("where", "links").search(core) if company is not None else None
    if where is not None and names.can_be_place(core[where.end() :]):  # "bestyrelsesmøde i Nordby I/S på kontoret"
        return (stretch.slot("place", "in_place", "", where.end()),)
    if names.can_be_place(core):
        return (stretch.slot("place", "in_place", "", 0, names.place_ends(core)),)
    # Names follow, with nothing between: where the place ends cannot be told.
    return () if gap.right == "end" and names.pattern("party").search(core) is not None else None


def _held_at(stretch: Stretch) -> Slots | None:
    """Whatever stands behind what tells where the meeting was held, at the end of the line, its hour lost or not."""
    text = stretch.gap.text[: stretch.b]
    held = list(names.pattern("held_at", "links").finditer(text, stretch.gap.a))
    begin = held[-1].end() if held and stretch.gap.right == "end" and not stretch.tail else 0
    place = names.pattern("lost_clock", "links").sub("", text[begin:]).rstrip()
    fitting = begin >= max(stretch.a, 1) and len(place) <= _LONGEST_PLACE and place.count(",") < _SEVERAL
    if not fitting or not (names.is_formed_like_place(place) and names.can_be_place(place)):
        return None
    a = begin - stretch.a
    return (stretch.slot("place", "held_at", "", a, a + len(place)),)


def _known_place(stretch: Stretch) -> Slots | None:
    """A place by its own words: behind a date, or a room anywhere."""
    if stretch.tail:
        return None
    if stretch.gap.left in _DATED and names.is_place(stretch.core):
        return (stretch.slot("place", "known_place", "", 0, names.place_ends(stretch.core)),)
    return (stretch.slot("place", "room"),) if names.is_place_alone(stretch.core) else None


def _place_behind_clock(stretch: Stretch) -> Slots | None:
    """Whatever a mark parts from a date with a time, at the end of the line."""
    gap, core = stretch.gap, stretch.core
    parted = gap.text[gap.a : stretch.begin].strip()
    if not parted or (gap.left, gap.right) != ("clock", "end") or stretch.lead or stretch.tail:
        return None
    formed = core[:1].isupper() or core[:1].isdigit()
    fitting = formed and len(core) <= _LONGEST_PLACE and not any(mark in core for mark in ":;!?")
    end = names.place_ends(core)
    stop = end if end == len(core) else len(core[:end].rstrip(" ."))
    return (stretch.slot("place", "place_behind_clock", "", 0, stop),) if fitting and stop else None


def _place_behind_lost_clock(stretch: Stretch) -> Slots | None:
    """Whatever stands behind a date and the word for a time of day, which the text has lost: "3. maj 2021 kl Salen"."""
    gap, core = stretch.gap, stretch.core
    if (gap.left, gap.right) != ("date", "end") or names.pattern("lost_clock", "links").search(stretch.lead) is None:
        return None
    fitting = core[:1].isupper() and len(core) <= _LONGEST_PLACE and not stretch.tail
    if not fitting or not (names.is_formed_like_place(core) and names.can_be_place(core)):
        return None
    return (stretch.slot("place", "place_behind_lost_clock", "", 0, names.place_ends(core)),)


def _address(stretch: Stretch) -> Slots | None:
    """A street, the number of a house and the town with its code, behind a date."""
    known = stretch.gap.left in _DATED and not stretch.tail and names.pattern("address").fullmatch(stretch.core)
    return (stretch.slot("place", "address"),) if known else None


def _place_before_clock(stretch: Stretch) -> Slots | None:
    """Whatever stands between a dash, behind the kind of meeting, and a time: "Ordinært møde - Kantinen kl. 13.15"."""
    gap, core = stretch.gap, stretch.core
    behind = gap.left == "start" and bool(stretch.lead) and stretch.lead.rstrip()[-1:] in "-–" and not stretch.tail
    if not behind or names.pattern("clock", "links").match(gap.text, stretch.stop) is None:
        return None
    fitting = core[:1].isupper() and len(core) <= _LONGEST_PLACE and names.can_be_place(core)
    return (stretch.slot("place", "place_before_clock"),) if fitting else None


def _letter_head(stretch: Stretch) -> Slots | None:
    """The town and the word for a day that is lost, before the document's type: it is in no field."""
    gap = stretch.gap
    first = (gap.left, gap.right) == ("start", "type")
    return () if first and names.pattern("lost_day", "links").fullmatch(gap.text[gap.a : gap.b].strip()) else None


def _remark(stretch: Stretch) -> Slots | None:
    """A remark in brackets: it is in no field."""
    gap = stretch.gap
    before, behind = gap.text[gap.a : stretch.begin], gap.text[stretch.stop : gap.b]
    short = stretch.stop - stretch.begin <= _LONGEST_REMARK and not any(map(str.isdigit, stretch.core))
    return () if before.endswith("(") and behind.startswith(")") and short else None


#: What is known by its own form.
BY_FORM: tuple[Reader, ...] = (
    _authority,
    _body_of_town,
    _body_of_institution,
    _bodys_meeting,
    _bodys_decision,
    _meeting_of,
    _body,
    _small_body,
    _in_place,
    _held_at,
    _known_place,
    _address,
    _theme,
    _page_of_body,
)
#: What only its place tells.
BY_POSITION: tuple[Reader, ...] = (
    _meeting_of_any,
    _company,
    _place_behind_clock,
    _place_behind_lost_clock,
    _place_before_clock,
    _letter_head,
    _remark,
    _any_body,
)
