"""The format of a layout file: its keys, the types of their values, and what each is for."""

from typing import NamedTuple, get_args

from referat.contract.kinds import DocumentType, SectionKind

#: What a header line can be about; `none` is a label without a field of its own.
FIELDS: tuple[str, ...] = (
    "title", "authority", "body", "date", "time", "end", "place", "members", "present", "absent", "others", "remarks",
    "contents", "cancelled", "none",
)  # fmt: skip


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
    "prefix": {"lists": Key(bool, "it is a list's mark: a label behind it counts only where others have it too")},
    "split": {
        "before": Key(bool, "the line is cut before what the pattern finds, not behind it too"),
        "whole": Key(bool, "the line is cut nowhere else"),
    },
    "access": {"value": Key(str, "`open` or `closed`")},
    "noise": {
        "closes": Key(bool, "the line ends an item"),
        "at_page_end": Key(bool, "it is furniture only as a page's last line, with about the page's number"),
    },
    "header": {
        "field": Key(str, "what the line, or its value, is about"),
        "value": Key(str, "`below`: the label's value stands on the lines below it"),
        "inline": Key(bool, "its value may stand behind the label's colon"),
        "closed": Key(bool, "the table of contents lists closed items alone, which do not come again"),
        "excused": Key(bool, "who is on its list had sent apologies"),
        "after": Key(list, "the fields that the header line before must be of"),
        "above": Key(list, "the fields that the header line below must be of"),
        "starts": Key(bool, "the line can start another document"),
        "confirmed_by": Key(int, "how many header lines must follow for that; 1 where this is missing"),
        "wraps": Key(bool, "it may run on over the next line"),
    },
    "heading": {
        "weight": Key(float, "what the form is worth on its own"),
        "indented": Key(bool, "it may be indented"),
        "anchored": Key(bool, "it needs something beside it that holds it"),
        "title_stands": Key(str, "`above` or `below`: the title's line is not the number's"),
    },
    "case_number": {},
    "attachment": {"each": Key(str, "a pattern for one of the attachments that the line names")},
    "section": {
        "kind": Key(str, "the section's kind, as in the schema"),
        "before_list": Key(bool, "it is a label only above a list"),
        "below_heading": Key(bool, "it is a label only as the first line of an item"),
        "inline": Key(bool, "its text may begin behind the label's colon"),
        "excused": Key(bool, "those below it had sent apologies, or had not"),
        "sentences": Key(bool, "names that stand in no sentence are nobody's who was absent"),
        "document_type": Key(str, "what the label says of the whole document, where the header is silent"),
        "dates_meeting": Key(bool, "the label's body and date are the meeting's, where the header is silent"),
        "own": Key(bool, "false: without a body and a date in the header it is another meeting's decision"),
    },
    "title_mark": {
        "access": Key(str, "`open` or `closed`, where the mark says so"),
        "before": Key(bool, "it stands before the title"),
        "after_name": Key(bool, "false: behind two words with capitals it is part of the title"),
    },
    "evidence": {
        "weight": Key(float, "what it adds to the score"),
        "above_label": Key(bool, "a label of a section stands below it"),
        "at_margin": Key(bool, "the line is not indented, nor behind a bullet"),
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
    "access_stands": Key(str, "`before` or `after` the heading, or `either`"),
    "items_begin": Key(
        str, "`heading`; without headings `case_number`, `access`, `label`, `title` (above the first label) or `header`"
    ),
    "one_item": Key(bool, "a text holds one item"),
    "labels_inline": Key(bool, "where no label stands alone, each may have its text behind its colon"),
    "names_below_heading": Key(bool, "who was absent stands below the heading without a label"),
    "titles_wrap": Key(bool, "a title may run on over the next lines"),
    "labels_stand_apart": Key(bool, "a label has a blank line, or another label, above it"),
    "labels_glued": Key(bool, "a label's text may stand behind it without a space, and a label behind a title"),
    "contents_glued": Key(bool, "the last line of the table of contents may run into the first heading"),
    "decision_unlabelled": Key(bool, "the decision stands below the recommendation without a label"),
    "flattened": Key(bool, "line ends are lost: labels are looked for inside lines"),
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
    "access_stands": ("before", "after", "either"),
    "inherits": tuple(TABLES),
    "items_begin": ("heading", "lost", "case_number", "access", "label", "title", "header"),
    "title_stands": ("above", "below"),
    "field": FIELDS,
    "after": FIELDS,
    "above": FIELDS,
    "access": ("open", "closed"),
    "document_type": tuple(value for value in get_args(DocumentType) if value != "unknown"),
    "kind": get_args(SectionKind),
}
#: table: the keys that a rule in it must have.
REQUIRED: dict[str, tuple[str, ...]] = {
    "document_type": ("value",),
    "header": ("field",),
    "heading": ("pattern",),
    "case_number": ("pattern",),
    "section": ("kind",),
    "access": ("value",),
    "prefix": ("pattern", "begins"),
}
#: table: the values that its `value` can have.
VALUES: dict[str, tuple[str, ...]] = {
    "document_type": tuple(value for value in get_args(DocumentType) if value != "unknown"),
    "access": ("open", "closed"),
    "header": ("below",),
}
#: table: the groups that its patterns must have, in one of these combinations.
GROUPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "heading": (("number", "title"),),
    "case_number": (("case_number",), ("bare",), ("access",)),
}
