"""Sentences that look like facts and are none of this item's: other bodies, other items, what may be, what others say."""

from generator.facts.scene import Scene

_PLAIN = (
    "Forvaltningen har gennemgået ordningen og beskriver her de vigtigste forskelle i forhold til sidste år.",
    "Der er i budgettet afsat midler til opgaven, og arbejdet ventes afsluttet inden sommerferien.",
    "Baggrunden er et ønske om bedre sammenhæng mellem de enkelte tilbud og en enklere administration.",
    "Ordningen løber fra 1. august 2018 og frem til 30. juni 2022.",
    "Udgifterne er på 12,5 mio. kr. om året, jf. § 20 i loven, og fordeles efter befolkningstal.",
    "Stien er 3,4 km lang og går fra Engvejen i Nordby til stationen i Sydby.",
)
_TRAPS = (
    "{O} godkendte den 4. maj 2017 en plan for havnen.",
    "{O} anbefalede på sit møde i april, at stien belyses.",
    "{O} tog på sit møde den 3. maj 2018 orienteringen til efterretning.",
    "Sagen blev i 2014 udsat af {O}.",
    "Punkt {m} blev udsat til et senere møde.",
    "Sag {m} udgår af dagsordenen.",
    "Hvis forslaget godkendes, træder ordningen i kraft til sommer.",
    "Såfremt planen forkastes, skal der findes en anden placering.",
    "Planen forventes godkendt i 2022.",
    "Forslaget skal drøftes igen, når høringen er slut.",
    "Når planen er vedtaget, sendes den til naboerne.",
    "{N}s habilitet blev drøftet, og det blev vurderet, at der ikke forelå inhabilitet.",
    "Det blev vurderet, at {N} ikke er inhabil.",
    "{N} takkede for samarbejdet.",
    "{N} oplyste, at foreningen har 120 medlemmer.",
    "{N} spurgte til tidsplanen.",
    "I høringen var 40 for og 12 imod den nye rute.",
    "Skolebestyrelsen stemte i 2016 imod forslaget.",
    "“Forslaget er afvist,” skrev foreningen i sit brev.",
    "Foreningen skrev i høringssvaret: “Vi kan ikke godkende planen.”",
    "Der var afbud fra to skoler til årets kursus.",
    "De fraværende elever får tilbud om samtale.",
    "Naboerne har ret til at blive hørt, før planen godkendes.",
    "Kommunen kan give afslag, hvis vilkårene ikke er opfyldt.",
    "Direktør {Z} deltog under punktet.",
    "{N} foreslog, at stien føres syd om skoven.",
    "Formanden for foreningen, {Z}, blev valgt i marts.",
    "Forslaget kan først vedtages endeligt efter høringen.",
    "{N} forventer at være fraværende på næste møde.",
    "Der er ikke taget stilling til, om hallen skal udvides.",
)


def plain(scene: Scene) -> str:
    """A sentence that says nothing that a field could hold."""
    return scene.pick(*_PLAIN)


def trap(scene: Scene, points: int = 0) -> tuple[str, str | None]:
    """A sentence that looks like a fact, in an item whose recommendation has so many numbered points.

    With it the name of who took part without being a member, if it says so.
    """
    # "Punkt 2" is a point of the recommendation where it has two, whatever else is of that number.
    numbers = [n for n in range(points + 1, scene.items + 1) if n != scene.number]
    form = scene.pick(*(form for form in _TRAPS if numbers or "{m}" not in form))
    number = scene.rng.choice(numbers or [0])
    guest = scene.stranger() if "{Z}" in form else None
    one = scene.rng.choice(scene.members)
    shown = one.name if "{N}s" in form or scene.chance(0.6) else scene.shown(one)
    return form.format(O=scene.pick(*scene.others), m=number, N=shown, Z=guest), guest
