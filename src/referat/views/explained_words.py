"""The words of `explain` in one language, and what is said in them again and again."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from referat.contract.ledger import Token
from referat.outline.choice import Hypothesis
from referat.outline.roles import form_said
from referat.outline.weights import Evidence, Term
from referat.tuples import NamedTuple
from referat.views.wording import LANGUAGES, wording

_DANISH = LANGUAGES[0]
_SECTIONS = "/sections/"
_LEAD = "/lead"


class Words(NamedTuple):
    """What is said, in one of `LANGUAGES`."""

    language: str
    texts: Mapping[str, Any]

    @classmethod
    def of(cls, language: str) -> "Words":
        """The words in `language`."""
        return cls(language, wording("explain", language))

    def say(self, key: str, **slots: object) -> str:
        """The text of this key, its slots filled."""
        text: str = self.texts[key]
        return text.format(**slots)

    def word(self, table: str, key: str) -> str:
        """A word of a table of words; the key itself where it has none."""
        words: Mapping[str, str] = self.texts[table]
        return words.get(key, key)

    def items(self, count: int) -> str:
        """So many items."""
        one, several = self.texts["items"]
        return str(one if count == 1 else several).format(count=count)

    def number(self, points: float, *, signed: bool = False, fine: bool = False) -> str:
        """Points, in the digits of the language."""
        text = f"{points:+.2f}" if signed else f"{points:.2f}" if fine else f"{points:.1f}"
        return text.replace(".", self.texts["decimal"])

    def value(self, value: object) -> str:
        """A value of a record, as people write it."""
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        return value.isoformat() if isinstance(value, (date, datetime)) else " ".join(str(value).split())

    def form(self, way: Hypothesis) -> str:
        """A form of headings in words."""
        return form_said(way, danish=self.language == _DANISH)

    def term(self, term: Term) -> str:
        """A piece of evidence in words."""
        return term.danish if self.language == _DANISH else term.says

    def evidence(self, evidence: Evidence) -> list[str]:
        """What speaks for and against a line, the heaviest first, each with its points."""
        parts = sorted(evidence.parts, key=lambda part: -abs(part[0].weight * part[1]))
        return [f"{self.number(term.weight * share, signed=True)}  {self.term(term)}" for term, share in parts]

    def role(self, token: Token, kinds: Mapping[str, str]) -> str:
        """What a line is, in a word; `kinds` are those of sections by their JSON pointers."""
        if token.kind != "text":
            return self.word("roles", token.kind)
        if token.owner.endswith(_LEAD):
            return self.word("roles", "lead")
        kind = kinds.get(token.owner.removesuffix("/text"))
        return self.word("sections", kind) if kind is not None else self.word("roles", "text")
