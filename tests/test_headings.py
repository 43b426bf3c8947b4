"""Where items begin, what they are called and which case is theirs: headings as few print them."""

import pytest

from referat import Meeting, parse

_HEAD = "Nordby Kommune\nTeknikudvalget\nReferat af møde den 3. marts 2021\n\n"


def meeting(*items: str, head: str = _HEAD) -> Meeting:
    return parse(head + "".join(f"{item}\n\n" for item in items)).meeting


def decided(heading: str) -> str:
    return f"{heading}\n\nSagsfremstilling\nForvaltningen har gennemgået sagen.\n\nBeslutning\nGodkendt."


@pytest.mark.parametrize(
    ("word", "order", "told"),
    [
        ("Punkt {}: ", "125346", ["number 3 after 5.", "number 4 after 5."]),
        ("PUNKT {}. ", "134562", ["number 2 after 6."]),
        ("Sag nr. {} - ", "162534", [f"number {n} after 6." for n in "2534"]),
        ("Pkt. {} ", "612345", [f"number {n} after 6." for n in "12345"]),
    ],
)
def test_items_may_be_taken_out_of_their_order(word: str, order: str, told: list[str]) -> None:
    titles = dict(zip("123456", ("Dagsorden", "Cykelsti", "Havnen", "Takster", "Budget", "Eventuelt"), strict=True))
    headings = [word.format(number) + titles[number] for number in order]
    read = meeting(
        *(decided(one) if "Budget" in one or "Takster" in one else f"{one}\n\nIntet nyt." for one in headings)
    )
    assert [(item.number, item.title) for item in read.items] == [(number, titles[number]) for number in order]
    assert [one.message for one in read.diagnostics if one.code.startswith("number-")] == told


def test_a_number_of_a_list_is_no_item_out_of_its_order() -> None:
    read = meeting(*(decided(f"{n}. Cykelsti {n}") + ("\n\n9. Vejene" if n == 2 else "") for n in range(1, 7)))
    assert [item.number for item in read.items] == ["1", "2", "3", "4", "5", "6"]


def test_items_with_text_between_them_are_no_list_that_is_answered_below() -> None:
    plain = "Udvalget fik en orientering om det seneste møde."
    points = "Indstilling\nDet indstilles,\n1. at planen drøftes,\n2. at planen godkendes."
    answers = "Beslutning\nAd 1. Drøftet.\nAd 2. Godkendt."
    items = [f"Punkt {n}: Havnen {n}\n\n" + (f"{points}\n\n{answers}" if n == 4 else plain) for n in (1, 2, 4, 3, 5)]
    assert [item.number for item in meeting(*items).items] == ["1", "2", "4", "3", "5"]
