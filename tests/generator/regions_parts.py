"""What the printers of the regions share: the meeting's setting, sections under a family's labels, the reading."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from random import Random
from typing import Any, Final

from generator import words
from generator.meeting import Draft, DraftItem
from generator.page import Page, Rendered, long_date, moment

UNSAID: Final = object()
"""Stands for a field that the text does not determine; the reading leaves it out."""

NBSP: Final = "\u00a0"
_EARLIER = ["Anbefales.", "Indstilles godkendt.", "Udvalget drøftede sagen.", "Sagen blev udsat."]

Recommended = tuple[list[str], str | None, list[str]]
"""A recommendation as printed: its paragraphs, who recommends, the points."""

Filled = tuple[str, list[str], dict[str, Any]]
"""A section to print: its label, its paragraphs, the facts that it states."""


@dataclass(frozen=True)
class Member:
    """One line of the header's list."""

    name: str
    party: str | None
    role: str | None = None

    def __str__(self) -> str:
        lettered = f"{self.name} ({self.party})" if self.party else self.name
        return f"{lettered}, {self.role.capitalize()}" if self.role else lettered


@dataclass
class Setting:
    """Who meets, when and where, as one publisher has it; `others` are bodies that may have decided before."""

    draft: Draft
    rng: Random
    body: str
    others: list[str]
    day: date
    end: time
    members: list[Member] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return "Dagsorden" if self.draft.agenda else "Referat"

    def dated(self, label: str, number: str = "1") -> str:
        return in_words(label, self.body, self.day, number)


@dataclass(frozen=True)
class Slot:
    """A place for a section in a family's order: its kind, its labels, and where its text comes from."""

    kind: str
    labels: tuple[str, ...]
    source: str = "plain"
    always: bool = False


@dataclass(frozen=True)
class Style:
    """How a family prints sections; `sure` says whether label and text are certain to the character."""

    slots: tuple[Slot, ...]
    recommend: Callable[[DraftItem, Random], Recommended]
    prefix: str = ""
    indent: str = ""
    nothing: str = ""
    sure: bool = True
    tight: bool = False
    absence: Callable[[Setting, DraftItem], list[str]] | None = None


def setting(draft: Draft, rng: Random, bodies: list[str], years: tuple[int, int] | None = None) -> Setting:
    body = rng.choice(bodies)
    day = date(years[0], 1, 1) + timedelta(days=rng.randrange(365 * (years[1] - years[0]))) if years else draft.day
    others = [other for other in bodies if other != body]
    return Setting(draft, rng, body, others, day, time(draft.start.hour + rng.choice([1, 3]), rng.choice([0, 10, 45])))


def in_words(label: str, body: str, day: date, number: str) -> str:
    return label.format(
        body=body,
        dmy=f"{day:%d-%m-%Y}",
        dotted=f"{day:%d.%m.%Y}",
        long=long_date(day),
        weekday=words.WEEKDAYS[day.weekday()].lower(),
        n=number,
    )


def some_names(rng: Random, count: int, taken: Iterable[str] = ()) -> list[str]:
    found: list[str] = []
    while len(found) < count:
        name = f"{rng.choice(words.FIRST)} {rng.choice(words.LAST)}"
        if name not in found and name not in taken:
            found.append(name)
    return found


def seat(place: Setting, *, parties: bool, roles: bool = False) -> None:
    """The members: those who are absent among them, each in the party that the text gives them elsewhere."""
    rng, known = place.rng, dict(place.draft.people)
    names = place.draft.absent + some_names(rng, rng.randint(3, 7), [*place.draft.absent, *known])
    rng.shuffle(names)
    titles = words.ROLES if roles else []
    place.members = [
        Member(name, known.get(name, rng.choice(words.PARTIES)) if parties else None, role)
        for name, role in zip(names, [*titles, *[None] * len(names)], strict=False)
    ]


