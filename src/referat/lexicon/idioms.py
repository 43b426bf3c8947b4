"""The vocabulary in `danish/`: one TOML file per part of the grammar, each entry a rule with its examples."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from referat.lexicon import vocabulary
from referat.lexicon.rules import Rule

_FOLDER = Path(__file__).with_name("danish")


@cache
def table(name: str) -> dict[str, Any]:
    """The file `name`.toml as it stands."""
    return vocabulary.read(_FOLDER / f"{name}.toml")


@cache
def patterns(name: str) -> dict[str, str]:
    """The named patterns that the rules of `name`.toml share among themselves."""
    shared: dict[str, str] = table(name).get("patterns", {})
    return shared


@cache
def rules(name: str, key: str) -> tuple[Rule, ...]:
    """The rules of the table `key` in `name`.toml, in the order in which they stand there."""
    return rules_with(name, key, patterns(name))


def rules_with(name: str, key: str, named: Mapping[str, str]) -> tuple[Rule, ...]:
    """The same where they may use other `named` patterns than those of their file alone."""
    return tuple(
        Rule(key, f"{name}:{key}.{entry.get('name', n)}", entry, origin=f"{name}.toml", patterns=named)
        for n, entry in enumerate(table(name).get(key, ()), 1)
    )


@cache
def names() -> tuple[str, ...]:
    """The files there are."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))
