"""What a decision says of other items of the agenda, by their numbers; it is brought to the items.

sentence = [ what was decided here "," conjunction ] [ lead-in ] items verb [ until when ] [ how | reason ] ;
items    = word number { separator number } ;

A sentence is read to its end or not at all, and brought to all the items that it names or to none of them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property

from referat.contract.nodes import AgendaItem, Decision, Text
from referat.contract.notes import Note
from referat.facts import item_numbers, passages, triggers
from referat.facts.crosschecks import number_key
from referat.facts.passages import Passage, unread
from referat.facts.people import words_at
from referat.facts.sentences import Piece
from referat.lexicon import idioms
from referat.lexicon.gates import holds_one
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import Groups, Rule
from referat.outline.blocks import ItemBlocks
from referat.text.places import Placed, Range
from referat.tuples import NamedTuple

_DECISION = "decision"
_NOT_AMENDED = Placed(value=False)
# As `item_numbers.of` writes it; no leading zeros.
_A_NUMBER = r"([0-9]+[^\W\d_]?)"

# An item's title behind its number.
_TITLE = compile_pattern(r" \([^()]*\)")


class OtherRuling(NamedTuple):
    """What a sentence under one item decides of those with the numbers `items`; `text` is the sentence, verbatim.

    `beside` tells that the sentence decides something of its own item as well.
    """

    piece: Piece
    items: tuple[str, ...]
    outcome: Text
    postponed_to: Text | None
    text: Text
    beside: bool


class Brought(NamedTuple):
    """The items with what was said of them elsewhere; where sentences begin that were read so; notes on the others."""

    items: tuple[AgendaItem, ...]
    read: frozenset[int] = frozenset()
    notes: tuple[Note, ...] = ()

    def settled(self, notes: Sequence[Note]) -> tuple[Note, ...]:
        """`notes` without those on what was read so, and with those on what was not."""
        if not self.read and not self.notes:  # nearly always
            return tuple(notes)
        told = {note.at for note in notes}
        kept = [note for note in notes if note.at not in self.read]
        return (*kept, *[note for note in self.notes if note.at not in told])


def of(passage: Passage, item: ItemBlocks, decision: Decision) -> tuple[OtherRuling, ...]:
    """What `passage`, the `decision` of `item`, says of other items, where no point of its own can be meant."""
    if not triggers.decision_rules(passage.words)["other_ruling"]:  # nearly always
        return ()
    rulings = (*decision.outcomes, *[outcome for point in decision.points for outcome in point.outcomes])
    own = {place.a for outcome in rulings for place in outcome.at}
    return tuple([ruling for ruling in _rulings(passage, item) if ruling.beside or ruling.piece.start not in own])


def _rulings(passage: Passage, item: ItemBlocks) -> Iterator[OtherRuling]:
    listed = _Listed(passage.source.view, item.range)
    for paragraph in passage.paragraphs:
        for sentence in paragraph.sentences if triggers.decision_rules(paragraph.mask)["other_ruling"] else ():
            ruling = None if passage.is_left_out(sentence) else _ruling(sentence, passage, item, listed)
            if ruling is not None:
                yield ruling


class _Listed:
    """The numbers of lists in an item's own text, and of cases within it; looked for once, where one is asked."""

    def __init__(self, view: str, at: Range) -> None:
        self._view, self._at = view, at

    @cached_property
    def _ends(self) -> dict[str, list[int]]:
        ends: dict[str, list[int]] = {}
        for match in _listed().finditer(self._view, *self._at):
            ends.setdefault(next(filter(None, match.groups())).lower(), []).append(match.end())
        return ends

    def is_outside(self, sentence: Piece, numbers: Iterable[str]) -> bool:
        """Whether one of `numbers` is that of a point or a case that stands elsewhere than in `sentence`."""
        ends = (end for number in numbers for end in self._ends.get(number, ()))
        return any(not sentence.start <= end <= sentence.end for end in ends)


