"""Values of a meeting in words, for the pictures: days, hours, people, votes, outcomes.

What the record does not give has no words: a function gives "" for it, or nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from referat.contract.record import Record
from referat.tuples import NamedTuple

#: The sides of a vote, in the order in which they are drawn.
SIDES = ("for", "against", "abstained")


class Words(NamedTuple):
    """How values are put into words, in one language: the texts of a picture."""

    texts: Mapping[str, Any]

    def say(self, key: str, **slots: object) -> str:
        """The text called `key` with its slots filled."""
        return str(self.texts[key]).format(**slots)

    def counted(self, key: str, count: int, **slots: object) -> str:
        """The text called `key`, or `one_` and that where `count` is one."""
        return self.say(f"one_{key}" if count == 1 else key, count=count, **slots)

    def named(self, table: str, key: str) -> str:
        """What `key` is called; itself, where the table does not know it."""
        return str(self.texts[table].get(key, key))

    def day(self, day: date | None) -> str:
        """A day: "14. september 2021"."""
        if day is None:
            return ""
        return self.say("day", day=day.day, month=self.texts["months"][day.month - 1], year=day.year)

    def moment(self, moment: datetime | None, meeting_day: date | None) -> str:
        """An hour, with its day where that is not the meeting's: "kl. 16.05"."""
        if moment is None:
            return ""
        hour = self.say("at", time=self._clock(moment))
        return hour if moment.date() == meeting_day else f"{self.day(moment.date())} {hour}"

    def period(self, start: datetime | None, end: datetime | None, meeting_day: date | None) -> str:
        """From when until when, or the one of both that there is."""
        if start is None or end is None or start.date() != end.date() or start.date() != meeting_day:
            return " – ".join(filter(None, (self.moment(start, meeting_day), self.moment(end, meeting_day))))
        return self.say("span", start=self._clock(start), end=self._clock(end))

    def _clock(self, moment: datetime) -> str:
        return moment.strftime(str(self.texts["clock"]))

    def person(self, person: Record) -> str:
        """Someone with party, role and what is said of their presence: "Bo Elm (V, afbud); i stedet kom Ida Dal"."""
        said = (
            person["party"],
            person["role"],
            self.texts["excused"] if person.get("excused") else None,
            self.texts["recused"] if person.get("recused") else None,
            person.get("note"),
        )
        notes = ", ".join(filter(None, said))
        name = self.say("with_note", name=person["name"], notes=notes) if notes else str(person["name"])
        substitute = person.get("substitute")
        return self.say("substitute", name=name, substitute=substitute) if substitute else name

    def movement(self, movement: Record) -> str:
        """Who came late or left early, and when."""
        time = movement["time"] and self.say("at", time=movement["time"])
        during = movement["item"] and self.say("during", item=movement["item"])
        when = " ".join(filter(None, (time, during))) or self.texts["unknown_time"]
        return self.say(movement["kind"], name=movement["name"], when=when)

    def outcomes(self, outcomes: Sequence[str]) -> str:
        """What a decision comes to: "Drøftet, udsat"."""
        named = [self.named("outcomes", one) for one in outcomes]
        return ", ".join(one if n == 0 else one[:1].lower() + one[1:] for n, one in enumerate(named))

    def decided(self, decision: Record) -> str:
        """What a decision comes to as a whole, and how it stands to the recommendation; "" where neither is read."""
        outcomes = self.outcomes(decision["outcomes"])
        follows = decision["follows_recommendation"]
        # "With changes" says both.
        amended = self.texts["amended"] if decision["amended"] and follows != "with_changes" else None
        return ", ".join(filter(None, (outcomes, amended, follows and self.named("follows", follows))))

    def rulings(self, decision: Record) -> Iterator[str]:
        """What was decided about each point of the recommendation that is ruled on by itself."""
        for point in decision["points"]:
            ref = self.say("point_number", ref=point["ref"])
            yield self.say("point", ref=ref, outcomes=self.outcomes(point["outcomes"]).lower())

    def tally(self, vote: Record) -> str:
        """A vote on one line: "19 for, 6 imod"; a side without a count is left out."""
        return ", ".join(
            self.say("count", count=vote[side]["count"], side=self.named("sides", side))
            for side in SIDES
            if vote[side]["count"] is not None
        )
