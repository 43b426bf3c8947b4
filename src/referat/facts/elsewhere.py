"""Facts of a decision where none stands: in a head, below the last item, in a section of remarks.

Nothing is read of them there; each of their sentences is told.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from referat.contract.notes import Note
from referat.facts import passages, remarks, ruling_words, rulings, triggers
from referat.facts.attendance import AttendanceReading
from referat.facts.passages import Passage
from referat.facts.people import NOBODY_KNOWN
from referat.facts.sentences import Paragraph, Piece
from referat.facts.vote_words import speaks_of_votes
from referat.lexicon import values
from referat.text.places import Range, Stretches
from referat.text.source import Source


def may_tell(texts: Iterable[str]) -> bool:
    """Whether one of `texts` has a word of a fact at all, which in a head nearly none has."""
    return bool(triggers.mask("\n".join(texts)) & _words())


@cache
def _words() -> int:
    """The bits of all words that are told of."""
    triggered = triggers.table()
    return triggered.deciding_words | triggered.votes | triggered.remark_words | triggered.telling


def unread(passage: Passage, read: Stretches) -> Iterator[Note]:
    """Notes on the sentences of `passage` that decide, tell of a vote or of a remark, but in what was `read`."""
    for sentence in _telling(passage):
        if not read.meet(sentence.start, sentence.end):
            yield passages.unread(sentence)


def in_pieces(source: Source, pieces: Sequence[Piece], read: Stretches) -> Iterator[Note]:
    """The same of `pieces`, each a paragraph."""
    every = tuple(map(Paragraph, pieces))
    yield from unread(Passage(source, (), Range(0, 0), every, triggers.look_at(every)), read)


def of_attendance(pieces: Iterable[Piece], read: Stretches) -> Iterator[Note]:
    """Notes on the sentences of `pieces` that tell of attendance, and name somebody, but in what was `read`."""
    for paragraph in map(Paragraph, pieces):
        if triggers.mask_of(paragraph) & triggers.table().telling:
            for sentence in map(Paragraph, paragraph.sentences):
                telling = triggers.mask_of(sentence) & triggers.table().telling
                if telling and triggers.names_somebody(sentence, NOBODY_KNOWN) and not read.meet(*sentence.piece.range):
                    yield passages.unread(sentence.piece)


def heard(roll: AttendanceReading) -> Iterator[Range]:
    """Where `roll` was read, and what it tells of begins."""
    for piece in roll.read:
        yield piece.range
    for note in roll.notes:
        if note.at is not None:
            yield Range(note.at, note.at + 1)


def _telling(passage: Passage) -> Iterator[Piece]:
    """The sentences of `passage` that would say something in a decision beside who was there.

    One that decides says so with a verb: "Til efterretning" alone heads a part of an agenda.
    """
    triggered = triggers.table()
    if not passage.words & (triggered.deciding_words | triggered.votes | triggered.remark_words):
        return
    made, silent = rulings.of(passage)
    begun = [ruling.piece.start for ruling in made if ruling.outcomes]
    begun += [sentence.start for sentence in silent if ruling_words.outcomes(sentence.text)]  # of another item, say
    decided = Stretches.of_points(begun)
    remarked = {sentence.start for sentence in remarks.unread(passage, ())}
    for sentence in (sentence for paragraph in passage.paragraphs for sentence in paragraph.sentences):
        decides = decided.meet(sentence.start, sentence.end)
        by_verb = decides and triggers.mask(sentence.text) & triggered.deciding_words
        if by_verb or sentence.start in remarked or speaks_of_votes(sentence.text):
            yield sentence


def with_times(source: Source, parts: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """`parts`, the hour on a line of its own together with its label on the line above: "Mødet hævet:", "17.00"."""
    joined: list[Paragraph] = []
    for part in parts:
        above = joined[-1].piece if joined else None
        next_line = above is not None and source.line_at(part.piece.start) == source.line_at(above.end) + 1
        if above is not None and next_line and above.text[-1] == ":" and values.time(part.text) is not None:
            whole = f"{above.text} {part.text}"
            joined[-1] = Paragraph(Piece(whole, (*above.runs, (len(above.text) + 1, part.piece.start))))
        else:
            joined.append(part)
    return joined
