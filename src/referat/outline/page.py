"""A document's marks with what was measured of them: all that headings are weighed by."""

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate, compress

from referat.lexicon import lines as lexicon
from referat.outline import introductions, paragraphs
from referat.outline.contents import Contents, find_contents
from referat.outline.habits import Habits, measure
from referat.outline.indexed import Indexed
from referat.outline.labels import headword_kind, labels
from referat.outline.marks import Mark, form_of
from referat.outline.numbers import Form
from referat.outline.row_pages import pages_rise
from referat.outline.titles import (
    SAME_BEGINNING,
    Entry,
    Index,
    beginnings_of,
    listed_key,
    taken_apart,
    title_key,
    without_page,
)
from referat.text.places import Range
from referat.text.source import Source

_HEADER_WEAK, _HEADER_LINES = 8, 4
_LINES = 6  # of a paragraph above a label, at most
_FEWEST_LETTERED = 3
_SENTENCE_ENDS = ".!?"
_LONGEST_TITLE, _LONGEST_RECURRING = 300, 80
_LEADING = frozenset({"decision", "recommendation", "case_presentation"})
# What is no text of an item.
_IDLE = frozenset({"noise", "group", "access"})
_TELLING = frozenset({"case", "access", "group"})  # what a neighbour is by its role alone


