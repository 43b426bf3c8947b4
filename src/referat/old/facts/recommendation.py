"""What a recommendation section recommends, and who does."""

from referat.lexicon import values
from referat.lexicon.rules import Groups
from referat.old.facts.idioms import rules
from referat.old.facts.sentences import LIST_MARK, sentences
from referat.old.reading import Node, Reading
from referat.old.tokens import Hit

# What closes a point, all of it together at most so long: ", og" and a full stop.
_CLOSING = ".,; "


def read_recommendation(
    reading: Reading, label: Hit, line: int, stop: int, extent: tuple[int, int]
) -> tuple[Node, int]:
    """The Recommendation under the label on `line`, in the lines up to `stop`, and the last line of its points.

    `extent` are the section's view offsets.
    """
    node: Node = {"by": None, "points": [], "span": reading.source.span_node(*extent)}
    if label.get("by"):
        reading.put(node, "by", reading.source.phrase(*label.at("by")), *label.at("by"))
    last = line
    if label.get("point"):
        a, b = label.at("point")
        points = [(a, _closed(reading.source.view, a, b))]
        below = next(iter(reading.text_lines(line + 1, stop)), None)
        if below is not None:
            c, d = reading.source.stripped(below)
            last = below if _sender_after(reading, node, reading.source.view[c:d], c) else line
    else:
        points, last = _points(reading, node, line + 1, stop)
    if not points and label.rule.pattern is not None:
        points = _bare_points(reading, line, stop)
    for a, b in points:
        reading.at(node, f"points/{len(node['points'])}", a, b)
        node["points"].append(reading.source.verbatim(a, b))
    return node, max(last, line)


def _points(reading: Reading, node: Node, first: int, stop: int) -> tuple[list[tuple[int, int]], int]:
    """The view's offsets of each point, and the last line that points or their sender stand on.

    The first point's form is the form of all: under points that begin with a number or a bullet everything else goes
    on with the point before, under "at" paragraphs a number or a bullet does. A paragraph that begins with a capital
    and is no point explains; it belongs to none.
    """
    points: list[tuple[int, int]] = []
    marked: bool | None = None
    last = -2
    for i in reading.text_lines(first, stop):
        a, b = reading.source.stripped(i)
        text = reading.source.view[a:b]
        if not points and node["by"] is None:
            inline = _inline(reading, node, text, a)
            if inline is not None:
                if inline[0] < inline[1] and not _leads_in(reading, i, stop, *inline):
                    points.append(inline)
                marked = False if points else None
                last = i
                continue
        if points and node["by"] is None and _sender_after(reading, node, text, a):
            last = i
            break
        if points and any(rule.match(text) for rule in rules("recommendation", "sender")):
            break  # another one recommends something too
        groups = _point(text)
        is_marked = groups is not None and groups.groupdict().get("mark") is not None
        if groups is not None and (marked is None or is_marked == marked):
            marked = is_marked
            begin, end = groups.span("point")
            points.append((a + begin, a + end))
            last = i
        elif points and ((last == i - 1 and not _begins_anew(reading, i, text)) or is_marked or text[:1].islower()):
            points[-1] = (points[-1][0], b)
            last = i
    return [(a, _closed(reading.source.view, a, b)) for a, b in points], last


def _leads_in(reading: Reading, i: int, stop: int, a: int, b: int) -> bool:
    """Whether the view's `a:b`, at the end of line `i`, only begins what the points of a list below finish."""
    text = reading.source.view[a:b].rstrip()
    below = next(iter(reading.text_lines(i + 1, stop)), None)
    if below is None or not LIST_MARK.match(reading.source.lines[below].strip()):
        return False
    first = reading.source.lines[below].strip()[:1]
    return not text.endswith((".", ";")) and (not text.endswith(",") or not first.isdigit() or first == "1")


def _bare_points(reading: Reading, line: int, stop: int) -> list[tuple[int, int]]:
    """The paragraphs below a label that ends with the "at" of each of them."""
    source = reading.source
    if source.lines[line].rstrip(" :,\r").rpartition(" ")[2] not in values.words()["point_openings"]:
        return []
    places = [source.stripped(i) for i in reading.text_lines(line + 1, stop)]
    return [(a, _closed(source.view, a, b)) for a, b in places]


def _begins_anew(reading: Reading, i: int, text: str) -> bool:
    """Whether line `i`, directly below a point, is a sentence of its own: pages of the web break no lines."""
    ended = reading.source.lines[i - 1].rstrip().endswith(".")
    return ended and text[:1].isupper() and not reading.layout.titles_wrap


def _sender_after(reading: Reading, node: Node, text: str, start: int) -> bool:
    """Whether a line below the points names who recommends, in brackets."""
    for rule in rules("recommendation", "sender_after"):
        groups = rule.match(text)
        if groups is not None:
            a, b = groups.span("by")
            reading.put(node, "by", reading.source.phrase(start + a, start + b), start + a, start + b)
            return True
    return False


def _inline(reading: Reading, node: Node, text: str, start: int) -> tuple[int, int] | None:
    """What `_sender` finds from the first of the sentences in `text` that names who recommends."""
    begins = (sentence.start - start for sentence in sentences(text, start))
    found = (_sender(reading, node, text[begin:], start + begin) for begin in begins)
    return next((place for place in found if place is not None), None)


def _sender(reading: Reading, node: Node, text: str, start: int) -> tuple[int, int] | None:
    """Who recommends, where a first line says so, and the point on that line (empty where there is none)."""
    for rule in (*rules("recommendation", "sender"), *rules("recommendation", "impersonal")):
        groups = rule.match(text)
        if groups is None:
            continue
        found = groups.groupdict()
        if found.get("by"):
            a, b = groups.span("by")
            reading.put(node, "by", reading.source.phrase(start + a, start + b), start + a, start + b)
        if found.get("point") is None:
            return start, start
        a, b = groups.span("point")
        return start + a, start + b
    return None


def _point(text: str) -> Groups | None:
    for rule in rules("recommendation", "point"):
        if rule.firsts is None or text[:1] in rule.firsts:
            groups = rule.match(text)
            if groups is not None:
                return groups
    return None


def _closed(view: str, a: int, b: int) -> int:
    """Where the point `a:b` ends without the ", og" or the marks that close it."""
    text = view[a:b].rstrip(_CLOSING)
    for word in values.words()["conjunctions"]:
        if text.endswith(f" {word}"):
            text = text[: -len(word)].rstrip(_CLOSING)
    return a + len(text)
