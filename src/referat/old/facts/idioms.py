"""The tables of idioms beside this module: one TOML file per kind of fact, each entry a rule with its examples."""

from functools import cache
from pathlib import Path
from typing import Any

from referat.lexicon import vocabulary
from referat.lexicon.rules import Rule


@cache
def table(name: str) -> dict[str, Any]:
    """The file `name`.toml as it stands."""
    return vocabulary.read(Path(__file__).with_name(f"{name}.toml"))


@cache
def patterns(name: str) -> dict[str, str]:
    """The named patterns that the rules of `name`.toml share among themselves."""
    found: dict[str, str] = table(name).get("patterns", {})
    return found


@cache
def rules(name: str, key: str) -> tuple[Rule, ...]:
    """The rules of the table `key` in `name`.toml."""
    return tuple(
        Rule(key, f"{name}:{key}.{entry.get('name', n)}", entry, origin=f"{name}.toml", patterns=patterns(name))
        for n, entry in enumerate(table(name).get(key, ()), 1)
    )


@cache
def names() -> tuple[str, ...]:
    """The files of idioms there are."""
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.toml")))
