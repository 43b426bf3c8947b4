"""Labels that introduce a text: whether they open a section in a document, or are a part of one."""

from collections.abc import Sequence
from itertools import pairwise

from referat.lexicon import lines as lexicon

#: Kinds of sections that tell of the case.
PRESENTING = frozenset({"case_presentation", "background", "summary", "consultation", "assessment"})
_SUMMARY = "summary"
# So many tell that it is the document's habit.
_SEVERAL = 3


def are_parts(labels: Sequence[tuple[str, str]]) -> bool:
    """Whether such labels are parts of sections, by all `labels` of a document: the kind of each, and its words.

    They are where summaries are called otherwise, or several of them stand below nothing but what tells of the case.
    """
    words = lexicon.introducing()
    if any(kind == _SUMMARY and label not in words for kind, label in labels):
        return True
    above = [kind for (kind, _), (_, label) in pairwise([("", ""), *labels]) if label in words]
    return len(above) >= _SEVERAL and PRESENTING.issuperset(above)
