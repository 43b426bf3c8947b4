"""Printers of the numbered pages' relatives: "Nr.178 - …", "38Title", "1: …", "Sag nr. 130", a heading twice."""

from random import Random
from typing import Any

from generator import municipalities_styles as styles
from generator import words
from generator.meeting import Draft, DraftItem
from generator.municipalities_draft import joined, members, municipal, with_parties
from generator.municipalities_numbered import new_page
from generator.municipalities_parts import NBSP, Block, Content, print_items, reading
from generator.page import Page, Rendered, long_date


def fredensborg(draft: Draft, rng: Random) -> Rendered:
    """ "Nr.178 - Title"; who is away stands below the heading, with no label."""
    draft = municipal(draft, rng)
    draft.body = rng.choice([draft.body, f"{draft.body} (18-21)"])
    page = new_page(rng)
    page.add(f"{draft.day:%d-%m-%Y} kl. {draft.start:%H:%M}", draft.place, "", "Medlemmer", "")
    for name, letter in members(draft, rng, 4):
        page.add(f"{name} ({letter})", "")
    page.add("Afbud", "")
    for name in with_parties(draft, rng, draft.absent) or ["Ingen"]:
        page.add(name, "")

    def heading(item: DraftItem) -> dict[str, Any]:
        page.add(f"Nr.{item.number} - {item.title}", "")
        for name in with_parties(draft, rng, item.absent):
            page.add(name, "")
        number = f"{draft.day.year % 100:02}/{rng.randint(1, 99999)}" if rng.random() < 0.8 else None
        if number:
            page.add(f"Sagsnr.: {number}", "", NBSP, "")
        return {"case_number": number}

    items = print_items(page, draft, styles.FREDENSBORG, rng, heading)
    return reading("fredensborg", page, draft, items, unknown="document_type body")


def frederikssund(draft: Draft, rng: Random) -> Rendered:
    """The number glued to the title; the body in the genitive, the kind of meeting and the room on one line."""
    draft = municipal(draft, rng)
    for item in draft.items:
        if item.title[0].isdigit():
            item.title = f"Sag om {item.title}"
    page = new_page(rng)
    genitive = "Byrådet's" if draft.body == "Byrådet" and rng.random() < 0.3 else f"{draft.body}s"
    page.add(f"{genitive} møde den {long_date(draft.day)}", "")
    draft.place = rng.choice(["Byrådssalen", "Mødelokale 2", "Kantinen"])
    form = rng.choice(["Ekstraordinært møde", "Ordinært møde"])
    page.add(f"{form} - {draft.place} kl. {draft.start:%H.%M}", "", "Dagsorden" if draft.agenda else "Referat", "")
    page.add("Fold alle punkter", "")

    def heading(item: DraftItem) -> dict[str, Any]:
        page.add(f"{item.number}{item.title}", "")
        return {}

    return reading(
        "frederikssund", page, draft, print_items(page, draft, styles.FREDERIKSSUND, rng, heading), absent=[]
    )


def polweb(draft: Draft, rng: Random) -> Rendered:
    """Odsherred: case, document, initials and access each on a line of their own below the heading."""
    draft = municipal(draft, rng)
    page = new_page(rng)
    page.add(draft.body, "", "Dagsorden" if draft.agenda else "Referat", "", f"Dato: {long_date(draft.day)}")
    page.add(f"Tidspunkt: Kl. {draft.start:%H:%M}", f"Mødested: {draft.place}", "")
    space = rng.choice([" " * 6, NBSP * 6])

    def heading(item: DraftItem) -> dict[str, Any]:
        number = f"306-{draft.day.year}-{rng.randint(1, 9999)}"
        access, word = ("open", "Åbent") if item.sections or rng.random() < 0.3 else ("closed", "Lukket")
        page.add(
            f"{item.number}.{space}{item.title}", f"Sag {number}", f"Dok. 306-{draft.day.year}-{rng.randint(1, 999999)}"
        )
        page.add(f"Initialer: {rng.choice(['ABC', 'xyz', 'KLØ'])}", word, "")
        return {"case_number": number, "access": access}

    items = print_items(page, draft, styles.POLWEB, rng, heading)
    for item in items:
        item["sections"].insert(0, {"kind": "admin", "first_line": item["first_line"] + 3})
    return reading("polweb", page, draft, items, absent=[])


