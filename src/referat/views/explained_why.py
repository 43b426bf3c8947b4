"""`explain --why LINE`: everything about one line, with what else it could have been."""

from collections.abc import Iterator

from referat.facts import line_triggers
from referat.outline.choice import Hypothesis
from referat.outline.labels import objections
from referat.views.cells import visible
from referat.views.explained_facts import said_of
from referat.views.explained_lines import Explained, Piece, Rival
from referat.views.explained_words import Words

#: A row: how deep it stands, what it says, and its style.
Said = tuple[int, str, str]
_TITLE, _FIELD, _PLAIN, _DIM = "heading", "field", "", "hint"
# So much of a piece of a line, and of the line itself, is shown.
_SHOWN, _LONGEST = 60, 400
_CUT = "…"
# So many forms that were not taken are told of.
_MOST_RIVALS = 5
_MOST_RULES = 8


def why(explained: Explained, words: Words, name: str, line: int) -> Iterator[Said]:
    """All that is known of a line: what it is, why it is a heading and a label or none, what was read in it."""
    token = explained.tokens[line - 1]
    text = "".join(visible(token.text.strip()))
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]}{_CUT}"
    yield (0, f"{name}, {words.say('line', line=line)}", _TITLE)
    yield (1, shown or words.say("no_text"), token.kind)
    for title, rows in (
        ("what", _what(explained, words, line)),
        ("heading_question", _heading(explained, words, line)),
        ("label_question", _label(explained, words, line)),
        ("facts_question", _facts(explained, words, line)),
        ("told_question", _told(explained, words, line)),
    ):
        yield (0, "", _PLAIN)
        yield (0, words.say(title), _TITLE)
        yield from rows


def _what(explained: Explained, words: Words, line: int) -> Iterator[Said]:
    token = explained.tokens[line - 1]
    role = words.role(token, explained.kinds) or words.say("no_text")
    slots = {"role": role, "rule": token.rule, "owner": token.owner}
    key = {
        (True, True): "role_row",
        (False, True): "role_row_no_rule",
        (True, False): "role_row_rule_alone",
        (False, False): "role_row_nowhere",
    }[bool(token.rule), bool(token.owner)]
    yield (1, words.say(key, **slots), _PLAIN)
    for piece in explained.pieces.get(line, ())[:1]:
        count = piece.document.page.recurring.get(piece.mark.key, 0)
        if count > 1:
            yield (1, words.say("comes_again", count=count), _DIM)


# Headings.


def _heading(explained: Explained, words: Words, line: int) -> Iterator[Said]:
    rivals = explained.rivals.get(line, ())
    if not rivals:
        yield (1, words.say("heading_no_form"), _PLAIN)
        return
    document = explained.pieces[line][0].document
    taken = [rival for rival in rivals if rival.is_taken]
    if not taken:
        yield (1, words.say("heading_no", form=words.form(document.form)), _PLAIN)
    for rival in taken:
        yield from _taken(rival, words)
    others = [rival for rival in rivals if not rival.is_taken]
    best = document.form.score
    for rival in others[:_MOST_RIVALS]:
        yield from _rejected(rival, words, best)
    # The best form that was not taken may have no heading on this line.
    second = next((way for way in document.every_way if way.form != document.form.form), None)
    if second is not None and taken and all(rival.way.form != second.form for rival in others):
        yield from _rejected_form(second, words, best)
        yield (2, words.say("rejected_without"), _DIM)


def _taken(rival: Rival, words: Words) -> Iterator[Said]:
    evidence = rival.candidate.evidence
    against = any(term.weight < 0 for term, _ in evidence.parts)
    key = "heading_yes" if rival.is_heading else "heading_passed" if against else "heading_passed_over"
    yield (1, words.say(key, form=words.form(rival.way), points=words.number(rival.candidate.score, fine=True)), _PLAIN)
    yield from ((2, said, _DIM) for said in words.evidence(evidence))


def _rejected_form(way: Hypothesis, words: Words, best: float) -> Iterator[Said]:
    """A form that was not taken, and by how much."""
    yield (1, words.say("rejected", form=words.form(way)), _PLAIN)
    less = words.number(best - way.score)
    yield (2, words.say("way_points", points=words.number(way.score), less=less), _DIM)


def _rejected(rival: Rival, words: Words, best: float) -> Iterator[Said]:
    yield from _rejected_form(rival.way, words, best)
    key = "rejected_in" if rival.is_heading else "rejected_out"
    yield (2, words.say(key, points=words.number(rival.candidate.score, fine=True)), _DIM)
    yield from ((2, said, _DIM) for said in words.evidence(rival.candidate.evidence))


# Labels.


def _label(explained: Explained, words: Words, line: int) -> Iterator[Said]:
    pieces = [piece for piece in explained.pieces.get(line, ()) if piece.by_words.role != "noise"]
    several = len(pieces) > 1
    if not pieces:
        yield (1, words.say("label_no"), _PLAIN)
    for n, piece in enumerate(pieces, 1):
        if several:
            text = piece.mark.text[:_SHOWN]
            yield (1, words.say("mark_row", n=n, text=text), _DIM)
        yield from ((1 + several + depth, said, style) for depth, said, style in _label_of(explained, words, piece))


def _label_of(explained: Explained, words: Words, piece: Piece) -> Iterator[Said]:
    page, k = piece.document.page, piece.k
    mark, by_words = piece.mark, piece.by_words
    if page.is_label[k] and mark.rule is not None:
        kind, how = words.word("sections", page.kind(k)), words.word("standing", mark.how)
        yield (0, words.say("label_yes", how=how, rule=mark.rule.name, kind=kind), _PLAIN)
        count = page.habits.times(mark.how, mark.label)
        if count > 1:
            yield (1, words.say("label_habit", label=mark.label, count=count), _DIM)
    elif page.is_label[k] or explained.tokens[explained.number(piece.document, k) - 1].kind == "label":
        yield (0, words.say("label_own"), _PLAIN)
    elif by_words.role == "label" and by_words.rule is not None:
        against = [words.word("objections", name) for name in objections(page.by_words, k, page.habits)]
        kind = words.word("sections", by_words.kind)
        said = f" {words.say('and')} ".join(against)
        yield (0, words.say("label_no_but", kind=kind, rule=by_words.rule.name, objections=said), _PLAIN)
    else:
        yield (0, words.say("label_no"), _PLAIN)


# Facts, and what was told.


def _facts(explained: Explained, words: Words, line: int) -> Iterator[Said]:
    values = explained.values.get(line, ())
    for value in values:
        yield from ((1 + depth, said, style) for depth, said, style in said_of(explained, value, words, value.pointer))
    read = {value.rule for value in values}
    view = [piece.mark.text for piece in explained.pieces.get(line, ())]
    found = [line_triggers.of(text) for text in view]
    kinds = [words.word("facts", kind) for kind in dict.fromkeys(kind for each in found for kind in each.kinds)]
    if not values:
        said = words.say("no_values_but", kinds=", ".join(kinds)) if kinds else words.say("no_values")
        yield (1, said, _PLAIN)
    near = [rule for each in found for rule in each.rules if rule not in read][:_MOST_RULES]
    if near:
        yield (1, words.say("rules_near", rules=", ".join(near)), _DIM)


def _told(explained: Explained, words: Words, line: int) -> Iterator[Said]:
    findings = explained.findings.get(line, ())
    for diagnostic, _ in findings:
        yield (1, f"{diagnostic.severity} {diagnostic.code}: {diagnostic.message}", _PLAIN)
    if not findings:
        yield (1, words.say("nothing_told"), _PLAIN)
