"""`referat browse`: Datasette over a database of ours, on this machine alone."""

import hashlib
import os
import re
import socket
import sqlite3
import sys
import threading
import webbrowser
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import typer

from referat.archive.query import search
from referat.archive.query.filters import QueryError
from referat.archive.query.metadata import LINKS, NAME, SETTINGS, askable, metadata
from referat.cli.guarded import Guarded
from referat.cli.options import usage_error
from referat.cli.streams import warn_incomplete
from referat.errors import ArchiveError
from referat.export.database import opened
from referat.export.relations import RELATIONS

if TYPE_CHECKING:
    from datasette.app import Datasette

_HOST = "127.0.0.1"
#: A phrase in quotes, the last of which may be missing, or a word.
_WORDS = re.compile(r'"([^"]*)"?|([^\s"]+)')
#: Seconds that a page which is still being made holds up the end.
_PATIENCE = 1


def run(database: str, question: str | None, port: int, *, open_browser: bool, sql: bool) -> None:
    """Serve `database` until Ctrl-C or SIGTERM; exit 2 where it is none, or the port or Datasette is not to be had.

    The browser begins at `question`, at the list of all without one. With `sql`, whoever asks may ask in SQL of their
    own.
    """
    if question is not None and question not in askable():
        near = get_close_matches(question, askable(), n=1) or [f"one of {', '.join(askable())}"]
        usage_error(f"no question is called {question!r}. Try: {near[0]}.")
    warn_incomplete(database)
    try:
        with opened(database) as connection:
            counts = row_counts(connection)
    except ArchiveError as error:
        usage_error(str(error))
    try:
        served = application(Path(database), counts, sql=sql)
    except ImportError:
        usage_error("browse needs Datasette, which is not installed. Try: pip install 'referat[browse]'")
    try:
        listening = _listening(port)
    except OSError as error:
        usage_error(f"port {port} cannot be had: {error.strerror}. Try: another --port, or 0 for a free one.")
    with listening:
        try:
            _serve(served, listening, question, open_browser=open_browser)
        except KeyboardInterrupt:
            # The way to end it, so no failure.
            typer.echo("", err=True)


def application(path: Path, counts: dict[str, int], *, sql: bool = False) -> "Datasette":
    """Datasette over the database at `path`, whose tables have so many rows; it answers SQL of one's own with `sql`.

    Raises ImportError where it is missing.
    """
    # An extra, and half a second.
    from datasette.app import Datasette
    from datasette.plugins import pm
    from pluggy import HookimplMarker

    from referat.cli.browsed import Browsed

    _say_little()
    plugin = sys.modules[__name__]
    if not pm.is_registered(plugin):
        hook = HookimplMarker("datasette")
        hook(render_cell)
        # Last, because Datasette's own does the same.
        hook(prepare_connection, trylast=True)
        pm.register(plugin)
    found = path.resolve()
    inspected = {
        # Known beforehand, Datasette need neither hash the whole file, for a colour, nor count the rows of the search
        # index; it lists no tables but those that are counted here. Where a run writes, they are counted anew.
        "hash": hashlib.sha256(str(found).encode("utf-8", "surrogateescape")).hexdigest(),
        "size": found.stat().st_size,
        "tables": {table: {"count": count} for table, count in counts.items()},
    }
    settings = {**SETTINGS, "default_allow_sql": sql}
    datasette = Datasette(metadata=metadata(path.name), settings=settings, inspect_data={NAME: inspected})
    datasette.remove_database("_memory")
    datasette.add_database(Browsed(datasette, found, row_counts), name=NAME)
    return datasette


def _say_little() -> None:
    """Keep Datasette from filling the terminal with the values of all variables, whenever a question goes wrong."""
    # Registered as a plugin by `datasette.app`, before which it cannot be imported.
    from datasette import handle_exception

    handle_exception.rich = None


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in RELATIONS}  # noqa: S608


def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """Datasette's hook for a new connection: what is typed is searched for as `referat search` does, in every box.

    Datasette's own `escape_fts` finds no beginnings of words, and makes an error of a text without any.
    """

    def query(typed: str) -> str:
        words = [phrase or word for phrase, word in _WORDS.findall(typed)]
        try:
            return search.query(conn, words).text
        except QueryError:
            return '""'

    if database == NAME:
        conn.create_function("escape_fts", 1, query)


def render_cell(row: sqlite3.Row, value: object, column: str, table: str | None, database: str) -> str | None:
    """Datasette's hook for showing a cell: links to what a value leads on to, and the texts of questions whole.

    None leaves it to Datasette, which cuts what is long.
    """
    # It comes with the extra.
    from markupsafe import Markup

    if database != NAME or not isinstance(value, (str, int)) or value == "":
        return None
    # Beside the number of an item, its title is what people click on.
    leading = "item" if column == "title" and "item" in row.keys() else column  # noqa: SIM118  a Row iterates its values
    if leading in LINKS:
        question, parameter = LINKS[leading]
        link = f"/{NAME}/{question}?{urlencode({parameter: row[leading]})}"
        return Markup('<a href="{}">{}</a>').format(link, value)
    return str(value) if table is None and column == "text" else None


def _listening(port: int) -> socket.socket:
    """A socket of this machine alone; the system chooses the port where it is 0. Raises OSError."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            # The same port again at once after a stop; on Windows this would take it from another program.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((_HOST, port))
    except OSError:
        listening.close()
        raise
    return listening


def _serve(served: "Datasette", listening: socket.socket, question: str | None, *, open_browser: bool) -> None:
    # It comes with the extra.
    import datasette as package
    import uvicorn

    port = listening.getsockname()[1]
    address = f"http://{_HOST}:{port}/" + (f"{NAME}/{question}" if question else "")

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            typer.echo(f"referat: {address} (Ctrl-C ends it)", err=True)
            if open_browser:
                # Some browsers return only when they are closed.
                threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    application = Guarded(served.app(), port, Path(package.__file__).with_name("templates"))
    config = uvicorn.Config(
        application, log_config=None, access_log=False, lifespan="on", timeout_graceful_shutdown=_PATIENCE
    )
    Server(config).run(sockets=[listening])
