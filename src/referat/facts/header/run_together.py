"""Names that stand one behind another with nothing between them: "Asta Birkholm, formand Bo Elm Ib Lind Dal".

row = name { name } ;
name = [ title ] [ first name ] first name { word } surname [ "(" party ")" ] [ office | items ] ;

A name begins with a common first name, or behind what ends another. No name is longer than three words, with two first
names four: a longer one may be two, of which one begins with a name that no table has, and then no row is read. Titles
stand before the names where the row begins with one.
"""

from collections.abc import Sequence

from referat.contract.nodes import Person
from referat.facts import people
from referat.facts.members import Member, read_members
from referat.facts.people import Known
from referat.facts.sentences import Piece
from referat.lexicon import idioms
from referat.lexicon.patterns import compile_pattern
from referat.text.places import Placed
from referat.tuples import NamedTuple

_FEWEST_NAMES, _TWO, _MOST_WORDS, _MOST_OFFICE = 3, 2, 3, 3
_SHORTEST = 15
# "V."
_INITIAL = 2
_WORD = compile_pattern(r"\S+")
_ALONE = compile_pattern(r"[A-ZÆØÅ]\.?")
_NAME = compile_pattern(r"[^\W\d_]+(?:[-’'´][^\W\d_]+)*|[A-ZÆØÅ]\.(?:[A-ZÆØÅ]\.)*|[A-ZÆØÅ][a-zæøå]{1,3}\.")
_PARTY = compile_pattern(r"\(([A-ZÆØÅ]{1,3})\)")
_OFFICE = compile_pattern(r"\(([A-ZÆØÅ]?[a-zæøå]{3,20})\)")


class _Word(NamedTuple):
    """A word of the row: where it begins, its letters, and whether a comma ends it."""

    a: int
    text: str
    ends: bool


def two_or_more(piece: Piece, known: Known) -> tuple[Member, ...] | None:
    """The people of a row that is too long for one name: two, whose first names are both common, or more."""
    stop = len(piece.text) - (piece.text.endswith(".") and len(piece.text.rpartition(" ")[2]) > _INITIAL)
    members = read(piece.cut(0, stop), known, _TWO)
    firsts = people.vocabulary_words("first_names")
    names = [member.person.name.value for member in members or ()]
    return members if all(name.split(" ", 1)[0] in firsts for name in names) else None


def read(piece: Piece, known: Known, fewest: int = _FEWEST_NAMES) -> tuple[Member, ...] | None:
    """The people of a row without separators; None where it is no such row, or leaves anything open."""
    if not piece.text[_SHORTEST:] or piece.text.count(" ") < 2 * fewest - 1:  # nearly always
        return None
    words = [_Word(match.start(), match[0].rstrip(",;"), match[0][-1] in ",;") for match in _WORD.finditer(piece.text)]
    if len(words) < 2 * fewest or sum(map(_is_first, words)) < fewest - 1:
        return None
    members: list[Member] = []
    titled = people.is_title(words[0].text)
    at = 0
    while at < len(words):
        if members and words[at].text in idioms.table("people")["row_joints"]:
            at += 1
            continue
        above = titled and at + 1 < len(words) and people.is_title(words[at].text)
        at += above
        stop = _name_stop(words, at, begun=bool(members) and not above)
        name = _placed(piece, words[at:stop])
        if not _is_whole(words[at:stop]) or not people.is_persons(name.value):
            return None
        party = _PARTY.fullmatch(words[stop].text) if stop < len(words) else None
        said = Placed(party[1], piece.at(words[stop].a + 1, words[stop].a + 1 + len(party[1]))) if party else None
        stop += party is not None
        office = _office_stop(words, stop, titled=titled)
        detailed = _detailed(piece, words[at:], known) if office < 0 else None
        if detailed is not None:
            members.append(detailed[0])
            at += detailed[1]
            continue
        role = _role(piece, words[stop:office])
        if office < 0 or (office == stop < len(words) and words[stop - 1].ends and not _is_first(words[stop])):
            return None
        members.append(Member(Person(name, said, role)))
        at = office
    return tuple(members) if len(members) >= fewest else None


