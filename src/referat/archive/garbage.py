"""How often Python looks for garbage: seldom, since there is little of it.

What a text makes goes by itself when it is let go; layouts and patterns stay. With Python's own threshold of 700, a
tenth of a short run goes into looking, and another one into looking through everything once more when it ends.
"""

import gc

_OBJECTS = 100_000


def look_seldom() -> None:
    """Let so many more objects be made than are let go before Python looks for garbage; for a process of our own."""
    gc.set_threshold(_OBJECTS)


def leave() -> None:
    """Leave everything that is there to the system; for a process that is about to end."""
    gc.freeze()
