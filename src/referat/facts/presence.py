"""Sentences about who was there, taken apart into clauses.

sentence = [ lead-in ] ( list label [ members ] | clause { link clause } ) [ "." ] ;
clause   = form { tail } ;
form     = words, lists of people, and tails where its entry in `attendance.toml` has a place for them, in its order ;

A sentence is read to its end or not at all. Of a list before a clause's verb no more is taken than the rest allows:
"X deltog som stedfortræder for Y og Z deltog som stedfortræder for W" is two clauses, and Z stands in the second.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from referat.facts import owners, people, triggers
from referat.facts.name_signs import shows_name
from referat.facts.people import NOBODY_KNOWN, Known, Named
from referat.facts.presence_forms import (
    FRONT,
    OWNERS,
    SLOTS,
    Form,
    Listing,
    Parts,
    Tail,
    among_names,
    appositions,
    fronts,
    links,
)
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.phrases import Phrase
from referat.tuples import NamedTuple

# A longer sentence says more than who was there.
_LONGEST = 1000
# The same is said again and again: so many sentences are remembered with what they say.
_MOST_KEPT = 2000
# So many clauses and tails a sentence may have; a table of names that goes on for pages is no sentence.
_MOST_CLAUSES, _MOST_TAILS = 6, 5
# So far apart are the words of one clause, and no such mark stands between them.
_LONGEST_GAP = 160
_BLANKS = compile_pattern(r"\s*")
_PARTS = compile_pattern(r"[:;]|[.!?] ")
# What a form gives that says nothing by itself.
_NOTHING = "nothing"
_DASHES = ("-", "–")
# So near before a label stands such a dash, blanks between.
_NEAR = 8
# With what an apposition begins.
_APART = (", ", " (")

Stretch = tuple[int, int]
People = tuple[Named, ...]


class _Parts(NamedTuple):
    """What parts of a form have said: lists of people, places of words, what its tails add; and where they end."""

    end: int
    people: Mapping[str, People] = {}
    words: Mapping[str, Stretch] = {}
    adds: frozenset[str] = frozenset()

    def behind(self, tail: Tail, match: re.Match[str]) -> "_Parts":
        """The same, with a tail that was met."""
        return _Parts(match.end(), self.people, {**self.words, **_groups(match)}, self.adds | {tail.adds})


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

    @property
    def has_words_of_clause(self) -> bool:
        """Whether all the words of a clause on people stand in it in their order, whatever stands for its people."""
        if len(self._text) > _LONGEST:
            return False
        every = triggers.table().forms.among(self._mask)
        forms = (form for form in every if form.is_of_people and form.entry.get("where", self._place) == self._place)
        return any(self._stands_here(form) for form in forms)

    def keeps(self, at: int) -> bool:
        """Whether what stands before a clause that begins at `at` says something, and nothing without the clause."""
        matches = (lead_in.phrase.match(self._text) for lead_in in self._lead_ins if lead_in.keeps)
        return at > 0 and any(match is not None and match.end() == at for match in matches)

    def _possible_forms(self) -> tuple[Form, ...]:
        """The forms of which it may have a clause."""
        every = triggers.table().forms.among(self._mask)
        here = tuple(form for form in every if form.entry.get("where", self._place) == self._place)
        if not any(form.is_of_people for form in here) or shows_name(self._text, self._known):
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
                blanks = _BLANKS.match(self._text, match.end())
                assert blanks is not None  # noqa: S101  nothing is blank too
                return listing, blanks.end()
        return None

    def next_label(self, at: int) -> int:
        """Where the next label with a colon stands behind `at`; the text's end where none does."""
        places = self._label_places
        n = bisect_right(places, at)
        return places[n] if n < len(places) else len(self._text)

    @cached_property
    def _label_places(self) -> list[int]:
        """Where a label with a colon stands behind a blank, in order: a line may hold thousands of lists."""
        places: set[int] = set()
        for listing, label in self._labels:
            match = label.compiled.search(self._text, 1)
            while match is not None:
                at = match.start()
                if match[0].endswith(":") and self._text[at - 1] == " " and not self._is_of_entry(listing, match):
                    places.add(at)
                match = label.compiled.search(self._text, at + 1)
        return sorted(places)

    def _is_of_entry(self, listing: Listing, match: re.Match[str]) -> bool:
        """Whether a label tells who came for the one before it: "X - stedfortræder: Y"."""
        before = self._text[max(0, match.start() - _NEAR) : match.start()]
        return listing.gives == "substitute" and before.rstrip().endswith(_DASHES)

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
            # Where nothing joins them, the second has a subject of its own: "Kl. 17 gik X, og Y kom kl. 18".
            rest = None if match is None else self._from(match.end(), subject if match[0] else (), left - 1)
            if rest is not None:
                return rest
        return None

    def _clauses(self, form: Form, at: int, subject: People) -> Iterator[Clause]:
        """The clauses of this form that can begin at `at`, the longest lists first."""
        begin = at + (self._text[at : at + 1] == " ")
        for said in self._sequence(form.parts, _Parts(begin)):
            if not form.entry.get("single") or all(len(listed) == 1 for listed in said.people.values()):
                yield from self._complete(Clause(form, said.people, said.words, said.adds, said.end))
        if subject and form.parts[0] == "who":
            for said in self._sequence(form.parts[1:], _Parts(at)):
                everyone = {"who": subject, **said.people}
                yield from self._complete(Clause(form, everyone, said.words, said.adds, said.end, elided=True))

    def _sequence(self, parts: Parts, said: _Parts) -> Iterator[_Parts]:
        """The ways in which `parts` can stand one after another behind what is `said`."""
        if not parts:
            yield said
            return
        for more in self._part(parts[0], said, last=len(parts) == 1):
            yield from self._sequence(parts[1:], more)

    def _part(self, part: str | Phrase, said: _Parts, *, last: bool) -> Iterator[_Parts]:
        """The ways in which one part can stand behind what is `said`; `last` tells that no other follows."""
        if isinstance(part, Phrase):
            match = part.match(self._text, said.end)
            if match is not None:
                yield said._replace(end=match.end(), words={**_groups(match), **said.words})
        elif part in SLOTS:
            listed = self._list(said.end)
            for count in range(len(listed), 0, -1):
                for begin in self._behind(listed[count - 1], last=last):
                    yield said._replace(end=begin, people={**said.people, part: listed[:count]})
        elif part in OWNERS:
            owner = owners.read_owner(self._text, said.end, self._known)
            if owner is not None:
                yield said._replace(end=owner.end, people={**said.people, OWNERS[part]: (owner,)})
        elif part == FRONT:
            matches = ((front, front.phrase.match(self._text, said.end)) for front in fronts())
            yield from (said.behind(front, match) for front, match in matches if match is not None)
        else:
            yield from self._runs_of_tails(said)

    def _runs_of_tails(self, said: _Parts) -> Iterator[_Parts]:
        """Tails behind what is `said`, the most of them first, and at last none."""
        for tail, match in self._tails_at(said.end, said.adds):
            yield from self._runs_of_tails(said.behind(tail, match))
        yield said

    def _behind(self, named: Named, *, last: bool) -> tuple[int, ...]:
        """Where the words behind a list may begin: a comma may close what stands beside its last name.

        An apposition may stand there, of somebody who is called by the whole name.
        """
        if last:
            return (named.end,)
        begins = (named.end, named.end + 1) if self._text.startswith(", ", named.end) else (named.end,)
        if self._text[named.end : named.end + 2] not in _APART or " " not in self._text[slice(*named.name)]:
            return begins
        matches = (apposition.match(self._text, named.end) for apposition in appositions())
        return (*begins, *(match.end() for match in matches if match is not None))

    def _stands_here(self, form: Form) -> bool:
        """Whether the words of `form` stand in their order, and behind them, or before, what it needs to mean this."""
        if form.gives == _NOTHING:
            return False
        for begin in self.begins or (0,):
            for adds, at in self._fronts_at(begin) if form.parts[0] == FRONT else (("", begin),):
                end = self._behind_words(form.parts, at)
                if end is not None and self._has_needed(form, end, adds):
                    return True
        return False

    def _has_needed(self, form: Form, end: int, adds: str) -> bool:
        tails = (tail.adds for tail, _ in self._tails_at(end, frozenset()))
        return not form.needs or adds in form.needs or not form.needs.isdisjoint(tails)

    def _fronts_at(self, at: int) -> Iterator[tuple[str, int]]:
        """What the fronts that stand at `at` add, and where they end."""
        matches = ((front.adds, front.phrase.match(self._text, at)) for front in fronts())
        return ((adds, match.end()) for adds, match in matches if match is not None)

    def _behind_words(self, parts: Parts, at: int) -> int | None:
        """Where the words of `parts` end, anything of one sentence standing between them; None where they do not."""
        end, gap = at, False
        for part in parts:
            if not isinstance(part, Phrase):
                gap = True
                continue
            match = part.compiled.search(self._text, end) if gap else part.match(self._text, end)
            if match is None or match.start() - end > _LONGEST_GAP or _PARTS.search(self._text, end, match.start()):
                return None
            end, gap = match.end(), False
        return end

    def _list(self, at: int) -> People:
        if at not in self._lists:
            listed = self._everyone(at)
            stops = (n for n, named in enumerate(listed[:-1], 1) if self._text[named.end : named.end + 1] == ".")
            self._lists[at] = listed[: next(stops, None)]  # behind a full stop stands another sentence's subject
        return self._lists[at]

    def _everyone(self, at: int) -> People:
        """Those on the list at `at`; what is said of one before the last does not end it."""
        listed, end = people.read_list(self._text, at, self._known)
        if not listed or not self._text.startswith(", ", end):  # nearly always
            return listed
        matches = (aside.match(self._text, end) for aside in among_names())
        aside = next(filter(None, matches), None)
        begin = None if aside is None else people.next_begins(self._text, aside.end(), self._known)
        return listed if begin is None else (*listed, *people.read_list(self._text, begin, self._known)[0])

    def _complete(self, clause: Clause) -> Iterator[Clause]:
        """`clause` with the tails that follow it, each kind once, where it has all that it needs."""
        for _ in range(_MOST_TAILS):
            tail, match = next(self._tails_at(clause.end, clause.adds), (None, None))
            if tail is None or match is None:
                break
            words = {**clause.words, **_groups(match)}
            clause = clause._replace(words=words, adds=clause.adds | {tail.adds}, end=match.end())
        if not clause.form.needs or clause.adds & clause.form.needs:
            yield clause

    def _tails_at(self, at: int, added: frozenset[str]) -> Iterator[tuple[Tail, re.Match[str]]]:
        """The tails that stand at `at` and add what none of those before has `added`."""
        first = self._text[at : at + 1]
        for tail in triggers.table().tails.among(self._mask, first) if first else ():
            match = tail.phrase.match(self._text, at) if tail.adds not in added else None
            if match is not None:
                yield tail, match


