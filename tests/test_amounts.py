"""Amounts as they are printed, in kroner."""

from decimal import Decimal

import pytest

from referat.lexicon import amounts


@pytest.mark.parametrize(("text", "kroner"), amounts.table()["examples"].items())
def test_amounts_are_read(text: str, kroner: float) -> None:
    assert amounts.kroner(text) == Decimal(str(kroner))


@pytest.mark.parametrize(
    "text", ["", "12,5", "mio. kr.", "3 mio. mia. kr.", "12 euro", "1 kr. 2 kr.", "5 mio. danske kr."]
)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert amounts.kroner(text) is None
