"""What `explain` says of a whole text: in two lines, and with `--all` in many."""

from collections import Counter
from collections.abc import Iterable, Iterator

from referat.lexicon.families import GENERIC, every, signs
from referat.outline.choice import Hypothesis
from referat.outline.document import DocumentOutline
from referat.outline.habits import Habits
from referat.outline.weights import Term, limit
from referat.views.cells import broken, visible, width
from referat.views.explained_lines import Explained
from referat.views.explained_words import Words
from referat.views.pieces import Piece, Row

#: The style of what is about the whole text.
HEAD = "head"
_BETWEEN = " · "
_CUT = "…"
# A form that leads the second by so many times what is close is sure.
_SURE = 3
_LONGEST_SIGN, _FEWEST_CELLS = 60, 20
# So many labels, and lines that come again, are named; a line comes again that does so often.
_MOST_NAMED, _AGAIN = 5, 3
# So many things that speak for the headings are named, where they have room.
_MOST_EVIDENCE = 6
# Without a width, as in a pipe, a line of the head has this one.
_WIDEST = 160


def head(explained: Explained, words: Words, room: int | None) -> Iterator[Row]:
    """What the text is taken for, in two lines: what it is, of whom; its headings, how sure, and by what."""
    parsed = explained.parsed
    if not parsed.records:
        yield _row([words.say("refused")], room)
        yield _row([words.say("refused_hint")], room)
        return
    documents = parsed.outlines
    count = sum(len(document.items) for document in documents)
    title = words.say("meetings", count=len(documents)) if documents[1:] else explained.records[0]["title"]
    about = [words.items(count), *_family(explained, words)]
    left = (room or _WIDEST) - sum(width(part) + len(_BETWEEN) for part in about[:2])
    yield _row([*([_short(title, max(_FEWEST_CELLS, left))] if title else ()), *about], room)
    if len(documents) == 1:
        yield form_row(documents[0], words, room)


def form_row(document: DocumentOutline, words: Words, room: int | None) -> Row:
    """A document's form of headings, how sure it is, and what speaks for it, as far as there is room."""
    form, ways = document.form, document.every_way
    rivals = [way for way in ways if way.form != form.form]
    if form not in ways:
        if rivals:
            best, enough = rivals[0], words.number(limit("enough"))
            points = words.number(best.score)
            parts = [words.say("no_headings_but", form=words.form(best), points=points, enough=enough)]
        else:
            parts = [words.say("no_headings")]
        return _row([*parts, words.say("from_labels")] if form.chain else parts, room)
    mine = words.number(form.score)
    theirs = words.number(rivals[0].score) if rivals else ""
    points = words.say("rival", points=mine, rival=theirs) if rivals else words.say("alone", points=mine)
    said = words.say("headings", form=words.form(form), sure=_how_sure(form, rivals, words), points=points)
    return _row([said, *_usual_evidence(form, words)], room)


def _how_sure(form: Hypothesis, rivals: list[Hypothesis], words: Words) -> str:
    lead = form.score - rivals[0].score if rivals else form.score
    return words.say("doubtful" if lead < limit("close") else "fairly" if lead < _SURE * limit("close") else "sure")


def _usual_evidence(form: Hypothesis, words: Words) -> Iterator[str]:
    """What speaks for the headings of a form, and for how many of them, the weightiest first."""
    sums: Counter[Term] = Counter()
    times: Counter[Term] = Counter()
    for candidate in form.chain:
        for term, share in candidate.evidence.parts:
            sums[term] += term.weight * share  # type: ignore[assignment]  # points are no counts
        times.update({term for term, _ in candidate.evidence.parts})
    for term, points in sums.most_common(_MOST_EVIDENCE):
        if points > 0:
            yield words.say("evidence", says=words.term(term), count=times[term], of=len(form.chain))


def _family(explained: Explained, words: Words) -> Iterator[str]:
    """The family in short, how it is known, and what it is called."""
    family, source = explained.parsed.family, explained.parsed.source
    shown = dict(signs(source))
    if family is GENERIC:
        ids = ", ".join(one.id for one in shown)
        yield words.say("signs_of_several", ids=ids) if shown else words.say("no_layout")
        return
    yield words.say("layout", id=family.id)
    if family in shown:
        sign = " / ".join(line.strip() for line in shown[family].splitlines() if line.strip())
        yield words.say("by_sign", sign=_short(sign, _LONGEST_SIGN))
    else:
        yield words.say("as_asked")
    yield family.name


def _short(text: str, room: int) -> str:
    """`text`, cut behind a word where it has no room."""
    if width(text) <= room:
        return text
    a, b = next(broken(text, room - 1), (0, 0))
    return f"{text[a:b].rstrip(' ,.;:/')}{_CUT}"


def _row(parts: Iterable[str], room: int | None) -> Row:
    """Those of `parts` that there is room for, whole; the first in any case, cut where it must be."""
    room = room or _WIDEST
    said = ""
    for part in parts:
        clean = "".join(visible(" ".join(part.split())))
        longer = f"{said}{_BETWEEN}{clean}" if said else _short(clean, room)
        said = longer if width(longer) <= room else said
    return (Piece(said, HEAD),)


# All of it.


def everything(explained: Explained, words: Words) -> Iterator[str]:
    """Every form of headings, the habits, and the layouts that do not fit, a row each; a row without blanks heads."""
    for n, document in enumerate(explained.parsed.outlines, 1):
        if explained.begins and document.page.marks:
            yield words.say("document", n=n, line=explained.number(document, 0))
        yield words.say("other_forms")
        for way in document.every_way:
            points = words.number(way.score)
            yield f"  {words.say('form_row', points=points, count=len(way.chain), form=words.form(way))}"
        yield words.say("habits")
        yield from (f"  {said}" for said in _habits(explained, document, words))
    shown = dict(signs(explained.parsed.source))
    unfit = ", ".join(family.id for family in every() if family not in shown)
    if unfit:
        yield words.say("families")
        yield f"  {unfit}"


def _habits(explained: Explained, document: DocumentOutline, words: Words) -> Iterator[str]:
    page, habits = document.page, document.page.habits
    for how, counts in habits.standing.items():
        if counts:
            where = words.word("standing", how)
            yield words.say("labels", how=where, count=counts.total(), keys=_most(counts))
    style = list(_styles(habits, words))
    if style and habits.standing["own"]:
        yield words.say("style", how=", ".join(style))
    if page.source.width is not None:
        yield words.say("width", width=page.source.width)
    if document.contents.inside:
        rows = sorted(document.contents.inside)
        first, last = explained.number(document, rows[0]), explained.number(document, rows[-1])
        yield words.say("contents", first=first, last=last)
    again = Counter({key: count for key, count in page.recurring.items() if count >= _AGAIN})
    if again:
        yield words.say("again", keys=_most(again))


def _styles(habits: Habits, words: Words) -> Iterator[str]:
    bullet, screen = habits.bullet
    holds = {
        "capitals": habits.capitals,
        "full_stops": habits.full_stops,
        "colons": habits.colons,
        "apart": habits.apart,
        "bullet": bool(bullet),
        "screen": screen,
    }
    yield from (words.word("styles", name) for name, held in holds.items() if held)


def _most(counts: Counter[str]) -> str:
    named = ", ".join(f"{key} {count}" for key, count in counts.most_common(_MOST_NAMED))
    return f"{named}, {_CUT}" if len(counts) > _MOST_NAMED else named
