"""The licences of what referat is installed with: the table in docs/licences.md, held to what is installed.

`tests/test_promises.py` looks at every package that is installed because of referat, those of all extras among them.
"""

import re
from collections.abc import Iterator
from importlib import metadata

#: What `pyproject.toml` names for running, with its licence.
DIRECT = {
    "typer": "MIT",
    "pydantic": "MIT",
    "filelock": "MIT",
    "orjson": "MPL-2.0 AND (Apache-2.0 OR MIT)",
    "pathspec": "MPL-2.0",
    "regex": "Apache-2.0 AND CNRI-Python",
    "rich": "MIT",
    "pypdfium2": "BSD-3-Clause, Apache-2.0",
    "selectolax": "MIT",
    "tzdata": "Apache-2.0",
    "pyarrow": "Apache-2.0",
    "zstandard": "BSD-3-Clause",
    "datasette": "Apache-2.0",
    "distributed": "BSD-3-Clause",
    "fsspec": "BSD-3-Clause",
    "vl-convert-python": "BSD-3-Clause",
    "pillow": "MIT-CMU",
}
#: Kinds of licences under which anybody may pass on what depends on the package, in the words of packages' metadata.
ALLOWED = re.compile(
    r"\b(?:MIT|BSD|Apache|MPL|Mozilla Public|ISC|PSF|Python Software|CNRI|Public Domain|Unlicense|0BSD)"
)
REFUSED = re.compile(r"\b(?:A?GPL|LGPL|Affero|Proprietary|Commercial|SSPL|BUSL)")
_NAME = re.compile(r"[\w.-]+")
_EXTRA = re.compile(r"extra\s*==\s*[\"']([\w-]+)[\"']")
_EXTRAS = re.compile(r"[\w.-]+\s*\[([\w,\s-]+)\]")


def installed(name: str = "referat", extras: frozenset[str] = frozenset({"all"})) -> dict[str, metadata.Distribution]:
    """The packages that are installed because of `name` with `extras`, by their names, itself left out."""
    found: dict[str, metadata.Distribution] = {}
    left, seen = [(name, extras)], set()
    while left:
        package, wanted = left.pop()
        if (package, wanted) in seen:
            continue
        seen.add((package, wanted))
        try:
            distribution = metadata.distribution(package)
        except metadata.PackageNotFoundError:  # of another system or another Python
            continue
        if package != "referat":
            found[package] = distribution
        left += _required(distribution, wanted)
    return dict(sorted(found.items()))


def _required(distribution: metadata.Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for requirement in distribution.requires or ():
        needed = set(_EXTRA.findall(requirement))
        match = _NAME.match(requirement)
        assert match is not None
        if not needed or needed & extras:
            more = _EXTRAS.match(requirement)
            named = frozenset(part.strip() for part in more[1].split(",")) if more else frozenset[str]()
            yield re.sub(r"[-_.]+", "-", match[0]).lower(), named


def licence(distribution: metadata.Distribution) -> str:
    """What the package says of its licence, in any of the three places where packages do."""
    told = distribution.metadata
    classifiers = [line for line in told.get_all("Classifier") or () if line.startswith("License ::")]
    # Both are asked for politely: another package's metadata, once imported, raise a KeyError for what is not there.
    first, expression = (next(iter(told.get_all(key) or ()), "") for key in ("License", "License-Expression"))
    return "; ".join(filter(None, [expression, first.split("\n")[0], *classifiers]))