def _detailed(piece: Piece, words: Sequence[_Word], known: Known) -> tuple[Member, int] | None:
    """The one whose name begins `words`, with the items that stand behind it, and how many words these are."""
    names = [k for k, word in enumerate(words) if _is_first(word) and not words[k - 1].text[:1].isupper()]
    stop = next((k for k in names if k), len(words))
    if stop == 0:
        return None
    last = words[stop - 1]
    members = read_members(piece.cut(words[0].a, last.a + len(last.text)), known) or ()
    return (members[0], stop) if len(members) == 1 and members[0].items else None


def words_of(name: str) -> int:
    """How many words of `name` may be those of two people.

    What is written small in a name, as in "Asta von der Ahe", and an initial make it no two, nor does a second first
    name before a surname of two words: "Bo Erik Lund Dal".
    """
    words = [word for word in name.split() if not word.islower() and len(word.rstrip(".")) > 1]
    firsts = people.vocabulary_words("first_names")
    double = len(words) == _MOST_WORDS + 1 and {*words[:2]} <= firsts and words[2] not in firsts
    return len(words) - double


def _is_first(word: _Word) -> bool:
    """Whether `word` is a common first name, or two with a hyphen."""
    names = people.vocabulary_words("first_names")
    return word.text in names or ("-" in word.text and names.issuperset(word.text.split("-")))


def _name_stop(words: Sequence[_Word], at: int, *, begun: bool) -> int:
    """Where the name ends that begins with word `at`; `at` where none does."""
    ended = not begun or words[at - 1].ends or words[at - 1].text.endswith(")")
    if not _is_first(words[at]) and not (ended and words[at].text[:1].isupper() and _NAME.fullmatch(words[at].text)):
        return at
    k = at + 1
    while k < len(words) and not words[k - 1].ends and _is_first(words[k]):
        k += 1
    while k < len(words) and not words[k - 1].ends and _goes_on(words[k]):
        k += 1
    return k


def _goes_on(word: _Word) -> bool:
    """Whether `word` may be of a name that has begun."""
    if word.text in idioms.table("people")["small_in_names"]:
        return True
    named = word.text[:1].isupper() and _NAME.fullmatch(word.text) is not None
    return named and not _is_first(word) and not people.is_title(word.text)


def _is_whole(words: Sequence[_Word]) -> bool:
    """Whether `words` are one name, and can be no more."""
    firsts = 0
    while firsts < len(words) and (not firsts or _is_first(words[firsts])):
        firsts += 1
    long = [word for word in words if word.text[:1].isupper() and _ALONE.fullmatch(word.text) is None]
    return firsts < len(words) and 1 <= firsts <= 2 <= len(long) <= _MOST_WORDS + (firsts > 1)  # noqa: PLR2004


def _office_stop(words: Sequence[_Word], at: int, *, titled: bool) -> int:
    """Where an office ends that stands behind a name at word `at`; `at` where none does, -1 where more does.

    Where names are `titled`, a word for an office without brackets is the title of the next.
    """
    if at >= len(words) or _is_first(words[at]) or (titled and people.is_title(words[at].text)):
        return at
    bracket = _OFFICE.fullmatch(words[at].text)
    if bracket is not None and (bracket[1].islower() or people.is_title(bracket[1])):
        return at + 1
    offices = [k for k in range(at, min(at + _MOST_OFFICE, len(words))) if people.is_title(words[k].text)]
    if offices:
        return offices[0] + 1
    ended = words[at - 1].ends or words[at - 1].text.endswith(")")
    return at if ended or words[at].text in idioms.table("people")["row_joints"] else -1


def _role(piece: Piece, words: Sequence[_Word]) -> Placed[str] | None:
    """The role that an office of one word is, if it is one."""
    printed = words[0].text.strip("()") if len(words) == 1 else ""
    if printed.lower() not in idioms.table("people")["roles"]:
        return None
    a = words[0].a + words[0].text.index(printed)
    said = people.words_at(piece, (a, a + len(printed)))
    return said._replace(value=people.role_name(said.value))


def _placed(piece: Piece, words: Sequence[_Word]) -> Placed[str]:
    a, b = (words[0].a, words[-1].a + len(words[-1].text)) if words else (0, 0)
    return people.words_at(piece, (a, b))
