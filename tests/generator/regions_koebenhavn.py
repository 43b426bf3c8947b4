"""Printers for København, whose files hold one item each, with the votes on it."""

from random import Random
from typing import Any

from generator import words
from generator.meeting import Draft, DraftItem
from generator.page import Page, Rendered, long_date, moment
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
    print_one,
    print_sections,
    proper,
    setting,
    some_names,
)

_COPENHAGEN = ["Økonomiudvalget", "Teknik- og Miljøudvalget", "Borgerrepræsentationen"]
_COUNCIL = ["Borgerrepræsentationen"]
_COMMITTEES = ["Økonomiudvalget", "Nordby Lokaludvalg", "Kultur- og Fritidsudvalget"]
_SENDERS = ["Økonomiforvaltningen", "Teknik- og Miljøforvaltningen", "Gruppeformandskredsen"]
_BANNER = "Gå ikke glip af vigtig Digital Post"
_LETTERS = ["A", "B", "C", "F", "O", "V", "Ø", "Å"]

Vote = dict[str, dict[str, Any]]


def _sender_in_brackets(item: DraftItem, rng: Random) -> Recommended:
    """ "Indstilling om," with the sender in brackets after the points, or "X indstiller, at …" before them."""
    points, by = proper(item, rng), rng.choice(_SENDERS)
    tail = rng.choice(["", "at Økonomiudvalget over for Borgerrepræsentationen anbefaler,", "at udvalget godkender,"])
    printed = ends(rng, points)
    numbered = [f"{n}. {one}" for n, one in enumerate(printed, 1)]
    if rng.random() < 0.5:
        return [f"{by} indstiller, {tail}".rstrip(), *numbered], by, points
    reading = [] if rng.random() < 0.5 else [rng.choice(["(1. behandling)", "(2. behandling)"])]
    return ["Indstilling om,", *(f" {one}" for one in numbered), f"({by})", *reading], by, points


_ITEM = Style(
    (
        Slot("recommendation", ("Indstilling",), "recommendation"),
        Slot("topic", ("Problemstilling",), "summary"),
        Slot("case_presentation", ("Løsning",), "case_presentation"),
        Slot("economy", ("Økonomi",)),
        Slot("timeline", ("Videre proces",)),
    ),
    _sender_in_brackets,
)
_EDOC = Style(
    (
        Slot("case_presentation", ("Sagsfremstilling",), "summary", always=True),
        Slot("recommendation", ("Indstilling",), "recommendation"),
        Slot("topic", ("Problemstilling",)),
        Slot("case_presentation", ("Løsning",), "case_presentation"),
        Slot("economy", ("Økonomi",)),
    ),
    _sender_in_brackets,
)


def _only_item(draft: Draft, rng: Random) -> DraftItem:
    """The item that the file is about; sections it must have."""
    return rng.choice([item for item in draft.items if item.sections] or draft.items)


def koebenhavn_item(draft: Draft, rng: Random) -> Rendered:
    """One item on København's site: a title without number, the sender in brackets, "Beslutning" with votes."""
    at = setting(draft, rng, _COPENHAGEN)
    page = Page(rng, blank=[NBSP, ""], noise=[])
    page.add(*rng.choice([[], ["Søg", ""], ["Søg", "", _BANNER, ""]]))
    page.add(f"Mødedato: {at.day:%d.%m.%Y}, kl. {draft.start:%H:%M}")
    page.add(*([f"Mødested: {draft.place}"] if (placed := rng.random() < 0.8) else []), "")
    item = _only_item(draft, rng)
    reading = fresh(item, page, number=None, attachments=UNSAID)
    page.add(item.title, "")
    page.add(*rng.choice([[], ["Se alle bilag", ""]]), *rng.choice([[], [rng.choice(words.PLAIN), ""]]))
    print_sections(page, at, item, _ITEM, reading)
    facts: dict[str, Any] = {"title": UNSAID, "document_type": "unknown", "body": None}
    facts["place"] = draft.place if placed else None
    if item.decision is not None:
        facts["document_type"] = UNSAID
        facts |= _ruling(page, at, item, reading)
    page.add(*rng.choice([[], ["Til top", ""]]))
    return done("koebenhavn-item", at, page, [reading], **facts)


