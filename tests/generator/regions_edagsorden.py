"""The printer for eDagsorden: Region Hovedstaden, and Holbæk with two templates of labels."""

from random import Random
from typing import Any

from generator import words
from generator.meeting import Draft, DraftItem
from generator.page import Page, Rendered
from generator.regions_parts import (
    NBSP,
    UNSAID,
    Recommended,
    Setting,
    Slot,
    Style,
    done,
    ends,
    fresh,
    mislead,
    plain_list,
    print_sections,
    proper,
    setting,
    some_names,
)

_CAPITAL = ["Forretningsudvalget", "Regionsrådet", "Sundhedsudvalget"]
_HOLBAEK = ["Udvalget for Børn", "Økonomiudvalget", "Byrådet", "Udvalget for Klima og Miljø"]


def _by_name(item: DraftItem, rng: Random) -> Recommended:
    """Holbæk: "Direktør X indstiller, at:", the points numbered and without "at"."""
    by = rng.choice([f"Direktør {some_names(rng, 1)[0]}", "Centerchefen", "Administrationen"])
    points = [one.removeprefix("at ") for one in proper(item, rng)]
    lines = "\n".join(f"  {n}. {one}" for n, one in enumerate((e for e in ends(rng, points)), 1))
    return [f"{by} indstiller, at:", lines], by, points


_AREAS = ["økonomi", "administrative forhold", "miljø", "sundhed", "andre afledte konsekvenser"]
_RULED = "Beslutning i {body} den {dmy}"
_HOLBAEK_2013 = Style(
    (
        Slot("case_route", ("Sagsprocedure",), "route", always=True),
        Slot("recommendation", ("Hovedindstilling",), "recommendation", always=True),
        Slot("alternative_recommendation", ("Alternativ indstilling",), always=True),
        Slot("summary", ("Formål",), "summary", always=True),
        Slot("case_presentation", ("Sagsbeskrivelse af hovedindstilling",), "case_presentation", always=True),
        Slot("case_presentation", ("Sagsbeskrivelse af alternativ indstilling",), always=True),
        Slot("legal_basis", ("Lovgrundlag",), always=True),
        Slot("consultation", ("Høring",), always=True),
        *(Slot("assessment", (f"Vurdering i forhold til {area}",), always=True) for area in _AREAS),
        Slot("previous_decision", (_RULED,), "previous"),
        Slot("decision", (_RULED,), "decision"),
    ),
    _by_name,
)
_HOLBAEK_2014 = Style(
    (
        Slot("case_route", ("Sagsgang og sagstype",), "route", always=True),
        Slot("recommendation", ("Indstilling",), "recommendation", always=True),
        Slot("alternative_recommendation", ("Alternativ indstilling",), always=True),
        Slot("case_presentation", ("Beskrivelse af sagen",), "case_presentation", always=True),
        Slot("case_presentation", ("Beskrivelse af alternativ indstilling",), always=True),
        Slot("economy", ("Økonomiske konsekvenser",), always=True),
        Slot("consequences", ("Øvrige konsekvenser",), always=True),
        Slot("consultation", ("Høring",), always=True),
        Slot("legal_basis", ("Lovgrundlag – link",), always=True),
        Slot("history", ("Sagshistorik, henvisninger",), always=True),
        Slot("previous_decision", (_RULED,), "previous"),
        Slot("decision", (_RULED,), "decision"),
    ),
    _by_name,
)
_HOVEDSTADEN = Style(
    (
        Slot("recommendation", ("INDSTILLING",), "recommendation"),
        Slot("case_route", ("POLITISK BEHANDLING",), "route"),
        Slot("background", ("BAGGRUND", "BAGGRUND FOR SAGENS FREMLÆGGELSE"), "summary"),
        Slot("case_presentation", ("SAGSFREMSTILLING",), "case_presentation"),
        Slot("consequences", ("KONSEKVENSER",)),
        Slot("assessment", ("RISIKOVURDERING",)),
        Slot("economy", ("ØKONOMI",)),
        Slot("communication", ("KOMMUNIKATION",)),
        Slot("timeline", ("TIDSPLAN OG VIDERE PROCES",)),
        Slot("decision", ("BESLUTNING",), "decision"),
        Slot("admin", ("DIREKTØRPÅTEGNING",)),
        Slot("attachments", ("BILAGSFORTEGNELSE",), "attachments"),
    ),
    plain_list,
)


