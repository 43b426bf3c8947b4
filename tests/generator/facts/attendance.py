"""Sentences that say who was absent, instead of whom somebody came, who was disqualified, who came late or left."""

from generator.facts.scene import Member, Scene
from generator.facts.truth import HEAD, Fact, Part

#: {N} the names, {w} "forhindret" or "forhindrede", {r} a reason; and whether they had sent apologies.
_ABSENT: tuple[tuple[str, tuple[bool | None, ...]], ...] = (
    ("{N} var fraværende.", (None,)),
    ("{N} var fraværende under sagens behandling.", (None,)),
    ("{N} deltog ikke i sagens behandling.", (None,)),
    ("{N} deltog ikke i behandlingen af punktet.", (None,)),
    ("{N} deltog ikke i behandlingen af sagen.", (None,)),
    ("{N} deltog ikke under dette punkt.", (None,)),
    ("{N} var {w} i at deltage i sagens behandling.", (None, True)),
    ("{N} var ikke til stede.", (None,)),
    ("{N} var ikke til stede under behandlingen.", (None,)),
    ("{N} var ikke til stede ved behandlingen af dette punkt.", (None,)),
    ("Fraværende: {N}.", (None,)),
    ("Fraværende: {N}", (None,)),
    ("Fraværende var {N}.", (None,)),
    ("Ikke til stede: {N}.", (None,)),
    ("Afbud: {N}.", (True,)),
    ("Afbud fra {N}.", (True,)),
    ("Der var afbud fra {N}.", (True,)),
    ("Der er afbud fra {N}.", (True,)),
    ("{N} havde meldt afbud.", (True,)),
    ("{N} har meldt afbud.", (True,)),
    ("{N} havde meldt afbud {r}.", (True,)),
    ("{N} var fraværende {r}.", (None, True)),
    ("{N} var fraværende med afbud.", (True,)),
    ("{N} udeblev uden afbud.", (False,)),
    ("{N} var fraværende uden afbud.", (False,)),
    ("Fraværende med afbud: {N}.", (True,)),
    ("Fraværende uden afbud: {N}.", (False,)),
    ("I behandlingen deltog {N} ikke.", (None,)),
    ("Under punktet var {N} ikke til stede.", (None,)),
    ("{N} deltog ikke, da de var optaget andetsteds.", (None, True)),
    ("{N} havde lovligt forfald.", (True, None)),
)
_REASONS = ("på grund af sygdom", "pga. sygdom", "grundet ferie", "på grund af arbejde", "som følge af sygdom",
            "grundet andet møde")  # fmt: skip
_OF_ITEM = ("behandling", "punkt", "sagen")  # forms of these words are said of an item
_RANGES = (
    ("{N} deltog ikke under punkterne {a}-{b}.", True),
    ("{N} deltog ikke i punkterne {a} – {b}.", True),
    ("{N} var fraværende under punkt {a}-{b}.", True),
    ("{N} deltog ikke i behandlingen af punkt {a} til {b}.", True),
    ("{N} var fraværende under punkt {a}.", False),
    ("{N} deltog ikke under punkt {a}.", False),
    ("{N} deltog ikke i behandlingen af punkt {a}.", False),
    ("{N} var ikke til stede under punkt {a}.", False),
)
_INSTEAD = (
    ("I stedet for {X} deltog {Y}.", None),
    ("{X} havde meldt afbud, og {Y} deltog i stedet.", True),
    ("{Y} mødte som stedfortræder for {X}.", None),
    ("{Y} deltog som suppleant for {X}.", None),
    ("{Y} deltog i stedet for {X}.", None),
    ("{X} var fraværende. I stedet deltog {Y}.", None),
    ("{X} havde meldt afbud. {Y} mødte som stedfortræder.", True),
    ("{Y} deltog i sagens behandling som stedfortræder for {X}.", None),
    ("Som stedfortræder for {X} mødte {Y}.", None),
    ("{X} havde meldt afbud. I stedet mødte {Y}.", True),
    ("Afbud fra {X}, i stedet deltog {Y}.", True),
    ("For {X} mødte {Y}.", None),
    ("{Y} var indkaldt som stedfortræder for {X}.", None),
    ("{X} var forhindret i at deltage, og i stedet deltog suppleant {Y}.", None),
)
_RECUSED = (
    "{N} erklærede sig {i} og forlod mødet under punktets behandling.",
    "{N} var {i} og deltog ikke i sagens behandling.",
    "{N} deltog ikke i behandlingen på grund af inhabilitet.",
    "{N} deltog ikke i sagens behandling pga. inhabilitet.",
    "{N} forlod lokalet under punktet grundet inhabilitet.",
    "{N} erklærede sig {i} og deltog ikke i behandlingen af sagen.",
    "{N} deltog ikke i punktets behandling som følge af inhabilitet.",
    "{N} var {i} under behandlingen af dette punkt.",
    "{N} blev erklæret {i} og deltog ikke i drøftelsen.",
    "{N} erklærede sig {i}.",
    "På grund af inhabilitet deltog {N} ikke i sagens behandling.",
    "Inhabil: {N}.",
    "{N} deltog ikke i behandlingen af sagen grundet habilitet.",
)
_MOVED = (
    ("{N} ankom kl. {t}.", "arrived"), ("{N} kom til stede kl. {t}.", "arrived"), ("{N} mødte kl. {t}.", "arrived"),
    ("{N} forlod mødet kl. {t}.", "left"), ("Kl. {t} forlod {N} mødet.", "left"), ("{N} gik kl. {t}.", "left"),
    ("{N} forlod mødet klokken {t}.", "left"), ("Kl. {t} ankom {N}.", "arrived"), ("{N} indtrådte i mødet kl. {t}.", "arrived"),
    ("{N} forlod mødet kl. {t} på grund af et andet møde.", "left"), ("{N} deltog fra kl. {t}.", "arrived"),
    ("{N} deltog til kl. {t}.", "left"), ("{N} måtte forlade mødet kl. {t}.", "left"),
)  # fmt: skip
_MOVED_AT = (
    ("{N} mødte kl. {t} under behandling af punkt {a}.", "arrived"),
    ("{N} ankom kl. {t} under behandlingen af punkt {a}.", "arrived"),
    ("{N} forlod mødet kl. {t} efter behandling af punkt {a}.", "left"),
    ("{N} forlod mødet kl. {t} efter punkt {a}.", "left"),
    ("{N} ankom under punkt {a}.", "arrived"),
    ("{N} forlod mødet under behandlingen af punkt {a}.", "left"),
    ("{N} forlod mødet efter punkt {a}.", "left"),
    ("Under punkt {a} ankom {N}.", "arrived"),
    ("{N} kom til stede under punkt {a} kl. {t}.", "arrived"),
)


