"""Writes what a wheel has beside the sources, fast to load: the vocabulary, its gates, words and patterns, the shape.

An editable install gets them too, in the checkout, where git ignores them. Each knows what it was made from; where that
has changed since, or where a file is missing, the package reads the source itself.
"""

import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface):  # type: ignore[type-arg]  # the builder's configuration is not asked
    """Runs before a wheel is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  the builder's own names
        """Write the files; `artifacts` in pyproject.toml takes them into the wheel, though git ignores them."""
        if self.target_name != "wheel":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        from referat.contract import validation
        from referat.lexicon import vocabulary

        vocabulary.COMPILED.write_bytes(vocabulary.compiled())
        validation.COMPILED.write_text(validation.compiled(), "utf-8")
        self._write_patterns()

    def _write_patterns(self) -> None:
        """Compile those of the tables, and those that reading the samples asks for; so with gates and words."""
        from referat import parse
        from referat.errors import SourceError
        from referat.facts import triggers
        from referat.lexicon import gates, gates_file, needles_file, patterns

        for module in (
            gates,
            needles_file,
            patterns,
        ):  # processes that run have theirs before them: the new one is another file
            module.COMPILED.unlink(missing_ok=True)
        gates.forget()  # what is known from there would not be worked out
        for sample in sorted(Path(self.root, "samples").rglob("*.txt")):
            with suppress(SourceError):  # some are no text; each is read with and without its line ends
                parse(sample.read_bytes())
                parse(sample.read_bytes().replace(b"\n", b" "))
        for pattern in gates_file.vocabulary():
            patterns.compile_pattern(pattern, gates.flags_of(pattern))
        gates.COMPILED.write_bytes(gates_file.compiled())
        needles_file.COMPILED.write_bytes(needles_file.compiled(triggers.MAKERS, triggers.of))
        patterns.COMPILED.write_bytes(patterns.asked_for())
