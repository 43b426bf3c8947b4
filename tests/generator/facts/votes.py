"""Sentences that say how was voted: counts, parties, people, on the sides that the text gives, in any order."""

import re
from dataclasses import dataclass, field

from generator.facts.outcomes import fill
from generator.facts.scene import Member, Scene
from generator.facts.truth import Fact, Part, vote_side

_REASONS = (
    "idet udgiften er for stor", "da vejen bør føres syd om byen", "fordi grundlaget er for tyndt",
    "idet de ønsker en anden placering af stien", "da man savner en plan for trafikken",
)  # fmt: skip
_FOR = ("For stemte {L}.", "For stemte: {L}.", "{L} stemte for.", "For forslaget stemte {L}.", "For: {L}.",
        "{L} stemte for indstillingen.", "For indstillingen stemte {L}.")  # fmt: skip
_AGAINST = ("Imod stemte {L}.", "Imod stemte: {L}.", "{L} stemte imod.", "Imod forslaget stemte {L}.", "Imod: {L}.",
            "{L} stemte imod, {R}.", "Imod stemte {L}, {R}.", "{L} stemte imod forslaget.", "Mod stemte {L}.")  # fmt: skip
_ABSTAINED = ("Undlod at stemme: {L}.", "{L} undlod at stemme.", "{L} undlod.", "{L} stemte hverken for eller imod.",
              "Hverken for eller imod stemte {L}.", "{L} stemte blankt.", "{L} undlod at stemme, {R}.",
              "{L} afstod fra at stemme.", "Undlod: {L}.")  # fmt: skip
_SIDES = {"for": _FOR, "against": _AGAINST, "abstained": _ABSTAINED}
_COUNTED = {
    "for": ("For stemte {n} ({L}).", "{n} stemte for ({L}).", "{n} medlemmer ({L}) stemte for.", "For: {n} ({L})."),
    "against": ("Imod stemte {n} ({L}).", "{n} stemte imod ({L}).", "{n} medlemmer ({L}) stemte imod.",
                "Imod: {n} ({L})."),
    "abstained": ("{n} undlod at stemme ({L}).", "{n} medlemmer ({L}) undlod at stemme.",
                  "Undlod at stemme: {n} ({L})."),
}  # fmt: skip


_TWO_INITIALS = re.compile(r" [A-ZÆØÅ]\. [A-ZÆØÅ]\. ")


@dataclass
class _Side:
    parties: list[str] = field(default_factory=list)
    people: list[Member] = field(default_factory=list)
    count: int = 0

    def value(self, counted: bool, named: bool) -> tuple[object, ...]:
        return vote_side(
            self.count if counted and self.count else None,
            self.parties if named else [],
            [one.name for one in self.people] if named else [],
        )


_Sides = dict[str, _Side]
_NOBODY = vote_side(None, [], [])


def vote(scene: Scene) -> Part:
    """A ruling with a vote."""
    sides = _draw(scene)
    form = scene.rng.choice([_counts, _counts, _listed, _listed, _listed, _while, _majority, _against, _ruled_counts])
    return form(scene, sides)


def _draw(scene: Scene) -> _Sides:
    parties = scene.rng.sample(scene.parties, len(scene.parties))
    cut = scene.rng.randint(1, len(parties) - 1)
    sides = {"for": _Side(parties[:cut]), "against": _Side(parties[cut:]), "abstained": _Side()}
    if len(parties) - cut > 1 and scene.chance(0.5):
        sides["abstained"].parties = [sides["against"].parties.pop()]
    for side in sides.values():
        if scene.chance(0.25) and (side.parties or side is not sides["abstained"]):
            side.people = scene.take(scene.rng.randint(1, 2))
            if scene.chance(0.4) and side.people:
                side.parties = []
    used = [party for side in sides.values() for party in side.parties]
    for side in sides.values():
        if any(one.party in side.parties for one in side.people):
            side.people = []
            side.parties = side.parties or [next(p for p in scene.parties if p not in used)]
        side.count = len(side.people) + sum(scene.rng.randint(1, 5) for _ in side.parties)
    return sides


def _named(scene: Scene, side: _Side) -> str:
    people = [one.name if one.party is None else f"{one.name} ({one.party})" for one in side.people]
    return scene.listed([scene.party(party) for party in side.parties] + people)


def _part(scene: Scene, text: str, sides: _Sides, kinds: tuple[str, ...], *, counted: bool, named: bool) -> Part:
    value = tuple(
        sides[key].value(counted, named) if key in sides else _NOBODY for key in ("for", "against", "abstained")
    )
    facts = [Fact("vote", scene.number, value, text)]
    facts += [Fact("outcome", scene.number, (kind,), text) for kind in kinds]
    return Part(text, facts, apart=True)


def _counts(scene: Scene, sides: _Sides) -> Part:
    yes, no, blank = (sides[key].count for key in ("for", "against", "abstained"))
    fell = no > yes
    verb = (
        scene.pick("forkastet", "ikke vedtaget", "nedstemt") if fell else scene.pick("vedtaget", "godkendt", "tiltrådt")
    )
    first, second = (no, yes) if fell else (yes, no)
    lead = scene.pick("{S} blev " + verb, "{S} er " + verb) if fell or scene.chance(0.8) else verb.capitalize()
    between = scene.pick("mod", "imod")
    text = fill(
        scene,
        f"{lead} med {first} {scene.pick('stemmer', 'stemmer', 'stemme' if first == 1 else 'stemmer')} {between} {second}",
    )
    if blank:
        text = scene.pick(
            f"{text} {blank} undlod at stemme.", f"{text[:-1]}. {blank} medlemmer undlod at stemme.",
            f"{text[:-1]}, mens {blank} undlod at stemme.", f"{text[:-1]}, og {blank} undlod at stemme.",
            f"{text} {blank} stemte hverken for eller imod.",
        )  # fmt: skip
    else:
        sides.pop("abstained")
    return _part(scene, text, sides, ("rejected",) if fell else ("approved",), counted=True, named=False)


