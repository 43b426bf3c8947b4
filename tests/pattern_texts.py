"""Texts that a pattern matches, made by chance from the pattern as `re` has parsed it."""

import random
import re
from collections.abc import Iterator, Sequence
from re import _constants as sre  # type: ignore[attr-defined]  # private; so is what is tested with it
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

LETTERS = "".join(map(chr, range(32, 127))) + "æøåÆØÅéÉüöäÜÖÄ§«»–•’”“\t\u00a0"
_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
# A part that may come often comes so many times more than it must, at most.
_MORE = 3


def texts(pattern: str, flags: int, tries: int, seed: int = 0) -> Iterator[str]:
    """What of `tries` texts the pattern matches; the same ones for the same `seed`.

    What it looks for ahead or behind is not minded in making a text, so that some do not match.
    """
    compiled, tree = re.compile(pattern, flags), parser.parse(pattern, flags)
    for n in range(tries):
        text = _Maker(random.Random(seed + n)).text(list(tree), flags | tree.state.flags)
        if compiled.fullmatch(text):
            yield text


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._groups: dict[int, str] = {}

    def text(self, nodes: Sequence[tuple[Any, Any]], flags: int) -> str:
        """A text that the sequence `nodes` of parts matches."""
        return "".join(self._part(op, argument, flags) for op, argument in nodes)

    def _part(self, op: Any, argument: Any, flags: int) -> str:
        made = ""  # what looks ahead or behind, and what stands for a place
        if op in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN):
            made = self._letter(op, argument, flags)
        elif op is sre.SUBPATTERN:
            group, added, removed, inner = argument
            made = self.text(inner, (flags | added) & ~removed)
            if group is not None:
                self._groups[group] = made
        elif op is sre.ATOMIC_GROUP:
            made = self.text(argument, flags)
        elif op is sre.BRANCH:
            made = self.text(self._chance.choice(argument[1]), flags)
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            least, most, inner = argument
            times = self._chance.randint(least, min(int(most), least + _MORE))
            made = "".join(self.text(inner, flags) for _ in range(times))
        elif op is sre.GROUPREF:
            made = self._groups.get(argument, "")
        return made

    def _letter(self, op: Any, argument: Any, flags: int) -> str:
        if op is sre.LITERAL:
            return self._case(chr(argument), flags)
        if op is sre.ANY:
            return self._chance.choice(LETTERS)
        if op is sre.NOT_LITERAL:
            return self._chance.choice(LETTERS.replace(chr(argument), ""))
        if argument[0][0] is sre.NEGATE:
            return self._chance.choice("".join(letter for letter in LETTERS if not _is_in(letter, argument[1:])))
        op, argument = self._chance.choice(argument)
        return self._case(self._member(op, argument), flags)

    def _member(self, op: Any, argument: Any) -> str:
        if op is sre.LITERAL:
            return chr(argument)
        if op is sre.RANGE:
            return chr(self._chance.randint(*argument))
        of_the_kind: list[str] = re.findall(_CATEGORIES[argument], LETTERS)
        return self._chance.choice(of_the_kind)

    def _case(self, letter: str, flags: int) -> str:
        other = letter.swapcase()
        return other if flags & re.IGNORECASE and len(other) == 1 and self._chance.random() < 0.5 else letter


def _is_in(letter: str, items: Sequence[tuple[Any, Any]]) -> bool:
    for op, argument in items:
        if op is sre.LITERAL and chr(argument) == letter:
            return True
        if op is sre.RANGE and argument[0] <= ord(letter) <= argument[1]:
            return True
        if op is sre.CATEGORY and re.match(_CATEGORIES[argument], letter):
            return True
    return False