def sentence(text: str, known: Known, place: str) -> Sentence:
    """The sentence `text`, with what has been read of it before."""
    return _remembered(text, known, place) if len(text) <= _LONGEST else Sentence(text, known, place)


_remembered = lru_cache(_MOST_KEPT)(Sentence)


def is_told(text: str, known: Known = NOBODY_KNOWN) -> bool:
    """Whether the sentence `text` says who was there, or who was not."""
    said = Sentence(text.rstrip(" ."), known, "head")
    return said.may_speak and any(said.clauses(at) is not None for at in said.begins)


def reads(text: str, known: Known) -> bool:
    """Whether `text`, a sentence or two, is read from its first word on."""
    said = sentence(text.rstrip(" ."), known, "")
    return said.may_speak and said.clauses(0) is not None


def unclosed(text: str) -> str:
    """The `text` of a sentence without its full stop, and without the mark that closes a bracket around it."""
    return text.rstrip(" .").removesuffix(")").rstrip(" .") if text[:1] == "(" else text.rstrip(" .")


def listed_by(label: str) -> Listing:
    """What the words of a label say of those absent on its list: of apologies, and whether they were disqualified."""
    labels = triggers.table().labels.among(triggers.mask(label))
    matches = ((listing, phrase.match(label)) for listing, phrase in labels if listing.gives == "absent")
    return next((listing for listing, match in matches if match and match.end() == len(label)), Listing("absent"))


def lists_substitutes(text: str) -> bool:
    """Whether `text` begins with the label of those who came instead: "Stedfortræder: Asta Birkholm"."""
    labels = triggers.table().labels.among(triggers.mask(text))
    return any(phrase.match(text) for listing, phrase in labels if listing.gives == "substitute")


def _groups(match: re.Match[str]) -> dict[str, Stretch]:
    """The places of the groups that matched."""
    return {group: match.span(group) for group, word in match.groupdict().items() if word is not None}