def _sentences(scene: Scene, sides: _Sides, *, counted: bool) -> str:
    keys = [key for key in sides if sides[key].count]
    scene.rng.shuffle(keys)
    forms = _COUNTED if counted else _SIDES
    return " ".join(
        scene.pick(*forms[key]).format(L=_named(scene, sides[key]), R=scene.pick(*_REASONS), n=sides[key].count)
        for key in keys
    )


def _listed(scene: Scene, sides: _Sides) -> Part:
    counted = scene.chance(0.4)
    told = _sentences(scene, sides, counted=counted)
    if _TWO_INITIALS.search(told):  # nobody could tell where "Imod stemte K. H. C. Elm …" ends
        return _ruled_counts(scene, sides)
    fell = counted and sides["against"].count > sides["for"].count
    outcome = ("rejected",) if fell else ("approved",)
    if scene.chance(0.6):
        result = fill(scene, "{S} blev forkastet" if fell else "{S} blev vedtaget")
        return _part(scene, f"{result} {told}", sides, outcome, counted=counted, named=True)
    if scene.chance(0.4):
        results = ("Forslaget blev dermed vedtaget.", "Indstillingen er dermed godkendt.")
        text = f"{told} {'Forslaget blev dermed forkastet.' if fell else scene.pick(*results)}"
        return _part(scene, text, sides, outcome, counted=counted, named=True)
    return _part(scene, told, sides, (), counted=counted, named=True)


def _while(scene: Scene, sides: _Sides) -> Part:
    yes, no, blank = (_named(scene, sides[key]) for key in ("for", "against", "abstained"))
    tail = scene.pick(f", mens {blank} undlod at stemme", f", og {blank} undlod at stemme") if blank else ""
    text = scene.pick(
        f"{yes} stemte for, mens {no} stemte imod{tail}.", f"For stemte {yes}, mens {no} stemte imod{tail}.",
        f"For stemte {yes}, og imod stemte {no}{tail}.", f"{no} stemte imod, mens {yes} stemte for{tail}.",
        f"Ved afstemningen stemte {yes} for, mens {no} stemte imod{tail}.",
    )  # fmt: skip
    return _part(scene, text, sides, (), counted=False, named=True)


def _majority(scene: Scene, sides: _Sides) -> Part:
    sides = {key: sides[key] for key in ("for", "against")}
    yes, no = (_named(scene, sides[key]) for key in ("for", "against"))
    counted = scene.chance(0.5)
    many, few = (f" ({sides[key].count})" if counted else "" for key in ("for", "against"))
    verb, kind = scene.rng.choice([("anbefaler", "recommended"), ("godkendte", "approved"), ("tiltrådte", "approved")])
    text = scene.pick(
        f"Et flertal bestående af {yes}{many} {verb} indstillingen. Et mindretal bestående af {no}{few} stemte imod.",
        f"Et flertal bestående af {yes}{many} {verb} indstillingen, mens et mindretal bestående af {no}{few} stemte imod.",
        f"Et flertal ({yes}) {verb} indstillingen. Et mindretal ({no}) stemte imod." if not counted else
        f"Et flertal på {sides['for'].count} ({yes}) {verb} indstillingen. Et mindretal på {sides['against'].count} ({no})"
        " stemte imod.",
    )  # fmt: skip
    return _part(scene, text, sides, (kind,), counted=counted, named=True)


def _against(scene: Scene, sides: _Sides) -> Part:
    sides = {"against": sides["against"]}
    no = _named(scene, sides["against"])
    text = scene.pick(
        f"Godkendt, idet {no} stemte imod.", f"Indstillingen blev godkendt, dog stemte {no} imod.",
        f"Godkendt mod stemmer fra {no}.", f"Forslaget blev vedtaget mod stemmerne fra {no}.",
        f"Indstillingen blev vedtaget. {no} stemte imod.", f"Vedtaget. Imod stemte {no}.",
        f"Indstillingen blev godkendt. {no} stemte imod, da vejen er smal.",
    )  # fmt: skip
    return _part(scene, text, sides, ("approved",), counted=False, named=True)


def _ruled_counts(scene: Scene, sides: _Sides) -> Part:
    yes, no, blank = (sides[key].count for key in ("for", "against", "abstained"))
    if not blank:
        sides.pop("abstained")
    text = scene.pick(
        f"{yes} stemte for, {no} stemte imod" + (f", og {blank} undlod at stemme." if blank else "."),
        f"{yes} stemte for, og {no} stemte imod." + (f" {blank} undlod at stemme." if blank else ""),
        f"For stemte {yes}, imod stemte {no}" + (f", og {blank} undlod at stemme." if blank else "."),
        f"For: {yes}. Imod: {no}." + (f" Undlod at stemme: {blank}." if blank else ""),
        f"Forslaget fik {yes} stemmer for og {no} imod." + (f" {blank} undlod." if blank else ""),
    )  # fmt: skip
    return _part(scene, text, sides, (), counted=True, named=False)