def fresh(item: DraftItem, page: Page, **known: Any) -> dict[str, Any]:
    """The reading of an item of which nothing but the heading has been printed."""
    reading: dict[str, Any] = {
        "number": str(item.number),
        "title": item.title,
        "case_number": None,
        "access": None,
        "first_line": page.next,
        "sections": [],
        "recommendation": None,
        "decision": None,
        "attachments": [],
        "absent": [],
        "links": [],
    }
    return reading | known


def print_sections(page: Page, place: Setting, item: DraftItem, style: Style, reading: dict[str, Any]) -> None:
    """Print the sections of `item` in the family's order and note in `reading` what they say."""
    bare = bool(item.sections) and place.rng.random() < 0.05  # labels in a row, each empty
    for slot in style.slots:
        for label, paragraphs, facts in _fill(slot, place, item, style):
            section = print_one(page, style, slot.kind, label, [] if bare else paragraphs)
            reading["sections"].append(section | {k: v for k, v in facts.items() if k in {"body", "date"}})
            if slot.kind in {"recommendation", "decision"} and (bare or not paragraphs):
                reading[slot.kind] = UNSAID
            elif not bare:
                reading |= {k: v for k, v in facts.items() if k not in {"body", "date"}}
                reading["links"] += [link for one in paragraphs for link in words.LINKS if link in one]


def print_one(page: Page, style: Style, kind: str, label: str, paragraphs: list[str]) -> dict[str, Any]:
    first = page.next
    page.add(f"{style.indent}{style.prefix}{label}")
    for n, paragraph in enumerate(paragraphs or [style.nothing]):
        if n or not style.tight:
            page.gap()
        page.add(*(style.indent + line if line else "" for line in paragraph.split("\n")))
    page.add("")
    found = {"kind": kind, "first_line": first}
    if style.sure:
        found["label"] = label
        if paragraphs:
            found["text"] = "\n\n".join(paragraphs)
        elif not style.nothing.strip():
            found["text"] = ""
    return found


def _fill(slot: Slot, place: Setting, item: DraftItem, style: Style) -> list[Filled]:
    """The sections that stand in `slot`."""
    if not item.sections:
        return []
    if slot.source == "previous":
        return _previous(slot, place) if place.rng.random() < 0.15 else []
    label = place.dated(place.rng.choice(slot.labels), str(item.number))
    paragraphs, facts = _content(slot, place, item, style)
    if paragraphs is None:
        return [(label, [], {})] if slot.always else []
    return [(label, paragraphs, facts)]


def _content(slot: Slot, place: Setting, item: DraftItem, style: Style) -> tuple[list[str] | None, dict[str, Any]]:
    """What fills `slot`, with the facts that it states; no paragraphs where the item has nothing for it."""
    rng = place.rng
    if slot.source == "plain":
        return ([rng.choice(words.PLAIN)] if rng.random() < 0.3 else None), {}
    if slot.source == "route":
        return [rng.choice([place.body, f"{place.body}, {place.others[0].lower()}"])], {}
    drafted = next((section for section in item.sections if section.kind == slot.source), None)
    if drafted is None:
        return None, {}
    if slot.source == "recommendation":
        paragraphs, by, points = style.recommend(item, rng)
        return paragraphs, {"recommendation": {"by": by, "points": points}}
    if slot.source == "decision" and item.decision is not None:
        decision = {"text": item.decision} if style.sure else {}
        facts = {"decision": decision | {"outcomes": item.outcomes}, "absent": item.absent}
        own = item.decision.split("\n\n")
        return own + style.absence(place, item) if style.absence else drafted.paragraphs, facts
    return drafted.paragraphs, {"attachments": item.attachments} if slot.source == "attachments" else {}


