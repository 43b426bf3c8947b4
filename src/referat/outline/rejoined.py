"""Lines that a program broke at a number of characters are joined again, before anything else is read.

    paragraph = { full line } last line ;

A full line had no room for the first word of the next. A line that had none by chance has an end of its own where the
next one is something by its words: a label, a case number, a number with a title, a point of a list. Marks of points
that stand alone are joined to their text as well (`torn`).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from referat.lexicon import values
from referat.lexicon.hyphens import parts_plainly, parts_word
from referat.lexicon.lines import Lines, files_rule, setting, setting_pattern
from referat.lexicon.lines import lines as general
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.values import never_last
from referat.outline import page_numbers, page_turns, torn, torn_rows
from referat.outline.flattened import extent
from referat.outline.marks import Mark, Marker
from referat.outline.page_feet import PageFeet
from referat.text import letters
from referat.text.source import Source
from referat.text.spacing import as_printed
from referat.text.wrapping import NARROWEST, column, has_no_room, is_paragraph, is_ruler

_GOES_ON = (",", "(", "/", "-", "–")
_CLOSES = (".", ":", ";", ",")
_DASHES = ("-", "–")
# So many has a year, or the number of a town's post office.
_DIGITS = 4
# So many lines may be of a document's head.
_HEAD = 12
_HOUR = compile_pattern(r"(?<![\d.,])\d{1,2}[.:]\d{2}$")
_DAY_AND_HOUR = compile_pattern(r"\d{1,2}[-./]\d{1,2}[-./]\d{4},? \D{0,5}\d{1,2}[.:]\d{2}")
# What is said again on the next line has so many letters at least.
_SHORTEST_AGAIN = 12
# So many words at the ends of two lines show that they are rows of a list.
_WORDS_ALIKE = 3
# A longer line is text, whatever it begins with.
_LONGEST_LABEL = 200
_LONGEST_NUMBER = 24
# The name of a field in a document's head.
_LONGEST_FIELD = 20
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_FORM_FEED, _TWO = "\f", 2
# The last word of a sentence has so many letters, with its full stop; what ends in fewer may be cut short.
_SHORTEST_LAST = 5
# So many lines tell that nearly each, but for one in so many, has a blank one below; so many of them go on.
_FEWEST_SPACED, _SELDOM, _FEWEST_SMALL = 20, 10, 3
# A title has so many lines on paper.
_TITLE_LINES = 5
# A point ends with a comma, and a word that leads to the next one.
_LONGEST_END = 5
# Between two columns: a line that has them goes on from none.
_COLUMNS = "     "


def rejoined(source: Source, lines: Lines | None = None) -> Source:
    """`source` with the lines joined that were one; `lines` are the vocabulary, the general one where none is given."""
    labels = torn.labels(source, lines)
    words = [i for i in labels if parts_plainly(source.lines[i].strip(), source.lines[i + 1].strip())]
    apart = torn.ends(source, lines) | labels
    if "<" in source.view:  # else there is not even a call
        apart |= torn.addresses(source)
    turns = page_turns.NONE
    if _FORM_FEED in source.view and not source.boxes:
        turns = page_turns.turns(source)
        apart = apart.union(torn.in_print(source, lines), torn_rows.ends(source, turns.outside))
    full = source.full if source.full is not None else _by_letters(source, turns)
    places = turns.places or (tuple(page_turns.told(source)) if source.furniture else ())
    over = list(torn.over_pages(source, places, lines)) if places else []
    if turns.beside:  # of all pages but one nothing may be left
        source = page_turns.known(source, turns)
    if turns.places:
        apart = apart.union(page_turns.bridged(source, turns.places, full))
        full = full.difference([last for last, first in turns.places if first > last + 1])
    if not (full or turns.places):  # nearly always
        return source.joined(apart, words, over)
    marker = Marker(lines or general())
    spaced = _spaced(source, marker) if turns.places else frozenset[int]()
    whole = source.joined(full)
    of_pages = {number for i in extent.flat_lines(whole) for number in _numbers(whole, i)}
    ends = apart.union(_going_on(source, sorted(full), marker, of_pages), spaced)
    broken = [(i, source.lines[i].strip()) for i in ends.difference(words)]
    words += [i for i, above in broken if above[-1:] == "-" and parts_plainly(above, source.lines[i + 1].strip())]
    return source.joined(ends, words, over)


def _spaced(source: Source, marker: Marker) -> frozenset[int]:
    """The lines that go on where nearly each has a blank one below it: as far are the lines of a paragraph apart.

    Several that had no room go on in small letters below a blank line.
    """
    filled = [i for i in range(len(source.lines)) if not source.is_blank(i)]
    near = sum(b == a + 1 for a, b in pairwise(filled))
    lone = {a + 1 for a, b in pairwise(filled) if b == a + 2}
    if len(filled) < _FEWEST_SPACED or _SELDOM * near > len(filled) or len(lone) < near:
        return frozenset()
    whole = source.joined([i - 1 for i in lone])
    full = sorted(_without_room(whole.lines, printed=True))
    if sum(whole.lines[i + 1].lstrip()[:1].islower() for i in full) < _FEWEST_SMALL:
        return frozenset()
    begins = [k for k in range(len(source.lines)) if k not in lone]
    return frozenset(k for n in _going_on(whole, full, marker, set()) for k in range(begins[n], begins[n + 1]))


def _by_letters(source: Source, turns: page_turns.Turns) -> frozenset[int]:
    """The lines that had no room for the first word of the next: at a number of characters, or in print.

    The next of a page's last line is the first of the next page's body.
    """
    longest = max(source.lines, key=len, default="")
    if len(longest) < NARROWEST or is_paragraph(longest.strip()):
        return frozenset()
    broken = as_printed(source.spaced, source.parted(source.spaced))
    if not turns.places:
        found = frozenset(_without_room(broken, printed=_FORM_FEED in source.view))
        if found:
            found = found.difference(page_numbers.above(broken))
        return found.difference(source.furniture, [i - 1 for i in source.furniture]) if source.furniture else found
    rows = [i for i in range(len(broken)) if i not in turns.outside]
    return frozenset([rows[k] for k in _without_room([broken[i] for i in rows], printed=True)])


def _without_room(lines: Sequence[str], *, printed: bool) -> Iterable[int]:
    """Those of `lines` that had no room for the first word of the next."""
    full = letters.full(lines, printed=True) if printed else []
    if full:
        return full
    width = column(lines)
    return letters.full(lines) if width is None else _full(lines, width)


def _full(lines: Sequence[str], width: int) -> Iterator[int]:
    """The lines that had no room for the first word of the next."""
    for i, (above, below) in enumerate(pairwise(map(str.rstrip, lines))):
        if is_ruler(above) or is_ruler(below) or below.startswith(_FORM_FEED) or _COLUMNS in below.lstrip():
            continue
        if has_no_room(above, below, width) and not parts_word(above, below.lstrip()) and not _ends_in_column(above):
            yield i


def _ends_in_column(line: str) -> bool:
    """Whether a line ends at the right with a cell of its own, a case number or a page, and not with its text."""
    cells = line.lstrip().rpartition(_COLUMNS)
    return cells[0] != "" and len(cells[2].lstrip()) <= _LONGEST_NUMBER


def _numbers(source: Source, i: int) -> range:
    """The lines of the text that are line `i` of `source`."""
    behind = source.number(i + 1) if i + 1 < len(source.lines) else source.line_count
    return range(source.number(i), behind)


def _going_on(source: Source, full: Sequence[int], marker: Marker, of_pages: set[int]) -> Iterator[int]:
    """Those of the `full` lines that go on in the next: all of a page without line ends, and where nothing begins."""
    paragraph, last = "", -2
    anew = _begun(source, full)
    no_room = frozenset(full)
    feet = PageFeet(source, no_room)
    printed = _FORM_FEED in source.view
    for i in full:
        above, below = source.lines[i].strip(), source.lines[i + 1].strip()
        paragraph = f"{paragraph} {above}"[: _LONGEST_LABEL + 1] if i == last + 1 else above
        begins = (below in anew and not _is_unfinished(above)) or _is_title(source, i, marker)
        begins = begins or _is_said_again(paragraph, below) or _ends_alike(above, below)
        begins = begins or feet.comes_again(i + 1) or feet.comes_again(i)
        begins = begins or (above[-1] == "." and _has_other_end(source, i, no_room, printed=printed))
        begins = begins or torn.ends_with_label(above, marker) or feet.tears_sentence(i + 1)
        if printed and not _is_unfinished(above):
            of_head = _are_of_head(paragraph, below, marker) and not _are_one(paragraph, below, marker)
            begins = begins or of_head or _begins_with_case(below, marker) or _is_apart(source.lines, i)
            begins = begins or (not source.boxes and _begins_decision(below))
            begins = begins or (i + 1 in no_room and _begins_label(below, source.lines[i + 2].strip(), marker))
        if source.number(i) in of_pages or (not begins and _goes_on(paragraph, above, below, marker)):
            yield i
            last = i


def _begun(source: Source, full: Sequence[int]) -> frozenset[str]:
    """What lines say, with a capital or a digit, below one that had room: where it comes again it begins a line too."""
    no_room = frozenset(full)
    lines = [line.strip() for i, line in enumerate(source.lines) if i - 1 not in no_room]
    return frozenset(line for line in lines if line and not line[0].islower())


def _is_said_again(paragraph: str, below: str) -> bool:
    """Whether the line `below` says again what the `paragraph` above ends with: a title below the way to its page."""
    if len(below) < _SHORTEST_AGAIN or below[0].islower():
        return False
    return paragraph.replace(" - ", " ").endswith(below.replace(" - ", " "))


def _ends_alike(above: str, below: str) -> bool:
    """Whether both lines are sentences of a list: they end in the same words, a substitute's "deltager som …"."""
    return above[-1] == "." == below[-1] and above.split(" ")[-_WORDS_ALIKE:] == below.split(" ")[-_WORDS_ALIKE:]


