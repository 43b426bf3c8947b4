"""Initials, as users of a system have them: the first letters of names, or a few letters of each."""

from collections.abc import Sequence

# How letters that only some alphabets have stand among them.
_PLAIN = {"Æ": "A", "Ø": "O", "Å": "A"}
_FEWEST = 2


def begin_as(letters: str, words: Sequence[str]) -> bool:
    """Whether `letters` are the first ones of each of `words`, or of the first and the last among them.

    "ABI" and "AB" of Asta Birkholm, "ABM" and "AM" of Asta Birkholm Møller; all in capitals.
    """
    if not letters or not words:
        return not letters and not words
    shared = 0
    while shared < min(len(letters), len(words[0])) and letters[shared] in (words[0][shared], _plain(words[0][shared])):
        shared += 1
    if any(begin_as(letters[n:], words[1:]) for n in range(1, shared + 1)):
        return True
    return shared > 0 and len(words) > _FEWEST and begin_as(letters, (words[0], *words[2:]))


def are_of_some(letters: str, words: Sequence[str]) -> bool:
    """Whether `letters` are the first ones of some of `words`, in order: "AM" of Asta Møller Birkholm."""
    firsts = iter(words)
    return all(any(letter in (word[0], _plain(word[0])) for word in firsts) for letter in letters)


def _plain(letter: str) -> str:
    return _PLAIN.get(letter, letter)
