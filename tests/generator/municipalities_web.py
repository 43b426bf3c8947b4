"""Printers of the web systems with bullets and accordions: os2web and its like, and pages that lost their titles."""

from random import Random
from typing import Any

from generator import municipalities_styles as styles
from generator import words
from generator.meeting import Draft, DraftItem
from generator.municipalities_draft import members, municipal, only_open, party, with_parties, without_text
from generator.municipalities_numbered import kle, new_page, weekday
from generator.municipalities_parts import Block, Content, print_items, reading
from generator.page import Page, Rendered, long_date

_ENGLISH = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def stevns(draft: Draft, rng: Random) -> Rendered:
    """ "• 159. Title", everything below it indented, attachments as icons, other bodies by their item's number."""
    draft = municipal(draft, rng)
    page = new_page(rng)
    page.add("Dagsorden" if draft.agenda else "Referat", "")

    def heading(item: DraftItem) -> dict[str, Any]:
        closed = not item.sections
        page.add(f"  • {item.number}. {item.title}{' (Lukket)' if closed else ''}", "")
        files = _files(item, rng)
        if files:
            page.add("    " + "".join(f"application/pdf icon {name}" for name in files), "")
        about: dict[str, Any] = {"content": lambda found: found.facts.update(attachments=files)}
        return about | ({"access": "closed"} if closed else {})

    items = print_items(page, draft, styles.STEVNS, rng, heading)
    for item in items:
        if item["access"] == "closed":
            del item["marks"]
    known: dict[str, Any] = {"body": None, "scheduled_start": None, "place": None, "absent": []}
    return reading("os2web", page, draft, items, unknown="date", **known)


def _files(item: DraftItem, rng: Random) -> list[str]:
    """Attachments by their files' names, on one line above the sections."""
    return [f"{name.replace(' ', '_')}.pdf" for name in item.attachments if name[0].isupper() and rng.random() < 0.9]


def syddjurs(draft: Draft, rng: Random) -> Rendered:
    """A table row as header, "Punkt 139 Title", the labels as bullets, "Show video" in between."""
    draft = municipal(draft, rng)
    page = new_page(rng)
    kind = "Dagsorden" if draft.agenda else "Referat"
    page.add("Mødedetaljer", "", "Udvalg Dato Type Hent")
    page.add(f"{draft.body} {draft.day:%d-%m-%Y} {draft.start:%H:%M} {kind} Samlet dokument", "", "Video fra mødet", "")

    def heading(item: DraftItem) -> dict[str, Any]:
        page.add(f"Punkt {item.number} {item.title}")
        return {}

    items = print_items(page, draft, styles.SYDDJURS, rng, heading, ("Show video",))
    return reading("os2web", page, draft, items, place=None, absent=[])


def faxe(draft: Draft, rng: Random) -> Rendered:
    """Faxe and Fredericia: header labels without a value, "Punkt 43 Title" or "1. Title", "Fraværende:" below."""
    draft = municipal(draft, rng)
    without_text(draft, rng, ("Punkt 3 i aftalen",))
    page = new_page(rng)
    page.add(f"{draft.body} - {draft.day:%d-%m-%Y}", "", "Dagsorden" if draft.agenda else "Referat", "Udvalg:", "Dato:")
    month = words.MONTHS[draft.day.month - 1]
    page.add(f"{weekday(draft)}, {draft.day.day} {month}, {draft.day.year} - {draft.start:%H:%M}")
    page.add("Hent som fil:", *(["Dagsorden publiceret:"] if rng.random() < 0.3 else []), "Lokation:")
    form = rng.choice(["Punkt {} {}", "{}. {}"])

    def heading(item: DraftItem) -> dict[str, Any]:
        page.add(form.format(item.number, item.title), "")
        return {"content": lambda found: _nobody_away(found, rng)}

    items = print_items(page, draft, styles.FAXE, rng, heading)
    return reading("os2web", page, draft, items, place=None, absent=[])


def _nobody_away(found: Content, rng: Random) -> None:
    """ "Ingen" below the label of those who are away."""
    if found.facts["decision"] and not found.facts["absent"] and rng.random() < 0.7:
        at = next(n for n, block in enumerate(found.blocks) if block.kind == "decision")
        found.blocks.insert(at + 1, Block("attendance", "Fraværende:", ["Ingen"]))


