"""Names that heads have, known by their own words: councils, authorities, places, kinds of documents.

Nothing here looks at what stands around a name.
"""

import re
from functools import cache, lru_cache

from referat.lexicon import idioms, values
from referat.lexicon.gates import holds_one
from referat.lexicon.patterns import compile_pattern

_LONGEST_PLACE, _LONGEST_NAME = 60, 180
_SHORT = 24
# The same names come again and again, within a head and from document to document.
_MOST_KEPT = 2000
# Behind an address a room may stand; what is longer is something else.
_LONGEST_BEHIND_TOWN = 60


@cache
def table(name: str) -> dict[str, str]:
    """The patterns of a table of the head's vocabulary, as they stand there."""
    return {key: value for key, value in idioms.table("header")[name].items() if isinstance(value, str)}


@cache
def pattern(name: str, within: str = "names") -> re.Pattern[str]:
    """The pattern `name` of the table `within`; it may name others of the table and the shared ones."""
    return compile_pattern(expanded(table(within)[name], within))


def expanded(text: str, within: str = "names") -> str:
    """The pattern `text` with all names in it replaced, those that these name as well."""
    return values.expand(text, {**idioms.patterns("header"), **table(within)})


# --- Bodies


@lru_cache(_MOST_KEPT)
def tells_council(text: str) -> bool:
    """Whether `text` has a word that councils' names have: without one it names none."""
    return pattern("telling_council").search(text) is not None


@lru_cache(_MOST_KEPT)
def is_council(text: str) -> bool:
    """Whether `text` is a council's or committee's name by its own words, as names are written."""
    return tells_council(text) and pattern("council").fullmatch(text) is not None and not _is_menu(text)


@lru_cache(_MOST_KEPT)
def is_small_council(text: str) -> bool:
    """The same where the name begins with a small letter."""
    return tells_council(text) and pattern("council_small").fullmatch(text) is not None and not _is_menu(text)


def is_body(text: str) -> bool:
    """Whether `text` is a council's or committee's name, with a capital or without."""
    return is_council(text) or is_small_council(text)


def is_bare(text: str) -> bool:
    """Whether `text` is nothing but a word for a committee, which names none: "udvalget"."""
    return text.lower() in _bare()


def _is_menu(text: str) -> bool:
    return text.lower() in _bare() or pattern("several").search(text) is not None


@cache
def _bare() -> frozenset[str]:
    return frozenset(idioms.table("header")["names"]["bare"])


def is_kind_of_committee(text: str) -> bool:
    """Whether `text` is the section under which a committee was set up, without its name."""
    return pattern("section_alone").fullmatch(text) is not None


def is_genitive(text: str) -> bool:
    """Whether `text` is a council's name in the genitive: "Nordby Byråds", above the kind of meeting."""
    match = pattern("genitive", "links").search(text)
    return match is not None and is_council(text[: match.start()])


def body_at_start(text: str) -> int:
    """Where the shortest body's name that `text` begins with ends; 0 where it begins with none."""
    match = pattern("council").match(text) if tells_council(text) else None
    return match.end() if match is not None else 0


@lru_cache(_MOST_KEPT)
def is_theme(text: str) -> bool:
    """Whether `text` has the form of a committee's name without any word for one: "Social og Sundhed"."""
    long = " " in text and text[:1].isupper()
    return long and pattern("theme").fullmatch(text) is not None and pattern("menu").search(text) is None


@lru_cache(_MOST_KEPT)
def is_free(text: str) -> bool:
    """Whether `text` can be a name of any form."""
    return pattern("free").fullmatch(text) is not None


def may_be_named(text: str) -> bool:
    """Whether a line without a type and a date can be one of names: it has their words, or is as short as a link."""
    if len(text) <= _SHORT:
        return True
    return len(text) <= _LONGEST_NAME and pattern("telling").search(text) is not None


# --- Places


@lru_cache(_MOST_KEPT)
def is_place(text: str) -> bool:
    """Whether `text` is a place by its own words."""
    return _has_place_word(text) and pattern("place").fullmatch(text) is not None and not _is_of_something_else(text)


def _has_place_word(text: str) -> bool:
    if pattern("telling_place").search(text) is None:
        return False
    match = pattern("place_word").search(text)
    return match is not None and match.start() <= _LONGEST_PLACE


def _is_of_something_else(text: str) -> bool:
    council = tells_council(text) and pattern("council_word").search(text)
    return bool(council or pattern("weekday").search(text) or pattern("party").search(text))


def is_formed_like_place(text: str) -> bool:
    """Whether `text` can be a place by its form: no sentences, no question."""
    return pattern("place").fullmatch(text) is not None


