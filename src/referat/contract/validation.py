"""What holds a record to the contract: the models' shape in pydantic's core's own terms.

Who only wants JSON waits neither for pydantic to be imported nor for a class for each node. The shape is made from the
models; a wheel and an editable install have it in `shape.json`, which the build writes (`hatch_build.py`). Where that
is missing, or the models have changed since, it is made anew, and pydantic is imported for it.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from referat.contract.core import SchemaValidator
from referat.contract.diagnostics import Diagnostic
from referat.contract.record import Record
from referat.text.inputs.memory import telling, told_afterwards
from referat.text.source import Span

#: Where the build writes the shape.
COMPILED = Path(__file__).with_name("shape.json")
_MODELS = ("model.py", "kinds.py")
# What a schema that holds no other says; everything else in it is for pydantic itself.
_PLAIN = ("type", "expected", "tz_constraint", "microseconds_precision")


def validated(draft: Mapping[str, Any]) -> Record:
    """`draft` with its fields in the contract's order and the missing ones filled in; the draft stays as it is.

    Where its `items` are an iterator, each is checked before the next is made, so that no two of them are there twice;
    the core does the same with other iterators.
    Raises pydantic's ValidationError where it breaks the contract.
    """
    items = draft.get("items")
    if not isinstance(items, Iterator):
        return _checked(_validator(), draft)
    frame, item = _validators()
    check = telling(item.validate_python)
    checked = [check(each) for each in items]
    return {**_checked(frame, {**draft, "items": []}), "items": checked}


def _checked(validator: SchemaValidator, draft: Mapping[str, Any]) -> Record:
    return told_afterwards(validator.validate_python, draft)


@cache
def _validator() -> SchemaValidator:
    return SchemaValidator(_compiled_shape() or shape())


@cache
def _validators() -> tuple[SchemaValidator, SchemaValidator]:
    """What checks a meeting without its items, and what checks one of these."""
    whole = _compiled_shape() or shape()
    items = whole["fields"]["items"]["schema"]["schema"]
    item = SchemaValidator(items.pop("items_schema"))
    return SchemaValidator(whole), item


def _compiled_shape() -> Any:
    """The shape that the build has written; None where there is none, or the models have changed since."""
    try:
        written = json.loads(COMPILED.read_bytes())
    except (OSError, ValueError):
        return None
    return written["shape"] if written["models"] == _fingerprint() else None


def _fingerprint() -> list[object]:
    """What changes when the models do: their text, and the fields that dataclasses from elsewhere have."""
    files = (Path(__file__).with_name(name) for name in _MODELS)
    return [*(zlib.crc32(path.read_bytes()) for path in files), *Span.__annotations__, *Diagnostic.__annotations__]


def compiled() -> str:
    """What `shape.json` should hold."""
    written = {"models": _fingerprint(), "shape": shape()}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":")) + "\n"


def shape() -> Any:
    """The shape of a meeting as the models have it."""
    # Imported here: with everything compiled, nobody needs it.
    from referat.contract.model import Meeting

    return _plain(Meeting.__pydantic_core_schema__, {})


def _plain(schema: Any, known: dict[str, Any]) -> dict[str, Any]:  # noqa: PLR0911  a table of the kinds there are
    """A schema for plain values of what `schema` describes; `known` are the definitions that it may refer to.

    Raises KeyError for a kind of schema that no model has needed yet.
    """
    match schema["type"]:
        case "definitions":
            return _plain(schema["schema"], {definition["ref"]: definition for definition in schema["definitions"]})
        case "definition-ref":
            return _plain(known[schema["schema_ref"]], known)
        case "model":
            return _dict(schema["schema"]["fields"].items(), known)
        case "dataclass":
            return _dict(((field["name"], field) for field in schema["schema"]["fields"]), known)
        case "list":
            return {"type": "list", "items_schema": _plain(schema["items_schema"], known)}
        case "nullable":
            return {"type": "nullable", "schema": _plain(schema["schema"], known)}
        case "default":
            return {"type": "default", "schema": _plain(schema["schema"], known), "default": _default(schema)}
        case "bool" | "date" | "datetime" | "int" | "literal" | "str":
            return {key: schema[key] for key in _PLAIN if key in schema}
        case other:
            raise KeyError(other)


def _dict(fields: Iterable[tuple[str, Any]], known: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "typed-dict",
        "extra_behavior": "forbid",
        "fields": {
            field.get("serialization_alias", name): {
                "type": "typed-dict-field",
                "required": field["schema"]["type"] != "default",
                "schema": _plain(field["schema"], known),
            }
            for name, field in fields
        },
    }


def _default(schema: Any) -> Any:
    # The core copies a default that can be changed, each time that it fills one in.
    value = schema["default"] if "default" in schema else schema["default_factory"]()
    return value.model_dump() if hasattr(value, "model_dump") else value
