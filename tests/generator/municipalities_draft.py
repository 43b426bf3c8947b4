"""A random meeting made a municipality's: its body, place, senders, members and the titles that mislead there."""

import copy
import re
from collections.abc import Iterable
from random import Random

from generator import words
from generator.meeting import Draft, DraftSection

BODIES = [
    "Byrådet",
    "Kommunalbestyrelsen",
    "Økonomiudvalget",
    "Teknik- og Miljøudvalget",
    "Udvalget for Skole og Fritid",
]
OTHERS = ["Økonomiudvalget", "Socialudvalget", "Direktionen", "Kultur- og Idrætsudvalget"]
PLACES = ["Byrådssalen", "Mødelokale 2A", "Rådhuset, Engvejen 6, 8888 Nordby", "Slottet, Salen, indgang C, 1. sal"]
SENDERS = ["Direktionen", "Administrationen", "Teknisk Forvaltning", "Kommunaldirektøren", "By, Land & Kultur"]
LABEL_TITLES = ["Fraværende", "Bemærkninger til dagsordenen", "Meddelelser", "Spørgetid", "Bilag", "Resume"]
# A point with two sentences: on one line with its sender, nobody can say where it ends.
PARTED = "Udgiften holdes inden for rammen"


_FIGURE_FIRST = re.compile(r"\d+ ")


def municipal(draft: Draft, rng: Random, *, label_titles: bool = True) -> Draft:
    """A copy of `draft` with a municipality's body, place and senders, and titles that are labels elsewhere."""
    draft = copy.deepcopy(draft)
    draft.body, draft.place, draft.hours, draft.all_present = rng.choice(BODIES), rng.choice(PLACES), None, False
    for item in draft.items:
        item.mark = None
        if _FIGURE_FIRST.match(item.title):  # "14 100 dage": here nobody could tell where the number ends
            item.title = f"Om {item.title}"
        if item.recommended_by:
            item.recommended_by = rng.choice(SENDERS)
        if label_titles and rng.random() < 0.06:
            item.title = rng.choice(LABEL_TITLES)
    if not draft.items[-1].sections:  # a title alone at the end could be the last point of a list
        draft.items[-1].sections.append(DraftSection("summary", "Resume", [rng.choice(words.PLAIN)]))
    return draft


def without_text(draft: Draft, rng: Random, starts: tuple[str, ...]) -> None:
    """Take the paragraphs out that begin so: in this family even a careful reader could not tell what they are."""
    for item in draft.items:
        for section in item.sections:
            section.paragraphs = [rng.choice(words.PLAIN) if p.startswith(starts) else p for p in section.paragraphs]


def only_open(draft: Draft) -> None:
    """Keep the items that have sections; where there is none, give one to the first."""
    draft.items = [item for item in draft.items if item.sections] or draft.items[:1]
    for item in draft.items:
        item.sections = item.sections or [DraftSection("summary", "Resume", [words.PLAIN[0]])]


def members(draft: Draft, rng: Random, count: int) -> list[tuple[str, str]]:
    """People with their parties who are not away; they are the draft's from now on."""
    found: list[tuple[str, str]] = []
    while len(found) < count:
        name = f"{rng.choice(words.FIRST)} {rng.choice(words.LAST)}"
        if name not in draft.absent and name not in dict(found):
            found.append((name, party(draft, rng, name)))
    return found


def party(draft: Draft, rng: Random, name: str) -> str:
    """The party of `name`, the same in the whole document."""
    letter = dict(draft.people).get(name) or rng.choice(words.PARTIES)
    draft.people.append((name, letter))
    return letter


def with_parties(draft: Draft, rng: Random, names: Iterable[str]) -> list[str]:
    return [f"{name} ({party(draft, rng, name)})" for name in names]


def joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} og {names[-1]}"
