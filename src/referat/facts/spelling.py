"""Names that differ by a slip of one letter: the same person, in two spellings."""

_SHORTEST = 5


def is_variant(name: str, other: str) -> bool:
    """Whether one letter, left out, added or exchanged inside a word, makes `other` of `name`.

    Words must be as many, and begin alike; the first letter of a word and an initial tell people apart.
    """
    words = name.split(), other.split()
    if len(words[0]) != len(words[1]):
        return False
    pairs = [(a, b) for a, b in zip(*words, strict=True) if a != b]
    return len(pairs) == 1 and all(a[0] == b[0] and _one_letter(a, b) for a, b in pairs)


def _one_letter(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < _SHORTEST:
        return False
    at = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rests = {(a[at + 1 :], b[at + 1 :]), (a[at + 1 :], b[at:]), (a[at:], b[at + 1 :])}
    return any(x == y for x, y in rests)


def in_small_letters(text: str) -> str:
    """`text` with small letters behind the first where it stands in capitals; as it is where it does not.

    Its length stays what it is, so that offsets hold for both.
    """
    if not text.isupper():  # nearly always
        return text
    small = text[:1] + text[1:].lower()
    return small if len(small) == len(text) else text
