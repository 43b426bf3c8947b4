"""Printers for eDoc (Region Nordjylland) and for Region Sjælland, to 2021 and after."""

from random import Random
from typing import Any

from generator import words
from generator.meeting import Draft, DraftItem
from generator.page import Page, Rendered, long_date
from generator.regions_parts import (
    NBSP,
    UNSAID,
    Member,
    Setting,
    Slot,
    Style,
    done,
    fresh,
    mislead,
    plain_list,
    print_one,
    print_sections,
    seat,
    setting,
    some_names,
    tempt,
)

_NORTH = ["Regionsrådet", "Forretningsudvalget", "Udvalget for nære tilbud"]
_ZEALAND = ["Udvalget for det nære sundhedsvæsen", "Forretningsudvalget", "Regionsrådet", "Psykiatriudvalget"]
_TYPE_WORDS = ["Beslutning - ", "Godkendelse - ", "Orientering - ", "Drøftelse - ", ""]
_DECIDED = Style((), plain_list)
_COLONS = 0.05


def edoc_item(draft: Draft, rng: Random) -> Rendered:
    """One item as eDoc publishes it: "Referat" heads the decision, which may hold a numbered list of its own."""
    at = setting(draft, rng, _NORTH)
    page = Page(rng, blank=[NBSP, ""], noise=[])
    item = rng.choice(draft.items)
    item.title = rng.choice([item.title, "Meddelelse fra formanden", "Meddelelser"])
    garbled = at.body == "Regionsrådet" and rng.random() < 0.3
    page.add("Tilbage til oversigt", "", "RegionsrÃ¥det" if garbled else at.body)
    page.add(f"{at.day:%d-%m-%Y} {draft.start:%H:%M}", "", "Udskriv", "")
    reading = fresh(item, page)
    page.add(f"{item.number}. {item.title}", "")
    facts: dict[str, Any] = {"document_type": UNSAID, "body": UNSAID if garbled else at.body, "place": None}
    if item.decision is not None:
        facts["document_type"] = "minutes"
        paragraphs = next(one.paragraphs for one in item.sections if one.kind == "decision")
        decision = {"text": item.decision, "outcomes": item.outcomes}
        reading |= {"decision": decision, "absent": item.absent, "links": []}
        if rng.random() < 0.5:
            away, other, third = some_names(rng, 3, draft.absent)
            paragraphs = [
                f"Følgende emner blev nævnt under dette punkt på {at.body}s møde den {long_date(at.day)}:",
                rng.choice([f"1. Afbud. Der var afbud fra {away}.", f"1. Brev. {other} har skrevet om stier."]),
                f"2. Formandsbeslutning. {third} afløser {other} som kontaktperson.",
            ]
            facts["absent"] = UNSAID
            reading |= {"decision": UNSAID, "absent": UNSAID}
        reading["sections"] = [print_one(page, _DECIDED, "decision", "Referat", paragraphs)]
    return done("edoc-item", at, page, [reading], **facts)


def edoc_meeting(draft: Draft, rng: Random) -> Rendered:
    """A meeting as eDoc publishes it: "Dagsorden" heads minutes too, and "Referat" is glued to the title it follows."""
    at = setting(draft, rng, _NORTH)
    page = Page(rng, blank=[NBSP, ""], noise=[])
    page.add("Dagsorden", f"{at.body} {at.day:%d-%m-%Y} {draft.start:%H:%M}", "")
    tempt(draft, rng)
    contents, colons = [], []
    for item in draft.items:
        kind = rng.choice(_TYPE_WORDS)
        colons.append(":" if rng.random() < _COLONS else "")  # printed, and no part of the title
        item.title = f"Orientering om {item.title}" if colons[-1] else f"{kind}{item.title}"
        gap, shown = ("", item.title) if item.sections else (" ", f"LUKKET PUNKT: {item.title}")
        if len(draft.items) > 1:  # one title alone is no list: it reads as a heading printed twice
            page.add(f"{item.number}.{gap}{shown}{colons[-1]}")
            contents.append({"title": f"{shown}{colons[-1]}", "page": None})
    page.add("")
    items = []
    for item, colon in zip(draft.items, colons, strict=True):
        if contents and not item.sections and rng.random() < 0.7:  # in the list of titles alone
            continue
        items.append(fresh(item, page, access=None if item.sections else "closed"))
        if not item.sections:
            items[-1]["title"] = UNSAID
            page.add(f"{item.number}. LUKKET PUNKT: {item.title}{colon}", "")
        elif item.decision is None:
            page.add(f"{item.number}. {item.title}{colon}", "")
        else:
            paragraphs = next(one.paragraphs for one in item.sections if one.kind == "decision")
            printed = print_one(page, _DECIDED, "decision", f"{item.number}. {item.title}{colon}Referat", paragraphs)
            items[-1]["sections"] = [{"kind": printed["kind"], "text": printed["text"]}]
            items[-1] |= {"decision": {"text": item.decision, "outcomes": item.outcomes}, "absent": item.absent}
    decided = any(item.decision is not None for item in draft.items)
    facts = {"document_type": "minutes" if decided else UNSAID, "place": None, "contents": contents}
    return done("edoc-meeting", at, page, items, **facts)


def _treated(at: Setting, item: DraftItem) -> list[str]:
    """Region Sjælland names those who were away one by one, each with party and role."""
    shown = {one.name: str(one) for one in at.members}
    return [f"{shown[name]} deltog ikke i {at.body}s behandling af sagen." for name in item.absent]


