"""The lines of a list of people in a head, each read whole, those that go on in the middle of a name joined.

lines = { [ party ] line of a list | detail | sentence } ;
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from referat.contract.nodes import Text
from referat.facts import people, presence
from referat.facts.header.entries import Entry
from referat.facts.header.first_names import FEWEST_FIRST_NAMES, first_names, pattern
from referat.facts.header.members import (
    day_at_end,
    group_at_start,
    heads_group,
    joined,
    list_stop,
    members_of,
    tells_attendance,
)
from referat.facts.members import Member, detail, one_with_occupation, read_listed
from referat.facts.people import Known
from referat.facts.presence_forms import Listing
from referat.facts.sentences import Piece, is_initial, sentences
from referat.facts.sides import heads_party
from referat.lexicon.hyphens import parts_word
from referat.tuples import NamedTuple

# One word alone above names may be something else than a party.
_FEWEST_PARTIES = 2
# What is said of somebody goes on over so many lines.
_MOST_BEHIND = 2
_GOES_ON, _COLON, _HYPHEN = ",", ":", "-"
# So many lines show that a name stands before a colon.
_FEWEST_BEFORE_COLONS = 2
# A longer name before a day, in a text without line ends, may be two.
_MOST_WORDS = 3
# With what the head of a group ends: a colon, or as municipalities' names do.
_ENDS_OF_HEADS = frozenset(":eE")
_ABSENT = Listing("absent")


class ListLine(NamedTuple):
    """A line of a list as it was read; `members` is None where it is no line of one, and read as sentences."""

    piece: Piece
    members: tuple[Member, ...] | None


def lines(entry: Entry, known: Known) -> tuple[ListLine, ...]:
    """The lines of the list below or beside a label, those that go on in the middle of a name joined.

    Where not every line is read, they may be one list that is broken anywhere.
    """
    pieces = _with_words_whole([part.piece for part in entry.parts])
    by_first_names = _by_first_names(pieces)
    if by_first_names:
        return by_first_names
    heads = [n for n, piece in enumerate(pieces) if n < len(pieces) - 1 and heads_party(piece.text)]
    if len(heads) >= _FEWEST_PARTIES and not any(below == above + 1 for above, below in pairwise(heads)):
        return _above_parties(pieces, known) or _below_parties(pieces, heads, known)
    read_lines = _by_line(pieces, known)
    closed = any(one.text.endswith(".") and not is_initial(one.text, below.text) for one, below in pairwise(pieces))
    if len(pieces) > 1 and not closed and any(line.members is None for line in read_lines):
        whole = joined(pieces)
        members = members_of(whole, known)
        if members is not None:
            return (ListLine(whole, members),)
    if entry.field != "absent":
        return read_lines
    read_lines = tuple([line._replace(members=None) if _is_behind_one(line) else line for line in read_lines])
    unread = any(line.members is None for line in read_lines)
    return (_with_reasons(pieces, known) or read_lines) if unread else read_lines


def _with_words_whole(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """`pieces`, those that end with the hyphen of a name in one with the next: "…, Anne-" above "Marie Elm, …"."""
    if not any(piece.text.endswith(_HYPHEN) for piece in pieces[:-1]):  # nearly always
        return pieces
    whole = [pieces[0]]
    for piece in pieces[1:]:
        if parts_word(whole[-1].text, piece.text):
            whole[-1] = joined([whole[-1], piece])
        else:
            whole.append(piece)
    return whole


def paired_in_row(line: ListLine) -> ListLine:
    """`line` of those absent, who came instead with whom they came for: "Asta Birkholm stedfortræder Bo Elm Ib Dal"."""
    text = line.piece.text
    between = list(pattern("stands_in").finditer(text)) if line.members else []
    if not between:  # nearly always
        return line
    members: list[Member] = []
    for member in line.members or ():
        above = members[-1] if members else None
        name = member.person.name.value
        if above is not None and any(
            text.endswith(above.person.name.value, 0, match.start()) and text.startswith(name, match.end())
            for match in between
        ):
            members[-1] = above._replace(substitute=member.person)
        else:
            members.append(member)
    return line._replace(members=tuple(members))


def _is_behind_one(line: ListLine) -> bool:
    """Whether a line names one person behind another and a colon: who came instead, or the member of a town."""
    head, colon, _ = line.piece.text.partition(":")
    return bool(colon) and len(line.members or ()) == 1 and people.read_one(head) is not None


def _by_first_names(pieces: Sequence[Piece]) -> tuple[ListLine, ...]:
    """The lines of a list of first names, one a line; () where they are fewer than make one, or one is none."""
    if len(pieces) < FEWEST_FIRST_NAMES or any(
        " " in piece.text.strip(" .").partition(" (")[0][:-2] for piece in pieces
    ):
        return ()
    firsts = [first_names(piece, 1) for piece in pieces]
    return (
        tuple([ListLine(piece, members) for piece, members in zip(pieces, firsts, strict=True)]) if all(firsts) else ()
    )


def _with_reasons(pieces: Sequence[Piece], known: Known) -> tuple[ListLine, ...]:
    """The lines of a list of those absent that tell why in any words; () where one is neither that nor a sentence."""
    read_lines: list[ListLine] = []
    for piece in pieces:
        members = None if _is_sentence(piece, known) else read_listed(piece, _ABSENT, known)
        if members is None and not (read_lines and _is_sentence(piece, known)):
            return ()
        read_lines.append(ListLine(piece, members))
    return tuple(read_lines)


def _above_parties(pieces: Sequence[Piece], known: Known) -> tuple[ListLine, ...]:
    """The lines of a list in which each name has its party on the line below it, and perhaps a role; () for others."""
    parties = [heads_party(piece.text) for piece in pieces]
    details = [detail(piece) for piece in pieces]
    names = [n for n, more in enumerate(details) if more is None and not parties[n]]
    if len(names) < _FEWEST_PARTIES or names[0] or not all(parties[n + 1] for n in names if n + 1 < len(pieces)):
        return ()
    read_lines: list[ListLine] = []
    for n, stop in zip(names, (*names[1:], len(pieces)), strict=True):
        line = _by_line(pieces[n : n + 1], known)[-1]
        party = people.words_at(pieces[n + 1], (0, len(pieces[n + 1].text))) if n + 1 < stop else None
        role = next((more.role for more in details[n + 2 : stop] if more is not None and more.role is not None), None)
        read_lines.append(_with_detail(line, party, role) if line.members else line)
    return tuple(read_lines)


def _below_parties(pieces: Sequence[Piece], heads: Sequence[int], known: Known) -> tuple[ListLine, ...]:
    """The lines of a list whose members stand below the names of their parties, which are at `heads`."""
    read_lines = list(_by_line(pieces[: heads[0]], known))
    for head, stop in zip(heads, (*heads[1:], len(pieces)), strict=True):
        party = people.words_at(pieces[head], (0, len(pieces[head].text.removesuffix(":"))))
        for line in _by_line(pieces[head + 1 : stop], known):
            members = None if line.members is None else tuple(_of_party(member, party) for member in line.members)
            read_lines.append(line._replace(members=members))
    return tuple(read_lines)


def _of_party(member: Member, party: Text) -> Member:
    person = member.person
    return member if person.party else member._replace(person=person._replace(party=party))


def _by_line(pieces: Sequence[Piece], known: Known) -> tuple[ListLine, ...]:
    """The lines of a list, each read with what goes on in the line below."""
    read_lines: list[ListLine] = []
    k = 0
    while k < len(pieces):
        more = detail(pieces[k]) if read_lines else None
        if more is not None and read_lines[-1].members:
            read_lines[-1] = _with_detail(read_lines[-1], more.party, more.role)
            k += 1
            continue
        if k and _is_sentence(pieces[k], known):
            read_lines.append(ListLine(pieces[k], None))
            k += 1
            continue
        if k + 1 < len(pieces) and pieces[k].text[-1:] in _ENDS_OF_HEADS and heads_group(pieces[k].text):
            read_lines.append(ListLine(pieces[k], ()))  # it names nobody
            k += 1
            continue
        line, used = _line(pieces[k:], known)
        read_lines += line
        k += used
    return tuple(read_lines)


def _is_sentence(piece: Piece, known: Known) -> bool:
    """Whether `piece`, below others of a list, is no line of it, but begins with a sentence on who was there."""
    if not piece.text.endswith(".") or members_of(piece, known) is not None:
        return False
    return presence.is_told(sentences(piece)[0].text, known)


def _with_detail(line: ListLine, party: Text | None, role: Text | None) -> ListLine:
    """`line` with what the line below says of the last one on it."""
    *others, last = line.members or ()
    person = last.person._replace(party=party or last.person.party, role=role or last.person.role)
    return line._replace(members=(*others, last._replace(person=person)))


def _line(pieces: Sequence[Piece], known: Known) -> tuple[list[ListLine], int]:
    """The first line of `pieces`, or as many of them as are one line together; and how many these are."""
    for used in range(1, len(pieces) + 1):
        piece = joined(pieces[:used])
        if piece.text.endswith(_GOES_ON) and used < len(pieces) and members_of(joined(pieces[: used + 1]), known):
            continue  # those of one group stand on two lines
        members = members_of(piece, known)
        if members is not None:
            return _extended(pieces, used, ListLine(piece, members), known)
        ends = used == len(pieces) or members_of(pieces[used], known) is not None
        if ends and list_stop(piece, known):
            return _apart(piece, known), used
    return _apart(pieces[0], known), 1


def _extended(pieces: Sequence[Piece], used: int, line: ListLine, known: Known) -> tuple[list[ListLine], int]:
    """`line`, read of the first `used` pieces, with what the next or two say of it and no line of a list says alone."""
    below = pieces[used] if used < len(pieces) else None
    if below is None or (below.text[-1:] in _ENDS_OF_HEADS and heads_group(below.text)):
        return [line], used
    if detail(below) is None and members_of(below, known) is None and not _is_sentence(below, known):
        for stop in range(used + 1, min(used + _MOST_BEHIND, len(pieces)) + 1):
            piece = joined(pieces[:stop])
            members = members_of(piece, known)
            if members is not None:
                return [ListLine(piece, members)], stop
    return [line], used


def one_a_line(entries: Sequence[Entry]) -> bool:
    """Whether the head's lists name one person a line, with whom they come from behind a comma.

    So they do where most of what stands behind the commas can be nobody's name, or half of several.
    """
    pieces = [part.piece for entry in entries for part in entry.parts]
    if len(pieces) <= 1:
        return False
    surely = [one_with_occupation(piece) is not None for piece in pieces]
    behind = [
        piece
        for piece, is_sure in zip(pieces, surely, strict=True)
        if is_sure or one_with_occupation(piece, sure=False) is not None
    ]
    return sum(surely) * 2 >= max(len(behind) + (sum(surely) == 1), 1)


def _names_before_colons(pieces: Sequence[Piece]) -> bool:
    """Whether a list's lines have somebody before a colon, and behind it what can be nobody: most that have one."""
    with_colon = [piece for piece in pieces if _COLON in piece.text]
    surely = sum(one_with_occupation(piece) is not None for piece in with_colon)
    return surely >= _FEWEST_BEFORE_COLONS and 2 * surely >= len(with_colon)


