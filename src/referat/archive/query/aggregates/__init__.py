"""What `referat report` counts in a database: plain figures, each beside how many had no value."""

import sqlite3
from collections.abc import Sequence

from referat.archive.query.aggregates.amounts import Amounts, amounts
from referat.archive.query.aggregates.attendance import Attendance, attendance
from referat.archive.query.aggregates.decisions import Ballots, Decided, ballots, decided
from referat.archive.query.aggregates.meetings import Held, Lengths, held, lengths
from referat.archive.query.aggregates.routes import Routes, routes
from referat.archive.query.aggregates.selection import Selection, select
from referat.archive.query.filters import Filters
from referat.tuples import NamedTuple


class Aggregates(NamedTuple):
    """All the figures of the meetings that the filters leave."""

    selection: Selection
    held: Held
    decided: Sequence[Decided]
    attendance: Attendance
    ballots: Ballots
    lengths: Lengths
    amounts: Amounts
    routes: Routes


def aggregates(connection: sqlite3.Connection, filters: Filters) -> Aggregates:
    """Count in a database that was opened to be read, once; temporary tables are made in `connection` alone."""
    connection.execute("BEGIN")  # whatever a run writes meanwhile, all figures are of one moment
    return Aggregates(
        select(connection, filters),
        held(connection),
        decided(connection),
        attendance(connection),
        ballots(connection),
        lengths(connection),
        amounts(connection),
        routes(connection),
    )
