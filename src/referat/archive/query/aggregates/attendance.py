"""Who was there, as far as minutes say it of whole meetings: by body, and for each member whom they name."""

import sqlite3
from collections.abc import Sequence

from referat.archive.query.aggregates.meetings import Body, body_order
from referat.tuples import NamedTuple

#: So many absent, or more, are one class.
MANY = 3

# Of each counted meeting's minutes, how many are named as present and as absent; copies of a name count once.
_NAMED = """
CREATE TEMP TABLE counted_attendance AS
SELECT meeting, name, max(status = 'present') AS present, max(status = 'absent') AS absent,
    max(coalesce(attendance.party, (SELECT min(people.party) FROM people
        WHERE people.meeting_id = counted_files.id AND +people.name = attendance.name))) AS party
FROM counted_files JOIN attendance ON attendance.meeting_id = counted_files.id
WHERE attendance.item_id IS NULL AND attendance.status IN ('present', 'absent') GROUP BY meeting, name
"""
_BODIES = """
SELECT authority, body, count(*) AS meetings, count(present) AS telling,
    total(absent = 1) AS one, total(absent = 2) AS two, total(absent >= 3) AS many, total(absent) AS absences,
    count(*) FILTER (WHERE present > 0) AS lists, total(present) FILTER (WHERE present > 0) AS present,
    total(absent) FILTER (WHERE present > 0) AS absent
FROM counted_meetings LEFT JOIN (
    SELECT meeting, sum(present AND NOT absent) AS present, sum(absent) AS absent
    FROM counted_attendance GROUP BY meeting) USING (meeting)
WHERE kind = 'minutes' GROUP BY authority, body
"""
_OF_ITEMS_ALONE = """
SELECT count(DISTINCT meeting) FROM counted_files JOIN attendance ON attendance.meeting_id = counted_files.id
WHERE item_id NOT NULL AND meeting NOT IN (SELECT meeting FROM counted_attendance)
"""
_MEMBERS = """
SELECT name, coalesce(group_concat(DISTINCT party), '') AS parties, sum(present AND NOT absent) AS present,
    sum(absent) AS absent
FROM (SELECT * FROM counted_attendance ORDER BY party) GROUP BY name ORDER BY name
"""


class Absences(NamedTuple):
    """Of the `meetings` of a body, `telling` ones name somebody as present or absent.

    `one`, `two` and `many` meetings (three or more) name so many as absent, `absences` altogether. `lists` meetings
    name those present too, `present` of them and `absent` together.
    """

    body: Body
    meetings: int
    telling: int
    one: int
    two: int
    many: int
    absences: int
    lists: int
    present: int
    absent: int


class Member(NamedTuple):
    """Whom minutes name: with which parties, and in how many meetings as present and as absent."""

    name: str
    parties: str
    present: int
    absent: int


class Attendance(NamedTuple):
    """The bodies with the most meetings first, meetings of no known body last; the members by name.

    `of_items_alone` are meetings whose minutes tell only of single items who was there.
    """

    bodies: Sequence[Absences]
    members: Sequence[Member]
    of_items_alone: int


def attendance(connection: sqlite3.Connection) -> Attendance:
    """Who was there."""
    connection.execute(_NAMED)
    bodies = [
        Absences((authority, body), *map(int, figures)) for authority, body, *figures in connection.execute(_BODIES)
    ]
    return Attendance(
        sorted(bodies, key=lambda one: (one.body[1] is None, -one.meetings, body_order(one.body))),
        [Member(*row) for row in connection.execute(_MEMBERS)],
        connection.execute(_OF_ITEMS_ALONE).fetchone()[0],
    )
