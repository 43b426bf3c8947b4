"""The format of a layout file: its keys, the types of their values, and what each is for."""

from typing import NamedTuple, get_args

from referat.kinds import DocumentType, SectionKind


class Key(NamedTuple):
    """A key of a layout file: the type of its value, and what it is for."""

    kind: type
    about: str


#: The keys that every rule may have.
RULE_KEYS: dict[str, Key] = {
    "name": Key(str, "what `explain` calls the rule"),
    "labels": Key(list, "lines, as plain words"),
    "pattern": Key(str, "a pattern for a whole line"),
    "begins": Key(str, "the characters that a line of the pattern can begin with"),
    "holds": Key(list, "texts of which a line of the pattern holds one"),
    "examples": Key(list, "lines that the rule accepts"),
    "rejects": Key(list, "lines that it does not"),
}
#: table: the keys that are its own, beside those that every rule has.
TABLES: dict[str, dict[str, Key]] = {
    "document_type": {"value": Key(str, "`minutes`, `agenda` or `supplementary_agenda`")},
    "noise": {
        "closes": Key(bool, "the line ends an item"),
        "at_page_end": Key(bool, "it is furniture only as a page's last line, with about the page's number"),
    },
    "header": {
        "field": Key(str, "`title`, `date`, `time`, `place`, `contents` or `cancelled`"),
        "after": Key(list, "the fields that the header line before must be of"),
        "starts": Key(bool, "the line can start another document"),
        "confirmed_by": Key(int, "how many header lines must follow for that; 1 where this is missing"),
        "wraps": Key(bool, "it may run on over the next line"),
    },
    "heading": {
        "weight": Key(float, "what the form is worth on its own"),
        "indented": Key(bool, "it may be indented"),
        "anchored": Key(bool, "it needs something beside it that holds it"),
    },
    "case_number": {},
    "section": {
        "kind": Key(str, "the section's kind, as in the schema"),
        "before_list": Key(bool, "it is a label only above a list"),
    },
    "title_mark": {
        "access": Key(str, "`open` or `closed`, where the mark says so"),
        "before": Key(bool, "it stands before the title"),
        "after_name": Key(bool, "false: behind two words with capitals it is part of the title"),
    },
    "evidence": {
        "weight": Key(float, "what it adds to the score"),
        "text": Key(str, "a text that stands anywhere, instead of a line near the top"),
    },
}
#: What stands at the top of a layout file.
SETTINGS: dict[str, Key] = {
    "id": Key(str, "the layout's name in the output"),
    "name": Key(str, "its name for people"),
    "about": Key(str, "what it is recognised by, in words"),
    "extends": Key(str, "the layout whose rules it inherits"),
    "inherits": Key(list, "the tables that it inherits; all where this is missing"),
    "sections": Key(list, "the inherited section labels (or names of rules) that it uses; all where this is missing"),
    "publishers": Key(list, "who publishes such minutes"),
    "missing": Key(list, "what is known not to be read"),
    "minimum": Key(float, "the score that a text must reach"),
    "case_number_stands": Key(str, "`before` or `after` the heading, or `either`"),
    "titles_wrap": Key(bool, "a title may run on over the next lines"),
    "labels_stand_apart": Key(bool, "a label has a blank line, or another label, above it"),
    "contents_numbers": Key(bool, "the table of contents has the items' numbers"),
    "contents_pages": Key(bool, "the table of contents has pages"),
    "attachments_wrap": Key(bool, "an attachment's title may run on over the next line"),
}
#: What a type of value is called.
TYPES: dict[type, str] = {
    int: "a whole number",
    str: "a text",
    list: "a list",
    bool: "true or false",
    float: "a number",
}
#: The values that a key can have.
CHOICES: dict[str, tuple[str, ...]] = {
    "case_number_stands": ("before", "after", "either"),
    "inherits": tuple(TABLES),
    "value": tuple(value for value in get_args(DocumentType) if value != "unknown"),
    "field": ("title", "date", "time", "place", "contents", "cancelled"),
    "access": ("open", "closed"),
    "kind": get_args(SectionKind),
}
#: table: the keys that a rule in it must have.
REQUIRED: dict[str, tuple[str, ...]] = {
    "document_type": ("value",),
    "header": ("field",),
    "heading": ("pattern",),
    "case_number": ("pattern",),
    "section": ("kind",),
}
#: table: the groups that its patterns must have, in one of these combinations.
GROUPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "heading": (("number", "title"),),
    "case_number": (("case_number",), ("bare",)),
}
