"""Labels of heads: which words of a text are one, and where its value begins.

text = [ words ] { label [ ":" | "-" ] value } ;

A label without a mark is known by its value's form, by where it stands, or by what other labels of the head do.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from referat.facts.header import dates, names
from referat.facts.header.first_names import friends
from referat.facts.members import read_members
from referat.facts.sentences import Piece
from referat.lexicon import idioms
from referat.lexicon.patterns import compile_pattern
from referat.tuples import NamedTuple

#: The fields whose value is a list of people.
LISTS = frozenset({"members", "present", "absent", "others"})
# Fields whose labels need no mark in a text that lost its line ends.
_DASHES = ("–", "-")
_FLAT_FIELDS = frozenset({"when", "members", "present", "absent", "opened", "closed", "end", "remarks", "contents"})
# Labels without a mark are looked for inside a line that holds so much, and so many of them.
_FLAT, _FEWEST_INSIDE = 40, 2
# Shorter labels glued to a capital may be another word; the same inside a line.
_SHORTEST_GLUED, _LONG_WORD = 3, 5
# Labels are looked up by so many of their letters.
_KEY = 3
# A label that is known by what it says is no longer.
_LONGEST_LABEL = 80
# The word before a place, and a blank on either side.
_LONGEST_IN = 5
_BLANKS = compile_pattern(r"\s*")
_INSIDE = compile_pattern(r"[\s.,;(](?=[^\W\d_])")
_GLUE = compile_pattern(r"(?<=[a-zæøå])(?=[A-ZÆØÅ][a-zæøå]{3})")
# Numbers with which a sentence goes on: no row of a table of contents begins so.
_NO_ROW = compile_pattern(r"\d[\d ,.–-]* [^\W\d_A-ZÆØÅ]")
_MOST_KEPT = 1024


# What stands between somebody absent and who came instead.
_BEFORE_INSTEAD = ("-", "–", "(", ",")


class Label(NamedTuple):
    """A label of the vocabulary: the field it is about and whether it needs a mark (see `header.toml`).

    `excused` tells of a list of those absent whether they had sent apologies; `flat` that a place's label needs no mark
    inside a text without line ends; `paper` that the day behind it may be the paper's own; `runs` that it names who ran
    the meeting; `instead` that it names who came for the one above,
    `there` that those on a list of others were there, `verb` that first names alone behind it are people's.
    """

    field: str
    bare: str = ""
    excused: bool | None = None
    flat: bool = False
    paper: bool = False
    runs: bool = False
    instead: bool = False
    there: bool = False
    verb: bool = False


class Mark(NamedTuple):
    """A label in a text: where it begins and ends, where its value begins, what parts the two.

    `mark` is ":", "-", "end" (nothing follows), " " or "glued".
    """

    a: int
    b: int
    value: int
    label: Label
    mark: str


@lru_cache(_MOST_KEPT)
def marks(text: str, *, habit: bool, flat: bool) -> tuple[Mark, ...]:
    """The labels of `text`; one inside it has a colon, or stands in a text that has lost its line ends.

    `habit` tells that other labels of the head have no mark, `flat` that the text's line ends were lost.
    """
    first = at_start(text, habit=habit, flat=flat)
    inside = (
        [mark for mark in _inside(text, first) if not _is_of_entry(text, mark)]
        if flat or _may_hold_more(text, first)
        else []
    )
    long = len(text) > _FLAT
    if first is None and long and len(inside) >= _FEWEST_INSIDE:
        first = at_start(text, habit=habit, flat=True)
    many = long and len(inside) + (first is not None) >= _FEWEST_INSIDE
    if not many and inside:
        inside = [each for each in inside if each.mark == ":" or _is_hour(text, each) or _is_behind_day(text, each)]
    return (first, *inside) if first else tuple(inside)


def _is_behind_day(text: str, mark: Mark) -> bool:
    """Whether names may stand behind `mark`, the label of a list, and the meeting's day before it."""
    if not _is_list_beside(mark, text):
        return False
    return any(when.date is not None for when in dates.find(Piece(text[: mark.a], ((0, 0),))))


def _may_hold_more(text: str, first: Mark | None) -> bool:
    """Whether another label can stand inside `text`: behind a colon, or where the text is long."""
    return len(text) > _FLAT or text.find(":", first.value if first else 0) >= 0


def _is_of_entry(text: str, mark: Mark) -> bool:
    """Whether `mark` tells who came instead of the one before it on the line: behind a dash, or in brackets."""
    end = mark.a if mark.label.instead else 0
    while end and text[end - 1].isspace():
        end -= 1
    return mark.label.instead and text[max(0, end - 1) : end] in _BEFORE_INSTEAD


def _is_hour(text: str, mark: Mark) -> bool:
    """Whether `mark` tells when the meeting began or ended, with the hour behind it."""
    return mark.label.field in ("opened", "closed") and text[mark.value : mark.value + 1].isdigit()


def alone(text: str) -> Label | None:
    """The label that all of `text` is."""
    mark = at_start(text, habit=False, flat=False)
    return mark.label if mark is not None and not text[mark.value :].strip() else None


