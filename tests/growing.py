"""Texts that grow, made of the vocabulary itself: long runs of what a rule is asked for, and of what just misses it.

Whoever adds an idiom adds its shapes with it: none of them is written down here.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import cycle

from pattern_texts import texts
from referat.lexicon import idioms
from referat.lexicon.gates import flags_of, gate
from referat.lexicon.gates_file import vocabulary

HEAD = "Referat\nByrådet\nden 1. februar 2020 kl. 10.00\n\n"
ITEM = f"{HEAD}Punkt 1: Sti\n\nBeslutning\n\n"
#: The keys of an entry whose texts are sentences or lines as somebody writes them.
_WRITTEN = ("examples", "rejects", "says", "labels")

#: So often a text is made of a pattern, until one is a match.
_TRIES = 8

Shape = Callable[[int], str]


@cache
def tables() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each table of the vocabulary with what is written in it: its examples, what it rejects, its words."""
    return tuple(
        (f"{name}.{key}", texts)
        for name in idioms.names()
        for key, value in idioms.table(name).items()
        if (texts := tuple(dict.fromkeys(_written(value, key))))
    )


def _written(value: object, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        for inner, one in value.items():
            if inner in _WRITTEN or isinstance(one, (dict, list)):
                yield from _written(one, inner)
    elif isinstance(value, list):
        for one in value:
            yield from _written(one, key)
    elif isinstance(value, str) and value.strip():
        yield value.strip("\n")


@cache
def needed() -> tuple[str, ...]:
    """The words that patterns look for before they are tried, each once."""
    words = (word for pattern in vocabulary() for word in gate(pattern, flags_of(pattern)).words)
    return tuple(dict.fromkeys(word for word in words if len(word) > 1))


@cache
def matched() -> tuple[tuple[str, str], ...]:
    """The patterns of the vocabulary, each with a text made of it that it matches."""
    made = ((pattern, next(texts(pattern, flags_of(pattern), _TRIES), "")) for pattern in dict.fromkeys(vocabulary()))
    return tuple((pattern, " ".join(text.split())) for pattern, text in made if text.strip())


def run(pieces: tuple[str, ...], between: str, size: int, head: str = ITEM) -> str:
    """`pieces` again and again, `between` them, to about `size` characters."""
    written: list[str] = []
    length = len(head)
    for piece in cycle(pieces):
        if length >= size:
            return head + between.join(written) + "\n"
        written.append(piece)
        length += len(piece) + len(between)
    return head


def cut(text: str) -> str:
    """`text` without its last word: what nearly is one."""
    return text.rsplit(" ", 1)[0].rstrip(".,") if " " in text else text[: max(1, len(text) - 2)]
