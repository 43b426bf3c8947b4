"""Sentences that say what was decided: active, passive, nominal, negated, with tails and what leads in."""

from generator.facts.scene import Scene
from generator.facts.truth import Fact, Part

_NOUNS = ("indstillingen", "forslaget", "planen", "referatet", "regnskabet", "redegørelsen", "aftalen", "sagen",
          "den reviderede tidsplan", "oplægget til ny struktur", "lokalplan 12-34", "ansøgningen", "budgettet")  # fmt: skip
_TAILS = (
    "", "", "", "", "", " enstemmigt", " uden afstemning", " uden bemærkninger", " som indstillet", " på mødet",
    " i overensstemmelse med indstillingen", " med virkning fra 1. januar 2020", ", jf. bilag 2",
    ", idet forvaltningen arbejder videre med skiltningen", ", herunder at der afsættes 40.000 kr. til skilte",
    " under forudsætning af, at finansieringen falder på plads", " med henblik på ikrafttræden den 1. maj 2020",
    " på grundlag af det udsendte materiale", " for så vidt angår 2. etape", ", hvilket sker inden for rammen",
)  # fmt: skip
_LEADS = ("Herefter", "På den baggrund", "Efter indstilling fra formanden", "Efter en kort pause", "I forlængelse heraf",
          "På det foreliggende grundlag", "Efter gruppemøder", "Til slut")  # fmt: skip

#: {S} the case with a capital, {s} without, {B} the body, {L} what leads in, {T} a tail.
APPROVED = (
    "Godkendt{T}", "Tiltrådt{T}", "Vedtaget{T}", "{S} blev godkendt{T}", "{S} er vedtaget{T}", "{S} godkendes{T}",
    "{S} tiltrædes{T}", "{S} blev tiltrådt{T}", "{B} godkendte {s}{T}", "{B} vedtog {s}{T}", "{B} tiltrådte {s}{T}",
    "{B} godkender {s}{T}", "{B} besluttede at godkende {s}{T}", "{B} besluttede, at {s} godkendes{T}",
    "Det blev besluttet at godkende {s}{T}", "Der var enighed om at godkende {s}{T}", "Der var tilslutning til {s}{T}",
    "{B} gav sin tilslutning til {s}{T}", "{B} tilsluttede sig {s}{T}", "{B} kan tiltræde {s}{T}",
    "{B} kunne godkende {s}{T}", "{L} blev {s} godkendt{T}", "{L} godkendte {B} {s}{T}", "{L} vedtog {B} {s}{T}",
    "{S} godkendtes{T}", "{S} vedtoges{T}", "Et enigt udvalg godkendte {s}{T}",
    "{B} har godkendt {s}{T}", "{L} blev det vedtaget at godkende {s}{T}", "{S} er tiltrådt{T}",
)  # fmt: skip
NOTED = (
    "Taget til efterretning", "{S} blev taget til efterretning{T}", "{B} tog {s} til efterretning{T}",
    "Til efterretning", "{S} tages til efterretning", "{B} besluttede at tage {s} til efterretning",
    "{B} tager {s} til efterretning", "{L} blev {s} taget til efterretning", "{S} toges til efterretning",
    "{L} tog {B} {s} til efterretning", "{B} har taget {s} til efterretning",
    "Det blev besluttet at tage {s} til efterretning",
)  # fmt: skip
DISCUSSED = (
    "Drøftet", "{S} blev drøftet", "{B} drøftede {s}", "{S} drøftedes", "{S} er drøftet",
    "{B} havde en drøftelse af {s}", "Der var en god drøftelse af {s}", "{L} drøftede {B} {s}", "{B} har drøftet {s}",
    "{L} blev {s} drøftet", "{S} blev drøftet i plenum", "{B} drøftede grundigt {s}",
)  # fmt: skip
RECOMMENDED = (
    "Anbefales", "{S} anbefales", "{S} anbefales godkendt", "{B} anbefaler {s}", "{S} indstilles godkendt",
    "{B} anbefaler, at {s} godkendes", "{B} besluttede at anbefale {s}", "{S} blev anbefalet", "{B} anbefalede {s}",
    "Anbefales godkendt", "{L} anbefalede {B} {s}", "{S} anbefales over for {O}", "{B} indstiller til {O}, at {s} godkendes",
    "{B} anbefaler {O} at godkende {s}", "{S} indstilles til {O}s godkendelse",
)  # fmt: skip
POSTPONED = (
    "Udsat", "{S} blev udsat", "{S} udsættes", "{B} udsatte {s}", "{B} besluttede at udsætte {s}",
    "Behandlingen af {s} blev udsat", "{S} udskydes", "{S} er udsat", "{L} blev {s} udsat", "{B} udsætter {s}",
    "Det blev besluttet at udsætte {s}", "{S} udsattes", "{S} blev udskudt", "{B} udskød {s}",
)  # fmt: skip
RETURNED = (
    "{S} sendes tilbage til {O}", "{S} blev sendt tilbage til {O}", "{B} sendte {s} tilbage til {O}",
    "{S} tilbagesendes til {O}", "Sendt tilbage til {O}", "{B} besluttede at sende {s} tilbage til {O}",
    "{S} hjemvises til fornyet behandling i {O}", "{L} blev {s} sendt tilbage til {O}", "{S} returneres til {O}",
)  # fmt: skip
REJECTED = (
    "Ikke godkendt", "{S} blev ikke godkendt", "{S} blev ikke vedtaget", "{S} blev forkastet", "{S} blev afvist",
    "{S} faldt", "{B} afviste {s}", "{B} forkastede {s}", "{B} besluttede ikke at godkende {s}",
    "{B} kan ikke tiltræde {s}", "Afvist", "Forkastet", "{S} kunne ikke godkendes", "{S} blev ikke imødekommet",
    "{S} blev dermed ikke vedtaget", "{L} blev {s} ikke godkendt", "{B} godkendte ikke {s}", "{S} vedtoges ikke",
    "Der gives afslag på {s}", "{B} kunne ikke tilslutte sig {s}", "{S} nedstemtes", "{S} blev nedstemt",
)  # fmt: skip
WITHDRAWN = (
    "Udgår", "Udgået", "Punktet udgik", "Punktet udgår", "{S} blev taget af dagsordenen", "{S} er trukket tilbage",
    "Sagen udgår af dagsordenen", "{S} tages af dagsordenen", "Punktet blev taget af dagsordenen",
    "{S} blev trukket tilbage", "{L} blev {s} taget af dagsordenen",
)  # fmt: skip
NONE = ("Intet", "Intet til punktet", "Ingen bemærkninger", "Der var ingen bemærkninger", "Ingen meddelelser",
        "Der var intet til punktet", "Der var ingen meddelelser", "Intet at bemærke")  # fmt: skip