def _previous(slot: Slot, place: Setting) -> list[Filled]:
    """What other bodies, or this one at an earlier meeting, decided before."""
    rng, found = place.rng, []
    for _ in range(rng.choice([1, 1, 2])):
        body, day = rng.choice([*place.others, place.body]), place.day - timedelta(days=rng.randint(2, 60))
        label = in_words(rng.choice(slot.labels), body, day, str(rng.randint(2, 40)))
        found.append((label, [rng.choice(_EARLIER)], {"body": body, "date": day.isoformat()}))
    return found


def ends(rng: Random, points: list[str]) -> list[str]:
    """The points with what closes each of them in print."""
    return [f"{point}{rng.choice([',', ', og', ';'])}" for point in points[:-1]] + [f"{points[-1]}."]


def proper(item: DraftItem, rng: Random) -> list[str]:
    """The item's points, each beginning with "at"; those of a staff committee's form are drawn anew."""
    found = item.points or []
    return found if found and found[0].startswith("at ") else rng.sample(words.POINTS, max(1, len(found)))


def reading_of(at: Setting, text: str, printed: list[dict[str, Any]], **header: Any) -> dict[str, Any]:
    """The reading of the whole; a field that is `UNSAID` is left out of it, in the items too."""
    draft = at.draft
    people = [(one.name, one.party) for one in at.members if one.party]
    people += [(name, party) for name, party in draft.people if f"{name} ({party})" in text]
    whole = {
        "document_type": "agenda" if draft.agenda else "minutes",
        "body": at.body,
        "date": at.day.isoformat(),
        "scheduled_start": moment(at.day, draft.start),
        "scheduled_end": None,
        "opened": None,
        "closed": None,
        "place": draft.place,
        "contents": [],
        "absent": [],
        "people": [list(pair) for pair in dict(people).items()],
        "members": [one.name for one in at.members],
        "roles": [[one.name, one.role] for one in at.members if one.role],
        "items": [_said(item) for item in printed],
    }
    return _said(whole | header)


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not UNSAID}


def done(layout: str, at: Setting, page: Page, printed: list[dict[str, Any]], **header: Any) -> Rendered:
    text = page.text()
    return Rendered(layout, text, reading_of(at, text, printed, **header))


def listed(items: list[DraftItem]) -> list[dict[str, Any]]:
    return [{"title": item.title, "page": None} for item in items]


def tempt(draft: Draft, rng: Random) -> None:
    """Give some items a label for a title, as happens."""
    for item in draft.items:
        if rng.random() < 0.05:
            item.title = rng.choice(["Fraværende", "Høring", "Bilag", "Sagsfremstilling", "Referat", "Økonomi"])


def mislead(item: DraftItem, rng: Random) -> None:
    """Put a line into the presentation that looks like a heading.

    With the number that comes next, directly above a label, it would be one to every reader.
    """
    for section in item.sections:
        if section.kind == "case_presentation" and section.paragraphs and rng.random() < 0.3:
            further, at = rng.randint(-1, 2), rng.randint(0, len(section.paragraphs))
            at -= further == 1 and at == len(section.paragraphs)
            section.paragraphs.insert(at, f"{item.number + further}. Forslaget om stier")


def plain_list(item: DraftItem, rng: Random) -> Recommended:
    """Who recommends stands first, or nobody does; each point is a paragraph or a numbered line."""
    points = proper(item, rng)
    by = item.recommended_by
    printed = ends(rng, points)
    match rng.randrange(3):
        case 0:
            start = rng.choice(["", " "])
            lines = "\n".join(f"{start}{n}. {one}" for n, one in enumerate(printed, 1))
            return [f"{by} indstiller," if by else "Det indstilles,", lines], by, points
        case 1:
            bare = [one.removeprefix("at ") for one in printed]
            points = [one.removeprefix("at ") for one in points]
            opening = f"{by} indstiller, at:" if by else "Det indstilles, at:"
            return [opening, "\n".join(f"  {n}. {one}" for n, one in enumerate(bare, 1))], by, points
        case _:
            return [f"{by} indstiller," if by else "Det indstilles:", *printed], by, points