def edagsorden(draft: Draft, rng: Random) -> Rendered:
    """Six labels in capitals, the list of titles, and the first heading glued to that list's last line."""
    style = rng.choice([_HOVEDSTADEN, _HOLBAEK_2013, _HOLBAEK_2014])
    at = setting(draft, rng, _CAPITAL if style is _HOVEDSTADEN else _HOLBAEK)
    page = Page(rng, blank=[NBSP, ""], noise=[])
    facts = _masthead(page, at, style)
    announced = facts.pop("announced")
    shown = {item.number: _shown(item, rng, style) for item in draft.items}
    titles = [f"{number}. {title}" for number, title in shown.items()]
    lead = titles.pop() if rng.random() < 0.6 else ""
    page.add("PUNKTER", "", *titles, *([] if lead else [""]))
    twice, residue = style is _HOVEDSTADEN and rng.random() < 0.6, rng.random() < 0.5
    items = []
    for n, item in enumerate(draft.items):
        items.append(fresh(item, page, access=None if item.sections else "closed"))
        page.add(f"{lead}{item.number}. {shown[item.number]}", "")
        page.add(*([shown[item.number]] if twice else []))
        if announced:
            page.add(*(rng.choice(words.PLAIN) for _ in item.sections), "")
        else:
            mislead(item, rng)
            print_sections(page, at, item, style, items[-1])
        if not item.sections:
            items[-1]["title"] = UNSAID
        lead = _residue(page, at, items[-1], n + 1 == len(draft.items)) if residue and style is not _HOVEDSTADEN else ""
    contents = [{"title": title, "page": None} for title in shown.values()]
    return done("edagsorden", at, page, items, contents=contents, **facts)


def _masthead(page: Page, at: Setting, style: Style) -> dict[str, Any]:
    """The six labels with their values. What stands under the last clock, an end planned or real, nobody can tell."""
    rng, draft = at.rng, at.draft
    facts: dict[str, Any] = {"title": UNSAID, "announced": False, "scheduled_end": UNSAID, "closed": UNSAID}
    meeting, body, where = at.kind, at.body, draft.place
    if style is _HOVEDSTADEN and rng.random() < 0.5:
        meeting = rng.choice(["ORDINÆRT REGIONSRÅDSMØDE", f"{body} - formandsmeddelelser"])
        facts["announced"] = meeting.endswith("meddelelser")
        facts["document_type"] = "unknown" if facts["announced"] else UNSAID
        where = where.upper() if "@" not in where else where
    elif style is not _HOVEDSTADEN and rng.random() < 0.5:
        body = f"09-13 {body}"
    end = f"{at.day:%d-%m-%Y} {at.end:%H:%M:%S}" if rng.random() < 0.8 else ""
    start = f"{at.day:%d-%m-%Y} {draft.start:%H:%M:%S}"
    values = {"UDVALG": body, "MØDE": meeting, "STED": where, "STARTTIDSPUNKT": start, "SLUTTIDSPUNKT": end}
    for label, value in values.items():
        page.add(label, "", value, "")
    page.add("")
    return facts | {"body": body, "place": where}


def _shown(item: DraftItem, rng: Random, style: Style) -> str:
    """The title as the list and the heading have it."""
    if item.sections:
        return item.title
    return "Closed item" if style is _HOVEDSTADEN and rng.random() < 0.5 else f"{item.title} - Lukket punkt"


def _residue(page: Page, at: Setting, reading: dict[str, Any], last: bool) -> str:
    """The template's empty labels after the decision; the last of them is often glued to the next heading, as is given.

    A label that stands alone there may be read as an empty section or as nothing.
    """
    if not reading["sections"]:
        return ""
    if not last and at.rng.random() < 0.8:
        return "Referat"
    reading["sections"] = UNSAID
    page.add("Referat", "", "")
    return ""
