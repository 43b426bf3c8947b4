"""`explain --facts`: each value that was read, with the rule that read it and its place."""

from collections.abc import Iterator

from referat.contract.record import Value
from referat.views.cells import visible
from referat.views.explained_lines import Explained, is_whole
from referat.views.explained_words import Words

_TITLE, _FIELD, _DIM = "heading", "field", "hint"
# So much of a value is shown.
_LONGEST = 120
_CUT = "…"
# What every record has, and nobody reads.
_FORMAL = frozenset({"schema_version", "layout", "id", "position", "basis", "amended"})
_LABEL = "label"


def facts(explained: Explained, words: Words) -> Iterator[tuple[int, str, str]]:
    """Every value but texts as a whole, below what it is of: rows of depth, text and style."""
    above = None
    for value in explained.all_values():
        if (is_whole(value.pointer) and not value.pointer.endswith(_LABEL)) or _is_formal(value):
            continue
        of, name = _parted(value.pointer, several=len(explained.records) > 1)
        if of != above:
            if above is not None:
                yield (0, "", "")
            yield (0, _title(explained, words, of), _TITLE)
            above = of
        yield from ((1 + depth, said, style) for depth, said, style in said_of(explained, value, words, name))
    if above is None:
        yield (0, words.say("facts_none"), "")


def said_of(explained: Explained, value: Value, words: Words, name: str) -> Iterator[tuple[int, str, str]]:
    """A value: its field and what it is, then where it was read and by what."""
    said = "".join(visible(words.value(explained.value_at(value.pointer))))
    shown = said if len(said) <= _LONGEST else f"{said[:_LONGEST].rpartition(' ')[0]}{_CUT}"
    yield (0, f"{name}: {shown}", _FIELD)
    how, rule = explained.ruled(value)
    by = words.say(how, rule=rule)
    places = [_place(explained, span.start, span.end, words) for span in value.spans]
    yield (1, f"{'; '.join(places)} · {by}" if places else by, _DIM)


def _place(explained: Explained, start: int, end: int, words: Words) -> str:
    first, last = explained.lines.position(start), explained.lines.position(max(start, end - 1))
    if first.line != last.line:
        return words.say("lines", line=first.line, last=last.line)
    key = "place" if last.column > first.column else "place_of_one"
    return words.say(key, line=first.line, first=first.column, last=last.column)


def _is_formal(value: Value) -> bool:
    return not value.spans and value.pointer.rpartition("/")[2] in _FORMAL


def _parted(pointer: str, *, several: bool) -> tuple[str, str]:
    """What a value is of (an item, the people, or the meeting: a JSON pointer), and its field there."""
    names = pointer.split("/")[1:]
    root, names = (f"/{names[0]}", names[1:]) if several else ("", names)
    if names[0] == "items":
        return f"{root}/items/{names[1]}", ".".join(names[2:])
    if names[0] == "people":
        return f"{root}/people", ".".join(names[1:])
    return root, ".".join(names)


def _title(explained: Explained, words: Words, of: str) -> str:
    if of.endswith("/people"):
        return words.say("people")
    if "/items/" not in of:
        return words.say("meeting") if not of else f"{words.say('meeting')} {int(of[1:]) + 1}"
    item = explained.value_at(of)
    assert isinstance(item, dict)  # noqa: S101  for the type checker
    number = words.say("item", number=item["number"]) if item["number"] else words.say("item_alone")
    return f"{number}: {''.join(visible(item['title']))}" if item["title"] else number
