"""A random meeting, before anybody prints it."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from random import Random

from generator import words


@dataclass
class DraftSection:
    """A section to print: its kind, its label, its paragraphs."""

    kind: str
    label: str
    paragraphs: list[str]


@dataclass
class DraftItem:
    """An item to print, with the facts that its sections state."""

    number: int
    title: str
    mark: str | None
    case_number: str | None
    sections: list[DraftSection] = field(default_factory=list)
    recommended_by: str | None = None
    points: list[str] | None = None
    decision: str | None = None
    outcomes: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


@dataclass
class Draft:
    """A meeting to print."""

    agenda: bool
    body: str
    day: date
    start: time
    place: str
    absent: list[str]
    all_present: bool
    hours: tuple[time, time] | None
    items: list[DraftItem]
    people: list[tuple[str, str]] = field(default_factory=list)


def random_meeting(rng: Random, count: int | None = None) -> Draft:
    """A meeting of `count` items, or of 1 to 60."""
    agenda = rng.random() < 0.2
    start = time(rng.randint(8, 19), rng.choice([0, 15, 30]))
    draft = Draft(
        agenda=agenda,
        body=rng.choice(words.BODIES),
        day=date(2010, 1, 1) + timedelta(days=rng.randrange(5000)),
        start=start,
        place=rng.choice(words.PLACES),
        absent=[],
        all_present=False,
        hours=None,
        items=[],
    )
    if not agenda:
        draft.absent = _names(rng, rng.choice([0, 0, 1, 2, 3]))
        draft.all_present = rng.random() < 0.5
        if rng.random() < 0.5:
            draft.hours = (start, time(start.hour + 2, rng.randrange(60)))
    number = rng.choice([0, 0, 0, 5, 130])
    for _ in range(count or rng.choice([1, 2, 3, 5, 8, 13, 60])):
        number += 1 if rng.random() < 0.93 else rng.randint(2, 4)
        draft.items.append(_item(rng, draft, number))
    return draft


def _item(rng: Random, draft: Draft, number: int) -> DraftItem:
    title = rng.choice(rng.choice([words.TITLES, words.TITLES, words.TITLE_TRAPS, words.LONG_TITLES]))
    mark = rng.choice(["*", "#", "(2 min)", "(14.00-15.00)"]) if rng.random() < 0.15 else None
    item = DraftItem(number, title, mark, rng.choice(words.CASE_NUMBERS))
    if rng.random() < 0.1:  # closed: a heading and nothing else
        return item
    if rng.random() < 0.6:
        item.sections.append(DraftSection("summary", "Resume", _paragraphs(rng, item, 1)))
    if rng.random() < 0.6:
        _recommend(rng, item)
    if rng.random() < 0.8:
        empty = rng.random() < 0.1
        section = DraftSection(
            "case_presentation", "Sagsfremstilling", [] if empty else _paragraphs(rng, item, rng.randint(1, 7))
        )
        if rng.random() < 0.2 and not empty:
            name, party = _names(rng, 1)[0], rng.choice(words.PARTIES)
            party = dict(draft.people).get(name, party)
            section.paragraphs.append(f"Udvalget har peget på {name} ({party}) som kontaktperson.")
            draft.people.append((name, party))
        item.sections.append(section)
    if not draft.agenda and rng.random() < 0.9:
        _untrap_last(item)
        _decide(rng, draft, item)
    if rng.random() < 0.4:
        item.attachments = rng.sample(words.ATTACHMENTS, rng.randint(1, 3))
        item.sections.append(DraftSection("attachments", "Bilag", list(item.attachments)))
    return item


def _recommend(rng: Random, item: DraftItem) -> None:
    if rng.random() < 0.2:
        label = rng.choice(["Det indstilles, at HMU", "Det indstilles, at udvalget"])
        item.points = rng.sample(words.BULLET_POINTS, rng.randint(1, 2))
        paragraphs = ["\n".join(f" • {point}." for point in item.points)]
    else:
        item.recommended_by = rng.choice(words.SENDERS)
        label = f"{item.recommended_by} indstiller,"
        item.points = rng.sample(words.POINTS, rng.randint(1, 4))
        ends = [rng.choice([",", ", og"]) for _ in item.points[:-1]] + ["."]
        paragraphs = [f"{point}{end}" for point, end in zip(item.points, ends, strict=True)]
    item.sections.append(DraftSection("recommendation", label, paragraphs))


def _untrap_last(item: DraftItem) -> None:
    """What recommends something directly above a decision is the item's recommendation, where it has no other."""
    above = item.sections[-1].paragraphs if item.sections and item.points is None else []
    if above and above[-1] in words.RECOMMENDING:
        above[-1] = words.PLAIN[0]


def _decide(rng: Random, draft: Draft, item: DraftItem) -> None:
    sentence, item.outcomes = rng.choice(words.DECISIONS)
    paragraphs = [sentence]
    if sentence.endswith(":"):
        paragraphs += [" 1. Indledning ved formanden", " 1. Oplæg og debat (15 minutter)."]
    if rng.random() < 0.3:
        paragraphs.append(rng.choice(words.PLAIN))
    item.decision = "\n\n".join(paragraphs)
    if draft.absent and rng.random() < 0.7:
        item.absent = list(draft.absent)
        were = "var forhindrede" if len(item.absent) > 1 else "var forhindret"
        paragraphs.append(f"{_list(item.absent)} {were} i at deltage i sagens behandling.")
    item.sections.append(DraftSection("decision", "Beslutning", paragraphs))


def _paragraphs(rng: Random, item: DraftItem, count: int) -> list[str]:
    found = [rng.choice(rng.choice([words.PLAIN, words.PLAIN, words.TRAPS])) for _ in range(count)]
    if rng.random() < 0.1:
        link = rng.choice(words.LINKS)
        item.links.append(link)
        found.append(f"Planen kan læses her: <{link}>" if rng.random() < 0.5 else f"Planen (se {link}) er ny.")
    return found


def _names(rng: Random, count: int) -> list[str]:
    found: list[str] = []
    while len(found) < count:
        name = " ".join(
            part for part in (rng.choice(words.FIRST), rng.choice(words.MIDDLE), rng.choice(words.LAST)) if part
        )
        if name not in found:
            found.append(name)
    return found


def _list(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} og {names[-1]}"


def attendance_sentence(draft: Draft) -> str | None:
    """The header's sentence about who was there."""
    if draft.absent:
        return f"Alle medlemmer var mødt undtagen {_list(draft.absent)}, der havde meldt afbud."
    return "Alle medlemmer var mødt." if draft.all_present else None


def hours_sentence(draft: Draft) -> str | None:
    """The header's sentence about the meeting's hours."""
    if draft.hours is None:
        return None
    opened, closed = draft.hours
    return f"Mødet startede kl. {opened:%H.%M} og blev hævet kl. {closed:%H.%M}."
