"""The commands by name, each built when it is asked for: all of them together take longer than `--version` may."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, TypeVar

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup

from referat.cli.examples import epilog

_Function = TypeVar("_Function", bound=Callable[..., Any])
_COMMANDS: dict[str, typer.Typer] = {}
# What adds to the commands when it is imported, and is imported for those that are not there yet.
_MORE = "referat.cli.archives"
# No sentence is as long.
_WHOLE = 1000


def command(function: _Function) -> _Function:
    """Make a command of `function`, under its name."""
    one = typer.Typer(add_completion=False, rich_markup_mode=None)
    one.command(cls=Command, epilog=epilog(function.__name__))(function)
    add(function.__name__, one)
    return function


def add(name: str, one: typer.Typer) -> None:
    """Make what `one` declares a command called `name`."""
    _COMMANDS[name] = one


#: Where to read on. The project has no address of its own: these lie beside its sources.
DOCS = "README.md, and docs/cli.md on every option"


def _without_braces(pieces: Iterable[str]) -> list[str]:
    """The parts of a usage line; typer sets what must be there in braces."""
    return [piece.removeprefix("{").removesuffix("}") for piece in pieces]


def _write_end(examples: str | None, formatter: Any) -> None:
    """Write the end of a page of help: the examples, a line each, and where to read on."""
    lines = (examples or "").splitlines()
    if lines:
        with formatter.section("Examples" if lines[1:] else "Example"):
            for line in lines:
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")
    with formatter.section("Read on"):
        formatter.write(f"{'':>{formatter.current_indent}}{DOCS}\n")


class Command(TyperCommand):
    """A command whose help has usage without braces, and examples; what it does stands whole in a list."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The parts of the usage line."""
        return _without_braces(super().collect_usage_pieces(ctx))

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  typer's own parameter
        """Write the examples, and where to read on."""
        _write_end(self.epilog, formatter)

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002  what is meant to cut it
        """The first sentence of the help."""
        return str(super().get_short_help_str(_WHOLE))


class Group(TyperGroup):
    """The same of a command that has commands of its own."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The parts of the usage line."""
        return _without_braces(super().collect_usage_pieces(ctx))

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  typer's own parameter
        """Write the examples, and where to read on."""
        _write_end(self.epilog, formatter)

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002  what is meant to cut it
        """The first sentence of the help."""
        return str(super().get_short_help_str(_WHOLE))


class Commands(Group):
    """The commands, of which only those that were asked for are built."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  typer's own parameter
        """The names of all of them, in the order of `--help`."""
        import_module(_MORE)
        for name in _COMMANDS:
            self._build(name)
        return list(_COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name; None where there is none."""
        if cmd_name not in _COMMANDS:
            # A mistyped name is compared with all of them.
            self.list_commands(ctx)
        return self._build(cmd_name) if cmd_name in _COMMANDS else None

    def _build(self, name: str) -> Any:
        if name not in self.commands:
            self.commands[name] = typer.main.get_command(_COMMANDS[name])
        return self.commands[name]