CHANGES = (
    " med den ændring, at fristen er den 1. juni", " med den tilføjelse, at naboerne inddrages",
    " med følgende ændring: Støtten hæves til 10.000 kr", " med den rettelse, at beløbet er 45.000 kr",
    " med den præcisering, at stien belyses",
)  # fmt: skip
_MEETINGS = ("næste møde", "mødet den 14. maj 2019", "et senere møde", "mødet i juni")
_FORMS = {
    "approved": APPROVED, "noted": NOTED, "discussed": DISCUSSED, "recommended": RECOMMENDED, "postponed": POSTPONED,
    "returned": RETURNED, "rejected": REJECTED, "withdrawn": WITHDRAWN, "none": NONE,
}  # fmt: skip
_WEIGHTS = {"approved": 9, "noted": 5, "discussed": 3, "recommended": 3, "postponed": 3, "returned": 2, "rejected": 4,
            "withdrawn": 2, "none": 1}  # fmt: skip
_FOLLOW_UPS = (
    "Forvaltningen følger op over for naboerne.", "Pjecen sendes ud til foråret.",
    "Arbejdet begynder i uge 32, når jorden er tør.", "Et notat om regnvandet lægges på hjemmesiden.",
    "Formanden takkede for et godt oplæg.",
)  # fmt: skip


def fill(scene: Scene, form: str, noun: str | None = None) -> str:
    """A form with its slots filled, and a stop behind it."""
    noun = noun or scene.pick(*_NOUNS)
    other = scene.pick(*_whom(scene)) if "tilbage" in form else scene.pick(*scene.others)
    text = form.format(
        S=noun[:1].upper() + noun[1:], s=noun, B=scene.generic, L=scene.pick(*_LEADS), T=scene.pick(*_TAILS), O=other
    )
    return f"{text}."


def _whom(scene: Scene) -> list[str]:
    return ["forvaltningen", *scene.others]


