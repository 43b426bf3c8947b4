"""Lines that are no sentences, between the end of one and the next heading or label, in a text without line ends.

fragment = capital { word } ;   (* without a mark at its end: a title, a group of items, a page's head *)
"""

from collections.abc import Iterator, Sequence

from referat.lexicon.patterns import compile_pattern
from referat.outline.flattened.words import Beginning, compiled, here

_LONGEST = 120
# Words in capitals behind others.
_LOUD = compile_pattern(r"(?<=[a-zæøå.)!?] )(?:[A-ZÆØÅ][A-ZÆØÅ/&-]* )*[A-ZÆØÅ]{6,}(?: [A-ZÆØÅ/&-]+)* ?$")
_SENTENCE = compile_pattern(r"[.:!?] ")
_OPEN = ",.:;!?(-–/"
_BODIES = frozenset({"label", "decision", "dated", "heading", "case", "access", "group", "clerk"})


def of(line: str, ordered: Sequence[Beginning]) -> Iterator[Beginning]:
    """Where such lines begin in `line`, before those of `ordered` that only sections and items have, but the first."""
    done = -1
    for mark in ordered:
        if mark.role in _BODIES and 0 <= done < mark.a:
            a = _begins(line, done, mark.a)
            if a is not None:
                yield here(a, "line")
        if mark.role in _BODIES or done >= 0:
            done = max(done, mark.b)


def _begins(line: str, low: int, stop: int) -> int | None:
    """Where the fragment begins that ends at `stop`; None where none does."""
    low = max(low, stop - _LONGEST)
    loud = _LOUD.search(line, low, stop)
    if loud is not None:
        return loud.start()
    ends = [end.end() for end in compiled("sentence_ends").finditer(line, low, stop)]
    fragment = line[ends[-1] : stop].strip() if ends else ""
    if not fragment or fragment[-1] in _OPEN or not fragment[0].isupper() or _SENTENCE.search(fragment):
        return None
    return None if compiled("tells").search(fragment) else ends[-1] + 1
