"""Which meetings and items of a database count, each once: temporary tables that all figures are counted from.

A meeting may stand in several files, whole or an item in each, and an agenda beside its minutes. Whatever has the same
`meeting_id` is one meeting; an item of the same number and title in another file is a copy; an agenda counts where the
same body of the same authority has no minutes of that day. Items are those of minutes: an agenda decides nothing.

`counted_meetings`: `meeting` (its `meeting_id`), `kind` ("minutes", "agenda" or "unknown"), `authority`, `body`,
`date`, `opened`, `closed`. `counted_files`: the `id` in `meetings` of each text of a counted meeting's minutes, with
its `meeting`. `counted_items`: the `id` in `items`, and what its meeting is.
"""

import sqlite3
from collections.abc import Sequence

from referat.archive.query.filters import Filters
from referat.tuples import NamedTuple

_TABLES = """
CREATE TEMP TABLE counted_texts AS
SELECT id, meeting_id AS meeting,
    CASE WHEN document_type IN ('minutes', 'unknown') THEN document_type ELSE 'agenda' END AS kind,
    authority, body, date, opened, closed
FROM main.meetings AS meetings WHERE {condition};

CREATE INDEX temp.counted_texts_of ON counted_texts(kind, date, body);

CREATE TEMP TABLE counted_meetings AS
SELECT min(meeting) AS meeting, kind, min(authority) AS authority, min(body) AS body, min(date) AS date,
    min(opened) AS opened, max(closed) AS closed
FROM counted_texts GROUP BY kind,
    CASE WHEN kind = 'agenda' AND body NOT NULL AND date NOT NULL
        THEN json_array(authority, body, date) ELSE meeting END;

DELETE FROM counted_meetings WHERE kind = 'agenda' AND EXISTS (
    SELECT 1 FROM counted_texts AS held WHERE held.kind = 'minutes' AND held.date = counted_meetings.date
    AND held.body = counted_meetings.body AND held.authority IS counted_meetings.authority);

CREATE TEMP TABLE counted_files (id INTEGER PRIMARY KEY, meeting TEXT);
INSERT INTO counted_files SELECT id, meeting FROM counted_texts WHERE kind = 'minutes';

CREATE TEMP TABLE counted_items (
    id INTEGER PRIMARY KEY, meeting TEXT, authority TEXT, body TEXT, date TEXT, case_number TEXT);
INSERT INTO counted_items
SELECT id, meeting, authority, body, date, case_number FROM (
    SELECT items.id, texts.meeting, authority, body, date, replace(items.case_number, ' ', '') AS case_number,
        items.meeting_id AS file,
        min(items.meeting_id) OVER (PARTITION BY texts.meeting, items.number, items.title) AS first_file
    FROM items JOIN counted_texts AS texts ON texts.id = items.meeting_id WHERE texts.kind = 'minutes')
WHERE file = first_file;
"""
_FIGURES = """
SELECT count(*) AS meetings, count(*) FILTER (WHERE kind = 'minutes') AS minutes,
    count(*) FILTER (WHERE kind = 'agenda') AS agendas,
    count(*) FILTER (WHERE kind = 'unknown') AS unknown, count(*) - count(date) AS undated,
    count(*) FILTER (WHERE kind = 'minutes' AND body IS NULL) AS bodiless,
    min(date) AS first, max(date) AS last,
    (SELECT count(*) FROM counted_texts) AS texts,
    (SELECT count(*) FROM counted_items) AS items,
    (SELECT count(*) FROM counted_items JOIN decisions ON decisions.item_id = counted_items.id) AS decisions,
    (SELECT count(*) FROM failures) AS failures
FROM counted_meetings
"""
_AUTHORITIES = """
SELECT meetings.authority, count(*) AS meetings, count(*) FILTER (WHERE kind = 'minutes') AS minutes,
    min(date) AS first, max(date) AS last, coalesce(max(items), 0) AS items,
    coalesce(max(decisions), 0) AS decisions
FROM counted_meetings AS meetings LEFT JOIN (
    SELECT authority, count(*) AS items, count(decisions.id) AS decisions
    FROM counted_items LEFT JOIN decisions ON decisions.item_id = counted_items.id GROUP BY authority
    ) AS counted ON counted.authority IS meetings.authority
GROUP BY meetings.authority ORDER BY meetings.authority IS NULL, meetings DESC, meetings.authority
"""


class Authority(NamedTuple):
    """What there is of an authority; `name` is None for the meetings whose text names none. Days are ISO 8601."""

    name: str | None
    meetings: int
    minutes: int
    first: str | None
    last: str | None
    items: int
    decisions: int


class Selection(NamedTuple):
    """How much counts: of `texts` in the database that the filters leave, so many meetings, by what is known of them.

    `undated` meetings have no day, `bodiless` minutes no body. `failures` are files that gave nothing, whose authority
    and day nobody knows: those of the whole database.
    """

    meetings: int
    minutes: int
    agendas: int
    unknown: int
    undated: int
    bodiless: int
    first: str | None
    last: str | None
    texts: int
    items: int
    decisions: int
    failures: int
    authorities: Sequence[Authority]


def authority_names(connection: sqlite3.Connection) -> list[str]:
    """The authorities that the texts of the database name, in order."""
    query = "SELECT DISTINCT authority FROM meetings WHERE authority NOT NULL ORDER BY authority"
    return [name for (name,) in connection.execute(query)]


def select(connection: sqlite3.Connection, filters: Filters) -> Selection:
    """Make the temporary tables in `connection`, and count what stands in them."""
    condition, parameters = filters.sql(connection, "meetings")
    # In memory: the disk of the database may be full, or may not be written.
    connection.execute("PRAGMA temp_store = MEMORY")
    for statement in _TABLES.format(condition=condition).split(";\n"):
        connection.execute(statement, parameters if ":" in statement else {})
    figures = connection.execute(_FIGURES).fetchone()
    authorities = tuple(Authority(*row) for row in connection.execute(_AUTHORITIES))
    return Selection(**{key: figures[key] for key in figures.keys()}, authorities=authorities)  # noqa: SIM118  a Row has no `in`
