"""A text that says the same in another print is read the same.

How a page writes its days, whether a label ends with a colon or stands in bold type, what a site puts around the text:
habits, as the form of headings is (`test_other_headings`). Each sample is printed anew with one of them changed
throughout, and must be read as before: the reading of the one is held to that of the other, so that nobody has to know
what is right. In the suite each text has some of the changes; `make property` tries all.
"""

import os
import re
import textwrap
from collections.abc import Callable, Iterator
from typing import Any
from zlib import crc32

import pytest

import golden
from referat import ReferatError, parse

_ALL = "REFERAT_SEEDS" in os.environ
_IN_SUITE = 3
_MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni", "juli"),
    *("august", "september", "oktober", "november", "december"),
)
_NAMED = re.compile(rf"\b(\d{{1,2}})\.? ({'|'.join(_MONTHS)}) (\d{{4}})\b", re.IGNORECASE)
_LABEL = r"(Beslutning|Sagsfremstilling|Indstilling|Resume|Resumé|Bilag|Baggrund|Økonomi|Vurdering|Fraværende|Afbud)"
_ALONE = re.compile(rf"^([ \t]*){_LABEL}(:?)[ \t]*$", re.MULTILINE)
_FIELD = re.compile(
    r"^([ \t]*)(Dato|Sted|Mødested|Tidspunkt|Mødedato|Mødetidspunkt|Udvalg|Fraværende|Afbud|Medlemmer|Til stede):",
    re.MULTILINE,
)
_ABSENT = re.compile(
    r"^[ \t]*(?:Fraværende|Afbud)[ \t]*:[ \t]*([A-ZÆØÅ][\w-]+ [A-ZÆØÅ][^.:;]{2,100})\.?$", re.MULTILINE
)
_TOP = "Spring til indhold\nForside\nPolitik\nUdskriv\nDel siden\n\n"
_COOKIES = "Vi bruger cookies til statistik. Læs mere om cookies\nAcceptér alle\nKun nødvendige\n\n"
_FOOT = "\n\nTil toppen\nKontakt os\nTelefon 70 12 34 56\nCVR 12345678\nTilgængelighedserklæring\n"
_WIDTH = 90

# What such a print takes from a text: where columns end, a label in bold type that is broken, the margin of numbers.
APART = frozenset(
    {
        *[(f"generic/{name}", "lines, broken at a width") for name in ("own-labels", "status-in-columns")],
        ("generic/case-number-closes-item", "lines, broken at a width"),
        ("midtjylland-titles/run-together", "lines, broken at a width"),
        ("flattened/one-page", "lines, broken at a width"),
        ("generic/labels-as-wide-as-their-column", "lines, indented"),
        ("generic/labels-as-wide-as-their-column", "fields, with a blank before the colon"),
        ("edagsorden/municipal-2015", "lines, indented"),
    }
)

Print = Callable[[str], str]


def _days(form: str) -> Print:
    def day(found: re.Match[str]) -> str:
        month = _MONTHS.index(found[2].lower()) + 1
        return form.format(d=int(found[1]), m=month, y=found[3], name=_MONTHS[month - 1], short=_MONTHS[month - 1][:3])

    return lambda text: _NAMED.sub(day, text)


def _verdicts(said: str, other: str) -> Print:
    return lambda text: re.sub(rf"^([ \t]*){re.escape(said)}[ \t]*$", rf"\g<1>{other}", text, flags=re.MULTILINE)


def _absent(label: str) -> Print:
    return lambda text: _ABSENT.sub(lambda found: f"{label}{found[1]}", text)


def _wrapped(text: str) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        long = len(line) > _WIDTH and "\t" not in line and "   " not in line.strip()
        lines += textwrap.wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False) if long else [line]
    return "\n".join(lines)


