"""Whether a text may speak of votes: looked at before it is read for them."""

from functools import cache, lru_cache

from referat.facts import counts, triggers
from referat.facts.passages import Passage
from referat.facts.sentences import Paragraph
from referat.facts.sides import BULLETS, beginning, bullet_end, in_figures, pattern
from referat.lexicon import idioms
from referat.lexicon.rules import holds_one

# So many sentences are remembered with whether they say how somebody voted.
_MOST_KEPT = 2000
_CLOSING = " ."


def may_be(passage: Passage) -> bool:
    """Whether a passage may say anything of a vote, by its words alone."""
    words = passage.words & _of_votes()
    return words != 0 and _may_be(words)


@cache
def _of_votes() -> int:
    """The bits of all words of votes, of sides and of counts."""
    table = triggers.table()
    return table.votes | table.sides.bits | table.tallies.bits | table.figures


@lru_cache(_MOST_KEPT)
def _may_be(words: int) -> bool:
    table = triggers.table()
    return bool(words & table.votes or table.sides.among(words)) or triggers.may_count(words)


def may_tell_a_side(passage: Passage) -> bool:
    """Whether a passage says who voted how, or has a vote's words: otherwise there is no vote to be told of."""
    table = triggers.table()
    votes, sides = table.votes, table.sides.bits
    for paragraph in passage.paragraphs:
        words = paragraph.mask
        if words & votes:
            return True
        if triggers.may_count(words) and any(counts.has_several(sentence.text) for sentence in paragraph.sentences):
            return True
        begins = triggers.sides_begin(words)
        if begins is not None and not begins:  # nearly always
            continue
        for sentence in paragraph.sentences:
            text = sentence.text
            text = text[bullet_end(text) :] if text[0] in BULLETS else text
            if (begins is None or text[0] in begins) and _is_side(text, words & sides):
                return True
    return False


@lru_cache(_MOST_KEPT)
def _is_side(text: str, words: int) -> bool:
    """Whether a sentence without a vote's words, behind its mark, says who voted how, or what came of a vote.

    `words` is the mask of its paragraph.
    """
    for rule in beginning("mark", text[:1]):
        groups = rule.match(text)
        if groups is not None:
            text = text[groups.span("rest")[0] :]
            break
    text = in_figures(text).rstrip(_CLOSING)
    for rule in triggers.table().sides.among(words, text[:2]):  # noqa: SIM110  see `holds_one`
        if rule.fullmatch(text) is not None:
            return True
    return False


def speaks_of_votes(text: str) -> bool:
    """Whether `text` has the words of a vote: it is a statement on one, or one that could not be read."""
    if holds_one(text, stems()) and pattern("vote_word").search(text) is not None:
        return True
    begin = counts.begin_of_several(text)
    return begin is not None and (begin == 0 or text[:begin].endswith(": "))


def may_tell(paragraph: Paragraph) -> bool:
    """Whether a paragraph has a word of a vote; one without says nothing of it."""
    words, table = triggers.mask_of(paragraph), triggers.table()
    return bool(words & table.ballot_words or (words & table.figures and counts.has_several(paragraph.text)))


@cache
def stems() -> tuple[str, ...]:
    """What a statement with the words of a vote holds, letter for letter."""
    return tuple(idioms.table("votes")["stems"]["words"])
