"""Classes with slots and no methods to write: `dataclass` as in `dataclasses`, without what that imports.

`dataclasses` imports `inspect`, and Python's own reader and tables with it, which takes a tenth of the time in which
one file is read. What is made here is known to it, and so to pydantic, as soon as they ask (tests/test_slotted.py).
"""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING or sys.version_info >= (3, 14):  # see `tuples`
    from dataclasses import dataclass as dataclass
else:
    from operator import attrgetter

    _set = object.__setattr__
    # What a class has from its definition, and one with slots must not.
    _OF_DICT = ("__dict__", "__weakref__")

    def dataclass(*, frozen=False, eq=True, slots=True):  # noqa: ARG001  the type checker's
        """Give a class what `dataclasses.dataclass` gives it; all of them have slots."""
        return lambda kind: _made(kind, frozen=frozen, eq=eq)

    def _made(kind, *, frozen, eq):
        own = kind.__dict__.get("__annotations__", {})  # noqa: RUF063  what it advises is in `inspect`
        defaults = {name: kind.__dict__[name] for name in own if name in kind.__dict__}
        defaults = {**getattr(kind.__base__, "_defaults", {}), **defaults}
        names = (*getattr(kind.__base__, "__match_args__", ()), *own)
        plain = {name: value for name, value in kind.__dict__.items() if name not in own and name not in _OF_DICT}
        known = {
            "__slots__": tuple(own),
            "__match_args__": names,
            "__init__": _init(kind, names, defaults, frozen=frozen),
            "__repr__": _shown,
            "__dataclass_fields__": _AsDataclass("__dataclass_fields__", frozen=frozen, eq=eq),
            "__dataclass_params__": _AsDataclass("__dataclass_params__", frozen=frozen, eq=eq),
            "_defaults": defaults,
        }
        if frozen:
            known |= {
                "__setattr__": _refused,
                "__delattr__": _refused,
                "__getstate__": _state,
                "__setstate__": _restored,
            }
        if eq:
            known |= {"__eq__": _equal, "__hash__": _hashed if frozen else None}
        made = type(kind)(kind.__name__, kind.__bases__, {**plain, **known})
        values = attrgetter(*names)
        made._values = staticmethod(values if len(names) > 1 else lambda one: (values(one),))
        return made

    def _init(kind, names, defaults, *, frozen):
        given = ", ".join(f"{name}=_defaults[{name!r}]" if name in defaults else name for name in names)
        put = "; ".join(f"_set(self, {name!r}, {name})" if frozen else f"self.{name} = {name}" for name in names)
        scope = {"_set": _set, "_defaults": defaults}
        exec(f"def __init__(self, {given}): {put}", scope)  # noqa: S102
        made = scope["__init__"]
        made.__qualname__ = f"{kind.__qualname__}.__init__"
        made.__annotations__ = {**_annotations(kind), "return": None}
        return made

    def _annotations(kind):
        every = {}
        for one in reversed(kind.__mro__):
            every |= one.__dict__.get("__annotations__", {})  # noqa: RUF063  see above
        return every

    class _AsDataclass:
        """What `dataclasses` keeps of a class, made when it is asked for."""

        def __init__(self, name, *, frozen, eq):
            self._name, self._frozen, self._eq = name, frozen, eq

        def __get__(self, _one, kind):
            # Imported here: see above.
            import dataclasses

            like = {**kind._defaults, "__annotations__": _annotations(kind), "__module__": kind.__module__}
            twin = dataclasses.dataclass(frozen=self._frozen, eq=self._eq)(type(kind.__name__, (), like))
            for name in ("__dataclass_fields__", "__dataclass_params__"):
                setattr(kind, name, getattr(twin, name))
            return getattr(kind, self._name)

    def _shown(self):
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
        return f"{type(self).__qualname__}({fields})"

    def _equal(self, other):
        return self._values(self) == self._values(other) if type(other) is type(self) else NotImplemented

    def _hashed(self):
        return hash(self._values(self))

    def _refused(_self, name, *_value):
        # Imported here: see above.
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot {'assign to' if _value else 'delete'} field {name!r}")

    def _state(self):
        return list(self._values(self))

    def _restored(self, state):
        for name, value in zip(self.__match_args__, state, strict=True):
            _set(self, name, value)
