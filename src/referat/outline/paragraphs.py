"""Which lines go on in one another: paragraphs that are broken at a page's width, or at one that nothing tells."""

from referat.outline.indexed import Indexed
from referat.text.source import Source
from referat.text.wrapping import is_full

# Where nothing tells a text's width: a line of so many characters that does not end like a sentence goes on below.
_FULL_LINE = 50
_ENDS = frozenset(".:;!?)")
# What a paragraph begins with, by its role.
_BEGINS = frozenset({"", "number"})


def rest(source: Source, marks: Indexed) -> frozenset[int]:
    """Those of `marks` that are the rest of a paragraph: the line above was full.

    Where nothing tells a width, it was if it is long and does not end like a sentence, and the mark begins small.
    """
    width = source.width
    near = [k for k in marks.by_role[""] if k and not (marks[k].apart or marks[k].bullet)]
    pairs = [(k, marks[k - 1].text, marks[k].text) for k in near if marks[k - 1].role in _BEGINS]
    if width is not None:
        return frozenset([k for k, above, text in pairs if is_full(above, text, width)])
    broken = [(k, text) for k, above, text in pairs if above[-1] not in _ENDS and len(above) >= _FULL_LINE]
    return frozenset([k for k, text in broken if text[0].islower()])
