"""The invented people of a meeting, and how a document prints them: in one notation, in lists of one or several."""

from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

_FIRST = (
    "Asta", "Bo", "Dagny", "Egon", "Gorm", "Hedvig", "Øjvind", "Ægir", "Åse", "Karl-Åge", "Anne-Marie", "Inge Lise",
    "Zoë", "André", "Łucja", "Çiğdem", "Ólafur", "Jürgen", "Žiga", "Søren P.", "H. C.", "J.", "Niels V. K.", "Bodil",
)  # fmt: skip
_LAST = (
    "Birkholm", "Nordlund", "Elkær", "Thorsø", "Haslev", "Ravnkær", "Stenvad", "Østerå", "Holm-Juhl", "Krat-Ømose",
    "d'Aubrenne", "al-Raddani", "von der Strand", "de la Fontæne", "Nygård Tolstrup-Æbel", "van Overhede", "Ødum",
    "Šarmić", "Gudmundsdóttir", "Bro Lindebjerg", "Müllertz", "el-Khabir", "Brøgger Vang", "Ny Åkjær",
)  # fmt: skip
_LETTERS = ("A", "B", "C", "F", "I", "O", "V", "Ø", "Æ", "Å", "K", "L")
_WORDS = (
    "Socialdemokratiet", "Venstre", "Enhedslisten", "Det Konservative Folkeparti", "Radikale Venstre", "SF",
    "Dansk Folkeparti", "Liberal Alliance", "Alternativet",
)  # fmt: skip
_ALONE = ("løsgænger", "uden for parti", "UFP")
_BODIES = (
    "Byrådet", "Kommunalbestyrelsen", "Regionsrådet", "Kultur- og Fritidsudvalget", "Økonomiudvalget",
    "Børne- og Ungeudvalget", "Udvalget for Klima og Miljø", "Socialudvalget",
)  # fmt: skip
_ROLES = ("Borgmester", "Viceborgmester", "Udvalgsformand", "Rådmand")


class Member(NamedTuple):
    """A member of the body; `party` as the document prints it, None where it prints none of theirs."""

    name: str
    party: str | None
    alone: bool


@dataclass
class Scene:
    """What the sentences of one document share. `free` are the members of whom the item at hand says nothing yet."""

    rng: Random
    body: str
    members: list[Member]
    parties: list[str]
    worded: bool
    notation: str
    joiner: str
    items: int
    number: int = 0
    free: list[Member] = field(default_factory=list)
    strangers: set[str] = field(default_factory=set)
    """People who are no members: officials, substitutes."""

    def pick(self, *options: str) -> str:
        """One of the options."""
        return self.rng.choice(options)

    def chance(self, share: float) -> bool:
        """True so often."""
        return self.rng.random() < share

    def take(self, count: int = 1) -> list[Member]:
        """So many of the members of whom nothing was said in this item; fewer where there are not so many."""
        taken = self.rng.sample(self.free, min(count, len(self.free)))
        self.free = [one for one in self.free if one not in taken]
        return taken

    @property
    def others(self) -> list[str]:
        """Bodies other than the one that met."""
        return [body for body in _BODIES if body != self.body]

    @property
    def generic(self) -> str:
        """What the body calls itself."""
        if "udvalg" in self.body.lower():
            return self.pick("Udvalget", "Udvalget", self.body)
        return self.body

    def shown(self, one: Member) -> str:
        """A member with the party, as the document has it, or without."""
        if one.party is None or self.chance(0.2):
            return one.name
        if one.alone:
            return f"{one.name} ({one.party})"
        return self.notation.format(name=one.name, party=one.party)

    def with_role(self, one: Member) -> str:
        """A member, now and then with a title before the name."""
        return f"{self.pick(*_ROLES)} {self.shown(one)}" if self.chance(0.08) else self.shown(one)

    def listed(self, entries: list[str]) -> str:
        """The entries in one phrase."""
        if len(entries) < 2:
            return "".join(entries)
        return f"{', '.join(entries[:-1])}{self.joiner}{entries[-1]}"

    def people(self, members: list[Member]) -> str:
        """The members in one phrase, all of them with their parties or none."""
        if self.notation == "{name}, {party}":  # "X, A, Y, V og Z" tells nobody which is which
            return self.listed([one.name if one.party is None else f"{one.name} ({one.party})" for one in members])
        if self.chance(0.25):
            return self.listed([one.name for one in members])
        return self.listed([self.shown(one) if one.alone else self._full(one) for one in members])

    def _full(self, one: Member) -> str:
        return one.name if one.party is None else self.notation.format(name=one.name, party=one.party)

    def party(self, party: str) -> str:
        """A party as a sentence about a vote names it."""
        if self.worded:
            return party
        return self.pick(party, party, party, f"Liste {party}", f"Gruppe {party}") if self.chance(0.3) else party

    def stranger(self, title: str = "") -> str:
        """Somebody who is no member of the body."""
        name = _name(self.rng, {one.name for one in self.members} | self.strangers)
        self.strangers.add(name)
        return f"{title} {name}".strip()


def _name(rng: Random, used: set[str]) -> str:
    while True:
        name = f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"
        if not any(name in other or other in name for other in used):
            return name


def draw_scene(rng: Random) -> Scene:
    """The people of a random meeting."""
    worded = rng.random() < 0.2
    parties = sorted(rng.sample(_WORDS if worded else _LETTERS, rng.randint(3, 6)))
    named = rng.random() < 0.9
    members: list[Member] = []
    for _ in range(rng.randint(7, 15)):
        name = _name(rng, {one.name for one in members})
        alone = named and rng.random() < 0.06
        party = rng.choice(_ALONE if alone else parties) if named else None
        members.append(Member(name, party, alone))
    return Scene(
        rng,
        body=rng.choice(_BODIES),
        members=members,
        parties=parties,
        worded=worded,
        notation=rng.choice(["{name} ({party})"] * 5 + ["{name}, {party}"] + ["{name} [{party}]"] * 0),
        joiner=rng.choice([" og ", " og ", " og ", " samt ", ", og "]),
        items=rng.randint(3, 6),
    )