def _before_colon(piece: Piece) -> Member | None:
    """The one whom a line names before a colon, with what it says of them behind; None where it tells of more."""
    head, colon, note = piece.text.partition(_COLON)
    members = members_of(piece.cut(0, len(head))) if colon and note.strip() and not tells_attendance(note) else None
    if members is None or len(members) != 1:
        return None
    begin = len(piece.text) - len(note.lstrip())
    return members[0]._replace(note=people.words_at(piece, (begin, len(piece.text.rstrip()))))


def occupied(entry: Entry) -> tuple[ListLine, ...] | None:
    """The lines of a list with one person a line; None where a line is none of it, or there is only the label's."""
    if len(entry.parts) == 1 and entry.parts[0].label is not None:
        return None
    lines_read: list[ListLine] = []
    pieces = _with_words_whole([part.piece for part in entry.parts])
    colon = _names_before_colons(pieces)
    for piece in pieces:
        one = (_before_colon(piece) if colon else None) or one_with_occupation(piece, sure=False)
        members = (one,) if one is not None else members_of(piece)
        if members is None:
            return None
        lines_read.append(ListLine(piece, members))
    return tuple(lines_read)


def _apart(piece: Piece, known: Known) -> list[ListLine]:
    """A line that is a list and goes on in sentences: the list, and the rest."""
    piece = piece.cut(group_at_start(piece.text), len(piece.text))
    if len(sentences(piece)) == 1 and presence.is_told(
        piece.text, known
    ):  # "Asta Birkholm var fraværende ved pkt. 1-3"
        return [ListLine(piece, None)]
    stop = list_stop(piece, known)
    day = 0 if stop else day_at_end(piece.text)
    members = members_of(piece.cut(0, stop or day).stripped(), known) if stop or day else None
    if members is None or (day and any(len(each.person.name.value.split()) > _MOST_WORDS for each in members)):
        return [ListLine(piece, None)]
    stop = stop or day
    return [ListLine(piece.cut(0, stop).stripped(), members), *_behind(piece.cut(stop, len(piece.text)), known)]


def _behind(rest: Piece, known: Known) -> Iterator[ListLine]:
    """What stands on a line behind a list: sentences, and lines of the list between or behind them."""
    begun = 0
    for single in sentences(rest)[1:]:
        members = None if presence.is_told(single.text, known) else members_of(single, known)
        if members:
            at = rest.offset(single.start)
            yield ListLine(rest.cut(begun, at).stripped(), None)
            yield ListLine(single, members)
            begun = at + len(single.text)
    if begun < len(rest.text):
        yield ListLine(rest.cut(begun, len(rest.text)).stripped(), None)
