"""What the sentences of a decision decide: outcomes, on which point, with what changes, and where the case goes."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from referat.contract.nodes import Elected, Text
from referat.facts import elections, points_below, ruling_words, triggers, verbs
from referat.facts.passages import Passage
from referat.facts.people import words_at
from referat.facts.sentences import Piece
from referat.facts.sides import members
from referat.facts.vote_words import speaks_of_votes
from referat.lexicon import idioms
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import Rule
from referat.text.places import Placed, made
from referat.tuples import NamedTuple

_SEVERAL = 2
_NUMBER = compile_pattern(r"\d+")
_AS_RECOMMENDED, _WITH_CHANGES = "as_recommended", "with_changes"
_APPOINTED = "appointed"


class Ruling(NamedTuple):
    """What one sentence decides. `ref` is the point that it is about; a ruling without outcomes may only change one.

    `of_other_item` tells that it decides something of another item, by its number, and nothing here.
    """

    piece: Piece
    outcomes: tuple[str, ...] = ()
    ref: Text | None = None
    amended: Placed[bool] | None = None
    follows: Text | None = None
    postponed_to: Text | None = None
    referred_to: Text | None = None
    elected: tuple[Elected, ...] = ()
    elects_below: bool = False
    of_other_item: bool = False


class _Above(list[Ruling]):
    """The rulings above a sentence, with what they say together: many may stand above each of many."""

    _outcomes: frozenset[str] = frozenset()
    _amended = _numbered = False
    _seen = 0

    @property
    def outcomes(self) -> frozenset[str]:
        """Their outcomes."""
        self._look()
        return self._outcomes

    @property
    def amended(self) -> bool:
        """Whether one of them changes something."""
        self._look()
        return self._amended

    @property
    def numbered(self) -> bool:
        """Whether one of them has the number of a point."""
        self._look()
        return self._numbered

    def _look(self) -> None:
        """Look at those that have come since the last time."""
        for ruling in self[self._seen :]:
            self._outcomes = self._outcomes.union(ruling.outcomes)
            self._amended |= ruling.amended is not None
            self._numbered |= ruling.ref is not None
        self._seen = len(self)


# What a sentence decides that says nothing of a decision.
_NO_RULING = Ruling(Piece("", ((0, 0),)))


def of(passage: Passage) -> tuple[tuple[Ruling, ...], tuple[Piece, ...]]:
    """What the sentences of `passage` decide, in order, and those with a decision's word that say nothing known."""
    above = _Above()
    aside: list[Ruling] = []
    unread: list[Piece] = []
    pending: Text | None = None
    negated = False
    lead: Piece | None = None
    # Named tuples are taken apart: to ask for a field by its name takes five times as long.
    paragraphs = passage.paragraphs
    absences, quoted, decides = passage.absences, passage.quoted, triggers.decides
    for number, paragraph in enumerate(paragraphs):
        if lead is not None:
            paragraph, lead = points_below.led(lead, paragraph)  # noqa: PLW2901  the point with its lead
        if pending is None and not negated and not decides(paragraph.mask) and paragraph.text[:1].isalpha():
            continue
        for listed, words in zip(paragraph.sentences, triggers.masks_of(paragraph), strict=True):
            text, runs = listed
            start = runs[0][1]
            if negated or start in absences or (quoted and passage.is_quoted(start)):
                negated = False
                continue
            plain = text[0].isalnum()
            sentence = listed if plain else _unmarked(listed)
            text = sentence[0]
            look = ruling_words.looked_at(text, words)
            negated, may, numbered, joints, said = look
            may = may if pending is None else verbs.may_decide(text)
            if not may or (not plain and _is_stray(text, passage)):
                continue
            if text[-1] in ",:t" and points_below.leads(text, paragraphs[number + 1 : number + 2]):
                lead = sentence
                continue
            ref, ruling = None, sentence
            others: list[Piece] = []
            if said is None or numbered or len(text) > ruling_words.LONGEST:  # seldom
                sentence, *others = _by_point(sentence, words, look, passage, above) if joints else (sentence,)
                ref, ruling, said = _on_a_point(sentence, words, look, passage, above)
                if ref is not None and not ruling.text:
                    pending = ref
                    continue
            read = _read(ruling, said, passage, above)
            read = read if ref is None and pending is None else read._replace(ref=ref or pending)
            _, outcomes, ref, amended, _, _, _, _, elects_below, _ = read
            read = read if not elects_below else _with_elected(read, sentence, number + 1, passage)
            ruled = outcomes or amended
            # How was voted on the point stands before what came of it.
            pending = ref if ref is not None and not ruled and _is_on_vote(sentence, passage) else None
            if ruled:
                (aside if said.aside else above).append(read)
            unread += _goes_on(others, words, passage, above) if others else ()
            plainly = outcomes and _APPOINTED not in outcomes  # nearly always
            if not plainly and _is_unread(read, words, sentence, passage):
                unread.append(listed)
    return tuple(above or aside), tuple(unread)


def _with_elected(read: Ruling, sentence: Piece, below: int, passage: Passage) -> Ruling:
    """`read` with those whom the paragraphs from the one at `below` on list."""
    return read._replace(elected=elections.of_list(sentence, passage.paragraphs, below, passage.known))


def _is_on_vote(sentence: Piece, passage: Passage) -> bool:
    """Whether a sentence tells how was voted, or only who did: "4 (A+V)", below the label of a side."""
    text = sentence.text
    listed = text[:1].isdigit() and text[-1:] == ")" and members(sentence, passage.known) is not None
    return listed or speaks_of_votes(text)


