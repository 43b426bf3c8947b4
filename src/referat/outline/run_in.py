"""What was said of an item, where it has run in behind the title: "2. Regnskab. Der mangler et bilag.".

heading = number title "." { "." } sentence ;

Titles have full stops in them too ("Engvej 5. Endelig vedtagelse"): a sentence that tells what happened has not.
"""

from collections.abc import Iterator
from itertools import pairwise

from referat.lexicon import lines as lexicon
from referat.outline.flattened.words import compiled
from referat.outline.indexed import Indexed
from referat.outline.marks import Mark, form_of
from referat.text.places import Range

_SHORTEST, _LONGEST, _FEWEST, _FEWEST_ITEMS = 8, 70, 2, 3


def titles_end(marks: Indexed) -> dict[int, Range]:
    """The numbered marks behind whose title a sentence has run in, and where in their text it ends and this begins."""
    stopped = [k for k in marks.numbered if "." in marks[k].text[_SHORTEST:-1]]
    if len(stopped) < _FEWEST:
        return {}
    kinds = lexicon.numbered_kinds()
    if True in [marks[k].kind in kinds for k in marks.labels]:
        return {}
    found = {k: end for k in stopped if (end := _end(marks[k])) is not None}
    return {k: end for places in _runs(marks, found) for k, end in places}


def _runs(marks: Indexed, found: dict[int, Range]) -> Iterator[list[tuple[int, Range]]]:
    """Those of the marks `found` whose numbers are of items: they count from 1 on, one by one."""
    for form in dict.fromkeys(form_of(marks[k]) for k in found):
        places = [k for k in marks.numbered if form_of(marks[k]) == form]
        values = [number.value for k in places if (number := marks[k].number) is not None]
        counts = values[0] == 1 and all(b - a == 1 for a, b in pairwise(values))
        own = [(k, found[k]) for k in places if k in found]
        if counts and len(places) >= _FEWEST_ITEMS and len(own) >= _FEWEST:
            yield own


def _end(mark: Mark) -> Range | None:
    """Where the title of a numbered line ends, and the sentence behind it begins that tells what happened."""
    begin = mark.number.title.a if mark.number is not None else 0
    stop = compiled("run_in").search(mark.text, begin, begin + _LONGEST)
    if stop is None or compiled("tells").search(mark.text, begin, stop.start()):
        return None
    sentence = compiled("opener").match(f". {mark.text[stop.end() :]}", 2)
    return Range(*stop.span()) if sentence is not None else None
