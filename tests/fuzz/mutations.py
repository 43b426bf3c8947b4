"""Minutes gone wrong: what is done to a sample knows its lines, names and labels, so that much of it is still read."""

import unicodedata
from collections.abc import Callable, Sequence
from random import Random

import growing

#: What is not seen, or stands for a letter, a blank or a line's end: put into names and words.
ODD = [
    "\ufeff", "\u00ad", "\u200b", "\u200d", "\u2060", "\u0301", "\u030a", "\u202e", "\u00a0", "\u2007", "\u2028",
    "\x85", "\x0b", "\x0c", "\x1c", "\r", "\t", "\0", "\x1b", "ſ", "ı", "²", "٣", "ﬁ", "İ", "ǆ", "ß", "\U0001f600",
    "\ue000", "Å", "\ud7ff", "\ufffd", "\u1d2c",
]  # fmt: skip
_TWICE = [
    "{} var fraværende. {} var fraværende.",
    "Fraværende: {}, {}",
    "{} stemte imod. {} stemte for.",
    "{} (V) og {} (A)",
]
_NAMES = ["Åse Bo", "Søren Ærø", "Jens P. N. Elkær", "Bo von der Ahe", "Núka Ø. Poulsen", "Ida-Marie Lund"]

Mutation = Callable[[str, Random], str]


def _lines(text: str, rng: Random) -> str:
    """Some line gone, doubled, cut, swapped or joined to the next."""
    lines = text.split("\n")
    k, j = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(6):
        case 0 if len(lines) > 1:
            del lines[k]
        case 1:
            lines.insert(j, lines[k])
        case 2:
            lines[k] = lines[k][: rng.randint(0, len(lines[k]))]
        case 3:
            lines[k], lines[j] = lines[j], lines[k]
        case 4 if k + 1 < len(lines):
            lines[k : k + 2] = [f"{lines[k]}{rng.choice(['', ' ', '-', '  '])}{lines[k + 1]}"]
        case _:
            at = rng.randint(0, len(lines[k]))
            lines[k : k + 1] = [lines[k][:at], lines[k][at:]]
    return "\n".join(lines)


def _idiom(text: str, rng: Random) -> str:
    """What some rule is proven by, or just misses, on a line of its own or within one."""
    _, texts = rng.choice(growing.tables())
    said = rng.choice(texts)
    said = growing.cut(said) if rng.random() < 0.2 else said
    at = rng.choice([k for k, character in enumerate(text) if character in " \n"] or [0])
    mark = rng.choice(["\n", "\n\n", " ", ", ", ". ", ""])
    return f"{text[:at]}{mark}{said * rng.choice([1, 1, 1, 2, 30])}{mark}{text[at:]}"


def _odd(text: str, rng: Random) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + rng.choice(ODD) * rng.choice([1, 1, 2, 5]) + text[at:]


def _name(text: str, rng: Random) -> str:
    """A sentence that names somebody twice, once in other letters than the other time."""
    name = rng.choice(_NAMES)
    forms = [name, unicodedata.normalize("NFD", name), name.upper(), name.replace(" ", "\u00a0"), _odd(name, rng)]
    at = rng.choice([k for k, character in enumerate(text) if character == "\n"] or [0])
    return f"{text[:at]}\n{rng.choice(_TWICE).format(rng.choice(forms), rng.choice(forms))}{text[at:]}"


def _form(text: str, rng: Random) -> str:
    """The whole text in other letters, or without its line ends, or a stretch of it so."""
    a = rng.randint(0, len(text))
    b = rng.choice([len(text), rng.randint(a, len(text))])
    forms: list[Callable[[str], str]] = [
        lambda part: unicodedata.normalize("NFD", part),
        lambda part: unicodedata.normalize("NFKD", part),
        lambda part: part.replace("\n", " "),
        lambda part: part.replace("\n", "\r\n"),
        lambda part: part.replace(" ", "\u00a0"),
        lambda part: part.replace(" ", "  "),
        lambda part: part.replace("\n", "\n\n"),
        lambda part: part.replace("\n\n", "\n"),
        str.upper,
        str.lower,
        lambda part: part * 2,
        lambda part: part.replace(":", ""),
    ]
    return text[:a] + rng.choice(forms)(text[a:b]) + text[b:]


_MUTATIONS: Sequence[Mutation] = (_lines, _lines, _lines, _idiom, _idiom, _idiom, _odd, _name, _form)


def mutated(seeds: Sequence[str], rng: Random) -> bytes:
    """One of `seeds`, or the beginning of one and the end of another, with some mutations, as the bytes of a file."""
    text = rng.choice(seeds)
    if rng.random() < 0.2:
        other = rng.choice(seeds)
        text = text[: rng.randint(0, len(text))] + other[rng.randint(0, len(other)) :]
    for _ in range(rng.choice([1, 2, 3, 5, 8])):
        text = rng.choice(_MUTATIONS)(text, rng)
    encoding = rng.choice(["utf-8"] * 7 + ["utf-8-sig", "utf-16", "cp1252", "cp850", "mac_roman"])
    data = bytearray(text.encode(encoding, "ignore"))
    for _ in range(rng.choice([0, 0, 0, 0, 1, 3]) if data else 0):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)
