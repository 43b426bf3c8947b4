"""A web page's markup before it is parsed: without what is no text, and no dearer to parse than its length.

HTML's own rules take time that grows with the square of how deep elements nest, of how many attributes one has, and of
how many formatting elements are left open. What a tag may cost is counted here, by the rules that say which end tag
closes what, and a page that costs too much is refused before any of it is built.
"""

import re
from collections import Counter
from html import escape

from referat.errors import TooLargeError
from referat.tuples import NamedTuple

_SPACE = r"[ \t\n\r\f]"
_NAME = r"[a-z][^ \t\n\r\f/>]*+"
# As browsers read a tag: a quote opens a value after "=" alone; a tag that the file's end cuts is none.
_ATTRIBUTE = (
    rf"[^ \t\n\r\f/>][^ \t\n\r\f/>=]*+"
    rf"(?:{_SPACE}*+={_SPACE}*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\r\f>\"'][^ \t\n\r\f>]*+)?+)?+"
)
_ATTRIBUTES = rf"(?P<attributes>(?:[ \t\n\r\f/]++|{_ATTRIBUTE})*+)(?P<closed>>|\Z)"
# What stands in these is no markup, and no text that is shown.
_RAW = "script|style|title|textarea|iframe|noembed|noframes|noscript"
_RAW_ELEMENT = (
    rf"<(?P<raw>{_RAW})(?=[ \t\n\r\f/>]){_ATTRIBUTES.replace('?P<attributes>', '?:').replace('?P<closed>', '?:')}"
    rf"{{whole}}.*?(?:</(?P=raw)(?=[ \t\n\r\f/>])[^>]*+(?:>|\Z)|\Z)"
)
_COMMENT = r"<!--(?:-?>|.*?(?:--!?>|\Z))"
_NO_TAG = r"<(?:[!?]|/(?![a-z]))[^>]*+(?:>|\Z)"
_TAG = rf"<(?P<end>/?)(?P<name>{_NAME}){_ATTRIBUTES}"
_CDATA = r"<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
_HTML_TOKEN = re.compile("|".join((_COMMENT, _RAW_ELEMENT.format(whole=""), _NO_TAG, _TAG)), re.IGNORECASE | re.DOTALL)
_XHTML_TOKEN = re.compile(
    "|".join((_COMMENT, _CDATA, _RAW_ELEMENT.format(whole="(?<!/>)"), _NO_TAG, _TAG)), re.IGNORECASE | re.DOTALL
)
_ONE_ATTRIBUTE = re.compile(_ATTRIBUTE, re.IGNORECASE)

