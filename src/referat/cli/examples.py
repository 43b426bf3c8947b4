"""An example or two of each command, as they stand in its help, in `docs/cli.md` and in its man page."""

#: By the command's name: lines that can be typed. A test reads each with the command's own options.
EXAMPLES: dict[str, tuple[str, ...]] = {
    "parse": (
        "referat parse minutes.pdf",
        "referat parse minutes/*.txt --format csv --excel -o minutes.csv",
    ),
    "show": (
        "referat show minutes.pdf",
        "referat show minutes.pdf --item 4",
        "referat show minutes.db m5284 --outline --lang en",
    ),
    "explain": (
        "referat explain minutes.pdf",
        "referat explain minutes.pdf --why 12",
        "referat explain minutes.pdf --facts --lang en",
    ),
    "check": (
        "referat check minutes/*.txt",
        "referat check minutes/*.txt --format sarif",
    ),
    "review": (
        "referat review minutes.pdf -o review.html",
        "referat review minutes/*.txt --lang en -o review.html",
    ),
    "text": ("referat text minutes.pdf --furniture",),
    "schema": ("referat schema",),
    "layouts": ("referat layouts",),
    "layouts test": ("referat layouts test nordby.toml --samples samples",),
    "batch": (
        "referat batch archive/ minutes.db",
        "referat batch archive.zip minutes --to csv",
    ),
    "search": ("referat search minutes.db lokalplan --from 2019 --body byr",),
    "cases": ("referat cases minutes.db 01.02.05-P16-4-19",),
    "stats": ("referat stats minutes.db",),
    "report": (
        "referat report minutes.db -o report.html",
        "referat report minutes.db --authority Nordby --from 2019 -o nordby.html",
    ),
    "diff": ("referat diff old.db new.db --summary",),
    "browse": (
        "referat browse minutes.db",
        "referat browse minutes.db list_decisions",
    ),
}


def epilog(name: str) -> str:
    """The examples of the command called so, a line each; "" where it has none."""
    return "\n".join(EXAMPLES.get(name, ()))
