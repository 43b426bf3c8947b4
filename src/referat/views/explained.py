"""Why a text was read as it was: what it is taken for, and then each line with its role and the reason for it.

The same twice: as lines of text for people, and as records for programs.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from referat.contract.ledger import Token
from referat.lexicon.families import GENERIC, Family, signs
from referat.outline.candidates import Candidate
from referat.outline.choice import Hypothesis
from referat.outline.document import DocumentOutline
from referat.outline.roles import form_said
from referat.outline.weights import Evidence, limit
from referat.text.source import Source

if TYPE_CHECKING:
    from referat.reader import Parsed

#: The kind of a line that is about the whole text, and that of a reason.
HEAD, REASON = "head", "reason"
# So many labels, and lines that come again, are named; a line comes again that does so often.
_MOST_NAMED, _AGAIN = 5, 3
_LONGEST_SIGN = 100

#: How a label stands there (`Mark.how`), in words.
_STANDING = {
    "own": "alone on a line",
    "pattern": "with a body, a day or a sender",
    "list": "above a list",
    "colon": "before a colon",
    "column": "in a column of their own",
    "emphasis": "in bold before their text",
    "run": "before their text",
    "glued": "glued to their text",
    "sender": "glued to a sender",
    "tail": "at the end of another line",
    "headword": "known by a word",
    "flat": "inside a line that was a page",
}


class Drawn(NamedTuple):
    """A line of the drawing: a token's kind, or `HEAD`, or `REASON`; and its text."""

    kind: str
    text: str


def drawn(parsed: "Parsed", most: int | None = None, tokens: Sequence[Token] | None = None) -> Iterator[Drawn]:
    """The drawing. `most` cuts the columns for rule and owner, at their left, where what they share stands.

    `tokens` stand for those of the text, where something was taken out of them.
    """
    yield from (Drawn(HEAD, f"# {line}") for line in head(parsed))
    yield from _table(parsed.tokens if tokens is None else tokens, most)


def head(parsed: "Parsed") -> Iterator[str]:
    """What the text is taken for, in lines: the family, then each document's form of headings and its habits."""
    yield _family_said(parsed.family, parsed.source)
    for n, document in enumerate(parsed.outlines, 1):
        if len(parsed.outlines) > 1:
            begin = f", from line {_line(document, 0)}" if document.page.marks else ", in which no line is left"
            yield f"document {n} of {len(parsed.outlines)}{begin}"
        yield from _form_lines(document)
        yield from _habit_lines(document)


# The family.


def _family_said(family: Family, source: Source) -> str:
    shown = dict(signs(source))
    if family is GENERIC:
        if not shown:
            return "family: none; no family's sign stands in it"
        named = ", ".join(one.id for one in shown)
        return f"family: none; it shows the sign of {named}" + (", and not of one alone" if len(shown) > 1 else "")
    if family not in shown:
        return f"family: {family.id} ({family.name}), as asked for"
    lines = " / ".join(shown[family].splitlines())
    cut = lines if len(lines) <= _LONGEST_SIGN else f"{lines[: _LONGEST_SIGN - 1]}…"
    return f"family: {family.id} ({family.name}), by its sign: {cut}"


# The form of headings.


def _form_lines(document: DocumentOutline) -> Iterator[str]:
    form = document.form
    ways = document.every_way
    rivals = [way for way in ways if way.form != form.form]
    best = rivals[0] if rivals else None
    items = _counted(len(document.items), "item")
    if not form.chain:
        yield "headings: none, and no label from which an item could begin"
    elif form not in ways:
        told = "each with its decision of one day" if form.chain[1:] else "from the first label on"
        yield f"headings: none; {items}, {told}"
    else:
        yield f"headings: {form_said(form)}, {form.score:.1f} points, {items}"
    if best is not None and form in ways:
        lead = form.score - best.score
        close = ", which is close" if lead < limit("close") else ""
        yield f"second best: {form_said(best)}, {best.score:.1f} points, {lead:.1f} less{close}"
    elif best is not None:
        yield f"best form: {form_said(best)}, {best.score:.1f} points of {limit('enough'):g} wanted"
    if form.passed:
        lines = ", ".join(str(_line(document, candidate.at)) for candidate in form.passed)
        yield f"passed over: {_counted(len(form.passed), 'line')} of the same form ({lines})"


# The habits.


