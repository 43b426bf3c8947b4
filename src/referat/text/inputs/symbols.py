"""Characters of fonts that draw pictures in place of letters (Wingdings, Symbol), as one sees them."""

CHECKED, UNCHECKED = "☒", "☐"
_SEEN = {
    0x6F: UNCHECKED, 0xA8: UNCHECKED, 0x78: CHECKED, 0xFD: CHECKED, 0xFE: "☑", 0xFC: "✓", 0xFB: "✗", 0xE0: "→",
    0xF0: "→", 0xD8: "➢", 0xA7: "▪", 0xB7: "•", 0x6C: "•", 0x9F: "•", 0x2D: "-", 0x20: " ",
}  # fmt: skip
# Where such fonts have their characters in Unicode.
_PRIVATE = range(0xF000, 0xF100)


def seen(code: int) -> str:
    """What the character `code` of such a font looks like; itself where nobody says; "" where there is no such.

    >>> seen(0xF0B7), seen(0xA8)
    ('•', '☐')
    """
    known = _SEEN.get(code & 0xFF if code in _PRIVATE else code)
    is_character = 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF  # noqa: PLR2004 - Unicode without surrogates
    return known or (chr(code) if is_character else "")


def is_private(character: str) -> bool:
    """Whether `character` is one of such a font, by its place in Unicode."""
    return ord(character) in _PRIVATE
