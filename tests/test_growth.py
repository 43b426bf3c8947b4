"""The work for texts made to hurt, counted in calls, grows as the texts do: long runs of what every rule is asked for.

The texts are made of the vocabulary (`growing`), so that a new idiom is tried without a word said here. Time within one
call is no call: that the patterns themselves are no slower on long lines is measured by `benchmarks/growth.py`.
"""

import os
import re
import time
from contextlib import suppress
from random import Random
from typing import Any, ClassVar, SupportsIndex
from unittest import mock

import pytest

import counted
import growing
from referat import ReferatError, parse
from referat.archive.checked import checked
from referat.archive.outcomes import Outcome
from referat.contract.nodes import Person
from referat.facts import decision, inner, other_items
from referat.facts.header import first_names
from referat.facts.roll import Roll, Said
from referat.facts.rulings import Ruling
from referat.facts.sentences import Piece, sentences
from referat.lexicon import idioms
from referat.lexicon.lines import lines as general
from referat.outline.answered import rows_answered
from referat.outline.blocks import Block, Label
from referat.outline.chain import Link, Stretch, best_chain
from referat.outline.contents import Contents
from referat.outline.contents_entries import entries
from referat.outline.flattened import heads
from referat.outline.marks import Mark, Marker
from referat.outline.page import Page
from referat.text import paper
from referat.text.places import Line, Placed, Range
from referat.text.source import Source
from referat.text.viewed import viewed
from referat.views.checked import underlined
from remembered import forget
from test_work import calls

_FEW = 2_000
#: So many times as many calls as for a quarter of the text: four, and a little for what begins with size.
_GROWTH = 4.8
_BETWEEN = {"blanks": " ", "commas": ", ", "stops": ". ", "lines": "\n", "paragraphs": "\n\n"}


def read(text: str) -> None:
    with suppress(ReferatError):  # to refuse takes work too
        parse(text)


def grows(pieces: tuple[str, ...], between: str, head: str) -> float:
    """How many times as many calls four times the text takes; what begins at some size is no growth: see beyond it."""
    growth = _growth(pieces, between, head, _FEW)
    return growth if growth < _GROWTH else _growth(pieces, between, head, 4 * _FEW)


def _growth(pieces: tuple[str, ...], between: str, head: str, size: int) -> float:
    few, many = (growing.run(pieces, between, letters, head) for letters in (size, 4 * size))
    return calls(read, many) / calls(read, few) / ((len(many) - len(head)) / (len(few) - len(head))) * 4


# The suite looks at some, always the same; `make property` at all.
_TABLES = sorted(dict(growing.tables()))
_SOME = _TABLES if "REFERAT_SEEDS" in os.environ else Random(2).sample(_TABLES, 16)


@pytest.mark.parametrize("name", _SOME)
def test_a_run_of_what_a_table_says(name: str) -> None:
    rng = Random(name)
    said = rng.choice(dict(growing.tables())[name])
    pieces = (growing.cut(said) if rng.random() < 0.3 else said,)
    assert grows(pieces, rng.choice(list(_BETWEEN.values())), rng.choice([growing.ITEM, growing.HEAD])) < _GROWTH


@pytest.mark.parametrize("between", list(_BETWEEN))
def test_a_run_of_what_patterns_look_for(between: str) -> None:
    rng = Random(between)
    word = rng.choice(growing.needed())
    _, match = rng.choice(growing.matched())
    assert grows((f"{word} {match}",), _BETWEEN[between], growing.ITEM) < _GROWTH


#: What once took time with the square of the text: 40 KB of the first took 7 seconds.
@pytest.mark.parametrize(
    ("piece", "between", "head"),
    [
        ("Forhindrede:", "stops", growing.ITEM),
        ("Følgende udeblev uden afbud: Asta Birkholm, Bo Elm og Ib Dal", "commas", growing.ITEM),
        ("Følgende udeblev uden afbud: Asta Birkholm og Bo Elm", "lines", growing.ITEM),
        ("Deltager", "stops", growing.HEAD),
        ("Asta Birkholm var forhindret i at deltage i punkt 4", "stops", growing.HEAD),
        ("Indkaldt som stedfortræder: Bo Elm (V)", "blanks", growing.HEAD),
        ("Udvalget godkendte planen med afg og", "blanks", growing.ITEM),
        ("Udvalget drøftede jf. bl.a. ca. kr. og nr.", "blanks", growing.ITEM),
        ("Asta Birkholm deltog ikke i punkt 1, 2 og 3.", "paragraphs", growing.ITEM),
        ("Protokoltilførsel:", "paragraphs", growing.ITEM),
        ("Valggruppe Elm udpegede Asta Birkholm", "stops", growing.HEAD),
        ("Referatet, som blev herefter godkendt", "stops", growing.HEAD),
    ],
)
def test_what_once_grew_with_the_square(piece: str, between: str, head: str) -> None:
    assert grows((piece,), _BETWEEN[between], head) < _GROWTH


