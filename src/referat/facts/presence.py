"""Sentences about who was there, taken apart into clauses.

sentence = [ lead-in ] ( list label [ members ] | clause { link clause } ) [ "." ] ;
clause   = form { tail } ;
form     = words and lists of people, in the order that its entry in `attendance.toml` gives ;

A sentence is read to its end or not at all. Of a list before a clause's verb no more is taken than the rest allows:
"X deltog som stedfortræder for Y og Z deltog som stedfortræder for W" is two clauses, and Z stands in the second.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from referat.facts import people
from referat.facts.members import compiled
from referat.facts.people import NOBODY_KNOWN, Known, Named
from referat.lexicon import idioms, needed
from referat.lexicon.needed import Words, needed_words
from referat.lexicon.rules import holds_one

#: Slots of a form that hold lists of people.
SLOTS = ("who", "of", "substitute")
_SLOT = re.compile(rf"\{{({'|'.join(SLOTS)})\}}")
# A longer sentence says more than who was there.
_LONGEST = 1000
# So many clauses and tails a sentence may have; a table of names that goes on for pages is no sentence.
_MOST_CLAUSES, _MOST_TAILS = 6, 5

Stretch = tuple[int, int]
People = tuple[Named, ...]
Parts = tuple[str | re.Pattern[str], ...]


class Form(NamedTuple):
    """One way to say something: its entry, its parts in order, each a list's slot or a pattern, and needed words.

    A text without any of the `words`, in small letters, has no such clause.
    """

    name: str
    entry: Mapping[str, Any]
    parts: Parts
    words: Words


class Clause(NamedTuple):
    """What one clause of a sentence says. `people` are lists by slot, `words` are places of words by group.

    `adds` is what its tails say: "when", "items", "case", "meeting", "part", "excused", "unexcused", "recused".
    `elided` tells that it has no subject of its own but that of the clause before.
    """

    form: Form
    people: Mapping[str, People]
    words: Mapping[str, Stretch]
    adds: frozenset[str]
    end: int
    elided: bool = False

    @property
    def gives(self) -> str:
        """What the form says of its people."""
        return str(self.form.entry["gives"])


class Listing(NamedTuple):
    """What the names on a list are said to be: absent, present, substitutes, or members and no more."""

    gives: str
    excused: bool | None = None


# --- The vocabulary


@cache
def forms() -> tuple[Form, ...]:
    """The forms of clauses, in the order of the file."""
    table = idioms.table("attendance")["form"]
    return tuple(_form(entry, form) for entry in table for form in entry["says"])


def _form(entry: Mapping[str, Any], form: str) -> Form:
    parts = _parts(form)
    words = needed.best(needed_words(part.pattern) for part in parts if not isinstance(part, str))
    return Form(entry["name"], entry, parts, words)


@cache
def gate() -> tuple[str, ...]:
    """Words, in small letters, of which every sentence that is read here holds one."""
    labels = (needed_words(pattern.pattern) for _, pattern in _list_labels())
    return _shortest(frozenset().union(*(form.words for form in forms()), *labels))


@cache
def telling_words() -> tuple[str, ...]:
    """Words, in small letters, that tell that a sentence is about attendance."""
    return tuple(idioms.table("attendance")["telling"]["words"])


def _shortest(words: Words) -> tuple[str, ...]:
    """`words` without those that hold another of them."""
    return tuple(sorted(word for word in words if not any(other in word for other in words if other != word)))


def _parts(form: str) -> Parts:
    pieces = _SLOT.split(form)  # words, slot, words, slot, … words
    last = len(pieces) - 1
    parts = (piece if n % 2 else _words(piece, first=not n, last=n == last) for n, piece in enumerate(pieces) if piece)
    return tuple(parts)


def _words(pattern: str, *, first: bool, last: bool) -> re.Pattern[str]:
    """The words between lists; those that begin a clause may have capitals or not."""
    pattern = f"(?i:{pattern})" if first else f"(?:{pattern})"
    return compiled(f"{pattern}(?!\\w)" if last else pattern)


@cache
def _tails() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What may follow a form: what it adds, and its pattern."""
    table = idioms.table("attendance")["tail"]
    return tuple((entry["adds"], compiled(f"(?:{form})(?!\\w)")) for entry in table for form in entry["says"])


@cache
def _links() -> tuple[re.Pattern[str], ...]:
    return tuple(compiled(form) for entry in idioms.table("attendance")["link"] for form in entry["says"])


@cache
def _lead_ins() -> tuple[tuple[bool, re.Pattern[str]], ...]:
    """Patterns of lead-ins; whether what looks like one may be a person."""
    table = idioms.table("attendance")["lead_in"]
    return tuple((not entry.get("no_person"), compiled(form)) for entry in table for form in entry["says"])


@cache
def _list_labels() -> tuple[tuple[Listing, re.Pattern[str]], ...]:
    table = idioms.table("attendance")["list_label"]
    listings = ((Listing(entry.get("gives", "absent"), entry.get("excused")), entry["says"]) for entry in table)
    return tuple((listing, compiled(form)) for listing, says in listings for form in says)


# What a form may need its tails to add.
_NEEDS = {"when": frozenset({"when", "items"}), "where": frozenset({"items", "case", "part"})}


# --- Reading


def begins(text: str) -> tuple[int, ...]:
    """Where the first clause of `text` may begin: behind words that say nothing of attendance, else with the text."""
    matches = ((person, pattern.match(text)) for person, pattern in _lead_ins())
    behind = (match.end() for person, match in matches if match and (person or people.read_at(text, 0) is None))
    return (*behind, 0)


