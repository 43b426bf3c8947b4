"""What a reader tells beside its values: a diagnostic whose place is still one in the view."""

from referat.tuples import NamedTuple


class Note(NamedTuple):
    """Something odd: a code of `diagnostics.CODES`, the message, and the view's offset of the line to blame.

    `to` is an offset in the last line that it is about, where that is another one. `end` is where the stretch ends that
    it is about, exclusive; where neither is given, that is all the rest of its line.
    """

    code: str
    message: str
    at: int | None = None
    to: int | None = None
    end: int | None = None
