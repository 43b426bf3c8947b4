"""What a pattern's gate is, worked out from the pattern, by its parts; and where it is taken from."""

import marshal
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from referat.facts import presence_forms
from referat.lexicon import families, gates, gates_file, idioms, lines
from referat.lexicon.derive import needs_of
from referat.lexicon.derive_heads import heads_of
from referat.lexicon.derive_ways import ways_of
from referat.lexicon.gates import Gate, either
from referat.lexicon.looks import Bits, Looks
from referat.lexicon.patterns import digest
from referat.lexicon.phrases import plainly

FIGURES = string.digits
CAPITALS = string.ascii_uppercase


@pytest.mark.parametrize(
    ("pattern", "firsts"),
    [
        ("Punkt", "P"),
        ("[Pp]unkt", "Pp"),
        ("(?i:punkt)", "Pp"),
        ("(?i)punkt", "Pp"),
        ("(?i:å)", "Åå\u212b"),
        ("(?i:(?-i:p)unkt)", "p"),
        (r"\d{1,2}\. ", FIGURES),
        (r"[A-Z\d]", CAPITALS + FIGURES),
        ("(?:Punkt|Sag) 1", "PS"),
        ("(?:Punkt )?Sag", "PS"),
        ("P?Q*R{0,2}S+T", "PQRS"),
        ("P{1,2}Q", "P"),
        (r"(?<!\w)\bPunkt", "P"),
        ("(?!Punkt 1)Punkt", "P"),
        (r"(?=[A-C])[\w-]+ ", "ABC"),
        ("(?=[A-C])[B-D]", "BC"),
        ("(?=[A-C]?)[B-D]", "BCD"),
        ("X?(?=[A-C])[B-D]", "BCDX"),
        ("(?P<a>Punkt)(?P=a)", "P"),
        ("(?>Punkt|Sag) 1", "PS"),
        ("P++Q", "P"),
    ],
)
def test_the_first_characters_are_those_that_a_match_can_begin_with(pattern: str, firsts: str) -> None:
    assert needs_of(pattern)[0] == frozenset(firsts)


@pytest.mark.parametrize(
    "pattern", ["", ".Punkt", r"\w+", "[^x]", "[^\\d]Punkt", "P?", "P*|Q", "(?:P?)(?:Q?)", "(?P<a>P?)(?P=a)Q", "(?=P)"]
)
def test_what_can_begin_with_anything_has_no_first_characters(pattern: str) -> None:
    assert needs_of(pattern)[0] is None


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("Godkendt", ["godkendt"]),
        ("(?i:GODKENDT)", ["godkendt"]),
        ("[Gg]odkendt", ["godkendt"]),
        ("[GT]odkendt", ["odkendt"]),
        (r"Er (?:blevet )?godkendt", ["godkendt"]),
        ("godkend(?:t|es)", ["godkend"]),
        ("(?:godkendt|vedtaget)[.]?", ["godkendt", "vedtaget"]),
        ("(?:godkendt|)!", ["!"]),
        ("(?:godkendt)? vedtaget", [" vedtaget"]),
        ("(?:vedtaget )+x", ["vedtaget "]),
        ("(?:vedtaget )*xyz", ["xyz"]),
        (r"(?!Ikke godkendt)Godk\bendt", ["godkendt"]),
        (r"(?=.*godkendt)\w+", ["godkendt"]),
        (r"(?<=godkendt)\w+ nej", [" nej"]),
        ("(?P<verb>god)kendt", ["godkendt"]),
        (r"§ ?\d+", ["§"]),
        (r"\d-\d", ["-"]),
        ("A ny, og ja", ["a ny, og ja"]),
    ],
)
def test_one_of_the_words_stands_in_every_match(pattern: str, words: list[str]) -> None:
    assert list(needs_of(pattern)[1]) == words


@pytest.mark.parametrize(
    "pattern", ["", r"\w+", "[A-Z]", "A", "A. ", "(?:godkendt)?", "(?:godkendt|[A-Z]+)", "(?!godkendt).*", "[^a]b?"]
)
def test_what_holds_nothing_that_is_seldom_has_no_words(pattern: str) -> None:
    assert needs_of(pattern)[1] == ()


def test_more_words_than_are_worth_a_look_are_none() -> None:
    names = [f"{a}{b}navn" for a in "abcd" for b in "efghi"]
    assert needs_of("|".join(names))[1:3] == ((), (tuple(sorted(names)),))  # but they may be looked for with others


