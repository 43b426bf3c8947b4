"""The head of a document as the habits print it: menu, letterhead, type, body, time, place, people, contents."""

from random import Random
from typing import Any

from generator import words
from generator.free.content import Matter, Person
from generator.free.habits import Habits
from generator.free.items import titled
from generator.free.sheet import Sheet
from generator.meeting import Draft
from generator.municipalities_draft import joined
from generator.page import long_date

_MENUS = {
    "site": ("Gå til indhold", "Søg", "Forside", "Politik", "Dagsordener og referater"),
    "print": ("Udskriv", "Tilbage til oversigt"),
    "cookies": ("Vi bruger cookies til statistik.", "Accepter cookies"),
}


def head(sheet: Sheet, matter: Matter, habits: Habits, rng: Random) -> None:
    """Everything above the first item but the contents."""
    for line in _MENUS.get(habits["menu"], ()):
        sheet.add(line, "head")
    sheet.blank("head")
    draft = matter.draft
    kind = rng.choice(
        ["Dagsorden", "DAGSORDEN"]
        if draft.agenda
        else ["Referat", "REFERAT", "Referat", "Beslutningsprotokol", "Protokol"]
    )
    if habits["head"] == "below":
        sheet.add(kind, "head")
        sheet.blank("head")
        return
    for line in _opening(draft, kind, habits):
        sheet.add(line, "head")
    sheet.blank("head")
    details(sheet, matter, habits)


def details(sheet: Sheet, matter: Matter, habits: Habits) -> None:
    """Time, place and people."""
    draft, form = matter.draft, habits["head"]
    day, clock = date_text(draft, habits), clock_text(draft, habits)
    pairs = {"Dato": day, "Tid": clock, "Sted": draft.place}
    if form in ("one line", "sentence"):
        pairs = {} if form == "sentence" else {"Sted": draft.place}
    elif form == "below":
        pairs = {"Udvalg": draft.body} | pairs
    elif form == "possessive":
        pairs = {"Mødested": draft.place}
    elif form in ("letterhead", "columns"):
        pairs = {"Mødedato": day, "Mødetidspunkt": clock, "Mødested": draft.place}
    for label, value in pairs.items():
        if form == "bars":
            sheet.add(f"| {label} | {value} |", "table")
        elif form == "columns":
            sheet.add(f"{label}:".ljust(20) + value, "table")
        elif form == "next line":
            sheet.add(label, "head")
            sheet.add(value, "head")
        else:
            sheet.add(f"{label}: {value}", "head")
    sheet.blank("head")
    _people(sheet, matter, habits)


def _opening(draft: Draft, kind: str, habits: Habits) -> list[str]:
    day, clock = date_text(draft, habits), clock_text(draft, habits)
    return {
        "labels": [draft.body, kind],
        "one line": [f"{kind} fra mødet i {draft.body} {day} {clock}"],
        "sentence": [kind, f"{draft.body} holdt møde {day} {clock} i {draft.place}."],
        "letterhead": ["Nordby Kommune", "Torvet 1, 8888 Nordby", "", f"{kind} fra møde i {draft.body}"],
        "bars": [f"# {kind} - {draft.body}"],
        "columns": [f"{kind.upper()} FOR {draft.body.upper()}"],
        "next line": [kind, draft.body],
        "possessive": [f"{draft.body}s møde {day} {clock}", kind],
    }[habits["head"]]


def date_text(draft: Draft, habits: Habits) -> str:
    day, weekday = draft.day, words.WEEKDAYS[draft.day.weekday()].lower()
    return {
        "den long": f"den {long_date(day)}",
        "long": long_date(day),
        "d. long": f"d. {long_date(day)}",
        "numeric dash": f"{day:%d-%m-%Y}",
        "numeric dot": f"{day:%d.%m.%Y}",
        "slashes": f"{day.day}/{day.month} {day.year}",
        "weekday den": f"{weekday} den {long_date(day)}",
        "weekday d.": f"{weekday} d. {long_date(day)}",
        "weekday": f"{weekday} {long_date(day)}",
    }[habits["date"]]


def clock_text(draft: Draft, habits: Habits) -> str:
    start = draft.start
    return {
        "kl. dot": f"kl. {start:%H.%M}",
        "kl. colon": f"kl. {start:%H:%M}",
        "colon": f"{start:%H:%M}",
        "kl. range": f"kl. {start:%H.%M} - {start.hour + 2}.{start.minute:02}",
        "kl. hour": f"kl. {start.hour}" if not start.minute else f"kl. {start:%H.%M}",
    }[habits["clock"]]


def _people(sheet: Sheet, matter: Matter, habits: Habits) -> None:
    form, label = habits["people"], habits["people_label"]
    away = [one for one in matter.people if one.absent]
    named = label in ("Medlemmer", "Deltagere", "Mødedeltagere")
    shown = matter.people if named or form == "ticks" else [one for one in matter.people if not one.absent]
    if form == "ticks":
        _ticks(sheet, shown)
    elif form != "none":
        _list(sheet, label, [_person(one, form) for one in shown], habits)
    if habits["absence"] == "head list":
        label = habits.labels["attendance"]
        _list(sheet, label, [_person(one, form) for one in away] or ["Ingen"], habits)
    elif habits["absence"] == "head sentence" and away:
        sheet.add(f"Der var afbud fra {joined([one.name for one in away])}.", "head")
        sheet.blank("head")


def _ticks(sheet: Sheet, people: list[Person]) -> None:
    sheet.add("Navn".ljust(34) + "Til stede".ljust(12) + "Fraværende", "table")
    for one in people:
        sheet.add(f"{one.name} ({one.party})".ljust(34) + ("".ljust(12) + "X" if one.absent else "X"), "table")
    sheet.blank("head")


def _person(one: Person, form: str) -> str:
    name = f"{one.name}, {one.party}" if form == "party comma" else f"{one.name} ({one.party})"
    return f"{name}, {one.role}" if one.role and "roles" in form else name


def _list(sheet: Sheet, label: str, names: list[str], habits: Habits) -> None:
    form = habits["people"]
    if form in ("commas", "none"):
        sheet.add(f"{label}: {', '.join(names)}", "head")
    elif form in ("semicolons", "commas roles"):
        sheet.add(f"{label}: {'; '.join(names)}", "head")
    else:
        sheet.add(f"{label}:" if habits["head"] != "next line" else label, "head")
        for name in names:
            sheet.add(f"• {name}" if form == "bullets" else name, "head")
    sheet.blank("head")


def contents(sheet: Sheet, matter: Matter, habits: Habits) -> list[dict[str, Any]]:
    """The list of titles, and its entries as they are to be read."""
    form = habits["contents"]
    if form == "none":
        return []
    sheet.add(habits["contents_head"], "head")
    if form == "table":
        sheet.add("Pkt. Tekst Side", "contents")
    entries = []
    for n, item in enumerate(matter.items):
        title, page = titled(item, habits), n // 2 + 2
        line = {
            "number page": f"{item.number}. {title} {page}",
            "leaders": f"{item.number}. {title} {'.' * 12} {page}",
            "tab": f"{title}\t{page}",
            "numbers": f"{item.number}. {title}",
            "bare": title,
            "table": f"{item.number} {title} {page}",
            "bullets": f"• {title}",
            "page first": f"{item.number} {title}  {page}",
        }[form]
        sheet.add(line, "contents")
        entries.append({"title": title, "page": None if form in ("numbers", "bare", "bullets") else page})
    sheet.blank("head")
    return entries
