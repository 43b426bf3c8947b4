"""Tuples whose fields have names: `NamedTuple` as in `typing`, made in a fifth of the time.

To read one file makes two hundred classes of tuples. `typing` checks the types of each, has Python compile the
constructor of each, and sets what the class holds one by one; that took as long as to read twenty files. Here a class
is made in one step, and constructors with as many fields share their code. What comes out is the same
(tests/test_tuples.py).
"""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING or sys.version_info >= (3, 14):  # which no longer has the fields at hand when it makes a class
    from typing import NamedTuple as NamedTuple
else:
    from collections import _tuplegetter
    from types import CodeType, FunctionType

    _new = tuple.__new__
    _SCOPE = {"new": _new, "__builtins__": {}}
    # The code of constructors, by how many fields they take.
    _CODES: dict[int, CodeType] = {}

    class _Named(tuple):
        """What all of them can do."""

        __slots__ = ()

        @classmethod
        def _make(cls, values):
            """One of these values, in order."""
            made = _new(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **values):
            """The same but for these fields."""
            made = _new(type(self), map(values.pop, self._fields, self))
            if values:
                raise TypeError(f"Got unexpected field names: {list(values)!r}")
            return made

        def _asdict(self):
            """The values by the fields' names."""
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            fields = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({fields})"

        def __getnewargs__(self):
            return tuple(self)

    class _Making(type):
        def __new__(cls, name, bases, namespace):
            types = namespace.setdefault("__annotations__", {})
            fields = tuple(types)
            defaults = [namespace[field] for field in fields if field in namespace]
            first = len(fields) - len(defaults)
            for field in fields[:first]:
                if field in namespace:
                    raise TypeError(f"Non-default namedtuple field {fields[first]} cannot follow default field {field}")
            make = FunctionType(_code(name, fields), _SCOPE, "__new__", tuple(defaults))
            make.__annotations__ = types
            getters = {field: _tuplegetter(i, f"Field {i}.") for i, field in enumerate(fields)}
            known = {
                "__new__": make,
                "__slots__": (),
                "__match_args__": fields,
                "_fields": fields,
                "_field_defaults": dict(zip(fields[first:], defaults, strict=True)),
            }
            return type.__new__(type, name, (_Named, *bases[1:]), {**namespace, **getters, **known})

    def _code(name, fields):
        """The code of a constructor that takes `fields`."""
        code = _CODES.get(len(fields))
        if code is None:
            names = "".join(f"_{i}, " for i in range(len(fields)))
            code = _CODES[len(fields)] = eval(f"lambda cls, {names}: new(cls, ({names}))", _SCOPE).__code__  # noqa: S307
        return code.replace(co_varnames=("_cls", *fields), co_name="__new__", co_qualname=f"{name}.__new__")

    # A class below this one is made by `_Making`, and has `_Named` in its place.
    NamedTuple = type.__new__(_Making, "NamedTuple", (), {})
