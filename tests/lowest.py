"""The lowest versions of everything that `pyproject.toml` allows, and the fast tests, which pass with them.

    python tests/lowest.py [FOLDER]

Without FOLDER the requirements, one a line; else they are installed into an environment made there, and the tests run.
Packages of that age have wheels for the lowest Python alone: with another one it says so, and ends with 0.
"""

import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROJECT = ROOT / "pyproject.toml"
_TESTS = (
    "sentences", "golden", "cli", "layout", "export", "batch", "pdf", "inputs_html", "browse", "foreign",
)  # fmt: skip
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


def tested(folder: Path) -> int:
    """Run the fast tests with what is installed into `folder`; the exit status of the first step that fails."""
    lowest = re.search(r">=\s*3\.(\d+)", tomllib.loads(PROJECT.read_text("utf-8"))["project"]["requires-python"])
    if lowest is None or sys.version_info[:2] != (3, int(lowest[1])):
        print("skipped: the lowest versions are tested with the lowest Python")
        return 0
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    wanted = [f"{name}=={version}" for name, version in requirements()]
    done = subprocess.call([python, "-m", "pip", "install", "-q", *wanted, "-e", "."], cwd=ROOT)
    tests = [f"tests/test_{name}.py" for name in _TESTS]
    return done or subprocess.call([python, "-m", "pytest", "-q", "-n", "auto", *tests], cwd=ROOT)


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.exit(tested(Path(sys.argv[1]).absolute()))
    for name, version in requirements():
        print(f"{name}=={version}")
