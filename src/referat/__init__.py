"""Reads the minutes of Danish regions and municipalities: raw text in, validated data out.

    >>> import referat
    >>> parsed = referat.parse_file("samples/midtjylland-web/minutes.txt")
    >>> [item.title for item in parsed.meeting.items]

`parse` and `parse_file` give a `Parsed`; its `meetings` are pydantic models of the contract.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from referat.archive.outcomes import parse_file as parse_file
    from referat.contract.model import Meeting as Meeting
    from referat.errors import ReferatError as ReferatError
    from referat.reader import Parsed as Parsed
    from referat.reader import parse as parse

__version__ = "0.1.0"
__all__ = ["Meeting", "Parsed", "ReferatError", "__version__", "parse", "parse_file"]

# Loaded when first used: `referat --version` must not pay for pydantic.
_HOMES = {
    "parse": "referat.reader",
    "Parsed": "referat.reader",
    "parse_file": "referat.archive.outcomes",
    "Meeting": "referat.contract.model",
    "ReferatError": "referat.errors",
}


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
