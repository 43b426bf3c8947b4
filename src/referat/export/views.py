"""The database's views: what is often asked of it, as data, beside the tables in `relations`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A view: what it answers, and its query."""

    about: str
    query: str


VIEWS: dict[str, View] = {
    "item_texts": View(
        "What the search index holds of every item: its title, its decision, and all its sections.",
        "SELECT items.id, items.title, decisions.text AS decision, "
        "(SELECT group_concat(s.label || char(10) || s.text, char(10)) FROM "
        "(SELECT label, text FROM sections WHERE item_id = items.id ORDER BY position) AS s) AS sections "
        "FROM items LEFT JOIN decisions ON decisions.item_id = items.id",
    ),
    "item_decisions": View(
        "Every item with its meeting, who recommended what, the first of several, and what was decided.",
        "SELECT meetings.date, meetings.body, meetings.authority, meetings.document_type, items.number, items.title, "
        "items.case_number, recommendations.recommended_by, "
        "(SELECT group_concat(p.text, char(10)) FROM (SELECT text FROM recommendation_points "
        "WHERE recommendation_id = recommendations.id ORDER BY position) AS p) AS recommendation, "
        "(SELECT group_concat(o.outcome, '; ') FROM (SELECT outcome FROM outcomes "
        "WHERE decision_id = decisions.id AND point IS NULL ORDER BY position) AS o) AS outcomes, "
        "decisions.amended, decisions.follows_recommendation, decisions.postponed_to, decisions.referred_to, "
        "decisions.text AS decision, sources.path, items.first_line, items.id AS item "
        "FROM items JOIN meetings ON meetings.id = items.meeting_id JOIN sources ON sources.id = meetings.source_id "
        "LEFT JOIN recommendations ON recommendations.item_id = items.id AND recommendations.position = 1 "
        "LEFT JOIN decisions ON decisions.item_id = items.id",
    ),
    "party_votes": View(
        "How often each party stood on each side of a vote, year by year.",
        "SELECT voters.name AS party, substr(meetings.date, 1, 4) AS year, "
        "sum(vote_sides.side = 'for') AS \"for\", sum(vote_sides.side = 'against') AS against, "
        "sum(vote_sides.side = 'abstained') AS abstained "
        "FROM voters JOIN vote_sides ON vote_sides.id = voters.vote_side_id "
        "JOIN votes ON votes.id = vote_sides.vote_id JOIN decisions ON decisions.id = votes.decision_id "
        "JOIN items ON items.id = decisions.item_id JOIN meetings ON meetings.id = items.meeting_id "
        "WHERE voters.kind = 'party' GROUP BY party, year",
    ),
    "person_absences": View(
        "How many meetings each person was absent from, year by year, as far as the minutes say; whole meetings alone.",
        "SELECT attendance.name, substr(meetings.date, 1, 4) AS year, meetings.body, "
        "count(DISTINCT meetings.meeting_id) AS meetings "
        "FROM attendance JOIN meetings ON meetings.id = attendance.meeting_id "
        "WHERE attendance.status = 'absent' AND attendance.item_id IS NULL AND meetings.document_type = 'minutes' "
        "GROUP BY attendance.name, year, meetings.body",
    ),
    "layout_years": View(
        "How many meetings and items were read in each layout and year, and in how many of the items what was found.",
        "SELECT meetings.layout, substr(meetings.date, 1, 4) AS year, count(DISTINCT meetings.id) AS meetings, "
        "count(items.id) AS items, count(items.title) AS titles, count(items.case_number) AS case_numbers, "
        "count(recommendations.id) AS recommendations, count(decisions.id) AS decisions, "
        "sum(EXISTS (SELECT 1 FROM outcomes WHERE decision_id = decisions.id)) AS outcomes "
        "FROM meetings LEFT JOIN items ON items.meeting_id = meetings.id "
        "LEFT JOIN recommendations ON recommendations.item_id = items.id AND recommendations.position = 1 "
        "LEFT JOIN decisions ON decisions.item_id = items.id GROUP BY meetings.layout, year",
    ),
}