_TREATED = ("Behandling i {body} {weekday} den {long}, pkt. {n}",)
_SJAELLAND_2020 = Style(
    (
        Slot("summary", ("Resume",), "summary"),
        Slot("case_presentation", ("Sagsfremstilling",), "case_presentation"),
        Slot("economy", ("Økonomi",)),
        Slot("recommendation", ("Indstilling",), "recommendation"),
        Slot("previous_decision", _TREATED, "previous"),
        Slot("decision", _TREATED, "decision"),
        Slot("attachments", ("Bilag",), "attachments"),
    ),
    plain_list,
    absence=_treated,
)


def sjaelland_2020(draft: Draft, rng: Random) -> Rendered:
    """Region Sjælland to 2021: "Åbent" and "<Body> Brevid: …" below each title, "Behandling i …" as the decision."""
    at = setting(draft, rng, _ZEALAND)
    seat(at, parties=True, roles=True)
    tempt(draft, rng)
    page = Page(rng, blank=[" ", ""], noise=[])
    if rng.random() < 0.7:
        page.add("Søg", " ", "")
    weekday = words.WEEKDAYS[at.day.weekday()].lower()
    page.add(at.kind, "", f"Møde i {at.body}", "", f"{weekday} den {long_date(at.day)} kl. {draft.start:%H:%M}", "")
    page.add(draft.place, "", "", "Deltagere:")
    for member in at.members:
        page.add("", f"{member}{'- afbud' if member.name in draft.absent else ''}")
    if rng.random() < 0.5:
        page.add("")
    items = []
    for item in draft.items:
        number = f"4{rng.randrange(10**6):06}"
        items.append(fresh(item, page, case_number=number, access="open" if item.sections else "closed"))
        page.add(f"{item.number}. {item.title}", "", "Åbent" if item.sections else "Lukket", "")
        page.add(f"{at.body} Brevid: {number}", "")
        mislead(item, rng)
        for section in item.sections:
            if section.kind == "summary" and rng.random() < 0.2:  # its text alone, without the label
                page.add(rng.choice(words.PLAIN), "")
                item.sections = [one for one in item.sections if one is not section]
            elif section.kind == "case_presentation" and section.paragraphs and rng.random() < 0.3:
                section.paragraphs.insert(1, "Etablering af klinikker")
        print_sections(page, at, item, _SJAELLAND_2020, items[-1])
        page.add("")
    absent = [one.name for one in at.members if one.name in draft.absent]
    return done("sjaelland-2020", at, page, items, absent=absent)


_SJAELLAND_2022 = Style(
    (
        Slot("summary", ("Sagsresumé",), "summary"),
        Slot("case_presentation", ("Sagsfremstilling",), "case_presentation", always=True),
        Slot("economy", ("Økonomi",), always=True),
        Slot("recommendation", ("Indstilling",), "recommendation", always=True),
        Slot("history", ("Tidligere beslutninger",), always=True),
        Slot("decision", ("Beslutning",), "decision"),
    ),
    plain_list,
    nothing=".",
    absence=lambda _at, _item: [],
)


def sjaelland_2022(draft: Draft, rng: Random) -> Rendered:
    """Region Sjælland from 2022: "N (Åben) Title", three lines for each member, "." in an empty section."""
    at = setting(draft, rng, _ZEALAND)
    seat(at, parties=True, roles=True)
    tempt(draft, rng)
    page = Page(rng, blank=[NBSP, ""], noise=[])
    title = f"{at.kind} - {at.body}"
    page.add(title, "", f"{at.day:%d-%m-%Y} {draft.start:%H:%M}", draft.place, "", "Medlemmer af udvalget:")
    away = [one for one in at.members if one.name in draft.absent]
    for member in [one for one in at.members if one not in away]:
        page.add(*_three_lines(member))
    if away:
        page.add("", "Fraværende:", *(line for one in away for line in _three_lines(one)))
    page.add("")
    contents = []
    for n, item in enumerate(draft.items):
        page.add(f"{item.number} ({_access(item)}) {item.title} {n // 2 + 3}")
        contents.append({"title": item.title, "page": n // 2 + 3})
    page.add("")
    items = []
    for item in draft.items:
        items.append(fresh(item, page, access="open" if item.sections else "closed"))
        page.add(f"{item.number} ({_access(item)}) {item.title}", "")
        print_sections(page, at, item, _SJAELLAND_2022, items[-1])
        _after_decision(page, at, item, items[-1])
    facts = {"title": title, "contents": contents, "absent": [one.name for one in away]}
    return done("sjaelland-2022", at, page, items, **facts)


def _after_decision(page: Page, at: Setting, item: DraftItem, reading: dict[str, Any]) -> None:
    """ "Fraværende" and "Bilag" close an item of Region Sjælland from 2022."""
    shown = {one.name: f"{one.name} ({one.party})" for one in at.members}
    if reading["absent"]:
        paragraphs = [shown[name] for name in item.absent]
        reading["sections"].append(print_one(page, _SJAELLAND_2022, "attendance", "Fraværende", paragraphs))
    if item.attachments:
        reading["sections"].append(print_one(page, _SJAELLAND_2022, "attachments", "Bilag", item.attachments))
        reading["attachments"] = item.attachments


def _access(item: DraftItem) -> str:
    return "Åben" if item.sections else "Lukket"


def _three_lines(member: Member) -> list[str]:
    return [member.name, member.role.capitalize() if member.role else "Medlem", f"({member.party})"]
