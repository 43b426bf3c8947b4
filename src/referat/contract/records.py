"""Records: meetings as plain dicts that hold to the contract, made and written without the models.

A record has what the models of `model.py` have, under the names that stand in JSON: the same fields in the same order,
every one present, of the same types (a date is a `date`, a span a dict). pydantic's core checks them against
`records.json`, which `make docs` writes from the models: who only wants JSON waits neither for pydantic to be imported
nor for a class for each node.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic_core import SchemaValidator

if TYPE_CHECKING:
    from referat.contract.model import Meeting

#: A meeting as `Meeting.model_dump()` gives it.
Record: TypeAlias = dict[str, Any]
COMPILED = Path(__file__).with_name("records.json")
# What a schema that holds no other says; everything else in it is for pydantic itself.
_PLAIN = ("type", "expected", "tz_constraint", "microseconds_precision")


def record(draft: Mapping[str, Any]) -> Record:
    """`draft` with its fields in the contract's order and the missing ones filled in; the draft stays as it is.

    Raises pydantic's ValidationError where it breaks the contract.
    """
    found: Record = _validator().validate_python(draft)
    return found


def as_record(meeting: "Meeting | Record") -> Record:
    """The record of a model; a record stays itself."""
    return meeting if isinstance(meeting, dict) else meeting.model_dump()


@cache
def _validator() -> SchemaValidator:
    return SchemaValidator(json.loads(COMPILED.read_bytes()))


def compiled() -> str:
    """What `records.json` should hold."""
    # Imported here: only `make docs` and the tests come this way.
    from referat.contract.model import Meeting

    return json.dumps(_plain(Meeting.__pydantic_core_schema__, {}), ensure_ascii=False, separators=(",", ":")) + "\n"


def _plain(schema: Any, known: dict[str, Any]) -> dict[str, Any]:
    """A schema for plain values of what `schema` describes; `known` are the definitions that it may refer to.

    Raises KeyError for a kind of schema that no model has needed yet.
    """
    match schema["type"]:
        case "definitions":
            found = _plain(schema["schema"], {one["ref"]: one for one in schema["definitions"]})
        case "definition-ref":
            found = _plain(known[schema["schema_ref"]], known)
        case "model":
            found = _dict(schema["schema"]["fields"].items(), known)
        case "dataclass":
            found = _dict(((field["name"], field) for field in schema["schema"]["fields"]), known)
        case "list":
            found = {"type": "list", "items_schema": _plain(schema["items_schema"], known)}
        case "nullable":
            found = {"type": "nullable", "schema": _plain(schema["schema"], known)}
        case "default":
            found = {"type": "default", "schema": _plain(schema["schema"], known), "default": _default(schema)}
        case "bool" | "date" | "datetime" | "int" | "literal" | "str":
            found = {key: schema[key] for key in _PLAIN if key in schema}
        case other:
            raise KeyError(other)
    return found


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
