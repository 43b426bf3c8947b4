"""Named tuples are as `typing` makes them, in all that is done with them."""

import copy
import inspect
import pickle
import typing
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, Generic, TypeVar

import pytest

import rooms
from referat import tuples

T = TypeVar("T")


class Ours(tuples.NamedTuple):
    """Something with fields."""

    name: str
    number: int
    tags: Sequence[str] = ()
    note: str | None = None

    @property
    def shown(self) -> str:
        """The name, in large letters."""
        return self.name.upper()


class Theirs(typing.NamedTuple):
    """Something with fields."""

    name: str
    number: int
    tags: Sequence[str] = ()
    note: str | None = None

    @property
    def shown(self) -> str:
        """The name, in large letters."""
        return self.name.upper()


class Held(tuples.NamedTuple, Generic[T]):
    value: T
    more: tuple[T, ...] = ()

    def __str__(self) -> str:
        return f"held: {self.value}"


class Empty(tuples.NamedTuple):
    pass


USES: dict[str, Callable[[Any], object]] = {
    "by place": lambda kind: tuple(kind("a", 1, ("b",), "c")),
    "by name": lambda kind: tuple(kind(number=1, name="a", note="c")),
    "defaults": lambda kind: tuple(kind("a", 1)),
    "fields": lambda kind: (kind._fields, kind._field_defaults, kind.__match_args__, kind.__slots__),
    "annotations": lambda kind: (kind.__annotations__, typing.get_type_hints(kind)),
    "signature": lambda kind: str(inspect.signature(kind)),
    "docstring": lambda kind: (kind.__doc__, kind.__module__),
    "a field": lambda kind: (kind("a", 1).name, kind("a", 1).number),
    "a property": lambda kind: kind("a", 1).shown,
    "shown": lambda kind: repr(kind("a", 1, note="%s")).removeprefix(kind.__name__),
    "replaced": lambda kind: tuple(kind("a", 1)._replace(note="c", name="b")),
    "made of values": lambda kind: tuple(kind._make("abcd")),
    "as a dict": lambda kind: kind("a", 1)._asdict(),
    "equal": lambda kind: kind("a", 1) == ("a", 1, (), None) and hash(kind("a", 1)) == hash(("a", 1, (), None)),
    "copied": lambda kind: type(copy.deepcopy(kind("a", 1))) is kind and copy.copy(kind("a", 1)) == kind("a", 1),
    "pickled": lambda kind: type(pickle.loads(pickle.dumps(kind("a", 1)))) is kind,  # noqa: S301
    "no dict": lambda kind: hasattr(kind("a", 1), "__dict__"),
    "sorted": lambda kind: [tuple(one) for one in sorted([kind("b", 1), kind("a", 2)])],
}


@pytest.mark.parametrize("use", USES)
def test_a_use_gives_what_it_gives_with_typing(use: str) -> None:
    assert USES[use](Ours) == USES[use](Theirs)


MISUSES: dict[str, Callable[[Any], object]] = {
    "too few": lambda kind: kind("a"),
    "too many": lambda kind: kind("a", 1, (), None, 5),
    "unknown": lambda kind: kind("a", 1, other=2),
    "twice": lambda kind: kind("a", 1, name="b"),
    "too few values": lambda kind: kind._make("abc"),
}


@pytest.mark.parametrize("misuse", MISUSES)
def test_a_misuse_is_told_as_with_typing(misuse: str) -> None:
    told = []
    for kind in (Ours, Theirs):
        with pytest.raises(TypeError) as raised:
            MISUSES[misuse](kind)
        told.append(str(raised.value).removeprefix(f"{kind.__name__}."))
    assert told[0] == told[1]


def test_nobody_changes_a_field_or_replaces_one_that_is_not_there() -> None:
    with pytest.raises(AttributeError):
        Ours("a", 1).name = "b"  # type: ignore[misc]
    with pytest.raises((TypeError, ValueError), match="Got unexpected field names: \\['other'\\]"):
        Ours("a", 1)._replace(other=2)  # type: ignore[call-arg]


def test_a_class_may_be_generic_have_methods_of_its_own_or_nothing() -> None:
    assert Held[int](1) == Held(1, ()) == (1, ())
    assert str(Held(1)) == "held: 1"
    assert repr(Held(1)) == "Held(value=1, more=())"
    assert Empty() == ()


def test_a_field_without_a_default_behind_one_with_a_default_is_refused() -> None:
    with pytest.raises(TypeError, match="Non-default namedtuple field b cannot follow default field a"):

        class Broken(tuples.NamedTuple):
            a: int = 1
            b: int  # type: ignore[misc]


@pytest.mark.parametrize("name", rooms.modules())
def test_all_of_the_package_are_made_by_it(name: str) -> None:
    if name == "referat.__main__":
        return
    own = [one for one in vars(import_module(name)).values() if isinstance(one, type) and one.__module__ == name]
    named = [one for one in own if issubclass(one, tuple) and hasattr(one, "_fields")]
    assert [one for one in named if one.__bases__[0] not in (Ours.__bases__[0], *named)] == []
