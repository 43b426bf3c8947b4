"""Who was chosen, and for what.

election = [ body ] chose people [ "som" office ] | people "blev valgt" [ office ] | office "blev valgt" people ;
"""

from collections.abc import Sequence

from referat.contract.nodes import Elected, Person, Text
from referat.facts import people
from referat.facts.people import Known
from referat.facts.sentences import Paragraph, Piece
from referat.facts.verbs import rules
from referat.lexicon.rules import Groups
from referat.text.places import Placed

_CLOSING = " .:"


def of_sentence(sentence: Piece, known: Known) -> tuple[Elected, ...]:
    """Those whom `sentence` says to have been chosen; none where a part of the list is no person."""
    piece = sentence.cut(0, len(sentence.text.rstrip(_CLOSING)))
    for rule in rules("election"):
        groups = rule.match(piece.text)
        listed = people.persons(piece.cut(*groups.span("who")), known) if groups is not None else None
        if groups is not None and listed and (not rule.data.get("sure") or all(_is_sure(one, known) for one in listed)):
            office = _office(piece, groups)
            return tuple(_elected(person, office) for person in listed)
    return ()


def _is_sure(person: Person, known: Known) -> bool:
    """Whether `person` is one for sure: the meeting knows the name, or a party stands behind it."""
    return person.party is not None or person.name.value in known


def begins_list(text: str) -> bool:
    """Whether `text` says that those were chosen who stand below it, one a line."""
    return any(rule.match(text) is not None for rule in rules("elects_below"))


def of_list(below: Sequence[Paragraph], known: Known) -> tuple[Elected, ...]:
    """Those on the lines `below`, as far as each line names people and nothing else."""
    elected: list[Elected] = []
    for paragraph in below:
        listed = people.persons(paragraph.piece, known)
        if not listed:
            break
        elected += [_elected(person, None) for person in listed]
    return tuple(elected)


def _office(piece: Piece, groups: Groups) -> Text | None:
    slots = groups.groupdict()
    name = next((name for name in ("to", "to2") if slots.get(name)), None)
    return Placed(" ".join(slots[name].split()), piece.at(*groups.span(name))) if name else None


def _elected(person: Person, office: Text | None) -> Elected:
    return Elected(person.name, person.party, office or person.role)