def _has_other_end(source: Source, i: int, no_room: Collection[int], *, printed: bool) -> bool:
    """Whether a sentence ends with line `i`, and what is below begins with a capital and cannot be the paragraph's end.

    What begins so is a title, which in print may have several full lines.
    """
    end = i + 1
    while printed and end in no_room and end < i + _TITLE_LINES:
        end += 1
    if end in no_room or not source.lines[i + 1].lstrip()[0].isupper():
        return False
    return _is_stopped(source.lines[i].strip()) and _is_no_end(source.lines[end].strip())


def _is_stopped(above: str) -> bool:
    """Whether the line `above` ends with a sentence's full stop, not with that of a short word or an initial."""
    return above.endswith(".") and above[-_SHORTEST_LAST:-1].islower() and above[-_SHORTEST_LAST:-1].isalpha()


def _is_no_end(below: str) -> bool:
    """Whether the line `below` cannot be the end of a paragraph: no sentence ends in it."""
    return below[-1:].isalnum() or below[-1:] == ")"


def _is_unfinished(above: str) -> bool:
    """Whether the line `above` ends with a word or a sign that no sentence ends with."""
    return above[above.rfind(" ") + 1 :].lower() in never_last() or above.endswith(_GOES_ON)


def _goes_on(paragraph: str, above: str, below: str, marker: Marker) -> bool:
    """Whether the line `below` is the rest of a paragraph, known by its beginning, whose last line is `above`."""
    mark = _mark(below, marker)
    # A browser's address below a page has no room beside anything.
    if "page" in mark.flags or _are_one(paragraph, below, marker):
        return "page" not in mark.flags
    if mark.bullet:
        return mark.bullet in _DASHES and not above.endswith(_CLOSES) and not _mark(paragraph, marker).bullet
    last = above[above.rfind(" ") + 1 :].lower()
    unfinished = _is_unfinished(above)
    if _is_next_point(paragraph, below) or _opens_point(paragraph, above, below) or files_rule(below) is not None:
        return False
    if (mark.number is not None and not _is_initial(above, below)) or _list_mark().match(below):
        alone = mark.number is not None and mark.number.form[3] == "alone"
        counted = alone and last in setting("titles", "before_numbers")  # "... med 17 stemmer imod", "6."
        return counted or (unfinished and last not in _point_openings()) or _is_year(mark)
    opens = mark.role == "label" and mark.prefix  # the screen's words before a label are in small letters
    if unfinished or (below[0].islower() and not opens):
        return True
    return not mark.role and mark.cut < 0 and (len(paragraph) > _LONGEST_LABEL or not _is_label(paragraph, marker))


