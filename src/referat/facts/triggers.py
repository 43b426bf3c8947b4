"""What sentences may tell of, known by one look at their words: see `needles`.

Readers of decisions and of lists ask here before they read: nearly every sentence has nothing for nearly all of them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

from referat.facts import presence_forms, sides, sides_apart, verbs
from referat.facts.name_signs import shows_name
from referat.facts.people import Known
from referat.facts.presence_forms import DetailRule, Form, LeadIn, Listing, Tail
from referat.facts.sentences import Paragraph
from referat.lexicon import idioms, needles_file
from referat.lexicon.gates import Gate, either, gate
from referat.lexicon.needles import Needles, Needs, Sieve
from referat.lexicon.phrases import Phrase
from referat.lexicon.rules import Rule
from referat.tuples import NamedTuple

T = TypeVar("T")

#: The tables of rules on a sentence of a decision.
_DECISION = (
    "saying",
    "amended",
    "amended_after",
    "follows",
    "other_item",
    "item_decided",
    "other_ruling",
    "election",
    "elects_below",
    "of_others",
)
_SIDES = ("counted", "each", "side")
#: The tables of rules on a statement about a vote.
_BALLOTS = ("counted", "each", "side", "uncounted", "nobody", "proposal", "method")
_REMARKS = ("remark", "quoted")
#: The tables of rules on what stands behind a name on a list.
_DETAILS = ("member", "member_away")
_PATTERNS = ("of_others", "others", *sides_apart.PATTERNS)
_FACTS = Path(__file__).parent
_LEXICON = _FACTS.with_name("lexicon")
#: The files that the triggers are made by.
MAKERS = (
    *(_FACTS / f"{name}.py" for name in ("triggers", "presence_forms", "people", "sides", "sides_apart", "verbs")),
    *(_LEXICON / f"{name}.py" for name in ("derive", "gates", "idioms", "needles", "phrases", "rules", "values")),
    *(_LEXICON / "danish" / f"{name}.toml" for name in ("attendance", "decision", "people", "votes")),
    _LEXICON / "words.toml",
)
# So many sets of words are remembered with the rules that they allow.
_MOST_KEPT = 2000
# Of a text that is no longer its mask is remembered.
_LONGEST_KEPT = 200


class Triggers(NamedTuple):
    """The bits of a text's mask that tell what may be in it, and the rules among which a mask chooses.

    `alone` and `of_people` are words of attendance, the latter where somebody is named too; `telling` are those
    that make a sentence one on attendance. `verbs` and `slips` are words of outcomes, `negations` what a sentence
    breaks off behind, `deciding_words` verbs that say that a case was decided; `rulings` are rules on one point,
    `deciding` those of which one makes a sentence of a decision worth reading. `votes` are the words of a vote,
    `tallies` what its counts have, `remark_words` those that make a sentence one on a remark; `remarks` are rules
    for quotations too. `figures` tells that there are some, `ballot_words` of what a statement on a vote holds,
    `counts` of words that may count, `vote_patterns` which of the patterns beside the tables of votes a text may hold.
    """

    needles: Needles
    alone: int
    of_people: int
    telling: int
    forms: Sieve[Form]
    labels: Sieve[tuple[Listing, Phrase]]
    lead_ins: Sieve[LeadIn]
    tails: Sieve[Tail]
    decision: Sieve[tuple[str, Rule]]
    rulings: Sieve[Rule]
    deciding: Sieve[Rule]
    verbs: int
    slips: int
    negations: int
    deciding_words: int
    sides: Sieve[Rule]
    tallies: Sieve[Rule]
    ballots: Sieve[tuple[str, Rule]]
    votes: int
    remarks: Sieve[Rule]
    remark_words: int
    figures: int
    ballot_words: int
    counts: int
    vote_patterns: Sieve[str]
    details: Sieve[tuple[str, DetailRule]]


@cache
def table() -> Triggers:
    """The triggers of the vocabulary."""
    return of(needles_file.written(MAKERS) or Needles())


def of(needles: Needles) -> Triggers:
    """The same with their words among `needles`."""
    return Triggers(
        needles,
        needles.add(presence_forms.words_without_names),
        needles.add(presence_forms.words_with_names),
        needles.add(presence_forms.telling_words),
        Sieve(needles, presence_forms.forms, lambda form: Needs((form.gate.words, *form.gate.also))),
        Sieve(needles, presence_forms.list_labels, lambda each: Needs((each[1].gate.words, *each[1].gate.also))),
        Sieve(needles, presence_forms.lead_ins, lambda each: Needs(each.phrase.gate.every_list)),
        Sieve(needles, presence_forms.tails, lambda tail: _of_gate(tail.phrase.gate)),
        Sieve(needles, lambda: _of_tables(_DECISION, verbs.rules), _with_table),
        Sieve(needles, lambda: verbs.rules("ruling"), _needs),
        Sieve(needles, lambda: [rule for _, rule in _of_tables(verbs.DECIDING, verbs.rules)], _needs),
        needles.add_whole(verbs.words_of_verbs),
        needles.add_test(verbs.is_slip, verbs.slips),
        needles.add(lambda: idioms.table("decision")["negations"]),
        needles.add_whole(verbs.deciding_words),
        Sieve(needles, lambda: [rule for _, rule in _of_tables(_SIDES, sides.rules)], _needs),
        Sieve(needles, lambda: sides.rules("tally"), lambda rule: Needs(rule.gate.every_list)),
        Sieve(needles, lambda: _of_tables(_BALLOTS, sides.rules), _with_table),
        needles.add(lambda: map(str.lower, idioms.table("votes")["stems"]["words"])),
        Sieve(needles, lambda: [rule for _, rule in _of_tables(_REMARKS, sides.rules)], _needs),
        needles.add(sides.remark_words),
        needles.add(lambda: "0123456789"),
        needles.add(lambda: either(rule.gate for _, rule in _of_tables(_BALLOTS, sides.rules)).words or ("",)),
        needles.add_whole(lambda: idioms.table("votes")["figures"]["words"]),
        Sieve(needles, lambda: _PATTERNS, lambda name: Needs(gate(sides.pattern(name).pattern).every_list)),
        Sieve(
            needles,
            lambda: _of_tables(_DETAILS, presence_forms.details),
            lambda each: Needs(each[1][1].gate.every_list),
        ),
    )


def _of_tables(keys: Iterable[str], rules: Callable[[str], Iterable[T]]) -> list[tuple[str, T]]:
    """The `rules` of several tables, each with its table's key."""
    return [(key, rule) for key in keys for rule in rules(key)]