def named(text: str) -> Label | None:
    """The label whose words `text` is, in a table whose columns tell that it is one."""
    return _labels().get(text.rstrip(" .:").lower())


def shows_habit(text: str) -> bool:
    """Whether `text` is a label with its value and nothing but a blank between, as the value's form shows."""
    mark = at_start(text, habit=False, flat=False)
    return mark is not None and mark.mark == " " and mark.label.field in ("when", "place", "body")


def names_who_ran(text: str) -> bool:
    """Whether the line `text` begins with the office of somebody who ran the meeting: "Referent Asta Birkholm"."""
    return any(_labels()[words].runs and text[len(words) : len(words) + 1] == " " for words in _words_at(text, 0))


def names_body(word: str) -> bool:
    """Whether `word` is a label for a body."""
    label = _labels().get(word.lower())
    return label is not None and label.field == "body"


def of_body() -> Label:
    """The label for a body."""
    return next(label for label in _labels().values() if label.field == "body")


# --- The vocabulary


@cache
def _labels() -> dict[str, Label]:
    """The labels of the vocabulary, by their words in lower case."""
    known: dict[str, Label] = {}
    for entry in idioms.table("header")["label"]:
        said = (entry.get(key, False) for key in ("flat", "paper", "runs", "instead", "there", "verb"))
        label = Label(entry["field"], entry.get("bare", ""), entry.get("excused"), *said)
        known.update(dict.fromkeys(map(str.lower, entry["says"]), label))
    return known


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """How long the labels with the same first letters are, the longest first."""
    index: defaultdict[str, set[int]] = defaultdict(set)
    for words in _labels():
        index[words[:_KEY]].add(len(words))
    return {letters: tuple(sorted(lengths, reverse=True)) for letters, lengths in index.items()}


def _words_at(text: str, a: int) -> Sequence[str]:
    """The labels that may stand in `text` at `a`, the longest first."""
    begin = text[a : a + _KEY].lower()
    lengths = _lengths().get(begin) or _lengths().get(begin[: _KEY - 1])
    if lengths is None:  # nearly always
        return []
    folded, known = text[a : a + lengths[0]].lower(), _labels()
    return [words for length in lengths if (words := folded[:length]) in known and len(words) == length]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compile_pattern(idioms.table("header")["lines"][name])


# --- At the beginning


@lru_cache(_MOST_KEPT)
def at_start(text: str, *, habit: bool, flat: bool) -> Mark | None:
    """The label that `text` begins with; what is said each time makes what is remembered the same."""
    if not text[:1].isupper():
        return None
    for words in _words_at(text, 0):
        mark = _mark_at(text, 0, words)
        if mark is not None and (_holds(mark, text, habit=habit) or (flat and _is_list_beside(mark, text))):
            return mark
    return _by_its_words(text) if ":" in text and not flat else None


def _by_its_words(text: str) -> Mark | None:
    """The label of no vocabulary before a colon, which says of whom a list is: "Medlemmer, der deltog i mødet:"."""
    b = text.find(":", 0, _LONGEST_LABEL)
    for label, pattern in _lists_of() if b > 0 else ():
        if pattern.fullmatch(text, 0, b) is not None:
            value = Piece(text[b + 1 :].strip(), ((0, 0),))
            listed = not value.text or read_members(value) is not None
            return Mark(0, b, len(text) - len(text[b + 1 :].lstrip()), label, ":") if listed else None
    return None


@cache
def _lists_of() -> tuple[tuple[Label, re.Pattern[str]], ...]:
    """The labels by what their words say, each with its pattern."""
    entries = idioms.table("header")["list_of"]
    return tuple(
        (
            Label(entry["field"], excused=entry.get("excused"), there=entry.get("there", False)),
            compile_pattern(entry["pattern"]),
        )
        for entry in entries
    )


def _mark_at(text: str, a: int, words: str) -> Mark | None:
    """The label of `words` that stands in `text` at `a`, with what parts it from its value."""
    b = a + len(words)
    tail = _pattern("label_tail").match(text, b)
    b = tail.end() if tail is not None else b
    if _labels()[words].field in LISTS and (group := _pattern("list_tail").match(text, b)) is not None:
        b = group.end()
    parting = _pattern("label_mark").match(text, b)
    printed, stop = (parting[0], parting.end()) if parting is not None else ("", b)
    if ":" in printed:
        mark = ":"
    elif _is_blank_from(text, stop):
        mark = "end"
    elif printed.strip():
        mark = "-"
    elif text[b] == " ":
        mark, stop = " ", b + 1
    elif text[b].isupper() or text[b].isdigit():
        mark = "glued"
    else:
        return None
    return Mark(a, b, stop, _labels()[words], mark)


def _is_blank_from(text: str, a: int) -> bool:
    """Whether nothing but white space stands in `text` from `a`."""
    blank = _BLANKS.match(text, a)
    return blank is not None and blank.end() == len(text)


@lru_cache(maxsize=1)
def _is_upper(text: str) -> bool:
    """Whether `text` is in capitals: a line may hold thousands of labels."""
    return text.isupper()


