"""Lines of lists of people as heads have them: in groups, with what they do behind the name, glued, without separators.

line = [ group ":" ] ( list of members | glued members | names that stand in another list of the head ) ;
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, zip_longest

from referat.facts import people
from referat.facts.header import beside_names, run_together
from referat.facts.header.first_names import (
    FEWEST_FIRST_NAMES,
    between,
    first_names,
    friends,
    named_parts,
    pattern,
    pupil,
)
from referat.facts.header.name_orders import party_first, surnames_first
from referat.facts.members import Member, detail, is_cut_list, is_nobody, one_with_occupation, read_members
from referat.facts.people import NOBODY_KNOWN, Known
from referat.facts.sentences import Piece, going_on, sentences
from referat.facts.sides import is_party
from referat.text.places import Placed

# A name has no more words, where nothing parts it from the next.
_MOST_WORDS, _FEWEST_WORDS = 3, 2
# A line is asked whether it is one of a list, and then read as one: so many are remembered.
_MOST_KEPT = 100
# The first of the small letters.
_SMALL = "a"
# What may be drawn before a name.
_MARKS = frozenset("☐☑☒✓✔✅✗✘❌x")
# No council's list takes more; behind one stand a few sentences.
_LONGEST, _MOST_SENTENCES = 4000, 20


def joined(pieces: Sequence[Piece]) -> Piece:
    """`pieces` as one piece, a blank between two of them, or nothing in a word that the line's end parts."""
    if len(pieces) == 1:
        return pieces[0]
    texts: list[str] = []
    runs: list[tuple[int, int]] = []
    offset = 0
    for piece, below in zip_longest(pieces, pieces[1:]):
        runs += [(offset + at, origin) for at, origin in piece.runs]
        texts.append(piece.text if below is None else going_on(piece.text, below.text))
        offset += len(texts[-1])
    return Piece("".join(texts), tuple(runs))


@lru_cache(_MOST_KEPT)
def members_of(piece: Piece, known: Known = NOBODY_KNOWN) -> tuple[Member, ...] | None:
    """The members on a line of a list; () where it says that there are none, None where it is no such line."""
    if not any(letter.isalpha() for letter in piece.text):
        return ()
    if len(piece.text) > _LONGEST:
        return None
    for read in (*_MARKED, *_NOTATIONS) if piece.text[0] in _MARKS else _NOTATIONS:
        members = read(piece, known)
        if members is not None:
            if members and members[0].person.name.value[1:2] < _SMALL:  # a blank, or a capital
                members = beside_names.without_letters(members)
            return _apart(piece, members, known)
    return None


def _apart(piece: Piece, members: tuple[Member, ...], known: Known) -> tuple[Member, ...] | None:
    """`members`, or those that they are where a name of theirs is as long as two; None where that is not known.

    Nor are a line's head in capitals and the words behind it names.
    """
    longest = max((len(member.person.name.value.split()) for member in members), default=0)
    if longest <= _MOST_WORDS:
        return None if piece.text.isupper() and longest == _MOST_WORDS else members
    more = (run_together.two_or_more if len(members) == 1 else run_together.read)(piece, known) or ()
    if len(more) > len(members):
        return more
    return members if len(members) == 1 or pattern("separator").search(piece.text) else None


def is_listed(piece: Piece) -> bool:
    """Whether `piece` is a line of a list, goes on in sentences as one, or tells of the one on the line above."""
    return members_of(piece) is not None or detail(piece) is not None or list_stop(piece) > 0


def is_like_list(piece: Piece) -> bool:
    """Whether half the parts of the line are people, so that it belongs to a list though it cannot be read as one."""
    begin = group_at_start(piece.text)
    parts = pattern("separator").split(piece.text[begin:].rstrip(" .;,"))
    people_among = sum(people.read_one(part.strip()) is not None for part in parts)
    return people_among >= _FEWEST_WORDS and people_among * 2 >= len(parts)


def goes_on_as_list(piece: Piece) -> bool:
    """Whether `piece` begins with what parts the names of a list, or with names and such a mark."""
    separator, text = pattern("separator"), piece.text
    return any(separator.match(each) is not None for each in (text, f" {text}")) or is_cut_list(text)


def goes_on_below(piece: Piece) -> bool:
    """Whether a list goes on in the line below, in the middle of a name."""
    begun = piece.text.rpartition(",")[0]
    return bool(begun) and bool(members_of(piece.cut(0, len(begun))))