def absence(scene: Scene) -> Part:
    """Who was absent, in an item or, at number 0, in the head."""
    head = scene.number == HEAD
    forms = [one for one in _ABSENT if not head or not any(word in one[0] for word in _OF_ITEM)]
    form, excused = scene.rng.choice(forms)
    taken = scene.take(2 if " de var" in form else scene.rng.choice([1, 1, 1, 2, 2, 3]))
    if ":" in form and len(taken) > 1 and scene.chance(0.3):
        lines = "\n".join(scene.people([one]) for one in taken)
        text = f"{form.split(':')[0]}:\n{lines}"
        return Part(text, _away(scene, taken, text, excused), apart=True, last=True)
    text = form.format(
        N=_names(scene, taken), w="forhindret" if len(taken) == 1 else "forhindrede", r=scene.pick(*_REASONS)
    )
    bare = ":" in form and not form.endswith(".")
    return Part(text, _away(scene, taken, text, excused), apart=":" in form, last=bare)


def _names(scene: Scene, taken: list[Member]) -> str:
    return scene.with_role(taken[0]) if len(taken) == 1 else scene.people(taken)


def _away(
    scene: Scene, taken: list[Member], text: str, excused: tuple[bool | None, ...], where: int | None = None
) -> list[Fact]:
    place = scene.number if where is None else where
    return [fact for one in taken for fact in _absent(one.name, place, text, excused)]


def _absent(name: str, place: int, text: str, excused: tuple[bool | None, ...]) -> list[Fact]:
    """That somebody was absent; and whether excused, as far as a careful reader must see it."""
    facts = [Fact("absent", place, (name,), text)]
    said = next((one for one in excused if one is not None), None)
    if said is not None:
        facts.append(Fact("excused", place, (name, said), text, (None,) if None in excused else ()))
    return facts


def absence_by_items(scene: Scene) -> Part:
    """Who was absent from some of the items, said in the head."""
    form, several = scene.rng.choice(_RANGES)
    first = scene.rng.randint(1, scene.items - 1)
    last = scene.rng.randint(first + 1, scene.items - (first == 1)) if several else first
    taken = scene.take(scene.rng.choice([1, 1, 2]))
    text = form.format(N=scene.people(taken), a=first, b=last)
    facts = [fact for n in range(first, last + 1) for fact in _away(scene, taken, text, (None,), n)]
    return Part(text, facts)


def substitution(scene: Scene) -> tuple[Part, str]:
    """Who came instead of whom; and the name of who came."""
    (away,) = scene.take()
    came = scene.stranger()
    party = f" ({away.party})" if away.party and not away.alone and scene.chance(0.5) else ""
    form, excused = scene.rng.choice(_INSTEAD)
    text = form.format(X=scene.shown(away) if ", " not in scene.notation else away.name, Y=came + party)
    absent = _absent(away.name, scene.number, text, (True,) if excused else (None, True))
    return Part(text, [*absent, Fact("substitute", scene.number, (away.name, came), text)]), came


def recusal(scene: Scene) -> Part:
    """Who was disqualified."""
    taken = scene.take(scene.rng.choice([1, 1, 1, 2]))
    text = scene.pick(*_RECUSED).format(N=_names(scene, taken), i="inhabil" if len(taken) == 1 else "inhabile")
    return Part(text, [Fact(kind, scene.number, (one.name,), text) for one in taken for kind in ("absent", "recused")])


def movement(scene: Scene) -> Part:
    """Who came late or left early."""
    head = scene.number == HEAD
    taken = scene.take(scene.rng.choice([1, 1, 1, 2]))
    time = f"{scene.rng.randint(15, 20)}{scene.pick('.', '.', ':')}{scene.rng.randrange(0, 60, 5):02}"
    form, kind = scene.rng.choice([*_MOVED, *_MOVED_AT] if head else [*_MOVED, *_MOVED_AT[:4]])
    item = scene.rng.randint(1, scene.items) if head else scene.number
    text = form.format(N=_names(scene, taken), t=time, a=item)
    said = str(item) if "{a}" in form else None
    others = ((str(item),) if said is None and not head else ()) + ((None,) if said and not head else ())
    return Part(text, [
        Fact("movement", scene.number, (one.name, kind, time if "{t}" in form else None, said), text,
             tuple((one.name, kind, time if "{t}" in form else None, other) for other in others))
        for one in taken
    ])  # fmt: skip