def _holds(mark: Mark, text: str, *, habit: bool) -> bool:
    """Whether the words at the beginning of `text` are a label there."""
    bare = mark.label.bare
    if mark.mark == ":":
        return True
    if bare == "never":
        return False
    if mark.mark == "end" or bare == "value":
        return bare != "value" if mark.mark == "end" else mark.mark != "glued"
    if mark.mark == "glued" and (mark.b < _SHORTEST_GLUED or text[: mark.b].isupper()):
        return False
    value = text[mark.value :].strip()
    if mark.mark == "glued" and mark.label.field == "body":  # "UdvalgBørn og Unge": no word does
        return names.is_body(value) or names.is_theme(value)
    return _fits(mark.label, value, habit=habit or mark.mark in ("-", "glued"))


def _is_list_beside(mark: Mark, text: str) -> bool:
    """Whether names may stand behind the label of a list with nothing between, in a text without line ends."""
    plain = mark.label.field in LISTS and mark.label.bare == ""
    return plain and mark.mark == " " and text[mark.value : mark.value + 1].isupper()


def _fits(label: Label, value: str, *, habit: bool) -> bool:
    """Whether `value` can be what a label without a colon tells, by its own form."""
    piece = Piece(value, ((0, 0),))
    if label.field in ("closed", "opened"):
        when = dates.labelled(piece)
        return when is not None and not value[when.b :].strip(" .)-–")
    if label.field in ("when", "end"):
        return dates.labelled(piece) is not None
    if label.field in ("body", "meeting"):
        return names.is_body(value) or (label.field == "meeting" and names.type_of(value) != "unknown")
    if label.field == "place":
        return value[:1].isupper() and (label.bare == "always" or habit)
    by_first = label.verb or label.field == "absent"
    return label.field in LISTS and bool(read_members(piece) or (by_first and friends(piece)))


# --- Inside a text


def _inside(text: str, first: Mark | None) -> Iterator[Mark]:
    """The labels inside `text`, behind its first; one without a colon has a long word and is no part of a value."""
    done = first.value if first else 1
    for before in _INSIDE.finditer(text, done - 1):
        start = before.end()
        if start < done or not text[start].isupper():
            continue
        mark = next(_marks_inside(text, start, first), None)
        if mark is not None:
            yield mark
            done, first = mark.value, mark
    if text[-1] == ":" and done < len(text):
        yield from _glued_at_end(text, done)


def _glued_at_end(text: str, a: int) -> Iterator[Mark]:
    """The label that `text` ends with, glued to what stands before it: "kl. 16 i RådssalenFraværende medlemmer:"."""
    for glue in _GLUE.finditer(text, a):
        at = glue.start()
        mark = at_start(text[at:], habit=False, flat=False)
        if mark is not None and mark.label.field in LISTS and not text[at + mark.value :].strip():
            yield Mark(at + mark.a, at + mark.b, at + mark.value, mark.label, ":")
            return


def _marks_inside(text: str, a: int, before: Mark | None) -> Iterator[Mark]:
    """The labels that stand in `text` at `a`; `before` is the label before."""
    of_name = text[max(a - 2, 0) : a].rstrip().endswith(_DASHES)  # "Asta Birkholm (A) – Afbud"
    for words in _words_at(text, a):
        mark = _mark_at(text, a, words)
        if mark is None or mark.mark == "glued":
            continue
        if mark.mark == ":" or (not of_name and _needs_no_mark(text, mark, before)):
            yield mark


def _needs_no_mark(text: str, mark: Mark, before: Mark | None) -> bool:
    """Whether a label inside a text without line ends is one by its words and by what follows them."""
    label, value = mark.label, text[mark.value : mark.value + 1]
    plain = label.field in _FLAT_FIELDS and label.bare == ""
    if _is_upper(text):  # a capital behind it tells nothing
        return False
    if mark.b - mark.a < _LONG_WORD and not _is_of_day(text, mark):
        return False
    if not (plain or label.flat or label.bare == "always"):
        return False
    if value.islower() or (label.field == "place" and (not value.isalpha() or _is_behind_in(text, mark))):
        return False
    if label.field == "contents" and _NO_ROW.match(text, mark.value) is not None:  # "Sag nr. 3 og 7 udgik"
        return False
    # "Lokale: Mødelokale 120": the beginning of what the label before tells.
    return before is None or before.label.field != label.field or bool(text[before.value : mark.a].strip())


def _is_of_day(text: str, mark: Mark) -> bool:
    """Whether a day stands behind a short word for one: "Dato 3. marts 2021"."""
    if mark.label.field != "when" or not text[mark.value : mark.value + 1].isdigit():
        return False
    when = dates.labelled(Piece(text[mark.value :], ((0, 0),)))
    return when is not None and when.date is not None


def _is_behind_in(text: str, mark: Mark) -> bool:
    """Whether `mark` is the word for a room in what a sentence says: "på Rådhuset i Mødelokale C"."""
    return names.pattern("in_place", "links").search(text, max(0, mark.a - _LONGEST_IN), mark.a) is not None
