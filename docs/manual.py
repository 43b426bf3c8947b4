"""The man pages, from the commands' own declarations, as the command line's page in `docs/cli.md` is.

`python docs/manual.py FOLDER` (`make man`) writes one for referat and one for each of its commands into FOLDER.
"""

import inspect
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

#: The exit statuses, and what they mean; `names` in backquotes.
EXIT_STATUS = {
    0: "done",
    1: "some input could not be parsed; or `check` found an error, or `--strict` a warning, or `diff` a difference; or "
    "somebody took the output away while it was written",
    2: "wrong usage: an unknown option, layout, input or output",
    130: "interrupted",
}
_SECTION = 1


def root() -> Any:
    """The command line itself, as typer builds it."""
    import typer.main

    from referat.cli.app import app

    return typer.main.get_command(app)


def commands() -> list[tuple[str, Any]]:
    """Each command with its name, one of a group behind the group: ("layouts test", …)."""
    whole = root()
    found: list[tuple[str, Any]] = []
    for name in whole.list_commands(None):
        command = whole.get_command(None, name)
        found += [(name, command), *((f"{name} {sub}", one) for sub, one in getattr(command, "commands", {}).items())]
    return found


def usage(name: str, command: Any) -> str:
    """How a command is called."""
    arguments = [parameter.metavar for parameter in command.params if parameter.param_type_name == "argument"]
    return " ".join(["referat", name, "[OPTIONS]", *arguments])


def pages() -> dict[str, str]:
    """Each man page by its file's name."""
    names = ["referat", *(page_name(name) for name, _ in commands())]
    made = {f"referat.{_SECTION}": _page("referat", root(), names)}
    for name, command in commands():
        made[f"{page_name(name)}.{_SECTION}"] = _page(page_name(name), command, names, name)
    return made


def page_name(command: str) -> str:
    """What the page of a command is called: "referat-layouts-test"."""
    return f"referat-{command.replace(' ', '-')}"


def _page(title: str, command: Any, names: Sequence[str], name: str = "") -> str:
    import referat

    summary, _, more = inspect.cleandoc(command.help).partition("\n\n")
    lines = [
        f'.TH {roff(title.upper())} {_SECTION} "" "referat {roff(referat.__version__)}" "referat"',
        *(".SH NAME", f"{roff(title)} \\- {roff(' '.join(summary.split()).rstrip('.'))}"),
        *(".SH SYNOPSIS", f".B {roff(usage(name, command) if name else 'referat [OPTIONS] COMMAND [ARGS]...')}"),
    ]
    if more:
        lines += [".SH DESCRIPTION", roff(" ".join(more.split()))]
    lines += _parameters("ARGUMENTS", [one for one in command.params if one.param_type_name == "argument"])
    lines += _parameters("OPTIONS", [one for one in command.params if one.param_type_name == "option"])
    if not name:
        lines += [".SH COMMANDS", *_commands()]
    if command.epilog:
        lines += [".SH EXAMPLES", ".nf", *map(roff, command.epilog.splitlines()), ".fi"]
    lines += [".SH EXIT STATUS"]
    for status, meaning in EXIT_STATUS.items():
        lines += [".TP", f".B {status}", roff(meaning.replace("`", ""))]
    also = [f".BR {roff(other)} ({_SECTION})" for other in names if other != title]
    lines += [".SH SEE ALSO", *(f"{line}," for line in also[:-1]), also[-1]]
    return "\n".join(lines) + "\n"


def _commands() -> Iterator[str]:
    for name, command in commands():
        yield from (".TP", f".B {roff(name)}", roff(command.get_short_help_str()))


def _parameters(heading: str, parameters: Sequence[Any]) -> Iterator[str]:
    """A section with each of `parameters`, where there are any; the page of help has one more option."""
    if parameters or heading == "OPTIONS":
        yield f".SH {heading}"
    for parameter in parameters:
        yield from (".TP", f".B {roff(_called(parameter))}", roff(" ".join(_said(parameter)) or "See --help."))
    if heading == "OPTIONS":
        yield from (".TP", f".B {roff('-h, --help')}", "Show the page of help and stop.")


def _called(parameter: Any) -> str:
    """An argument as it is called, an option with its other names and what it takes."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    takes = "" if parameter.is_flag else f" {parameter.metavar or _choices(parameter) or parameter.type.name.upper()}"
    return names + takes


def _said(parameter: Any) -> Iterator[str]:
    if parameter.help:
        yield str(parameter.help)
    choices = _choices(parameter)
    if choices and getattr(parameter, "metavar", None):
        yield f"One of {choices}."


def _choices(parameter: Any) -> str:
    choices = getattr(parameter.type, "choices", None) or ()
    return "|".join(str(getattr(choice, "value", choice)) for choice in choices)


def roff(text: str) -> str:
    """`text` as it stands in a page, in ASCII: a hyphen can be copied, a dot at the beginning is no order."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    escaped = "".join(one if one.isascii() else f"\\[u{ord(one):04X}]" for one in escaped)
    return re.sub(r"^(?=[.'])", r"\\&", escaped)


def main() -> None:
    """Write the pages into the folder that is named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
