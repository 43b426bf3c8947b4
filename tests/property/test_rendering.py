"""A text rendered in another way is the same minutes: no field changes.

Line ends, no-break spaces, doubled and trailing spaces, form feeds, letters of two code points, more blank lines,
other wrapping: what a program that prints or saves a text does to it. Nobody has to know what is right: the reading of
the one is held to the reading of the other. In the suite a generated text is rendered in two ways; `make property`
tries all, and more texts.
"""

import os
import re
import textwrap
from collections.abc import Callable, Iterator
from random import Random
from typing import Any
from unicodedata import normalize
from zlib import crc32

import pytest

import golden
from generator import RENDERERS, random_meeting, render
from referat import parse

Rendering = Callable[[str], str]
_ALL = "REFERAT_SEEDS" in os.environ
_SEEDS = 40 if _ALL else 1
# A page has so many lines at least.
_PAGE = 40
_WIDTHS = (60, 80, 100, 120)
# Of these texts a line is a page.
_FLAT = ("flattened", "generic/line-ends-lost", "generic/sentences-behind-titles")


def _with_form_feeds(text: str) -> str:
    """Pages: a form feed before the first line that follows a blank one, once a page is full.

    None where a number alone stands above, which would be the page's.
    """
    lines = text.split("\n")
    left, above = _PAGE, ""
    for i in range(1, len(lines)):
        left -= 1
        above = lines[i - 1].strip() or above
        if left <= 0 and lines[i].strip() and not lines[i - 1].strip() and not above.isdecimal():
            lines[i] = f"\f{lines[i]}"
            left = _PAGE
    return "\n".join(lines)


RENDERINGS: dict[str, Rendering] = {
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "doubled spaces": lambda text: re.sub(r"(?<=\S) (?=\S)", "  ", text),
    "trailing spaces": lambda text: re.sub(r"(?<=\S)(?=\n)", "   ", text),
    "form feeds": _with_form_feeds,
    "decomposed letters": lambda text: normalize("NFD", text),
    "doubled blank lines": lambda text: re.sub(r"\n[ \u00a0]*(?=\n)", "\n\n", text),
    "a margin": lambda text: re.sub(r"^(\f?)(?=[^\n]*\S)", r"\1   ", text, flags=re.MULTILINE),
    "a menu": lambda text: f"Gå til hovedindhold\nForside\nPolitik\nSøg\nMenu\n\n{text}\n\nKontakt\nCookies\nSitemap\n",
}


# Which texts.


def _samples() -> Iterator[tuple[str, str]]:
    for path in golden.samples():
        if path.suffix == ".txt" and path.parent.name != golden.BROKEN:
            text = path.read_bytes().decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
            yield f"{path.parent.name}/{path.stem}", text


def _generated() -> Iterator[tuple[str, str]]:
    for layout in sorted(RENDERERS):
        for seed in range(_SEEDS):
            rng = Random(f"rendered {seed}")
            yield f"{layout} {seed}", render(random_meeting(rng, 8), layout, rng).text


TEXTS = dict((*_samples(), *_generated()))


def _pairs() -> Iterator[Any]:
    """Each text with renderings; a generated one in the suite with two, which its name tells and which stay its own."""
    names = list(RENDERINGS)
    for text in TEXTS:
        n = crc32(text.encode())
        every = _ALL or "/" in text
        some = names if every else (names[n % len(names)], names[(n // len(names) + n + 3) % len(names)])
        yield from (pytest.param(text, name, id=f"{text}, {name}") for name in dict.fromkeys(some))


# What is compared.

# Where body or date are unknown, an id is made of the text.
_BESIDE = {"id", "source", "span", "diagnostics"}
_SPACE = re.compile(r"[ \t\f]+")


def plain(value: Any) -> Any:
    """`value` without places, its texts with single spaces, letters in one form."""
    if isinstance(value, dict):
        # An item's page is a place; that of a row of the contents is what it says.
        beside = _BESIDE | {"page"} if "sections" in value else _BESIDE
        return {key: plain(child) for key, child in value.items() if key not in beside}
    if isinstance(value, list):
        return [plain(child) for child in value]
    if isinstance(value, str):
        return "\n".join(line.strip() for line in _SPACE.sub(" ", normalize("NFC", value)).split("\n")).strip("\n")
    return value


def differences(one: Any, other: Any, pointer: str = "") -> Iterator[str]:
    """Where `other` differs from `one`: a line each."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one:
            yield from differences(one[key], other[key], f"{pointer}/{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for i, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from differences(a, b, f"{pointer}/{i}")
    elif one != other:
        yield f"{pointer}: {one!r} became {other!r}"


def records(text: str) -> list[dict[str, Any]]:
    """What is read of `text`, made plain."""
    return [plain(meeting.model_dump(mode="json")) for meeting in parse(text).meetings]


@pytest.mark.parametrize(("name", "rendering"), list(_pairs()))
def test_another_rendering_changes_no_field(name: str, rendering: str) -> None:
    text = TEXTS[name]
    assert list(differences(records(text), records(RENDERINGS[rendering](text)))) == []


# Wrapping: lines are the text's, so texts of sections change; what was read in them does not.


def _may_be_wrapped(text: str, width: int) -> bool:
    """Whether all lines that are longer than `width` are paragraphs of their own, and there are such."""
    lines = ["", *text.split("\n"), ""]
    long = [i for i, line in enumerate(lines) if len(line) > width]
    return bool(long) and not any(lines[i - 1].strip() or lines[i + 1].strip() for i in long)


def _wrapped(text: str, width: int) -> str:
    lines = text.split("\n")
    return "\n".join(
        "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))
        if len(line) > width
        else line
        for line in lines
    )


def _read(meeting: dict[str, Any]) -> dict[str, Any]:
    """What does not depend on where lines end."""
    return {
        "absent": meeting["attendance"]["absent"],
        "items": [
            {
                **{key: item[key] for key in ("number", "title", "case_number", "access")},
                "kinds": [section["kind"] for section in item["sections"]],
                "outcomes": item["decision"] and item["decision"]["outcomes"],
                "votes": item["decision"]
                and [
                    {side: vote[side] for side in ("for", "against", "abstained")} for vote in item["decision"]["votes"]
                ],
                "absent": item["attendance"]["absent"],
            }
            for item in meeting["items"]
        ],
    }


def _wrappings() -> Iterator[Any]:
    for name, text in TEXTS.items():
        for width in _WIDTHS if _ALL or "/" in name else (_WIDTHS[crc32(name.encode()) % len(_WIDTHS)],):
            if not name.startswith(_FLAT) and _may_be_wrapped(text, width):
                yield pytest.param(name, width, id=f"{name}, {width}")


@pytest.mark.parametrize(("name", "width"), list(_wrappings()))
def test_other_wrapping_changes_nothing_that_was_read(name: str, width: int) -> None:
    text = TEXTS[name]
    one, other = ([_read(meeting) for meeting in records(each)] for each in (text, _wrapped(text, width)))
    assert list(differences(one, other)) == []
