"""What a shell offers behind options whose values we know: layouts, and questions to a database."""

from pathlib import Path


def layout_ids(incomplete: str) -> list[str]:
    """The layouts whose ids begin so; the layout files, and folders, whose paths do."""
    # Imported here: only the shell asks.
    from referat.lexicon.families import names

    typed = Path(incomplete)
    folder = typed if incomplete.endswith("/") else typed.parent
    start = incomplete.rpartition("/")[0]
    try:
        beside = sorted(path for path in folder.iterdir() if path.is_dir() or path.suffix.lower() == ".toml")
    except OSError:
        beside = []
    paths = [f"{start}/{path.name}" if "/" in incomplete else path.name for path in beside]
    offered = [f"{name}/" if path.is_dir() else name for name, path in zip(paths, beside, strict=True)]
    return [name for name in (*names(), *offered) if name.startswith(incomplete)]


def questions(incomplete: str) -> list[tuple[str, str]]:
    """The questions to a database whose names begin so, each with what it answers."""
    # Imported here: only the shell asks.
    from referat.archive.query.metadata import QUESTIONS, askable

    return [(name, QUESTIONS[name].title) for name in askable() if name.startswith(incomplete)]
