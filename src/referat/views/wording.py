"""What the pictures of a meeting or an archive say to their reader, in Danish and in English: data, a file a picture.

`texts/PICTURE.toml` has a table for each language, with the same keys; a test compares them. A text may have `{slots}`.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

#: The languages, the default first.
LANGUAGES = ("da", "en")
_TEXTS = Path(__file__).parent / "texts"


@cache
def wording(picture: str, language: str = LANGUAGES[0]) -> Mapping[str, Any]:
    """The texts of `picture` in `language`, by their keys: each a text, or a table of texts by what they name.

    Raises `KeyError` for a language that is not one of `LANGUAGES`.
    """
    data: dict[str, Mapping[str, Any]] = tomllib.loads((_TEXTS / f"{picture}.toml").read_text("utf-8"))
    return data[language]


def pictures() -> tuple[str, ...]:
    """The pictures that have texts, in the order of their names."""
    return tuple(sorted(path.stem for path in _TEXTS.glob("*.toml")))