def koebenhavn_edoc(draft: Draft, rng: Random) -> Rendered:
    """One item of a committee's eDoc agenda: "N. Title ( )", no header at all; the rest stands in the text."""
    at = setting(draft, rng, _COMMITTEES)
    page = Page(rng, blank=[NBSP, ""], noise=[])
    item = _only_item(draft, rng)
    reading = fresh(item, page)
    page.add(f"{item.number}. {item.title}{rng.choice(['', ' ( )', ' ()'])}", "")
    style = Style(_EDOC.slots, _EDOC.recommend, nothing=rng.choice(["", ".....", NBSP]))
    print_sections(page, at, item, style, reading)
    facts: dict[str, Any] = {"title": UNSAID, "document_type": UNSAID, "body": None, "date": None}
    facts |= {"scheduled_start": None, "place": None}
    if item.decision is not None:
        facts |= _ruling(page, at, item, reading)
        if facts["body"] is UNSAID:
            facts["date"] = at.day.isoformat()
        else:
            facts |= {"opened": UNSAID, "closed": UNSAID}
        if rng.random() < 0.4:
            facts |= _presence(page, at, reading)
    return done("koebenhavn-edoc", at, page, [reading], **facts)


def _ruling(page: Page, at: Setting, item: DraftItem, reading: dict[str, Any]) -> dict[str, Any]:
    """The section "Beslutning"; where its text names the body, who reads may take the meeting's body from it."""
    rng = at.rng
    facts: dict[str, Any] = {}
    paragraphs: list[str] = []
    whose = ""
    if rng.random() < 0.5:
        colon = rng.choice([":", ""])
        paragraphs = rng.choice([[], [f"Dagsordenspunkt {item.number}: {item.title}"]])
        if paragraphs and reading["number"] is None:  # the heading had no number, but this line has
            reading["number"] = UNSAID
        whose = f"{at.body}s beslutning i mødet den {long_date(at.day)}{colon}"
        paragraphs.append(whose)
        facts["body"] = UNSAID
    if rng.random() < 0.4:
        ruled, outcomes, votes = _vote(rng)
        reading["votes"] = votes
    else:
        ruled, outcomes = (item.decision or "").split("\n\n"), item.outcomes
    decision = {"outcomes": outcomes} if paragraphs else {"outcomes": outcomes, "text": "\n\n".join(ruled)}
    known = dict(at.draft.people)
    away = [f"{name} ({known.get(name, rng.choice(_LETTERS))})" for name in item.absent[:1]]
    reading |= {"decision": decision, "absent": item.absent[:1]}
    paragraphs += [*ruled, *(f"{one} deltog ikke i sagens behandling." for one in away)]
    section = print_one(page, _ITEM, "decision", "Beslutning", paragraphs)
    # The line that says whose decision it is is a label too: the second of the section.
    reading["sections"].append(section | {"text": "\n\n".join(one for one in paragraphs if one != whose)})
    if rng.random() < 0.15:
        text = [f"Mødet startede kl. {at.draft.start:%H.%M} og sluttede kl. {at.end:%H.%M}."]
        reading["sections"].append(print_one(page, _ITEM, "attendance", "OM MØDET", text))
        facts |= {"opened": moment(at.day, at.draft.start), "closed": moment(at.day, at.end)}
    return facts


def _presence(page: Page, at: Setting, reading: dict[str, Any]) -> dict[str, Any]:
    """Who was away, under a label of its own after the decision; whether from the meeting or the item is open."""
    rng = at.rng
    first, second, third = some_names(rng, 3, at.draft.absent)
    match rng.randrange(3):
        case 0:
            label, text = "Fraværende med afbud:", ["Ingen."]
        case 1:
            label, text = "Fraværende med afbud:", [first, second]
        case _:
            label = "Fremmøde og inhabilitet:"
            text = [f"{first} havde meldt afbud, og {second} deltog i stedet.", f"{third} udeblev uden afbud."]
    reading["sections"].append(print_one(page, _EDOC, "attendance", label, text))
    if text == ["Ingen."]:
        return {}
    reading["absent"] = UNSAID
    return {"absent": UNSAID}


