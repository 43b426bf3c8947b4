"""Labels in bold type before their text, as Markdown has it: the view has lost the signs, the text itself has them."""

from referat.outline.indexed import Indexed
from referat.outline.marks import Mark, Marker
from referat.text.places import Line
from referat.text.source import Source

_BOLD, _LONGEST = "**", 90
# What a line may have been taken for whose signs were not seen.
_HOW = frozenset({"", "run", "glued", "pattern", "colon"})
# Ways in which a label stands that is all of its line.
_WHOLE = frozenset({"own", "pattern", "headword"})


def labelled(source: Source, marks: Indexed, marker: Marker) -> Indexed:
    """`marks`, those that begin with a label in bold type as marks with that label."""
    if not source.holds(_BOLD):  # nearly always
        return marks
    return Indexed([_labelled(source, mark, marker) for mark in marks])


def _labelled(source: Source, mark: Mark, marker: Marker) -> Mark:
    if mark.number is not None or mark.how not in _HOW or mark.role not in ("", "label"):
        return mark
    start, end = source.origin(mark.a, mark.b)
    close = source.text.find(_BOLD, start, min(end, start + _LONGEST))
    if close < 0 or not source.text.startswith(_BOLD, start - len(_BOLD)):
        return mark
    words = " ".join(source.text[start:close].split())
    cut = mark.a + len(words)
    if not source.view.startswith(words, mark.a) or source.view[cut : cut + 1] not in (" ", ":"):
        return mark
    cut += source.view[cut] == ":"
    label = marker.mark(words, Line(mark.a, mark.a + len(words), mark.begin, mark.apart), mark.line)
    if not label.kind or label.how not in _WHOLE or cut >= mark.b:
        return mark
    return mark.as_text().becoming("label", label.rule, label.kind, "emphasis", label.label, label.slots, cut=cut)
