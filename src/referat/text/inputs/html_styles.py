"""The style sheets that a web page carries itself: what they show, hide, and set in blocks, by simple selectors.

    sheet = { rule | "@media" query "{" sheet "}" | what counts for nothing here } ;
    rule = selector { "," selector } "{" declarations "}" ; selector = [ tag ] { "#" id | "." class } ;

Other selectors (".a .b", ".a:hover") hide nothing. Where they show what a simple one hides, something on the page opens
it, and it counts as shown; so does what one selector hides where that is much of the page. Nothing is fetched.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import islice

from referat.text.inputs.html_nodes import Nodes
from referat.tuples import NamedTuple

_STYLE_ELEMENT = re.compile(r"<(style|link)\b([^>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_NO_TEXT = re.compile(r"/\*.*?(?:\*/|\Z)|\"(?:[^\"\\\n]|\\.)*\"?|'(?:[^'\\\n]|\\.)*'?|<!--|-->", re.DOTALL)
_PART = re.compile(r"([^{};]*)([{};]|\Z)")
_DECLARATION = re.compile(
    r"(?:^|[;\s])(display|visibility|white-space)\s*:\s*([a-z-]+)\s*(!\s*important)?", re.IGNORECASE
)
_NAME = r"(?:[\w-]|[^\x00-\x7f]|\\.)+"
_SIMPLE = re.compile(rf"(?P<tag>[a-zA-Z][a-zA-Z0-9-]*|\*)?(?P<named>(?:[.#]{_NAME})*)")
_NAMED = re.compile(rf"([.#])({_NAME})")
_COMBINED = re.compile(r"[\s>+~]+")
_ESCAPED = re.compile(r"\\(.)")
# What a selector's parts weigh: ids, then classes and what is like them, then tags.
_IDS, _CLASSES, _TAGS = re.compile("#"), re.compile(r"[.:\[]"), re.compile(r"(?:^|[\s>+~])[a-zA-Z]")
# A page is read as on a screen so wide, in points of the screen.
_WIDTH, _POINTS = 1280, {"px": 1, "em": 16, "rem": 16}
_FEATURE = re.compile(r"\(\s*(min|max)-width\s*:\s*([0-9.]{1,9})(px|em|rem)\s*\)", re.IGNORECASE)
_SCREENS = frozenset({"", "all", "screen", "only all", "only screen"})
# Groups of rules that hold whatever they say.
_GROUPS = ("@layer", "@supports")
# More rules of one name, or altogether, say nothing that is looked at.
_MOST_OF_A_NAME, _MOST_RULES = 24, 20_000
_DISPLAY, _ITSELF = "display", r"\1"
_HIDDEN = {_DISPLAY: {"none"}, "visibility": {"hidden", "collapse"}}
# Of the ways to show an element, those that change its lines; a cell or a flexible row stays what its element is.
_USED = frozenset({"block", "inline", "list-item"})
_KNOWN = _USED | frozenset({
    "flex", "flow-root", "grid", "inline-block", "inline-flex", "none", "table", "table-cell", "table-row",
})  # fmt: skip
# What stands in these is set by them.
_OWN_LAYOUT = frozenset({"caption", "li", "table", "tbody", "td", "tfoot", "th", "thead", "tr"})
# What one selector hides is a part of the page that something shows, where it holds more than this of its letters.
_MUCH = 0.2


def sheets(elements: Iterable[str], linked: Mapping[str, str]) -> Iterator[str]:
    """The style sheets of a page that are for a screen: those of its elements `style` and `link`, as they are written.

    `linked` are the sheets that came with the page, by their address.
    """
    for element in elements:
        begun = _STYLE_ELEMENT.match(element)
        attributes = {
            name.lower(): unescape(quoted or single or bare)
            for name, quoted, single, bare in _ATTRIBUTE.findall(begun[2] if begun is not None else "")
        }
        if begun is None or not is_for_screen(attributes.get("media", "")):
            continue
        if begun[1].lower() == "link":
            if "stylesheet" in attributes.get("rel", "").lower().split():
                yield linked.get(attributes.get("href", "").strip(), "")
        elif attributes.get("type", "").lower() in ("", "text/css"):
            yield element[begun.end() :].rpartition("</")[0]


class _Selector(NamedTuple):
    """Which elements a rule means: those with this tag ("": any), and with these names ("#id", ".class")."""

    tag: str
    names: tuple[str, ...]

    def accepts(self, tag: str, name: str, classes: Collection[str]) -> bool:
        """Whether an element with this tag, id and classes is meant."""
        return self.tag in ("", tag) and all(
            (one[1:] == name) if one[0] == "#" else (one[1:] in classes) for one in self.names
        )

    def is_within(self, other: "_Selector") -> bool:
        """Whether `other` means some of the elements that this one means."""
        return self.tag in ("", other.tag) and set(self.names) <= set(other.names)


class _Rule(NamedTuple):
    """What one selector says of one property. `weight` is what counts where several do.

    `is_simple` is False where the selector says more than is looked at here: it may mean the element.
    """

    selector: _Selector
    name: str
    value: str
    weight: tuple[bool, int, int, int, int]
    is_simple: bool

    @property
    def hides(self) -> bool:
        """Whether what is meant is not to be seen."""
        return self.value in _HIDDEN.get(self.name, ())


class _Rules(NamedTuple):
    """The rules by the name that an element must have to be meant, and those that show something by each name."""

    by_key: dict[str, list[_Rule]]
    showing: dict[str, list[_Rule]]


def styled(nodes: Nodes, sheets: Iterable[str]) -> Nodes:
    """The page with what the style sheets say in its elements' own `style`, which outweighs it."""
    rules = _read(sheets)
    if not rules.by_key:
        return nodes
    counting: dict[int, Sequence[_Rule]] = {}
    known: dict[tuple[str, str, str], Sequence[_Rule]] = {}
    for index, tag in enumerate(nodes.tags):
        if tag:
            attributes = nodes.attributes[index]
            element = tag, attributes.get("id", ""), attributes.get("class", "")
            if element not in known:
                known[element] = _counting(rules, *element)
            if known[element]:
                counting[index] = known[element]
    letters: Counter[_Selector] = Counter()
    for index, said in counting.items():
        for rule in said:
            letters[rule.selector] += nodes.letters(index) if rule.hides else 0
    parts = frozenset(selector for selector, count in letters.items() if count > _MUCH * nodes.written[-1])
    attributes_of = list(nodes.attributes)
    for index, said in counting.items():
        used = [rule for rule in said if not (rule.hides and rule.selector in parts)]
        attributes_of[index] = _with_style(nodes.tags[index], attributes_of[index], used)
    return nodes._replace(attributes=attributes_of)


