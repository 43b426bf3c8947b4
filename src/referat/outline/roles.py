"""What became of each line, as the outline knows it: for the ledger, which asks when somebody explains."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from referat.contract.ledger import LineRole
from referat.lexicon import idioms
from referat.outline import furniture, weights
from referat.outline.blocks import Entry, ItemBlocks
from referat.outline.choice import Hypothesis
from referat.outline.document import DocumentOutline
from referat.outline.items import ItemReading
from referat.outline.loose import OUTSIDE
from referat.outline.marks import Mark
from referat.outline.row_pages import torn_pages
from referat.outline.weights import Evidence
from referat.text.places import Range

#: The rule of a line of which the file itself says that it is furniture.
TOLD = "furniture of the file"
#: That of a line above the items with no letter and no digit.
MARKS = "marks alone"
_KINDS = {"title": "item_heading", "number": "item_heading", "attachments": "attachment"}


def of(document: DocumentOutline, items: Sequence[ItemBlocks], root: str = "") -> Iterator[LineRole]:
    """The roles of the lines of `document` but for its head; `root` is the JSON pointer of its meeting.

    `items` are the blocks of its items as facts were read of them: which lines a section has is settled there.
    """
    yield from _outside_items(document, root)
    for n, (reading, heading) in enumerate(zip(document.items, document.headings, strict=True)):
        yield LineRole(document.page.marks[heading.at].line, "unclaimed", reason=f"heading: {heading.evidence}")
        yield from _item(document, reading, items[n], f"{root}/items/{n}")
    for candidate in document.form.passed:
        reason = f"no heading: {_objection(candidate.evidence)}"
        yield LineRole(document.page.marks[candidate.at].line, "unclaimed", reason=reason)


def unlisted(document: DocumentOutline) -> list[Mark]:
    """The lines inside the table of contents that are in none of its entries, and that no rule knows; torn pages."""
    if not document.contents.inside:
        return []
    marks, entries = document.page.marks, document.blocks.contents
    titles = {place.a for entry in entries for place in entry.title}
    inside = sorted(document.contents.inside)
    torn = torn_pages(marks, inside)
    rows = [
        row
        for k in inside
        if ((row := marks[k]).rule is None or k in torn)
        and row.a not in titles
        and (row.number is None or row.place(row.number.title).a not in titles)
    ]
    if not rows:  # nearly always
        return rows
    beside = {place.a for entry in entries for place in _beside(entry)}
    begins = sorted(titles | beside)
    return [row for row in rows if bisect_left(begins, row.begin) == bisect_left(begins, row.end)]


def _beside(entry: Entry) -> Iterator[Range]:
    """Where the number and the page of a row stand."""
    if entry.number is not None:
        yield entry.number
    if entry.page is not None:
        yield from entry.page.at


def _outside_items(document: DocumentOutline, root: str) -> Iterator[LineRole]:
    page = document.page
    nowhere = {mark.begin for mark in unlisted(document)}
    for k in document.contents.inside:
        if page.marks[k].begin not in nowhere:
            yield _role(page.marks[k], "contents", f"{root}/contents")
    for k in furniture.told(page.source, page.marks) if page.source.furniture else ():
        yield LineRole(page.marks[k].line, "noise", TOLD, root)
    for mark in page.marks:
        if mark.role in OUTSIDE:
            yield _role(mark, "noise", root)
    view = page.source.view
    for line in document.blocks.header:
        if not any(map(str.isalnum, view[line.a : line.b])):  # marks alone, which the head has no part of
            yield LineRole(page.source.line_at(line.a), "noise", MARKS, root)


def _role(mark: Mark, kind: str, owner: str) -> LineRole:
    rule = mark.rule.name if mark.rule is not None else mark.number.form[0] if mark.number is not None else ""
    return LineRole(mark.line, kind, rule, owner)


def _objection(evidence: Evidence) -> str:
    """What speaks most against a candidate that was not taken."""
    against = [(term.weight * share, term.says) for term, share in evidence.parts if term.weight < 0]
    if not against:
        return f"the chain of headings is better without it ({evidence})"
    points, says = min(against)
    return f"{says} {points:+.2g}"


def _item(document: DocumentOutline, reading: ItemReading, blocks: ItemBlocks, owner: str) -> Iterator[LineRole]:
    page = document.page
    text = {line.begin for line in blocks.lead}  # where facts may have found no names on a line of their form
    for k, field in reading.beside.items():
        if field == "attendance" and page.marks[k].begin in text:
            continue
        root = owner.rpartition("/items/")[0]
        yield _role(page.marks[k], _KINDS.get(field, field), root if field == "noise" else f"{owner}/{field}")
    line_at = page.source.line_at  # facts may have moved lines, and labels, that no mark begins with
    for line in blocks.lead:
        yield LineRole(line_at(line.a), "text", "", f"{owner}/lead")
    sections = (part for block in blocks.sections for part in (block, *block.inner))
    for j, part in enumerate(sections):
        yield LineRole(line_at(part.label.at.a), "label", part.label.rule, f"{owner}/sections/{j}/label")
        for line in part.lines:
            yield LineRole(line_at(line.a), "text", "", f"{owner}/sections/{j}/text")
    for opened in reading.sections:
        for k in opened.more:
            yield _role(page.marks[k], "label", f"{owner}/sections")


def form_said(form: Hypothesis, *, danish: bool = False) -> str:
    """A form of headings in words, English or Danish: "N. title", or what anchors items that have none."""
    words = forms_said(danish=danish)
    name, slots = _form_named(form, words["title"])
    return words[name].format_map(slots)


def _form_named(form: Hypothesis, title: str) -> tuple[str, Mapping[str, str]]:
    """What a form is called in `evidence.toml`, and what it is called by; `title` is the word for one."""
    named: tuple[str, Mapping[str, str]] = ("none", {})
    match form.form:
        case ("number", rule, word, mark, gap, bullet, depth):
            picture = _picture(str(word), str(mark), str(gap), str(bullet)).replace(_TITLE, title)
            of_rule = "" if rule in _PLAIN_NUMBERS else "_of_rule"
            name = f"number{of_rule}{'_indented' if depth else ''}"
            named = name, {"picture": picture, "rule": str(rule)}
        case ("case" | "screen" | "label", _, word) if word:
            named = "word", {"word": str(word)}
        case ("title", *beside):
            named = ("unnumbered_over_screen" if beside else "unnumbered"), {}
        case ("field", word):
            named = "field", {"word": str(word)}
        case ("head", *how):
            named = "_".join(("head", *map(str, how))), {}
        case (("case" | "access" | "clock" | "listed" | "one") as name, *_):
            named = str(name), {}
    return named


@cache
def forms_said(*, danish: bool) -> Mapping[str, str]:
    """The words for each form of headings, English or Danish."""
    entries = idioms.table(weights.FILE)["forms"].items()
    return {name: entry["danish" if danish else "says"] for name, entry in entries}


# Rules whose form the picture of a heading shows; what stands in it for the title.
_PLAIN_NUMBERS = frozenset(f"number.{name}" for name in ("word", "separated", "spaced", "glued", "alone"))
_TITLE = "\0"


def _picture(word: str, mark: str, gap: str, bullet: str) -> str:
    """What a heading looks like: "• punkt N: title"."""
    before = " ".join(part for part in (bullet, word) if part)
    behind = {"glued": _TITLE, "alone": ""}.get(gap, f" {_TITLE}")
    return f"{before} N{mark}{behind}".strip()
