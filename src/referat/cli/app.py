"""The commands and their options."""

from typing import Annotated

import typer

import referat
from referat.cli.choices import Language, Lines, Report
from referat.cli.commands import Command, Commands, Group, add, command
from referat.cli.completion import layout_ids
from referat.cli.examples import epilog
from referat.cli.options import Format, Table, opening

app = typer.Typer(
    name="referat",
    cls=Commands,
    no_args_is_help=True,
    # A mistake of ours shows a plain traceback that can be pasted into a report; rich would draw it, and cost 40 ms.
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads the minutes of Danish regions and municipalities: raw text in, validated data out.",
)

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help='Files of minutes; "-" is standard input.')]
LayoutOption = Annotated[
    str | None,
    typer.Option(
        "--layout",
        metavar="ID|FILE.toml",
        help="Read as this layout instead of recognising one.",
        autocompletion=layout_ids,
    ),
]

AuthorityOption = Annotated[
    str | None,
    typer.Option("--authority", metavar="NAME", help="Whose minutes they are: a region or municipality."),
]

EncodingOption = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="Read text in this encoding (cp850, say) instead of finding out."),
]
ConvertOption = Annotated[
    bool, typer.Option("--convert", help="Let LibreOffice, where it is installed, convert DOC and ODT files.")
]
SizeOption = Annotated[
    str | None,
    typer.Option(
        "--max-size", metavar="SIZE", help="A larger file is not read (10M, 1G). Default: 64M.", show_default=False
    ),
]
TimeOption = Annotated[
    float | None,
    typer.Option("--timeout", metavar="SECONDS", min=0.001, max=1e7, help="A file that takes longer is not read."),
]
LangOption = Annotated[Language, typer.Option("--lang", help="Danish or English.")]
WidthOption = Annotated[
    int | None,
    typer.Option(
        "--width", metavar="N", min=40, max=1000, help="How many columns. Default: the terminal's.", show_default=False
    ),
]
RedactOption = Annotated[
    bool,
    typer.Option(
        "--redact", help="Put [redacted: …] in the place of what check --privacy tells of, and say how often on stderr."
    ),
]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"referat {referat.__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """What stands before the commands."""


@command
def parse(
    files: Files,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="Write to this file instead of standard output."),
    ] = None,
    format_: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="Default: json, or what the ending of --output says.", show_default=False),
    ] = None,
    table: Annotated[
        Table | None, typer.Option("--table", help="Which table, for csv. Default: items.", show_default=False)
    ] = None,
    excel: Annotated[bool, typer.Option("--excel", help="CSV as Danish Excel opens it.")] = False,
    pretty: Annotated[
        bool | None, typer.Option("--pretty/--compact", help="Indent JSON or not. Default: indent.", show_default=False)
    ] = None,
    places: Annotated[bool, typer.Option("--places", help="Add where in the text each field was read.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 on warnings too, and print them.")] = False,
    redact: RedactOption = False,
    layout: LayoutOption = None,
    authority: AuthorityOption = None,
    encoding: EncodingOption = None,
    convert: ConvertOption = False,
    max_size: SizeOption = None,
    timeout: TimeOption = None,
) -> None:
    """Turn minutes into JSON, NDJSON or CSV."""
    from referat.cli.parse import run

    run(
        files,
        output,
        format_,
        table,
        excel=excel,
        pretty=pretty,
        places=places,
        strict=strict,
        redact=redact,
        layout=layout,
        authority=authority,
        opening=opening(encoding, max_size, timeout, convert=convert),
    )


@command
def show(
    file: Annotated[
        str, typer.Argument(metavar="FILE|OUT.db", help='A file of minutes, "-", or a database made by referat batch.')
    ],
    id_: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="The id of a meeting, or how it begins. Default: all of a file, the only one of a database.",
        ),
    ] = None,
    item: Annotated[
        str | None, typer.Option("--item", metavar="N", help="This item alone, whole: with the texts of its sections.")
    ] = None,
    outline: Annotated[bool, typer.Option("--outline", help="The overview alone.")] = False,
    width: Annotated[
        int | None,
        typer.Option(
            "--width",
            metavar="W",
            min=40,
            max=1000,
            help="Draw in so many columns. Default: the terminal's; in a pipe 80.",
            show_default=False,
        ),
    ] = None,
    lang: Annotated[
        Language, typer.Option("--lang", help="Labels in Danish or English. Default: da.", show_default=False)
    ] = Language.da,
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Print at once, also what is longer than the screen.")
    ] = False,
    redact: RedactOption = False,
    layout: LayoutOption = None,
    encoding: EncodingOption = None,
    convert: ConvertOption = False,
    max_size: SizeOption = None,
    timeout: TimeOption = None,
) -> None:
    """Draw a meeting for people: who was there, what was decided, votes."""
    from referat.cli.show import Reading, run
    from referat.views.shown import Wanted

    reading = Reading(opening(encoding, max_size, timeout, convert=convert), layout, redact)
    run(file, id_, Wanted(lang.value, outline, item), reading, width=width, pager=not no_pager)


@command
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help='A file of minutes; "-" is standard input.')],
    why: Annotated[
        int | None, typer.Option("--why", metavar="LINE", help="All about one line: what it is, why, and what else.")
    ] = None,
    facts: Annotated[
        bool, typer.Option("--facts", help="Each value with the rule that read it and its place.")
    ] = False,
    whole: Annotated[
        bool, typer.Option("--all", help="Also every form of headings, the habits, and the layouts that do not fit.")
    ] = False,
    format_: Annotated[Lines, typer.Option("--format", "-f", help="Default: text.", show_default=False)] = Lines.text,
    lang: LangOption = Language.da,
    width: WidthOption = None,
    redact: RedactOption = False,
    layout: LayoutOption = None,
    encoding: EncodingOption = None,
    convert: ConvertOption = False,
    max_size: SizeOption = None,
    timeout: TimeOption = None,
) -> None:
    """Show what a text is taken for, and the role of each line."""
    from referat.cli.explain import Asked, run

    asked = Asked(format_, lang.value, why, facts, whole, width, redact)
    run(file, asked, layout, opening(encoding, max_size, timeout, convert=convert))


@command
def check(
    files: Files,
    format_: Annotated[
        Report,
        typer.Option(
            "--format", "-f", help="text is for people, github for its workflows. Default: text.", show_default=False
        ),
    ] = Report.text,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="One line each: no text, no advice, no counts at the end.")
    ] = False,
    width: WidthOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 on warnings too.")] = False,
    privacy: Annotated[
        bool,
        typer.Option(
            "--privacy",
            help="Also tell of CPR and telephone numbers, private e-mail addresses, text under closed items.",
        ),
    ] = False,
    layout: LayoutOption = None,
    encoding: EncodingOption = None,
    convert: ConvertOption = False,
    max_size: SizeOption = None,
    timeout: TimeOption = None,
) -> None:
    """Tell what is odd, doubtful or unread, where, and what to do."""
    from referat.cli.check import Asked, run

    asked = Asked(format_, width, strict, privacy, quiet)
    run(files, asked, layout, opening(encoding, max_size, timeout, convert=convert))


@command
def review(
    files: Files,
    output: Annotated[str, typer.Option("--output", "-o", metavar="PAGE.html", help='The page; "-" prints it.')],
    lang: LangOption = Language.da,
    pictures: Annotated[
        bool, typer.Option("--pictures/--no-pictures", help="Draw the pages of a PDF, or show its text alone.")
    ] = True,
    layout: LayoutOption = None,
    encoding: EncodingOption = None,
    convert: ConvertOption = False,
    max_size: SizeOption = None,
    timeout: TimeOption = None,
) -> None:
    """Make a web page of source beside fields, to check and correct."""
    from referat.cli.review import run

    run(
        files,
        output,
        lang.value,
        pictures=pictures,
        layout=layout,
        opening=opening(encoding, max_size, timeout, convert=convert),
    )


@command
def text(
    file: Annotated[str, typer.Argument(metavar="FILE", help='A file of minutes; "-" is standard input.')],
    furniture: Annotated[
        bool, typer.Option("--furniture", help='Begin the lines that are furniture with "|", all others with a blank.')
    ] = False,
    redact: RedactOption = False,
    layout: LayoutOption = None,
    encoding: EncodingOption = None,
    convert: ConvertOption = False,
    max_size: SizeOption = None,
    timeout: TimeOption = None,
) -> None:
    """Print the text that is read in a PDF, a web page or a DOCX."""
    from referat.cli.text import run

    run(file, layout, opening(encoding, max_size, timeout, convert=convert), furniture=furniture, redact=redact)


@command
def schema() -> None:
    """Print the JSON Schema of a meeting."""
    from referat.cli.about import print_schema

    print_schema()


layouts_app = typer.Typer(
    add_completion=False,
    cls=Group,
    invoke_without_command=True,
    rich_markup_mode=None,
    epilog=epilog("layouts"),
    help="List the layouts that can be read, and their signs; or test them.",
)
add("layouts", layouts_app)


@layouts_app.callback()
def layouts(
    context: typer.Context,
    format_: Annotated[Lines, typer.Option("--format", "-f", help="Default: text.", show_default=False)] = Lines.text,
) -> None:
    """List the layouts that can be read, and their signs; or test them."""
    if context.invoked_subcommand is None:
        from referat.cli.layouts import show

        show(format_)


@layouts_app.command("test", cls=Command, epilog=epilog("layouts test"))
def layouts_test(
    layout: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID|FILE.toml]", help="One layout. Default: all that are built in.", autocompletion=layout_ids
        ),
    ] = None,
    samples: Annotated[
        str | None,
        typer.Option(
            metavar="DIR",
            help='Where the samples stand, in a folder for each layout. Default: beside FILE.toml, else "samples".',
            show_default=False,
        ),
    ] = None,
) -> None:
    """Run the examples, the rejects and the samples of layouts."""
    from referat.cli.layouts import test

    test(layout, samples)
