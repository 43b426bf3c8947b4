"""A whole document in the habits that it was given, and the reading that is expected of it."""

from random import Random
from typing import Any

from generator.free.content import Matter, Person, matter
from generator.free.habits import Habits
from generator.free.head import contents, date_text, details, head
from generator.free.items import foot, print_items
from generator.free.sheet import Mark, Sheet, printed
from generator.page import Rendered, moment


def print_free(habits: Habits, rng: Random) -> Rendered:
    """A random meeting in these habits."""
    meeting = matter(rng, habits)
    sheet = Sheet()
    head(sheet, meeting, habits, rng)
    entries = contents(sheet, meeting, habits)
    items = print_items(sheet, meeting, habits, rng)
    if habits["head"] == "below":
        sheet.blank("head")
        details(sheet, meeting, habits)
    foot(sheet, meeting, habits)
    running = f"{meeting.draft.body}, {date_text(meeting.draft, habits)}"
    text = printed(sheet, habits, running, rng)
    return Rendered("generic", text, _resolved(_reading(meeting, habits, entries, items)))


def _reading(
    meeting: Matter, habits: Habits, entries: list[dict[str, Any]], items: list[dict[str, Any]]
) -> dict[str, Any]:
    draft = meeting.draft
    shown = habits["people"] != "none"
    away = (
        [one for one in meeting.people if one.absent]
        if habits["absence"].startswith("head") or habits["people"] == "ticks"
        else []
    )
    reading = {
        "document_type": "agenda" if draft.agenda else "minutes",
        "body": draft.body,
        "date": draft.day.isoformat(),
        "scheduled_start": moment(draft.day, draft.start),
        "place": draft.place,
        "absent": [one.name for one in away],
        "people": [[one.name, one.party] for one in meeting.people] if shown and _all_listed(meeting, habits) else [],
        "roles": [[one.name, one.role] for one in _with_role(meeting, habits)],
        "items": items,
    }
    if entries:
        reading["contents"] = entries
    if habits["head"] == "columns":  # in capitals, and so it is read
        reading["body"] = draft.body.upper()
    return reading


def _with_role(meeting: Matter, habits: Habits) -> list[Person]:
    """Those whose role is printed: in the head's lists, where it stands behind the name."""
    if "roles" not in habits["people"]:
        return []
    away = _all_listed(meeting, habits) or habits["absence"] == "head list"
    return [one for one in meeting.people if one.role and (away or not one.absent)]


def _all_listed(meeting: Matter, habits: Habits) -> bool:
    named = habits["people_label"] in ("Medlemmer", "Deltagere", "Mødedeltagere") or habits["people"] == "ticks"
    return named or not any(one.absent for one in meeting.people)


def _resolved(value: Any) -> Any:
    if isinstance(value, Mark):
        return value.line
    if isinstance(value, list):
        return [_resolved(child) for child in value]
    if isinstance(value, dict):
        return {key: _resolved(child) for key, child in value.items()}
    return value