def decisions_only(draft: Draft, rng: Random) -> Rendered:
    """Rebild: below each heading nothing but the text of the decision."""
    draft = municipal(draft, rng)
    for item in draft.items if draft.agenda else []:  # without a decision a title says nothing here
        item.decision, item.outcomes = "Godkendt.", ["approved"]
    draft.agenda, draft.people = False, []
    page = new_page(rng)
    page.add("Beslutninger" if rng.random() < 0.5 else "Referat", draft.body)
    page.add(f"{draft.day:%d-%m-%Y} kl. {draft.start:%H:%M}", draft.place, "")
    items = []
    for item in draft.items:
        page.add(f"{item.number}. {item.title}", "")
        about = {"first_line": page.next - 2, "number": str(item.number), "title": item.title, "marks": []}
        facts = _bare_decision(page, item)
        items.append({**about, "case_number": None, "access": None, **facts})
    return reading("decisions-only", page, draft, items, absent=[])


def _bare_decision(page: Page, item: DraftItem) -> dict[str, Any]:
    """The decision without its label; whether a section without a label is one, its text does not say."""
    paragraphs = item.decision.split("\n\n") if item.decision else []
    facts = Content().facts
    if item.decision:
        facts["decision"] = {"text": item.decision, "outcomes": item.outcomes}
    if item.decision and item.absent:
        facts["absent"] = item.absent
        paragraphs.append(f"{joined(item.absent)} var fraværende.")
    for paragraph in paragraphs:
        page.add(*paragraph.split("\n"), "")
    return facts


def ringkoebing_skjern(draft: Draft, rng: Random) -> Rendered:
    """ "1: Title", "Sagsnr:" that may be empty, and a rendering that glues labels to their text."""
    draft = municipal(draft, rng)
    page = new_page(rng)
    page.add(f"{'Dagsorden' if draft.agenda else 'Referat'}: {long_date(draft.day)} kl. {draft.start:%H:%M}", "")
    named = rng.random() < 0.7
    page.add(draft.place, *([draft.body] if named else []), "")
    if rng.random() < 0.8:
        page.add("Deltagere", "", *(f" • {name}" for name, _ in _nobodys(draft, rng)), "")
    glued = rng.random() < 0.3
    style = styles.Style(
        "case_presentation attachments recommendation decision",
        points=("at", "bullets", "sentence") if glued else ("at", "bullets", "sentence", "numbered", "bare"),
        absent=("list|Fraværende> • {} ()",),
        anchored=not glued,
    )
    colon = rng.choice([": ", " : "])

    def heading(item: DraftItem) -> dict[str, Any]:
        number = f"{draft.day.year % 100:02}-{rng.randint(0, 999999):06}" if rng.random() < 0.6 else None
        page.add("Kopier link til punktet  -   Print", "", f"{item.number}{colon}{item.title}", "")
        page.add(f"Sagsnr: {number or ''}".rstrip(), "")
        return {"case_number": number, "first_line": page.next - 4, "content": lambda found: _finish(found, rng, glued)}

    items = print_items(page, draft, style, rng, heading)
    return reading("ringkoebing-skjern", page, draft, items, unknown="" if named else "body", absent=[])


def _nobodys(draft: Draft, rng: Random) -> list[tuple[str, str]]:
    """Members whose party the page does not tell."""
    known = list(draft.people)
    found = members(draft, rng, 4)
    draft.people = known
    return found


