"""Groups of those present that bear a council's name: "Byrådet: Bo Elm" below "Deltagere:".

Elsewhere such a line names the council's members, and tells of nobody that they were there.
"""

from collections.abc import Sequence

from referat.facts.header import names
from referat.facts.header.labels import Label
from referat.facts.header.parts import Part

#: The fields of labels that a head must have for such a group.
FIELDS = frozenset({"members", "present"})


def settled(parts: Sequence[Part]) -> Sequence[Part]:
    """`parts`, a council's members named as a group of those present as such.

    Directly above stands the list's label, or another group's line.
    """
    settled: list[Part] = []
    present: Label | None = None
    for part in parts:
        if part.apart and part.label is None:
            present = None
        elif part.field == "members" and present is not None and not part.apart and names.is_body(part.printed):
            part = part._replace(label=present)  # noqa: PLW2901
        elif part.label is not None and part.field != "others":
            present = part.label if part.field == "present" else None
        settled.append(part)
    return settled
