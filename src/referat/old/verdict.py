"""Whether a text that no layout claims is minutes at all.

Refusing is better than a wrong meeting: news, rules of procedure and calendars share dates and numbered lines with
minutes, but not a document type with a body, nor the labels that items have.
"""

from referat.old.layout import GENERIC
from referat.old.reading import Node

_ENOUGH = 5
_SURE = 3
_MANY = 3
_STRONG_KINDS = frozenset({"decision", "recommendation", "case_presentation"})


def is_minutes(draft: Node, minimum: float, *, forced: bool = False) -> bool:
    """Whether the reading of a text shows enough of what minutes have.

    What a layout recognised by a good deal of evidence (its `minimum`) is minutes; of one that was `forced` on the
    text, something at least must have been found.
    """
    if forced:
        return bool(draft["items"] or draft["title"])
    claimed = draft["layout"] != GENERIC and any(draft[key] for key in ("items", "contents", "body", "date"))
    return (claimed and minimum >= _SURE) or score(draft) >= _ENOUGH


def score(draft: Node) -> int:
    """Points for each thing that minutes have; labels count most, since little else has them."""
    kinds = {section["kind"] for item in draft["items"] for section in item["sections"]}
    strong = len(kinds & _STRONG_KINDS)
    decided = sum(bool(item["decision"] and item["decision"]["outcomes"]) for item in draft["items"])
    points: int = (
        2 * (draft["document_type"] != "unknown")
        + (draft["body"] is not None)
        + (draft["date"] is not None)
        + 2 * min(strong, 2)
        + 2 * (2 * decided >= len(draft["items"]) > 0)
        + (len(kinds) > 1)
        + min(len(draft["items"]), 2) * bool(kinds)
        + (sum(bool(item["number"]) for item in draft["items"]) >= _MANY)
        + any(item["number"] and len(item["sections"]) >= _MANY for item in draft["items"])
    )
    return points
