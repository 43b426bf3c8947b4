"""A user's layout may say anything: it is read, or refused with a message that names its file; never a traceback."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import SAMPLES, Run
from referat import parse
from referat.errors import LayoutError, ReferatError
from referat.lexicon import families, limited
from referat.lexicon.family_keys import CHOICES, FAMILY_KEYS, GIVES, LINE_KEYS, ROOMS
from referat.views.explained_lines import Explained
from referat.views.explained_records import records

TEXT = """Referat
Byrådet
den 4. marts 2021 kl. 10.00

Sag 21/17 Ny bro over åen (åben)
Sagsfremstilling: Broen er slidt.
Indstilling fra Udvalget til Byrådet
Beslutning i Byrådet den 4. marts 2021
Godkendt.

1. Leje af pladser
Beslutning
Udsat.
"""
WHOLE = r"""family = "nordby"
name = "Nordby"
publishers = ["Nordby Kommune"]
authority = "Nordby Kommune"
sign = ['^Byrådet$', '^Sag \d+/\d+']

[[line]]
is = "number"
name = "sag"
pattern = 'Sag (?P<number>\d+/\d+) (?P<title>.+?)(?: \((?P<access>{access_word})\))?'
examples = ["Sag 21/17 Ny bro (åben)"]
rejects = ["Sag om bro"]

[[line]]
is = "section.decision"
pattern = 'Beslutning i (?P<body>{body_name}) den (?P<date>{date})'
gives = { inline = true, dated = true }

[[line]]
is = "noise"
says = ["Udskriv", "Luk"]
where = "above list"
"""
#: What is put into a file: parts of its own words, and what is likely to be wrong.
PIECES = [
    *FAMILY_KEYS, *LINE_KEYS, *GIVES, *ROOMS, *(value for choice in CHOICES.values() for value in choice),
    '"', "'", "'''", '"""', "=", "\n", "[[line]]\n", "[line]\n", "[", "]", "{", "}", ".", ",", "#", "\\", "\r",
    "\0", "true",
    "1979-05-27", "inf", "-1", "9" * 30, "[]", "{}", '""', "[[]]", '["a"]', "{ a = 1 }", "\ufeff", "\u202e",
    "\ud7ff",
    "(", ")", "(?:", "(?P<number>", "(?P<title>x)?", "(?P<date>x)?", "(?P<number>\\d+)?", "(?P<body>)",
    "(?P<by>.*)", "|",
    "*", "+", "?", "{3}", "{1000}", "{99999999}", "{name}", "{date}", "{nope}", "\\d", "\\p{L}", "\\1", "(?R)",
    "(?i)", "(?<=",
    "(x*)*", "((?:a|b)*)*c", ".*.*.*x", "[[a-z]--[b]]", "[^", "(?>", "\\L<x>", "{e<=2}", "$", "^", "\\Z", "(?1)",
    "(?(1)a|b)",
]  # fmt: skip


@st.composite
def files(draw: st.DrawFn) -> str:
    """The whole file, with some stretches gone, doubled, moved, or replaced by pieces."""
    text = WHOLE
    for _ in range(draw(st.integers(1, 5))):
        a = draw(st.integers(0, len(text)))
        b = min(len(text), a + draw(st.sampled_from([0, 0, 0, 1, 3, 12, 40])))
        put = draw(st.sampled_from(PIECES) | st.just(text[a:b] * 2) | st.just(""))
        text = text[:a] + put + text[b:]
    return text


def read(path: Path, text: str) -> None:
    """Parse with the layout in `path`, and draw what came of it."""
    refusal = ""
    try:
        parsed = parse(text, layout=str(path))
    except ReferatError as error:
        refusal = str(error)
    else:
        list(records(Explained(parsed)))
    assert len(refusal) < 2000


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files())
def test_any_file_is_read_or_refused(tmp_path: Path, written: str) -> None:
    path = tmp_path / "layout.toml"
    path.write_text(written, "utf-8", newline="")
    families._load.cache_clear()
    read(path, TEXT)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(list(ROOMS)))
def test_any_pattern_is_read_or_refused(tmp_path: Path, pieces: list[str], room: str) -> None:
    path = tmp_path / "layout.toml"
    pattern = "".join(pieces).replace("'", "").replace("\n", "").replace("\r", "").replace("\0", "")
    groups = "".join(f"(?P<{group}>.*?)" for group in ROOMS[room].groups if not group.endswith("?"))
    gives = 'gives = { access = "open" }\n' if room == "access" else ""
    path.write_text(f"family = 'x'\n[[line]]\nis = '{room}'\npattern = '''{groups}{pattern}'''\n{gives}", "utf-8")
    families._load.cache_clear()
    read(path, TEXT)


