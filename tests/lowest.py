"""The lowest versions of everything that `pyproject.toml` allows, one requirement a line: what `make lowest` installs.

python tests/lowest.py
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parent.parent / "pyproject.toml"
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(?:\[[\w,-]+\])?(?P<bounds>[^;]*)(?:;.*)?")
# They run nothing of the project.
_TOOLS = ("mypy", "ruff", "atheris")
_LOWEST = re.compile(r">=\s*([\w.]+)")


def requirements() -> Iterator[tuple[str, str]]:
    """The name and the lowest version of each package that the project names, but for itself."""
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    named = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    for requirement in dict.fromkeys(named):
        match = _REQUIREMENT.fullmatch(requirement)
        assert match is not None, requirement
        lowest = _LOWEST.search(match["bounds"])
        if match["name"] not in (project["name"], *_TOOLS):
            assert lowest is not None, f"{requirement} names no lowest version"
            yield match["name"], lowest[1]


if __name__ == "__main__":
    for name, version in requirements():
        print(f"{name}=={version}")