def list_label(text: str, at: int) -> tuple[Listing, int] | None:
    """The label that stands in `text` at `at` before a list, and where the list begins."""
    for listing, pattern in _list_labels():
        match = pattern.match(text, at)
        if match is not None:
            return listing, len(text) - len(text[match.end() :].lstrip())
    return None


def next_label(text: str, at: int) -> int:
    """Where the next label with a colon stands in `text` behind `at`; its end where none does."""
    places = (match for _, pattern in _list_labels() for match in pattern.finditer(text, at + 1))
    return min((m.start() for m in places if m[0].endswith(":") and text[m.start() - 1] == " "), default=len(text))


def clauses(text: str, at: int, known: Known = NOBODY_KNOWN, place: str = "") -> tuple[Clause, ...] | None:
    """The clauses of `text`, a sentence without its full stop, from `at` to its end; None where it is something else.

    `place` is "list" below a label for those absent, where some forms mean what they mean nowhere else.
    """
    return None if len(text) > _LONGEST else _Reader(text, known, place).sentence(at, (), _MOST_CLAUSES)


class _Reader:
    """One sentence while it is read; it remembers the lists that stand in it."""

    def __init__(self, text: str, known: Known, place: str) -> None:
        self._text = text
        self._known = known
        lowered = text.lower()
        self._forms = tuple(form for form in forms() if _may_stand(form, lowered, place))
        self._lists: dict[int, People] = {}

    def sentence(self, at: int, subject: People, left: int) -> tuple[Clause, ...] | None:
        """The clauses from `at` to the end, `left` of them at most; `subject` is that of the clause before."""
        for form in self._forms:
            for clause in self._clauses(form, at, subject):
                rest = self._rest(clause, left)
                if rest is not None:
                    return (clause, *rest)
        return None

    def _rest(self, clause: Clause, left: int) -> tuple[Clause, ...] | None:
        """What follows `clause`: nothing, or a link and more clauses; None where it is something else."""
        if not self._text[clause.end :].strip():
            return ()
        subject = clause.people.get("who") or clause.people.get("substitute") or ()
        for pattern in _links() if left > 1 else ():
            match = pattern.match(self._text, clause.end)
            rest = None if match is None else self.sentence(match.end(), subject, left - 1)
            if rest is not None:
                return rest
        return None

    def _clauses(self, form: Form, at: int, subject: People) -> Iterator[Clause]:
        """The clauses of this form that can begin at `at`, the longest lists first."""
        begin = at + (self._text[at : at + 1] == " ")
        for lists, words, end in self._sequence(form.parts, begin):
            if not form.entry.get("single") or all(len(listed) == 1 for listed in lists.values()):
                yield from self._complete(Clause(form, lists, words, frozenset(), end))
        if subject and form.parts[0] == "who":
            for lists, words, end in self._sequence(form.parts[1:], at):
                everyone = {"who": subject, **lists}
                yield from self._complete(Clause(form, everyone, words, frozenset(), end, elided=True))

    def _sequence(self, parts: Parts, at: int) -> Iterator[tuple[dict[str, People], dict[str, Stretch], int]]:
        """The ways in which `parts` can stand one after another from `at` on."""
        if not parts:
            yield {}, {}, at
        elif isinstance(parts[0], str):
            listed = self._list(at)
            for count in range(len(listed), 0, -1):
                for begin in self._behind(listed[count - 1], last=len(parts) == 1):
                    for lists, words, end in self._sequence(parts[1:], begin):
                        yield {parts[0]: listed[:count], **lists}, words, end
        else:
            match = parts[0].match(self._text, at)
            if match is not None:
                for lists, words, end in self._sequence(parts[1:], match.end()):
                    yield lists, {**_groups(match), **words}, end

    def _behind(self, named: Named, *, last: bool) -> tuple[int, ...]:
        """Where the words behind a list may begin: a comma may close what stands beside its last name."""
        closed = not last and self._text.startswith(", ", named.end)
        return (named.end, named.end + 1) if closed else (named.end,)

    def _list(self, at: int) -> People:
        if at not in self._lists:
            self._lists[at] = people.read_list(self._text, at, self._known)[0]
        return self._lists[at]

    def _complete(self, clause: Clause) -> Iterator[Clause]:
        """`clause` with the tails that follow it, each kind once, where it has all that it needs."""
        for _ in range(_MOST_TAILS):
            tail = next(self._tails_at(clause), None)
            if tail is None:
                break
            added, match = tail
            words = {**clause.words, **_groups(match)}
            clause = clause._replace(words=words, adds=clause.adds | {added}, end=match.end())
        needed = clause.form.entry.get("needs")
        if needed is None or clause.adds & _NEEDS[needed]:
            yield clause

    def _tails_at(self, clause: Clause) -> Iterator[tuple[str, re.Match[str]]]:
        for added, pattern in _tails():
            match = pattern.match(self._text, clause.end) if added not in clause.adds else None
            if match is not None:
                yield added, match


def _may_stand(form: Form, lowered: str, place: str) -> bool:
    """Whether the text `lowered`, in small letters, may hold a clause of this form in this place."""
    return form.entry.get("where", place) == place and holds_one(lowered, form.words)


def _groups(match: re.Match[str]) -> dict[str, Stretch]:
    """The places of the groups that matched."""
    return {group: match.span(group) for group, word in match.groupdict().items() if word is not None}