def _on_a_point(
    sentence: Piece, words: int, look: ruling_words.Look, passage: Passage, above: _Above
) -> tuple[Text | None, Piece, ruling_words.Words]:
    """The number of the point that `sentence` rules on, if any, what it rules, and what that says."""
    ruling = sentence if len(sentence.text) <= ruling_words.LONGEST else sentence.cut(0, ruling_words.LONGEST)
    ref, ruling = _point(ruling, words, passage, above) if look.numbered else (None, ruling)
    said = look.said if ref is None else None
    return ref, ruling, said if said is not None else ruling_words.words_of(ruling.text, words)


def _by_point(sentence: Piece, words: int, look: ruling_words.Look, passage: Passage, above: _Above) -> Iterator[Piece]:
    """The parts of a sentence that rules on one point and goes on with others: "Punkt 1 godkendt, punkt 2 udsat".

    Where the first is no point of the recommendation, the sentence is one: it may be of items.
    """
    done, joints = 0, look.joints
    if _point(sentence.cut(0, joints[0][0]), words, passage, above)[0] is None:
        joints = ()
    for begin, end in joints:
        yield sentence.cut(done, begin)
        done = end
    yield sentence.cut(done, len(sentence.text))


def _goes_on(parts: Sequence[Piece], words: int, passage: Passage, above: _Above) -> Iterator[Piece]:
    """Read the other `parts` of a sentence that rules on several points into `above`; those that say nothing known."""
    for part in parts:
        ref, ruling, said = _on_a_point(part, words, ruling_words.looked_at(part.text, words), passage, above)
        read = _read(ruling, said, passage, above)._replace(ref=ref)
        if read.outcomes or read.amended:
            above.append(read)
        else:
            yield part


def _unmarked(sentence: Piece) -> Piece:
    """`sentence` without the mark of a list before it."""
    mark = _bullet().match(sentence.text)
    return sentence if mark is None else sentence.cut(mark.end(), len(sentence.text))


def _is_unread(read: Ruling, mask: int, sentence: Piece, passage: Passage) -> bool:
    """Whether `sentence` says more of a decision than was `read`: whom it chose, what of a point, or anything."""
    if read.outcomes or read.amended:
        unnamed = _APPOINTED in read.outcomes and not read.elected
        return unnamed and elections.names_somebody(sentence.text, passage.known)
    if read.ref is not None and read.ref.at[0].a > sentence.start:  # its number is no mark of a list
        return True
    if read.of_other_item:
        return True
    return bool(mask & triggers.table().deciding_words) and not verbs.is_history(sentence.text)


def _is_stray(text: str, passage: Passage) -> bool:
    """Whether `text` is a sign alone, beside other text: "-" is a decision where it is all there is."""
    return not text[:1].isalnum() and not any(map(str.isalnum, text)) and len(passage.paragraphs) > 1


# --- One sentence


def _read(ruling: Piece, words: ruling_words.Words, passage: Passage, above: _Above) -> Ruling:
    """What `ruling`, a sentence without the number of its point, decides; `words` is what it says."""
    given, item, decides_item, only_goes_on, follows_by, amended_by, after, until, to, elects, below, _, tells = words
    if not tells:
        return _NO_RULING
    if item is not None and item != passage.number and not (passage.points and _is_recommended(item, passage)):
        return Ruling(ruling, of_other_item=decides_item)  # "Sag 3 udgår"
    if only_goes_on and above.outcomes:
        return Ruling(ruling)
    elected = elections.of_sentence(ruling, passage.known, elects) if elects else ()
    if elected and _APPOINTED not in given:
        given = (*given, _APPOINTED)
    amended = _amended(ruling, words, above) if amended_by or after else None
    if not given:
        return Ruling(ruling, amended=amended)
    follows = _follows(ruling, follows_by, changed=amended is not None or above.amended) if follows_by else None
    return made(
        Ruling,
        (
            ruling,
            given,
            None,
            amended,
            follows,
            words_at(ruling, until) if until else None,
            words_at(ruling, to) if to else None,
            elected,
            below and _APPOINTED in given,
            False,
        ),
    )


def _point(sentence: Piece, words: int, passage: Passage, above: _Above) -> tuple[Text | None, Piece]:
    """The number of the point that the sentence rules on, by one of the rules for it, and what it says of it."""
    for rule, ref, at, (begin, end) in ruling_words.on_points(sentence.text, words):
        if rule.data.get("after") and not above.numbered:
            continue
        if rule.data.get("if_recommended") and not _is_recommended(ref, passage):
            continue
        if rule.data.get("of_several") and (passage.points or 0) < _SEVERAL:
            continue
        number = Placed(ref, sentence.at(*at), rule.name)
        return number, sentence.cut(begin, end) if begin < end else Piece("", sentence.runs)
    return None, sentence


def _is_recommended(ref: str, passage: Passage) -> bool:
    """Whether the recommendation may have points with these numbers."""
    return passage.points is None or max(map(int, _NUMBER.findall(ref)), default=0) <= passage.points


def _amended(ruling: Piece, words: ruling_words.Words, above: _Above) -> Placed[bool] | None:
    """Whether it was decided with changes: the sentence that decides says so, or one that goes on with "Dog"."""
    rule = words.amended
    if words.amended_after is not None and not ruling_words.approves(words.outcomes):
        approved = idioms.table("decision")["approving"][0]
        rule = words.amended_after if approved in above.outcomes else None
    return Placed(value=True, at=ruling.at(0, len(ruling.text)), rule=rule.name) if rule is not None else None


def _follows(ruling: Piece, rule: Rule, *, changed: bool) -> Text:
    value = str(rule.data["value"])
    value = _WITH_CHANGES if value == _AS_RECOMMENDED and changed else value
    return Placed(value, ruling.at(0, len(ruling.text)), rule.name)


# --- The vocabulary


@cache
def _bullet() -> re.Pattern[str]:
    return compile_pattern(verbs.named_patterns()["bullet"])
