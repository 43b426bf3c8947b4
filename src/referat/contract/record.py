"""Records: meetings as plain dicts that hold to the contract.

A record is a plain dict that has what the models of `model.py` have, under the names that stand in JSON: the same
fields in the same order, every one present, of the same types (a date is a `date`, a span a dict).
"""

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from referat.contract.model import Meeting

#: A meeting as `Meeting.model_dump()` gives it.
Record: TypeAlias = dict[str, Any]


def as_record(meeting: "Meeting | Record") -> Record:
    """The record of a model; a record stays itself."""
    return meeting if isinstance(meeting, dict) else meeting.model_dump()