def grown(pieces: tuple[str, ...], between: str, head: str) -> dict[str, float]:
    """What is called more, or looks through more letters, for each in a text four times as long; how many times."""
    found = []
    for size in (3_000, 12_000):
        text = growing.run(pieces, between, size, head)
        read(text)
        forget()
        with counted.counted():
            called = counted.calls(read, text)
            found.append(called + counted.letters)
    few, many = found
    return {name: count / 4 / few[name] for name, count in many.items() if few[name] > 40 and count > 4.8 * few[name]}


@pytest.mark.parametrize(
    ("piece", "between", "head"),
    [
        ("Bilag til ", " ", growing.HEAD),  # for each cell of a line its column, from the line's begin
        ("Bilag\tSted", "\t\t", growing.HEAD),
        ("Deltog Bilag Region", " ", growing.HEAD),  # for each label whether any word stands before it on its line
        ("1. Ny stiBilag", "\n\n", growing.ITEM),  # for each title the word into which its tail has run
        ("fraværende uden at have meldt afbud:", ". ", growing.ITEM),  # for each absence whether a list's mark does
        ("Deltagere var", ". ", growing.HEAD),  # for each statement whether a label stands before it on its line
        ("Tiltrådte udvalgets indstilling", ". ", growing.ITEM),  # for each ruling what those above change
        # for each sender's label what all labels above it say
        (
            "Gruppe V indstiller: At planen forkastes.\n\nSkolen indstiller:\n\nGruppe A indstiller,",
            "\n\n",
            growing.ITEM,
        ),
    ],
)
def test_no_function_looks_through_all_of_a_text_for_each_of_its_parts(piece: str, between: str, head: str) -> None:
    assert grown((piece,), between, head) == {}


def test_nor_for_each_of_the_documents_in_it() -> None:
    """50 KB that are no minutes, and hold many documents, took 2 seconds: each looked for days in all of the text."""
    pieces = ("Referat 12/10.2035 Mødedato", "- Dagsorden til mødet den 5. maj 2020 • 5")
    assert grown(pieces, ". ", growing.HEAD) == {}


class Looked(tuple[Mark, ...]):
    """Marks that count how many of them are looked through in slices."""

    through = 0

    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        Looked.through += len(found) if isinstance(at, slice) else 0
        return found


def test_lists_are_not_each_held_against_all_answers_below() -> None:
    """Each of many short lists looked for its answers ("Ad 1") in all that stands below it."""
    looked = []
    for count in (25, 100):
        lists = "1. Havn\n9. Bro\n12. Sti\n\nen linje\nto linjer\ntre linjer\nfire linjer\n" * count
        marks = Looked(Marker(general()).marks(Source(f"{lists}Ad 1. Ja.\nAd 3. Nej.\nAd 5. Ja.\n")))
        Looked.through = 0
        assert not rows_answered(marks, [k for k, mark in enumerate(marks) if mark.number is not None])
        looked.append(Looked.through)
    assert 0 < looked[1] < 4.8 * looked[0]


def test_a_text_is_not_taken_apart_for_each_finding_that_is_shown() -> None:
    """`check` looked for the line of each in all of the text."""
    looked = []
    for size in (3_000, 12_000):
        parsed = parse(growing.run(("Bo Elm stemte vist imod, tror vi.",), " ", size, growing.ITEM))
        file = checked(Outcome("long.txt", parsed), privacy=True)
        told = [one for one in file.told if one.stretch is not None]
        assert len(told) > size / 100
        text = Counted(file.text)
        text.copied = 0
        for one in told:
            assert one.stretch is not None
            underlined(file._replace(text=text), one.stretch, 80)
        looked.append(text.copied / len(told))
    assert 0 < looked[1] < 1.5 * looked[0]


class Counted(str):
    """A text that counts the letters that are copied of it."""

    __slots__ = ("copied",)
    copied: int

    def __getitem__(self, at: SupportsIndex | slice) -> str:
        part = super().__getitem__(at)
        self.copied += len(part)
        return part