def _habit_lines(document: DocumentOutline) -> Iterator[str]:
    page, habits = document.page, document.page.habits
    for how, counts in habits.standing.items():
        if counts:
            yield f"labels {_STANDING[how]}: {counts.total()} ({_most(counts)})"
    style = [
        word
        for word, holds in (
            ("in capitals", habits.capitals),
            ("with a full stop", habits.full_stops),
            ("with a colon", habits.colons),
            ("below a blank line", habits.apart),
            (f"behind {habits.bullet[0]!r}", habits.bullet[0]),
            ("behind a word of the screen", habits.bullet[1]),
        )
        if holds
    ]
    if style and habits.standing["own"]:
        yield f"labels stand {', '.join(style)}"
    if page.source.width is not None:
        yield f"lines are broken at about {page.source.width} characters"
    if document.contents.inside:
        rows = sorted(document.contents.inside)
        yield f"contents: lines {_line(document, rows[0])}-{_line(document, rows[-1])}"
    again = Counter({key: count for key, count in page.recurring.items() if count >= _AGAIN})
    if again:
        yield f"comes again: {_most(again)}"


def _most(counts: Counter[str]) -> str:
    named = ", ".join(f"{key} {count}" for key, count in counts.most_common(_MOST_NAMED))
    return f"{named}, …" if len(counts) > _MOST_NAMED else named


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _line(document: DocumentOutline, k: int) -> int:
    """The line of the text, from 1, on which mark `k` stands."""
    page = document.page
    return page.source.number(page.marks[k].line) + 1


# The lines.


def _table(tokens: Sequence[Token], most: int | None) -> Iterator[Drawn]:
    """Columns as wide as their widest cell; the reason for a heading on a line below it."""
    digits = len(str(len(tokens)))
    kind, rule, owner = (max((len(getattr(t, key)) for t in tokens), default=0) for key in ("kind", "rule", "owner"))
    rule, owner = (width if most is None else min(width, most) for width in (rule, owner))
    for number, token in enumerate(tokens, 1):
        cells = (
            f"{number:>{digits}}",
            f"{token.kind:{kind}}",
            f"{_right(token.rule, rule):{rule}}",
            f"{_right(token.owner, owner):{owner}}",
            token.text.rstrip("\r\n"),
        )
        yield Drawn(token.kind, "  ".join(cells).rstrip())
        if token.reason:
            yield Drawn(REASON, f"{' ' * digits}  # {token.reason}")


def _right(text: str, width: int) -> str:
    """`text`, or its right end where it is too long."""
    return text if len(text) <= width else f"…{text[1 - width :]}" if width > 1 else "…"


# Records.


def records(parsed: "Parsed", tokens: Sequence[Token] | None = None) -> Iterator[dict[str, object]]:
    """All of it for programs: a record about the whole text, then one for each line (those have a `line`).

    `tokens` stand for those of the text, as in `drawn`.
    """
    yield {
        "family": parsed.family.id,
        "signs": {family.id: lines for family, lines in signs(parsed.source)},
        "documents": [_document_record(document) for document in parsed.outlines],
    }
    for line, token in enumerate(parsed.tokens if tokens is None else tokens, 1):
        yield {
            "line": line,
            "kind": token.kind,
            "rule": token.rule,
            "owner": token.owner,
            "text": token.text.rstrip("\r\n"),
            "reason": token.reason,
            "start": token.span.start,
            "end": token.span.end,
        }


def _document_record(document: DocumentOutline) -> dict[str, object]:
    page, habits = document.page, document.page.habits
    return {
        "first_line": _line(document, 0) if page.marks else 1,
        "form": form_said(document.form),
        "score": round(document.form.score, 2),
        "forms": [_way_record(document, way) for way in document.every_way],
        "headings": [
            {"line": _line(document, heading.at), "evidence": _evidence(heading.evidence)}
            for heading in document.headings
        ],
        "passed": [_candidate_record(document, candidate) for candidate in document.form.passed],
        "habits": {
            "labels": {how: dict(counts) for how, counts in habits.standing.items() if counts},
            "capitals": habits.capitals,
            "full_stops": habits.full_stops,
            "colons": habits.colons,
            "apart": habits.apart,
            "bullet": habits.bullet[0],
            "screen_word": habits.bullet[1],
            "width": page.source.width,
            "recurring": page.recurring,
        },
        "contents": sorted({_line(document, k) for k in document.contents.inside}),
    }


def _way_record(document: DocumentOutline, way: Hypothesis) -> Mapping[str, Any]:
    lines = [_line(document, candidate.at) for candidate in way.chain]
    return {"form": form_said(way), "score": round(way.score, 2), "lines": lines}


def _candidate_record(document: DocumentOutline, candidate: Candidate) -> Mapping[str, Any]:
    return {"line": _line(document, candidate.at), "evidence": _evidence(candidate.evidence)}


def _evidence(evidence: Evidence) -> list[tuple[str, float]]:
    """The terms by their names in `evidence.toml`, each with its points."""
    return [(term.name, round(term.weight * share, 2)) for term, share in evidence.parts]