def _with_table(each: tuple[str, Rule]) -> Needs:
    return _needs(each[1])


def _of_gate(gate: Gate) -> Needs:
    return Needs(gate.every_list, gate.firsts)


def _needs(rule: Rule) -> Needs:
    """What a text must have for the pattern of `rule`; one in capitals is read in small letters."""
    seconds = rule.gate.seconds
    return Needs(rule.gate.every_list, rule.firsts, seconds and seconds.union(map(str.upper, seconds)))


def mask(text: str) -> int:
    """The mask of `text`."""
    is_long = text[_LONGEST_KEPT : _LONGEST_KEPT + 1]
    return table().needles.mask(text.lower()) if is_long else _kept_mask(text)


@lru_cache(_MOST_KEPT)
def _kept_mask(text: str) -> int:
    return table().needles.mask(text.lower())


def look_at(paragraphs: Iterable[Paragraph]) -> int:
    """Give each of `paragraphs` its mask; the mask of all."""
    needles, words = table().needles, 0
    for paragraph in paragraphs:
        paragraph.mask = needles.mask(paragraph.text.lower())
        words |= paragraph.mask
    return words


def seen(paragraphs: Iterable[Paragraph]) -> int:
    """The mask of all of `paragraphs`."""
    words = 0
    for paragraph in paragraphs:
        words |= mask_of(paragraph)
    return words


def mask_of(paragraph: Paragraph) -> int:
    """The mask of a paragraph, worked out once."""
    if paragraph.mask < 0:
        paragraph.mask = table().needles.mask(paragraph.text.lower())
    return paragraph.mask


def masks_of(paragraph: Paragraph) -> tuple[int, ...]:
    """The masks of a paragraph's sentences, worked out once."""
    masks = paragraph.masks
    if masks is None:
        sentences = paragraph.sentences
        masks = (mask_of(paragraph),) if len(sentences) == 1 else tuple([mask(each.text) for each in sentences])
        paragraph.masks = masks
    return masks


def may_speak(paragraph: Paragraph, known: Known) -> bool:
    """Whether a paragraph may say anything of attendance: it has words for it, and a name where they need one.

    Words that tell so themselves need none: what stands where a name should is told.
    """
    words = mask_of(paragraph)
    return speaks(words) and (bool(words & table().telling) or names_somebody(paragraph, known))


