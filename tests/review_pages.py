"""What the tests of the review page share: its data as the page holds them, and its script's readings."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from referat import Parsed, parse_file
from referat.views.review_packed import tidied
from referat.views.review_page import Reviewed, page

SCRIPT = Path(__file__).parent.parent / "src" / "referat" / "views" / "review" / "reading.js"
NODE = shutil.which("node")
_DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
# Reads [document, marks] pairs, writes a reading for each; of an id that no row has it complains.
_RUN = """
const { idOf, reading, unpacked } = require(process.argv[1]);
const pairs = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(pairs.map(([doc, marks]) => {
  unpacked(doc);
  const known = new Set(doc.groups.flatMap((group) => group.rows.map(idOf)));
  for (const id of Object.keys(marks)) if (!/^(added|finding)\\//.test(id) && !known.has(id)) throw new Error(id);
  return reading(doc, marks);
})));
"""


def written(parsed: Parsed, language: str = "da") -> str:
    """The page about one file."""
    return page([Reviewed("samples/minutes.txt", parsed)], language).decode()


def data_of(html: str) -> Any:
    """What the page's script reads: `texts` and `documents`."""
    match = _DATA.search(html)
    assert match is not None
    return json.loads(match[1])


def document_of(parsed: Parsed) -> Any:
    """The data of the page about one file."""
    return data_of(written(parsed))["documents"][0]


@cache
def sample(path: Path) -> tuple[Parsed, Any]:
    """A sample with the data of its page; many tests look at all of them."""
    parsed = parse_file(path)
    return parsed, document_of(parsed)


def rows(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of a document, unpacked: their `id` as the script has it, their elements as (pointer, places, value)."""
    for group in document["groups"]:
        for row in group["rows"]:
            shape = row.get("shape") or document["shapes"][row["label"]]
            parts = [
                [_element(document["text"], group, row, (key, kind, n, element)) for n, element in enumerate(elements)]
                for (key, kind), elements in zip(shape["parts"], row.get("values", ()), strict=False)
            ]
            elements = [element for part in parts for element in part]
            at = group.get("at", "")
            own, other = at + row.get("at", ""), at + row.get("also", "")
            others = [other + pointer.removeprefix(own) for pointer, *_ in elements if "also" in row]
            more = {"shape": shape["parts"], "object": shape["object"], "parts": parts, "others": others}
            yield {**row, **more, "id": _id(group, row), "elements": elements}


def _id(group: Mapping[str, Any], row: Mapping[str, Any]) -> str | None:
    if "to" not in row:
        return None
    to, below = row["to"], row.get("at", "")[1:]
    path = [below] if to == 1 else ["x_fields", below] if to == 2 else to
    return "/".join(map(str, [*group.get("to", ()), *path]))


def _element(text: str, group: Mapping[str, Any], row: Mapping[str, Any], one: Any) -> tuple[str, list[list[int]], Any]:
    key, kind, n, (flat, *more) = one
    places = [flat[i : i + 2] for i in range(0, len(flat), 2)]
    below = (f"/{key.replace('.', '/')}" if key else "") + (f"/{n}" if kind == "list" or "choices:" in kind else "")
    pointer = more[1] if more[1:] else group.get("at", "") + row.get("at", "") + below
    value = more[0] if more else None
    if value is None or value == {}:
        verbatim = stretch(text, places[0])
        value = verbatim if value is None else tidied(verbatim)
    return pointer, places, value


def stretch(text: str, place: Sequence[int]) -> str:
    """The place, in UTF-16 units as a browser counts, of `text`."""
    return text.encode("utf-16-le")[2 * place[0] : 2 * place[1]].decode("utf-16-le")


def readings(pairs: Sequence[tuple[Any, Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """What the page's script makes of documents and their marks; needs node."""
    assert NODE is not None
    done = subprocess.run(
        [NODE, "-e", _RUN, str(SCRIPT)], input=json.dumps(pairs), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    out: list[dict[str, Any]] = json.loads(done.stdout)
    return out
