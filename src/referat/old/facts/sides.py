"""Those on one side of a vote: counts, parties and people, in the notations that minutes use.

side = count | [ count ] "(" list ")" | list [ "(" count ")" ] ; list = member { ( "," | "+" | "og" ) member } ;
"""

from collections.abc import Iterator

from referat.old.facts.idioms import rules, table
from referat.old.facts.people import person, split


class Side:
    """One side of a vote, as far as it has been read: what the text says of it."""

    def __init__(self, count: int | None = None) -> None:
        self.count = count
        self.parties: list[str] = []
        self.names: list[str] = []

    @property
    def empty(self) -> bool:
        """Whether the text says nothing of it."""
        return self.count is None and not self.parties and not self.names


def without_clause(text: str) -> str:
    """`text` up to a clause that names nobody (", da udgiften …")."""
    stops = [at for clause in table("votes")["triggers"]["clauses"] if (at := text.find(clause)) >= 0]
    return text[: min(stops, default=len(text))].rstrip(" .,;")


def members(text: str) -> Side | None:
    """Those on a side: "A, B og 1 medlem af C (X)"; None where a part of it is nobody's name and no party's."""
    for rule in rules("votes", "whole"):
        groups = rule.match(text)
        if groups is None:
            continue
        found = groups.groupdict()
        side = Side() if not found.get("inner") else _listed(found["inner"])
        if side is not None:
            side.count = int(found["count"]) if found.get("count") else None
            return side
    return _listed(text)


def _listed(text: str) -> Side | None:
    side = Side()
    for part in parts(text.replace("+", ", ")):
        if not _add_member(side, part):
            return None
    return side


def parts(text: str) -> Iterator[str]:
    """The parts of a list, brackets kept whole."""
    depth, hidden = 0, ""
    for char in text:
        depth += (char == "(") - (char == ")")
        # Within brackets, what separates is hidden from the splitting.
        hidden += char if depth == 0 or char in "()" else "\0"
    for part, at in split(hidden, 0):
        yield text[at : at + len(part)].strip()


def _add_member(side: Side, part: str) -> bool:
    for rule in rules("votes", "member"):
        groups = rule.match(part)
        if groups is None:
            continue
        found = groups.groupdict()
        if found.get("names"):
            people = [person(name, 0) for name, _ in split(found["names"], 0)]
            if None in people:
                continue
            side.names += [one.name for one in people if one is not None]
            return True
        if is_party(found["party"]):
            side.parties.append(found["party"])
            return True
    if is_party(part):
        side.parties.append(part)
        return True
    one = person(part, 0)
    if one is None:
        return False
    side.names.append(one.name)
    return True


def is_party(text: str) -> bool:
    """Whether `text` is a party's letter or its name."""
    data = table("votes")["parties"]
    lower = text.lower()
    return (
        (len(text) <= 3 and text.isupper() and text.isalpha())  # noqa: PLR2004  the longest letters are "UFG"
        or text in data["names"]
        or lower.startswith(tuple(data["beginnings"]))
        or (text[:1].isupper() and lower.endswith(tuple(data["endings"])))
    )
