"""Marks: each filled line once, with what it may be by its own words.

    line = { prefix | bullet } ( words of the vocabulary | pattern of it | text ) ;

Nothing is decided here: whether a mark is a label or a heading, the document's habits and the chain of headings tell.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any

from referat.lexicon import lines as lexicon
from referat.lexicon.gates import holds_one
from referat.lexicon.lines import SHORTEST, LineRule, Lines, folded, key_of, small
from referat.outline import cut_lines, shapes
from referat.outline.flattened.extent import Piece
from referat.outline.numbers import NOTHING, Form, Number, list_form, number_in, slots_in
from referat.outline.shapes import BRACKETS, CLOSING_SIGNS, LEADER_ENDS, SIGNS
from referat.text.headings import saved
from referat.text.places import Range, made
from referat.text.source import Source

# A longer line is text, or has a label or a number before it.
_LONGEST = 130
# Shorter lines come again, and so many are remembered.
_SHORT, _MOST_KEPT = 60, 5_000
_SHORTEST_COLON, _LONGEST_COLON, _LONGEST_DATED = 3, 45, 110
_LONGEST_GLUED, _LONGEST_TAIL, _DEEP = 60, 40, 4
_NO_FLAGS: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class Mark:
    """A filled line, or a piece of one. `a` and `b` are the view's offsets of its `text`, without bullet and prefix.

    `begin` and `end` are where the line begins and ends as written, indentation and bullet included; `key` is its text
    folded ("" where it is too long to be compared); `apart` whether a blank line stands above. `role` is "label",
    "number", "case", "access", "noise", "group", "contents", "leader", "numbering" (a word above a number), "title"
    (which goes on in a column) or "" for text. Of a label, `how` tells how it stands there: "own" (alone), "pattern",
    "list" (a label above a list alone), "colon", "run" or "glued" (its text behind it), "emphasis" (in bold), "sender"
    (a sender's label glued to it), "tail" (behind the text of another), "headword" (known by a word of it), "flat" (in
    a line that was a page). `cut` is where its text begins, behind them, or where it begins itself, for a tail. Nothing
    changes a mark: it has slots as it is asked so often.
    """

    line: int
    a: int
    b: int
    begin: int
    end: int
    indent: int
    apart: bool
    text: str
    key: str
    bullet: str
    prefix: bool
    role: str = ""
    rule: LineRule | None = None
    kind: str = ""
    how: str = ""
    label: str = ""
    slots: Mapping[str, Range] = NOTHING
    number: Number | None = None
    cut: int = -1

    @property
    def gives(self) -> Mapping[str, Any]:
        """The fixed values of its rule."""
        return self.rule.gives if self.rule is not None else NOTHING

    @property
    def flags(self) -> frozenset[str]:
        """The names of these that are only said or not."""
        return self.rule.flags if self.rule is not None else _NO_FLAGS

    def place(self, part: Range) -> Range:
        """Where in the view a part of its text stands."""
        return made(Range, (self.a + part.a, self.a + part.b))

    def as_text(self) -> "Mark":
        """The same as a line of text."""
        return Mark(*_line_of(self))

    def becoming(self, *said: Any, **places: Any) -> "Mark":
        """The same line as what is `said` of it: role, rule, kind and so on, in the order of the fields."""
        return Mark(*_line_of(self), *said, **places)

    def but(self, **changes: Any) -> "Mark":
        """The same with other values of the fields that are named."""
        return Mark(**dict(zip(_FIELDS, _all_of(self), strict=True), **changes))


# The fields; those of a line of text; those that are the same wherever a line stands, places in the text last.
_FIELDS = Mark.__match_args__
_all_of, _line_of, _said_of = (attrgetter(*names) for names in (_FIELDS, _FIELDS[:11], _FIELDS[7:]))

# A short line, wherever it stands: where its text begins and ends in it, the fields behind `apart`, and whether there
# are places among these, which count from the line's beginning.
_Short = tuple[int, int, tuple[Any, ...], bool]


def _moved(said: tuple[Any, ...], by: int) -> tuple[Any, ...]:
    """The same fields of a line that begins so far behind."""
    *plain, slots, number, cut = said
    slots = {name: Range(at.a + by, at.b + by) for name, at in slots.items()} if slots else slots
    return (*plain, slots, number, cut + by if cut >= 0 else -1)


def form_of(mark: Mark) -> Form:
    """The form of a numbered mark."""
    assert mark.number is not None  # noqa: S101  only numbered marks are asked
    depth = 0 if mark.indent <= (mark.bullet != "") else 1 if mark.indent < _DEEP else 2  # a bullet's blank is none
    return list_form(mark.number.form, mark.bullet, depth)


# Behind these labels names stand, and titles of papers, which begin with capitals as well.
_LISTS = frozenset({"attendance", "attachments"})
# Pieces of a page that are labels.
_LABELS = frozenset({"label", "decision", "clerk", "dated"})


def _how_flat(piece: Mark) -> str:
    """How a label stands that was cut out of a page: as a line does, but for what only such pages have."""
    if piece.how == "colon" or (piece.how in ("own", "pattern") and piece.rule and piece.rule.where != "flattened"):
        return piece.how
    return "flat"


def _without_title(piece: Mark, stop: int) -> Mark:
    """The number that `piece` begins with, or what stands before `stop`; of its title nothing: nothing ends it."""
    number = piece.number
    text = piece.text[: number.title.a if number is not None else stop - piece.a].rstrip()
    end = piece.a + len(text)
    if number is None:
        return piece.as_text().but(b=end, end=end, text=text, key=key_of(text))
    bare = number._replace(title=Range(number.title.a, number.title.a))
    return piece.but(b=end, end=end, text=text, key=key_of(text), number=bare, cut=-1)


class Marker:
    """Marks lines by a vocabulary."""

    def __init__(self, lines: Lines) -> None:
        """Mark by the entries of `lines`."""
        self.lines = lines
        self._prefix, self._prefix_firsts = shapes.prefix(), shapes.prefix_firsts()
        self._joints = lexicon.setting_gate("titles", "joined").words or ("",)

    def marks(self, source: Source) -> list[Mark]:
        """The marks of all filled lines of `source`, in order."""
        marks: list[Mark] = []
        short, long = self._recalled, self._read
        cut, first_page = cut_lines.of(source)
        apart, margin, gaps, headings = True, source.margin, source.gaps, saved(source.view, source.lines)
        lines = zip(source.starts, source.lines, map(str.strip, source.lines), strict=True)
        for i, (start, raw, text) in enumerate(lines):
            if not text:
                apart = apart or i not in gaps
                continue
            if cut and i in cut:
                marks += self._flat(raw, cut[i], start, i)
                apart = True
                continue
            a = begin = start
            if raw is not text and raw[0] != text[0]:
                lead = raw.index(text[0])
                a += lead
                flush = i in headings or lead < margin
                begin += lead if flush else min(lead, margin + raw.rfind("\f", 0, lead) + 1)  # nor does a form feed
            end = a + len(text)
            mark = (short if end - a <= _SHORT else long)(text, (a, end, begin, apart), i)
            marks += (mark.as_text() if i < first_page and mark.number else mark,)
            apart = False
        return marks

    def _flat(self, raw: str, pieces: Sequence[Piece], start: int, line: int) -> Iterator[Mark]:
        """The marks of a line that was a page, or is a table's row: one a piece."""
        untitled = False
        above: Mark | None = None
        for n, (a, b, role) in enumerate(pieces):
            end = pieces[n + 1].b if role == "untitled" and n + 1 < len(pieces) else b
            text = raw[a:end].strip()
            if not text:
                continue
            begin = start + raw.index(text[0], a)
            piece = self.mark(text, (begin, begin + len(text), begin, True), line)
            if role == "untitled":
                piece = _without_title(piece, start + b)
            elif role in ("noise", "contents") and piece.role != role:
                piece = piece.becoming(role)
            elif role in _LABELS:
                if piece.kind:
                    piece = piece.but(role="label", how=_how_flat(piece))
            elif role == "case" and piece.role != "case":
                piece = piece.becoming("case")
            elif role == "" and piece.number is None and "sender" not in piece.flags:
                piece = piece.as_text().but(how="flat" if untitled else "")
            untitled = role == "untitled"
            if piece.number is not None and above is not None and (above.number is not None or above.text[-1:] == ":"):
                piece = piece.but(apart=False)  # a list's
            above = piece
            yield piece

    def mark(self, text: str, place: tuple[int, int, int, bool], line: int) -> Mark:
        """The mark of `text`, stripped, which stands at `place`, as a `Line` has it, on `line`."""
        return self._recalled(text, place, line) if len(text) <= _SHORT else self._read(text, place, line)

    def _recalled(self, text: str, place: tuple[int, int, int, bool], line: int) -> Mark:
        a, end, begin, apart = place
        first, last, said, is_placed = _remembered(self, text)
        b = end if a + last == end else a + last  # a number is an object, and there are many marks
        said = _moved(said, a) if is_placed else said
        return Mark(line, a + first if first else a, b, begin, end, a - begin, apart, *said)

    def _short(self, text: str) -> _Short:
        mark = self._read(text, (0, len(text), 0, False), 0)
        return mark.a, mark.b, _said_of(mark), bool(mark.slots) or mark.cut >= 0

    def _read(self, text: str, place: tuple[int, int, int, bool], line: int) -> Mark:
        a, end, begin, apart = place
        b, indent, bullet, prefix = end, a - begin, "", False
        if text[0] in self._prefix_firsts:
            behind = self._behind_prefix(text)
            if behind is not None:
                rest, bullet, prefix = behind
                a += len(text) - len(rest)
                text = rest.rstrip("*") or rest if bullet == "*" else rest
                b = a + len(text)
        if text[-1] == "|" and len(text) > 1:  # a table of one column
            text = text.rstrip("| \t") or text
            b = a + len(text)
        long = b - a > _LONGEST
        lowered = small(text) if long else text.lower()
        key = folded(lowered)
        if b - a > 1 and text[1] == " " and shapes.LETTERS_APART.fullmatch(text) is not None:
            close = key.replace(" ", "")  # as the vocabulary writes these words
            key = next((word for word in self.lines.words if word.replace(" ", "") == close), key)
        plain = Mark(line, a, b, begin, end, indent, apart, text, "" if long else key, bullet, prefix)
        if not long and key in self.lines.words:
            return self._of_rule(plain, self.lines.words[key], NOTHING)
        rules = self.lines.looks.among(text, lowered, long=long)
        return (self._by_pattern(plain, rules) if rules else None) or self._by_words(plain, key)

    def _behind_prefix(self, text: str) -> tuple[str, str, bool] | None:
        """What stands behind the bullet, or the word of the screen, that `text` begins with; the bullet, and the word.

        None where it begins with neither, or is nothing else.
        """
        match = self._prefix.match(text)
        rest = text[match.end() :].lstrip() if match is not None and match.end() else ""
        if match is None or not rest or not text.strip(shapes.RULED):
            return None
        fold, bullet, more = match.group("fold", "bullet", "fold2")
        return rest, (bullet or "")[:1], bool(fold or more)

    def _by_pattern(self, plain: Mark, rules: Iterable[LineRule]) -> Mark | None:
        for rule in rules:
            match = rule.compiled.fullmatch(plain.text)
            if match is not None:
                if rule.is_ == "number":
                    return plain.becoming("number", rule, number=number_in(match, rule.name))
                said = self._of_rule(plain, rule, slots_in(match, plain.a))
                return self._glued_to_sender(plain, said) if "sender" in rule.flags and plain.key else said
        return None

    def _by_words(self, plain: Mark, key: str) -> Mark:
        """What a line with this key is that no pattern matches: a row with leaders, a label with text, or in signs."""
        text, lines, short = plain.text, self.lines, plain.key != ""
        first, last = text[0], text[-1]
        head, end = key[:SHORTEST], key[-SHORTEST:]
        begins = head in lines.beginnings and key.startswith(lines.beginnings[head])
        mark = None
        if short and last in LEADER_ENDS and ("...." in text or "……" in text or "\t" in text):
            mark = plain.but(role="leader") if shapes.LEADER.search(text) else None
        if mark is None and (begins or first in BRACKETS or ":" in text[_SHORTEST_COLON:_LONGEST_DATED]):
            mark = self._before_text(plain, begins=begins)
        if mark is None and end in lines.endings and key.endswith(lines.endings[end]):
            mark = self._tail(plain)
        if mark is None and short:
            if begins:
                mark = self._joined(plain)
            if mark is None and (first in SIGNS or text[1:2] == " " or (plain.bullet and last in CLOSING_SIGNS)):
                mark = self._framed(plain)
        return mark or plain

    def _glued_to_sender(self, plain: Mark, sender: Mark) -> Mark:
        """A sender's label, or the label that has run into it: "IndstillingDirektionen indstiller,"."""
        glued = self._glued(plain)
        return glued.but(how="sender") if glued is not None and glued.kind == sender.kind else sender

    def _of_rule(self, plain: Mark, rule: LineRule, slots: Mapping[str, Range]) -> Mark:
        if not rule.kind:
            return plain.becoming(rule.is_, rule, slots=slots)
        how = "own" if not slots and plain.key in self.lines.words else "pattern"
        if rule.where == "above list":
            how = "list"
        cut = slots["value"].a if "value" in slots else -1
        if cut >= 0:
            how = "colon" if ":" in plain.text[: cut - plain.a] else "run"
        label = plain.key if how == "own" else rule.name
        return plain.becoming("label", rule, rule.kind, how, label, slots, cut=cut)

    def _joined(self, plain: Mark) -> Mark | None:
        """Two labels joined: the first tells the kind."""
        rule = self._first_of(plain.text, plain.key)
        return plain.but(role="label", rule=rule, kind=rule.kind, how="own", label=plain.key) if rule else None

    def _first_of(self, label: str, key: str) -> LineRule | None:
        """The rule of the first of two labels that are joined in `label`; None where it is not made of two."""
        if not holds_one(key, self._joints):
            return None
        parts = lexicon.setting_pattern("titles", "joined").fullmatch(label)
        rules = [self.lines.words.get(key_of(part)) for part in parts.groups()] if parts is not None else []
        plain = bool(rules) and not any(rule is None or not rule.kind or rule.flags - {"inline"} for rule in rules)
        return rules[0] if plain else None

    def _framed(self, plain: Mark) -> Mark | None:
        """A label with signs around it, or with its letters apart."""
        match = shapes.FRAMED.fullmatch(plain.text)
        if match is None or (match["words"] and not match["sign"] and not (plain.bullet and match["close"])):
            return None
        key = key_of(match["words"] or plain.text.replace(" ", ""))
        rule = self.lines.words.get(key)
        if rule is None or not rule.kind:
            return None
        return plain.but(role="label", rule=rule, kind=rule.kind, how="own", label=key, key=key)

    def _before_text(self, plain: Mark, *, begins: bool) -> Mark | None:
        """The line as a label with its text behind it; `begins` tells whether it begins as one of the vocabulary."""
        text = plain.text
        return (
            (self._bracketed(plain) if text[0] in BRACKETS else None)
            or (self._colon(plain) if ":" in text[_SHORTEST_COLON:_LONGEST_DATED] else None)
            or (self._run_from_day(plain) if begins and ("20" in text or "19" in text) else None)
            or (self._run(plain) if begins and text[0].isupper() else None)
            or (self._glued(plain) if begins else None)
        )

    def _bracketed(self, plain: Mark) -> Mark | None:
        match = shapes.BRACKETED.match(plain.text)
        return self._labelled(plain, match[1], "colon", plain.a + match.end()) if match is not None else None

    def _colon(self, plain: Mark) -> Mark | None:
        at = plain.text.index(":", _SHORTEST_COLON)
        labelled = self._labelled(plain, plain.text[:at], "colon", plain.a + at + 1) if at < _LONGEST_COLON else None
        dated = self._run_from_day(plain) if labelled is not None and labelled.kind == "decision" else None
        return dated or labelled or (self._dated(plain, at + 1) if at + 1 < len(plain.text) else None)

    def _dated(self, plain: Mark, end: int, how: str = "colon") -> Mark | None:
        """The label of somebody's decision before its text on the line, with a colon at its end or run into it."""
        label = plain.text[:end]
        for rule in self.lines.patterns(label, label.lower()):
            match = rule.compiled.fullmatch(label) if "dated" in rule.flags else None
            if match is not None:
                said = {"rule": rule, "kind": rule.kind, "how": how, "label": rule.name}
                return plain.but(**said, slots=slots_in(match, plain.a), cut=plain.a + end)
        return None

    def _run_from_day(self, plain: Mark) -> Mark | None:
        day = shapes.DAY_BEFORE_WORD.search(plain.text, 0, _LONGEST_DATED)
        return self._dated(plain, day.end(), "glued") if day is not None else None

    def _run(self, plain: Mark) -> Mark | None:
        for words in (1, 2)[: plain.text.count(" ")]:
            parts = plain.text.split(" ", words)
            more = parts[words]
            loud = not plain.apart and more[1:2].isupper() and more[-1] != "." and parts[0].isupper()
            # Mostly; "Sundhed, Kultur og Fritid indstiller"; a title in capitals that goes on: "FORSLAG TIL PLAN"
            if more[0].islower() or parts[words - 1][-1:] == "," or loud:
                continue
            sure = key_of(label := " ".join(parts[:words])) in lexicon.runs()
            if more[0].isupper() or (sure and more[0].isdigit()):
                labelled = self._labelled(plain, label, "run", plain.b - len(more))
                if labelled is not None and (sure or labelled.kind not in _LISTS):
                    return labelled
        return None

    def _glued(self, plain: Mark) -> Mark | None:
        for match in shapes.GLUE.finditer(plain.text, 0, _LONGEST_GLUED):
            labelled = self._labelled(plain, plain.text[: match.start()], "glued", plain.a + match.start())
            if labelled is not None:
                return labelled
        return None

    def _tail(self, plain: Mark) -> Mark | None:
        match = shapes.TAIL.search(plain.text, len(plain.text) - _LONGEST_TAIL)
        return self._labelled(plain, match[0], "tail", plain.a + match.start()) if match is not None else None

    def _labelled(self, plain: Mark, label: str, how: str, cut: int) -> Mark | None:
        key = key_of(label)
        rule = self.lines.words.get(key) or self._first_of(label, key)
        if rule is None or cut >= plain.b or not (rule.kind or (how == "tail" and rule.is_ == "contents")):
            return None
        return plain.but(role="", rule=rule, kind=rule.kind, how=how, label=key, cut=cut)


# Of short texts many come again, in a document and in the next one.
_remembered = lru_cache(_MOST_KEPT)(Marker._short)