def list_stop(piece: Piece, known: Known = NOBODY_KNOWN) -> int:
    """Where the list ends with which the line begins, sentences about attendance behind it; 0 where it does not."""
    if len(piece.text) > _LONGEST:
        return 0
    parts = list(sentences(piece))
    if 1 < len(parts) <= _MOST_SENTENCES:
        for count in range(len(parts) - 1, 0, -1):
            stop = len(piece.text) - sum(len(part.text) + 1 for part in parts[count:]) + 1
            rest = piece.text[stop:]
            before = piece.cut(0, stop).stripped()
            if pattern("telling").search(rest) and (is_nobody(before.text) or members_of(before, known)):
                return stop
    listed, end = people.read_list(piece.text, 0, known)
    if listed and pattern("behind_list").match(piece.text, end):
        return end
    names = {piece.text[slice(*named.name)] for named in listed}
    if piece.text.split(" ", 1)[0] in people.vocabulary_words("openings"):  # "For Asta Birkholm deltog …"
        return 0
    return end if names and names <= known and people.read_at(piece.text, end + 1) is None else 0


def day_at_end(text: str) -> int:
    """Where the day begins that `text` ends with; 0 where it ends with none."""
    match = pattern("day_behind").search(text) if text[-1:].isdigit() else None
    return match.start() if match is not None else 0


def is_of_substitute(text: str) -> bool:
    """Whether the line `text` goes on from a list of those absent: who came instead of the last."""
    return pattern("instead").match(text) is not None


def tells_attendance(text: str) -> bool:
    """Whether `text` has a word of sentences on who was there."""
    return pattern("telling").search(text) is not None


def attested(piece: Piece) -> frozenset[str]:
    """The names in `piece` that begin and end where nothing more can be theirs: at a mark or a small word."""
    names = (match["name"] for match in pattern("attested").finditer(piece.text))
    whole = (name for name in names if name[-2:-1] != " ")  # behind an initial more is to come
    return frozenset(name for name in whole if len(name.split()) <= _MOST_WORDS and people.is_persons(name))


# --- The notations


def _with_user_names(piece: Piece, known: Known) -> tuple[Member, ...] | None:
    """With their names as users of a system, and no marks between: "Asta Birkholm (asbi) V Bo Elm (boel) A"."""
    members: list[Member] = []
    done = 0
    for match in pattern("user").finditer(piece.text):
        person = people.person(piece.cut(done, match.start()).stripped(), known)
        if person is None:
            return None
        party = Placed(match["party"], piece.at(*match.span("party")))
        members.append(Member(person._replace(party=party)))
        rest = piece.text[match.end() :]
        aside = pattern("bracket").match(rest)
        behind = aside.end() if aside is not None else 0
        done = len(piece.text) - len(rest[behind:].lstrip(" ,.;"))
    return tuple(members) if members and done >= len(piece.text) else None


def _ticked(piece: Piece, known: Known) -> tuple[Member, ...] | None:
    """Behind a mark that tells whether they were there: "✓ Asta Birkholm (A)", "✗ Bo Elm (V)"."""
    for name in ("ticked", "crossed"):
        mark = pattern(name).match(piece.text)
        members = members_of(piece.cut(mark.end(), len(piece.text)), known) if mark is not None else None
        if mark is not None and members is not None:
            there = Placed(value=True, at=piece.at(*mark.span()), rule=name)
            return _alone(members, attended=there) if name == "ticked" else _alone(members, absent=there)
    return None


def _boxed(piece: Piece, known: Known) -> tuple[Member, ...] | None:
    """In a row, each behind a box that is ticked or empty: "☒ Asta Birkholm ☐ Bo Elm"."""
    boxes = list(pattern("box").finditer(piece.text))
    if len(boxes) < _FEWEST_WORDS or boxes[0].start():
        return None
    empty, crossed = (pattern(name).match for name in ("empty_box", "crossed"))
    away = empty if any(empty(box[0]) for box in boxes) else crossed
    stops = [*(box.start() for box in boxes[1:]), len(piece.text)]
    listed: list[Member] = []
    for box, stop in zip(boxes, stops, strict=True):
        members = read_members(piece.cut(box.end(), stop).stripped(), known)
        mark = Placed(value=True, at=piece.at(*box.span()), rule="box")
        there = {"absent": mark} if away(box[0]) else {"attended": mark}
        one = _alone(members, **there) if members else None
        if one is None:
            return None
        listed += one
    return tuple(listed)


