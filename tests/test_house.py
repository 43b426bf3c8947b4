"""The house rules that a machine can hold the code to: rooms, sizes, no Danish in code, no cycles, types."""

import ast
import re

import pytest

import rooms

MODULES = rooms.modules()
MOST_FOLDERS, MOST_MODULES = 10, 5
LONGEST_MODULE, LONGEST_FUNCTION = 400, 60
# What the program makes itself has types; the record alone is plain data, and what TOML files say is.
TYPED = ("text", "outline", "facts")
# Names that say nothing three lines on.
NAMELESS = {"utils", "helpers", "manager", "misc", "common"}


@pytest.mark.parametrize("name", MODULES)
def test_imports_go_down(name: str) -> None:
    assert [other for other in rooms.imports(name) if rooms.room(other) > rooms.room(name)] == []


def test_there_are_no_cycles() -> None:
    graph = {name: set(rooms.imports(name)) - {name} for name in MODULES}
    # What imports none of the rest, and what none of the rest imports, is in no cycle.
    while free := [n for n in graph if not graph[n] & graph.keys() or not any(n in needs for needs in graph.values())]:
        for name in free:
            del graph[name]
    assert graph == {}


def test_the_top_floor_is_small() -> None:
    folders = [path.name for path in rooms.PACKAGE.iterdir() if (path / "__init__.py").exists()]
    modules = [path.stem for path in rooms.PACKAGE.glob("*.py")]
    assert len(folders) <= MOST_FOLDERS
    assert len(modules) <= MOST_MODULES
    assert {*folders, *modules} == set().union(*rooms.ROOMS)


@pytest.mark.parametrize("name", MODULES)
def test_modules_and_functions_are_small(name: str) -> None:
    assert MODULES[name].read_text("utf-8").count("\n") <= LONGEST_MODULE
    for node in ast.walk(rooms.tree(MODULES[name])):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


def test_names_say_what_they_name() -> None:
    assert [name for name in MODULES if NAMELESS & set(name.split("."))] == []


@pytest.mark.parametrize("name", MODULES)
def test_modules_say_what_they_are(name: str) -> None:
    assert rooms.docstring(name)


# The alphabet is no word; "til" and the like stand in no English.
_ALPHABET = re.compile(r"a-zæøåé?|A-ZÆØÅ|(?<!\w)[æøåé]{3,4}(?!\w)|\\wæøåé?")
_DANISH = re.compile(
    r"[æøåÆØÅ](?!-)[a-zæøå]"
    r"|\b(?:og|af|til|sag|formand|medlem|udvalg|beslutning|punkt|bilag|referat fra|dagsorden)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", MODULES)
def test_no_danish_stands_in_code(name: str) -> None:
    """Comments and docstrings may quote the data; what the program works with may not."""
    tree = rooms.tree(MODULES[name])
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings among them
    danish = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in loose
        and _DANISH.search(_ALPHABET.sub("", node.value))
    ]
    assert danish == []


@pytest.mark.parametrize("room", TYPED)
def test_what_is_read_is_no_loose_dict(room: str) -> None:
    loose = [
        f"{name}:{node.lineno}"
        for name, path in MODULES.items()
        if rooms.top(name) == room
        for node in ast.walk(rooms.tree(path))
        if isinstance(node, ast.Subscript) and ast.unparse(node) == "dict[str, Any]"
    ]
    assert loose == []


def test_the_contracts_record_alone_is_a_loose_dict() -> None:
    """In `contract/`, `dict[str, Any]` is written once, as what a record is."""
    aliases = [
        (name, ast.unparse(node.target))
        for name, path in MODULES.items()
        for node in ast.walk(rooms.tree(path))
        if isinstance(node, ast.AnnAssign) and node.value is not None and ast.unparse(node.value) == "dict[str, Any]"
    ]
    assert aliases == [("referat.contract.record", "Record")]


@pytest.mark.parametrize("heavy", ["typer", "rich"])
def test_the_terminal_lives_in_cli_alone(heavy: str) -> None:
    users = [
        name
        for name, path in MODULES.items()
        if re.search(rf"^\s*(?:import|from) {heavy}\b", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert all(name.startswith("referat.cli") for name in users)


def test_the_one_blind_except_around_a_file_stands_in_archive() -> None:
    users = [name for name, path in MODULES.items() if "except Exception" in path.read_text("utf-8")]
    # rules, limited: two regex engines whose errors share no class; they turn them into a LayoutError at once.
    assert users == ["referat.archive.outcomes", "referat.lexicon.rules"]