def os2web(draft: Draft, rng: Random) -> Rendered:
    return rng.choice((stevns, syddjurs, faxe))(draft, rng)


def roskilde(draft: Draft, rng: Random) -> Rendered:
    """Number and title twice, case and body and access on one line, the month in English."""
    draft = municipal(draft, rng, label_titles=False)
    page = new_page(rng)
    page.add("You are here", "", "Dagsorden" if draft.agenda else "Referat", "")
    day = f"{weekday(draft)}, {_ENGLISH[draft.day.month - 1]} {draft.day.day}, {draft.day.year}"
    page.add(f"Dato: {day} - {draft.start:%H:%M}", f"Sted: {draft.place}")

    def heading(item: DraftItem) -> dict[str, Any]:
        number = str(rng.randint(10000, 9999999))
        access, word = ("open", "Åbent punkt") if item.sections else ("closed", "Lukket punkt")
        files = _files(item, rng)
        page.add(f" • Pkt. {item.number} {item.title}", "")
        page.add(*([f"  {' '.join(files)}", ""] if files else []))
        page.add(f"  Pkt. {item.number}", "", f"  {item.title}", "", f"  Sagsnr. {number} {draft.body} {word}", "")
        away = item.absent
        return {
            "case_number": number,
            "access": access,
            "content": lambda found: _substituted(found, draft, away, files, rng),
        }

    items = print_items(page, draft, styles.ROSKILDE, rng, heading)
    return reading("roskilde", page, draft, items, unknown="body", absent=[])


def _substituted(found: Content, draft: Draft, away: list[str], files: list[str], rng: Random) -> None:
    """Who was away, and who came instead, on one line below the decision."""
    found.facts["attachments"] = files
    if found.facts["decision"] and away:
        name = away[0]
        letter = party(draft, rng, name)
        line = f"Fraværende: {name} ({letter})"
        if rng.random() < 0.5:
            line += f" - Viggo Sønderby ({party(draft, rng, 'Viggo Sønderby')}) mødte som stedfortræder."
        found.blocks.append(Block("attendance", line, known=()))
        found.facts["absent"] = [name]


def viborg(draft: Draft, rng: Random) -> Rendered:
    """ "• 1 Title" with no period, the labels as bullets inside, the case in many small parts."""
    draft = municipal(draft, rng)
    page = new_page(rng)
    title = f"{draft.body} - {'Dagsorden til' if draft.agenda else 'Referat fra'} mødet den {draft.day:%d-%m-%Y}"
    page.add(title, "")

    def heading(item: DraftItem) -> dict[str, Any]:
        page.add(f" • {item.number} {item.title}", "")
        return {}

    items = print_items(page, draft, styles.VIBORG, rng, heading)
    return reading("viborg", page, draft, items, title=title, scheduled_start=None, place=None, absent=[])


def _open_draft(draft: Draft, rng: Random) -> Draft:
    """A draft for a page without titles, where an item that says nothing would leave no trace."""
    draft = municipal(draft, rng)
    without_text(draft, rng, ("Beslutning:", "Det indstilles", "Punkt 3 i aftalen"))
    draft.agenda = False
    only_open(draft)
    return draft


def _untitled(page: Page, draft: Draft, items: list[dict[str, Any]], **known: Any) -> Rendered:
    for item in items:
        item["number"], item["title"] = None, None
    return reading("untitled", page, draft, items, **known)


def aabenraa(draft: Draft, rng: Random) -> Rendered:
    """Aabenraa and Assens: every item begins with "• Udskriv" and a line with the case and initials."""
    draft = _open_draft(draft, rng)
    page = new_page(rng)
    page.add(
        "Beslutningsprotokol", "", f"{weekday(draft).lower()} den {long_date(draft.day)} kl. {draft.start:%H:%M}", ""
    )
    known = list(draft.people)
    names = [name for name, _ in members(draft, rng, 3)]
    draft.people = known
    page.add(f"Mødested: {draft.place}", f"Udvalg: {draft.body}", f"Medlemmer: {', '.join(names)}", "Bemærkninger:")
    page.add("Udskriv hele dagsordnen")

    def heading(_item: DraftItem) -> dict[str, Any]:
        number = f"{draft.day.year % 100:02}/{rng.randint(1, 99999)}"
        page.add(" • Udskriv", f"  Sagsid.: {number}, Sagsinitialer: {rng.choice(['abc', 'DEF'])}", "")
        return {"case_number": number, "first_line": page.next - 2}

    return _untitled(page, draft, print_items(page, draft, styles.AABENRAA, rng, heading), absent=[])


