"""Who was not there, where it closes the text of an item that has no decision: "Bo Elm (C) deltog ikke i mødet.".

What tells of the case may end so where nothing was decided. Sentences that say nothing else count, from the last one
upwards, and only of people whom the meeting knows or who are named with a party: a case has people of its own.
"""

from collections.abc import Iterator, Sequence

from referat.contract.nodes import Attendance
from referat.facts import attendance
from referat.facts.attendance import NOTHING_SAID, AttendanceReading
from referat.facts.people import Known
from referat.facts.sentences import Paragraph, Piece, paragraphs
from referat.lexicon import idioms
from referat.lexicon.gates import holds_one
from referat.outline.blocks import Block
from referat.text.source import Source

_BESIDE = frozenset({"attachments", "admin"})
# Sections that tell of the case.
_TEXTS = frozenset({"case_presentation", "background", "summary", "topic", "assessment", "economy", "communication"})
# So many characters and lines at the end of a section are looked at.
_REACH, _MOST_LINES = 600, 8
# What a page prints below its text is no sentence, and no longer than this.
_LONGEST_FOOT = 60
_STOPS = (".", "!", "?", ":")


def of(source: Source, sections: Sequence[Block], known: Known) -> AttendanceReading:
    """What the end of the last of `sections` says of attendance, where that tells of the case."""
    block = next((block for block in reversed(sections) if block.kind not in _BESIDE), None)
    if block is None or block.kind not in _TEXTS or not block.lines or block.inner:
        return NOTHING_SAID
    stop = block.lines[-1].b
    end = source.view[max(block.lines[0].a, stop - _REACH) : stop]
    if not holds_one(end, idioms.table("attendance")["closing"]["words"]):
        return NOTHING_SAID
    last = paragraphs(source, block.lines[-_MOST_LINES:])
    said = [Paragraph(piece) for piece in _closing(source, last, known)]
    return attendance.of_sentences(source, said[::-1], of_item=True, known=known)


def _closing(source: Source, last: Sequence[Paragraph], known: Known) -> Iterator[Piece]:
    """The sentences that say who was not there, the last one first; above them one that may, and will be told."""
    foot, begun = True, False
    for paragraph in reversed(last):
        for sentence in reversed(paragraph.sentences):
            read = attendance.of_sentences(source, (Paragraph(sentence),), of_item=True, known=known)
            if _says_who(read, sentence, known):
                yield sentence
                begun = True
            elif not foot or len(sentence.text) > _LONGEST_FOOT or sentence.text.endswith(_STOPS):
                if begun and read.notes and read.attendance == Attendance():
                    yield sentence
                return
            foot = False


def _says_who(read: AttendanceReading, sentence: Piece, known: Known) -> bool:
    """Whether all that a sentence says is that people of this meeting were not there."""
    absent = read.attendance.absent
    named = all(each.party is not None or each.name.value in known for each in absent)
    return bool(absent) and named and not read.notes and [piece.start for piece in read.said] == [sentence.start]
