"""Printers for the minutes of the regions; most of them, and those of two cities, stand in modules of their own."""

from collections.abc import Callable
from random import Random
from typing import Any

from generator import words
from generator.meeting import Draft, DraftItem, attendance_sentence, hours_sentence
from generator.page import Page, Rendered, long_date, moment, print_item
from generator.regions_aarhus import aarhus
from generator.regions_east import edoc_item, edoc_meeting, sjaelland_2020, sjaelland_2022
from generator.regions_edagsorden import edagsorden
from generator.regions_koebenhavn import koebenhavn_edoc, koebenhavn_item, koebenhavn_protocol
from generator.regions_parts import (
    NBSP,
    UNSAID,
    Member,
    Setting,
    Slot,
    Style,
    done,
    fresh,
    listed,
    mislead,
    plain_list,
    print_sections,
    seat,
    setting,
    some_names,
    tempt,
)

_MIDT = ["Regionsrådet", "Forretningsudvalget", "Hospitalsudvalget", "Udvalg for regional udvikling"]
_SOUTH = ["Regionsrådet", "Forretningsudvalget", "Sundhedsudvalget", "Udvalget for miljø og råstoffer"]
_NAVIGATION = [
    "Forsiden | Kontakt | Ledige job | For ansatte | Presse og nyheder | Web-TV |",
    "Forsiden | Kontakt | Ledige job | Web-TV | tysk flag engelsk flag |",
]


def midtjylland_archive(draft: Draft, rng: Random) -> Rendered:
    """The old archive of Region Midtjylland: "<Body> D. month YYYY (Referat)", then the facts as a list."""
    at = setting(draft, rng, _MIDT)
    page = Page(rng, blank=[NBSP, ""], noise=[])
    title = f"{at.body} {long_date(at.day)} ({at.kind})"
    page.add(title)
    if rng.random() < 0.5:
        page.add("Vælg møde i boksen.", "Ældre referater: se 2007")
    if rng.random() < 0.7:
        page.add(at.body)
    month = words.MONTHS[at.day.month - 1]
    page.add(f"- Udvalg: {rng.choice([at.body, at.body.lower()])}")
    page.add(f"- Mødedato: {at.day.day}. {month}, {at.day.year} kl. {draft.start:%H:%M}", f"- Mødested: {draft.place}")
    for sentence in (attendance_sentence(draft), hours_sentence(draft)):
        page.add(*([sentence] if sentence else []))
        if sentence and "undtagen" in sentence and rng.random() < 0.5:
            page.add(f"I stedet deltog stedfortræder {some_names(rng, 1, draft.absent)[0]}.")
    page.add("", "")
    items = []
    for item in draft.items if rng.random() < 0.5 else []:
        first = page.next
        page.add(f"Sagnr.: {item.case_number}", "", f"{item.number}. {item.title}", "")
        items.append(print_item(page, item, first) | {"marks": []})
        page.add("Tilbage til toppen")
    opened, closed = draft.hours or (None, None)
    hours = {"opened": moment(at.day, opened), "closed": moment(at.day, closed)}
    return done("midtjylland-archive", at, page, items, title=title, absent=draft.absent, **hours)


def midtjylland_titles(draft: Draft, rng: Random) -> Rendered:
    """The list of titles that is left of Region Midtjylland's first years; the year may be misprinted."""
    at = setting(draft, rng, _MIDT, (2007, 2010))
    page = Page(rng, blank=[""], noise=[])
    misprint = rng.random() < 0.2
    year = f"200{at.day:%y}" if misprint else f"{at.day.year}"
    meeting = rng.choice(["regionsrådmødet", "regionsrådsmødet", "forretningsudvalgsmødet"])
    page.add(f"Referat af {meeting} den {at.day.day}. {words.MONTHS[at.day.month - 1]} {year} (pdf-format)")
    if extra := rng.random() < 0.4:
        page.add("Referat af mødet (tillægsdagsorden) (pdf-format)")
    page.add("")
    facts = {"title": UNSAID, "body": UNSAID, "scheduled_start": None, "place": None, "contents": UNSAID}
    facts |= {"document_type": "minutes", "date": UNSAID if misprint else at.day.isoformat()}
    if rng.random() < 0.1:  # everything run together on one line: no item has a line of its own
        page.add(" ".join(f"{n}. {item.title}" for n, item in enumerate(draft.items, 1)), "")
        return done("midtjylland-titles", at, page, [], **facts | {"items": UNSAID})
    items, cut = [], rng.randint(1, len(draft.items)) if extra else len(draft.items)
    for second, part in enumerate((draft.items[:cut], draft.items[cut:])):
        if second and extra:
            page.add("", rng.choice(["Tillægsdagsorden I", "Tillægsdagsorden"]), "")
            page.add(*([] if part else [" 1. "]))
        for n, item in enumerate(part, 1):
            suffix = f", Bilag {n}" if rng.random() < 0.2 else ""
            known = {"title": UNSAID, "attachments": UNSAID} if suffix else {}
            items.append(fresh(item, page, number=str(n)) | known)
            page.add(f" {n}. {item.title}{suffix}")
    page.add("")
    return done("midtjylland-titles", at, page, items, **facts)


