"""The items as the habits print them: heading, case number, access, sections, what closes an item."""

from random import Random
from typing import Any

from generator import words
from generator.free.content import Item, Matter, Section
from generator.free.habits import Habits
from generator.free.sheet import Mark, Sheet
from generator.page import long_date

# Sections in the order of most documents; the habit moves the decision, or everything.
_USUAL = (
    "summary topic recommendation background case_presentation economy legal_basis consultation personnel timeline "
    "case_route attachments"
)


def print_items(sheet: Sheet, matter: Matter, habits: Habits, rng: Random) -> list[dict[str, Any]]:
    """All items on `sheet`, with what is expected of each; the lines are marks until the sheet is printed."""
    order = _USUAL.split()
    if habits["order"] == "any":
        rng.shuffle(order)
    at = {"decision first": 0, "decision last": len(order), "decision middle": 4}.get(
        habits["order"], rng.randint(1, len(order))
    )
    order.insert(at, "decision")
    expected = []
    for n, item in enumerate(matter.items):
        if habits["closed"] == "group" and item.closed and not matter.items[n - 1].closed:
            sheet.add("Lukkede punkter", "title")
            sheet.blank("item")
        about = _heading(sheet, item, habits)
        sheet.blank("item")
        about["sections"] = _sections(sheet, matter, item, habits, order)
        _close(sheet, item, habits)
        sheet.blank("item")
        expected.append(about | item.facts)
    return expected


def titled(item: Item, habits: Habits) -> str:
    """The item's title as the heading and the contents print it, closed marks included."""
    title = item.title.upper() if habits["title"] == "capitals" else item.title
    if not item.closed:
        return title
    return {
        "title mark": f"{title} (Lukket)",
        "title head": f"Lukket punkt: {title}",
        "capitals head": f"LUKKET PUNKT - {title}",
    }.get(habits["closed"], title)


def _heading(sheet: Sheet, item: Item, habits: Habits) -> dict[str, Any]:
    where, case = habits["case"], f"{habits['case_label']}{item.case}"
    if item.closed:
        where = "none"
    with_access = habits["access"] == "with the case" and where in ("above", "below")
    about: dict[str, Any] = {
        "number": str(item.number) if habits["numbering"] else None,
        "title": item.title.upper() if habits["title"] == "capitals" else item.title,
        "case_number": None if where == "none" else item.case,
        "access": "closed" if item.closed else "open" if habits["access"] != "none" else None,
    }
    if where == "above":
        sheet.add(f"Åben - {case}" if with_access else case, "case")
    printed = habits["numbering"].format(n=item.number) + titled(item, habits)
    printed += ":" if habits["title"] == "colon" else ""
    if habits["access"] == "in the heading" and not item.closed:
        printed += " (Åben)"
    if where == "in brackets":
        printed += f" ({case})"
    elif where == "behind":
        printed += f"   {case}"
    elif where == "before":
        printed = f"{case}  {printed}" if "\n" not in printed else printed.replace("\n", f"   {case}\n")
    about["heading_line"] = _titles(sheet, printed, habits)
    if where == "below":
        sheet.add(f"Åben - {case}" if with_access else case, "case")
    elif where == "below label":
        sheet.add(habits["case_label"].strip(), "case")
        sheet.add(item.case or "", "case")
    _access(sheet, item, habits)
    return about


def _titles(sheet: Sheet, printed: str, habits: Habits) -> Mark:
    style = habits["title"]
    first, *more = printed.split("\n")
    lines = [first, *more]
    if style in ("bold", "hash"):
        lines = [f"**{line.strip()}**" if style == "bold" else f"## {line.strip()}" for line in lines]
    marks = [sheet.add(line, "title") for line in lines]
    if style == "underlined":
        sheet.add("-" * min(len(lines[-1]), 70), "title")
    return marks[0]


def _access(sheet: Sheet, item: Item, habits: Habits) -> None:
    if item.closed:
        if habits["closed"] in ("own line", "own word"):
            sheet.add({"own line": "Lukket punkt", "own word": "Lukket"}[habits["closed"]], "case")
    elif habits["access"] in ("line", "word line", "sag line"):
        sheet.add({"line": "Åbent punkt", "word line": "Åbent", "sag line": "Åben sag"}[habits["access"]], "case")