def _vote(rng: Random) -> tuple[list[str], list[str], list[Vote]]:
    """A vote in print: its paragraphs, the outcomes, the votes."""
    letters = rng.sample(_LETTERS, rng.randint(3, 8))
    cut = rng.randint(1, len(letters) - 1)
    winners, losers, idle = letters[:cut], letters[cut:], [] if rng.random() < 0.6 else [letters.pop()]
    losers = [one for one in losers if one not in idle] or [letters[-1]]
    winners = [one for one in winners if one not in losers]
    if not winners:
        return ["Indstillingen blev godkendt uden afstemning."], ["approved"], []
    many, few = rng.randint(28, 46), rng.randint(1, 15)
    amended, passed = rng.random() < 0.3, rng.random() < 0.6
    passed = passed and not amended
    what = "Ændringsforslaget" if amended else rng.choice(["Indstillingen", "Forslaget"])
    how = rng.choice(["godkendt", "tiltrådt", "vedtaget"]) if passed else "forkastet"
    lines = [f"{what} blev {how} med {many} stemmer imod {few}."]
    colon, deserter = rng.choice([":", ""]), [] if rng.random() < 0.7 else some_names(rng, 1)
    in_favour, against = (winners, losers) if passed else (losers, winners)
    lines.append(f"For stemte{colon} {_and(in_favour + [f'1 medlem af Q ({name})' for name in deserter])}.")
    lines.append(f"Imod stemte{colon} {_and(against)}.")
    lines += [f"Undlod at stemme{colon} {_and(idle)}."] if idle else []
    undecided = rng.randint(1, 6) if idle and rng.random() < 0.5 else None
    lines[0] += f" {undecided} undlod." if undecided else ""
    if amended:
        lines = ["Parti Q stillede følgende ændringsforslag:", '"Møderne holdes i Sydby."', *lines]
        lines.append("Indstillingen blev herefter godkendt.")
    outcomes = ["rejected", "approved"] if amended else ["approved" if passed else "rejected"]
    counts = (many, few) if passed else (few, many)
    vote = {"for": _side(counts[0], in_favour, deserter), "against": _side(counts[1], against)}
    return lines, outcomes, [vote | {"abstained": _side(undecided, idle)}]


def _side(count: int | None, parties: list[str], names: list[str] | None = None) -> dict[str, Any]:
    return {"count": count, "parties": parties, "names": names or []}


def _and(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} og {parts[-1]}"


def _protocol_head(at: Setting, item: DraftItem, secret: bool) -> list[str]:
    weekday = words.WEEKDAYS[at.day.weekday()].lower()
    head = [f"Mødedato: {at.day:%d.%m.%Y}, kl. {at.draft.start:%H:%M}", item.title, item.title]
    head += [*at.rng.choice([[], ["for mødet «MDAT» kl"]]), at.body, "BESLUTNINGSPROTOKOL"]
    head.append(f"fra Ordinært møde {weekday} den {long_date(at.day)}")
    return [*head, "Disse sager behandles for lukkede døre"] if secret else head


def koebenhavn_protocol(draft: Draft, rng: Random) -> Rendered:
    """The council's protocol of 2002-07: the title twice, "Nr. N BR x/yy.", the decision below without a label."""
    at = setting(draft, rng, _COUNCIL, (2002, 2008))
    page = Page(rng, blank=[NBSP, ""], noise=[])
    item, between = _only_item(draft, rng), rng.choice([[], [""]])
    secret = rng.random() < 0.15
    head = _protocol_head(at, item, secret)
    for line in head[:-1]:
        page.add(line, *between)
    page.add(head[-1], *between)
    case = f"BR {rng.randint(1, 400)}/{at.day:%y}"
    access = "closed" if secret else None
    reading = fresh(item, page, case_number=case, access=access, attachments=UNSAID)
    page.add(f"Nr. {item.number}{' ' * rng.choice([1, 1, 3])}{case}. {item.title}", *between)
    ruled, outcomes, votes = _vote(rng)
    by = rng.choice([None, "Parti Q", "Økonomiudvalget"])
    points = proper(item, rng)
    kind: dict[str, Any] = {"kind": "recommendation", "first_line": page.next}
    if rng.random() < 0.4:
        points = points[:1]
        page.add(f"Indstilling om, {points[0]}.", *between)
    else:
        kind["label"] = rng.choice(["Indstilling om,", "Det foreslås,"])
        page.add(kind["label"], *between)
        for n, one in enumerate(ends(rng, points), 1):
            page.add(f"{n}.{' ' * rng.choice([1, 4])}{one}", *between)
    page.add(*([f"(Stillet af {by})" if by == "Parti Q" else f"({by})", *between] if by else []))
    page.add(*rng.choice([[], [NBSP, ""]]))
    if split := rng.random() < 0.1:  # words torn apart in print
        ruled = [line.replace("Indstillingen", "Indsti llingen") for line in ruled]
    for line in ruled:
        page.add(line, *between)
    reading |= {"recommendation": {"by": by, "points": points}, "votes": votes}
    reading["decision"] = UNSAID if split else {"outcomes": outcomes}
    reading["sections"] = [kind]
    page.add(*rng.choice([[], [NBSP, "", "Til top"]]), "")
    return done("koebenhavn-protocol", at, page, [reading], document_type="minutes", title=UNSAID, place=None)
