"""The printer for Aarhus: no numbers, and the decision stands first."""

from datetime import date, timedelta
from random import Random
from typing import Any

from generator import words
from generator.meeting import Draft, DraftItem
from generator.page import Page, Rendered, long_date
from generator.regions_parts import (
    NBSP,
    Recommended,
    Setting,
    Slot,
    Style,
    done,
    fresh,
    print_one,
    print_sections,
    proper,
    setting,
    some_names,
)


def _capital_at(item: DraftItem, rng: Random) -> Recommended:
    """Aarhus: "At 1) …"."""
    points = [one.removeprefix("at ") for one in proper(item, rng)]
    lines = [f"At {n}) {one[0].upper()}{one[1:]}." for n, one in enumerate(points, 1)]
    return ["\n".join(["Det indstilles:", *lines])], None, [f"{one[0].upper()}{one[1:]}" for one in points]


_AARHUS = Style(
    (Slot("summary", ("Resumé",), "summary"), Slot("recommendation", ("Indstilling",), "recommendation")),
    _capital_at,
    indent="    ",
    nothing=NBSP,
    sure=False,
    tight=True,
)
_DEPARTMENTS = ["Borgmesterens Afdeling", "Magistratsafdelingen for Kultur", "Magistratsafdelingen for Teknik og Miljø"]


def aarhus(draft: Draft, rng: Random) -> Rendered:
    """Aarhus: no numbers, "Beslutning" first; "Tilbagesendes … har vedtaget" says that the council approved."""
    at = setting(draft, rng, ["Aarhus Byråd"])
    page = Page(rng, blank=[NBSP, f"     {NBSP}"], noise=[])
    title = f"Referat Aarhus Byråd {at.day:%d-%m-%Y}"
    page.add(*rng.choice([["Vælg", ""], []]), title, "")
    items = []
    for item in draft.items:
        items.append(fresh(item, page, number=None))
        page.add(f"    {item.title}", "", "")
        _councils_item(page, at, item, items[-1])
        page.add("", "")
    facts = {"document_type": "minutes", "title": title, "scheduled_start": None, "place": None}
    return done("aarhus", at, page, items, **facts)


def _councils_item(page: Page, at: Setting, item: DraftItem, reading: dict[str, Any]) -> None:
    rng, department = at.rng, at.rng.choice(_DEPARTMENTS)
    proposed = at.day - timedelta(days=rng.randint(2, 20))
    sent = f"Tilbagesendes {department} med bemærkning, at byrådet"
    dates = f"i sit møde den {long_date(at.day)} har vedtaget Magistratens indstilling af  {long_date(proposed)}"
    extra = rng.choice([[], [], ["Sagerne 1 og 31 blev behandlet sammen."], [rng.choice(words.PLAIN)]])
    reading["sections"].append(print_one(page, _AARHUS, "decision", "Beslutning", [f"{sent} {dates}.", *extra]))
    reading["decision"] = {"outcomes": ["approved"]}
    print_sections(page, at, item, _AARHUS, reading)
    if rng.random() < 0.8:
        reading["sections"].append(_course(page, at, sent, proposed))
    if item.attachments or rng.random() < 0.3:
        reading["sections"].append(print_one(page, _AARHUS, "attachments", "Bilag", item.attachments))
        reading["attachments"] = item.attachments


def _course(page: Page, at: Setting, sent: str, proposed: date) -> dict[str, Any]:
    """ "Sagens forløb": what each body decided; who was away from the first of them was not away from the council."""
    rng, first = at.rng, page.next
    glued, entry = rng.random() < 0.5, f"{proposed:%d-%m-%Y} Magistraten"
    page.add(*([f"    Sagens forløb {entry}"] if glued else ["    Sagens forløb", "", f"    {entry}"]))
    page.add("    Fremsendes til Aarhus Byråd med bemærkning, at Magistraten anbefaler indstillingen.")
    if rng.random() < 0.4:
        one, other = some_names(rng, 2, at.draft.absent)
        page.add(f"    Rådmand {one} og {other} var forhindret i at deltage i sagens behandling.")
    page.add("", f"    {at.day:%d-%m-%Y} Aarhus Byråd", f"    {sent} har vedtaget indstillingen.", f"     {NBSP}", "")
    return {"kind": "history", "first_line": first}