@pytest.mark.parametrize(
    "said", ["Udvalget ser på planen og vejen. ", "Ad 1. Godkendt. ", "Det koster 4 kr. Udvalget ser. "]
)
def test_where_sentences_end_is_found_without_copies_of_all_before(said: str) -> None:
    """20 MB of them in one line took minutes, for each looked whether it begins the text."""
    copied = []
    for times in (100, 400):
        text = Counted(said * times)
        text.copied = 0
        sentences(Piece(text, ((0, 0),)))
        copied.append(text.copied)
    assert copied[1] < 4.1 * copied[0]


class Searched(str):
    """A text that counts how often it is searched."""

    __slots__ = ("times",)
    times: int

    def __contains__(self, part: object) -> bool:
        self.times += 1
        return isinstance(part, str) and super().__contains__(part)


def test_whether_two_years_are_a_date_is_looked_for_once() -> None:
    """1.4 MB of them took a minute: for each the whole text was searched for the date that it could be."""
    times = []
    for many in (100, 400):
        text = Searched("planen i 2010-2012 og\n" * many + "\fside 21-042012\n")
        text.times = 0
        viewed(text)
        times.append(text.times)
    assert times[0] == times[1]


class Hashed(str):
    """A text that is counted each time that it is put into a set."""

    __slots__ = ()
    times: ClassVar[int] = 0

    def __hash__(self) -> int:
        Hashed.times += 1
        return super().__hash__()


def test_the_labels_below_the_last_heading_are_counted_once() -> None:
    """Headings of which each is as good a last one as the others: all labels down to the end were counted for each."""
    times = []
    for many in (100, 400):
        links = [Link(k, -9.0, k, False, False, False, False, False, (0, "")) for k in range(many)]
        stretches = [Stretch((Hashed(k),), text=False) for k in range(many)]
        Hashed.times = 0
        best_chain(links, stretches, [0] * many, is_list=False)
        times.append(Hashed.times)
    assert times[1] < 4.5 * times[0]


def test_the_kinds_of_labels_below_headings_are_looked_up_once() -> None:
    """Headings of many forms: for each form the kinds of all labels of the text were looked up."""
    looked = []
    for size in (32_000, 128_000):
        text = growing.run(dict(growing.tables())["outline.line"], "\n\n", size)
        with mock.patch.object(Page, "kind", autospec=True, side_effect=Page.kind) as asked:
            read(text)
        looked.append(asked.call_count)
    assert looked[1] < 5.5 * looked[0]  # of headings there are 4.9 times as many


def test_only_labels_that_a_head_may_reach_are_asked_whether_they_are_its_fields() -> None:
    """768 KB in one line took 5 seconds, 4 MB would have taken 2 minutes: for each label all before it was searched."""
    asked = []
    for size in (24_000, 96_000):
        text = growing.run(dict(growing.tables())["attendance.lead_in"], ". ", size)
        with mock.patch.object(heads, "_is_field", side_effect=heads._is_field) as called:
            read(text)
        asked.append(called.call_count)
    assert asked[0] == asked[1] > 0


def test_which_rulings_decide_is_not_looked_for_among_all_that_do() -> None:
    """768 KB of rulings took 10 seconds more for it than now."""
    piece = Piece("", ((0, 0),))
    made = [Ruling(piece, ("approved",)), Ruling(piece, ("informed",))] * 20_000
    begun = time.process_time()
    assert len(decision._deciding(made)) == 20_001
    assert time.process_time() - begun < 1


def test_a_decision_with_many_lists_in_it_is_copied_once() -> None:
    """256 KB of lists took half as long again a MB as 64 KB: all lines of the decision were copied for each list."""
    many = 40_000
    lines = tuple([Line(20 * n + 10, 20 * n + 19, 20 * n + 10, apart=False) for n in range(many)])
    lists = tuple([Block("attendance", Label(Range(20 * n, 20 * n + 9), ""), ()) for n in range(many)])
    host = Block("decision", Label(Range(0, 0), ""), lines, lists)
    source = Source("")
    begun = time.process_time()
    with mock.patch.object(inner, "_parted", lambda _source, block, _known, **_: (block.lines, ())):
        regained = inner._regained(source, host, frozenset())
    assert time.process_time() - begun < 2
    assert (regained.lines, [len(block.lines) for block in regained.inner]) == ((), [1] * many)