def _alone(
    members: Sequence[Member], attended: Placed[bool] | None = None, absent: Placed[bool] | None = None
) -> tuple[Member, ...] | None:
    """The one of `members`, with what a mark before the name says; None where they are several."""
    return (members[0]._replace(attended=attended, absent=absent),) if len(members) == 1 else None


def _grouped(piece: Piece, known: Known) -> tuple[Member, ...] | None:
    """Behind the name of a group, or of a party: "Forældrevalgte: Asta Birkholm, Bo Elm", "Venstre: Ib Dal"."""
    begin = group_at_start(piece.text)
    if not begin:
        return None
    listed = piece.cut(begin, len(piece.text))
    members = members_of(listed, known) or (friends(listed) if pattern("friends").match(piece.text) else None)
    group = piece.cut(0, piece.text.index(":")).stripped()
    return _of_party(members, group) if members and is_party(group.text) else members


def _in_groups(piece: Piece, known: Known) -> tuple[Member, ...] | None:
    """Several groups on one line, each with its name: "Forældre: Asta Birkholm, Ib Dal. Elever: Bo Elm"."""
    if piece.text.count(":") < _FEWEST_WORDS:  # nearly always
        return None
    groups = between(piece, pattern("next_group"))
    return _all(_grouped(group, known) for group in groups) if len(groups) >= _FEWEST_WORDS else None


def _of_party(members: Sequence[Member], party: Piece) -> tuple[Member, ...]:
    """`members`, those of whom no party is said as of `party`, below whose name they stand."""
    said = Placed(party.text, party.at(0, len(party.text)), "group")
    return tuple(one if one.person.party else one._replace(person=one.person._replace(party=said)) for one in members)


def group_at_start(text: str) -> int:
    """Where the people begin behind the name of their group or party; 0 where there is none."""
    match = pattern("group").match(text) or pattern("party_group").match(text)
    return match.end() if match is not None and not people.begins_as_persons(text) else 0


def heads_group(text: str) -> bool:
    """Whether the line `text` is the head of a group of people, who stand below."""
    return pattern("group_head").fullmatch(text) is not None


def _glued(piece: Piece, known: Known) -> tuple[Member, ...] | None:
    """Glued to one another: "Asta Birkholm (A), FormandBo Elm (V)Dagny Elkær (A)"."""
    cuts = [match.start() for match in pattern("glue").finditer(piece.text)]
    if not cuts:
        return None
    bounds = [0, *cuts, len(piece.text)]
    return _all(read_members(piece.cut(a, b).stripped(), known) for a, b in pairwise(bounds))


def _with_occupation(piece: Piece, known: Known) -> tuple[Member, ...] | None:
    """One alone with what they are, and more behind it: "Asta Birkholm, Danske Roere (formand)"."""
    member = one_with_occupation(piece, known)
    return None if member is None else (member,)


def _behind_words(piece: Piece, known: Known) -> tuple[Member, ...] | None:
    """One alone behind what they are, in words that no table has: "Repræsentant for de frivillige, Asta Birkholm"."""
    words = pattern("what_they_are").match(piece.text)
    return None if words is None or tells_attendance(words[0]) else _one(piece.cut(words.end(), len(piece.text)), known)


def _beside_unnamed(piece: Piece, known: Known) -> tuple[Member, ...] | None:
    """Beside several whom nobody names: "Asta Birkholm, Bo Elm, elevrådet"."""
    parts = named_parts(piece)
    return _all(_one(part, known) for part in parts) if parts else None


def _parted(piece: Piece, known: Known) -> tuple[Member, ...] | None:
    """Parted by stronger marks than commas, or by wide gaps: "Asta Birkholm, Danske Roere; Bo Elm, lærer"."""
    parts = between(piece, pattern("gap"))
    if len(parts) >= _FEWEST_WORDS:
        return _all(_one(part, known) for part in parts)
    parts = between(piece, pattern("strong_separator"))
    if len(parts) >= _FEWEST_WORDS:
        return _all(_one(part, known) or read_members(part, known) for part in parts)
    parts = between(piece, pattern("dash_separator"))
    if len(parts) <= _FEWEST_WORDS:
        return None
    members = _all(_one(part, known) for part in parts)
    return _roles_behind(members) if members else _all_with_occupations(parts, known)


def _roles_behind(members: Sequence[Member]) -> tuple[Member, ...]:
    """`members`, each role that of the one before: "Asta Birkholm – formand Bo Elm – kasserer Ib Dal"."""
    first, *others = [member.person for member in members]
    if first.role or not all(one.role and one.role.at < one.name.at for one in others):
        return tuple(members)
    shifted = zip(members, (*others, first), strict=True)
    return tuple(member._replace(person=member.person._replace(role=below.role)) for member, below in shifted)


