"""The commands for many files: `batch`, and what reads its output."""

from typing import Annotated

import typer

from referat.cli.app import AuthorityOption, ConvertOption, EncodingOption, LayoutOption, RedactOption, SizeOption
from referat.cli.choices import Language, Log, Target, View
from referat.cli.commands import command
from referat.cli.completion import questions
from referat.cli.options import opening

Database = Annotated[str, typer.Argument(metavar="ARCHIVE.db", help="A database made by referat batch.")]
FormatOption = Annotated[
    View, typer.Option("--format", "-f", help="text is for people, json and csv for programs.", show_default=True)
]
Limit = Annotated[
    int, typer.Option("--limit", "-n", metavar="N", min=0, max=1_000_000_000, help="At most so many; 0 is all of them.")
]
Since = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="From this day on: 2019, 2019-11 or 2019-11-27.")
]
Until = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Up to this day: 2019, 2019-11 or 2019-11-27.")]
Body = Annotated[str | None, typer.Option("--body", metavar="TEXT", help="Only bodies whose name holds this.")]
Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="ARCHIVE... OUT",
        help="Folders, files, globs, zip and tar archives, or URLs; - reads a list of them from standard input. "
        "Last, what to write: OUT.ndjson (also .gz, .zst), OUT.db, or a folder.",
    ),
]
To = Annotated[
    Target | None, typer.Option("--to", help="What to write. Default: by the ending of OUT.", show_default=False)
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes. Default: one a core.", show_default=False),
]
Timeout = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", min=0.001, help="A file that takes longer is skipped.")
]
Resume = Annotated[
    bool,
    typer.Option("--resume/--fresh", help="Read only what is new or has changed since the last run, or read all anew."),
]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", metavar="tcp://HOST:PORT", help="Run on this Dask cluster.")
]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Name each file that failed, not how many for which reason.")
]
LogFormat = Annotated[
    Log, typer.Option("--log-format", help="What goes to standard error: text, or a line of JSON an event.")
]


@command
def batch(
    paths: Paths,
    to: To = None,
    jobs: Jobs = None,
    timeout: Timeout = 60.0,
    resume: Resume = True,
    excel: Annotated[bool, typer.Option("--excel", help="CSV as Danish Excel opens it.")] = False,
    redact: RedactOption = False,
    layout: LayoutOption = None,
    authority: AuthorityOption = None,
    encoding: EncodingOption = None,
    convert: ConvertOption = False,
    max_size: SizeOption = None,
    scheduler: Scheduler = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary; failures alone.")] = False,
    verbose: Verbose = False,
    log_format: LogFormat = Log.text,
) -> None:
    """Turn an archive into a database, NDJSON, JSON, CSV or Parquet."""
    from referat.cli.batch import run

    run(
        paths,
        to,
        jobs,
        timeout,
        resume=resume,
        excel=excel,
        redact=redact,
        layout=layout,
        authority=authority,
        scheduler=scheduler,
        quiet=quiet,
        verbose=verbose,
        log=log_format,
        opening=opening(encoding, max_size, convert=convert),
    )


@command
def search(
    database: Database,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help='Words, or "a phrase"; all must occur.')],
    parts: Annotated[bool, typer.Option("--parts", help="Find words that contain these, too: in compounds.")] = False,
    exact: Annotated[bool, typer.Option("--exact", help="Find these words only, none that begin with them.")] = False,
    body: Body = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 20,
    format_: FormatOption = View.text,
) -> None:
    """Find items by their words, the best first.

    The words of their titles weigh most, then those of their decisions, then those of their sections.
    """
    from referat.cli.search import run

    run(database, words, parts=parts, exact=exact, body=body, since=since, until=until, limit=limit, format_=format_)


@command
def cases(
    database: Database,
    case: Annotated[
        str | None, typer.Argument(metavar="[CASE]", help="A case number as printed. Default: all with several steps.")
    ] = None,
    body: Body = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 20,
    format_: FormatOption = View.text,
) -> None:
    """Follow cases through committees and council, outcome by outcome."""
    from referat.cli.cases import run

    run(database, case, body=body, since=since, until=until, limit=limit, format_=format_)


@command
def stats(
    archive: Annotated[
        str, typer.Argument(metavar="ARCHIVE", help="An output of referat batch: a database or NDJSON.")
    ],
    format_: FormatOption = View.text,
) -> None:
    """Count what was found per layout and year, outcomes and warnings."""
    from referat.cli.stats import run

    run(archive, format_)


@command
def report(
    database: Database,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="Write to this file instead of standard output."),
    ] = None,
    authority: Annotated[
        list[str] | None,
        typer.Option(
            "--authority", metavar="NAME", help="Only authorities whose name holds this; may be said several times."
        ),
    ] = None,
    body: Body = None,
    since: Since = None,
    until: Until = None,
    lang: Annotated[
        Language, typer.Option("--lang", help="The language of the page.", show_default=True)
    ] = Language.da,
    interactive: Annotated[
        bool, typer.Option("--interactive", help="With figures under the pointer: adds a script of 1 MB, no network.")
    ] = False,
) -> None:
    """Draw an archive as one page of pictures (extra "report")."""
    from referat.cli.report import run

    run(
        database,
        output,
        authority or [],
        body=body,
        since=since,
        until=until,
        lang=lang,
        interactive=interactive,
    )


@command
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="An output of referat batch: a database or NDJSON.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Another one, of the same kind.")],
    summary: Annotated[bool, typer.Option("--summary", help="Only how many differ, per field.")] = False,
    format_: FormatOption = View.text,
) -> None:
    """Show what two runs read differently; exit 1 where they differ."""
    from referat.cli.diff import run

    run(old, new, format_, summary=summary)


@command
def browse(
    database: Database,
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="[QUESTION]",
            help="Begin with this one of the questions that are ready to ask, not with the list of them.",
            autocompletion=questions,
        ),
    ] = None,
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 takes a free one.")] = 0,
    open_: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the browser, or only print the address.")
    ] = True,
    sql: Annotated[
        bool, typer.Option("--sql", help="Let the browser ask in SQL of its own, not only what is ready to ask.")
    ] = False,
) -> None:
    """Look through a database in the browser, on this machine alone.

    With Datasette, which comes with the extra "browse".
    """
    from referat.cli.browse import run

    run(database, question, port, open_browser=open_, sql=sql)