def _with_style(tag: str, attributes: Mapping[str, str], rules: Iterable[_Rule]) -> Mapping[str, str]:
    own = attributes.get("style", "")
    set_by_itself = {name.lower() for name, _, _ in _DECLARATION.findall(own)}
    style = "".join(
        f";{rule.name}:{rule.value}"
        for rule in rules
        if (rule.name not in set_by_itself or (rule.hides and rule.weight[0]))
        and (rule.name != _DISPLAY or rule.hides or (rule.value in _USED and tag not in _OWN_LAYOUT))
    )
    return {**attributes, "style": own + style} if style else attributes


def _counting(rules: _Rules, tag: str, name: str, classes: str) -> Sequence[_Rule]:
    """Of each property the rule that counts for such an element; none that hides what others show."""
    own = frozenset(classes.split())
    keys = ["", tag, *([f"#{name}"] if name else ()), *sorted(f".{one}" for one in own)]
    meant = [
        rule
        for key in keys
        if key in rules.by_key
        for rule in rules.by_key[key]
        if rule.selector.accepts(tag, name, own)
    ]
    counting: list[_Rule] = []
    for which in {rule.name: None for rule in meant}:
        simple = [rule for rule in meant if rule.name == which and rule.is_simple]
        first = max(simple, key=lambda rule: rule.weight, default=None)
        if first is not None and not (first.hides and _is_opened(first, meant, rules)):
            counting.append(first)
    return counting or ()


