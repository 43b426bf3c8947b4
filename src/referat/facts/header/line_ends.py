"""Whether a line of a head comes to an end, or goes on in the one below."""

from referat.facts.header.parts import Part
from referat.lexicon import values
from referat.lexicon.patterns import compile_pattern

_DAY, _YEAR = compile_pattern(r"(?<!\d)\d{1,2}\.? [^\W\d_]{3,9}$"), compile_pattern(r"(?:19|20)\d\d(?!\d)")
_CLOSES = (".", "!", "?", ":")
# The last word of a sentence has so many letters; an initial has fewer.
_SHORTEST_LAST = 3


def ends_sentence(line: str) -> bool:
    """Whether a full stop ends `line`: it is no initial's and no abbreviation's."""
    word = line.rpartition(" ")[2].lower().removesuffix(".")
    whole = word.isalpha() and len(word) >= _SHORTEST_LAST and word not in values.words()["abbreviations"]
    return line[-1:] == "." and whole


def closes(above: str, below: str) -> bool:
    """Whether a sentence ends with the line `above`, and what stands `below` begins anew."""
    return below[:1].isupper() and ends_sentence(above)


def breaks_off(above: Part, below: Part) -> bool:
    """Whether a sentence goes on from the part `above` in the one `below`."""
    if below.label is not None or below.apart or not (above.fills_line and below.fills_line):
        return False
    if above.text.endswith(_CLOSES):
        return False
    return below.text[:1].islower() or above.text.rpartition(" ")[2].lower() in values.never_last()


def parts_date(above: str, below: str) -> bool:
    """Whether a line ends between a day's month and its year."""
    return _YEAR.match(below) is not None and _DAY.search(above) is not None
