"""Where one document of a file ends and the next begins.

file = document { document } ;
"""

from referat.lexicon.rules import Rule
from referat.old.reading import Reading


def find_documents(reading: Reading) -> list[tuple[int, int]]:
    """The first and the stop line of each document: a new one starts at a title line that header lines confirm."""
    found, stop = reading.found, len(reading.source.lines)
    titles = [i for i in sorted(found.starts) if _is_confirmed(reading, i, stop)]
    firsts = [_before_title(reading, i) for i in titles]
    if firsts and not any(0 <= i < firsts[0] for table in (found.starts, found.headings, found.labels) for i in table):
        firsts = firsts[1:]  # nothing but a page's own lines stands above the first title
    printed = {reading.source.lines[i].strip() for i in titles}
    starting = set(titles)
    again: dict[int, Rule] = {}
    for i, hit in found.starts.items():
        # The title again, at the top of another page.
        dated = hit.groups is not None and "date" in hit.groups.groupdict()
        if dated and i not in starting and reading.source.lines[i].strip() in printed:
            again[i] = hit.rule
    if again:
        found.add_noise(again)
    return list(zip([0, *firsts], [*firsts, stop], strict=True))


def _is_confirmed(reading: Reading, i: int, stop: int) -> bool:
    """Whether as many header lines follow the title at `i` as its rule asks for."""
    found, last = reading.found, "title"
    line = found.starts[i].last
    for _ in range(found.starts[i].rule.data.get("confirmed_by", 1)):
        below = found.below(line, stop)
        if below is None:
            return False
        text = reading.source.lines[below].strip()
        rule = next((rule for rule in reading.layout["header"] if _follows(rule, text, last)), None)
        if rule is None:
            return False
        line, last = below, rule.data["field"]
    return True


def _follows(rule: Rule, text: str, last: str) -> bool:
    after = rule.data.get("after")
    return not rule.data.get("starts") and (after is None or last in after) and rule.accepts(text)


def _before_title(reading: Reading, i: int) -> int:
    """The first line of the furniture that stands directly before the title at `i`."""
    first = i
    for k in range(i - 1, -1, -1):
        rule = reading.found.noise.get(k)
        if rule is not None and not rule.data.get("closes"):
            first = k
        elif not reading.source.is_blank(k):
            break
    return first
