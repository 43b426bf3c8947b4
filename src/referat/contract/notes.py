"""What a reader tells beside its values: a diagnostic whose place is still one in the view."""

from typing import NamedTuple


class Note(NamedTuple):
    """Something odd: a code of `diagnostics.CODES`, the message, and the view's offset of the line to blame."""

    code: str
    message: str
    at: int | None = None
