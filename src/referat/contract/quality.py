"""How well texts are read: a meeting against the reading that somebody made of the same text by hand.

A reading is a JSON object with the fields of a meeting that the text decides; a field that is left out is not compared.
Its own keys, for the document:

- `refused`: true where the text is no minutes and nothing must come out;
- `absent` and `x_present`: names; `noise_lines`: numbers of lines that may stand in no section's text; `links`: URLs;
- `x_absent`, `x_subst` {absent: substitute}, `x_recused`, `x_movements` [[name, kind, time]]: who was absent, and the
  like, wherever it stands, in the meeting or in an item; `x_absent_ok`: names that may be among the absent too;
- `x_notes`: what a reviewer wrote beside (see `referat review`), which is not compared;

and for an item: `heading_line` (by which it is found), `absent`, `attachments` (names alone), `x_remarks` [[by, how its
text begins]], `x_has_outcomes`, `x_not_outcomes`, `x_points` {ref: outcomes}, `x_prev` [[body, date]] of the decisions
that another body took. The document and every item may have `x_fields` {pointer: value}: any other field below them, by
its JSON pointer without the first "/" ("decision/postponed_to"). `docs/writing-layouts.md` shows a reading.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from referat.contract.compared import Compared as Compared
from referat.contract.compared import Figures as Figures
from referat.contract.compared import equal, flat, judged, missing, one_of

#: What a reading beside `NAME.txt` is called.
SUFFIX = ".reading.json"
#: An object of a reading or of a meeting, as JSON has it.
Json: TypeAlias = Mapping[str, Any]
_HEADER = (
    "document_type", "title", "body", "date", "scheduled_start", "scheduled_end", "opened", "closed", "place",
)  # fmt: skip
_SIDES = ("for", "against", "abstained")
_OF_VOTES = ("subject", "method")
# What closes a recommendation's point.
_CLOSING = " ,.;"
# So much of a remark's beginning is compared, and must stand within so much of the beginning of the remark read.
_REMARK, _REMARK_WITHIN = 15, 60


def reading_of(sample: Path, suffix: str = SUFFIX) -> dict[str, Any] | None:
    """The reading beside `sample`, whose name ends in `suffix` in place of ".txt"; None where there is none."""
    path = sample.with_name(f"{sample.stem}{suffix}")
    if not path.exists():
        return None
    reading: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return reading


def compare(want: Json, got: Json | None, lines: Sequence[str]) -> Iterator[Compared]:
    """Every field of the reading `want` with what the meeting `got` (None where none was read) has for it.

    `lines` are the text's.
    """
    if want.get("refused"):
        yield Compared("refused", want=True, got=got is None, right=got is None, wrong=got is not None)
        return
    yield Compared("parsed", want=True, got=got is not None, right=got is not None, wrong=False)
    fields = _document(want, got or {}, lines)
    yield from fields if got is not None else map(missing, fields)


def _document(want: Json, got: Json, lines: Sequence[str]) -> Iterator[Compared]:
    for key in _HEADER:
        if key in want:
            yield equal(key, want[key], got.get(key))
    if "absent" in want:
        yield equal("absent", want["absent"], _absentees(got))
    if "contents" in want:
        entries = ([[entry["title"], entry.get("page")] for entry in _list(one, "contents")] for one in (want, got))
        yield equal("contents", *entries)
    yield from _people(want, got)
    sections = [section for item in _list(got, "items") for section in _list(item, "sections")]
    if "links" in want:
        yield equal("links", want["links"], [link["url"] for part in sections for link in _list(part, "links")])
    yield from _anywhere(want, got)
    yield from _pointed(want, got)
    if "items" in want:
        yield from _items(want["items"], _list(got, "items"))
    inside = {flat(line) for section in sections for line in (section.get("text") or "").split("\n")}
    for number in want.get("noise_lines", ()):
        line = flat(lines[number - 1])
        yield judged("noise kept out", line, line, right=line not in inside)


def _pointed(want: Json, got: Json) -> Iterator[Compared]:
    for pointer, value in want.get("x_fields", {}).items():
        yield equal(pointer, value, _below(got, pointer))


def _below(node: Any, pointer: str) -> Any:
    """What stands at `pointer` below `node`; None where nothing does."""
    for key in pointer.split("/"):
        if isinstance(node, list):
            node = node[int(key)] if key.isdigit() and int(key) < len(node) else None
        else:
            node = node.get(key) if isinstance(node, Mapping) else None
    return node


def _people(want: Json, got: Json) -> Iterator[Compared]:
    known = [_person(person) for person in _list(got, "people")]
    for person in map(_person, want.get("people", ())):
        namesakes = sorted((one for one in known if one[0] == person[0]), key=str)
        yield judged("people", person, namesakes, right=person in known)


def _person(person: Json) -> list[Any]:
    return [flat(person.get("name")), person.get("party"), person.get("role")]


# What may stand anywhere in a document.


def _anywhere(want: Json, got: Json) -> Iterator[Compared]:
    """Who was absent, instead of whom, recused, came and left, was there; in the meeting or in one of its items."""
    attendances = [one.get("attendance") or {} for one in (got, *_list(got, "items"))]
    absent: defaultdict[str, list[Json]] = defaultdict(list)
    for attendee in (attendee for attendance in attendances for attendee in _list(attendance, "absent")):
        absent[flat(attendee.get("name"))].append(attendee)
    if "x_absent" in want:
        yield from _named("absent anywhere", want["x_absent"], absent)
        yield from _invented("absent invented", absent, (*want["x_absent"], *want.get("x_absent_ok", ())))
    for name, substitute in want.get("x_subst", {}).items():
        substitutes = [flat(attendee["substitute"]) for attendee in absent[name] if attendee.get("substitute")]
        yield one_of("substitute", substitute, substitutes, substitutes)
    recused = {name for name, times in absent.items() if any(attendee.get("recused") for attendee in times)}
    yield from _named("recused", want.get("x_recused", ()), recused)
    yield from _movements(want, attendances)
    if "x_present" in want:
        present = {flat(attendee.get("name")): None for one in attendances for attendee in _list(one, "present")}
        yield from _named("present", want["x_present"], present)
        yield from _invented("present invented", present, want["x_present"])


def _named(name: str, wanted: Iterable[str], read: Iterable[str]) -> Iterator[Compared]:
    names = set(read)
    for person in wanted:
        yield judged(name, person, person if person in names else None)


def _invented(name: str, read: Iterable[str], allowed: Sequence[str]) -> Iterator[Compared]:
    for person in read:
        if person not in allowed:
            yield judged(name, None, person)


def _movements(want: Json, attendances: Iterable[Json]) -> Iterator[Compared]:
    movements = [
        [flat(move.get("name")), move.get("kind"), (move.get("time") or "").replace(":", ".") or None]
        for attendance in attendances
        for move in _list(attendance, "movements")
    ]
    for movement in map(list, want.get("x_movements", ())):
        yield one_of("movement", movement, movements, [move for move in movements if move[0] == movement[0]])


# Items.


def _items(want: Sequence[Json], got: Sequence[Json]) -> Iterator[Compared]:
    left = list(got)
    pairs: list[tuple[Json, Json | None]] = []
    for item in want:
        match = next((one for one in left if _covers(one, item["heading_line"])), None)
        if match is not None:
            left.remove(match)
        pairs.append((item, match))
    titles = ([item.get("title") for item in items] for items in (want, got))
    every = not left and all(match is not None for _, match in pairs)
    yield judged("items found", *titles, right=every, wrong=len(got) > len(want))
    for item, match in pairs:
        yield from _item(item, match) if match is not None else map(missing, _item(item, {}))


def _covers(item: Json, line: int) -> bool:
    span = item.get("span") or {}
    return bool((span.get("first_line") or 0) <= line <= (span.get("last_line") or 0))


def _item(want: Json, got: Json) -> Iterator[Compared]:
    for key in ("number", "title", "case_number", "access"):
        if key in want:
            yield equal(f"item {key}", want[key], got.get(key))
    if "sections" in want:
        yield from _sections(want["sections"], _list(got, "sections"))
    if "recommendation" in want:
        yield from _recommendation(want["recommendation"], got.get("recommendation"))
    decision = got.get("decision")
    if "decision" in want:
        yield from _decision(want["decision"], decision)
    if "votes" in want:
        yield from _votes(want["votes"], _list(decision or {}, "votes"))
    if "attachments" in want:
        titles = [attachment.get("title") for attachment in _list(got, "attachments")]
        yield equal("attachments", want["attachments"], titles)
    if "absent" in want:
        names = _absentees(got)
        yield equal("item absent", want["absent"], names, wrong=not {*names} <= {*flat(want["absent"])})
    yield from _details(want, decision or {})
    yield from _pointed(want, got)
    earlier = [
        [flat(section.get("body")), section.get("date")]
        for section in _list(got, "sections")
        if section.get("kind") == "previous_decision"
    ]
    for previous in map(list, want.get("x_prev", ())):
        yield one_of("previous decision", previous, earlier, earlier)


def _sections(want: Sequence[Json], got: Sequence[Json]) -> Iterator[Compared]:
    by_line = {(section.get("span") or {}).get("first_line"): section for section in reversed(got)}
    read = [[section.get("kind"), (section.get("span") or {}).get("first_line")] for section in got]
    wanted = [[section["kind"], section["first_line"]] for section in want]
    for section in wanted:
        yield judged("section", section, read, right=section in read, wrong=section[1] in by_line)
    for section in read:
        if section not in wanted:
            yield judged("section invented", None, section)
    for expected in want:
        if "text" in expected:
            text = by_line.get(expected["first_line"], {}).get("text")
            yield judged("section text", expected["text"], text)


def _recommendation(want: Json | None, got: Json | None) -> Iterator[Compared]:
    if want is None:
        yield judged("recommendation", None, got)
        return
    yield equal("recommended by", want.get("by"), (got or {}).get("by"))
    points = ([flat(point).rstrip(_CLOSING) for point in _list(one, "points")] for one in (want, got or {}))
    yield judged("recommended points", *points)


def _decision(want: Json | None, got: Json | None) -> Iterator[Compared]:
    if want is None:
        yield judged("decision", None, got)
        return
    if "outcomes" in want:
        outcomes = (got or {}).get("outcomes")
        yield equal("outcomes", want["outcomes"], outcomes, wrong=not {*(outcomes or ())} <= {*want["outcomes"]})
    if want.get("text") is not None:
        yield equal("decision text", want["text"], (got or {}).get("text"))


def _votes(want: Sequence[Json], got: Sequence[Json]) -> Iterator[Compared]:
    """The votes, of each side what the reading tells of it."""
    if not want:
        if got:
            yield judged("votes invented", [], got)
        return
    cast = [_vote(vote, like) for vote, like in zip(got, want, strict=False)]
    sides = [_vote(vote, vote) for vote in want]
    yield judged("votes", sides, cast, right=sides == cast and len(got) == len(want))


def _vote(vote: Json, like: Json) -> dict[str, Any]:
    """The three sides of `vote`, and what it was on and how it was taken where `like` tells."""
    sides = {side: _side(vote.get(side), like.get(side)) for side in _SIDES}
    return {**sides, **{key: flat(vote.get(key)) for key in _OF_VOTES if key in like}}


def _side(side: Json | None, like: Json | None) -> dict[str, Any]:
    side = side or {}
    everything = {
        "count": side.get("count"),
        "parties": sorted(_list(side, "parties")),
        "names": sorted(map(flat, _list(side, "names"))),
    }
    return everything if like is None else {key: told for key, told in everything.items() if key in like}


def _details(want: Json, decision: Json) -> Iterator[Compared]:
    outcomes = _list(decision, "outcomes")
    for by, text in want.get("x_remarks", ()):
        begins = flat(text)[:_REMARK]
        remarks = (one for one in _list(decision, "remarks") if begins in flat(one.get("text"))[:_REMARK_WITHIN])
        remark = next(remarks, None)
        yield judged("remark", sorted(by), remark and sorted(remark["by"]))
    for outcome in want.get("x_not_outcomes", ()):
        yield judged("outcome kept out", None, outcome if outcome in outcomes else None)
    for outcome in want.get("x_has_outcomes", ()):
        yield judged("outcome", outcome, outcome if outcome in outcomes else None)
    if "x_points" in want:
        points = {point.get("ref"): point.get("outcomes") for point in _list(decision, "points")}
        yield judged("points decided", want["x_points"], points)


def _list(node: Json, key: str) -> Sequence[Any]:
    return node.get(key) or []


def _absentees(node: Json) -> list[str]:
    return [flat(attendee.get("name")) for attendee in _list(node.get("attendance") or {}, "absent")]
