"""Sentences about who was there, taken apart into clauses.

sentence = [ lead-in ] ( list label [ members ] | clause { link clause } ) [ "." ] ;
clause   = form { tail } ;
form     = words and lists of people, in the order that its entry in `attendance.toml` gives ;

A sentence is read to its end or not at all. Of a list before a clause's verb no more is taken than the rest allows:
"X deltog som stedfortræder for Y og Z deltog som stedfortræder for W" is two clauses, and Z stands in the second.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from referat.facts import people, triggers
from referat.facts.people import NOBODY_KNOWN, Known, Named, may_name
from referat.facts.presence_forms import Form, Listing, Parts, links

# A longer sentence says more than who was there.
_LONGEST = 1000
# The same is said again and again: so many sentences are remembered with what they say.
_MOST_KEPT = 2000
# So many clauses and tails a sentence may have; a table of names that goes on for pages is no sentence.
_MOST_CLAUSES, _MOST_TAILS = 6, 5

Stretch = tuple[int, int]
People = tuple[Named, ...]


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


class Sentence:
    """A sentence without its full stop, to be read on attendance; it remembers what of the vocabulary it may hold.

    `known` are the names of the meeting's members. In a `place` called "list", below a label for those absent, or
    "head", in a document's head, some forms mean what they mean nowhere else.
    """

    def __init__(self, text: str, known: Known = NOBODY_KNOWN, place: str = "") -> None:
        self._text = text
        self._known = known
        self._place = place
        self._lists: dict[int, People] = {}
        self._read: dict[int, tuple[Clause, ...] | None] = {}
        self._mask = triggers.mask(text)
        self._labels = triggers.table().labels.among(self._mask)
        self._lead_ins = triggers.table().lead_ins.among(self._mask)
        self._forms = self._possible_forms()
        #: Where the first clause may begin: with the text, or behind words that say nothing of attendance.
        self.begins: tuple[int, ...] = self._begins() if self._forms or self._labels else ()

    @property
    def length(self) -> int:
        """How long it is."""
        return len(self._text)

    @property
    def may_speak(self) -> bool:
        """Whether it has words that a clause on attendance must have."""
        return bool(self._forms)

    @property
    def is_telling(self) -> bool:
        """Whether it has a word that tells that it is about attendance."""
        return bool(self._mask & triggers.table().telling)

    def keeps(self, at: int) -> bool:
        """Whether what stands before a clause that begins at `at` says something, and nothing without the clause."""
        matches = (lead_in.phrase.match(self._text) for lead_in in self._lead_ins if lead_in.keeps)
        return at > 0 and any(match is not None and match.end() == at for match in matches)

    def _possible_forms(self) -> tuple[Form, ...]:
        """The forms of which it may have a clause."""
        every = triggers.table().forms.among(self._mask)
        here = tuple(form for form in every if form.entry.get("where", self._place) == self._place)
        if not any(form.is_of_people for form in here) or may_name(self._text, self._known):
            return here
        return tuple(form for form in here if not form.is_of_people)

    def _begins(self) -> tuple[int, ...]:
        matches = ((lead_in, lead_in.phrase.match(self._text)) for lead_in in self._lead_ins)
        return (0, *(match.end() for lead_in, match in matches if match and (lead_in.person or not self._list(0))))

    def list_label(self, at: int) -> tuple[Listing, int] | None:
        """The label that stands at `at` before a list, and where the list begins."""
        for listing, label in self._labels:
            match = label.match(self._text, at)
            if match is not None:
                return listing, len(self._text) - len(self._text[match.end() :].lstrip())
        return None

    def next_label(self, at: int) -> int:
        """Where the next label with a colon stands behind `at`; the text's end where none does."""
        matches = (match for _, label in self._labels for match in label.compiled.finditer(self._text, at + 1))
        places = (match.start() for match in matches if match[0].endswith(":"))
        return min((place for place in places if self._text[place - 1] == " "), default=len(self._text))

    def clauses(self, at: int) -> tuple[Clause, ...] | None:
        """The clauses from `at` to the end; None where it is something else."""
        if len(self._text) > _LONGEST or not self._forms:
            return None
        if at not in self._read:
            self._read[at] = self._from(at, (), _MOST_CLAUSES)
        return self._read[at]

    def _from(self, at: int, subject: People, left: int) -> tuple[Clause, ...] | None:
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
        for link in links() if left > 1 else ():
            match = link.match(self._text, clause.end)
            rest = None if match is None else self._from(match.end(), subject, left - 1)
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
        if not clause.form.needs or clause.adds & clause.form.needs:
            yield clause

    def _tails_at(self, clause: Clause) -> Iterator[tuple[str, re.Match[str]]]:
        first = self._text[clause.end : clause.end + 1]
        for added, phrase in triggers.table().tails.among(self._mask, first) if first else ():
            match = phrase.match(self._text, clause.end) if added not in clause.adds else None
            if match is not None:
                yield added, match


def sentence(text: str, known: Known, place: str) -> Sentence:
    """The sentence `text`, with what has been read of it before."""
    return _remembered(text, known, place) if len(text) <= _LONGEST else Sentence(text, known, place)


_remembered = lru_cache(_MOST_KEPT)(Sentence)


def excused_by(label: str) -> bool | None:
    """What the words of a list's label say of apologies; None where they say nothing."""
    labels = triggers.table().labels.among(triggers.mask(label))
    matches = ((listing, phrase.match(label)) for listing, phrase in labels)
    return next((listing.excused for listing, match in matches if match and match.end() == len(label)), None)


def _groups(match: re.Match[str]) -> dict[str, Stretch]:
    """The places of the groups that matched."""
    return {group: match.span(group) for group, word in match.groupdict().items() if word is not None}
