"""Tables of contents of one row."""

import pytest

from referat import parse

HEAD = "Referat\ntil\nmødet i Byrådet\nden 3. marts 2021 kl. 17:00\ni Byrådssalen\n\n"
BODY = "1. Mødeplan for næste år\n\nBeslutning\n\nGodkendt.\n"


@pytest.mark.parametrize(
    ("rows", "titles"),
    [
        ("Indholdsfortegnelse\n1. Mødeplan for næste år\nSagsnr. 11/9915\n", ["Mødeplan for næste år"]),
        ("Åbne sager\n1 Mødeplan for næste år\n\nÅbne sager\n\n", ["Mødeplan for næste år"]),
        ("1 Mødeplan for næste år\n\n", []),
    ],
    ids=["below a head", "in a group that comes again", "a heading that is printed twice"],
)
def test_contents_of_one_row(rows: str, titles: list[str]) -> None:
    meeting = parse(HEAD + rows + BODY).meeting
    assert [entry.title for entry in meeting.contents] == titles
    assert [(item.number, item.title) for item in meeting.items] == [("1", "Mødeplan for næste år")]
