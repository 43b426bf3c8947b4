"""What a text tells of a person and should not be published: CPR numbers, telephone numbers, private e-mail addresses.

By form alone, and by what stands before it on the line: a number that is said to be a company's or a case's is none.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date as Date
from functools import cache
from typing import Literal

from referat.lexicon.authorities import authorities
from referat.lexicon.idioms import rules, table
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import Rule
from referat.tuples import NamedTuple

Kind = Literal["cpr", "phone", "email"]

_FILE = "privacy"
# How far before a number one looks for what it is.
_BEFORE = 40
# Four figures behind a hyphen that may be the year of a case ("010520-2013"): a CPR number where the text says so.
_FIRST_YEAR, _LAST_YEAR = 1980, 2039
# The centuries by the seventh figure: (the last one that it holds for, the last year of the younger century, that
# century's first year, the older one's).
_CENTURIES = ((3, -1, 1900, 1900), (4, 36, 2000, 1900), (8, 57, 2000, 1800), (9, 36, 2000, 1900))
# Letters that domains are spelled without.
_SPELLED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


# What a mailbox is called, before what tells several of one kind apart ("moede.3", "post+2").
_SEPARATED = compile_pattern(r"[.+\d]")


class Personal(NamedTuple):
    """Something that tells of a person, at `a:b` of the text that was searched."""

    kind: Kind
    a: int
    b: int


def find(text: str, named: Iterable[str] = ()) -> list[Personal]:
    """What `text` tells of persons, in its order, none overlapping another.

    `named` are the municipalities or regions whose document it is: their own domain (nordby.dk of Nordby Kommune) is
    not private, even where nobody knows it.
    """
    taken: list[Personal] = []
    for one in (*_numbers(text), *_addresses(text, frozenset(_domains(named)))):
        at = bisect_right(taken, one.a, key=lambda other: other.a)
        if (at == 0 or taken[at - 1].b <= one.a) and (at == len(taken) or one.b <= taken[at].a):
            taken.insert(at, one)
    return taken


def _numbers(text: str) -> Iterator[Personal]:
    for rule in rules(_FILE, "personal"):
        for match in rule.near(text):
            a, b = match.span("value" if "value" in rule.groups else 0)
            if rule.data["kind"] == "cpr":
                if _is_cpr(text, a, b):
                    yield Personal("cpr", a, b)
            elif not rule.data.get("alone") or not _is_before("before_other", text, a):
                yield Personal("phone", a, b)
                yield from _next_phones(text, b)


def _next_phones(text: str, at: int) -> Iterator[Personal]:
    (rule,) = rules(_FILE, "next_phone")
    while (found := rule.at(text, at)) is not None:
        yield Personal("phone", *found.span("value"))
        at = found.end()


def _is_cpr(text: str, a: int, b: int) -> bool:
    figures = "".join(filter(str.isdecimal, text[a:b]))
    if not is_birthday(figures):
        return False
    if _is_before("before_cpr", text, a):
        return True
    is_year = b - a > len(figures) and _FIRST_YEAR <= int(figures[6:]) <= _LAST_YEAR
    return not is_year and not _is_before("before_other", text, a)


def is_birthday(figures: str) -> bool:
    """Whether the ten figures of a CPR number begin with a day that there was; the seventh tells the century.

    The check by modulus 11 is of no use: since 2007 numbers are given out that do not fulfil it.
    """
    day, month, year, seventh = int(figures[:2]), int(figures[2:4]), int(figures[4:6]), int(figures[6])
    _, younger, first, older = next(one for one in _CENTURIES if seventh <= one[0])
    try:
        Date((first if year <= younger else older) + year, month, day)
    except ValueError:
        return False
    return True


def is_other(text: str, at: int) -> bool:
    """Whether the text says that the number at `at` is something else: a company's, an account's, a case's."""
    return _is_before("before_other", text, at) and not _is_before("before_cpr", text, at)


def _is_before(key: str, text: str, at: int) -> bool:
    """Whether a match of the rule `key` ends at `at`, on the same line."""
    begin = max(0, at - _BEFORE)
    line = text[max(begin, text.rfind("\n", begin, at) + 1) : at]
    (rule,) = rules(_FILE, key)
    return rule.suffix(line) is not None


def _addresses(text: str, own: frozenset[str]) -> Iterator[Personal]:
    for match in _email().near(text):
        mailbox, _, domain = match[0].lower().partition("@")
        if _SEPARATED.split(mailbox)[0] not in table(_FILE)["shared_mailboxes"] and not _is_public(domain, own):
            yield Personal("email", *match.span())


@cache
def _email() -> Rule:
    return next(rule for rule in rules("mentions", "mention") if rule.data["kind"] == "email")


def _is_public(domain: str, own: frozenset[str]) -> bool:
    """Whether `domain` is that of a municipality or region, or lies below it."""
    parts = domain.split(".")
    above = {".".join(parts[n:]) for n in range(len(parts) - 1)}
    (rule,) = rules(_FILE, "public_domain")
    return bool(above & (_known() | own)) or rule.accepts(domain)


@cache
def _known() -> frozenset[str]:
    return frozenset(domain for authority in authorities() for domain in authority.domains)


def _domains(named: Iterable[str]) -> Iterator[str]:
    for name in named:
        for word in name.lower().translate(_SPELLED).split():
            yield f"{word}.dk"
