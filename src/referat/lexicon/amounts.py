"""An amount of money as it is printed, in kroner: "12,5 mio. kr." is 12,500,000. The words stand in `amounts.toml`."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from referat.lexicon import vocabulary

_FIGURES = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_WORD = re.compile(r"[^\W\d_]+")


@cache
def table() -> Mapping[str, Any]:
    """The words of amounts, what they multiply by, and examples."""
    return vocabulary.read(Path(__file__).with_name("amounts.toml"))


def kroner(text: str) -> Decimal | None:
    """What `text`, one amount as printed, comes to; None where it is none, or holds a word that nobody knows."""
    figures = _FIGURES.findall(text)
    words = [word.lower() for word in _WORD.findall(text)]
    units, currency = table()["units"], table()["currency"]["words"]
    factors = [units[word] for word in words if word in units]
    known = all(word in units or word in currency for word in words)
    if len(figures) != 1 or len(factors) > 1 or not known or not any(word in currency for word in words):
        return None
    return Decimal(figures[0].replace(".", "").replace(",", ".")) * (factors[0] if factors else 1)
