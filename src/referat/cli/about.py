"""`referat schema`."""

import json

from referat.cli.streams import opened


def schema() -> str:
    """The JSON Schema of a meeting as it is written out, `places` among its fields."""
    # Imported here: the page on the command line is made without pydantic.
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
