"""Of all that a head claims for a field, what counts."""

from collections.abc import Sequence
from typing import Any

from referat.facts.header.fields import FORM, SMALL, Claim, Reading
from referat.facts.header.names import is_kind_of_committee

# So many bodies one below another are a menu.
_SEVERAL, _MENU = 2, 3


def claims(reading: Reading, field: str) -> list[Claim]:
    """The claims for `field`, in the order of the text."""
    return [claim for claim in reading.claims if claim.field == field]


def value(reading: Reading, field: str) -> Any:
    """The value of `field`; None where nothing claims it."""
    every = claims(reading, field)
    if not every[1:]:  # nearly always
        return every[0].value if every else None
    claim = best(reading, field)
    return claim.value if claim is not None else None


def place(reading: Reading) -> Any:
    """The meeting's place; as the page has it where the paper's title has the same with a full stop behind it."""
    printed = value(reading, "place")
    if printed is None or printed.value[-1] != ".":  # nearly always
        return printed
    every = (claim.value for claim in claims(reading, "place"))
    return next((place for place in every if f"{place.value}." == printed.value), printed)


def best(reading: Reading, field: str) -> Claim | None:
    """The first of the surest claims for `field`; of bodies one that begins with a capital.

    Of dates and of bodies that stand alone on their lines that counts which is nearest to the rest of the head.
    """
    every = claims(reading, field)
    if len(every) < _SEVERAL:
        return every[0] if every else None
    surest = min(every, key=_doubt)
    if _is_small(surest):  # the same name among the fields below
        return next((claim for claim in every if _is_name_of(claim, surest)), surest)
    if _is_in_capitals(surest) and (written_out := [claim for claim in every if _is_written_out(claim, surest)]):
        return written_out[0]
    if field == "date" and surest.rank == SMALL:
        return _with_hour(reading, every) or surest
    if surest.rank != FORM or field not in _NEAR:
        return surest
    alone = [claim for claim in every if claim.rank == FORM]
    if field == "body":
        alone = [claim for claim in alone if not is_kind_of_committee(claim.value.value)] or alone
    return _nearest(reading, _without_menus(alone) if field == "body" else alone)


def _with_hour(reading: Reading, dates: Sequence[Claim]) -> Claim | None:
    """The first of the days as sure as a paper's own that has an hour beside it: that is when one meets."""
    timed = {(clock.entry, clock.day) for clock in reading.clocks}
    return next((claim for claim in dates if claim.rank == SMALL and (claim.entry, claim.value.value) in timed), None)


def _doubt(claim: Claim) -> tuple[int, bool]:
    return claim.rank, _is_small(claim)


def _is_small(claim: Claim) -> bool:
    """Whether `claim` is a body's name as a sentence has it, with a small letter."""
    return claim.field == "body" and claim.value.value[0].islower()


def _is_in_capitals(claim: Claim) -> bool:
    """Whether `claim` is a body's name in a line of capitals."""
    return claim.field == "body" and claim.value.value.isupper() and " " not in claim.value.value


def _is_name_of(claim: Claim, small: Claim) -> bool:
    """Whether `claim` is the name of `small` as it is spelt by itself.

    What stands above the sentence is the site's, but for capitals, which are a title's.
    """
    titled = claim.entry > small.entry or _is_in_capitals(claim)
    return titled and not _is_small(claim) and claim.value.value.lower() == small.value.value


def _is_written_out(claim: Claim, capitals: Claim) -> bool:
    """Whether `claim` is the name of `capitals` in small letters and capitals, as the head has it beside that."""
    spelt, printed = claim.value.value, capitals.value.value
    return spelt != printed and spelt.lower() == printed.lower() and not _is_small(claim)


# What of the head a date and a body stand near to.
_NEAR = {"date": frozenset({"document_type"}), "body": frozenset({"document_type", "date"})}


def _nearest(reading: Reading, alone: Sequence[Claim]) -> Claim | None:
    marks = [claim.entry for claim in reading.claims if alone and claim.field in _NEAR[alone[0].field]]
    return min(alone, key=lambda claim: min((abs(claim.entry - n) for n in marks), default=0), default=None)


def _without_menus(bodies: Sequence[Claim]) -> list[Claim]:
    """`bodies` without those of which several follow one another."""
    lines = {claim.entry for claim in bodies}
    runs = {n for n in lines for k in range(n - _MENU + 1, n + 1) if all(m in lines for m in range(k, k + _MENU))}
    names = [claim.value.value.lower() for claim in bodies]
    again = names[-1] in names[:-1]  # the menu has it too
    return [claim for claim in bodies if claim.entry not in runs or (again and claim is bodies[-1])]
