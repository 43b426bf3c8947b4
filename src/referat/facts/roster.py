"""The people of a meeting: each name once, with the party and the role that any place gives."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from referat.contract.nodes import AgendaItem, Person
from referat.contract.notes import Note
from referat.facts import people_in_text
from referat.facts.header.cells import is_parted
from referat.facts.sentences import Piece, paragraphs
from referat.facts.spelling import is_variant
from referat.outline.blocks import Block, DocumentBlocks
from referat.text.places import Line, Range
from referat.text.source import Source

# Spellings are compared among so many names; no meeting has more.
_MOST_PEOPLE = 300
# Two names have more letters, and so many words.
_SHORTEST_TWO, _OF_TWO = 14, 4
# So much before a role tells whether somebody gets it.
_SHORT = 8
# What stands before a word that opens a sentence.
_BEFORE_A_SENTENCE = ".:!?\n"


def of(
    source: Source, document: DocumentBlocks, listed: Iterable[Person], items: Iterable[AgendaItem]
) -> tuple[tuple[Person, ...], tuple[Note, ...]]:
    """Everyone whom the header lists, and everyone whom the text names with a party or a role; titles are no such text.

    So are those whom the attendance of `items` has with a party, in whatever form. In order of first mention; a
    second spelling that differs by a letter is told. A role that a list gives to one is nobody else's, whoever stands
    beside it.
    """
    everyone = list(listed)
    there = [one for each in items for one in (*each.attendance.present, *each.attendance.absent) if one.party]
    if there:
        known = {one.name.value for one in everyone}
        everyone += [Person(one.name, one.party) for one in there if one.name.value not in known]
    given = {one.role.at[0].a: one.name.value for one in everyone if one.role is not None and one.role.at}
    for one in named_in(source, document):
        owner = given.get(one.role.at[0].a) if one.role is not None and one.role.at else None
        everyone.append(one if owner in (None, one.name.value) else one._replace(role=None))
    return merged(source, everyone)


def named_in(source: Source, document: DocumentBlocks) -> Iterator[Person]:
    """Everyone whom a paragraph of `document` names with a party or a role."""
    a, b = document.range
    places = [a + offset for offset in people_in_text.mentions(source.view[a:b])]
    lines = sorted(_lines(document)) if places else []
    parted = is_parted(source, (document.range,)) if places else False
    starts = [a for a, _, _, _ in lines]
    done = a
    for at in places:
        k = bisect_right(starts, at) - 1
        if at >= done and k >= 0 and at < lines[k].b:
            run = _paragraph(lines, k)
            done = run[-1].b
            may_elect, below = people_in_text.elects(source.view[run[0].a : done]), False
            for paragraph in paragraphs(source, run):
                for sentence in paragraph.sentences:
                    elects = may_elect and (below or people_in_text.elects(sentence.text))
                    below = elects and (below or sentence.text.endswith(":"))  # "Byrådet valgte følgende:"
                    if len(sentence.runs) > 1 or _holds_one(sentence, places):
                        named = people_in_text.named_in(sentence)
                        if parted:  # nobody is named by the words of two columns
                            named = tuple([one for one in named if not is_parted(source, one.name.at)])
                        yield from (_unelected(source, named) if elects else named)


def _unelected(source: Source, named: Iterable[Person]) -> Iterator[Person]:
    """`named`, without the roles to which a sentence elects them: those behind the name, and those behind "som"."""
    for one in named:
        role = one.role.at[0].a if one.role is not None and one.role.at else None
        above = source.view[max(0, role - _SHORT) : role] if role is not None else ""
        if role is not None and (role > _begin(one) or people_in_text.gives_office(above)):
            one = one._replace(role=None)  # noqa: PLW2901
        if one.party is not None or one.role is not None:
            yield one


def _holds_one(sentence: Piece, places: Sequence[int]) -> bool:
    """Whether one of `places`, which are in order, lies in a sentence of one line."""
    start = sentence.runs[0][1]
    k = bisect_left(places, start)
    return k < len(places) and places[k] < start + len(sentence.text)


def _paragraph(lines: Sequence[Line], k: int) -> Sequence[Line]:
    """The lines around line `k` between two blank ones."""
    first, stop = k, k + 1
    while first and not lines[first].apart:
        first -= 1
    while stop < len(lines) and not lines[stop].apart:
        stop += 1
    return lines[first:stop]


def _lines(document: DocumentBlocks) -> list[Line]:
    """Every line of text, those of headings left out."""
    lines = [*document.header, *document.tail]
    for item in document.items:
        lines += item.names
        lines += item.lead
        for block in item.sections:
            lines += _block_lines(block)
    return lines


def _block_lines(block: Block) -> list[Line]:
    _, _, lines, inside = block
    return [*lines, *(line for inner in inside for line in _block_lines(inner))] if inside else list(lines)


def merged(source: Source, named: Sequence[Person]) -> tuple[tuple[Person, ...], tuple[Note, ...]]:
    """`named`, each name once, in order of first mention, with the first party and role that any place gives."""
    known = {person.name.value for person in named}
    people: dict[str, Person] = {}
    spelled_as: dict[str, str] = {}
    notes: list[Note] = []
    for person in sorted([_without_opening(source, one, known) for one in named], key=_begin):
        if person.name.value[_SHORTEST_TWO:] and person.name.value not in people and _are_two(person.name.value, known):
            continue
        name = spelled_as.get(person.name.value, person.name.value)
        if name not in people and len(people) < _MOST_PEOPLE:
            other = next((other for other in people if other[0] == name[0] and is_variant(other, name)), None)
            if other is not None and _may_be(people[other], person):
                told = f"{name!r} was read as {other!r}, who is named above."
                end = person.name.at[0].b if person.name.at else None
                notes.append(Note("name-variant", told, _begin(person), end=end))
                spelled_as[name] = other
                name = other
        before = people.setdefault(name, person)
        if before is not person:
            people[name] = Person(before.name, before.party or person.party, before.role or person.role)
    return tuple(people.values()), tuple(notes)


def _are_two(name: str, known: set[str]) -> bool:
    """Whether `name` is the names of two whom the document knows, which it has one behind another."""
    words = name.split(" ")
    return len(words) >= _OF_TWO and any(
        " ".join(words[:k]) in known and " ".join(words[k:]) in known for k in range(1, len(words))
    )


def _may_be(known: Person, other: Person) -> bool:
    """Whether their parties do not tell them apart."""
    return known.party is None or other.party is None or known.party.value == other.party.value


def _begin(person: Person) -> int:
    return person.name.at[0].a if person.name.at else 0


def _without_opening(source: Source, person: Person, known: set[str]) -> Person:
    """`person` without a first word that only opens its sentence: what is left is somebody whom the document knows."""
    first, _, rest = person.name.value.partition(" ")
    if rest not in known or not person.name.at:
        return person
    place = person.name.at[0]
    before = source.view[max(0, place.a - 2) : place.a].rstrip(" ")
    if before and before[-1] not in _BEFORE_A_SENTENCE:
        return person
    at = (Range(min(place.a + len(first) + 1, place.b), place.b), *person.name.at[1:])
    return person._replace(name=person.name._replace(value=rest, at=at))