_LINE = "[[line]]\nis = 'noise'\n"
_TOO_MUCH = {
    "a = " + "[" * 3000 + "]" * 3000: "holds values inside each other more than 10 deep.",
    "a = " + "{a = " * 3000 + "1" + "}" * 3000: "holds values inside each other more than 10 deep.",
    "a = " + "[" * 30 + "]" * 30: "holds values inside each other more than 10 deep.",
    ".".join(["a"] * 20_000) + " = 1": "holds a key of more than 20 parts.",
    "family = 'x'\n[" + ".".join(["a"] * 200) + "]\n": "holds a key of more than 20 parts.",
    f"family = 'x'\n{_LINE}says = ['a']\ngives." + ".".join(["a"] * 200) + " = 1": "holds a key of more than 20 parts.",
    "family = 'x'\n" + f"{_LINE}says = ['a']\n" * 501: "holds 501 [[line]]; 500 are allowed.",
    "family = 'x'\nsign = [" + "'a'," * 51 + "]": "holds 51 signs; 50 are allowed.",
    f"family = 'x'\n{_LINE}says = [" + "'a'," * 6000 + "]": "holds 6002 texts; 5000 are allowed.",
    f"family = 'x'\n{_LINE}pattern = '{'a' * 4001}'": "holds a text of 4001 characters; 4000 are allowed.",
    "#" * 1_000_001: "has 1000001 bytes; a layout has 1000000 at most.",
    f"family = 'x'\n{_LINE}pattern = '" + "(?:" * 41 + "a" + ")" * 41 + "'": (
        "x:noise: the pattern nests its groups 41 deep; 40 are allowed."
    ),
    f"family = 'x'\n{_LINE}pattern = '(?:(?:(?:a{{1000}}){{1000}}){{1000}}){{1000}}'": (
        "x:noise: the pattern has more than 40000 parts when its repetitions are written out. "
        "Try: fewer repetitions inside each other, or + for a large number."
    ),
    f"family = 'x'\n{_LINE}pattern = '" + "{name}" * 600 + "'": "x:noise: the pattern has 120000 characters",
    "family = 'x'\nsign = ['" + "(a|b){300}" * 200 + "']": "x:sign: the pattern has more than 40000 parts",
    "family = '../../x'": "`family` is '../../x'.",
}  # fmt: skip


@pytest.mark.parametrize("written", list(_TOO_MUCH), ids=lambda written: written[:24])
def test_too_much_is_refused_with_a_message(written: str, tmp_path: Path) -> None:
    path = tmp_path / "layout.toml"
    path.write_text(written, "utf-8")
    begun = time.process_time()
    with pytest.raises(LayoutError) as refused:
        families.by_id(str(path))
    assert time.process_time() - begun < 5
    said = _TOO_MUCH[written]
    assert said[:60] in str(refused.value)
    assert str(refused.value).startswith(str(path))


@pytest.mark.skipif(os.name != "posix", reason="Windows has neither")
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_is_no_file_is_not_waited_for(kind: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "layout.toml"
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    for command in (
        ["parse", SAMPLES / "midtjylland-web" / "minutes.txt", "--layout", path],
        ["layouts", "test", path],
    ):
        done = run(*command, check=2)
        assert done.stderr == f"referat: {path}: is no file. Try: a file with a layout in it.\n"


def test_every_room_tries_its_pattern_under_the_limit(tmp_path: Path) -> None:
    """Wherever a line's pattern is tried, and a sign's, one that never ends is ended."""
    endless = "(?:(?:[a-zæøå ]*)*)*!"
    texts = [
        f"{TEXT}\n{'a' * 40}\n",
        f"{'a' * 40}\n{TEXT}",
        TEXT.replace("\n", f" {'a' * 40} "),
        TEXT.replace("(åben)", "a" * 40),
    ]
    for room, told in ROOMS.items():
        path = tmp_path / f"{room}.toml"
        groups = "".join(f"(?P<{group}>\\d?)" for group in told.groups if not group.endswith("?"))
        gives = 'gives = { access = "open" }\n' if room == "access" else ""
        path.write_text(f"family = 'x'\n[[line]]\nis = '{room}'\npattern = '''{endless}{groups}'''\n{gives}", "utf-8")
        for text in texts:
            begun = time.process_time()
            read(path, text)
            assert time.process_time() - begun < 20 * limited.TIME_LIMIT
