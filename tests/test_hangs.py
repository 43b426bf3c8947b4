"""No pattern of the vocabulary tries the same words in two ways: a run of them would take it for ever.

A run of thirty words that two parts of a repeated group can both take is tried in 2^30 ways before it is no match. That
is no matter of a machine's speed: either a pattern is through with a run in no time, or it hangs.
"""

import re
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from re import _constants, _parser  # type: ignore[attr-defined]  # how Python itself takes patterns apart
from typing import Any

import pytest

from conftest import SAMPLES
from referat import ReferatError, parse
from referat.lexicon import lines, patterns
from referat.lexicon.gates import flags_of
from referat.lexicon.gates_file import vocabulary

_RUN = 30
# What groups take that say a class of characters, and no word.
_OF_CLASSES = ("og", "abc", "Abc", "A", "A.", "12", "1.", "(", "-", "abc-")
_NO_TEXT = re.compile(r"\\.|\[[^\]]*\]|\(\?P<\w+>|\(\?[a-z]+:")
_WORD = re.compile(r"[^\W\d_]+")
# Far more than all runs of a pattern take on any machine, and far less than for ever.
_SECONDS = 60


def _runs(pattern: str) -> Iterator[str]:
    """Runs of each word that is written in `pattern`, with a blank or a comma between, and then what no word has."""
    words = dict.fromkeys((*_WORD.findall(_NO_TEXT.sub(" ", pattern)), *_OF_CLASSES))
    for word in words:
        for between in (" ", ", "):
            for first in ("", "Abc "):
                yield f"{first}{f'{word}{between}' * _RUN}\x01"


def _patterns() -> list[tuple[str, int]]:
    """The patterns of the vocabulary, and those that are put together of it where a text asks for them."""
    for path in sorted(SAMPLES.rglob("*.txt")):
        with suppress(ReferatError):
            parse(path.read_bytes())
    every = [*patterns._asked, *((pattern, flags_of(pattern)) for pattern in vocabulary())]
    return [each for each in dict.fromkeys(every) if any(sign in each[0] for sign in "*+{")]


@contextmanager
def _in_time() -> Iterator[None]:
    """Raises TimeoutError where what is done meanwhile takes for ever."""

    def hangs(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, hangs)
    signal.setitimer(signal.ITIMER_REAL, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


_needs_alarm = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="this system has no alarm to wake from a pattern"
)


@_needs_alarm
def test_no_pattern_hangs_on_a_run_of_its_own_words() -> None:
    at = ""
    hung: list[tuple[str, str]] = []
    for pattern, flags in _patterns():
        compiled = re.compile(pattern, flags)
        try:
            with _in_time():
                for at in _runs(pattern):
                    compiled.fullmatch(at)
        except TimeoutError:
            hung.append((pattern, at))
    assert hung == []


@_needs_alarm
@pytest.mark.parametrize("blank", ["\n", "\r\n", "\n\r\n", " \n", "\n\n\n\n\na"])
def test_no_run_of_blank_lines_hangs(blank: str) -> None:
    with _in_time(), suppress(ReferatError):
        parse(f"REFERAT Byrådet d. 01-02-2020\n\n{blank * (1_000_000 // len(blank))}")


_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
_LOOKS_AHEAD = (_constants.ASSERT, _constants.ASSERT_NOT)


def _parts(taken_apart: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """The parts of a pattern, and those within them."""
    for operation, argument in taken_apart:
        yield operation, argument
        for within in argument if isinstance(argument, (tuple, list)) else ():
            for each in within if isinstance(within, list) else [within]:
                if isinstance(each, _parser.SubPattern):
                    yield from _parts(each)


def _goes_to_the_end(taken_apart: Iterable[tuple[Any, Any]]) -> bool:
    """Whether a part takes nearly any letter, as often as there is one."""
    for operation, argument in _parts(taken_apart):
        if operation in _REPEATS and argument[1] is _constants.MAXREPEAT:
            ((taken, what), *_) = argument[2]
            if taken in (_constants.ANY, _constants.NOT_LITERAL):
                return True
            if taken is _constants.IN and (
                what[0][0] is _constants.NEGATE or (_constants.CATEGORY, _constants.CATEGORY_NOT_DIGIT) in what
            ):
                return True
    return False


@pytest.mark.parametrize(
    "rule", [rule for rule in lines.rules() if rule.pattern], ids=lambda rule: f"{rule.kind}.{rule.name}"
)
def test_no_rule_of_a_line_looks_ahead_to_its_end(rule: lines.LineRule) -> None:
    # A text that has lost its line ends is one line, and each place in it is asked.
    ahead = [argument[1] for operation, argument in _parts(_parser.parse(rule.expanded)) if operation in _LOOKS_AHEAD]
    assert not any(map(_goes_to_the_end, ahead))
