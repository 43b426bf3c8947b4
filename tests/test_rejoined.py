"""Lines that a program broke at a number of characters are one line for every reader."""

import textwrap

import pytest

from referat.outline.rejoined import rejoined
from referat.text import letters
from referat.text.source import Source
from referat.text.wrapping import column

_PARAGRAPH = (
    "Roklubben har 84 medlemmer og søger om et tilskud til to nye både. Broen ved klubhuset er for smal til dem, og"
    " klubben vil selv lægge 200 timers arbejde i en ny, som skal være færdig inden sommerferien."
)


def broken(text: str, width: int = 60) -> str:
    """`text` with its lines broken at `width` characters."""
    return "\n".join("\n".join(textwrap.wrap(line, width)) for line in text.split("\n"))


def test_a_paragraph_is_a_line() -> None:
    text = broken(f"Sagsfremstilling\n{_PARAGRAPH}\n\nBeslutning\nGodkendt.")
    assert rejoined(Source(text)).lines == ["Sagsfremstilling", _PARAGRAPH, "", "Beslutning", "Godkendt."]


def test_lines_of_many_widths_are_left_alone() -> None:
    lines = [_PARAGRAPH[:44], _PARAGRAPH[45:97], _PARAGRAPH[98:149], _PARAGRAPH[150:]]
    assert column(lines) is None
    assert rejoined(Source("\n".join(lines))).lines == lines


@pytest.mark.parametrize(
    "below",
    ["Sagsfremstilling", "Beslutning: Godkendt.", "Sagsnr.: 15/2041", "2. Hundeskoven i Sydby", "- Ansøgning.pdf"],
)
def test_a_line_that_is_full_by_chance_has_its_own_end(below: str) -> None:
    """What stands below is something by its words."""
    above = (
        "- Ansøgning fra Sydby Roklub om nye både.pdf"
        if below[0] == "-"
        else "1. Ansøgning fra Sydby Roklub om nye både"
    )
    text = f"{broken(_PARAGRAPH, len(above) + 1)}\n{above}\n{below}"
    assert rejoined(Source(text)).lines == [_PARAGRAPH, above, below]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Beslutning i Byrådet i Nordby Kommune på mødet den", "3. maj 2012"),
        ("2. Godkendelse af referat fra mødet torsdag den 9. maj", "2019"),
        ("Fraværende: Asta Birkholm, Bjarke Lund Nordlund og", "Bo Elm"),
        ("Nordby Rådhus, Mødelokale 2, Rådhuspladsen 14, 8800", "Nordby"),
        ("2. Kortere åbningstider på biblioteket i ugerne 28", "- 30 i sommeren 2015"),
    ],
)
def test_a_line_that_begins_with_a_part_of_a_value_goes_on(above: str, below: str) -> None:
    text = f"{broken(_PARAGRAPH, len(above) + 1)}\n\n{above}\n{below}"
    assert rejoined(Source(text)).lines == [_PARAGRAPH, "", f"{above} {below}"]


def test_rows_that_end_in_the_same_words_are_lines_of_a_list() -> None:
    above = "Ida Bo Lund - Åse Lund deltager som stedfortræder."
    below = "Bo Elm - Ulla Skov deltager som stedfortræder."
    text = f"{broken(_PARAGRAPH, len(above) + 1)}\n\nAfbud\n{above}\n{below}"
    assert rejoined(Source(text)).lines == [_PARAGRAPH, "", "Afbud", above, below]


def test_a_ruler_goes_on_in_nothing_however_long_it_is() -> None:
    """Printed below a title, as wide as the paper."""
    lines = [*broken(f"{_PARAGRAPH} " * 4).split("\n"), "-" * 70, "Åben sag"]
    assert len(lines) - 2 not in letters.full(lines)


_RUNNING = "Byrådet, 24. oktober 2013"


@pytest.mark.parametrize("numbers", [("", "", ""), (" 1", " 2", " 3")], ids=["without a number", "with the page's"])
def test_what_runs_along_stands_in_a_paragraph_as_a_line_of_its_own(numbers: tuple[str, str, str]) -> None:
    """Also where the line above had no room for its first word, or it for the next line's."""
    lines = broken(f"{_PARAGRAPH} {_PARAGRAPH}").split("\n")
    above = next(i for i, line in enumerate(lines) if line.endswith((" og", " til")))
    pages = [*lines[: above + 1], f"{_RUNNING}{numbers[1]}", "", *lines[above + 1 :]]
    text = "\n".join([f"{_RUNNING}{numbers[0]}", "", *pages, "", f"{_RUNNING}{numbers[2]}"])
    assert [line for line in rejoined(Source(text)).lines if line.startswith(_RUNNING)] == [
        f"{_RUNNING}{number}" for number in numbers
    ]


@pytest.mark.parametrize("blanks", ["", " ", "  ", "\N{NO-BREAK SPACE}", " \r"])
def test_blanks_behind_a_hyphen_that_parts_a_word_change_nothing(blanks: str) -> None:
    """The hyphen goes, and not one of the blanks behind it."""
    text = f"Broen skal være fær-{blanks}\ndig inden sommeren."
    whole = Source(text).joined([0], [0])
    assert (whole.lines, whole.text) == (["Broen skal være færdig inden sommeren."], text)
