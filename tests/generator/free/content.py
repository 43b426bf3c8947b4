"""What a random meeting says here: a municipality's draft with members, more sections, and decisions of every sort."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from generator import words
from generator.free.habits import Habits
from generator.meeting import Draft, DraftItem, random_meeting
from generator.municipalities_draft import joined, municipal

EXTRA = ("topic", "background", "economy", "legal_basis", "consultation", "personnel", "timeline", "case_route")
# What the reader cannot get wrong by itself: neither a label's word nor a heading's number begins it.
_MILD_TRAPS = [
    "1. januar 2021 trådte loven i kraft, og ordningen blev derefter udvidet til hele landet.",
    "10 minutter til hvert oplæg var for lidt, og der er derfor sat mere tid af i år.",
    "Byrådet vedtog i 2014 en plan for havnen.",
    "24.09.2019 blev planen sendt ud.",
    "Kl. 9.00 mødes alle i kantinen.",
    "Sagsfremstillingen er den samme som ved behandlingen i 2019.",
    "Videre proces er beskrevet i notatet.",
    "Høringen af de berørte parter blev afsluttet i maj, og svarene er samlet i et notat.",
    "Indstillingen fra sidste møde er fulgt, og fristen var den 3. maj 2020.",
    "Punkt 3 i aftalen om finansiering er opfyldt, og de øvrige punkter følger til foråret.",
]
_TITLES = [title for title in words.TITLES if title not in ("Eventuelt",)]
_TITLE_TRAPS = [
    "Beslutning om ny skole",
    "Høring af planforslag",
    "Indstilling fra Vækstforum",
    "Resume af rapporten",
    "Konference i 2030 (foreløbig titel)",
    "Status - herunder økonomi",
    "Bilag til budget 2022",
    "Budget 2021",
    'Forslag om "Mere natur" i byen',
    "Eventuelt",
    "Økonomi og drift i 2. kvartal",
    "Meddelelser",
    "Lokalplan 12.04 for Engvejen",
]
DECISIONS: list[tuple[str, list[str]]] = [
    *(pair for pair in words.DECISIONS if not pair[0].endswith(":")),
    ("Tiltrådt.", ["approved"]),
    ("Indstillingen tiltrådt.", ["approved"]),
    ("Vedtaget.", ["approved"]),
    ("Godkendt som indstillet.", ["approved"]),
    ("Taget til efterretning.", ["noted"]),
    ("Anbefales.", ["recommended"]),
    ("Indstilles godkendt.", ["recommended"]),
    ("Udsat.", ["postponed"]),
    ("Drøftet og taget til efterretning.", ["discussed", "noted"]),
    ("Indstillingen anbefales.", ["recommended"]),
    ("Intet.", ["none"]),
    ("Forslaget blev forkastet.", ["rejected"]),
]
POINTS = [
    "at udvalget drøfter opgaver og arbejdsplan",
    "at redegørelsen om skolevejene tages til efterretning",
    "at regnskabet for den 3. kvartalsperiode godkendes",
    "at planen sendes i høring i otte uger",
    "at der gives tilladelse til opførelse af et skur på grunden ved Engvejen",
]
_ATTACHMENTS = [title for title in words.ATTACHMENTS if not title[0].isdigit()]


@dataclass
class Section:
    """A section to print and what is read from it; `facts` go to the item."""

    kind: str
    lines: list[str]
    roles: str = "text"
    known: dict[str, Any] = field(default_factory=dict)


@dataclass
class Person:
    """A member: who, of which party, in which role, there or not."""

    name: str
    party: str
    role: str | None = None
    absent: bool = False


@dataclass
class Item:
    """An item to print."""

    number: int
    title: str
    case: str | None
    closed: bool
    sections: list[Section]
    facts: dict[str, Any]
    absent: list[Person]


@dataclass
class Matter:
    """A whole meeting, with what it is about and before its habits show."""

    draft: Draft
    people: list[Person]
    items: list[Item]


def matter(rng: Random, habits: Habits) -> Matter:
    """A meeting of a few items whose every statement fits the habits."""
    draft = municipal(random_meeting(rng, rng.choice([1, 2, 3, 4, 5, 6, 8, 12])), rng, label_titles=False)
    draft.agenda = draft.agenda and rng.random() < 0.5
    people = _people(rng, habits, draft)
    number = {"one": 1, "year": rng.randint(40, 400), "middle": rng.randint(2, 14)}[habits["first_number"]]
    items = [_item(rng, habits, draft, people, item, number + n) for n, item in enumerate(draft.items)]
    _no_title_twice(items)
    if habits["closed"] == "group":
        items.sort(key=lambda item: item.closed)
        for n, item in enumerate(items):
            item.number = number + n
    return Matter(draft, people, items)


def _no_title_twice(items: list[Item]) -> None:
    """Under a title that stood already nobody could look an item up."""
    known: set[str] = set()
    for item in items:
        while item.title in known:
            item.title += ", fortsat" if "fortsat" not in item.title else " igen"
        known.add(item.title)


def _people(rng: Random, habits: Habits, draft: Draft) -> list[Person]:
    roles = ["formand", "næstformand"] if "roles" in habits["people"] else []
    people: list[Person] = []
    while len(people) < rng.choice([4, 5, 6]):
        name = f"{rng.choice(words.FIRST)} {rng.choice(words.LAST)}"
        if name not in [one.name for one in people]:
            people.append(Person(name, rng.choice(words.PARTIES), roles.pop(0) if roles else None))
    if habits["absence"] != "none" and not draft.agenda:
        for one in rng.sample(people[1:], rng.choice([0, 1, 1, 2])):
            one.absent = True
    return people


def _item(rng: Random, habits: Habits, draft: Draft, people: list[Person], given: DraftItem, number: int) -> Item:
    titles = rng.choice([_TITLES, _TITLES, words.LONG_TITLES, _TITLE_TRAPS if habits["traps"] == "some" else _TITLES])
    closed = not given.sections and habits["closed"] != "none"
    item = Item(
        number, rng.choice(titles), None if habits["case"] == "none" else _case(rng, habits, draft), closed, [], {}, []
    )
    item.facts = {"recommendation": None, "decision": None, "attachments": [], "absent": []}
    if closed:
        return item
    known = {section.kind for section in given.sections} | {kind for kind in EXTRA if rng.random() < 0.15}
    for kind in ("summary", *EXTRA, "case_presentation"):
        if kind in known:
            lines = (
                ["Byrådet"]
                if kind == "case_route"
                else _paragraphs(rng, habits, 3 if kind == "case_presentation" else 1)
            )
            item.sections.append(Section(kind, lines))
    if "recommendation" in known:
        _recommend(rng, habits, item)
    if "attachments" in known:
        _attach(rng, habits, item)
    if not draft.agenda and ("decision" in known or not item.sections):
        _decide(rng, habits, people, item)
    item.sections = item.sections or [Section("case_presentation", _paragraphs(rng, habits, 2))]
    return item


def _case(rng: Random, habits: Habits, draft: Draft) -> str:
    n, year = rng.randint(1, 4000), draft.day.year
    subject = f"{rng.randint(0, 85):02}.{rng.randint(0, 40):02}.{rng.randint(0, 30):02}"
    return {
        "kle": f"{subject}-{rng.choice('AGPS')}{rng.randint(0, 59):02}-{n}-{year % 100:02}",
        "year": f"{year % 100:02}/{n}",
        "region": f"1-{rng.randint(10, 60)}-{rng.randint(1, 99):02}-{n}-{year % 100:02}",
        "long year": f"{year}/{n:06}",
        "year-dash": f"{year}-{n:06}",
        "archive": f"{rng.randint(100, 900)}-{year}-{n}",
    }[habits["case_form"]]


def _paragraphs(rng: Random, habits: Habits, most: int) -> list[str]:
    pool = [*words.PLAIN, *(_MILD_TRAPS if habits["traps"] == "some" else [])]
    return rng.sample(pool, rng.randint(1, most))


_POINT_MARKS = {"at": "", "numbered": "{n}. ", "bullets": "• ", "dashes": "- ", "letters": "{a}) ", "brackets": "{n}) "}


def _recommend(rng: Random, habits: Habits, item: Item) -> None:
    by: str | None = rng.choice(["Direktionen", "Administrationen", "Teknisk Forvaltning", "Kommunaldirektøren"])
    form, points = habits["recommendation"], rng.sample(POINTS, rng.randint(1, 3))
    if form == "sentence":
        points = points[:1]
        lines, roles = [f"{by} indstiller, {points[0]}."], "text"
    else:
        marks = _POINT_MARKS[habits["points"]]
        listed = [marks.format(n=n, a="abc"[n - 1]) + point for n, point in enumerate(points, 1)]
        ends = [rng.choice([",", ", og"])] * (len(points) - 1) + ["."]
        listed = [line + end for line, end in zip(listed, ends, strict=True)]
        opening = {"sender": [f"{by} indstiller,"], "passive": ["Det indstilles,"]}.get(form, [])
        lines, roles = opening + listed, "list"
        by = None if form in ("passive", "bare") else by
    section = Section("recommendation", lines, roles)
    if form == "sender label":
        section.known["label"] = f"{by} indstiller,"
    item.sections.append(section)
    item.facts["recommendation"] = {"by": by, "points": points}


def _attach(rng: Random, habits: Habits, item: Item) -> None:
    titles = rng.sample(_ATTACHMENTS, rng.randint(1, 3))
    marks = {"lines": "", "bullets": "• ", "dashes": "- ", "numbered": "{n}. "}[habits["attachments"]]
    item.sections.append(Section("attachments", [marks.format(n=n) + one for n, one in enumerate(titles, 1)], "list"))
    item.facts["attachments"] = titles


def _decide(rng: Random, habits: Habits, people: list[Person], item: Item) -> None:
    text, outcomes = rng.choice(DECISIONS)
    lines = [text]
    decision: dict[str, Any] = {"outcomes": outcomes, "votes": []}
    points = item.facts["recommendation"]["points"] if item.facts["recommendation"] else []
    parties = sorted({one.party for one in people if not one.absent})
    if habits["decision"] == "votes" and len(parties) > 2 and rng.random() < 0.5:
        lines, decision = _vote(rng, parties)
    elif habits["decision"] == "dissent" and rng.random() < 0.5:
        one = rng.choice([one for one in people if not one.absent])
        lines = ["Godkendt.", f"{one.name} ({one.party}) stemte imod."]
        decision = {"outcomes": ["approved"], "votes": [{"for": [], "against": [one.name], "abstained": []}]}
    elif habits["decision"] == "points" and len(points) > 1 and habits["points"] in ("numbered", "brackets"):
        lines = [f"Ad {n}: Godkendt." for n in range(1, len(points) + 1)]
        decision = {"outcomes": ["approved"], "points": {str(n): ["approved"] for n in range(1, len(points) + 1)}}
    elif rng.random() < 0.3:
        lines = [*lines, rng.choice(words.PLAIN[:4])]
    decision["text"] = "\n".join(lines)
    section = Section("decision", lines)
    item.sections.append(section)
    item.facts["decision"] = decision
    _absent(rng, habits, people, item, section)


def _vote(rng: Random, parties: list[str]) -> tuple[list[str], dict[str, Any]]:
    against = parties[-1]
    sides = {"for": parties[:-1], "against": [against], "abstained": []}
    form = rng.choice(["sides", "lines"])
    if form == "lines":
        lines = [f"For stemte: {joined(parties[:-1])}.", f"Imod stemte: {against}.", "Indstillingen blev godkendt."]
    else:
        lines = [f"For stemte {joined(parties[:-1])}. Imod stemte {against}. Indstillingen blev godkendt."]
    return lines, {"outcomes": ["approved"], "votes": [sides]}


def _absent(rng: Random, habits: Habits, people: list[Person], item: Item, section: Section) -> None:
    away = [one for one in people if one.absent]
    if not away or not habits["absence"].startswith(("item", "decision")) or rng.random() < 0.3:
        return
    item.absent, item.facts["absent"] = away, [one.name for one in away]
    names = [f"{one.name} ({one.party})" for one in away]
    if habits["absence"] == "item sentence":
        section.lines = [*section.lines, f"{joined(names)} var fraværende."]
    elif habits["absence"] == "decision tail":
        were = "forhindrede" if len(names) > 1 else "forhindret"
        section.lines = [*section.lines, f"{joined(names)} var {were} i at deltage i sagens behandling."]
    elif habits["absence"] == "item line":
        item.sections.append(Section("attendance", [", ".join(names)], known={"inline": True}))
    else:
        item.sections.append(Section("attendance", names, "list"))