def _is_opened(hiding: _Rule, meant: Iterable[_Rule], rules: _Rules) -> bool:
    """Whether a rule shows what `hiding` hides when something happens: by what stands around, or by a name more."""
    more = [
        rule
        for name in hiding.selector.names
        for rule in rules.showing.get(name, ())
        if hiding.selector.is_within(rule.selector)
    ]
    return any(
        rule.name == hiding.name and not rule.hides and rule.weight > hiding.weight
        for rule in (*(one for one in meant if not one.is_simple), *more)
    )


def _read(sheets: Iterable[str]) -> _Rules:
    rules = _Rules({}, {})
    blocks = (block for sheet in sheets for block in _blocks(_NO_TEXT.sub(" ", sheet)))
    for rule in islice(_of_blocks(blocks), _MOST_RULES):
        _add(rules.by_key, rule.selector.names[0] if rule.selector.names else rule.selector.tag, rule)
        for name in rule.selector.names if not rule.hides else ():
            _add(rules.showing, name, rule)
    return rules


def _add(to: dict[str, list[_Rule]], name: str, rule: _Rule) -> None:
    of_name = to.setdefault(name, [])
    if len(of_name) < _MOST_OF_A_NAME:
        of_name.append(rule)


def _of_blocks(blocks: Iterable[tuple[str, str]]) -> Iterator[_Rule]:
    for order, (selectors, declarations) in enumerate(blocks):
        for name, value, important in _DECLARATION.findall(declarations):
            said = name.lower(), value.lower()
            for selector in selectors.split(",") if said[0] != _DISPLAY or said[1] in _KNOWN else ():
                rule = _rule(selector.strip(), *said)
                if rule is not None:
                    yield rule._replace(weight=(bool(important), *rule.weight[1:4], order))


def _rule(selector: str, name: str, value: str) -> _Rule | None:
    """What a selector says of a property; None where nothing comes of it."""
    simple = _SIMPLE.match(_COMBINED.split(selector)[-1])
    is_simple = simple is not None and simple.end() == len(selector)
    if simple is None or not simple[0] or (not is_simple and value in _HIDDEN.get(name, ())):
        return None
    names = [f"{sign}{_ESCAPED.sub(_ITSELF, said)}" for sign, said in _NAMED.findall(simple["named"])]
    tag = (simple["tag"] or "").lower().replace("*", "")
    plain = _ESCAPED.sub("", selector)
    ids, classes, tags = (len(pattern.findall(plain)) for pattern in (_IDS, _CLASSES, _TAGS))
    return _Rule(_Selector(tag, tuple(sorted(set(names)))), name, value, (False, ids, classes, tags, 0), is_simple)


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """The selectors and declarations of the rules that hold on a screen."""
    # Of what is open: the selectors of a rule, or of a group of them (None) whether it holds.
    around: list[tuple[str | None, bool]] = []
    declarations = ""
    for part in _PART.finditer(sheet):
        said, sign = part[1].strip(), part[2]
        inside, holds = around[-1] if around else (None, True)
        if sign == "{":
            is_rule = inside is None and not said.startswith("@")
            around.append((said, holds) if is_rule else (None, holds and inside is None and _holds(said)))
            declarations = "" if is_rule else declarations
            continue
        if inside is not None:
            declarations += f"{said};"
        if sign != ";" and around:
            if inside is not None and holds:
                yield inside, declarations
            around.pop()


def _holds(group: str) -> bool:
    """Whether a group of rules holds: by what it asks of the screen."""
    name, _, asked = group.lower().partition(" ")
    return is_for_screen(asked) if name == "@media" else name in _GROUPS and " not " not in group


def is_for_screen(query: str) -> bool:
    """Whether what a page asks of the screen is so; False where it asks for what is not known here.

    >>> is_for_screen("screen and (min-width: 768px)"), is_for_screen("print")
    (True, False)
    """
    return any(_is_so(one.strip()) for one in query.lower().split(","))


def _is_so(query: str) -> bool:
    def is_met(feature: re.Match[str]) -> str:
        width = float(feature[2]) * _POINTS[feature[3]] if feature[2].count(".") <= 1 else 0.0
        return "" if (width <= _WIDTH) == (feature[1] == "min") else "not"

    left = _FEATURE.sub(is_met, query)
    return " ".join(word for word in left.split() if word != "and") in _SCREENS