_VOID = frozenset({
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta",
    "param", "source", "track", "wbr",
})  # fmt: skip
# They change how letters look; the parser opens them again in every paragraph until they are closed.
_FORMATTING = frozenset({"b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"})
_SPAN, _STYLE, _LINK = "span", "style", "link"
# A span of which nothing is said that counts here, which the parser does not see; no element can be called so.
_BARE = "span "
_SAYS = re.compile(r"class|id|hidden|display|visibility|white-space|role|aria|data-", re.IGNORECASE)
_SCOPES = frozenset({"applet", "caption", "html", "marquee", "object", "table", "td", "template", "th"})
_TABLE = frozenset({"html", "table", "template"})
_TABLE_PARTS = frozenset({"caption", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CLOSES_PARAGRAPH = _HEADINGS | frozenset({
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "dd", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "li", "main", "menu", "nav",
    "ol", "p", "pre", "search", "section", "summary", "ul",
})  # fmt: skip
_SPECIAL = (
    _VOID
    | _SCOPES
    | _TABLE_PARTS
    | _CLOSES_PARAGRAPH
    | frozenset({"body", "button", "frameset", "head", "select", "svg"})
)
# Which open element a start tag closes, and below which of the open ones it does not look for it.
_SIBLINGS = {
    "a": (frozenset({"a"}), _SPECIAL),
    "li": (frozenset({"li"}), _SPECIAL - {"address", "div", "p"}),
    **dict.fromkeys(("dd", "dt"), (frozenset({"dd", "dt"}), _SPECIAL - {"address", "div", "p"})),
    **dict.fromkeys(("td", "th"), (frozenset({"td", "th"}), _TABLE)),
    "tr": (frozenset({"tr"}), _TABLE),
    **dict.fromkeys(("tbody", "tfoot", "thead"), (frozenset({"tbody", "tfoot", "thead"}), _TABLE)),
    "option": (frozenset({"option"}), _SPECIAL),
}
_PARAGRAPH = frozenset({"p"})
_SPANS = frozenset({_SPAN, _BARE})
_NONE = frozenset[str]()
_PARAGRAPH_SCOPE = _SCOPES | {"button"}

# A tag so long keeps the attributes that say something here; the rest is what a page hides in them.
_LONG_TAG = 500
_ATTRIBUTES_USED = frozenset({
    "aria-controls", "aria-expanded", "aria-hidden", "class", "data-bs-target", "data-target", "hidden", "href",
    "id", "open", "reversed", "role", "start", "style", "type", "value",
})  # fmt: skip
# More than any minutes have, and what keeps the memory below 300 MB: elements, and marks that may begin a tag.
_MOST_ELEMENTS, _MOST_MARKS = 150_000, 2_000_000
# So many elements may stand open, added up over all tags: some 0.5 s of parsing. A page of 100 000 tags has 20 each.
_MOST_OPEN = 200_000_000
# What tags begin with; no longer is what "&" may begin.
_BEGUN, _LONGEST_NAME = ("<", "/", "!", "?"), 40
_BY_HAND = "open it in a browser, and save or copy its text."
# What it costs to look at an open element here, in those of the parser.
_LOOK = 60


def refuse_many(data: bytes) -> None:
    """Raise TooLargeError where a page's bytes hold more tags than are read, before they are looked at one by one."""
    if data.count(b"<") > _MOST_MARKS:
        raise _too_many(f"{_MOST_MARKS:,} tags")


class Markup(NamedTuple):
    """A page's markup, and what leads to its style sheets: the elements `style` and `link` as they are written."""

    text: str
    sheets: tuple[str, ...]


def bounded(markup: str, *, xhtml: bool = False) -> Markup:
    """The markup without comments, scripts and the like.

    Elements that only change how letters look are `span`, and go too where nothing is said of them that counts here.
    With `xhtml`, elements that close themselves and CDATA are read as XML has them. Raises SourceError where there
    are too many elements, or they nest so deep that parsing them would take more than time in proportion to the length.
    """
    tags = _Tags(xhtml=xhtml)
    text = (_XHTML_TOKEN if xhtml else _HTML_TOKEN).sub(tags.rewritten, markup)
    return Markup(text, tuple(tags.sheets))


def _too_many(said: str) -> TooLargeError:
    return TooLargeError(f"holds more than {said}; it is not read.", hint=_BY_HAND)


class _Rule(NamedTuple):
    """What an element's tags do: those of the same `name` are all alike.

    A start tag closes an open element of `siblings`, and a paragraph where it `closes_paragraph`; an end tag closes
    the innermost of `closed`, unless one of `below` stands within it. `written` is the name that the parser sees.
    """

    written: str
    is_void: bool
    closes_paragraph: bool
    siblings: frozenset[str]
    siblings_below: frozenset[str]
    closed: frozenset[str]
    below: frozenset[str]


def _rule(name: str) -> _Rule:
    written = _SPAN if name in _FORMATTING else name
    siblings, siblings_below = _SIBLINGS.get(name, (_NONE, _NONE))
    closed = _HEADINGS if name in _HEADINGS else _SPANS if written == _SPAN else frozenset({written})
    below = _TABLE if name in _TABLE_PARTS else _SCOPES if name in _SPECIAL else _SPECIAL
    below = below - {name} if name in below else below
    return _Rule(written, name in _VOID, name in _CLOSES_PARAGRAPH, siblings, siblings_below, closed, below)


class _Tags:
    """The elements that stand open while tags come by."""

    def __init__(self, *, xhtml: bool) -> None:
        self._xhtml = xhtml
        self._open: list[str] = []
        self._count: Counter[str] = Counter()
        self._cost = self._elements = 0
        self._rules: dict[str, _Rule] = {}
        self.sheets: list[str] = []

    def rewritten(self, token: re.Match[str]) -> str:
        """What stands for `token` in the bounded markup."""
        end, name, attributes, closed = token.group("end", "name", "attributes", "closed")
        if name is None:
            return self._other(token)
        if not closed:
            return _nothing(token)
        rule = self._rules.get(name) or self._named(name)
        if end:
            return self._ended(rule) or _nothing(token)
        if len(attributes) > _LONG_TAG:
            kept = (one[0] for one in _ONE_ATTRIBUTE.finditer(attributes))
            attributes = " " + " ".join(one for one in kept if _attribute_name(one) in _ATTRIBUTES_USED)
        self._cost += len(self._open)
        if self._cost > _MOST_OPEN:
            raise TooLargeError(
                f"nests its elements too deep ({len(self._open)} within each other), so it is not read.", hint=_BY_HAND
            )
        # In a drawing a span ends it, whatever is said.
        if rule.written == _SPAN and not self._count["svg"] and not _SAYS.search(attributes):
            if not (self._xhtml and attributes.endswith("/")):
                self._opened(_BARE)
            return _nothing(token)
        if rule.written == _LINK:
            self.sheets.append(token[0])
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            raise _too_many(f"{_MOST_ELEMENTS:,} elements")
        if not rule.is_void:
            self._started(rule)
            if self._xhtml and attributes.endswith("/"):
                return f"<{rule.written}{attributes[:-1]}>{self._ended(rule)}"
        return f"<{rule.written}{attributes}>"

    def _other(self, token: re.Match[str]) -> str:
        """What stands for a token that is no tag: a comment, a script, a style sheet."""
        if token["raw"] and token["raw"].lower() == _STYLE:
            self.sheets.append(token[0])
        return (escape(token["cdata"] or "", quote=False) if self._xhtml else "") or _nothing(token)

    def _named(self, name: str) -> _Rule:
        """The rule of a tag whose name is written so, for the next one too."""
        rule = self._rules[name] = _rule(name.lower())
        return rule

    def _started(self, rule: _Rule) -> None:
        name = rule.written
        if rule.closes_paragraph and self._count["p"]:
            self._close(_PARAGRAPH, _PARAGRAPH_SCOPE)
        if rule.siblings:
            self._close(rule.siblings, rule.siblings_below)
        elif name in _HEADINGS and self._open and self._open[-1] in _HEADINGS:
            self._count[self._open.pop()] -= 1
        self._opened(name)

    def _opened(self, name: str) -> None:
        self._open.append(name)
        self._count[name] += 1

    def _ended(self, rule: _Rule) -> str:
        """The end tag, "" where it closes nothing: the parser would look through all that is open for it."""
        name = rule.written
        if name == "br":
            return "<br>"
        ended = self._close(rule.closed, rule.below)
        # A link ends even where a block stands between: the parser splits it.
        return f"</{name}>" if (ended and ended != _BARE) or name == "a" else ""

    def _close(self, names: frozenset[str], below: frozenset[str]) -> str:
        """Close the innermost open element of `names`, unless one of `below` stands within it; its name, "" if none."""
        still_open, count = self._open, self._count
        if still_open and still_open[-1] in names:  # nearly always
            name = still_open.pop()
            count[name] -= 1
            return name
        if not any(map(count.__getitem__, names)):
            return ""
        for index in range(len(still_open) - 1, -1, -1):
            name = still_open[index]
            if name in names:
                # What the parser does not see closes nothing that stands within it.
                end = index + 1 if name == _BARE else len(still_open)
                count.subtract(still_open[index:end])
                del still_open[index:end]
                return name
            self._cost += _LOOK
            if name in below:
                break
        return ""


def _nothing(token: re.Match[str]) -> str:
    """What stands for a token that goes: nothing, unless what it parts ("<" and "p", "&l" and "t") would be markup."""
    markup, start = token.string, token.start()
    is_begun = markup[start - 1 : start] in _BEGUN or markup.rfind("&", max(0, start - _LONGEST_NAME), start) >= 0
    return "<!---->" if is_begun else ""


def _attribute_name(attribute: str) -> str:
    return attribute.partition("=")[0].strip().lower()
