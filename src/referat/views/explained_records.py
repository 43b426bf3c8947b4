"""`explain --format ndjson`: all that is known of a text, for programs."""

from collections.abc import Iterator, Mapping
from typing import Any

from referat.lexicon.families import signs
from referat.outline.candidates import Candidate
from referat.outline.choice import Hypothesis
from referat.outline.document import DocumentOutline
from referat.outline.labels import objections
from referat.outline.roles import form_said
from referat.outline.weights import Evidence
from referat.views.explained_lines import Explained, Piece


def records(explained: Explained) -> Iterator[dict[str, object]]:
    """A record about the whole text, then one for each line (those have a `line`).

    Offsets are code points of the text as it was, ends exclusive.
    """
    parsed = explained.parsed
    yield {
        "family": parsed.family.id,
        "signs": {family.id: lines for family, lines in signs(parsed.source)},
        "documents": [_document(explained, document) for document in parsed.outlines],
    }
    for line, token in enumerate(explained.tokens, 1):
        yield {
            "line": line,
            "kind": token.kind,
            "rule": token.rule,
            "owner": token.owner,
            "text": token.text.rstrip("\r\n"),
            "reason": token.reason,
            "start": token.span.start,
            "end": token.span.end,
            "parts": [_part(piece) for piece in explained.pieces.get(line, ())],
            "values": [
                {
                    "field": value.pointer,
                    "rule": value.rule,
                    "known_by": dict(zip(("how", "rule"), explained.ruled(value), strict=True)),
                    "places": [{"start": span.start, "end": span.end} for span in value.spans],
                }
                for value in explained.values.get(line, ())
            ],
            "diagnostics": [
                {"code": told.code, "message": told.message, "start": stretch[0], "end": stretch[1]}
                for told, stretch in explained.findings.get(line, ())
                if stretch is not None
            ],
        }


def _part(piece: Piece) -> Mapping[str, object]:
    """A line, or what was cut out of one: what its words are, and whether it is a label."""
    page, k = piece.document.page, piece.k
    mark = piece.by_words
    is_label = page.is_label[k]
    against = objections(page.by_words, k, page.habits) if mark.role == "label" and not is_label else ()
    start, end = page.source.origin(mark.a, mark.b)
    return {
        "start": start,
        "end": end,
        "role": mark.role,
        "rule": mark.rule.name if mark.rule is not None else "",
        "section": mark.kind,
        "standing": mark.how,
        "label": is_label,
        "objections": list(against),
    }


def _document(explained: Explained, document: DocumentOutline) -> dict[str, object]:
    page, habits = document.page, document.page.habits
    return {
        "first_line": explained.number(document, 0) if page.marks else 1,
        "form": form_said(document.form),
        "score": round(document.form.score, 2),
        "forms": [_way(explained, document, way) for way in document.every_way],
        "headings": [
            {"line": explained.number(document, heading.at), "evidence": _evidence(heading.evidence)}
            for heading in document.headings
        ],
        "passed": [_candidate(explained, document, candidate) for candidate in document.form.passed],
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
        "contents": sorted({explained.number(document, k) for k in document.contents.inside}),
    }


def _way(explained: Explained, document: DocumentOutline, way: Hypothesis) -> Mapping[str, Any]:
    return {
        "form": form_said(way),
        "score": round(way.score, 2),
        "lines": [explained.number(document, candidate.at) for candidate in way.chain],
        "passed": [_candidate(explained, document, candidate) for candidate in way.passed],
    }


def _candidate(explained: Explained, document: DocumentOutline, candidate: Candidate) -> Mapping[str, Any]:
    return {"line": explained.number(document, candidate.at), "evidence": _evidence(candidate.evidence)}


def _evidence(evidence: Evidence) -> list[tuple[str, float]]:
    """The terms by their names in `evidence.toml`, each with its points."""
    return [(term.name, round(term.weight * share, 2)) for term, share in evidence.parts]