@pytest.mark.parametrize(
    ("pattern", "also"),
    [
        ("godkendt", []),
        ("godkendt med (?:\\d+ )?stemmer", [["stemmer"]]),
        ("(?:godkendt|vedtaget)[.,] mod \\d", [[" mod "], list(FIGURES)]),
        ("godkendt|vedtaget mod", []),
        ("Ja\\d (?:a|b)", [list(FIGURES)]),
        ("(?:[12]|\\d{2,3}|x7)[.,]", [list(FIGURES)]),
        ("(?:1|x)(?:\\d)*[0-9a]\\D", []),
    ],
)
def test_a_match_has_a_word_of_each_of_more_lists(pattern: str, also: list[list[str]]) -> None:
    assert list(map(list, needs_of(pattern)[2])) == also


@pytest.mark.parametrize(
    ("pattern", "shared"),
    [
        ("godkendt|vedtaget mod", []),
        ("(?:godkendt|vedtaget) ikke", []),
        ("godkendes (?:dog )?ikke|ikke (?:blev )?vedtaget|tiltrådt (?:kan )?ej", [["ej", "ikke"]]),
        ("(?:nye|gamle) (?:planer|budgetter) godkendes\\d|sagen (?:nye|gamle) \\d", [["gamle", "nye"]]),
    ],
)
def test_branches_share_more_lists_of_words(pattern: str, shared: list[list[str]]) -> None:
    assert list(map(list, needs_of(pattern).shared)) == shared


@pytest.mark.parametrize(
    ("pattern", "seconds"),
    [
        ("Punkt", ["u"]),
        ("[A-C][.)] +.*", [")", "."]),
        ("(?:(?i:ad) )?[ab]", ["", "D", "d"]),
        ("a{3}b", ["a"]),
        ("a+b", ["a", "b"]),
        ("ab|c", ["", "b"]),
        (r"(?=.x)a\b[bc]?", ["", "b", "c"]),
        ("", [""]),
    ],
)
def test_the_second_characters_are_those_that_a_match_can_have(pattern: str, seconds: list[str]) -> None:
    assert needs_of(pattern)[3] == frozenset(seconds)


@pytest.mark.parametrize("pattern", ["a.", r"(a)\1", r"a\w", "[^b]*x"])
def test_the_second_character_can_be_any(pattern: str) -> None:
    assert needs_of(pattern)[3] is None


@pytest.mark.parametrize(
    ("pattern", "lasts"),
    [("Punkt[.:]?", "t.:"), ("a(?:b|c{2,3}d?)", "bcd"), (r"\d+(?!x)", "0123456789"), (r"a(?P<b>b) ?(?=c)", "b ")],
)
def test_the_last_characters_are_those_that_a_match_can_have(pattern: str, lasts: str) -> None:
    assert needs_of(pattern)[4] == frozenset(lasts)


@pytest.mark.parametrize("pattern", ["a.*", "a?", r"(a)x\1"])
def test_the_last_character_can_be_any(pattern: str) -> None:
    assert needs_of(pattern)[4] is None


@pytest.mark.parametrize(
    ("pattern", "befores"),
    [("Punkt[.:]?", ["k", "t"]), (r"a\d{4}[.:]?", list(FIGURES)), ("ab?", ["", "a"]), (r"a+(?<=x)", ["", "a"])],
)
def test_the_characters_before_the_last_are_those_that_a_match_can_have(pattern: str, befores: list[str]) -> None:
    assert needs_of(pattern)[5] == frozenset(befores)


def test_a_broken_pattern_says_so() -> None:
    with pytest.raises(re.error):
        needs_of("(")


@pytest.mark.parametrize(
    ("pattern", "flags", "text", "admitted"),
    [
        (r"(?i:blev )?godkendt", 0, "Blev godkendt", True),
        (r"(?i:blev )?(?i:godkendt)", 0, "BLEV GODKENDT", True),
        (r"(?i:blev )?(?i:godkendt)", 0, "Forslaget blev GODKENDT", False),
        (r"(?i:blev )?(?i:godkendt)", 0, "Blev forkastet", False),
        ("  Punkt  # a comment", int(re.VERBOSE), "Punkt", True),
        ("  Punkt  # a comment", int(re.VERBOSE), "punkt", False),
        ("x", int(re.IGNORECASE), "X", True),
    ],
)
def test_a_gate_admits_what_its_pattern_can_match(pattern: str, flags: int, text: str, *, admitted: bool) -> None:
    assert gates.gate(pattern, flags).admits(text) is admitted
    assert admitted or re.compile(pattern, flags).fullmatch(text) is None


