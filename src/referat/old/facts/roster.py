"""The people of a meeting: each name once, with the party and the role that any place gives."""

from referat.old.facts.people import Named
from referat.old.facts.spelling import is_variant
from referat.old.reading import Node, Reading

# Spellings are compared among so many names; no meeting has more.
_MOST_PEOPLE = 300


def merge(reading: Reading, node: Node, found: list[Named]) -> None:
    """Write `people`: each name once, in order of first mention, with the first party and role that any place gives."""
    people: dict[str, Node] = {}
    known = {one.name for one in found}
    for one in (_without_opening(reading, one, known) for one in sorted(found, key=lambda named: named.a)):
        new = one.name not in people and len(people) < _MOST_PEOPLE
        same = next((name for name in people if is_variant(name, one.name)), None) if new else None
        if same is not None and (one.party is None or people[same]["party"] in (None, one.party)):
            line = reading.source.line_at(one.a)
            reading.report("name-variant", f"{one.name!r} was read as {same!r}, who is named above.", line)
            people[one.name] = people[same]
        entry = people.setdefault(one.name, {"name": printed(reading, one), "party": None, "role": None})
        reading.at(entry, "name", one.a, one.b)
        put_party_and_role(reading, entry, one)
    node["people"] = list({id(entry): entry for entry in people.values()}.values())


def _without_opening(reading: Reading, one: Named, known: set[str]) -> Named:
    """`one` without a first word that only opens its sentence: what is left is somebody whom the document knows."""
    first, _, rest = one.name.partition(" ")
    before = reading.source.view[max(0, one.a - 2) : one.a].rstrip(" ")
    if rest in known and (not before or before[-1] in ".:!?\n"):
        return one._replace(name=rest, a=one.a + len(first) + 1)
    return one


def put_party_and_role(reading: Reading, entry: Node, one: Named) -> None:
    """Write the party and the role that `one` has and `entry` has not."""
    for key, value, place in (("party", one.party, one.party_at), ("role", one.role, one.role_at)):
        if value is not None and entry[key] is None:
            reading.put(entry, key, value, *place)


def printed(reading: Reading, one: Named) -> str:
    """The name as the source prints it; a letter made of two code points stays as it is there."""
    return reading.source.phrase(one.a, one.b)