def _sections(sheet: Sheet, matter: Matter, item: Item, habits: Habits, order: list[str]) -> list[dict[str, Any]]:
    kinds = [*order[: order.index("decision") + 1], "attendance", *order[order.index("decision") + 1 :]]
    expected = []
    for section in sorted(item.sections, key=lambda section: kinds.index(section.kind)):
        body = list(section.lines)
        mark = _label(sheet, matter, section, body, habits)
        for line in body:
            sheet.add(line, section.roles)
            sheet.blank("entry" if section.roles == "list" else "paragraph")
        sheet.blank("section")
        expected.append({"kind": section.kind, "first_line": mark, "text": "\n".join(section.lines)})
    return expected


def _label(sheet: Sheet, matter: Matter, section: Section, body: list[str], habits: Habits) -> Mark:
    """The label's line or lines; a label that runs in takes the first line of `body` along."""
    if "label" in section.known:
        mark = sheet.add(section.known["label"], "label")
        sheet.blank("label")
        return mark
    word = _wording(matter, section, habits)
    style = habits["label"]
    if section.known.get("inline"):
        return sheet.add(f"{word}: {body.pop(0)}", "label")
    if "capitals" in style:
        word = word.upper()
    printed = {
        "colon": f"{word}:",
        "capitals colon": f"{word}:",
        "spaced": " ".join(word.upper()).replace("   ", "  "),
        "bold": f"**{word}**",
        "hash": f"### {word}",
        "bullet": f"• {word}",
        "bold colon": f"**{word}:**",
    }.get(style, word)
    if habits["label_stands"] == "run in" and section.roles == "text":
        return sheet.add(f"{printed} {body.pop(0)}", "text")
    mark = sheet.add(printed, "label")
    if style == "underlined":
        sheet.add("-" * len(printed), "label")
    if habits["label_stands"] == "own line, blank":
        sheet.blank("label")
    return mark


def _wording(matter: Matter, section: Section, habits: Habits) -> str:
    word, draft = habits.labels[section.kind], matter.draft
    if section.kind != "decision" or habits["label"] == "spaced":  # nobody sets a day in letters apart
        return word
    return {
        "label date": f"Beslutning i {draft.body} den {draft.day:%d-%m-%Y}",
        "label body": f"Beslutning {draft.body}",
        "body first": f"{draft.body}, {long_date(draft.day)}",
    }.get(habits["decision"], word)


def _close(sheet: Sheet, item: Item, habits: Habits) -> None:
    if habits["case"] == "at the end" and not item.closed:
        sheet.add(f"{habits['case_label']}{item.case}", "case")
        sheet.blank("section")
    line = {"top": "Tilbage til toppen", "print": "Udskriv", "rule": "_" * 60, "stars": "* * *"}.get(
        habits["item_foot"]
    )
    if line:
        sheet.add(line, "case")


def foot(sheet: Sheet, matter: Matter, habits: Habits) -> None:
    """What stands below the last item: the end of the meeting, signatures, the next meeting."""
    sheet.blank("head")
    draft = matter.draft
    if "closed" in habits["foot"] and not draft.agenda:
        sheet.add(f"Mødet hævet kl. {draft.start.hour + 2}.{draft.start.minute:02}.", "foot")
        sheet.blank("head")
    if "signatures" in habits["foot"]:
        sheet.add("Underskrifter:", "foot")
        for one in matter.people:
            sheet.add(one.name, "foot")
    elif habits["foot"] == "lines":
        for one in matter.people:
            sheet.add(f"{'_' * 24}  {one.name}", "foot")
    elif habits["foot"] == "next meeting":
        sheet.add(f"Næste møde holdes i {words.MONTHS[draft.day.month % 12]}.", "foot")
    if habits["menu"] == "site":
        for line in ("Til toppen", "Kontakt os", "Cookiepolitik", "Nordby Kommune, Torvet 1, 8888 Nordby"):
            sheet.add(line, "foot")
