"""What `check` tells as SARIF 2.1.0, which services that review code read: one run, a result for each diagnostic."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from referat.archive.checked import Checked, Stretch, Told
from referat.archive.outcomes import FAILURES
from referat.contract.diagnostics import CODES

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
#: A JSON object.
Object = Mapping[str, Any]


def log(files: Sequence[Checked], version: str) -> Object:
    """All that is told of `files`, by this `version` of referat; a file that stopped is a notification too.

    Regions are of the text that was read: in a file that is no text, of what `referat text` prints.
    """
    codes = sorted({told.code for file in files for told in file.told})
    stopped = [file for file in files if file.error]
    driver = {"name": "referat", "version": version, "semanticVersion": version, "rules": list(map(_rule, codes))}
    invocation = {
        "executionSuccessful": not stopped,
        "toolExecutionNotifications": [
            {"level": "error", "message": {"text": file.error}, "locations": [_location(told)]}
            for file in stopped
            for told in file.told
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": list(_results(files, codes)),
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> Object:
    if code not in CODES:
        return {"id": code, "fullDescription": {"text": FAILURES[code]}, "defaultConfiguration": {"level": "error"}}
    severity, means, advice = CODES[code]
    return {
        "id": code,
        "fullDescription": {"text": means},
        "help": {"text": advice},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }


def _results(files: Sequence[Checked], codes: Sequence[str]) -> Iterator[Object]:
    places = {code: n for n, code in enumerate(codes)}
    for file in files:
        for told in file.told:
            yield {
                "ruleId": told.code,
                "ruleIndex": places[told.code],
                "level": _LEVELS[told.severity],
                "message": {"text": told.message},
                "locations": [_location(told)],
            }


def _location(told: Told) -> Object:
    place: dict[str, object] = {"artifactLocation": {"uri": _uri(told.name)}}
    if told.stretch is not None:
        place["region"] = _region(told.stretch)
    return {"physicalLocation": place}


def _region(at: Stretch) -> Object:
    return {
        "startLine": at.first.line,
        "startColumn": at.first.column,
        "endLine": at.last.line,
        "endColumn": at.last.column,
        "charOffset": at.start,
        "charLength": at.end - at.start,
    }


def _uri(name: str) -> str:
    """A file's name as a URI, or a reference to one from where the command ran."""
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
