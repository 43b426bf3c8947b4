"""Gates: what a text must have for a pattern to match it, worked out from the pattern itself.

A gate is looked at before the pattern is tried, or even compiled: the characters at either end, and a word of which the
text must hold one. It is never stricter than the pattern; where nothing can be said, it stands open.

To work them out costs as much as to compile the patterns. A wheel and an editable install have those of the vocabulary
in `gates.bin`, which the build writes (`hatch_build.py`), by a digest of the pattern; few of them are unpacked. Where
that is missing, or the pattern is another one, it is worked out when it is asked for.
"""

import marshal
import re
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from referat.lexicon.anchors import Anchor, Point
from referat.lexicon.patterns import digest
from referat.tuples import NamedTuple

# The modules that work out what is written.
_MAKERS = ("derive.py", "derive_anchors.py", "derive_heads.py", "derive_ways.py", "seldom_words.py")
#: The list of a gate whose pattern matches nothing without a figure.
FIGURES = tuple("0123456789")
#: Where the build writes the gates of the vocabulary's patterns.
COMPILED = Path(__file__).with_name("gates.bin")
#: The patterns whose gates had to be worked out, with their flags.
worked_out: dict[tuple[str, int], None] = {}


def holds_one(text: str, words: Iterable[str]) -> bool:
    """Whether one of `words` stands in `text`."""
    for word in words:  # noqa: SIM110  three times as fast as any() of a generator, and asked of every line
        if word in text:
            return True
    return False


class Gate(NamedTuple):
    """What a text must have: a first character of `firsts` (None: any), and in it one of `words` (none: nothing).

    The words are in lower case, and stand in the text in any. `also` are more lists, of each of which it has one too.
    Where the whole text is a match, one of `seconds` stands second in it, it ends with one of `lasts`, and one of
    `befores` stands before that; "" stands for nothing, where the text has one character alone. `shared` are still more
    lists of words: long ones, which pay where they are looked for all at once (see `needles`), and nowhere else.
    """

    firsts: frozenset[str] | None = None
    words: tuple[str, ...] = ()
    also: tuple[tuple[str, ...], ...] = ()
    seconds: frozenset[str] | None = None
    lasts: frozenset[str] | None = None
    befores: frozenset[str] | None = None
    shared: tuple[tuple[str, ...], ...] = ()

    @property
    def lists(self) -> tuple[tuple[str, ...], ...]:
        """The lists of words of each of which the text has one, but for those that are `shared`."""
        return (self.words, *self.also) if self.words else self.also

    @property
    def every_list(self) -> tuple[tuple[str, ...], ...]:
        """All lists of words of each of which the text has one."""
        return (*self.lists, *self.shared)

    def admits(self, text: str) -> bool:
        """Whether `text` can match the whole pattern."""
        return self.admits_beginning(text) and self.admits_end(text) and self.admits_words(text.lower())

    def admits_end(self, text: str) -> bool:
        """The same by its last two characters."""
        last = self.lasts is None or text[-1:] in self.lasts
        return last and (self.befores is None or text[-2:-1] in self.befores)

    def admits_tail(self, text: str) -> bool:
        """Whether `text`, by its last two characters, can end with a match; what stands before that is something."""
        last = self.lasts is None or text[-1:] in self.lasts
        return last and (self.befores is None or "" in self.befores or text[-2:-1] in self.befores)

    def admits_beginning(self, text: str) -> bool:
        """Whether `text`, by its first two characters, can match the whole pattern."""
        first = self.firsts is None or text[:1] in self.firsts
        return first and (self.seconds is None or text[1:2] in self.seconds)

    def admits_words(self, lowered: str) -> bool:
        """Whether a text, given in lower case, can have a match anywhere in it."""
        words = self.words
        if words and not holds_one(lowered, words):
            return False
        for more in self.also:  # noqa: SIM110  see above
            if not holds_one(lowered, more):
                return False
        return True


def either(gates: Iterable[Gate]) -> Gate:
    """The gate that lets through what one of `gates` does."""
    every = list(gates)
    known = [one.firsts for one in every if one.firsts is not None]
    words = dict.fromkeys(word for one in every for word in one.words)
    return Gate(
        frozenset[str]().union(*known) if len(known) == len(every) else None,
        tuple(words) if all(one.words for one in every) else (),
    )


