"""The commands by name, each built when it is asked for: all of them together take longer than `--version` may."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

import typer
import typer.main
from typer.core import TyperGroup

_Function = TypeVar("_Function", bound=Callable[..., Any])
_COMMANDS: dict[str, typer.Typer] = {}
# What adds to the commands when it is imported, and is imported for those that are not there yet.
_MORE = "referat.cli.archives"


def command(function: _Function) -> _Function:
    """Make a command of `function`, under its name."""
    one = typer.Typer(add_completion=False, rich_markup_mode=None)
    one.command()(function)
    add(function.__name__, one)
    return function


def add(name: str, one: typer.Typer) -> None:
    """Make what `one` declares a command called `name`."""
    _COMMANDS[name] = one


class Commands(TyperGroup):
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
