"""What `referat show` draws of a meeting, as plain data: the head, the overview, and each item.

Nothing here knows how wide a terminal is, or that there is one. Texts come from files as they are: who draws them takes
out what a terminal would obey.
"""

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal

from referat.contract.diagnostics import UNREAD, unread_kind
from referat.contract.record import Record
from referat.tuples import NamedTuple
from referat.views.meeting_words import SIDES, Words
from referat.views.paragraphs import flat, paragraphs, width_of
from referat.views.wording import LANGUAGES, wording

#: How something is to be taken: it was agreed to, refused, put off, or none of these.
Tone = Literal["yes", "no", "later", "plain"]
_TONES: dict[str, Tone] = {
    "approved": "yes",
    "recommended": "yes",
    "appointed": "yes",
    "rejected": "no",
    "withdrawn": "no",
    "postponed": "later",
    "returned": "later",
}
_SIDE_TONES: dict[str, Tone] = {"for": "yes", "against": "no", "abstained": "plain"}
# Sections that the page has in another shape.
_DRAWN_OTHERWISE = ("recommendation", "decision", "attachments", "attendance")


class Fact(NamedTuple):
    """What is called `label`: values, each on a line of its own."""

    label: str
    values: tuple[str, ...]


class Row(NamedTuple):
    """An item in the overview; `votes` are its votes, a line each."""

    number: str
    title: str
    outcome: str
    votes: tuple[str, ...]
    tone: Tone


class Passage(NamedTuple):
    """A text below its label: lines, "" for the space between two paragraphs; `result` stands beside the label."""

    label: str
    lines: tuple[str, ...]
    result: str = ""
    tone: Tone = "plain"


class Bar(NamedTuple):
    """A side of a vote: how many, where the text says so, and who."""

    side: str
    number: int | None
    voters: str
    tone: Tone


class Ballot(NamedTuple):
    """A vote; `whole` is how many voted by the sides' counts, 0 where fewer than two have one: no share is known."""

    about: str
    bars: tuple[Bar, ...]
    whole: int


class Item(NamedTuple):
    """An item: what stands beside each other, what follows; what the page leaves out, and what was not read."""

    number: str
    title: str
    facts: tuple[Fact, ...]
    recommendations: tuple[Passage, ...]
    decision: Passage | None
    ballots: tuple[Ballot, ...]
    remarks: tuple[Passage, ...]
    details: tuple[Fact, ...]
    sections: tuple[Passage, ...]
    more: str
    notes: tuple[str, ...]


class Page(NamedTuple):
    """A meeting. `items` are those that are shown; `notes` are about the whole text."""

    title: str
    facts: tuple[Fact, ...]
    overview: Fact | None
    rows: tuple[Row, ...]
    items: tuple[Item, ...]
    notes: tuple[str, ...]


class Wanted(NamedTuple):
    """What is shown of a meeting: the overview alone, or the item called `item` alone and whole; else all of it."""

    language: str = LANGUAGES[0]
    outline: bool = False
    item: str | None = None


def called(record: Record) -> list[str]:
    """What the items of a meeting can be asked for by: the number; of one without a number, its place from 1."""
    return [item["number"] or str(item["position"]) for item in record["items"]]


def page(record: Record, wanted: Wanted) -> Page:
    """The picture of a meeting. One that has no item called as is wanted has no items in it."""
    return _Pages(record, wanted).page()