@cache
def gate(pattern: str, flags: int = 0) -> Gate:
    """The gate of `pattern`, compiled with `flags`. Raises re.error where it is broken."""
    packed = _written("gates").get(digest(pattern, flags))
    if packed is None:
        # Imported here: with everything compiled, nobody needs it.
        from referat.lexicon.derive import needs_of

        worked_out[pattern, flags] = None
        return Gate(*needs_of(pattern, flags))
    return Gate(*marshal.loads(packed))  # noqa: S302  the build's own


@cache
def anchor(pattern: str, flags: int = 0) -> Anchor | None:
    """The anchor of `pattern`, compiled with `flags`; None where it has none. Raises re.error where it is broken."""
    packed = _written("anchors").get(digest(pattern, flags))
    if packed is not None:
        points, width = marshal.loads(packed)  # noqa: S302  see above
        return Anchor(tuple(Point(*point) for point in points), width)
    # Imported here: with everything compiled, nobody needs it.
    from referat.lexicon.derive_anchors import anchor_of

    return anchor_of(pattern, flags)


@cache
def exact_words(pattern: str, flags: int = 0) -> tuple[str, ...]:
    """Words, letter for letter, of which each text with a match of `pattern` has one; none where that is not known.

    Raises re.error where the pattern is broken.
    """
    packed = _written("exact_words").get(digest(pattern, flags))
    if packed is not None:
        words: tuple[str, ...] = marshal.loads(packed)  # noqa: S302  see above
        return words
    # Imported here: with everything compiled, nobody needs it.
    from referat.lexicon.derive_anchors import words_of

    return words_of(pattern, flags)


class Way(NamedTuple):
    """A way in which a pattern can begin: what a match that begins so must have, and how it begins.

    `heads` are beginnings in small letters, of three letters at most, of which it has one; None where that is any.
    """

    gate: Gate
    heads: tuple[str, ...] | None


@cache
def ways(pattern: str, flags: int = 0) -> tuple[Way, ...]:
    """The ways in which a match of `pattern` can begin. Raises re.error where the pattern is broken."""
    packed = _written("ways").get(digest(pattern, flags))
    if packed is not None:
        known = marshal.loads(packed)  # noqa: S302  see above
        return tuple([Way(Gate(*needs), heads) for needs, heads in known])
    # Imported here: with everything compiled, nobody needs it.
    from referat.lexicon.derive_ways import ways_of

    return tuple([Way(Gate(*needs), heads) for needs, heads in ways_of(pattern, flags)])


# What the build has written.


def written(what: str, said: str, makers: int) -> Any:
    """`what` is written ("arrangements", "signs") of what is `said`, by code of this sum; None where nothing is."""
    packed = _written(what).get(digest(said, makers))
    return None if packed is None else marshal.loads(packed)  # noqa: S302  see above


def _written(what: str) -> Mapping[int, bytes]:
    """`what` is written ("gates", "anchors"), by the patterns' digests; nothing where it would be another today."""
    return _all_written().get(what, {})


@cache
def _all_written() -> Mapping[str, Mapping[int, bytes]]:
    try:
        written: dict[str, Any] = marshal.loads(COMPILED.read_bytes())  # noqa: S302  see above
        return written if written["made_by"] == fingerprint() else {}
    except (OSError, ValueError, EOFError, TypeError, LookupError):
        return {}


def forget() -> None:
    """Forget what has been read of it, and the gates that are known."""
    _all_written.cache_clear()
    gate.cache_clear()


def fingerprint() -> int:
    """What tells by which code gates were derived."""
    return sum_of(_MAKERS)


def sum_of(names: Iterable[str]) -> int:
    """What tells one state of these modules of this folder from others."""
    return zlib.crc32(b"".join(Path(__file__).with_name(name).read_bytes() for name in names))


def flags_of(pattern: str) -> int:
    """The flags with which a pattern of the vocabulary is compiled: one of several lines is a verbose one."""
    return int(re.VERBOSE) if "\n" in pattern.strip() else 0