@pytest.mark.parametrize("last", ["", "\fX\n"])
def test_pages_of_items_are_counted_once(last: str) -> None:
    """For each item all of the text above it was searched for ends of pages, and all of it for any."""
    read(text := growing.HEAD + "".join(f"Punkt {n}: Sti\n\n" for n in range(1, 60)) + last)
    source = Source(text)
    looked = Searched(source.text)
    source.text = looked
    looked.times = 0
    with mock.patch.object(paper, "pages_at", wraps=paper.pages_at) as asked:
        parse(source)
    assert asked.call_count <= 1
    assert looked.times < 59  # times an item


def test_brackets_of_a_list_are_counted_once() -> None:
    """For each name of a list all brackets above it were counted: time with the square of the list."""
    text = "Asta Birkholm (V), " * 40_000
    begun = time.process_time()
    assert len(first_names._outside_brackets(text, re.finditer(", ", text))) == 40_000
    assert time.process_time() - begun < 1


class Asked(tuple[int, ...]):
    """Places that count how often they are asked for one."""

    __slots__ = ()
    times: ClassVar[int] = 0

    def __contains__(self, k: object) -> bool:
        Asked.times += 1
        return super().__contains__(k)


def test_heads_of_contents_are_not_looked_through_for_each_row() -> None:
    """Many tables of contents in one document: for each row all heads were looked through."""
    source = Source("Indhold\n1. Sti\n2. Vej\n3. Bro\n\n" * 20)
    marks = Marker(general()).marks(source)
    heads = Asked(k for k, mark in enumerate(marks) if mark.number is None)
    Asked.times = 0
    rows = list(entries(source, marks, Contents(heads, frozenset(range(len(marks))))))
    assert (len(heads), len(rows), Asked.times) == (20, 60, 0)


def test_numbers_of_lists_are_looked_for_once_an_item() -> None:
    """96 KB of these took three times as long a MB as 12 KB: each looked through its whole item."""
    said = "Dagsordenen blev godkendt, dog således at punkt 58 udgår. "
    looked = []
    for times in (20, 80):
        text = growing.ITEM + said * times
        with mock.patch.object(other_items, "_listed", wraps=other_items._listed) as asked:
            read(text)
        looked.append(asked.call_count)
    assert looked == [1, 1]


@pytest.mark.parametrize("name", ["label_tail", "list_tail", "label_mark"])
def test_what_stands_behind_a_label_is_looked_for_no_further_than_it_may_go(name: str) -> None:
    """Within one pattern: behind each "Fremmødt" all of the line was looked through for a colon."""
    pattern = str(idioms.table("header")["lines"][name])
    assert re.search(r"\(\?<?[=!](?:\[[^]]*\]|\.)[*+]", pattern) is None


def test_the_name_of_a_number_below_is_looked_for_at_the_end_of_a_line() -> None:
    """From each letter on all of the line was looked through: 30 KB without line ends took 8 seconds."""
    text = f"{growing.ITEM}{'Udvalget ser (den) ' * 4_000}\n\f2. Vej\n"
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < 2


def test_a_line_of_dots_is_looked_through_once_for_a_page_below() -> None:
    """Within one pattern, tried from each dot on: 20 KB of them in a printed text took 3 seconds."""
    begun = time.process_time()
    read(f"{growing.HEAD}{'.' * 60_000}\n\f2. Vej\n")
    assert time.process_time() - begun < 2


def test_whether_anybody_was_disqualified_is_not_asked_of_all_who_were_absent() -> None:
    """1 MB of absences took 26 s, 2 MB 118: for each all that were absent so far were looked through."""
    roll = Roll()
    begun = time.process_time()
    for n in range(10_000):
        roll.absent([Person(Placed(f"Asta{n} Birkholm"), None, None)], Said())
        assert not roll.has_recused
    roll.absent([Person(Placed("Bo Elm"), None, None)], Said(recused=Placed(value=True)))
    assert roll.has_recused
    assert time.process_time() - begun < 2


def test_brackets_that_nothing_closes_are_not_each_looked_through_to_the_end() -> None:
    """Within one pattern: 64 KB of opening brackets took 40 seconds."""
    begun = time.process_time()
    read(f"Referat\f\n{'(((' * 20_000}\nReferat")
    assert time.process_time() - begun < 2


def test_a_sub_clause_is_looked_for_once() -> None:
    """Within one pattern: so much of it took nearly three seconds, and four times as much for twice the text."""
    said = "Venstre og Dansk Folkeparti ønskede at videreføre deres protokolbemærkning fra udvalgsbehandlingen"
    text = growing.run((said,), ", ", 160_000)
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < 1
