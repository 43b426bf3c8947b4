"""What sections refer to: each mention with its kind, its value and its place."""

import pytest

from conftest import SAMPLES
from referat import parse
from referat.lexicon.idioms import rules
from referat.lexicon.rules import Rule

PAGE = """Byrådet - Referat

Dato: 3. marts 2021

1. Cykelsti ved Engvejen

Sagsfremstilling

{text}

Beslutning

Godkendt.

2. Eventuelt

Beslutning

Intet.
"""


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Se https://www.example.com/plan.", [("link", "https://www.example.com/plan")]),
        ("Skriv til post@example.com, hvis det haster.", [("email", "post@example.com")]),
        ("Sagen var på mødet den 28. oktober 2019.", [("meeting_date", "2019-10-28")]),
        ("På møde i Økonomiudvalget den 3. maj 2020 blev den udsat.", [("meeting_date", "2020-05-03")]),
        ("Se sagsnr. 20/12345 om det samme.", [("case_number", "20/12345")]),
        ("Sagen har nummer 00.22.00-P35-9-21.", [("case_number", "00.22.00-P35-9-21")]),
        (
            "Det koster 12,5 mio. kr. i 2022 og 500.000 kr. i 2023.",
            [("amount", "12,5 mio. kr."), ("amount", "500.000 kr.")],
        ),
        ("Efter § 20, stk. 2, i loven.", [("legal_reference", "§ 20, stk. 2")]),
        ("Planen blev vedtaget den 3. maj 2020, i uge 20/21 og 12/2020.", []),
        ("Mødet den 31. februar 2020 findes ikke.", []),
    ],
)
def test_mentions(text: str, mentions: list[tuple[str, str]]) -> None:
    page = PAGE.format(text=text)
    section = parse(page).meeting.items[0].sections[0]
    assert [(one.kind, one.value) for one in section.mentions] == mentions
    for one in section.mentions:
        assert one.kind == "meeting_date" or page[one.span.start : one.span.end].endswith(one.value)


@pytest.mark.parametrize("rule", rules("mentions", "mention"), ids=lambda rule: rule.name)
def test_looking_near_the_words_finds_what_looking_everywhere_does(rule: Rule) -> None:
    texts = [" og ".join((*rule.examples, *rule.rejects, *reversed(rule.examples))), "".join(rule.examples) * 3]
    texts += [path.read_text("utf-8", errors="replace") for path in sorted(SAMPLES.glob("*/*.txt"))]
    for text in texts:
        assert [match.span() for match in rule.near(text)] == rule.spans(text)
