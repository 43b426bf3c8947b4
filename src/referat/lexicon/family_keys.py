"""The format of a layout's file: its keys, the types of their values, and what each is for."""

from typing import get_args

from referat.contract.kinds import SectionKind
from referat.tuples import NamedTuple


class Key(NamedTuple):
    """A key of a layout's file: the type of its value, and what it is for."""

    kind: type
    about: str


#: What stands at the top of a file.
FAMILY_KEYS: dict[str, Key] = {
    "family": Key(str, "the layout's id in the output"),
    "name": Key(str, "its name for people"),
    "publishers": Key(list, "who publishes such minutes"),
    "authority": Key(str, "whose minutes they are, where one municipality or region alone prints them so"),
    "sign": Key(list, "patterns of which one stands near the top of these texts, and in nobody else's"),
    "line": Key(list, "what lines are beyond what everybody's are, as [[line]]"),
}
#: The keys of a `[[line]]`.
LINE_KEYS: dict[str, Key] = {
    "is": Key(str, "what the line is"),
    "name": Key(str, "what `explain` calls the rule; its number among the others where this is missing"),
    "says": Key(list, "words that are all of the line"),
    "pattern": Key(str, "a pattern for the whole line"),
    "gives": Key(dict, "what that says beside"),
    "where": Key(str, "where alone it is that"),
    "examples": Key(list, "lines that it accepts"),
    "rejects": Key(list, "lines that it does not"),
}


class Room(NamedTuple):
    """What a line can be: in words, and the named groups of a pattern for it, those that may be missing with a "?"."""

    about: str
    groups: tuple[str, ...] = ()


_GROUPS_OF_LABELS = {
    "recommendation": ("by?", "to?", "value?"),
    "decision": ("body?", "date?", "value?"),
    "previous_decision": ("body?", "date?", "value?"),
}
#: What a line can be.
ROOMS: dict[str, Room] = {
    "number": Room(
        "the heading of an item, known by its number", ("number", "title", "word?", "mark?", "access?", "case_number?")
    ),
    "clock": Room("when an item was to be taken, above its title"),
    "case": Room("a case number beside a heading", ("case_number?", "word?")),
    "access": Room("a word for open or closed beside a heading; `gives` says which"),
    "group": Room("the head of a group of items"),
    "contents": Room("the head of the table of contents"),
    "document": Room("the title of a document, with which another meeting may begin"),
    "noise": Room("furniture of a page or a screen"),
    **{
        f"section.{kind}": Room("the label of a section of this kind", _GROUPS_OF_LABELS.get(kind, ("value?",)))
        for kind in get_args(SectionKind)
    },
}
#: The keys of `gives`.
GIVES: dict[str, Key] = {
    "access": Key(str, "`open` or `closed`, of `access` and `group`"),
    "closes": Key(bool, "of `noise`: an item ends above it"),
    "button": Key(bool, "of `noise`: it belongs to a heading below or above it"),
    "inline": Key(bool, "of a label: its text may stand behind its colon, whatever other labels do"),
    "excused": Key(bool, "of a label of attendance: who stands below it had sent apologies"),
    "sentences": Key(bool, "of a label of attendance: a name that stands in no sentence there was not absent"),
    "dated": Key(bool, "of a label with a body or a date: compared with the meeting's they tell whose decision it is"),
    "sender": Key(bool, "of a label of recommendation: it says who recommends"),
    "weak": Key(bool, "of a label or a head of contents: the word also names documents"),
    "long": Key(bool, "the line may be longer than a heading"),
}
#: The values of `where`.
PLACES: dict[str, str] = {
    "above list": "a list stands below the line",
    "wide gap": "more than a blank parts the number from its title",
    "among sections": "labels of the same item stand above it, and a blank line",
    "flattened": "the text has lost its line ends",
}
#: key: the values that it can have.
CHOICES: dict[str, tuple[str, ...]] = {"is": tuple(ROOMS), "where": tuple(PLACES), "access": ("open", "closed")}
#: What `is` says: what `gives` must have.
REQUIRED: dict[str, tuple[str, ...]] = {"access": ("access",)}
#: What a type of value is called.
TYPES: dict[type, str] = {str: "a text", list: "a list", bool: "true or false", dict: "a table"}