def _finish(found: Content, rng: Random, glued: bool) -> None:
    """Say where there are no attachments; stick the labels to their text: "BeslutningGodkendt."."""
    if found.blocks and not found.facts["attachments"] and rng.random() < 0.5:
        at = next((n for n, block in enumerate(found.blocks) if block.kind == "decision"), len(found.blocks))
        found.blocks.insert(at, Block("attachments", "Bilag", ["Ingen bilag."]))
    for block in found.blocks if glued else []:
        if not block.paragraphs:
            continue
        first, *rest = block.paragraphs.pop(0).split("\n")
        if block.kind == "attendance":
            first, rest = first.replace(" • ", "- "), [line.replace(" • ", "- ") for line in rest]
        elif not first[0].isupper():
            block.paragraphs.insert(0, "\n".join([first, *rest]))
            first, rest = words.PLAIN[0], []
        block.label += first
        block.paragraphs = [*(["\n".join(rest)] if rest else []), *block.paragraphs]
        block.known = ()


def roedovre(draft: Draft, rng: Random) -> Rendered:
    """The title above "Sag nr. 130"; who was away for which cases stands in the header."""
    draft = municipal(draft, rng, label_titles=False)
    page = new_page(rng)
    first, last = draft.items[0].number, draft.items[-1].number
    page.add(draft.body, "", f"{draft.day:%d-%m-%Y}", "", "Medlemmer", "")
    chair, *rest = members(draft, rng, 5)
    page.add(f"Formand {chair[0]} ({chair[1]})", *(f"{name} ({letter})" for name, letter in rest), "")
    page.add("Fraværende", "", *(f"{name}, sag {first}-{last}" for name in with_parties(draft, rng, draft.absent)), "")
    page.add(f"Sager {first} - {last}", "", "Fold alle ud", "")

    def heading(item: DraftItem) -> dict[str, Any]:
        page.add(item.title, f"Sag nr. {item.number}", "")
        return {"content": lambda found: _routed(found, draft.body)}

    items = print_items(page, draft, styles.ROEDOVRE, rng, heading)
    for item in items:
        del item["absent"]
    unknown = "document_type"
    return reading(
        "roedovre", page, draft, items, unknown=unknown, scheduled_start=None, place=None, roles=[[chair[0], "formand"]]
    )


def _routed(found: Content, body: str) -> None:
    """The value stands on the label's line, so nothing below it."""
    for block in found.blocks:
        if block.kind == "case_route":
            block.label = block.label.format(body=body)
            block.paragraphs, block.known = [], ()


def slagelse(draft: Draft, rng: Random) -> Rendered:
    """The heading twice, one line with case, document and access, and no blank lines between the sections."""
    draft = municipal(draft, rng)
    page = new_page(rng)
    draft.body = rng.choice([draft.body, f"{draft.body} (2018-2021)"])
    dash = rng.choice(["–", "-"])
    title = f"{draft.body} {dash} {'Dagsorden' if draft.agenda else 'Referat'} {dash} {long_date(draft.day)}"
    page.add(title, "", "", "")
    draft.people = []  # their sentence stands in the case presentation, which this family does not have

    def heading(item: DraftItem) -> dict[str, Any]:
        mark = rng.choice(["(B)", "(O)", "(D)"])
        number = f"330-{draft.day.year}-{rng.randint(1, 99999)}"
        access, word = ("open", "Åbent") if item.sections else ("closed", "Lukket")
        page.add(f"{item.number}. {item.title} {mark}", "")
        page.add(f"{item.number}.{rng.choice([' ', ' ' * 5])}{item.title} {mark}", "")
        page.add(f"Sagsnr.: {number}{' ' * 15}Dok.nr.: 330-{draft.day.year}-{rng.randint(1, 999999)}{' ' * 32}{word}")
        return {
            "case_number": number,
            "access": access,
            "marks": [mark],
            "content": lambda found: _routed(found, draft.body),
        }

    items = print_items(page, draft, styles.SLAGELSE, rng, heading, ("",))
    return reading("slagelse", page, draft, items, title=title, scheduled_start=None, place=None, absent=[])