def _begins_with_case(below: str, marker: Marker) -> bool:
    """Whether the line `below` begins with a case number behind its word, and goes on with whose it is, as a line."""
    word, _, behind = below.partition(" ")
    number, _, whose = behind.partition(" ")
    if not whose[:1].isupper() or not below[0].isupper() or not any(map(str.isdecimal, number)):
        return False
    mark = _mark(f"{word} {number}", marker)
    return mark.role == "case" and {"word", "case_number"} <= mark.slots.keys()


def _begins_decision(below: str) -> bool:
    """Whether the line `below` begins a sentence that says what was decided."""
    return below[0].isupper() and setting_pattern("titles", "decides").match(below) is not None


def _begins_label(below: str, rest: str, marker: Marker) -> bool:
    """Whether the line `below` begins a label with a day in it, of which the line under it is the `rest`."""
    if not below[0].isupper() or len(rest) > _LONGEST_LABEL:
        return False
    mark = _mark(f"{below} {rest}", marker)
    return mark.role == "label" and mark.how == "pattern" and mark.cut < 0 and "date" in mark.slots


def _are_of_head(paragraph: str, below: str, marker: Marker) -> bool:
    """Whether the line `below` begins as those of a document's head do, or the `paragraph` above is a field of one."""
    header = setting_pattern("titles", "header")
    whole = paragraph.endswith(")") and setting_pattern("titles", "body").fullmatch(below) is not None
    if not below[0].isupper() or whole or header.match(below) is not None:
        return below[0].isupper()
    names = setting_pattern("titles", "names_document")
    if paragraph.endswith(")"):  # "(Referat)": the whole title
        return names.match(paragraph, paragraph.rfind("(") + 1) is not None
    if any(names.match(part) for part in below.split(" - ")[1:]):  # "Byrådet - Referat - 3. marts 2021"
        return True
    field = ":" in paragraph[:_LONGEST_FIELD] and header.match(paragraph) is not None
    return field and not _mark(paragraph, marker).kind


