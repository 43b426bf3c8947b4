"""What is measured of a document's lines before anything is read: how they stand, which rows have pages."""

from collections.abc import Sequence

import pytest

from referat.lexicon.lines import lines as general
from referat.outline.habits import measure
from referat.outline.indexed import Indexed
from referat.outline.marks import Mark, Marker
from referat.outline.page_numbers import without_words
from referat.outline.row_pages import paged_rows
from referat.text.source import Source


def marked(text: str) -> Sequence[Mark]:
    return Marker(general()).marks(Source(text))


def rows(*said: str) -> list[str]:
    """Which of the rows are kept, by their text."""
    marks = marked("\n".join(said) + "\n")
    return [marks[k].text for k in paged_rows(marks, list(range(len(marks))))]


PAGED = ("1. Sti ..... 3", "2. Vej ..... 4")


@pytest.mark.parametrize("last", ["3. Bro", "3. Bro ..... 5"])
def test_a_row_that_counts_on_directly_below_the_last_one_with_a_page_is_one(last: str) -> None:
    assert rows(*PAGED, last) == [*PAGED, last]


@pytest.mark.parametrize("below", ["4. Bro", "3) Bro", "3.", "Bro", "\n3. Bro"])
def test_what_does_not_count_on_below_it_is_none(below: str) -> None:
    assert rows(*PAGED, below) == list(PAGED)


def test_only_one_counts_on() -> None:
    said = (*PAGED, "3. Bro ..... 5", "4. Tunnel")
    assert rows(*said, "5. Havn") == list(said)


@pytest.mark.parametrize("said", [("1. Sti", "2. Vej"), ("1. Sti", "2. Vej", "3. Bro ..... 5")])
def test_where_few_rows_have_pages_all_are_rows(said: tuple[str, ...]) -> None:
    assert rows(*said) == list(said)


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ("Byrådet\nSagsnr.\n", 1),
        ("Byrådet\nSagsnr.: 12/345\n", 2),
        ("Sagsnr.\nByrådet\n", 2),
        ("Byrådet\n", 1),
        ("\n", 0),
    ],
)
def test_a_word_for_a_case_number_below_the_others_does_not_run_along(lines: str, kept: int) -> None:
    marks = marked(lines)
    along = list(range(len(marks)))
    assert without_words(marks, along) == along[:kept]


@pytest.mark.parametrize(
    ("text", "tight"),
    [
        ("Udvalget ser\n" * 6, True),
        ("Udvalget ser\n" * 5, False),  # too short to tell
        ("Udvalget ser\n\n" * 6, False),
        # A blank line where a page turns tells nothing.
        ("Udvalget ser\nUdvalget ser\n\nSide 1 af 9\n\n" * 4, True),
        ("Udvalget ser\nUdvalget ser\n\nUdvalget ser\n\n" * 4, False),
    ],
)
def test_a_text_without_blank_lines_is_tight(text: str, tight: bool) -> None:
    assert measure(Indexed(marked(text))).tight is tight
