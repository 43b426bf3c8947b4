"""Random meetings whose facts are known, in idioms of their own, printed on paper of many kinds.

`draw_document` makes one; `verdicts` says, fact by fact, what became of it in a reading.
"""

from generator.facts.document import draw_document
from generator.facts.reading import Verdict, verdicts
from generator.facts.truth import Document, Fact

__all__ = ["Document", "Fact", "Verdict", "draw_document", "verdicts"]