def place_ends(text: str) -> int:
    """Where the place ends in a text that goes on with what is no part of one: a head in capitals, a list, a title."""
    match = pattern("behind_place").search(text)
    end = match.start() if match is not None else len(text)
    town = pattern("town").match(text, 0, end)  # of an address, and prose behind it
    return town.end() if town is not None and end - town.end() > _LONGEST_BEHIND_TOWN else end


def place_begins(text: str) -> int:
    """Where the place begins in a line that is one, behind "i"."""
    match = pattern("behind_i").match(text)
    return match.end() if match is not None else 0


def tells_authority(text: str) -> bool:
    """Whether `text` has a word that authorities' names have."""
    return pattern("telling_authority").search(text) is not None


def is_place_alone(text: str) -> bool:
    """Whether `text` is a place by words that only rooms for meetings have, so that nothing around need say so."""
    return is_place(text) and pattern("room").search(text) is not None and pattern("about").search(text) is None


def can_be_place(text: str) -> bool:
    """Whether `text`, which words before say to be a place, can be one."""
    return text[:1].isalnum() and not any(mark in text for mark in ";!?") and pattern("party").search(text) is None


def is_of_screen(text: str) -> bool:
    """Whether the line `text` begins as one that tells what a screen can do."""
    return pattern("screen").match(text) is not None


def is_no_place(text: str) -> bool:
    """Whether `text` begins like a word of the screen or the title of an item."""
    return pattern("no_place").match(text) is not None


def is_item_number(text: str) -> bool:
    """Whether the line `text` begins with an item's number behind a word for it: "Punkt 3"."""
    return pattern("item_number").match(text) is not None


def tells_meeting(text: str) -> bool:
    """Whether the line `text` begins with the word for a meeting, or has it before a day."""
    return pattern("meeting_first").match(text) is not None


def tells_held(text: str) -> bool:
    """Whether the line `text` goes on from somebody to their meeting: "Byrådets møde den", "Byrådet holdt møde den"."""
    return pattern("held", "links").search(text) is not None


def goes_on(text: str) -> bool:
    """Whether the line `text` goes on from the line above: "fra ordinært møde den …"."""
    return (text[:1].islower() or text.isupper()) and pattern("goes_on").match(text) is not None


def leads_to_body(text: str, line: str) -> bool:
    """Whether `text` goes on to a body's name in a `line` that it begins: "fra Byrådet", "I KOMMUNALBESTYRELSEN"."""
    return (text[:1].islower() or line.isupper()) and pattern("leads_to_body").fullmatch(text) is not None


def town_of_body(text: str) -> int:
    """Where the body's name ends in `text`, a body with the town that it is of: "Ældrerådet i Nordby"; 0 elsewhere."""
    match = pattern("of_town").search(text) if tells_council(text) else None
    if match is None or is_place(match["town"]) or not is_body(text[: match.start()]):
        return 0
    return match.start()


# --- Kinds of documents


@cache
def document_types() -> dict[str, str]:
    """What each word for a kind of document means, by the word in lower case."""
    return {word.lower(): entry["value"] for entry in idioms.table("header")["document_type"] for word in entry["says"]}


@cache
def type_pattern() -> re.Pattern[str]:
    """Finds the words for kinds of documents, their letters set apart or not."""
    words = sorted(document_types(), key=len, reverse=True)
    spaced = ["[ ]".join(word.replace(" ", "")) for word in words if " " not in word]
    listed = [re.escape(word).replace(r"\ ", "[ ]") for word in words]
    told = idioms.table("header")["lines"]["told_of"]
    return compile_pattern(rf"(?<![\w-])(?i:{'|'.join([*listed, *spaced])})(?![\w-])(?!{told})")


@cache
def _type_stems() -> tuple[str, ...]:
    """What a text with a word for a kind of document holds, in lower case: the words that no other is a part of."""
    words = [*document_types(), *(" ".join(word) for word in document_types() if " " not in word)]
    stems: list[str] = []
    for word in sorted(words, key=len):
        if not holds_one(word, stems):
            stems.append(word)
    return tuple(stems)


def tells_type(lowered: str) -> bool:
    """Whether a text, given in small letters, may have a word for a kind of document."""
    for stem in _type_stems():  # noqa: SIM110  three times as fast as any() of a generator, and asked of every line
        if stem in lowered:
            return True
    return False


def type_of(printed: str) -> str:
    """What kind of document the word `printed` means; letters may stand apart ("R e f e r a t")."""
    known = document_types()
    folded = " ".join(printed.lower().split())
    return known.get(folded) or known.get(folded.replace(" ", ""), "unknown")
