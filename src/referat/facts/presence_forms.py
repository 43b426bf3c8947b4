"""The vocabulary of sentences on attendance: forms of clauses, their tails, links, labels and what may lead in.

All of it stands in `attendance.toml`; here it is put in order, with the words that a text must hold for each.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from referat.facts import people
from referat.facts.people import Known
from referat.lexicon import idioms
from referat.lexicon.gates import holds_one
from referat.lexicon.phrases import Phrase, filled, needed_words

FILE = "attendance"
#: Slots of a form that hold lists of people.
SLOTS = ("who", "of", "substitute")
_SLOT = re.compile(rf"\{{({'|'.join(SLOTS)})\}}")
# What a form may need its tails to add.
_NEEDS = {"when": frozenset({"when", "items"}), "where": frozenset({"items", "case", "part"})}
_NOTHING: frozenset[str] = frozenset()
# No phrase ends inside a word.
_NO_LETTER = r"(?!\w)"

Parts = tuple[str | Phrase, ...]


class Form(NamedTuple):
    """One way to say something: its entry, its parts in order, each a list's slot or words.

    `gives` is what it says of its people; its tails must add one of `needs`; every text with it has one of `words`.
    """

    name: str
    gives: str
    entry: Mapping[str, Any]
    parts: Parts
    needs: frozenset[str]
    words: tuple[str, ...]

    @property
    def is_of_people(self) -> bool:
        """Whether it has a list of people in it."""
        return len(self.parts) > 1 or isinstance(self.parts[0], str)


class Tail(NamedTuple):
    """What may follow a form, and what it adds to it."""

    adds: str
    phrase: Phrase


class LeadIn(NamedTuple):
    """What may stand before the first clause.

    `person` tells whether what looks like it may be a person; `keeps` that it says more than the clause behind it.
    """

    phrase: Phrase
    person: bool
    keeps: bool


class Listing(NamedTuple):
    """What the names on a list are said to be: absent, present, substitutes, or members and no more."""

    gives: str
    excused: bool | None = None


@cache
def forms() -> tuple[Form, ...]:
    """The forms of clauses, in the order of the file."""
    table = idioms.table(FILE)["form"]
    return tuple(_form(entry, form) for entry in table for form in entry["says"])


def _form(entry: Mapping[str, Any], form: str) -> Form:
    pieces = _SLOT.split(form)  # words, slot, words, slot, … words
    last = len(pieces) - 1
    parts = (piece if n % 2 else _words(piece, first=not n, last=n == last) for n, piece in enumerate(pieces) if piece)
    needs = _NEEDS[entry["needs"]] if "needs" in entry else _NOTHING
    return Form(entry["name"], entry["gives"], entry, tuple(parts), needs, needed_words(FILE, form))


def _words(says: str, *, first: bool, last: bool) -> Phrase:
    """The words between lists; those that begin a clause may have capitals or not."""
    return phrase(says, ("(?i:{})" if first else "(?:{})") + (_NO_LETTER if last else ""))


def forms_in(text: str) -> tuple[Form, ...]:
    """The forms of which `text` may have a clause."""
    every = forms()
    return tuple(every[number] for number in sorted(_held(text.lower(), _index())))


@cache
def _index() -> Mapping[str, tuple[int, ...]]:
    """By needed word, the numbers of the forms that need it or others of its kind."""
    return _by_word((number, form.words) for number, form in enumerate(forms()))


def _by_word(needed: Iterable[tuple[int, tuple[str, ...]]]) -> Mapping[str, tuple[int, ...]]:
    index: dict[str, list[int]] = {}
    for number, words in needed:
        for word in words:
            index.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in index.items()}


def _held(lowered: str, index: Mapping[str, tuple[int, ...]]) -> set[int]:
    """The numbers of what needs a word that `lowered` holds."""
    return {number for word, numbers in index.items() if word in lowered for number in numbers}


@cache
def tails() -> tuple[Tail, ...]:
    """What may follow a form."""
    return tuple(Tail(entry["adds"], phrase(form, f"(?:{{}}){_NO_LETTER}")) for entry, form in _says("tail"))


@cache
def links() -> tuple[Phrase, ...]:
    """What may stand between two clauses."""
    return tuple(phrase(form) for _, form in _says("link"))


@cache
def lead_ins() -> tuple[LeadIn, ...]:
    """What may stand before the first clause."""
    return tuple(
        LeadIn(phrase(form), not entry.get("no_person"), bool(entry.get("keeps"))) for entry, form in _says("lead_in")
    )


def lead_ins_in(text: str) -> tuple[LeadIn, ...]:
    """Those of them that `text` may have."""
    lowered = text.lower()
    return tuple(lead_in for lead_in in lead_ins() if lead_in.phrase.may_stand_in(lowered))


@cache
def list_labels() -> tuple[tuple[Listing, Phrase], ...]:
    """Labels before lists."""
    return tuple(
        (Listing(entry.get("gives", "absent"), entry.get("excused")), phrase(form, "(?i:{})"))
        for entry, form in _says("list_label")
    )


def _says(table: str) -> Iterable[tuple[Mapping[str, Any], str]]:
    return ((entry, form) for entry in idioms.table(FILE)[table] for form in entry["says"])


def labels_in(text: str) -> tuple[tuple[Listing, Phrase], ...]:
    """The labels before lists that `text` may have."""
    every = list_labels()
    return tuple(every[number] for number in sorted(_held(text.lower(), _label_index())))


def excused_by(label: str) -> bool | None:
    """What the words of a list's label say of apologies; None where they say nothing."""
    matches = ((listing, phrase.match(label)) for listing, phrase in labels_in(label))
    return next((listing.excused for listing, match in matches if match and match.end() == len(label)), None)


@cache
def _label_index() -> Mapping[str, tuple[int, ...]]:
    return _by_word((number, label.words) for number, (_, label) in enumerate(list_labels()))


def may_speak(text: str, known: Known) -> bool:
    """Whether `text` may say anything of attendance: it has words for it, and a name where they need one."""
    lowered = text.lower()
    if holds_one(lowered, _words_without_names()):
        return True
    return holds_one(lowered, _words_with_names()) and people.may_name(text, known)


@cache
def _words_without_names() -> tuple[str, ...]:
    """Words, in small letters, of which every sentence and every label without a name in it holds one."""
    return _shortest({word for form in forms() if not form.is_of_people for word in form.words} | set(_label_index()))


@cache
def _words_with_names() -> tuple[str, ...]:
    return _shortest({word for form in forms() if form.is_of_people for word in form.words})


def _shortest(words: set[str]) -> tuple[str, ...]:
    """`words` without those that hold another of them."""
    return tuple(sorted(word for word in words if not any(other in word for other in words if other != word)))


@cache
def telling_words() -> tuple[str, ...]:
    """Words, in small letters, that tell that a sentence is about attendance."""
    return tuple(idioms.table(FILE)["telling"]["words"])


def is_telling(text: str) -> bool:
    """Whether `text` has a word that tells that it is about attendance."""
    return holds_one(text.lower(), telling_words())


# Patterns.


def phrase(says: str, frame: str = "{}") -> Phrase:
    """What an entry says, which may use the named patterns of attendance and of people, with a `frame` around it."""
    return Phrase(FILE, says, _named(), frame)


@cache
def _named() -> Mapping[str, str]:
    return filled(FILE, people.patterns())