class _Pages:
    """What the parts of the page share: the record, what is wanted of it, and the words."""

    def __init__(self, record: Record, wanted: Wanted) -> None:
        self.record = record
        self.wanted = wanted
        self.words = Words(wording("show", wanted.language))
        self.texts = self.words.texts
        self.width = width_of(record)

    def page(self) -> Page:
        wanted = self.wanted
        is_all = not wanted.outline and wanted.item is None
        record = self.record
        shown = zip(called(record), record["items"], strict=True)
        items = [(name, item) for name, item in shown if wanted.item in (None, name)]
        count = len(record["items"])
        overview = Fact(
            self.texts["overview"], (self.words.counted("items", count) if count else self.texts["no_items"],)
        )
        return Page(
            self.title,
            tuple(self._head()) if is_all else tuple(self._facts("head", date=self._day)),
            overview if wanted.item is None else None,
            tuple(map(self._row, record["items"])) if wanted.item is None else (),
            () if wanted.outline else tuple(self._item(name, item) for name, item in items),
            tuple(self._notes()) if wanted.item is None else (),
        )

    # The head.

    @property
    def title(self) -> str:
        body = self.record["body"] or self.texts["dash"]
        return self.words.say("meeting", type=self.words.named("types", self.record["document_type"]), body=body)

    @property
    def _day(self) -> str:
        return self.words.day(self.record["date"]) or str(self.texts["dash"])

    def _head(self) -> Iterator[Fact]:
        record, words, day = self.record, self.words, self.record["date"]
        authority = record["authority"]
        if authority and record["authority_source"] in ("layout", "given"):
            how = "by_layout" if record["authority_source"] == "layout" else "given"
            authority = words.say(how, authority=authority)
        yield from self._facts(
            "head",
            authority=authority,
            date=self._day,
            scheduled=words.period(record["scheduled_start"], record["scheduled_end"], day),
            opened=words.moment(record["opened"], day),
            closed=words.moment(record["closed"], day),
            place=record["place"],
        )
        yield from self._attendance(record["attendance"])
        yield from self._facts("head", source=record["source"]["name"], id=record["id"])

    def _attendance(self, attendance: Record) -> Iterator[Fact]:
        """Who was there; the sentences themselves, where nothing of them was read."""
        absent = tuple(map(self.words.person, attendance["absent"]))
        present = "; ".join(map(self.words.person, attendance["present"]))
        movements = tuple(map(self.words.movement, attendance["movements"]))
        yield from self._facts("head", present=present, absent=absent, movements=movements)
        if not (absent or present or movements):
            said = [statement["text"] for statement in attendance.get("statements", ())]
            yield from self._facts("head", statements=flat(said))

    def _facts(self, table: str, **values: str | Sequence[str] | None) -> Iterator[Fact]:
        """Those of `values` that there are, with what they are called."""
        for key, value in values.items():
            if value:
                yield Fact(self.texts[table][key], (value,) if isinstance(value, str) else tuple(value))

    # The overview.

    def _row(self, item: Record) -> Row:
        decision = item["decision"]
        dash = str(self.texts["dash"])
        outcome = self.words.decided(decision) if decision else ""
        outcome = outcome or "; ".join(self.words.rulings(decision) if decision else ())
        votes = tuple(filter(None, map(self.words.tally, decision["votes"] if decision else ())))
        return Row(item["number"] or dash, self._heading(item), outcome or dash, votes, _tone(decision))

    def _heading(self, item: Record) -> str:
        title = item["title"] or str(self.texts["untitled"])
        return f"{title} ({self.texts['closed']})" if item["access"] == "closed" else str(title)

    # An item.

    def _item(self, name: str, item: Record) -> Item:
        decision = item["decision"]
        is_whole = self.wanted.item is not None
        return Item(
            item["number"] or str(self.texts["dash"]),
            self._heading(item),
            tuple(self._facts("facts", case_number=item["case_number"], page=item["page"] and str(item["page"]))),
            tuple(self._recommendations(item)),
            self._decision(item),
            tuple(map(self._ballot, decision["votes"])) if decision else (),
            tuple(map(self._remark, decision["remarks"])) if decision else (),
            tuple(self._details(item)),
            tuple(self._sections(item)) if is_whole else (),
            "" if is_whole else self._more(name, item),
            tuple(self._unread(self._within(item))),
        )

    def _recommendations(self, item: Record) -> Iterator[Passage]:
        label, said = str(self.texts["recommendation"]), item["recommendations"]
        texts = [one["text"] for one in item["sections"] if one["kind"] == "recommendation" and one["text"].strip()]
        if not texts or any(one["points"] for one in said):
            for one in said:
                points = tuple(f"• {point}" for point in flat(one["points"]))
                if points or one["by"]:
                    yield Passage(label, points, one["by"] or "")
        else:
            # Nobody knows which of several it is who says what.
            by = said[0]["by"] if len(said) == len(texts) == 1 else None
            yield from (Passage(label, paragraphs(text, self.width), by or "") for text in texts)

    def _decision(self, item: Record) -> Passage | None:
        """The decision; where most others have one, that there is none."""
        label, decision = str(self.texts["decision"]), item["decision"]
        if decision is not None:
            rulings = tuple(f"• {ruling}" for ruling in self.words.rulings(decision))
            lines = paragraphs(decision["text"], self.width)
            return Passage(label, (*rulings, *lines), self.words.decided(decision), _tone(decision))
        if any(other["decision"] is not None for other in self.record["items"]):
            return Passage(label, (self.texts["no_decision"],))
        return None

    def _ballot(self, vote: Record) -> Ballot:
        about = [vote["subject"], vote["method"]]
        subject = ", ".join(filter(None, about))
        said = self.words.say("vote_about", subject=subject) if subject else str(self.texts["vote"])
        sides = [(side, vote[side]) for side in SIDES if any(vote[side].values())]
        bars = [
            Bar(
                self.words.named("sides", side),
                cast["count"],
                "; ".join(filter(None, (", ".join(cast["parties"]), ", ".join(cast["names"])))),
                _SIDE_TONES[side],
            )
            for side, cast in sides
        ]
        counts = [bar.number for bar in bars if bar.number is not None]
        return Ballot(said, tuple(bars), sum(counts) if len(counts) > 1 else 0)

    def _remark(self, remark: Record) -> Passage:
        by = ", ".join(remark["by"])
        label = self.words.say("said_by", by=by) if by else str(self.texts["nobody"])
        return Passage(label, paragraphs(remark["text"], self.width))

    def _details(self, item: Record) -> Iterator[Fact]:
        decision = item["decision"] or {}
        elected = [
            self.words.say("elected_to", name=self.words.person({**one, "role": None}), to=one["to"])
            if one["to"]
            else self.words.person({**one, "role": None})
            for one in decision.get("elected", ())
        ]
        yield from self._facts(
            "facts",
            postponed_to=decision.get("postponed_to"),
            referred_to=decision.get("referred_to"),
            elected=elected,
        )
        # Below an item, those of one kind stand behind each other: mostly they stand there again and again.
        for fact in self._attendance(item["attendance"]):
            yield Fact(fact.label, ("; ".join(fact.values),))
        files = [" ".join(filter(None, (one["title"], one["url"]))) for one in item["attachments"]]
        yield from self._facts("facts", attachments=flat(files))

    def _sections(self, item: Record) -> Iterator[Passage]:
        if item["lead"]:
            yield Passage(self.texts["lead"], paragraphs(item["lead"], self.width))
        for section in self._others(item):
            yield Passage(section["label"], paragraphs(section["text"], self.width))

    @staticmethod
    def _others(item: Record) -> list[Record]:
        """The sections of which nothing is drawn elsewhere."""
        return [one for one in item["sections"] if one["kind"] not in _DRAWN_OTHERWISE and one["text"].strip()]

    # What is said beside it.

    def _more(self, name: str, item: Record) -> str:
        """What the page leaves out of an item, and how to see it."""
        labels = [section["label"].rstrip(" :") for section in self._others(item)]
        labels = [self.texts["lead"], *labels] if item["lead"] else labels
        said = ", ".join(dict.fromkeys(labels))
        return self.words.say("also", labels=said, item=shlex.quote(name)) if labels else ""

    def _within(self, item: Record) -> list[Record]:
        """What was not read of an item."""
        span = item["span"]
        return [one for one in self._told if span["first_line"] <= (one["line"] or 0) <= span["last_line"]]

    @cached_property
    def _told(self) -> list[Record]:
        return [one for one in self.record["diagnostics"] if one["code"] == UNREAD]

    def _unread(self, told: Iterable[Record]) -> Iterator[str]:
        kinds = Counter(unread_kind(one["message"]) for one in told)
        if kinds:
            said = ", ".join(self.words.say(f"unread_{kind}", count=count) for kind, count in kinds.items())
            yield self.words.counted("unread", kinds.total(), said=said, command=self._check)

    @property
    def _check(self) -> str:
        return f"referat check {shlex.quote(self.record['source']['name'])}"

    def _notes(self) -> Iterator[str]:
        """That the meeting was cancelled, what was not read outside of the items, and how many warnings there are."""
        if any(one["code"] == "meeting-cancelled" for one in self.record["diagnostics"]):
            yield str(self.texts["cancelled"])
        inside = [] if self.wanted.outline else [one for item in self.record["items"] for one in self._within(item)]
        yield from self._unread(one for one in self._told if one not in inside)
        warnings = sum(one["severity"] == "warning" for one in self.record["diagnostics"])
        if warnings:
            yield self.words.counted("warnings", warnings, command=self._check)


def _tone(decision: Record | None) -> Tone:
    """How all outcomes are to be taken that say anything of it; plain, where they differ."""
    tones = {_TONES[one] for one in (decision["outcomes"] if decision else ()) if one in _TONES}
    return tones.pop() if len(tones) == 1 else "plain"