def names_somebody(paragraph: Paragraph, known: Known) -> bool:
    """Whether a paragraph names somebody, or has words of attendance that need no name."""
    return bool(mask_of(paragraph) & table().alone) or shows_name(paragraph.text, known)


def speaks(words: int) -> bool:
    """Whether a text with this mask has words that say something of attendance, or that would be told as unread."""
    return _speaks(words & _speaking())


@cache
def _speaking() -> int:
    """The bits of all words of attendance."""
    triggers = table()
    return triggers.alone | triggers.of_people | triggers.telling | triggers.forms.bits | triggers.labels.bits


@lru_cache(_MOST_KEPT)
def _speaks(words: int) -> bool:
    triggers = table()
    if not words & (triggers.alone | triggers.of_people):
        return False
    return bool(words & triggers.telling or triggers.forms.among(words) or triggers.labels.among(words))


def decides(words: int) -> bool:
    """Whether a paragraph with this mask that begins with a letter may decide anything, or break off."""
    return _decides(words & _deciding())


@cache
def _deciding() -> int:
    """The bits of all words of what decides something."""
    triggers = table()
    return triggers.verbs | triggers.slips | triggers.negations | triggers.figures | triggers.deciding.bits


@lru_cache(_MOST_KEPT)
def _decides(words: int) -> bool:
    triggers = table()
    surely = triggers.verbs | triggers.slips | triggers.negations | triggers.figures
    return words & surely != 0 or triggers.deciding.among(words) != ()


def decision_rules(words: int, begin: str = "") -> Mapping[str, Sequence[Rule]]:
    """By table, the rules on decisions for which a text with this mask may have something.

    `begin` is the text's first two characters, where they count: what is left then is a match or not.
    """
    return _decision_rules(words & table().decision.bits, begin)


@lru_cache(_MOST_KEPT)
def _decision_rules(words: int, begin: str) -> Mapping[str, Sequence[Rule]]:
    return _by_table(_DECISION, table().decision.among(words, begin))


def _by_table(tables: Iterable[str], rules: Iterable[tuple[str, Rule]]) -> Mapping[str, Sequence[Rule]]:
    """For each of `tables` those of `rules` that are of it."""
    chosen: dict[str, list[Rule]] = {key: [] for key in tables}
    for key, rule in rules:
        chosen[key].append(rule)
    return chosen


def sides_begin(words: int) -> frozenset[str] | None:
    """With what a sentence of a paragraph with this mask begins that may say who voted how; None for any character."""
    return _sides_begin(words & table().sides.bits)


@lru_cache(_MOST_KEPT)
def _sides_begin(words: int) -> frozenset[str] | None:
    rules = table().sides.among(words)
    if not rules:
        return frozenset()
    # The mark of a point may stand before any of them.
    begins = [rule.firsts for rule in (*rules, *sides.rules("mark"))]
    known = [firsts for firsts in begins if firsts is not None]
    return frozenset[str]().union(*known) if len(known) == len(begins) else None


def may_count(words: int) -> bool:
    """Whether a text with this mask may have the counts of two sides."""
    return _may_count(words & (table().tallies.bits | table().figures))


@lru_cache(_MOST_KEPT)
def _may_count(words: int) -> bool:
    triggers = table()
    return bool(words & triggers.figures) and len({rule.name for rule in triggers.tallies.among(words)}) > 1


def ballot_rules(words: int, begin: str) -> Mapping[str, Sequence[Rule]]:
    """By table, the rules on votes for which a statement may have something that has this mask and begins so."""
    return _ballot_rules(words & table().ballots.bits, begin)


@lru_cache(_MOST_KEPT)
def _ballot_rules(words: int, begin: str) -> Mapping[str, Sequence[Rule]]:
    return _by_table(_BALLOTS, table().ballots.among(words, begin))


def details(text: str, more: str) -> Sequence[DetailRule]:
    """The rules for details of which `text` may have some: of all lists, and behind them of the table `more`."""
    return _details(table().needles.mask(text.lower()) & table().details.bits, more)


@lru_cache(_MOST_KEPT)
def _details(words: int, more: str) -> Sequence[DetailRule]:
    return [detail for key, detail in table().details.among(words) if key in (_DETAILS[0], more)]


def vote_patterns(words: int) -> frozenset[str]:
    """The patterns beside the tables of votes that a text with this mask may have a match of."""
    return _vote_patterns(words & table().vote_patterns.bits)


@lru_cache(_MOST_KEPT)
def _vote_patterns(words: int) -> frozenset[str]:
    return frozenset(table().vote_patterns.among(words))
