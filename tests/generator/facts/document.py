"""A whole document: a simple page, and in it sentences whose truth is known."""

import re
from collections import defaultdict
from collections.abc import Callable
from random import Random

from generator.facts import attendance, outcomes, remarks, traps, votes
from generator.facts.paper import Paper, draw_paper, printed
from generator.facts.scene import Scene, draw_scene
from generator.facts.truth import HEAD, Document, Fact, Part

_TITLES = (
    "Godkendelse af dagsorden", "Cykelsti ved Engvejen", "Budgetopfølgning for havnen", "Ny aftale om madservice",
    "Lokalplan for Sydby Torv", "Kunst i Nordby Park", "Tilsyn med dagtilbud", "Tilskud til foreningers lokaler",
    "Vandløb og grøfter", "Trafik omkring skolerne",
)  # fmt: skip
_MOST_TAKEN = 3
_LETTER_AT_END = re.compile(r" [A-ZÆØÅ]\.$")
_MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "august", "september")


class _Page:
    """A document while it is composed."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.scene = draw_scene(rng)
        self.paper: Paper = draw_paper(rng)
        self.facts: list[Fact] = []
        self.blocks: list[str] = []
        self.present: dict[int, set[str]] = defaultdict(set)

    def put(self, text: str) -> None:
        """Prints a block below the others."""
        self.blocks.append(printed(self.paper, self.rng, text))

    def parts(self, parts: list[Part]) -> None:
        """Prints the parts, in paragraphs of one or of several."""
        running: list[str] = []
        together = self.scene.chance(0.4)
        for part in parts:
            self.facts += part.facts
            if running and (part.apart or not together):
                self.put(" ".join(running))
                running = []
            running.append(part.text)
            if _LETTER_AT_END.search(part.text):  # "…, L. H. C. Elm …" is a name as well
                part.last = True
            if part.last:
                self.put(" ".join(running))
                running = []
        if running:
            self.put(" ".join(running))

    def trap(self, points: int = 0) -> Part:
        """A sentence that is no fact of this item, whose recommendation has so many numbered points."""
        text, guest = traps.trap(self.scene, points)
        if guest:
            self.present[self.scene.number].add(guest)
        return Part(text)

    def substitution(self) -> Part:
        """Who came instead of whom."""
        part, came = attendance.substitution(self.scene)
        self.present[self.scene.number].add(came)
        return part


def draw_document(rng: Random) -> Document:
    """A random document."""
    page = _Page(rng)
    _head(page)
    titles = rng.sample(_TITLES, page.scene.items)
    heading = rng.choice(["{n}. {t}", "Punkt {n}: {t}", "Pkt. {n} {t}", "{n}. {t}"])
    for number, title in enumerate(titles, 1):
        page.scene.number = number
        away = {fact.value[0] for fact in page.facts if fact.kind == "absent" and fact.where in (HEAD, number)}
        page.scene.free = [one for one in page.scene.members if one.name not in away]
        page.blocks.append(heading.format(n=number, t=title))
        _item(page)
    parties = {one.name: {"None", one.party or "None"} for one in page.scene.members}
    parties |= {name: {"None", *page.scene.parties} for name in page.scene.strangers}
    return Document("\n\n".join(page.blocks) + "\n", page.facts, parties, dict(page.present))


def _head(page: _Page) -> None:
    rng, scene = page.rng, page.scene
    day = f"{rng.randint(1, 28)}. {rng.choice(_MONTHS)} 2019"
    page.blocks.append(f"Referat\n{scene.body}")
    page.blocks.append(f"Mødedato: {day} kl. {rng.randint(14, 18)}.00\nMødested: Rådssalen")
    if scene.chance(0.6):
        _members(page)
    scene.free = list(scene.members)
    parts = []
    if scene.chance(0.5):
        parts.append(attendance.absence(scene))
    if scene.chance(0.2):
        parts.append(page.substitution())
    if scene.chance(0.3):
        parts.append(attendance.absence_by_items(scene))
    if scene.chance(0.25):
        parts.append(attendance.movement(scene))
    page.parts(parts)


def _members(page: _Page) -> None:
    names = [one.name if one.party is None else f"{one.name} ({one.party})" for one in page.scene.members]
    form = page.scene.pick("line", "lines", "bullets")
    if form == "line":
        page.put(f"Medlemmer: {', '.join(names)}")
    else:
        mark = "• " if form == "bullets" else ""
        page.blocks.append("Medlemmer:\n" + "\n".join(f"{mark}{name}" for name in names))


def _item(page: _Page) -> None:
    scene = page.scene
    page.blocks.append("Sagsfremstilling")
    sentences = [traps.plain(scene) for _ in range(scene.rng.randint(1, 3))]
    if scene.chance(0.3):
        sentences.insert(1, page.trap().text)
    page.put(" ".join(sentences))
    points, numbered = 0, False
    if scene.chance(0.4):
        page.blocks.append("Indstilling")
        part, points, numbered = remarks.recommendation(scene)
        page.facts += part.facts
        page.put(part.text)
    page.blocks.append(scene.pick("Beslutning", "Beslutning", "Beslutning:"))
    page.parts(_decision(page, points, numbered=numbered))


def _decision(page: _Page, points: int, *, numbered: bool) -> list[Part]:
    scene = page.scene
    parts = [_ruling(scene, points if numbered else 0)]
    asides: list[Part] = []
    drawn: tuple[tuple[float, Callable[[], Part]], ...] = (
        (0.35, lambda: attendance.absence(scene)), (0.1, page.substitution), (0.1, lambda: attendance.recusal(scene)),
        (0.12, lambda: attendance.movement(scene)),
    )  # fmt: skip
    for share, draw in drawn:
        if scene.chance(share) and len(scene.free) > _MOST_TAKEN:  # a sentence about nobody says nothing
            asides.append(draw())
    if scene.chance(0.25):
        asides.append(page.trap(points))
    scene.rng.shuffle(asides)
    if scene.chance(0.15):
        parts.append(remarks.remark(scene))
    return [*asides, *parts] if scene.chance(0.2) else [*parts, *asides]


def _ruling(scene: Scene, points: int) -> Part:
    if points > 1 and scene.chance(0.5):
        return outcomes.rulings(scene, points)
    if scene.chance(0.3):
        return votes.vote(scene)
    return outcomes.election(scene) if scene.chance(0.08) else outcomes.outcome(scene)
