"""Somebody in the genitive: "I Asta Birkholms fravær", "Lars Jonas' stedfortræder".

The name is what is left without the mark of the genitive, as the same person is called elsewhere.
"""

from referat.facts.people import Known, Named, read_at

# A name that ends like a genitive has a mark alone: "Lars Jonas'".
_MARKS = ("'", "’", "´", "`")
_GENITIVE = "s"


def read_owner(text: str, at: int, known: Known) -> Named | None:
    """The person in the genitive whose name begins in `text` at `at`; None where nobody's does.

    Behind a party's bracket the genitive stands alone: "Asta Birkholm (A)s fravær". A name that is `known` as it is
    written is no other one in the genitive.
    """
    named = read_at(text, at, known)
    if named is None:
        return None
    begin, end = named.name
    behind = text[named.end : named.end + 2]
    if named.end > end:
        return named._replace(end=named.end + 1) if behind[:1] == _GENITIVE and behind != behind.rstrip() else None
    if behind[:1] in _MARKS:
        return named._replace(end=end + (2 if behind[1:] == _GENITIVE else 1))
    last = end - 1
    last -= text[last] == _GENITIVE and text[last - 1] in _MARKS
    if text[last] not in (_GENITIVE, *_MARKS) or text[begin:end] in known:
        return None
    return named._replace(name=(begin, last))
