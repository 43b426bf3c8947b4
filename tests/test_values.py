"""The pure readers."""

import re
from datetime import date, datetime, time

import pytest

from referat.lexicon import values


@pytest.mark.parametrize("text", values.words()["date"]["examples"])
def test_dates_are_read(text: str) -> None:
    assert values.date(text) is not None


@pytest.mark.parametrize("text", values.words()["date"]["rejects"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert values.date(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("18-08-2020", date(2020, 8, 18)),
        ("1. februar 2020", date(2020, 2, 1)),
        ("29-02-2020", date(2020, 2, 29)),
        ("29-02-2021", None),
        ("31. April 2020", None),
        ("4.5.2020", date(2020, 5, 4)),
        ("00-01-2020", None),
        ("2020-08-18", date(2020, 8, 18)),
        ("2020-13-18", None),
        ("18. aug. 2020", date(2020, 8, 18)),
        ("18 dec 2020", date(2020, 12, 18)),
        ("31. juni. 2020", None),
    ],
)
def test_dates_are_day_first_and_in_the_calendar(text: str, day: date | None) -> None:
    assert values.date(text) == day


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("16:00", time(16)),
        ("9.05", time(9, 5)),
        ("19", time(19)),
        ("10:00:30", time(10, 0, 30)),
        ("24.00", None),
        ("25", None),
        ("12:60", None),
        ("x", None),
        ("", None),
    ],
)
def test_times_are_read(text: str, clock: time | None) -> None:
    assert values.time(text) == clock


def test_moments_have_the_offset_that_was_in_force() -> None:
    assert values.moment(date(2019, 11, 27), time(16)).isoformat() == "2019-11-27T16:00:00+01:00"
    assert values.moment(date(2020, 8, 18), time(9)).isoformat() == "2020-08-18T09:00:00+02:00"


@pytest.mark.parametrize(
    ("start", "clock", "end"),
    [
        (time(17, 10), time(17, 40), datetime(2020, 1, 1, 17, 40)),
        (time(19), time(0, 30), datetime(2020, 1, 2, 0, 30)),
        (time(10), time(9, 40), None),
        (time(10), time(1), None),
    ],
)
def test_an_end_before_the_start_is_after_midnight_or_nothing(start: time, clock: time, end: datetime | None) -> None:
    found = values.later(values.moment(date(2020, 1, 1), start), clock)
    assert (found.replace(tzinfo=None) if found else None) == end


@pytest.mark.parametrize("text", values.words()["case_number"]["examples"])
def test_case_numbers_are_recognised(text: str) -> None:
    assert re.fullmatch(values.named_patterns()["case_number"], text)


@pytest.mark.parametrize("text", values.words()["case_number"]["rejects"])
def test_other_numbers_are_no_case_numbers(text: str) -> None:
    assert not re.fullmatch(values.named_patterns()["case_number"], text)


@pytest.mark.parametrize("text", values.words()["name"]["examples"])
def test_names_are_recognised(text: str) -> None:
    assert re.fullmatch(values.named_patterns()["name"], text)


@pytest.mark.parametrize("text", values.words()["name"]["rejects"])
def test_other_words_are_no_names(text: str) -> None:
    assert not re.fullmatch(values.named_patterns()["name"], text)


def test_an_unknown_placeholder_is_named() -> None:
    with pytest.raises(KeyError, match="dato"):
        values.expand("{dato}")
