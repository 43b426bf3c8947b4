"""Slotted classes are as `dataclasses` makes them, in all that is done with them."""

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pydantic
import pytest

from referat.contract.diagnostics import Diagnostic
from referat.text import slotted
from referat.text.paper import PaperSpan
from referat.text.source import Span


@slotted.dataclass(frozen=True, slots=True)
class Ours:
    """Something with fields."""

    name: str
    number: int = 0

    @property
    def shown(self) -> str:
        """The name, in large letters."""
        return self.name.upper()


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """Something with fields."""

    name: str
    number: int = 0

    @property
    def shown(self) -> str:
        """The name, in large letters."""
        return self.name.upper()


@slotted.dataclass(frozen=True, slots=True)
class OursBelow(Ours):
    more: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class TheirsBelow(Theirs):
    more: tuple[str, ...] = ()


@slotted.dataclass(slots=True, eq=False)
class OursOpen:
    name: str


@dataclasses.dataclass(slots=True, eq=False)
class TheirsOpen:
    name: str


PAIRS: list[tuple[Any, Any]] = [(Ours, Theirs), (OursBelow, TheirsBelow), (OursOpen, TheirsOpen)]


def _fields(kind: Any) -> list[tuple[object, ...]]:
    return [(field.name, field.type, field.default, field.init) for field in dataclasses.fields(kind)]


USES: dict[str, Callable[[Any], object]] = {
    "shown": lambda kind: repr(kind("a")).removeprefix(kind.__name__),
    "signature": lambda kind: str(inspect.signature(kind)),
    "fields": _fields,
    "as a dict": lambda kind: dataclasses.asdict(kind("a")),
    "replaced": lambda kind: dataclasses.replace(kind("a"), name="b").name,
    "slots": lambda kind: (kind.__slots__, kind.__match_args__, hasattr(kind("a"), "__dict__")),
    "docstring": lambda kind: (kind.__doc__ or "").partition("(")[0].removeprefix(kind.__name__),
    "equal": lambda kind: (kind("a") == kind("a"), kind("a") == kind("b"), kind("a") == ("a", 0)),
    "hashable": lambda kind: len({kind("a"), kind("a")}),
    "copied": lambda kind: copy.deepcopy(kind("a")).name,
    "pickled": lambda kind: pickle.loads(pickle.dumps(kind("a"))).name,  # noqa: S301
    "in pydantic": lambda kind: pydantic.TypeAdapter(kind).validate_python({"name": "a"}).name,
    "as a schema": lambda kind: pydantic.TypeAdapter(kind).json_schema()["properties"],
}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize(("ours", "theirs"), PAIRS, ids=lambda kind: kind.__name__)
def test_a_use_gives_what_it_gives_with_dataclasses(ours: Any, theirs: Any, use: str) -> None:
    assert USES[use](ours) == USES[use](theirs)


@pytest.mark.parametrize("kind", [Ours, Theirs, OursBelow, TheirsBelow])
def test_what_is_frozen_stays_as_it_is(kind: Any) -> None:
    one = kind("a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'name'"):
        one.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'name'"):
        del one.name
    assert (one.name, one.shown) == ("a", "A")


def test_what_is_not_frozen_can_be_changed() -> None:
    one = OursOpen("a")
    one.name = "b"
    assert one.name == "b"


@pytest.mark.parametrize("kind", [Span, PaperSpan, Diagnostic])
def test_those_of_the_contract_are_dataclasses_to_everybody(kind: Any) -> None:
    assert tuple(field.name for field in dataclasses.fields(kind)) == kind.__match_args__
    assert dataclasses.is_dataclass(kind)


def test_a_span_of_paper_is_no_span_of_text() -> None:
    assert PaperSpan(1, 2, 1, 1) != Span(1, 2, 1, 1)


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="there dataclasses makes them")
def test_what_they_are_made_for_is_not_imported() -> None:
    code = "import sys, referat.reader; print({'dataclasses', 'inspect'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