class Page:
    """One document: its marks, spoken of by their index, its habits, contents and labels. Nothing of it changes."""

    def __init__(self, source: Source, marks: Indexed) -> None:
        self.source = source
        #: The marks as their own words have them, before the document's habits were asked.
        self.by_words = marks
        self.habits: Habits = measure(marks)
        is_label = list(labels(marks, self.habits))
        self.contents: Contents = find_contents(source, marks, is_label)
        for k in self.contents.inside:  # words that end as labels do may be a row
            is_label[k] = is_label[k] and marks[k].role == "label"
        self.is_label: Sequence[bool] = is_label
        #: The labels; and the marks, those as text that only look like one.
        self.labels = list(compress(range(len(marks)), is_label))
        text = {k: marks[k].as_text() for k in marks.by_role["label"] if not is_label[k]}
        self.marks = marks.but(text) if text else marks
        self.count = len(self.marks)
        #: The title behind the number of each mark; "" where there is none.
        titles = {k: number.title for k in self.marks.numbered if (number := self.marks[k].number) is not None}
        self.title = [""] * self.count
        for k, (a, b) in titles.items():
            self.title[k] = self.marks[k].text[a:b]
        #: The marks with a number, each with its form.
        self.forms = {k: form_of(self.marks[k]) for k in titles}
        #: The labels that tell of an item's body, outside the contents, each with what makes it the same as another.
        self.core = self._core()
        self.core_places = list(self.core)
        #: How many of them stand above each mark, and in all.
        self.core_above = self.marks.above(self.core_places)
        #: The marks above which an item ends, and how many of them stand above each mark, and in all.
        self.feet = [k for k, flags in self.marks.flagged if "closes" in flags]
        self.feet_above = self.marks.above(self.feet)
        self._feet_or_end = (*self.feet, self.count)
        #: The labels that name a sender, where they come twice.
        senders = {k for k, flags in self.marks.flagged if "sender" in flags}
        self.senders = senders if len(senders) > 1 else set()
        #: The heads of groups of items, and how many of them stand above each mark, and in all.
        self.groups = self.marks.by_role["group"]
        self.groups_above = self.marks.above(self.groups)
        #: How many marks of text, labels and numbers stand above each mark, and in all.
        idle = [k for role in _IDLE for k in self.marks.by_role[role]]
        self.busy: Sequence[int] = range(self.count + 1)
        if idle:
            self.busy = array("l", [k - n for k, n in enumerate(self.marks.above(sorted(idle)))])

    def kind(self, k: int) -> str:
        """The kind of section that the label `k` opens."""
        mark = self.marks[k]
        return mark.kind or headword_kind(mark)

    def text(self, place: Range) -> str:
        """The view's text at `place`."""
        a, b = place
        return self.source.view[a:b]

    def label_key(self, k: int) -> str:
        """What makes two labels the same: their words, and the day of a decision."""
        mark = self.marks[k]
        date = mark.slots.get("date")
        key = mark.label or mark.key
        return f"{key} {self.text(date)}" if date is not None else key

    def is_apart(self, k: int) -> bool:
        """Whether mark `k` is apart from the text above: by a blank line, or, in a text without, below a sentence."""
        return self.marks[k].apart or (self.habits.tight and k > 0 and self.marks[k - 1].text[-1] in _SENTENCE_ENDS)

    @cached_property
    def recurring(self) -> dict[str, int]:
        """How often each short line comes that comes again, by its key."""
        keys = self.marks.keys
        counts = Counter(keys) if len({*keys}) < len(keys) else {}
        return {key: n for key, n in counts.items() if n > 1 and key and len(key) <= _LONGEST_RECURRING}

    def _core(self) -> dict[int, str]:
        """The labels that tell of an item's body, outside the contents, each with what makes it the same as another."""
        kinds = lexicon.core_kinds()
        return {
            k: self.label_key(k)
            for k in self.labels
            if (self.marks[k].kind or self.kind(k)) in kinds
            and k not in self.contents.inside
            and ((rule := self.marks[k].rule) is None or "sender" not in rule.flags)
            and (rule is None or "weak" not in rule.flags or not self._names_document(k))
        }

    def _names_document(self, k: int) -> bool:
        """Whether a word for a decision that also names documents names this one: it stands in the head."""
        above = self.above(k)
        if above is not None and above.number is not None:
            return above.line == self.marks[k].line and k - 1 == self._first_number and self._is_top(k - 1)
        if k - self.marks.top < _HEADER_WEAK or not self.marks[k].apart or self._above_head(k):
            return True
        below = self.marks[k + 1] if k + 1 < self.count else None
        first = below is not None and below.number is not None and below.number.value == 1
        return first and k <= self._first_number

    def _above_head(self, k: int) -> bool:
        """Whether nothing of an item stands above mark `k`, and lines of a document's head directly below."""
        below = self.marks[k + 1 : k + 1 + _HEADER_LINES]
        header = lexicon.setting_pattern("titles", "header")
        return (
            k == self._first_label < self._first_number
            and sum(header.match(mark.text) is not None for mark in below) > 1
        )

    @cached_property
    def _first_label(self) -> int:
        """The first label; the number of marks where there is none."""
        return self.labels[0] if self.labels else self.count

    @cached_property
    def _first_number(self) -> int:
        """The first mark with a number; the number of marks where there is none."""
        return self.marks.numbered[0] if self.marks.numbered else self.count

    def _is_top(self, k: int) -> bool:
        """Whether mark `k` stands directly below the frame of a site, as the number of a first page does."""
        return k > 0 and self.marks[k - 1].role == "noise" and self.marks[k - 1].line < self.marks[k].line

    def core_between(self, a: int, b: int) -> list[int]:
        """The labels of an item's body between the marks `a` and `b`."""
        n, m = self.core_above[a], self.core_above[b]
        return self.core_places[n:m] if n < m else []

    @cached_property
    def decisions_above(self) -> Sequence[int]:
        """How many of the labels of an item's body above each of them are those of decisions, and in all."""
        return array("l", accumulate([self.kind(k) == "decision" for k in self.core_places], initial=0))

    @cached_property
    def core_labels(self) -> Counter[tuple[str, str]]:
        """How often each of them comes, by its label and how it stands."""
        return Counter((self.marks[k].label, self.marks[k].how) for k in self.core)

    @cached_property
    def first_core(self) -> int:
        """The first of them; the number of marks where there is none."""
        return min(self.core, default=self.count)

    @cached_property
    def is_list(self) -> bool:
        """Whether nothing in the document is more than a list: no label, no case number, no table of contents."""
        return not (self.core or self.contents.heads or self.labels or self.marks.by_role["case"])

    def foot_between(self, a: int, b: int) -> int:
        """The first of them from `a` on, above `b`; `b` where there is none."""
        first = self._feet_or_end[self.feet_above[a]]
        return first if first < b else b

    @cached_property
    def shapes(self) -> list[str]:
        """Each mark as a neighbour: what it is, and, where it is short and comes again, what it says; "" for text.

        Behind the last one, and so before the first, stands nothing.
        """
        marks, recurring = self.marks, self.recurring
        shapes = [""] * (self.count + 2)
        for k in [k for k in marks.by_role[""] if marks[k].key in recurring] if recurring else ():
            shapes[k] = f"same {marks[k].key}"
        for k in marks.by_role["noise"]:
            shapes[k] = f"noise {marks[k].key}"
        for k in self.labels:
            shapes[k] = f"label {marks[k].label or marks[k].key}"
        for role in _TELLING:
            for k in marks.by_role[role]:
                shapes[k] = role
        return shapes

    @cached_property
    def title_key(self) -> list[str]:
        """The key of the title behind the number of each mark; "" where there is none."""
        return self._of_titles(title_key)

    @cached_property
    def listed_key(self) -> list[str]:
        """The same of a title as a row of the contents has it."""
        return self._of_titles(listed_key)

    def _of_titles(self, key: Callable[[str], str]) -> list[str]:
        keys = [""] * self.count
        for k in self.forms:
            keys[k] = key(self.title[k])
        return keys

    @cached_property
    def _titles(self) -> list[Entry[Form | None]]:
        """The titles that a line could be, without a page behind them."""
        looked_for = beginnings_of([key for k in self.forms for key in (self.title_key[k], self.listed_key[k])])
        plain, marks = self.marks.by_role[""], self.marks
        could_be = looked_for.among(marks, plain) if looked_for is not None else plain
        could_be = [k for k in could_be if marks[k].number is None and marks[k].b - marks[k].a < _LONGEST_TITLE]
        numbered = [k for k in self.forms if marks[k].b - marks[k].a < _LONGEST_TITLE]
        return [
            (self.title_key[k] or title_key(self.marks[k].text), number.value, self.forms[k], k)
            if (number := self.marks[k].number) is not None
            else (title_key(self.marks[k].text), None, None, k)
            for k in sorted([*numbered, *could_be])
        ]

    @cached_property
    def _rows(self) -> list[Entry[None]]:
        """The titles in the table of contents; the number that a row begins or ends with may be the title's own."""
        said = ((k, text) for k in sorted(self.contents.inside) for text in (self.title[k], self.marks[k].text) if text)
        keys = ((k, key) for k, text in said for key in dict.fromkeys((listed_key(text), title_key(text))))
        return [(key, None, None, k) for k, key in keys]

    @cached_property
    def _again(self) -> frozenset[str]:
        """What titles begin with of which there are several, or rows of the contents; of most there is one."""
        times = Counter([key[:SAME_BEGINNING] for key, _, _, _ in self._titles])
        again = {key for key, count in times.items() if count > 1} if len(times) < len(self._titles) else set()
        again |= {key[:SAME_BEGINNING] for key, _, _, _ in self._rows}
        again |= {self.listed_key[k][:SAME_BEGINNING] for k in self.forms if self.listed_key[k] != self.title_key[k]}
        return frozenset(again)

    def comes_again(self, key: str) -> bool:
        """Whether the title with this key may stand elsewhere too."""
        return key[:SAME_BEGINNING] in self._again

    @cached_property
    def titles(self) -> Index[Form | None]:
        """Where each title that a line could be stands, of those that come again, by the form of its number."""
        return Index([entry for entry in self._titles if entry[0][:SAME_BEGINNING] in self._again])

    @cached_property
    def listed(self) -> Index[None]:
        """Where each title stands in the table of contents."""
        return Index(self._rows)

    @cached_property
    def undecided(self) -> bool:
        """Whether no label tells of a decision, or of what leads to one: those that do are words of titles."""
        return _LEADING.isdisjoint(map(self.kind, self.core))

    @cached_property
    def listed_titles(self) -> dict[int, Range]:
        """Where the title of each number stands in the table of contents."""
        found: dict[int, Range] = {}
        for k in sorted(self.contents.inside):
            number = self.marks[k].number
            if number is not None and self.title[k]:
                bare, _ = without_page(self.title[k])
                begin = self.marks[k].place(number.title).a
                found.setdefault(number.value, Range(begin, begin + len(bare)))
        return found

    @cached_property
    def listed_with_numbers(self) -> frozenset[tuple[int, str]]:
        """The numbers in the table of contents, each with its title."""
        return frozenset((number, title_key(self.text(place))) for number, place in self.listed_titles.items())

    @cached_property
    def listed_numbers(self) -> frozenset[int]:
        """The numbers in the table of contents."""
        return frozenset(number.value for k in self.contents.inside if (number := self.marks[k].number) is not None)

    @cached_property
    def purposes(self) -> bool:
        """Whether titles carry a letter for what is to be done: one stands where it can be nobody's party."""
        titles = [self.title[k] for k in self.marks.numbered]
        lettered = [title for title in titles if title[-3:-2] == "(" and title[-1:] == ")" and title[-2].isupper()]
        nameless = sum(any(word[0].islower() for word in title.split()) for title in lettered)
        usual = 2 * len(lettered) >= len(titles) and 3 * nameless >= len(lettered)
        return (usual and len(lettered) >= _FEWEST_LETTERED) or any(taken_apart(title).marks for title in lettered)

    @cached_property
    def rows_rise(self) -> bool:
        """Whether rows of the table of contents have pages behind a blank alone, which rise: the last may be cut."""
        return pages_rise(self.marks, [k for k in sorted(self.contents.inside) if self.marks[k].number is not None])

    @cached_property
    def indented(self) -> bool:
        """Whether most lines are indented."""
        return sum([mark.indent > 0 for mark in self.marks]) > self.count / 2

    def below(self, k: int, most: int) -> list[tuple[int, Mark]]:
        """At most so many marks below `k`, with their indices."""
        return list(enumerate(self.marks[k + 1 : k + 1 + most], k + 1))

    def above(self, k: int) -> Mark | None:
        """The mark above `k`."""
        return self.marks[k - 1] if k else None

    def opens_text(self, k: int) -> bool:
        """Whether mark `k` is the label of an item's body with text directly below it."""
        below = self.marks[k + 1] if k + 1 < self.count else None
        return k in self.core and below is not None and below.role == "" and not self.is_label[k + 1]

    def label_below(self, k: int, most: int = 7) -> tuple[int | None, Sequence[int]]:
        """The next label below `k` within so many marks, and the marks between; None where there is none.

        Lines that only go on do not count.
        """
        label = self._next_label[k]
        rest = self.rest
        if rest and label < self.count and k not in rest and k + 1 not in rest and label <= k + most * _LINES:
            begun = [i for i in range(k + 1, label) if i not in rest]
            return (label, begun) if len(begun) < most else (None, begun[:most])
        if label <= k + most and label < self.count:
            return label, range(k + 1, label)
        return None, range(k + 1, min(k + 1 + most, self.count))

    @cached_property
    def rest(self) -> frozenset[int]:
        """The marks that are the rest of a paragraph (see `paragraphs`)."""
        return paragraphs.rest(self.source, self.marks)

    @cached_property
    def introduces(self) -> bool:
        """Whether labels that introduce a text are parts of sections here (see `introductions`)."""
        return introductions.are_parts([(self.kind(k), self.marks[k].label) for k in self.core_places])

    @cached_property
    def _next_label(self) -> list[int]:
        """For each mark the next label below it; the number of marks where there is none."""
        found: list[int] = []
        for k in [k for k in self.labels if self.marks[k].how != "list"]:
            found += [k] * (k - len(found))
        return found + [self.count] * (self.count - len(found))

    def first_of_labels(self, k: int) -> int:
        """The first of the labels that stand directly above `k`, with nothing between; `k` where there is none."""
        return self._first_of_labels[k]

    @cached_property
    def _first_of_labels(self) -> list[int]:
        firsts = [0]
        first = 0
        for k, label in enumerate(self.is_label[:-1], 1):
            first = first if label else k
            firsts += (first,)
        return firsts

    def below_own_labels(self, k: int) -> int:
        """The first mark below `k` that is no label alone on its line, directly below others."""
        return self._below_own_labels[k]

    @cached_property
    def _below_own_labels(self) -> list[int]:
        below = self.count
        found: list[int] = []
        for k in range(self.count - 1, -1, -1):
            found += (below,)
            mark = self.marks[k]
            if not self.is_label[k] or mark.how != "own" or mark.apart:
                below = k
        return found[::-1]

    def ends_alone(self, k: int) -> bool:
        """Whether a blank line, or nothing, stands below `k`."""
        return k + 1 >= self.count or self.marks[k + 1].apart