def aalborg(draft: Draft, rng: Random) -> Rendered:
    """ "Åben" begins an item; the committee that recommends may have had somebody away, too."""
    draft = _open_draft(draft, rng)
    draft.body = "Byrådet"
    day = f"{long_date(draft.day)} - referat fra byrådet"
    page = new_page(rng)
    page.add("Skip til hoved indholdet", "  Hjem Politiske udvalg Seneste fra byrådet", "", day, "")
    page.add("Vælg et møde i arkivet.", "", f"{day} Referat fra byrådet", "", f"Byrådet {long_date(draft.day)}", "")

    def heading(_item: DraftItem) -> dict[str, Any]:
        page.add("Åben", "")
        return {"access": "open", "content": lambda found: _committee(found, rng)}

    items = print_items(page, draft, styles.AALBORG, rng, heading)
    return _untitled(page, draft, items, scheduled_start=None, place=None, absent=[])


def _committee(found: Content, rng: Random) -> None:
    for block in found.blocks:
        if block.kind == "recommendation" and rng.random() < 0.3:
            block.paragraphs += ["Viggo Sønderby var fraværende.", "Økonomiudvalget anbefaler indstillingen."]


def hedensted(draft: Draft, rng: Random) -> Rendered:
    """Hedensted and Kolding: "Sagsnr.:" begins an item; no blank lines; "Fraværende:" with nobody behind it."""
    draft = _open_draft(draft, rng)
    page = new_page(rng)
    page.add(f"{draft.body} - Dagsordener og referater", f"Se dagsordener og referater fra {draft.body}s møder.")
    draft.body = rng.choice([draft.body, f"{draft.body} 2022-2025"])
    page.add(f"Udvalg: {draft.body}", f"Mødedato: {long_date(draft.day)}", f"Mødested: {draft.place}")

    def heading(_item: DraftItem) -> dict[str, Any]:
        number = (
            kle(rng, draft.day.year) if rng.random() < 0.7 else f"{draft.day.year % 100:02}/{rng.randint(1, 99999)}"
        )
        page.add(f"Sagsnr.: {number}")
        return {"case_number": number, "content": lambda found: _substitutes(found, draft, rng)}

    items = print_items(page, draft, styles.HEDENSTED, rng, heading)
    return _untitled(page, draft, items, unknown="document_type", scheduled_start=None, absent=[])


def _substitutes(found: Content, draft: Draft, rng: Random) -> None:
    """A line for each who is away and for who came instead; below it a label with nobody behind it."""
    away = found.facts["absent"]
    if away and rng.random() < 0.5:
        came = [f" Som stedfortræder deltog Viggo Sønderby ({party(draft, rng, 'Viggo Sønderby')})", ""]
        lines = [f"{name} var fraværende.{rng.choice(came)}" for name in with_parties(draft, rng, away)]
        found.blocks[-1].paragraphs[-1] = "\n".join(lines)
        del found.facts["decision"]["text"]
    if found.facts["decision"]:
        found.blocks.append(Block("attendance", "Fraværende:", known=()))


def ishoej(draft: Draft, rng: Random) -> Rendered:
    """Ishøj, Svendborg, Stevns from 2022: an item begins where the first label of the order comes again."""
    draft = _open_draft(draft, rng)
    page = new_page(rng)
    day = f"{weekday(draft).lower()} den {long_date(draft.day)} kl. {draft.start:%H.%M}"
    page.add("Referat", f"{draft.body} {day}", "", draft.place, "")
    style = rng.choice((styles.ISHOEJ, styles.SVENDBORG, styles.STEVNS_2022))
    items = print_items(page, draft, style, rng, lambda _item: {})
    return _untitled(page, draft, items, unknown="place", absent=[])


def untitled(draft: Draft, rng: Random) -> Rendered:
    return rng.choice((aabenraa, aalborg, hedensted, ishoej))(draft, rng)
