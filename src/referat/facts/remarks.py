"""Remarks for the protocol, and what else is quoted in a decision and decides nothing.

remark    = people announces ( quotation | rest of the sentence ) ;
quotation = mark text mark | paragraph ;
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from referat.contract.nodes import Remark, Text
from referat.facts import passages, people, sides, triggers
from referat.facts.passages import Passage
from referat.facts.people import Known
from referat.facts.ruling_words import outcomes
from referat.facts.rulings import Ruling
from referat.facts.sentences import Paragraph, Piece, paragraphs
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import Groups, Rule, holds_one
from referat.text.places import Line, Placed, Range
from referat.tuples import NamedTuple

# What opens a quotation, and what closes it.
_QUOTES = {"“": "”", "”": "”", '"': '"', "»": "«", "«": "»", "„": "“"}
_CLOSING = frozenset(_QUOTES.values())
# Below one quotation another one; and the marks of both.
_BELOW = compile_pattern(r"[ .]*\n\s*(?=[“”\"»«„])")
_BETWEEN = compile_pattern(r"(?<=\S)[”\"«»“][ .]*\n\s*[“”\"»«„](?=\S)")
# Reasons in a row, below the words that announce them.
_BULLETS = frozenset("-–•·*")
# What announces a quotation stands in one sentence; so much behind it is looked at.
_REACH = 1000
# A remark announces what is told, `quoted` what another's words are.
_REMARK, _TABLES = "remark", ("remark", "quoted")


class Quotation(NamedTuple):
    """What is told in somebody's words: where it stands, and who says it where it is for the protocol.

    `begin` is where what announces it begins.
    """

    begin: int
    at: Range
    by: tuple[Text, ...] = ()
    is_remark: bool = False


def quotations(passage: Passage) -> tuple[Quotation, ...]:
    """What is quoted in `passage`; nothing in a quotation decides anything."""
    rules = triggers.table().remarks
    if not rules.among(passage.words):  # nearly always
        return ()
    found: list[Quotation] = []
    for paragraph in passage.paragraphs:
        if not rules.among(triggers.mask_of(paragraph)):
            continue
        found += _of_each(passage, paragraph)
        for sentence, words in zip(paragraph.sentences, triggers.masks_of(paragraph), strict=True):
            telling = rules.among(words, sentence.text[:2])
            if not telling or (found and sentence.start < found[-1].at.b):
                continue
            quotation = _announced(passage, telling, sentence, paragraph.piece)
            if quotation is not None:
                found.append(quotation)
    return tuple(found)


def _of_each(passage: Passage, paragraph: Paragraph) -> Iterator[Quotation]:
    """The remarks below `paragraph`, where it announces one of each of some: "Venstre: …", one a paragraph."""
    last = paragraph.sentences[-1].text
    if not [rule for rule in sides.beginning("remark_each", last[:1]) if rule.match(last)]:
        return
    n = bisect_right(passage.paragraphs, paragraph.piece.start, key=lambda each: each.piece.start)
    begin: int | None = paragraph.sentences[-1].start
    for below in passage.paragraphs[n:]:
        named = next(_named(passage, below.piece), None)
        if named is None:
            return
        yield named if begin is None else named._replace(begin=begin)
        begin = None


def of(passage: Passage, quoted: Sequence[Quotation]) -> tuple[Remark, ...]:
    """The remarks among what is `quoted` in `passage`."""
    return tuple(_remark(passage, quotation) for quotation in quoted if quotation.is_remark)


def below_label(passage: Passage) -> Iterator[Remark]:
    """The remarks of `passage`, which stands below a label for them: each paragraph that names who says it.

    Where none does, all of it is one, of those whom its first sentence is about; of nobody there is none.
    """
    found = [quotation for paragraph in passage.paragraphs for quotation in _named(passage, paragraph.piece)]
    if not found and passage.paragraphs:
        at = Range(passage.paragraphs[0].piece.start, passage.end)
        by = _subject(passage, at)
        found = [Quotation(at.a, at, by, is_remark=True)] if by else []
    for quotation in found:
        yield _remark(passage, quotation)


def is_in_marks(text: str) -> bool:
    """Whether all of `text` stands in the marks of one quotation."""
    return text[:1] in _QUOTES and text.rstrip(" .").find(_QUOTES[text[0]], 1) == len(text.rstrip(" .")) - 1


def is_label(text: str) -> bool:
    """Whether the label `text` is one for remarks for the protocol, and no other remarks."""
    return holds_one(text.lower(), sides.remark_words())


def _named(passage: Passage, piece: Piece) -> Iterator[Quotation]:
    """What the paragraph `piece` quotes of somebody whom it names; nothing where it names nobody."""
    for rule in sides.rules("remark_below"):
        groups = rule.match(piece.text)
        by = None if groups is None else piece.cut(*groups.span("by"))
        if groups is None or by is None or sides.members(by, passage.known) is None:
            continue
        at = _place(passage, piece, piece, groups)
        if at is not None:
            yield Quotation(piece.start, at, tuple(_by(by, passage)), is_remark=True)
            return


def unread(passage: Passage, made: Sequence[Ruling]) -> Iterator[Piece]:
    """The sentences that speak of a remark, and were not read as one, nor as one of the rulings that were `made`."""
    bit = triggers.table().remark_words
    speaking = [paragraph for paragraph in passage.paragraphs if triggers.mask_of(paragraph) & bit]
    words = sides.remark_words()
    read = {ruling.piece.start for ruling in made}
    for sentence in (sentence for paragraph in speaking for sentence in paragraph.sentences):
        if holds_one(sentence.text.lower(), words) and sentence.start not in read and not passage.is_left_out(sentence):
            yield sentence


def _remark(passage: Passage, quotation: Quotation) -> Remark:
    a, b = _unquoted(passage.source.view, quotation.at)
    lines = passages.clipped(passage.lines, a, b)
    text = passages.written(passage.source, lines, tuple(_marks_between(passage.source.view, a, b)))
    return Remark(quotation.by, text, Range(quotation.begin, quotation.at.b))


def _announced(passage: Passage, telling: Sequence[Rule], sentence: Piece, paragraph: Piece) -> Quotation | None:
    """The quotation that `sentence` announces, by one of the rules; a rest of its paragraph may be of it."""
    # A quotation that goes on behind its first sentence holds sentences of its own.
    begun = paragraph.offset(sentence.start)
    rest = paragraph.cut(begun, min(begun + len(sentence.text) + _REACH, len(paragraph.text)))
    for rule in telling:
        groups = rule.fullmatch(sentence.text if rule.data.get("alone") else rest.text)
        if groups is None or not _begins_within(groups, len(sentence.text)):
            continue
        if "by_only" in rule.data and not _are_members(
            _subject_of(_by_whom(rest, groups), passage), rule, passage.known
        ):
            continue
        at = _place(passage, sentence, rest, groups)
        if at is None:
            continue
        if rule.data.get("by_inside"):
            return Quotation(sentence.start, at, _subject(passage, at), is_remark=True)
        told = rule.table == _REMARK
        by = tuple(_by(_subject_of(_by_whom(rest, groups), passage), passage)) if told else ()
        return Quotation(sentence.start, at, by, told)
    return None


def _subject(passage: Passage, at: Range) -> tuple[Text, ...]:
    """Those whom the first sentence of a remark is about, where they are parties or people; else nobody is named."""
    lines = passages.clipped(passage.lines, *_unquoted(passage.source.view, at))
    firsts = [sentence for paragraph in paragraphs(passage.source, lines) for sentence in paragraph.sentences][:1]
    for sentence in firsts:
        for rule in sides.rules("remark_subject"):
            groups = rule.match(sentence.text)
            by = sentence.cut(*groups.span("by")) if groups is not None else None
            if by is not None and sides.members(by, passage.known) is not None:
                return tuple(_by(by, passage))
    return ()


def _subject_of(by: Piece, passage: Passage) -> Piece:
    """Those in `by` whom a verb follows that tells more of them: "SF tog forbehold og …"; all of it elsewhere."""
    if sides.members(by, passage.known) is not None:
        return by
    matches = (rule.match(by.text) for rule in sides.rules("remark_subject"))
    subjects = (by.cut(*groups.span("by")) for groups in matches if groups is not None)
    return next((subject for subject in subjects if sides.members(subject, passage.known) is not None), by)


def _by_whom(rest: Piece, groups: Groups) -> Piece:
    """Those who remark something, without what is said of all of them: "et mindretal (X og Y)", "X og Y (begge V)"."""
    by = rest.cut(*groups.span("by"))
    group, together = sides.pattern("as_group").match(by.text), sides.pattern("together").search(by.text)
    by = by.cut(group.end() if group else 0, together.start() if together else len(by.text))
    return by.cut(1, len(by.text) - 1) if group and by.text[:1] == "(" and by.text[-1:] == ")" else by


def _begins_within(groups: Groups, stop: int) -> bool:
    """Whether the sentence that ends at `stop` itself announces what is told."""
    name = "indirect" if groups.groupdict().get("indirect") else "text"
    return groups.span(name)[0] <= stop


def _are_members(by: Piece, rule: Rule, known: Known) -> bool:
    """Whether those who remark something are such as the rule asks for; the council itself is none of them."""
    listed = sides.members(by, known)
    return listed is not None and not (listed.names and rule.data["by_only"] == "parties")


def _by(piece: Piece, passage: Passage) -> Iterator[Text]:
    """Who made a remark: people without their party, parties as printed; both where one speaks for the other."""
    alone = people.person(piece, passage.known)
    if alone is not None:  # "Bo Elm, O", with the party
        yield alone.name
        return
    spoken = [0, *(at for match in sides.pattern("spokesman").finditer(piece.text) for at in match.span())]
    stops = zip(spoken[::2], [*spoken[1::2], len(piece.text)], strict=True)
    for part in (part for a, b in stops for part in sides.parts(piece.cut(a, b))):
        party = sides.is_party(part.text)
        person = None if party else people.person(part, passage.known)
        listed = sides.members(part, passage.known) if person is None and not party else None
        counted = listed.parties if listed is not None and listed.count_ is not None else ()  # "2 medlemmer (N+Ø)"
        names = (person.name,) if person is not None else (*counted, *listed.names) if listed is not None else ()
        yield from names or (Placed(part.text, part.at(0, len(part.text))),)


def _place(passage: Passage, sentence: Piece, rest: Piece, groups: Groups) -> Range | None:
    """Where the quotation stands: from its opening mark to the closing one.

    Without an opening mark it is the rest of the paragraph, or the next one.
    """
    if groups.groupdict().get("indirect"):
        begin, _ = groups.span("indirect")
        return Range(rest.at(begin, begin + 1)[0].a, sentence.end)
    view, end = passage.source.view, passage.end
    begin, stop = groups.span("text")
    a = rest.at(begin, begin + 1)[0].a if begin < stop else rest.end
    while a < end and view[a].isspace():
        a += 1
    if a >= end:
        return None
    closed = _closed(view, a, end)
    if closed is not None:
        return Range(a, closed)
    n = bisect_right(passage.paragraphs, a, key=lambda paragraph: paragraph.piece.end)
    return Range(a, _end_of_block(passage, n) if n < len(passage.paragraphs) else rest.end)


def _closed(view: str, a: int, end: int) -> int | None:
    """Where the quotation ends that opens at `a`, with the next paragraphs in marks of their own; None for others."""
    stop: int | None = None
    while a < end and (close := _QUOTES.get(view[a])) and (closed := view.find(close, a + 1, end)) >= 0:
        if stop is not None and view[closed + 1 : min(closed + 2, end)] not in ("", "\n"):
            break  # somebody's words, and who said them
        stop = closed + 1
        below = _BELOW.match(view, stop, end)
        if below is None:
            break
        a = below.end()
    return stop


def _end_of_block(passage: Passage, n: int) -> int:
    """The end of paragraph `n`, with those directly below it that say nothing of their own."""
    last = n
    listed = passage.paragraphs[n].text.endswith(":")
    for k in range(n + 1, len(passage.paragraphs)):
        paragraph = passage.paragraphs[k]
        listed = listed and paragraph.text[:1] in _BULLETS
        own = not listed and _says_its_own(passage, paragraph)
        if own or _is_apart(passage.lines, paragraph.piece.start):
            break
        last = k
    return passage.paragraphs[last].piece.end


def _is_apart(lines: Sequence[Line], a: int) -> bool:
    """Whether the line that begins at `a` stands apart from the one above it."""
    k = bisect_left(lines, (a,))
    return k < len(lines) and lines[k].a == a and lines[k].apart


def _says_its_own(passage: Passage, paragraph: Paragraph) -> bool:
    """Whether `paragraph` decides something, tells of attendance or of a vote, or has another's words."""
    text, words = paragraph.text, triggers.mask_of(paragraph)
    if paragraph.piece.start in passage.absences or triggers.speaks(words) or words & triggers.table().votes:
        return True
    tables = ("mark", *_TABLES)
    return bool(outcomes(text)) or any(rule.match(text) for key in tables for rule in sides.rules(key))


def _marks_between(view: str, a: int, b: int) -> Iterator[Range]:
    """The marks that close a paragraph of a quotation and open the next."""
    for match in _BETWEEN.finditer(view, a, b):
        yield Range(match.start(), match.start() + 1)
        yield Range(match.end() - 1, match.end())


def _unquoted(view: str, at: Range) -> Range:
    a, b = at
    return Range(a + 1, b - (view[b - 1] in _CLOSING)) if view[a] in _QUOTES else at