def _is_apart(lines: Sequence[str], i: int) -> bool:
    """Whether a line ends in print with what is whole, or what is below begins with it.

    A line that is said twice; an hour; a body's name, or a day with its hour, in a document's head; a sentence above
    what stands in brackets.
    """
    above, below = lines[i].strip(), lines[i + 1].strip()
    if below[0] == "(":
        return above[-1] == "." and below[-1] == ")"
    if not below[0].isupper():
        return i < _HEAD and _DAY_AND_HOUR.fullmatch(below) is not None
    if above[-1].isdecimal() and _HOUR.search(above) is not None:
        return True
    return (i > 0 and lines[i - 1].strip() == above) or (
        i < _HEAD and setting_pattern("titles", "body").fullmatch(below) is not None
    )


def _are_one(above: str, below: str, marker: Marker) -> bool:
    """Whether two lines are together what the first is not alone: a case number with its body, a label with its day."""
    whole = _mark(f"{above} {below}", marker)
    known = whole.role == "case" or (whole.role == "label" and whole.how == "pattern")
    if not known or whole.cut >= 0 or _mark(above, marker).role:
        return False
    return whole.role != "case" or _mark(below, marker).role != "case"


def _opens_point(paragraph: str, above: str, below: str) -> bool:
    """Whether the line `below` begins a point by its word: with its number, behind a full stop, or as one does above.

    The `paragraph` whose last line is `above` is a point by the same word, and ends as points do.
    """
    if compile_pattern(values.named_patterns()["named_point"]).match(below) is not None:
        return True
    word = below.partition(" ")[0]
    if word not in _point_openings():
        return False
    same = _list_mark().sub("", paragraph, count=1).lstrip().startswith(f"{word} ") and "," in above[-_LONGEST_END:]
    return same or above.endswith(".")


def _is_initial(above: str, below: str) -> bool:
    """Whether the line `above` ends with an initial of a name that goes on in the line `below`."""
    patterns = values.named_patterns()
    ends = compile_pattern(patterns["initial_above"]).search(above) is not None
    return ends and compile_pattern(patterns["initial_below"]).match(below) is not None


def _is_next_point(paragraph: str, below: str) -> bool:
    """Whether the line `below` begins with the mark of the point that follows the paragraph's own: "a)", "b)"."""
    marks = [match[0].strip() for text in (paragraph, below) if (match := _list_mark().match(text)) is not None]
    if len(marks) < _TWO or marks[0][-1] != marks[1][-1]:
        return False
    first, second = (mark.rstrip(".) ") for mark in marks)
    if first.isdecimal() and second.isdecimal():
        return int(second) == int(first) + 1
    if first in _ROMAN and second in _ROMAN:
        return _ROMAN.index(second) == _ROMAN.index(first) + 1
    return len(first) == len(second) == 1 and ord(second) == ord(first) + 1


def _is_title(source: Source, i: int, marker: Marker) -> bool:
    """Whether line `i` is the title of the number that stands alone above it, and what is below begins anew."""
    above, below = source.lines[i - 1].strip() if i else "", source.lines[i + 1].strip()
    if not above or len(above) > _LONGEST_NUMBER or below[0].islower():
        return False
    number = _mark(above, marker).number
    return number is not None and number.form[3] == "alone"


def _is_year(mark: Mark) -> bool:
    """Whether a line begins with more digits than an item's number has: a year, where a town's letters go."""
    return mark.number is not None and mark.text[:_DIGITS].isdecimal()


def _is_label(text: str, marker: Marker) -> bool:
    """Whether `text` is a label and no more."""
    mark = _mark(text, marker)
    return mark.role == "label" and mark.cut < 0 and mark.how != "list"


def _mark(text: str, marker: Marker) -> Mark:
    """What a line with this `text` is by its words."""
    return marker.mark(text, (0, len(text), 0, True), 0)


@cache
def _list_mark() -> re.Pattern[str]:
    return compile_pattern(values.named_patterns()["list_mark"])


@cache
def _point_openings() -> frozenset[str]:
    return frozenset(values.words()["point_openings"])