PRINTS: dict[str, Print] = {
    "days, with dashes": _days("{d:02}-{m:02}-{y}"),
    "days, with full stops": _days("{d:02}.{m:02}.{y}"),
    "days, with a slash": _days("{d}/{m} {y}"),
    "days, the year first": _days("{y}-{m:02}-{d:02}"),
    "days, without a full stop": _days("{d} {name} {y}"),
    "hours, with a colon": lambda text: re.sub(r"([Kk]l\.? ?\d{1,2})\.(\d\d)", r"\1:\2", text),
    "hours, without a full stop": lambda text: re.sub(r"\b[Kk]l\. ?(?=\d)", "kl ", text),
    "lines, indented": lambda text: re.sub(r"^(?=\S)", "    ", text, flags=re.MULTILINE),
    "lines, with blanks behind": lambda text: text.replace("\n", "  \n"),
    "lines, ended as on Windows": lambda text: text.replace("\n", "\r\n"),
    "blank lines, with a blank": lambda text: re.sub(r"^$", "\u00a0", text, flags=re.MULTILINE),
    "lines, broken at a width": _wrapped,
    "labels, with a colon": lambda text: _ALONE.sub(r"\1\2:", text),
    "labels, in bold type": lambda text: _ALONE.sub(r"\1**\2\3**", text),
    "labels, as headings": lambda text: _ALONE.sub(r"## \2\3", text),
    "fields, in capitals": lambda text: _FIELD.sub(lambda found: f"{found[1]}{found[2].upper()}:", text),
    "fields, with a blank before the colon": lambda text: _FIELD.sub(r"\1\2 :", text),
    "the absent, below apologies": _absent("Afbud: "),
    "the absent, with apologies": _absent("Fraværende med afbud: "),
    "the absent, as not there": _absent("Ikke til stede: "),
    "quotations, in straight marks": lambda text: re.sub("[“”»«]", '"', text),
    "around it, a site's menu": lambda text: _TOP + text,
    "around it, a word on cookies": lambda text: _COOKIES + text,
    "around it, a site's foot": lambda text: text + _FOOT,
    "approved, in a sentence": _verdicts("Godkendt.", "Indstillingen blev godkendt."),
    "approved, by all": _verdicts("Godkendt.", "Enstemmigt godkendt."),
    "approved, in another word": _verdicts("Godkendt.", "Tiltrådt."),
    "noted, in a sentence": _verdicts("Taget til efterretning.", "Orienteringen blev taget til efterretning."),
}


def _read(text: str) -> list[Any]:
    """What is read of `text`, without how it is printed: neither titles, which may hold days, nor texts."""
    return [_of_meeting(meeting) for meeting in parse(text).records]


def _of_meeting(meeting: dict[str, Any]) -> list[Any]:
    head = [str(meeting[key]) for key in ("document_type", "body", "date", "scheduled_start", "opened", "closed")]
    return [*head, _of_roll(meeting["attendance"]), [_of_item(item) for item in meeting["items"]]]


def _of_item(item: dict[str, Any]) -> list[Any]:
    decision, recommendation = item["decision"], item["recommendation"]
    return [
        *(item["number"], item["case_number"], item["access"], _of_roll(item["attendance"])),
        decision and [decision["outcomes"], [_of_vote(vote) for vote in decision["votes"]]],
        recommendation and [recommendation["by"], len(recommendation["points"])],
    ]


def _of_roll(roll: dict[str, Any]) -> list[Any]:
    absent = [(one["name"], one["substitute"], one["recused"]) for one in roll["absent"]]
    return [
        absent,
        [one["name"] for one in roll["present"]],
        [(move["name"], move["kind"]) for move in roll["movements"]],
    ]


def _of_vote(vote: dict[str, Any]) -> list[Any]:
    return [(vote[side]["count"], vote[side]["names"]) for side in ("for", "against", "abstained")]


def _texts() -> Iterator[tuple[str, str]]:
    for path in golden.samples():
        if path.suffix == ".txt":
            yield f"{path.parent.name}/{path.stem}", path.read_bytes().decode("utf-8-sig", errors="replace")


TEXTS = {name: text.replace("\r\n", "\n") for name, text in _texts()}


def _pairs() -> Iterator[Any]:
    """Each text with the changes that touch it; in the suite with some, which its name tells."""
    for name, text in TEXTS.items():
        for said, change in PRINTS.items():
            drawn = _ALL or crc32(f"{name}{said}".encode()) % len(PRINTS) < _IN_SUITE
            if drawn and (name, said) not in APART and change(text) != text:
                yield pytest.param(name, said, id=f"{name}, {said}")


@pytest.mark.parametrize(("name", "said"), list(_pairs()))
def test_what_is_printed_otherwise_is_read_the_same(name: str, said: str) -> None:
    text = TEXTS[name]
    try:
        before = _read(text)
    except ReferatError:
        pytest.skip("no minutes, in whatever print")
    assert _read(PRINTS[said](text)) == before
