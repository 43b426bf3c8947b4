"""The house rules that a machine can hold the code to: storeys, sizes, no Danish in code, no cycles."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT

PACKAGE = ROOT / "src" / "referat"
MODULES = sorted(PACKAGE.rglob("*.py"))
# From the bottom up: a module imports only from a storey below its own, or from its own where that makes no cycle.
STOREYS = [
    {"errors"},
    {"text"},
    {"contract"},
    {"lexicon"},
    {"outline"},
    {"facts"},
    {"old"},
    {"export"},
    {"archive"},
    {"cli", "__main__", "__init__"},
]
LONGEST_MODULE, LONGEST_FUNCTION = 300, 60


def _imports(path: Path) -> Iterator[str]:
    """The modules of the package that `path` imports, those for type checkers alone left out."""
    tree = ast.parse(path.read_text("utf-8"))
    checking = [
        node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    ]
    skipped = {id(child) for node in checking for child in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] == "referat":
            names = [node.module] if node.module != "referat" else [f"referat.{alias.name}" for alias in node.names]
            yield from names
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("referat."))


def _storey(name: str) -> int:
    top = name.removeprefix("referat").lstrip(".").partition(".")[0] or "__init__"
    return next(i for i, storey in enumerate(STOREYS) if top in storey)


def _name(path: Path) -> str:
    return ".".join(("referat", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_go_down(path: Path) -> None:
    mine = _storey(_name(path))
    assert [name for name in _imports(path) if _storey(name) > mine] == []


def test_there_are_no_cycles() -> None:
    graph = {_name(path): set(_imports(path)) for path in MODULES}
    while graph:
        free = [name for name, needs in graph.items() if not needs & graph.keys() - {name}]
        assert free, f"a cycle among {sorted(graph)}"
        for name in free:
            del graph[name]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_modules_and_functions_are_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_danish_stands_in_code(path: Path) -> None:
    """Comments and docstrings may quote the data; what the program works with may not."""
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    words = re.compile(
        r"[æøåÆØÅ]{1}(?!-)[a-zæøå]|\b(?:og|af|til|beslutning|punkt|bilag|referat fra|dagsorden)\b", re.IGNORECASE
    )
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings | loose
        and words.search(node.value)
    ]
    assert found == []


@pytest.mark.parametrize("heavy", ["typer", "rich"])
def test_the_terminal_lives_in_cli_alone(heavy: str) -> None:
    users = [
        _name(path)
        for path in MODULES
        if re.search(rf"^\s*(?:import|from) {heavy}\b", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert all(name.startswith("referat.cli") for name in users)


def test_the_one_blind_except_around_a_file_stands_in_archive() -> None:
    users = [_name(path) for path in MODULES if "except Exception" in path.read_text("utf-8")]
    # rules: two regex engines whose errors share no class; it turns them into a LayoutError at once.
    assert users == ["referat.archive.outcomes", "referat.lexicon.rules"]
