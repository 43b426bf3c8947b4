"""Names that a line's end tears apart: "Asta" on one line of a list and "Birkholm" on the next are one member."""

from collections.abc import Sequence
from functools import lru_cache

from referat.facts.people import Known
from referat.facts.sentences import Paragraph, Piece

# No name ends with one of these, but for an initial.
_ENDS = (".", ":", "!", "?", ";", ")", ",", "")


def rejoined(paragraphs: Sequence[Paragraph], known: Known) -> Sequence[Paragraph]:
    """`paragraphs`, two as one where the first ends with, and the second begins with, a part of one known name."""
    every = paragraphs[:-1]
    if not known or not every or not [above for above in every if above.text[-1:] not in _ENDS]:  # nearly always
        return paragraphs
    whole = list(paragraphs[:1])
    for below in paragraphs[1:]:
        if is_torn(whole[-1].text, below.text, known):
            whole[-1] = Paragraph(_joined(whole[-1].piece, below.piece))
        else:
            whole.append(below)
    return whole


def is_torn(above: str, below: str, known: Known) -> bool:
    """Whether one of the known names begins at the end of `above`, and goes on where `below` begins."""
    if above[-1:] in _ENDS:
        return False
    for begin, rest in _torn(known).get(above[above.rfind(" ") + 1 :], ()):
        if _is_whole(above, len(above) - len(begin), begin) and _is_whole(below, 0, rest):
            return True
    return False


def _is_whole(text: str, at: int, words: str) -> bool:
    """Whether `words` stand in `text` at `at`, and no letter is joined to them."""
    around = text[max(at - 1, 0) : max(at, 0)] + text[at + len(words) : at + len(words) + 1]
    return text.startswith(words, max(at, 0)) and not any(map(str.isalnum, around))


def _joined(above: Piece, below: Piece) -> Piece:
    """Both as one piece."""
    offset = len(above.text) + 1
    runs = tuple([(offset + at, origin) for at, origin in below.runs])
    return Piece(f"{above.text} {below.text}", (*above.runs, *runs))


@lru_cache(16)
def _torn(known: Known) -> dict[str, tuple[tuple[str, str], ...]]:
    """The two parts into which each of the known names can be torn, by the last word of the first."""
    parts: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(known):
        words = name.split(" ")
        for n in range(1, len(words)):
            parts.setdefault(words[n - 1], []).append((" ".join(words[:n]), " ".join(words[n:])))
    return {word: tuple(torn) for word, torn in parts.items()}
