"""The page of the report: HTML with its style and its pictures inside, which asks for nothing from anywhere."""

import html
import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from string import Template

import referat
from referat.archive.query.aggregates import Aggregates
from referat.archive.query.filters import Filters
from referat.views.report import attendance, decisions, meetings, routes
from referat.views.report.drawing import library, locales, specification, svg
from referat.views.report.picture import Bodies, Picture, Table, clean
from referat.views.report.words import Words

_HERE = Path(__file__).parent
_NO_SCRIPT = "script-src 'none'"
# Vega turns its expressions into functions.
_SCRIPT = "script-src 'unsafe-inline' 'unsafe-eval'"
# Authorities that are named at the head; the picture of them has more.
_NAMED = 6


def pictures(found: Aggregates, words: Words) -> list[Picture]:
    """All pictures in the order of the page; of authorities only where there are several."""
    names = Bodies(words, len(found.selection.authorities))
    several = [meetings.authorities(found, words)] if len(found.selection.authorities) > 1 else []
    return [
        meetings.meetings(found, words),
        *several,
        decisions.outcomes(found, words, names),
        attendance.attendance(found, words, names),
        decisions.votes(found, words),
        meetings.lengths(found, words),
        meetings.lengths_bodies(found, words, names),
        decisions.amounts(found, words),
        routes.routes(found, words, names),
    ]


def page(found: Aggregates, filters: Filters, words: Words, *, complete: bool, interactive: bool) -> str:
    """The report of what was counted, as HTML; `interactive` puts Vega into it, 1 MB.

    `complete` tells whether the archive was read to its end. Raises ImportError where vl-convert is missing.
    """
    shown = pictures(found, words)
    named = [one.name for one in found.selection.authorities]
    only = clean(named[0]) if len(named) == 1 and named[0] else None
    return _template("page.html").substitute(
        language=words.language,
        scripts=_SCRIPT if interactive else _NO_SCRIPT,
        generator=f"referat {referat.__version__}",
        title=_text(words.say("title_of", authority=only) if only else words.say("title")),
        style=_read("style.css"),
        lead=_text(words.say("lead")),
        basis_title=_text(words.say("basis")),
        basis=_points(_basis(found, filters, words, complete=complete)),
        contents_title=_text(words.say("contents")),
        contents="\n".join(
            f'<li><a href="#{one.name}">{_text(words.say(f"{one.name}.title"))}</a></li>' for one in shown
        ),
        sections="".join(_section(one, words, interactive=interactive) for one in shown),
        script=_script(shown, words) if interactive else "",
    )


@cache
def _read(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


def _template(name: str) -> Template:
    return Template(_read(name))


def _text(text: str) -> str:
    return html.escape(text)


def _points(sentences: Sequence[str]) -> str:
    return "\n".join(f"<li>{_text(sentence)}</li>" for sentence in sentences)


# What all of it is based on.


def _basis(found: Aggregates, filters: Filters, words: Words, *, complete: bool) -> list[str]:
    selection = found.selection
    said = list(_chosen(filters, words))
    if not selection.meetings:
        return [words.say("scope.empty"), *said, *_unread(found, words, complete=complete)]
    kinds = {"minutes": selection.minutes, "agenda": selection.agendas, "unknown": selection.unknown}
    said.append(
        words.say(
            "scope.counted",
            meetings=words.counted("meeting", selection.meetings),
            kinds=words.listed([words.counted(kind, number) for kind, number in kinds.items() if number]),
            texts=words.counted("text", selection.texts),
        )
    )
    if selection.first and selection.last:
        said.append(words.say("scope.period", first=words.day(selection.first), last=words.day(selection.last)))
    items, decisions = words.counted("item", selection.items), words.counted("decision", selection.decisions)
    said.append(words.say("scope.items", items=items, decisions=decisions))
    said += _authorities(found, words)
    said += [words.say("scope.once"), words.say("scope.as_written")]
    return [*said, *_unread(found, words, complete=complete)]


def _chosen(filters: Filters, words: Words) -> Iterator[str]:
    """What was asked for, where not everything was."""
    yield from (words.say("scope.authority", text=clean(name)) for name in filters.authorities)
    if filters.body is not None:
        yield words.say("scope.body", text=clean(filters.body))
    if filters.since is not None:
        yield words.say("scope.since", day=words.day(filters.since))
    if filters.until is not None:
        yield words.say("scope.until", day=words.day(filters.until))


def _authorities(found: Aggregates, words: Words) -> Iterator[str]:
    named = [one for one in found.selection.authorities if one.name]
    nameless = sum(one.meetings for one in found.selection.authorities if one.name is None)
    if named:
        names = [clean(one.name or "") for one in named[:_NAMED]]
        if more := len(named) - len(names):
            names.append(words.say("scope.more", number=words.number(more)))
        slots = {"authorities": words.counted("authority", len(named)), "names": words.listed(names)}
        yield words.say("scope.authorities", **slots)
    if nameless:
        yield words.say("scope.nameless", meetings=words.counted("meeting", nameless))


def _unread(found: Aggregates, words: Words, *, complete: bool) -> Iterator[str]:
    if found.selection.failures:
        yield words.say("scope.failures", files=words.counted("file", found.selection.failures))
    if not complete:
        yield words.say("scope.incomplete")


# The pictures.


def _section(picture: Picture, words: Words, *, interactive: bool) -> str:
    title = words.say(f"{picture.name}.title")
    hint = [words.say("interactive_hint")] if interactive and picture.rows else []
    return _template("section.html").substitute(
        name=picture.name,
        title=_text(title),
        about=_text(" ".join([words.say(f"{picture.name}.about"), *hint])),
        figure=_figure(picture, title, words) if picture.rows else "",
        says=_text(picture.says),
        behind=_text(words.say("behind")),
        basis=_points(picture.basis),
        tables="".join(_table(table, words) for table in picture.tables),
    )


def _figure(picture: Picture, title: str, words: Words) -> str:
    return _template("figure.html").substitute(
        name=picture.name, scroll=_text(words.say("scroll_picture", title=title)), svg=svg(picture, words)
    )


def _table(table: Table, words: Words) -> str:
    return _template("table.html").substitute(
        summary=_text(words.say("as_table", caption=table.caption)),
        scroll=_text(words.say("scroll_table", title=table.caption)),
        caption=_text(table.caption[:1].upper() + table.caption[1:]),
        head=_row(table.headings, table.texts, 'th scope="col"', 'th scope="col"'),
        body="\n".join(_row(row, table.texts, 'th scope="row"', "td") for row in table.rows),
    )


def _row(cells: Sequence[str], texts: int, first: str, others: str) -> str:
    """A row of a table, its first cell of another tag than the others; texts stand at their left, numbers not."""
    shown = []
    for n, cell in enumerate(cells):
        tag = others if n else first
        kind = ' class="text"' if n < texts else ""
        shown.append(f"<{tag}{kind}>{_text(cell)}</{tag.partition(' ')[0]}>")
    return f"<tr>{''.join(shown)}</tr>"


# The script.


def _script(shown: Sequence[Picture], words: Words) -> str:
    drawn = [picture for picture in shown if picture.rows]
    data = {"locale": locales(words), "pictures": {one.name: specification(one, words) for one in drawn}}
    # No text of somebody else's may end the element that it stands in.
    told = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<script type="application/json" id="report-data">{told}</script>\n'
        f"<script>{_closed(library())}</script>\n<script>{_read('interactive.js')}</script>"
    )


def _closed(script: str) -> str:
    """A script that holds no end of a script, in its own strings either."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