def _southern(resume: str, decision: tuple[str, ...]) -> tuple[Slot, ...]:
    return (
        Slot("summary", (resume,), "summary"),
        Slot("case_presentation", ("Sagsfremstilling",), "case_presentation"),
        Slot("recommendation", ("Indstilling",), "recommendation"),
        Slot("previous_decision", ("Beslutning i {body} den {dmy}",), "previous"),
        Slot("decision", decision, "decision"),
        Slot("attachments", ("Bilag",), "attachments"),
    )


_SOUTH_2007 = Style(_southern("Resumé", ("Beslutning", "Beslutning i {body} den {dmy}")), plain_list)
_SOUTH_2011 = Style(
    _southern("Resume", ("Beslutning i {body} den {dmy}",)),
    plain_list,
    prefix="fold dette punkt ind ",
    indent="  ",
    nothing=NBSP,
    tight=True,
    sure=False,
)


def _masthead(page: Page) -> None:
    page.add("Gå til indhold", page.rng.choice(_NAVIGATION))
    page.add(page.rng.choice(["Region Syddanmark logo, link til forsiden", "Region SyddanmarkTil forsiden"]), "")


def _clock(at: Setting) -> str:
    start, end = at.draft.start, at.end
    return at.rng.choice(
        [
            f"kl. {start:%H:%M} - {end:%H:%M}",
            f"Kl. {start:%H:%M}-{end:%H:%M}",
            f"kl. {start:%H:%M} - {end:%H.%M}",
        ]
    )


def syddanmark_2007(draft: Draft, rng: Random) -> Rendered:
    """Region Syddanmark to 2010: members on a comma line, "1.      Title", the case number below its label."""
    at = setting(draft, rng, _SOUTH, (2007, 2011))
    seat(at, parties=False)
    tempt(draft, rng)
    page = Page(rng, blank=[NBSP, ""], noise=[])
    if rng.random() < 0.7:
        _masthead(page)
    title = f"{at.body} - {at.kind.lower()} {at.day:%d-%m-%Y}"
    page.add(title, "")
    colon = rng.choice([":", ""])
    for label, value in (("Mødedato", f"{at.day:%d-%m-%Y} {_clock(at)} "), ("Mødested", draft.place)):
        page.add(f"{label}{colon}", value, "")
    page.add(f"Medlemmer{colon}", ", ".join(one.name for one in at.members) + ".", "")
    instead: list[list[str]] = []
    if draft.absent or rng.random() < 0.3:
        page.add(f"Afbud{colon}", *([] if draft.absent else ["Ingen.", ""]))
    if draft.absent:
        if rng.random() < 0.5:
            page.add(", ".join(draft.absent) + ".", "")
        else:
            stand_ins = some_names(rng, len(draft.absent), [one.name for one in at.members])
            instead = [list(pair) for pair in zip(draft.absent, stand_ins, strict=True)]
            page.add(*(f"{one} - {other} deltager som stedfortræder." for one, other in instead), "")
    page.add("", "Dagsorden", "", *(f" {item.number}. {item.title}" for item in draft.items), "")
    items = [_southern_item(page, at, item) for item in draft.items]
    facts: dict[str, Any] = {"title": title, "absent": draft.absent, "substitutes": instead}
    facts |= {"contents": listed(draft.items), "scheduled_end": moment(at.day, at.end)}
    return done("syddanmark-2007", at, page, items, **facts)


