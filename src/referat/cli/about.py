"""`referat schema` and `referat layouts`."""

import json

from referat.cli.options import Lines
from referat.cli.streams import opened
from referat.old import layout


def schema() -> str:
    """The JSON Schema of a meeting as it is written out, `places` among its fields."""
    # Imported here: `layouts` needs no pydantic.
    from referat.contract.model import Meeting

    whole = Meeting.model_json_schema(mode="serialization")
    whole["properties"]["places"] = {
        "description": "With --places: JSON pointer -> where in the text that value was read; [] where it is derived.",
        "type": "object",
        "additionalProperties": {"type": "array", "items": {"$ref": "#/$defs/Span"}},
    }
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def print_schema() -> None:
    """Print the schema."""
    with opened(None) as stream:
        stream.write(schema().encode())


def print_layouts(format_: Lines) -> None:
    """Print the layouts."""
    with opened(None) as stream:
        for name in layout.names():
            one = layout.load(name)
            if format_ is Lines.ndjson:
                record = {
                    "id": one.id,
                    "name": one.name,
                    "recognised_by": one.about,
                    "publishers": list(one.publishers),
                    "missing": list(one.missing),
                }
                stream.write(f"{json.dumps(record, ensure_ascii=False)}\n".encode())
            else:
                publishers = f"\n  publishers: {', '.join(one.publishers)}" if one.publishers else ""
                missing = "".join(f"\n  not read: {text}" for text in one.missing)
                stream.write(f"{one.id}\n  {one.name}\n  recognised by: {one.about}{publishers}{missing}\n".encode())
