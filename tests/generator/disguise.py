"""The same text in other bytes, as other systems write it; the reading changes only as the contract says."""

import copy
import unicodedata
from collections.abc import Callable
from random import Random
from typing import Any

from generator.page import Rendered


def _crlf(rendered: Rendered, _rng: Random) -> tuple[bytes, dict[str, Any]]:
    return rendered.text.replace("\n", "\r\n").encode(), rendered.expected


def _bom(rendered: Rendered, _rng: Random) -> tuple[bytes, dict[str, Any]]:
    return b"\xef\xbb\xbf" + rendered.text.encode(), rendered.expected


def _utf16(rendered: Rendered, rng: Random) -> tuple[bytes, dict[str, Any]]:
    big = rng.random() < 0.5
    data = rendered.text.encode("utf-16-be" if big else "utf-16-le")
    return (b"\xfe\xff" if big else b"\xff\xfe") + data, rendered.expected


def _windows(rendered: Rendered, _rng: Random) -> tuple[bytes, dict[str, Any]]:
    return rendered.text.encode("cp1252"), rendered.expected


def _no_break(rendered: Rendered, rng: Random) -> tuple[bytes, dict[str, Any]]:
    text = "".join("\u00a0" if c == " " and rng.random() < 0.2 else c for c in rendered.text)
    return text.encode(), rendered.expected


def _soft_hyphens(rendered: Rendered, rng: Random) -> tuple[bytes, dict[str, Any]]:
    text = "".join(c + "\u00ad" if c.isalpha() and rng.random() < 0.05 else c for c in rendered.text)
    return text.encode(), rendered.expected


def _decomposed(rendered: Rendered, _rng: Random) -> tuple[bytes, dict[str, Any]]:
    expected = _each(rendered.expected, lambda text: unicodedata.normalize("NFD", text))
    # A party is a letter, not a quotation: it comes out composed.
    expected["people"] = [[name, unicodedata.normalize("NFC", party)] for name, party in expected["people"]]
    return unicodedata.normalize("NFD", rendered.text).encode(), expected


def _trailing(rendered: Rendered, rng: Random) -> tuple[bytes, dict[str, Any]]:
    lines = (line + rng.choice(["", "", " ", "\t ", "\u00a0"]) for line in rendered.text.split("\n"))
    return "\n".join(lines).encode(), rendered.expected


def _plain(rendered: Rendered, _rng: Random) -> tuple[bytes, dict[str, Any]]:
    return rendered.text.encode(), rendered.expected


def _each(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_each(child, change) for child in value]
    if isinstance(value, dict):
        return {key: _each(child, change) for key, child in value.items()}
    return copy.copy(value)


DISGUISES: dict[str, Callable[[Rendered, Random], tuple[bytes, dict[str, Any]]]] = {
    "plain": _plain,
    "crlf": _crlf,
    "bom": _bom,
    "utf-16": _utf16,
    "windows-1252": _windows,
    "no-break spaces": _no_break,
    "soft hyphens": _soft_hyphens,
    "decomposed letters": _decomposed,
    "trailing space": _trailing,
}


def disguise(rendered: Rendered, name: str, rng: Random) -> tuple[bytes, dict[str, Any]]:
    """The bytes of `rendered` in the disguise `name`, and the reading expected of them."""
    return DISGUISES[name](rendered, rng)