def _southern_item(page: Page, at: Setting, item: DraftItem) -> dict[str, Any]:
    rng = at.rng
    number = f"{at.day:%y}/{rng.randint(1, 19999)}"
    reading = fresh(item, page, case_number=number)
    page.add(f"{item.number}.{rng.choice([' ', NBSP]) * 6}{item.title}", "", "Sagsnr:", "", number, "")
    mislead(item, rng)
    print_sections(page, at, item, _SOUTH_2007, reading)
    return reading


def syddanmark_2011(draft: Draft, rng: Random) -> Rendered:
    """Region Syddanmark from 2011: everything in bullets and indented, "fold dette punkt ind" before each label."""
    at = setting(draft, rng, _SOUTH, (2011, 2020))
    seat(at, parties=(lettered := rng.random() < 0.7))
    tempt(draft, rng)
    if rng.random() < 0.2:
        at.members.append(Member(some_names(rng, 1, [one.name for one in at.members])[0], None))
    page = Page(rng, blank=[NBSP, "  "], noise=[])
    _masthead(page)
    title = f"{at.body} - {at.kind} - {at.day.day:02}. {words.MONTHS[at.day.month - 1]} {at.day.year}"
    if rng.random() < 0.3:
        page.add(f"ForsidepilPolitikpil{at.body}pil{title}", "")
    page.add(title, "", "Mødedato", f"{at.day:%d-%m-%Y} {_clock(at)}", NBSP)
    page.add("Mødested", *rng.choice([[], [""]]), draft.place, NBSP, "Deltagere", NBSP)
    for one in at.members:
        page.add(f" • {one.name}, {one.party or 'løsgænger'}" if lettered else f" • {one.name}")
    page.add("")
    partly = [one.name for one in at.members if one.name not in draft.absent][:1] if rng.random() < 0.2 else []
    instead = _southern_absence(page, at, partly)
    page.add(" •  ", "", rng.choice(["  Luk alle punkter Referat", " • Luk alle punkter Referat"]), "   ", "")
    hidden = {item.number for item in draft.items if not item.sections and rng.random() < 0.7}
    contents = []
    for item in draft.items:
        listed = f"LUKKET PUNKT - {item.title}" if item.number in hidden else item.title
        page.add(f"  {item.number}. {listed}")
        contents.append({"title": listed, "page": None})
    page.add("", "")
    items = []
    for item in (one for one in draft.items if one.number not in hidden):
        number = f"{at.day:%y}/{rng.randint(1, 19999)}"
        items.append(fresh(item, page, case_number=number))
        page.add(f"  Sagsnr. {number}", f"{rng.choice([' ', '  '])}{item.number}. {item.title}")
        print_sections(page, at, item, _SOUTH_2011, items[-1])
        if partly and 2 <= item.number <= 4:
            items[-1]["absent"] = UNSAID
    facts: dict[str, Any] = {"title": title, "absent": draft.absent, "substitutes": instead}
    return done("syddanmark-2011", at, page, items, contents=contents, scheduled_end=moment(at.day, at.end), **facts)


def _southern_absence(page: Page, at: Setting, partly: list[str]) -> list[list[str]]:
    """The bullet "Afbud" and those under it; who was away for some items only is not absent from the meeting."""
    rng, members = at.rng, {one.name: one for one in at.members}
    if not at.draft.absent and not partly:
        return []
    page.add(" • Afbud", f"   {NBSP}")
    instead = []
    for name in at.draft.absent:
        party = members[name].party
        shown = f"{name}, {party}" if party else name
        if rng.random() < 0.5:
            instead.append([name, some_names(rng, 1, members)[0]])
            shown += f" - {instead[-1][1]} stedfortræder"
        page.add(f" • {shown}")
    page.add(*(f" • {name} deltog ikke i punkterne 2 – 4" for name in partly), "")
    return instead


PRINTERS: dict[str, Callable[[Draft, Random], Rendered]] = {
    "midtjylland-archive": midtjylland_archive,
    "midtjylland-titles": midtjylland_titles,
    "syddanmark-2007": syddanmark_2007,
    "syddanmark-2011": syddanmark_2011,
    "edoc-item": edoc_item,
    "edoc-meeting": edoc_meeting,
    "sjaelland-2020": sjaelland_2020,
    "sjaelland-2022": sjaelland_2022,
    "edagsorden": edagsorden,
    "koebenhavn-item": koebenhavn_item,
    "koebenhavn-protocol": koebenhavn_protocol,
    "koebenhavn-edoc": koebenhavn_edoc,
    "aarhus": aarhus,
}