def test_words_are_looked_for_anywhere_and_in_any_case() -> None:
    gate = Gate(frozenset("G"), ("godkendt",))
    assert gate.admits_words("forslaget blev godkendt")
    assert gate.admits("Godt, GODKENDT")
    assert not gate.admits("godkendt")
    assert Gate().admits("")


def test_either_gate_lets_through_what_one_of_them_does() -> None:
    some, others, anything = Gate(frozenset("A"), ("xx",)), Gate(frozenset("B"), ("yy", "xx")), Gate()
    assert either([some, others]) == Gate(frozenset("AB"), ("xx", "yy"))
    assert either([some, anything]) == Gate()
    assert not either([]).admits("A")


# `re` itself says which characters are the same where case does not matter.
_EVERY = "".join(map(chr, range(32, sys.maxunicode)))


@pytest.mark.parametrize("letter", string.ascii_letters + "æøåÆØÅéÉüÜöÖäÄß")
def test_the_cases_of_a_letter_are_those_that_the_engine_takes(letter: str) -> None:
    firsts, *_ = needs_of(letter, int(re.IGNORECASE))
    assert firsts is not None
    assert set(re.findall(letter, _EVERY, re.IGNORECASE)) <= firsts


# What the build writes.


def _build(written: Path) -> None:
    written.write_bytes(gates_file.compiled())
    gates.forget()


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the build writes, for once."""
    path = tmp_path / "gates.bin"
    monkeypatch.setattr(gates, "COMPILED", path)
    gates.forget()
    yield path
    monkeypatch.undo()
    gates.forget()


# What is written of characters that can be any: those that stand second, last, and before the last.


def _some_pattern() -> str:
    return next(pattern for pattern in gates_file.vocabulary() if needs_of(pattern, gates.flags_of(pattern))[1])


def test_what_the_build_writes_is_what_would_be_worked_out(written: Path) -> None:
    _build(written)
    assert len(gates._written("gates")) > 100
    for pattern in gates_file.vocabulary():
        flags = gates.flags_of(pattern)
        assert digest(pattern, flags) in gates._written("gates")
        assert gates.gate(pattern, flags) == Gate(*needs_of(pattern, flags))


def test_no_two_patterns_have_one_digest() -> None:
    patterns = {*gates_file.vocabulary()}
    assert len({digest(pattern, 0) for pattern in patterns}) == len(patterns)


def test_the_gates_of_sentences_on_attendance_are_written(written: Path) -> None:
    _build(written)
    said = [form for entry in idioms.table(presence_forms.FILE)["form"] for form in entry["says"]]
    said += [tail.phrase._says for tail in presence_forms.tails()]
    for form in said:
        assert digest(plainly(presence_forms.FILE, form), 0) in gates._written("gates")


def test_what_had_to_be_worked_out_is_written_the_next_time(written: Path) -> None:
    gates.gate("Punkt nul")
    _build(written)
    assert digest("Punkt nul", 0) in gates._written("gates")
    gates.worked_out.clear()
    assert gates.gate("Punkt nul") == Gate(*needs_of("Punkt nul"))
    assert not gates.worked_out


def test_what_is_written_is_taken_as_it_stands(written: Path) -> None:
    pattern = _some_pattern()
    key = digest(pattern, gates.flags_of(pattern))
    packed = marshal.dumps((frozenset("AB"), ("x",), (("y",),), None, None, None, (("z",),)))
    written.write_bytes(marshal.dumps({"made_by": gates.fingerprint(), "gates": {key: packed}}))
    assert gates.gate(pattern, gates.flags_of(pattern)) == Gate(frozenset("AB"), ("x",), (("y",),), shared=(("z",),))


def test_how_lines_are_arranged_is_written_as_it_would_be_worked_out(written: Path) -> None:
    _build(written)
    every = [family.lines for family in families.every() if family.lines]
    for rules in (lines.rules(), *[(*own, *lines.rules()) for own in every]):
        words, bits, *parts = gates.written("arrangements", *lines.said_by(rules))
        found = lines.worked_out(rules)
        assert (words, tuple(parts)) == (found[0], found[2:])
        assert [*map(list, bits[:1]), *bits[1:7]] == [*map(list, found[1][:1]), *found[1][1:7]]
        assert [*map(list, bits[7])] == [*map(list, found[1].lists)]
    assert gates.written("arrangements", "Punkt", 0) is None


def test_the_words_of_signs_are_written_as_they_would_be_worked_out(written: Path) -> None:
    _build(written)
    assert gates.written("signs", *families.said_by_signs()) == families.words_of_signs()


@pytest.mark.parametrize("data", [None, b"", b"{", b"z\1a", marshal.dumps({"made_by": 0, "gates": {}})])
def test_without_it_or_where_it_was_made_otherwise_a_gate_is_worked_out(written: Path, data: bytes | None) -> None:
    if data is not None:
        written.write_bytes(data)
    assert gates.gate("Punkt") == Gate(frozenset("P"), ("punkt",), (), frozenset("u"), frozenset("t"), frozenset("k"))


@pytest.mark.parametrize(
    ("pattern", "heads"),
    [
        ("Punkt", "pun"),
        ("På", "på"),
        ("(?i:emne)r|Punkt", "emn pun"),
        ("[SM]ag", "mag sag"),
        ("Sa?g?X", "sag sax sgx sx"),
        ("(?:ab){2,}", "aba"),
        ("(?:ab)?c+", "abc c"),
        ("a{2}b", "aab"),
        ("a|ab", "a"),
        (r"\bSag(?=X)", "sag"),
        (r"Punkt .*|S[^x]", "pun s"),
        ("(?P<a>S)(?P=a)a", "s"),
        ("(?>Sag|Emne)", "emn sag"),
        (r"[A-ZÆØÅ][a-zæøå]+", " ".join(sorted((CAPITALS + "ÆØÅ").lower()))),
    ],
)
def test_the_heads_are_how_a_match_can_begin(pattern: str, heads: str) -> None:
    assert heads_of(pattern) == tuple(heads.split())


@pytest.mark.parametrize("pattern", ["", ".Punkt", "S?", "(?:S?)*P?", "[^x]ag", "(?:a?b?)*c?"])
def test_what_can_begin_with_anything_has_no_heads(pattern: str) -> None:
    assert heads_of(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "ways"),
    [
        ("Punkt", "pun"),
        ("Punkt|Sag", "pun|sag"),
        ("(?:Punkt )?Sag", "sag|pun"),
        (r"\b(?:(?:Punkt|Emne) )?Sag", "sag|pun|emn"),
        (r"(?P<word>Punkt|Sag)(?=X)", "pun|sag"),
        ("(?i:Punkt|Emne)", "emn pun"),  # what does not mind capitals stays whole
        ("(?:Punkt )*Sag", "pun sag"),
        ("a|b|c|d|e|f|g", "a b c d e f g"),  # of too many
    ],
)
def test_the_ways_are_those_in_which_a_match_can_begin(pattern: str, ways: str) -> None:
    assert [heads for _, heads in ways_of(pattern)] == [tuple(way.split()) for way in ways.split("|")]


def test_each_way_has_needs_of_its_own() -> None:
    first, second = (needs for needs, _ in ways_of(r"(?:Beslutning )?\d{2}/\d{4}"))
    assert first.words == ("/",)
    assert second.words == ("beslutning ",)


def test_a_line_may_match_what_its_ends_and_its_words_let_in() -> None:
    patterns = {"sag": r"(?:Beslutning )?\d{2}/\d{4}", "mark": "[A-Z].*kendt", "long": "[A-Z].*"}
    looks = Looks([*patterns], Bits.of([gates.ways(pattern) for pattern in patterns.values()], {2}))
    found = {
        text: looks.among(text, text.lower())
        for text in ("12/3456", "Beslutning 12/3456", "Sagen 12/3456", "Godkendt", "godkendt")
    }
    assert found == {
        "12/3456": ("sag",),
        "Beslutning 12/3456": ("sag", "long"),
        "Sagen 12/3456": ("long",),
        "Godkendt": ("mark", "long"),
        "godkendt": (),
    }
    assert looks.among("Godkendt", "godkendt", long=True) == ("long",)
