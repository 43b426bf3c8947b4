"""Lines of a document's head, by their words."""

import re
from functools import cache, lru_cache

from referat.lexicon import idioms
from referat.lexicon import lines as lexicon
from referat.outline.marks import Mark


@cache
def _header() -> re.Pattern[str]:
    return lexicon.setting_pattern("titles", "header")


@lru_cache(4)  # a line is asked, and for the next one the line above
def is_header(mark: Mark, *, in_body: bool = False) -> bool:
    """Whether the line looks like one of a document's head: furniture, a field, a body, an authority, a day, a member.

    Titles begin with the words of fields too; `in_body` says that no head stands there.
    """
    text = mark.text
    return bool(
        mark.role in ("noise", "contents", "group")
        or (not in_body and _header().match(text))
        or lexicon.setting_pattern("titles", "body").fullmatch(text)
        or (len(text) < 90 and lexicon.holds_setting("titles", "date", text))  # noqa: PLR2004
        or lexicon.holds_setting("titles", "party", text)
        or _is_authority(text)
    )


def _is_authority(text: str) -> bool:
    """Whether a line says whose document it is, and nothing else: "Nordby Kommune"."""
    if not lexicon.setting_gate("titles", "authority").admits(text):  # nearly always
        return False
    return lexicon.setting_pattern("titles", "authority").fullmatch(text) is not None


def is_place_below_day(above: Mark | None, mark: Mark) -> bool:
    """Whether a line below one with a day says nothing but where the meeting was."""
    dated = above is not None and lexicon.holds_setting("titles", "date", above.text)
    return dated and lexicon.setting_pattern("titles", "place").fullmatch(mark.text) is not None


def begins_field(mark: Mark) -> bool:
    """Whether a line begins with the name of a head's field, without a colon: "Bemærkninger Der er intet"."""
    return lexicon.key_of(mark.text.partition(" ")[0]) in _fields()


@cache
def _fields() -> frozenset[str]:
    labels = idioms.table("header")["label"]
    return frozenset(lexicon.key_of(said) for label in labels for said in label["says"])