def outcome(scene: Scene) -> Part:
    """A ruling, with what goes with it."""
    kind = scene.rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    form = scene.pick(*_FORMS[kind])
    kinds = [kind]
    facts: list[tuple[str, tuple[object, ...], tuple[tuple[object, ...], ...]]] = []
    if kind == "approved" and scene.chance(0.15):
        form = form.replace("{T}", "") + scene.pick(*CHANGES)
        facts.append(("amended", (), ()))
    elif kind == "postponed" and scene.chance(0.5):
        meeting = scene.pick(*_MEETINGS)
        form += f" til {meeting}"
        facts.append(("postponed_to", (meeting,), ()))
    elif kind == "discussed" and scene.chance(0.2):
        second = scene.pick("noted", "approved", "postponed")
        tail = {"noted": "taget til efterretning", "approved": "godkendt", "postponed": "udsat"}[second]
        form = scene.pick("Drøftet og {0}", "{S} blev drøftet og {0}", "{S} blev drøftet, hvorefter planen blev {0}")
        form = form.replace("{0}", tail)
        kinds.append(second)
    text = fill(scene, form)
    found = [Fact("outcome", scene.number, (one,), text) for one in kinds]
    if "{O}" in form:
        found.append(
            Fact("referred_to", scene.number, (next(body for body in _whom(scene) if body in text),), text, (None,))
        )
    found += [Fact(name, scene.number, value, text, more) for name, value, more in facts]
    if scene.chance(0.2):
        text += " " + scene.pick(*_FOLLOW_UPS)
    return Part(text, found)


_OFFICES = ("formand", "næstformand", "1. viceborgmester", "medlem af bestyrelsen for Havneværket",
            "repræsentant i Sydby Hegnssyn", "suppleant til Ældrerådet")  # fmt: skip
_ELECTED = (
    "{N} blev valgt som {O}", "{N} blev valgt til {O}", "Som {O} blev valgt {N}", "Som {O} valgtes {N}",
    "{B} valgte {N} som {O}", "{B} udpegede {N} som {O}", "{N} blev udpeget som {O}", "Til {O} valgtes {N}",
    "{N} udpeges som {O}", "{B} besluttede at udpege {N} som {O}", "Som {O} udpegedes {N}", "{N} vælges som {O}",
    "Valgt som {O}: {N}", "{B} valgte enstemmigt {N} til {O}",
)  # fmt: skip


def election(scene: Scene) -> Part:
    """Somebody was chosen for an office."""
    (one,) = scene.take()
    office = scene.pick(*_OFFICES)
    text = scene.pick(*_ELECTED).format(N=scene.shown(one), O=office, B=scene.generic) + "."
    return Part(text, [
        Fact("outcome", scene.number, ("appointed",), text),
        Fact("elected", scene.number, (one.name, office), text, ((one.name, None),)),
    ])  # fmt: skip


_REFS = ("Ad {n}: ", "Ad {n} ", "Ad. {n}: ", "Ad. {n} ", "At {n}: ", "Ad pkt. {n}: ", "{n}. ", "Ad {n}) ", "Pkt. {n}: ",
         "Ad {n} - ", "Ad {n}.: ")  # fmt: skip
_SHORT = {
    "approved": ("Godkendt", "Indstillingen godkendes", "Tiltrådt", "Planen blev godkendt", "Vedtaget enstemmigt"),
    "noted": ("Taget til efterretning", "Redegørelsen blev taget til efterretning", "Til efterretning"),
    "discussed": ("Drøftet", "Oplægget blev drøftet"),
    "postponed": ("Udsat", "Punktet blev udsat", "Udsættes til næste møde"),
    "rejected": ("Ikke godkendt", "Forslaget blev forkastet", "Kan ikke tiltrædes"),
    "recommended": ("Anbefales", "Anbefales godkendt"),
}


def rulings(scene: Scene, count: int) -> Part:
    """A ruling on each of the points of the recommendation, in lines of their own."""
    form = scene.pick(*_REFS)
    lines, facts = [], []
    joined = count > 2 and form != "{n}. " and scene.chance(0.4)
    refs = (
        [scene.pick("1-2", "1 og 2"), *map(str, range(3, count + 1))] if joined else list(map(str, range(1, count + 1)))
    )
    outcomes = []
    for ref in refs:
        kind = scene.pick(*_SHORT)
        line = form.format(n=ref) + scene.pick(*_SHORT[kind]) + "."
        lines.append(line)
        outcomes.append(kind)
        facts.append(Fact("point", scene.number, (ref, (kind,)), line))
        if "næste møde" in line:
            facts.append(Fact("postponed_to", scene.number, ("næste møde",), line))
    text = "\n".join(lines)
    facts += [Fact("outcome", scene.number, (kind,), text) for kind in dict.fromkeys(outcomes)]
    return Part(text, facts, apart=True, last=True)
