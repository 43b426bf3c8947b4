"""Full-text search: words as typed become a query of SQLite's FTS5, and its rows become results."""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from referat.archive.query.filters import Filters, QueryError

#: A piece of a text, and whether it is what was looked for.
Pieces = tuple[tuple[str, bool], ...]

#: More terms than this make a query that takes seconds; the rarest are left out.
MOST_TERMS = 500
#: Parts shorter than this are not in the index over every three letters.
_SHORTEST_PART = 3
#: What a match weighs in the title, in the decision, and in the sections.
_WEIGHTS = "10.0, 4.0, 1.0"
#: Results whose texts are fetched at a time.
_MANY = 2000
#: Tokens in a snippet; FTS5 takes 64 at most.
_SNIPPET = 24
#: What FTS5 puts around a match: characters that no text has a use for.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_MARKED = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)

_RANKED = """
SELECT search.rowid FROM search JOIN items ON items.id = search.rowid JOIN meetings ON meetings.id = items.meeting_id
WHERE search MATCH :query AND {condition}
ORDER BY bm25(search, {weights}), meetings.date DESC, search.rowid LIMIT :limit
"""
_FACTS = """
SELECT d.date, d.body, d.number, d.title, d.case_number, d.outcomes, d.path, d.first_line, meetings.meeting_id
FROM item_decisions AS d JOIN items ON items.id = d.item JOIN meetings ON meetings.id = items.meeting_id
WHERE d.item = :item
"""
# The plus keeps SQLite from asking the index anew for every item: a query of many words takes its time each time.
_TEXTS = """
SELECT rowid, highlight(search, 0, :open, :close), snippet(search, -1, :open, :close, '…', :tokens)
FROM search WHERE search MATCH :query AND +rowid IN (SELECT value FROM json_each(:items))
"""


@dataclass(frozen=True, slots=True)
class Query:
    """A query for FTS5. `capped` has the parts that stand in more than MOST_TERMS words, and in how many."""

    text: str
    capped: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """An item that was found; `rank` counts from 1, `item` is its row, `outcomes` are joined by "; ".

    `meeting_id` is what `referat show` asks for.
    """

    rank: int
    date: str | None
    body: str | None
    number: str | None
    title: str | None
    case_number: str | None
    outcomes: str | None
    snippet: Pieces
    path: str
    first_line: int
    item: int
    meeting_id: str
    heading: Pieces


def query(connection: sqlite3.Connection, words: Sequence[str], *, parts: bool = False, exact: bool = False) -> Query:
    """The query for all of `words`; one with a space in it is a phrase.

    A word, and the last of a phrase, is also found at the beginning of longer ones; `exact` finds itself alone, `parts`
    finds it anywhere in words too. Raises QueryError where nothing is left to look for.
    """
    if parts and exact:
        raise QueryError("--parts and --exact exclude each other.", hint="one of them.")
    terms: list[str] = []
    capped: list[tuple[str, int]] = []
    for word in words:
        # A name that the shell could not decode is no word in any text.
        tokens = _tokens(word.encode("utf-8", "replace").decode())
        if not tokens:
            continue
        phrase = " ".join(tokens)
        either = [_quoted(form) + ("" if exact else "*") for form in _forms(phrase)]
        if parts and len(tokens) == 1 and len(phrase) >= _SHORTEST_PART:
            longer, total = _compounds(connection, phrase)
            either += [_quoted(term) for term in longer]
            if total > len(longer):
                capped.append((word, total))
        terms.append(f"({' OR '.join(either)})")
    if not terms:
        said = " ".join(words).strip()
        raise QueryError(
            f"there is no word in {said!r}." if said else "there is no word to look for.",
            hint="letters or digits.",
        )
    return Query(" AND ".join(terms), tuple(capped))


def _tokens(text: str) -> list[str]:
    """The words in `text` as the index's tokenizer cuts them: letters, digits, and marks on letters."""
    joined = "".join(c if unicodedata.category(c)[0] in "LNM" or unicodedata.category(c) == "Co" else " " for c in text)
    return [token for token in joined.split() if any(unicodedata.category(c)[0] in "LN" for c in token)]


def _forms(text: str) -> list[str]:
    """`text` with letters of one code point and of two: texts have either, and the index keeps them apart."""
    return list(dict.fromkeys(unicodedata.normalize(form, text) for form in ("NFC", "NFD")))


def _quoted(text: str) -> str:
    """A string of FTS5, in which no operator means anything."""
    return '"' + text.replace('"', '""') + '"'


def _compounds(connection: sqlite3.Connection, part: str) -> tuple[list[str], int]:
    """The words of the index that hold `part` behind their beginning, the most frequent first; and how many."""
    forms = _forms(part.lower())
    # A word that begins with the part is found by its beginning already.
    inside = " AND ".join(f"substr(word, 1, {len(form)}) <> :{name}" for name, form in zip("ab", forms, strict=False))
    condition = f"word_parts MATCH :query AND {inside}"
    parameters = {"query": " OR ".join(map(_quoted, forms)), **dict(zip("ab", forms, strict=False))}
    (total,) = connection.execute(f"SELECT count(*) FROM word_parts WHERE {condition}", parameters).fetchone()  # noqa: S608
    rows = connection.execute(
        f"SELECT word FROM word_parts JOIN search_words ON search_words.term = word_parts.word WHERE {condition} "  # noqa: S608
        "ORDER BY search_words.doc DESC, word LIMIT :limit",
        {**parameters, "limit": MOST_TERMS},
    )
    return [word for (word,) in rows], total


def search(connection: sqlite3.Connection, wanted: Query, filters: Filters, limit: int = 0) -> Iterator[Found]:
    """The items that `wanted` finds, the best first, then the newest; at most `limit`, 0 being all."""
    condition, parameters = filters.sql(connection, "meetings")
    ranked = connection.execute(
        _RANKED.format(condition=condition, weights=_WEIGHTS),
        {**parameters, "query": wanted.text, "limit": limit or -1},
    )
    rank = 0
    # Texts are fetched for what is shown alone: they take a hundred times as long as the ranks.
    while items := [item for (item,) in ranked.fetchmany(_MANY)]:
        marks = {"open": _OPEN, "close": _CLOSE, "tokens": _SNIPPET, "query": wanted.text, "items": json.dumps(items)}
        texts = {item: (heading, snippet) for item, heading, snippet in connection.execute(_TEXTS, marks)}
        for item in items:
            rank += 1
            heading, snippet = texts[item]
            yield Found(
                rank=rank,
                **connection.execute(_FACTS, {"item": item}).fetchone(),
                snippet=_pieces(snippet),
                item=item,
                heading=_pieces(heading),
            )


def _pieces(marked: str | None) -> Pieces:
    """What FTS5 gives, cut at its marks; breaks and runs of blanks become one space."""
    text = re.sub(r"\s+", " ", marked or "").strip()
    pieces: list[tuple[str, bool]] = []
    at = 0
    for match in _MARKED.finditer(text):
        pieces += [(text[at : match.start()], False), (match[1], True)]
        at = match.end()
    pieces.append((text[at:], False))
    return tuple((piece, found) for piece, found in pieces if piece)