def _with_whence(piece: Piece, known: Known) -> tuple[Member, ...] | None:
    """With whom each comes from, and only a blank before the next: "Asta Birkholm, Nordby Kommune Bo Elm, DSB"."""
    stops = [match.end() for match in pattern("whence").finditer(piece.text)]
    if not stops[1:]:  # nearly always
        return None
    bounds = [0, *stops, len(piece.text)]
    parts = [piece.cut(a, b).stripped() for a, b in pairwise(bounds) if piece.text[a:b].strip(" .,;")]
    return _all(_one(part, known) or _with_occupation(part, known) for part in parts)


def _all_with_occupations(parts: Sequence[Piece], known: Known) -> tuple[Member, ...] | None:
    """Each of `parts` as one person with whom they come from, as most of them surely are: nobody's names."""
    surely = sum(one_with_occupation(part, known) is not None for part in parts)
    if surely * 2 < len(parts):
        return None
    behind = (one_with_occupation(part, known, sure=False) for part in parts)
    return _all((one,) if one is not None else _one(part, known) for one, part in zip(behind, parts, strict=True))


def _one(piece: Piece, known: Known) -> tuple[Member, ...] | None:
    members = read_members(piece, known)
    return members if members is None or len(members) == 1 else None


def _without_brackets(piece: Piece, known: Known) -> tuple[Member, ...] | None:
    """With what they are or whom they come from in brackets: "Asta Birkholm (Idrætsrådet)".

    What a bracket says of attendance stays, and must be read as other lists have it.
    """
    matches = [match for match in pattern("bracket").finditer(piece.text) if not tells_attendance(match[0])]
    brackets = [match.span() for match in matches if not pattern("role_bracket").fullmatch(match[0])]
    if not brackets:
        return None
    bounds = [0, *(offset for span in brackets for offset in span), len(piece.text)]
    kept = [
        piece.cut(a, b).stripped() for a, b in zip(bounds[::2], bounds[1::2], strict=True) if piece.text[a:b].strip()
    ]
    return read_members(joined(kept), known) if kept else None


def _of_first_names(piece: Piece, known: Known) -> tuple[Member, ...] | None:  # noqa: ARG001  one of several readers
    """First names alone, so many that they are a list by themselves: "Asta, Bo, Ib og Lone"."""
    return first_names(piece, FEWEST_FIRST_NAMES)


def _with_pupils(piece: Piece, known: Known) -> tuple[Member, ...] | None:
    """Full names, and pupils by their first names: "Asta Birkholm, Nanna (elevrådet)", "Bo Elm, Noah 9.a"."""
    parts = between(piece, pattern("separator"))
    return _all(pupil(part) or _one(part, known) for part in parts) if any(map(pupil, parts)) else None


# Behind a mark.
_MARKED = (_ticked, _boxed)
_NOTATIONS = (
    surnames_first,
    party_first,
    _with_user_names,
    read_members,
    _grouped,
    _in_groups,
    _glued,
    _parted,
    _with_whence,
    _with_pupils,
    _with_occupation,
    _behind_words,
    _without_brackets,
    _of_first_names,
    _beside_unnamed,
    beside_names.read,
    run_together.read,
)


def _all(lists: Iterator[tuple[Member, ...] | None]) -> tuple[Member, ...] | None:
    members: list[Member] = []
    for several in lists:
        if several is None:
            return None
        members += several
    return tuple(members)


def names_within(piece: Piece, other: str) -> tuple[Member, ...] | None:
    """The names of a row without separators, told apart by another list of the head that has them in other order.

    Two words that are neighbours here and not there are of two names. None where that leaves anything open.
    """
    words = [word for word in piece.text.split() if word[0] != "("]
    if len(words) <= _MOST_WORDS or pattern("separator").search(piece.text):
        return None
    there = [word for word in other.split() if word[0] != "("]
    pairs = set(pairwise(there))
    names: list[list[str]] = []
    for word in words:
        if names and (names[-1][-1], word) in pairs:
            names[-1].append(word)
        else:
            names.append([word])
    if len(names) < _FEWEST_WORDS or not all(_FEWEST_WORDS <= len(name) <= _MOST_WORDS for name in names):
        return None
    return read_members(piece, frozenset(" ".join(name) for name in names))