def _ruling(sentence: Piece, passage: Passage, item: ItemBlocks, listed: _Listed) -> OtherRuling | None:
    for rule in triggers.decision_rules(triggers.mask(sentence.text))["other_ruling"]:
        groups = rule.match(sentence.text)
        numbers = item_numbers.of(_TITLE.sub("", groups["items"])) if groups is not None else ()
        if groups is None or not numbers:
            continue
        own = passage.number is not None and number_key(passage.number) in numbers
        if own or listed.is_outside(sentence, numbers) or not _is_of_agenda(sentence, groups, passage, item):
            return None
        return _read(sentence, rule, groups, passage)._replace(items=numbers)
    return None


def _read(sentence: Piece, rule: Rule, groups: Groups, passage: Passage) -> OtherRuling:
    slots = groups.groupdict()
    a, b = sentence.range
    return OtherRuling(
        sentence,
        (),
        Placed(str(rule.data["outcome"]), sentence.at(0, len(sentence.text)), rule.name),
        words_at(sentence, groups.span("postponed_to")) if slots.get("postponed_to") else None,
        passages.written(passage.source, passages.clipped(passage.lines, a, b)),
        bool(rule.data.get("beside")),
    )


def _is_of_agenda(sentence: Piece, groups: Groups, passage: Passage, item: ItemBlocks) -> bool:
    """Whether numbers are this agenda's: the sentence or the title says so, or nothing else can have them.

    Below the minutes of another meeting they may be of its agenda.
    """
    view, words = passage.source.view, idioms.table("decision")["of_agenda"]
    title = " ".join([view[slice(*at)] for at in item.title]).lower()
    if holds_one(title, words["words"]) or holds_one(sentence.text.lower(), words["words"]):
        return True
    if holds_one(title, words["of_another"]):
        return False
    return bool(groups.groupdict().get("sure")) or all(block.kind == _DECISION for block in item.sections)


@cache
def _listed() -> re.Pattern[str]:
    """How a line of a list begins, or a case within the item, each with a group for its number."""
    return compile_pattern(str(idioms.table("decision")["of_agenda"]["listed"]).replace("NUMBER", _A_NUMBER))


# --- Brought to the items


def brought(items: Sequence[AgendaItem], rulings: Sequence[OtherRuling]) -> Brought:
    """`items` with the `rulings` on them, where each number is exactly one item's and that decides nothing else.

    What an item's own decision says alike is confirmed by it; what it says otherwise stands, and the other is told.
    """
    if not rulings:  # nearly always
        return Brought(tuple(items))
    settled = list(items)
    read: set[int] = set()
    notes: list[Note] = []
    positions = _positions(items)
    for ruling in rulings:
        places = [positions.get(number, []) for number in ruling.items]
        meant = [found[0] for found in places if len(found) == 1]
        if len(meant) < len(places) or not all(_agrees(settled[k].decision, ruling) for k in meant):
            notes.append(unread(ruling.piece))
            continue
        for k in meant:
            settled[k] = _with_ruling(settled[k], ruling)
        if not ruling.beside:
            read.add(ruling.piece.start)
    return Brought(tuple(settled), frozenset(read), tuple(notes))


def _positions(items: Sequence[AgendaItem]) -> dict[str, list[int]]:
    """The positions of the items that have each number."""
    positions: dict[str, list[int]] = {}
    for k, item in enumerate(items):
        if item.number is not None:
            positions.setdefault(number_key(item.number.value), []).append(k)
    return positions


def _agrees(decision: Decision | None, ruling: OtherRuling) -> bool:
    """Whether `decision` leaves room for the ruling, or says the same."""
    if decision is None or not (decision.outcomes or decision.votes or decision.elected or decision.points):
        return True
    return ruling.outcome.value in [outcome.value for outcome in decision.outcomes]


def _with_ruling(item: AgendaItem, ruling: OtherRuling) -> AgendaItem:
    decision = item.decision
    if decision is None:
        decision = Decision(ruling.text, (), _NOT_AMENDED, (), None, (), (), (), None, None, ruling.piece.range)
    elif decision.outcomes:  # it says the same itself
        return item
    return item._replace(decision=decision._replace(outcomes=(ruling.outcome,), postponed_to=ruling.postponed_to))
