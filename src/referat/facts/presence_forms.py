"""The vocabulary of sentences on attendance: forms of clauses, their tails, links, labels and what may lead in.

All of it stands in `attendance.toml`; here it is put in order, with the words that a text must hold for each.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import accumulate
from typing import Any

from referat.facts import people
from referat.facts.sentences import Piece
from referat.lexicon import idioms
from referat.lexicon.gates import Gate
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.phrases import Phrase, filled, gate_of
from referat.tuples import NamedTuple

FILE = "attendance"
#: Slots of a form that hold lists of people.
SLOTS = ("who", "of", "substitute")
#: Slots of a form for somebody in the genitive, with the list that they are: "I Asta Birkholms fravær".
OWNERS = {"owner": "of", "absentee": "who"}
#: Slots of a form for what mostly follows it: moved to its front, and between its words.
FRONT, TAILS = "front", "tails"
_SLOT = compile_pattern(rf"\{{({'|'.join((*SLOTS, *OWNERS, FRONT, TAILS))})\}}")
# What a form may need its tails to add.
_NEEDS = {
    "when": frozenset({"when", "items", "case", "moment"}),
    "case": frozenset({"case", "recused"}),
    "since": frozenset({"since"}),
    "until": frozenset({"until"}),
    "recused": frozenset({"recused"}),
    "where": frozenset({"items", "case", "part", "moment", "recused"}),
}
_NOTHING: frozenset[str] = frozenset()
# No phrase ends inside a word.
_NO_LETTER = r"(?!\w)"

Parts = tuple[str | Phrase, ...]
#: A rule on what stands behind a name: its entry, and what it says.
DetailRule = tuple[Mapping[str, Any], Phrase]


class Form(NamedTuple):
    """One way to say something: its entry, how that says it, its parts in order, each a list's slot or words.

    `gives` is what it says of its people; its tails must add one of `needs`.
    """

    name: str
    gives: str
    entry: Mapping[str, Any]
    says: str
    parts: Parts
    needs: frozenset[str]

    @property
    def is_of_people(self) -> bool:
        """Whether it has a list of people in it."""
        return any(part in SLOTS or part in OWNERS for part in self.parts)

    @property
    def gate(self) -> Gate:
        """What every text with it has."""
        return gate_of(FILE, self.says)


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
    """What the names on a list are said to be: absent, present, substitutes, or members and no more.

    Those absent may have sent apologies, or be `recused`: disqualified. Of substitutes that `may_be_chosen` the label
    does not say that they came: where nobody was absent, the body chose them.
    """

    gives: str
    excused: bool | None = None
    recused: bool = False
    may_be_chosen: bool = False


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
    return Form(entry["name"], entry["gives"], entry, form, tuple(parts), needs)


def _words(says: str, *, first: bool, last: bool) -> Phrase:
    """The words between lists; those that begin a clause may have capitals or not."""
    return phrase(says, ("(?i:{})" if first else "(?:{})") + (_NO_LETTER if last else ""))


@cache
def tails() -> tuple[Tail, ...]:
    """What may follow a form."""
    return tuple(Tail(entry["adds"], phrase(form, f"(?:{{}}){_NO_LETTER}")) for entry, form in _says("tail"))


@cache
def fronts() -> tuple[Tail, ...]:
    """What may stand before the verb of a form with a slot for it, and what it adds."""
    return tuple(Tail(entry["adds"], phrase(form, f"(?i:{{}}){_NO_LETTER}")) for entry, form in _says("front"))


@cache
def appositions() -> tuple[Phrase, ...]:
    """What may be said of people behind their list, before the verb."""
    return tuple(phrase(form) for _, form in _says("apposition"))


@cache
def among_names() -> tuple[Phrase, ...]:
    """What may be said of one on a list before the conjunction that the last stands behind."""
    return tuple(phrase(form) for _, form in _says("among_names"))


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


@cache
def list_labels() -> tuple[tuple[Listing, Phrase], ...]:
    """Labels before lists."""
    return tuple(
        (
            Listing(entry.get("gives", "absent"), entry.get("excused"), "recused" in entry, "may_be_chosen" in entry),
            phrase(form, "(?i:{})"),
        )
        for entry, form in _says("list_label")
    )


def _says(table: str) -> Iterable[tuple[Mapping[str, Any], str]]:
    return ((entry, form) for entry in idioms.table(FILE)[table] for form in entry["says"])


def words_without_names() -> set[str]:
    """Words, in small letters, of which every sentence and every label without a name in it holds one."""
    labels = {word for _, label in list_labels() for word in label.words}
    return labels | {word for form in forms() if not form.is_of_people for word in form.gate.words}


def words_with_names() -> set[str]:
    """Words, in small letters, of which every sentence with somebody's name in it holds one."""
    return {word for form in forms() if form.is_of_people for word in form.gate.words}


def telling_words() -> tuple[str, ...]:
    """Words, in small letters, that tell that a sentence is about attendance."""
    return tuple(idioms.table(FILE)["telling"]["words"])


# Patterns.


def phrase(says: str, frame: str = "{}") -> Phrase:
    """What an entry says, which may use the named patterns of attendance and of people, with a `frame` around it."""
    return Phrase(FILE, says, _named(), frame)


@cache
def details(key: str) -> tuple[DetailRule, ...]:
    """The rules of the table `key` on what a list's line says of a name: entry and pattern, which ends in no word."""
    return tuple((entry, phrase(entry["pattern"], r"(?:{})(?![\w-])")) for entry in idioms.table(FILE)[key])


@cache
def _named() -> Mapping[str, str]:
    return filled(FILE, people.patterns())


@cache
def _fillers() -> re.Pattern[str]:
    words = "|".join(map(re.escape, idioms.table(FILE)["fillers"]["words"]))
    return compile_pattern(rf"(?<= )(?:{words}) ")


def without_fillers(piece: Piece) -> Piece:
    """`piece` without the words that change nothing of what it says; itself where it has none of them."""
    matches = list(_fillers().finditer(piece.text))
    if not matches:
        return piece
    bounds = [0, *(offset for match in matches for offset in match.span()), len(piece.text) + 1]
    kept = [piece.cut(a, b - 1) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if a < b - 1]
    texts = list(accumulate((len(part.text) + 1 for part in kept), initial=0))
    runs = [(begin + offset, origin) for begin, part in zip(texts, kept, strict=False) for offset, origin in part.runs]
    return Piece(" ".join(part.text for part in kept), tuple(runs))
