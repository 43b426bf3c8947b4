"""Families of minutes: who prints them, the sign by which they are known, and what lines are there and nowhere else.

Every text is read by the general vocabulary. A family adds a name, and rarely a few lines; it takes nothing away. A
file in `families/` is a family; nothing is registered anywhere. `family_file` reads such files, `family_checks` a
user's own.
"""

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from referat.errors import LayoutError
from referat.lexicon import idioms
from referat.lexicon import lines as general
from referat.lexicon.family_file import FamilyFile, read
from referat.lexicon.gates import exact_words, sum_of, written
from referat.lexicon.limited import LimitedPattern
from referat.lexicon.lines import LineRule, Lines
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.values import named_patterns
from referat.text.source import Source
from referat.tuples import NamedTuple

_FOLDER = Path(__file__).with_name("families")
# The module by which the words of signs are told.
_MAKERS = ("families.py",)
# So many characters near the top, blank lines left out, may show whose a text is.
_HEAD = 2000
# So many lines are joined at first; a head has about as many.
_FIRST_LINES = 32


class Sign:
    """A pattern of lines that nobody else prints; `^` and `$` are a line's, blank lines and indentation left out."""

    def __init__(self, file: FamilyFile, pattern: str) -> None:
        """The sign `pattern` of the family in `file`."""
        self.pattern = pattern
        self._file = file

    def __repr__(self) -> str:
        return f"<Sign {self.pattern!r}>"

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Words, letter for letter, of which a head has one that the pattern is found in; a user's own stands open."""
        return (exact_words(self.expanded) if self._file.trusted else ()) or ("",)

    @cached_property
    def expanded(self) -> str:
        """The pattern with its named parts filled in, and `^` and `$` at every line."""
        return f"(?m){self._file.expanded(self.pattern)}"

    @cached_property
    def _compiled(self) -> Any:
        if self._file.trusted:
            return compile_pattern(self.expanded)
        return LimitedPattern(self.expanded, rule=f"{self._file.id}:sign", origin=self._file.origin)

    def found(self, head: str) -> str | None:
        """The lines of `head` that the pattern matches; None where none are. Raises LayoutError: it works too long."""
        match = self._compiled.search(head)
        if match is None:
            return None
        stop = head.find("\n", match.end())
        return head[head.rfind("\n", 0, match.start()) + 1 : stop if stop >= 0 else len(head)]


class Family(NamedTuple):
    """Minutes that look alike. `authority` is named where one municipality or region alone prints them so.

    A text is one of these that one of `sign` is found in. `lines` are what lines are beyond the general vocabulary.
    """

    id: str
    name: str
    publishers: tuple[str, ...] = ()
    authority: str | None = None
    sign: tuple[Sign, ...] = ()
    lines: tuple[LineRule, ...] = ()

    @property
    def vocabulary(self) -> Lines:
        """The general vocabulary, the family's own lines before it."""
        return _vocabulary(self.lines)


#: What a text is that shows no family's sign.
GENERIC = Family("generic", "Minutes that show no family's sign")


@cache
def _vocabulary(own: tuple[LineRule, ...]) -> Lines:
    return general.arranged((*own, *general.rules())) if own else general.lines()


# Which families there are.


@cache
def names() -> tuple[str, ...]:
    """The ids of the families, in alphabetic order, and "generic"."""
    return (*sorted(path.stem for path in _FOLDER.glob("*.toml")), GENERIC.id)


def every() -> Iterator[Family]:
    """The families, in the order of their ids."""
    return (by_id(name) for name in names() if name != GENERIC.id)


def by_id(name: str) -> Family:
    """The family called `name`, or, where `name` ends in ".toml", the one in that file.

    Raises LayoutError for an unknown name or a broken file.
    """
    if name == GENERIC.id:
        return GENERIC
    if name.lower().endswith(".toml"):
        path = Path(name)
        return _load(path, trusted=path.resolve().parent == _FOLDER.resolve())
    if name not in names():
        raise LayoutError(f"no layout is called {name!r}.", hint=_near(name))
    return _load(_FOLDER / f"{name}.toml", trusted=True)


def _near(name: str) -> str:
    """What to try for a name that no layout has: the one that is nearly called so, or any."""
    # Imported here: only this message needs it.
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), names(), n=1, cutoff=0.75)
    if near:
        return f"{near[0]}; referat layouts names all of them."
    return f"one of {', '.join(names())}, or a path that ends in .toml."


def _checked(path: Path) -> FamilyFile:
    # Imported here: few have a file of their own.
    from referat.lexicon import family_checks

    return family_checks.read(path)


@cache
def _load(path: Path, *, trusted: bool) -> Family:
    file = read(path) if trusted else _checked(path)
    if not trusted and file.id in names():
        raise file.error(f"`family` is {file.id!r}, which is another one's id.", "an id of its own.", "family=")
    data = file.data
    return Family(
        file.id,
        data.get("name", file.id),
        tuple(data.get("publishers", ())),
        data.get("authority"),
        tuple(Sign(file, pattern) for pattern in data.get("sign", ())),
        file.rules,
    )


# Whose a text is.


def recognised(source: Source) -> Family | None:
    """The family whose sign `source` shows; None where it shows none, or those of several."""
    shown = [family for family, _ in signs(source)]
    return shown[0] if len(shown) == 1 else None


def signs(source: Source) -> Iterator[tuple[Family, str]]:
    """The families whose sign `source` shows, each with the lines that are it."""
    head = head_of(source)
    seen: Family | None = None
    for words, name, n in _words_of_signs():
        for word in words:
            if word in head:
                break
        else:  # nearly always
            continue
        family = _known(name)
        text = family.sign[n].found(head) if family is not seen else None
        if text is not None:
            yield family, text
            seen = family


@cache
def _known(name: str) -> Family:
    """The family called `name`, which is asked for text by text."""
    return by_id(name)


# Words of which a head has one that shows a sign, and whose it is: the family's id, and the sign's place among its own.
_Words = tuple[tuple[str, ...], str, int]


@cache
def _words_of_signs() -> Sequence[_Words]:
    """Those of all signs, as the build has written them where the families are as they were then."""
    known: Sequence[_Words] | None = written("signs", *said_by_signs())
    return words_of_signs() if known is None else known


def words_of_signs() -> Sequence[_Words]:
    """The same worked out, from all families."""
    return [(sign.words, family.id, n) for family in every() for n, sign in enumerate(family.sign)]


def said_by_signs() -> tuple[str, int]:
    """All that counts for them: what the files say, and the patterns that they may name."""
    files = [(_FOLDER / f"{name}.toml").read_bytes().decode("utf-8-sig") for name in names() if name != GENERIC.id]
    parts = [*names(), *files, *idioms.patterns(general.FILE).values(), *named_patterns().values()]
    return "\0".join(parts), sum_of(_MAKERS)


def shows(family: Family, source: Source) -> bool:
    """Whether `source` shows the sign of `family`."""
    head = head_of(source)
    return any(sign.found(head) is not None for sign in family.sign)


def head_of(source: Source) -> str:
    """The filled lines near the top of `source`, stripped."""
    most = _FIRST_LINES
    while True:
        head = "\n".join(filter(None, map(str.strip, source.lines[:most])))
        if len(head) >= _HEAD or most >= len(source.lines):
            return head[:_HEAD]
        most *= 2
