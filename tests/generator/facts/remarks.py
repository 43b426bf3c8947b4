"""Remarks for the protocol, and recommendations of one sender or several."""

from generator.facts.scene import Scene
from generator.facts.truth import Fact, Part

_SAID = (
    "Der burde have været holdt et borgermøde i Sydby.", "Vi savner en samlet plan for trafikken ved skolen.",
    "Støtten burde gå til de små haller.", "Vi finder fremskrivningen for usikker, og vi vil følge sagen tæt.",
    "Ruten ligger for nær åen, hvor der yngler fugle.", "Gebyret rammer de mindste foreninger hårdest.",
)  # fmt: skip
_ASKED = (
    "{N} ønskede følgende ført til protokols:", "{N} ønskede følgende bemærkning tilført protokollen:",
    "{N} afgav følgende protokolbemærkning:", "{N} afgav følgende mindretalsudtalelse:",
    "Mindretalsudtalelse fra {N}:", "Protokolbemærkning fra {N}:", "{N} bad om at få følgende ført til protokol:",
    "{N} begærede følgende tilført beslutningsprotokollen:", "{N} ønskede at få tilført protokollen:",
    "Bemærkning til protokollen fra {N}:",
)  # fmt: skip
_ASKED_THAT = (
    "{N} ønskede ført til protokol, at {t}.", "{N} ønskede tilført protokollen, at {t}.",
    "{N} bad om at få ført til protokol, at {t}.",
)  # fmt: skip
_THAT = ("man havde foretrukket model A", "støtten burde gå til de små haller", "planen mangler et afsnit om regnvand")
_QUOTES = ('"{}"', "”{}”", "“{}”", "»{}«", "„{}“")


def remark(scene: Scene) -> Part:
    """A remark of a party, of several, or of members."""
    if scene.chance(0.5) or not scene.free:
        makers = scene.rng.sample(scene.parties, min(len(scene.parties), scene.rng.choice([1, 1, 2, 3])))
        names = scene.listed([scene.party(one) for one in makers])
    else:
        taken = scene.take(scene.rng.choice([1, 1, 2]))
        makers, names = [one.name for one in taken], scene.people(taken)
    if scene.chance(0.2):
        that = scene.pick(*_THAT)
        text = scene.pick(*_ASKED_THAT).format(N=names, t=that)
        return Part(
            text, [Fact("remark", scene.number, (tuple(sorted(makers)), f"at {that}."), text)], apart=True, last=True
        )
    said = scene.rng.sample(_SAID, scene.rng.choice([1, 1, 2, 3]))
    between = scene.pick(" ", "\n\n")
    quoted = scene.pick(*_QUOTES).format(between.join(said))
    text = scene.pick(*_ASKED).format(N=names) + scene.pick(" ", "\n", "\n\n") + quoted
    return Part(
        text, [Fact("remark", scene.number, (tuple(sorted(makers)), " ".join(said)), text)], apart=True, last=True
    )


_SENDERS = ("Direktionen", "Administrationen", "Forvaltningen", "Teknik- og Miljøforvaltningen", "Borgmesteren",
            "Kommunaldirektøren", "Formandskabet", "Centerchefen", "Sundhed, Kultur og Fritid")  # fmt: skip
_POINTS = (
    "planen for den nye cykelsti godkendes", "redegørelsen om skolevejene tages til efterretning",
    "der afsættes 2,1 mio. kr. i 2022 til anlægget", "forslaget sendes i høring i otte uger",
    "sagen drøftes, herunder forslag nr. 2", "kommunen overtager driften af hallen",
    "udgiften på 40.000 kr. finansieres af kassebeholdningen", "navnet bliver Engvejen",
)  # fmt: skip
_LEADS = ("{W} indstiller, at", "{W} indstiller, at:", "{W} indstiller:", "{W} indstiller,", "{W} indstiller til {B}, at",
          "{W} indstiller til {B}:", "{W} foreslår, at")  # fmt: skip
_MARKS = ("{n}. ", "{n}) ", "{a}) ", "{i}. ", "- ", "• ", "At {n}) ", "")
_ROMAN = ("i", "ii", "iii", "iv")


def recommendation(scene: Scene) -> tuple[Part, int, bool]:
    """A recommendation of one sender or two, how many points it has, and whether a ruling can name them."""
    senders = scene.rng.sample(_SENDERS, 2 if scene.chance(0.2) else 1)
    points = scene.rng.sample(_POINTS, len(_POINTS))
    mark = scene.pick(*_MARKS)
    blocks, facts, total = [], [], 0
    for sender in senders:
        count = scene.rng.randint(1, 4)
        total += count
        text, fact = _block(scene, sender, [points.pop() for _ in range(min(count, len(points)))], mark)
        blocks.append(text)
        facts.append(fact)
    numbered = "{n}" in mark and len(senders) == 1
    return Part("\n\n".join(blocks), facts, apart=True, last=True), total, numbered


def _block(scene: Scene, sender: str, points: list[str], mark: str) -> tuple[str, Fact]:
    lead = scene.pick(*_LEADS)
    body = scene.pick("udvalget", "byrådet")
    led = lead.format(W=sender, B=body)
    if len(points) == 1 and scene.chance(0.5):
        text = f"{sender} indstiller, at {points[0]}."
        return text, Fact(
            "recommendation", scene.number, (sender, (f"at {points[0]}",)), text, ((sender, (points[0],)),)
        )
    with_at = not lead.endswith(("at", "at:")) and "At" not in mark
    if not mark:  # paragraphs that begin with "at"
        led = lead.format(W=sender, B=body).removesuffix(" at:").removesuffix(" at")
        with_at = True
    words = [f"at {point}" if with_at else point for point in points]
    # Without a mark or a comma nothing tells a point from the rest of the one above.
    ends = scene.pick(",", ", og", ".", "" if mark else ".")
    lines = [
        mark.format(n=n, a="abcd"[n - 1], i=_ROMAN[n - 1]) + word + (ends if n < len(words) else ".")
        for n, word in enumerate(words, 1)
    ]
    text = "\n".join([led, *lines])
    return text, Fact("recommendation", scene.number, (sender, tuple(words)), text)
