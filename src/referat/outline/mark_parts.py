"""Parts of marks."""

from referat.lexicon.lines import key_of
from referat.outline.marks import Mark
from referat.text.source import Source


def part(source: Source, each: Mark, a: int, b: int) -> Mark:
    """The part of `each` in the view's `a:b`, without the white space around it."""
    raw = source.view[a:b]
    text = raw.strip()
    a += len(raw) - len(raw.lstrip())
    first = a == each.a
    return each.but(
        a=a,
        b=a + len(text),
        begin=each.begin if first else a,
        end=a + len(text),
        indent=each.indent if first else 0,
        text=text,
        key=key_of(text),
        cut=-1,
    )
