"""The items of a text are the same whatever their headings look like.

A publisher's headings are a habit: "Punkt 3: …", "3 | …", a number above its title, a word that nobody else has. Each
sample whose items are numbered is printed anew with headings of another form, and its items must keep their numbers,
titles, sections and decisions. Nobody has to know what is right: the reading of the one is held to that of the other.
In the suite each text has some of the forms; `make property` tries all.
"""

import json
import os
from collections.abc import Iterator
from typing import Any
from zlib import crc32

import pytest

import golden
from referat import parse

_ALL = "REFERAT_SEEDS" in os.environ
_IN_SUITE = 7
FORMS = (
    *("Punkt {n}: {t}", "Punkt {n} {t}", "Punkt nr. {n} - {t}", "Pkt. {n} {t}", "Pkt {n}) {t}", "PUNKT {n}. {t}"),
    *(
        "{n}. {t}",
        "{n}: {t}",
        "{n}) {t}",
        "{n} - {t}",
        "{n}. - {t}",
        "{n}.: {t}",
        "{n} | {t}",
        "{n} // {t}",
        "{n}.\t{t}",
    ),
    *("Sag nr. {n}: {t}", "Ad {n}. {t}", "Nr. {n} {t}", "§ {n}. {t}", "#{n} {t}", "    {n}.   {t}", "Løbenr. {n} {t}"),
    *("Dagsordenens punkt {n}: {t}", "Dagsordenspkt. {n} {t}", "Tillægspunkt {n}: {t}", "Punkt {n} / {t}"),
    *("Drøftelsesemne {n} - {t}", "Opgave nr. {n}: {t}", "Agendaens punkt {n}) {t}", "□ {n}. {t}"),
    *("Punkt {n}\n{t}", "Punkt {n}:\n\n{t}", "{n}.\n{t}", "Punkt\n{n}\n{t}", "Sag nr.\n{n}\n{t}"),
    *("Punkt {n}\nEmne: {t}", "Punkt nr.: {n}\nSag: {t}", "Punkt:\n{n}\nTitel:\n{t}", "{n}. Emne: {t}"),
    *("## {n}. {t}", "**{n}. {t}**", "----------\n{n}. {t}\n----------", "{n}. {t}\n=========="),
)
# What a form needs: so many items show it.
_FEWEST_ITEMS = 3
_LONGEST_LEAD, _MOST_LINES = 18, 3
# Its lines are broken where a column ends: others are broken elsewhere. And such as print each heading twice.
_APART = frozenset({"generic/broken-at-a-column", "roskilde/committee", "roskilde/council"})


def _at(lines: list[str], item: dict[str, Any]) -> int:
    """How many lines an item's heading takes that is nothing but a number and a title; 0 where it is something else."""
    k, title = item["heading_line"] - 1, item["title"]
    for count in range(1, _MOST_LINES + 1):
        lead, said, rest = " ".join(" ".join(lines[k : k + count]).split()).rpartition(title)
        if said and not rest:
            return count if item["number"] in lead and len(lead) <= _LONGEST_LEAD and "(" not in lead else 0
    return 0


def printed(text: str, items: list[dict[str, Any]], form: str) -> str:
    """`text` with the headings of its `items` in another form; "" where one of them is no plain heading."""
    lines = text.split("\n")
    for item in reversed(items):
        count = _at(lines, item) if (item.get("number") or "").isdigit() and item.get("title") else 0
        if not count:
            return ""
        k = item["heading_line"] - 1
        lines[k : k + count] = form.format(n=item["number"], t=item["title"]).split("\n")
    return "\n".join(lines)


def _texts() -> Iterator[tuple[str, tuple[str, list[dict[str, Any]]]]]:
    for path in golden.samples():
        reading = path.with_suffix(".reading.json")
        name = f"{path.parent.name}/{path.stem}"
        if path.suffix == ".txt" and reading.exists() and name not in _APART:
            items = json.loads(reading.read_text("utf-8")).get("items") or []
            text = path.read_bytes().decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
            if len(items) >= _FEWEST_ITEMS and printed(text, items, "{n}. {t}"):
                yield name, (text, items)


TEXTS = dict(_texts())


def _pairs() -> Iterator[Any]:
    """Each text with forms; in the suite with some, which its name tells: they stay its own whatever text is added."""
    for name in TEXTS:
        some = FORMS if _ALL else [form for form in FORMS if crc32(f"{name}{form}".encode()) % len(FORMS) < _IN_SUITE]
        for form in some:
            yield pytest.param(name, form, id=f"{name}, {'_'.join(form.split())}")


def items_of(text: str) -> list[tuple[object, ...]]:
    """Number, title, kinds of sections and decision of each item that is read."""
    return [
        (item.number, item.title, [section.kind for section in item.sections], item.decision and item.decision.text)
        for meeting in parse(text).meetings
        for item in meeting.items
    ]


@pytest.mark.parametrize(("name", "form"), list(_pairs()))
def test_headings_of_another_form_head_the_same_items(name: str, form: str) -> None:
    text, items = TEXTS[name]
    assert items_of(printed(text, items, form)) == items_of(text)
