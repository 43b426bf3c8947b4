"""What stands around a document, and how it is printed, changes nothing of what it says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import SAMPLES
from generator.compare import squeezed
from referat import parse

# What is another's in another text: offsets, what is told of them, the page, and whose document it says to be.
_OWN = frozenset({
    "id", "source", "span", "spans", "diagnostics", "page", "authority", "authority_source", "statements", "mentions",
})  # fmt: skip
_MENU = ("Gå til hovedindhold", "Menu", "Forside", "Politik", "Dagsordener og referater", "")
_FOOT = ("", "Fjordby Kommune", "Rådhuspladsen 1", "1234 Fjordby", "Telefon 12 34 56 78", "Cookiepolitik", "Cookies")
_PAGE = 40
# These have pages of their own, which others' heads cut.
_PAGED = ("bornholm",)


def below_a_menu(lines: list[str]) -> list[str]:
    """The text as a page of a site has it, copied whole."""
    return [*_MENU, *lines, *_FOOT]


def on_pages(lines: list[str]) -> list[str]:
    """The text on pages with a head that runs along and a number at the foot."""
    pages = [lines[i : i + _PAGE] for i in range(0, len(lines), _PAGE)]
    return [
        line
        for n, page in enumerate(pages, 1)
        for line in ("Fjordby Kommune" if n == 1 else "\fFjordby Kommune", "", *page, "", str(n))
    ]


def numbered_pages(lines: list[str]) -> list[str]:
    """The text on pages that tell their number, and how many there are."""
    pages = [lines[i : i + _PAGE] for i in range(0, len(lines), _PAGE)]
    return [
        line
        for n, page in enumerate(pages, 1)
        for line in (
            *("\f" * (n > 1) + one if k == 0 else one for k, one in enumerate(page)),
            "",
            f"Side {n} af {len(pages)}",
        )
    ]


def indented(lines: list[str]) -> list[str]:
    """The text a little further in."""
    return [f"   {line}".rstrip() for line in lines]


def without_blank_lines(lines: list[str]) -> list[str]:
    """The text as some programs give it: every line has something in it."""
    return [line for line in lines if line.strip()]


WAYS = (below_a_menu, on_pages, numbered_pages, indented, without_blank_lines)


def said(text: str) -> list[Any]:
    """What the meetings of `text` say, without their places in it."""
    return [_without_places(squeezed(one.model_dump(mode="json"))) for one in parse(text).meetings]


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_places(child) for key, child in value.items() if key not in _OWN}
    return [_without_places(child) for child in value] if isinstance(value, list) else value


def texts() -> list[Path]:
    """The samples that are plain text in UTF-8, minutes, and not on pages that tell which they are."""
    found = sorted(path for path in SAMPLES.rglob("*.txt") if not {"broken", *_PAGED}.intersection(path.parts))
    return [path for path in found if path.read_bytes().decode("utf-8", "ignore").encode() == path.read_bytes()]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("path", texts(), ids=lambda path: "/".join(path.relative_to(SAMPLES).parts))
def test_a_text_says_the_same(path: Path, way: Callable[[list[str]], list[str]]) -> None:
    text = path.read_text(encoding="utf-8")
    assert said("\n".join(way(text.split("\n")))) == said(text)
