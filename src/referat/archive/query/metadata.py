"""What Datasette is told about a database of ours: descriptions, facets, the search box, and questions ready to ask.

Tables and columns are described by `referat.export.relations`; here stands only what is Datasette's own.
"""

import html
import re
from dataclasses import dataclass
from urllib.parse import quote

from referat.export.relations import RELATIONS
from referat.export.views import VIEWS

Metadata = dict[str, object]

#: The database's name in addresses, whatever its file is called, so that bookmarks and links hold for each of them.
NAME = "archive"
#: For one reader on their own machine: more time than a public server gives, and nothing that costs it unasked.
SETTINGS: dict[str, int | bool] = {
    "default_page_size": 50,
    "sql_time_limit_ms": 10_000,
    "facet_time_limit_ms": 2_000,
    # The rows stand below the facets.
    "default_facet_size": 10,
    "suggest_facets": False,
    # The file lies on the same machine.
    "allow_download": False,
    "truncate_cells_html": 500,
    "max_csv_mb": 0,
}
#: Columns whose values lead on: the question, and the parameter that takes the value.
LINKS = {
    "item": ("whole_item", "item"),
    "case_number": ("follow_case", "case_number"),
    "word": ("find_items", "words"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A query with blanks; a blank that is left empty is "". `linked` is one that needs a value from another's rows."""

    title: str
    about: str
    params: tuple[str, ...]
    sql: str
    linked: bool = False


# LIKE, not instr: it folds the case of ASCII at least. "~" sorts after every digit, so 2019 includes its last day.
_PERIOD = "(:from = '' OR date >= :from) AND (:to = '' OR date <= :to || '~')"
_BODY = "(:body = '' OR body LIKE '%' || :body || '%')"

#: Named so that none is called as a table is: Datasette would show it instead.
QUESTIONS = {
    "find_items": Question(
        "Find items by words",
        "In titles, decisions and texts: the best 200, those with the words in their titles first. All words must "
        'occur, as they are or as the beginning of longer ones; "quotes" make a phrase. The days from and to can be '
        "2019, 2019-11 or 2019-11-27; every blank but the words can be left empty.",
        ("words", "body", "from", "to"),
        f"""
SELECT date, body, number, items.title, snippet(search, -1, '[', ']', ' … ', 24) AS found, case_number, items.id AS item
FROM search JOIN items ON items.id = search.rowid JOIN meetings ON meetings.id = items.meeting_id
WHERE search MATCH escape_fts(:words) AND rank MATCH 'bm25(10.0, 4.0, 1.0)'
  AND {_BODY}
  AND {_PERIOD}
ORDER BY rank LIMIT 200""",  # noqa: S608  parts of our own
    ),
    "find_words": Question(
        "Find words that contain a part",
        "For compounds: at least three letters, and every word of the texts that holds them, with the number of items "
        "it stands in. A click on a word finds the items.",
        ("part",),
        """
SELECT word, doc AS items FROM word_parts JOIN search_words ON search_words.term = word_parts.word
WHERE word_parts MATCH '"' || replace(:part, '"', '""') || '"'
ORDER BY doc DESC, word LIMIT 500""",
    ),
    "list_decisions": Question(
        "Decisions beside their recommendations",
        "The newest 300 of a body and a period: who recommended what, and what was decided. Blanks can be left empty.",
        ("body", "from", "to"),
        f"""
SELECT date, body, number, title, recommended_by, recommendation, decision, outcomes, case_number, item
FROM item_decisions
WHERE decision IS NOT NULL AND {_BODY}
  AND {_PERIOD}
ORDER BY date DESC, item LIMIT 300""",  # noqa: S608  parts of our own
    ),
    "list_cases": Question(
        "Cases that several meetings dealt with",
        "Those with the most meetings first, with their latest titles. A click on a case number shows every step.",
        ("body", "from", "to"),
        f"""
SELECT case_number, count(DISTINCT date || coalesce(body, '')) AS meetings, max(date) AS last, items.title
FROM items JOIN meetings ON meetings.id = items.meeting_id
WHERE case_number IS NOT NULL AND {_BODY}
  AND {_PERIOD}
GROUP BY case_number HAVING count(DISTINCT date || coalesce(body, '')) > 1
ORDER BY 2 DESC, last DESC LIMIT 300""",  # noqa: S608  parts of our own
    ),
    "follow_case": Question(
        "A case through time",
        "Every item with this case number, as printed, the oldest first.",
        ("case_number",),
        """
SELECT date, body, document_type, number, title, recommendation, decision, outcomes, postponed_to, referred_to, item
FROM item_decisions WHERE case_number = trim(:case_number) ORDER BY date, item""",
    ),
    "count_votes": Question(
        "Votes by party and year",
        "How often a party stood on each side, where the minutes name it. The party is as printed, mostly a letter.",
        ("party", "year"),
        """
SELECT party, year, "for", against, abstained FROM party_votes
WHERE (:party = '' OR party = :party) AND (:year = '' OR year = :year) ORDER BY year DESC, party""",
    ),
    "list_votes": Question(
        "How a party or a person voted, item by item",
        "The newest 300. The name is as printed: of a party mostly a letter, of a person the whole name.",
        ("name", "from", "to"),
        f"""
SELECT date, body, items.number, items.title, subject, side, name, votes.text AS vote, case_number, items.id AS item
FROM voters JOIN vote_sides ON vote_sides.id = vote_side_id JOIN votes ON votes.id = vote_id
JOIN decisions ON decisions.id = decision_id JOIN items ON items.id = decisions.item_id
JOIN meetings ON meetings.id = items.meeting_id
WHERE (:name = '' OR name = :name)
  AND {_PERIOD}
ORDER BY date DESC, item LIMIT 300""",  # noqa: S608  parts of our own
    ),
    "count_absences": Question(
        "Absences by person",
        "How many meetings each person was absent from as a whole, as far as the minutes say.",
        ("name", "body", "year"),
        f"""
SELECT name, year, body, meetings FROM person_absences
WHERE (:name = '' OR name LIKE '%' || :name || '%') AND {_BODY}
  AND (:year = '' OR year = :year)
ORDER BY meetings DESC, name, year""",  # noqa: S608  parts of our own
    ),
    "list_failures": Question(
        "Files that could not be read",
        "And why. The code is the kind of failure; left empty, it is every kind.",
        ("code",),
        """
SELECT path, code, message FROM failures WHERE :code = '' OR code = :code ORDER BY path""",
    ),
    "whole_item": Question(
        "The whole item",
        "Everything that stands in the minutes under this item; the number is the one that the other lists link to.",
        ("item",),
        """
WITH wanted AS (
  SELECT items.id, number, items.title, case_number, lead, first_line, last_line, date, body, path FROM items
  JOIN meetings ON meetings.id = items.meeting_id JOIN sources ON sources.id = meetings.source_id WHERE items.id = :item
)
SELECT part, text FROM (
  SELECT 1 AS place, 0 AS position, 'Meeting' AS part, trim(coalesce(date, '') || ' ' || coalesce(body, '')) AS text
  FROM wanted
  UNION ALL SELECT 2, 0, 'Item', trim(coalesce(number, '') || ' ' || coalesce(title, '')) FROM wanted
  UNION ALL SELECT 3, 0, 'Case number', case_number FROM wanted
  UNION ALL SELECT 4, 0, 'Before the first label', lead FROM wanted
  UNION ALL SELECT 5, sections.position, label, sections.text FROM wanted JOIN sections ON sections.item_id = wanted.id
  UNION ALL SELECT 6, 0, 'Outcomes', outcomes FROM item_decisions WHERE item = :item
  UNION ALL SELECT 7, 0, 'File', path || ', lines ' || first_line || '-' || last_line FROM wanted
)
WHERE text <> '' ORDER BY place, position""",
        linked=True,
    ),
}


def askable() -> tuple[str, ...]:
    """The questions that can be asked by themselves, without a value out of another's rows."""
    return tuple(name for name, question in QUESTIONS.items() if not question.linked)


#: What each table can be narrowed by with a click; columns with few values, or such as people ask for.
_FACETS: dict[str, tuple[str, ...]] = {
    "failures": ("code",),
    "meetings": ("authority", "body", "layout", "document_type"),
    "people": ("party", "role"),
    "items": ("access",),
    "sections": ("kind",),
    "mentions": ("kind",),
    "decisions": ("follows_recommendation", "amended"),
    "outcomes": ("outcome",),
    "elections": ("party",),
    "votes": ("method",),
    "vote_sides": ("side",),
    "voters": ("kind", "name"),
    "attendance": ("status", "party"),
    "diagnostics": ("code", "severity"),
    "item_decisions": ("body", "outcomes"),
    "party_votes": ("party", "year"),
    "person_absences": ("body", "year"),
    "layout_years": ("layout", "year"),
}
_NEWEST_FIRST = {"meetings": "date", "item_decisions": "date", "person_absences": "meetings"}
#: What stands for a row where another table refers to it.
_LABELS = {
    "sources": "path",
    "meetings": "body",
    "items": "title",
    "sections": "label",
    "recommendations": "recommended_by",
    "votes": "subject",
    "vote_sides": "side",
}
#: Where the search box stands, and the column that holds an item's `id` there.
_SEARCHED = {"items": "id", "item_texts": "id", "item_decisions": "item"}
#: The search index. Datasette hides every table whose name begins with one of these, and so their shadow tables.
_HIDDEN = ("search", "word_parts", "sqlite_stat")

#: A view's plain columns in its query: the table, the column, and its name in the view where that is another.
_COLUMN = re.compile(r"(?:^SELECT|,) (\w+)\.(\w+)(?: AS (\w+))?(?=,| FROM)")

_STYLE = """
.rows-and-columns td { white-space: pre-line; }
td.col-text, td.col-decision, td.col-recommendation, td.col-found, td.col-sections, td.col-lead { min-width: 22em; }
td.col-title { min-width: 14em; }
td.col-date, td.col-case_number { white-space: nowrap; }
dl.column-descriptions { columns: 24em; font-size: 85%; }
body.query form.sql h3 { font-size: 90%; font-weight: normal; color: #666; }
dl.questions dt { font-weight: bold; margin-top: 0.6em; }
dl.questions dd { margin-left: 0; }
dl.questions { margin-bottom: 1em; }
form.ask input[type=search] { width: 20em; max-width: 60%; margin-right: 0.5em; }
"""


def metadata(name: str) -> Metadata:
    """Datasette's metadata for the database in the file called `name`."""
    guide = _guide()
    return {
        "title": f"Minutes in {name}",
        "description_html": guide,
        "extra_css_urls": [f"data:text/css,{quote(_STYLE)}"],
        "databases": {
            NAME: {
                "title": f"Minutes in {name}",
                "description_html": guide,
                "tables": {
                    **{table: _table(table) for table in (*RELATIONS, *VIEWS)},
                    **{table: {"hidden": True} for table in _HIDDEN},
                },
                "queries": {
                    key: {
                        "title": question.title,
                        "description": question.about,
                        "sql": question.sql,
                        "params": list(question.params),
                        "hide_sql": True,
                    }
                    for key, question in QUESTIONS.items()
                },
            }
        },
    }


def _table(name: str) -> Metadata:
    relation = RELATIONS.get(name)
    about = relation.about if relation else VIEWS[name].about
    columns = {field.name: field.about for field in relation.fields} if relation else _view_columns(VIEWS[name].query)
    described: Metadata = {"description": about, "columns": columns}
    if name in _FACETS:
        described["facets"] = list(_FACETS[name])
    if name in _NEWEST_FIRST:
        described["sort_desc"] = _NEWEST_FIRST[name]
    if name in _LABELS:
        described["label_column"] = _LABELS[name]
    if name in _SEARCHED:
        # Datasette finds an index by itself only where its content is a table.
        described.update({"fts_table": "search", "fts_pk": _SEARCHED[name]})
    return described


def _view_columns(query: str) -> dict[str, str]:
    """The descriptions of a view's columns that are a table's columns; the others explain themselves, or its query."""
    return {
        alias or column: field.about
        for table, column, alias in _COLUMN.findall(query)
        for field in RELATIONS[table].fields
        if field.name == column
    }


def _guide() -> str:
    """What somebody who has never seen SQL sees first: a search box, and the questions."""
    listed = "".join(
        f'<dt><a href="/{NAME}/{key}">{html.escape(question.title)}</a></dt><dd>{html.escape(question.about)}</dd>'
        for key, question in QUESTIONS.items()
        if not question.linked
    )
    return (
        f'<form class="ask" action="/{NAME}/find_items" method="get">'
        '<input type="search" name="words" placeholder="words, or &quot;a phrase&quot;" aria-label="Words" autofocus>'
        '<input type="submit" value="Search"></form>'
        f'<dl class="questions">{listed}</dl>'
        f'<p>Every item with its decision, to be searched and filtered: <a href="/{NAME}/item_decisions">'
        f'item_decisions</a>. All meetings, the newest first: <a href="/{NAME}/meetings">meetings</a>.</p>'
    )
