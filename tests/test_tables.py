"""Tables that are drawn with bars: of items, and of anything else."""

from referat import parse

HEAD = "Referat af skolebestyrelsesmøde den 3. marts 2020\n\n"
TABLE = """\
| Punkt | Referat |
|---|---|
| 1. Godkendelse af dagsorden | Godkendt. |
| 2. Budget | Udsat. |
| 3. Eventuelt | Intet. |
"""


def test_the_rows_of_a_table_are_items() -> None:
    items = parse(HEAD + TABLE).meeting.items
    assert [(item.number, item.title, item.lead) for item in items] == [
        ("1", "Godkendelse af dagsorden", "Godkendt."),
        ("2", "Budget", "Udsat."),
        ("3", "Eventuelt", "Intet."),
    ]


def test_another_table_stays_as_it_is() -> None:
    table = "| År | Udgift |\n| 2020 | 10 |\n| 2021 | 12 |"
    text = f"{HEAD}1. Budget\n\nSagsfremstilling\n\n{table}\n\nBeslutning\n\nGodkendt.\n"
    (item,) = parse(text).meeting.items
    assert item.sections[0].text == table
