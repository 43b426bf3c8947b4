"""Shapes of lines, whatever their words: leaders, brackets, signs around words, what stands before a text."""

import re
from functools import cache

from referat.lexicon import lines as lexicon
from referat.lexicon.patterns import compile_pattern

#: A row of a table of contents: its leader, and the page.
LEADER = compile_pattern(r"(?:\.{4,}|…{2,}|\t)\s*\d{0,4}$")
#: What the end of such a row may be.
LEADER_ENDS = ".… \t0123456789"
# Where a word in small letters runs into one with a capital.
GLUE = compile_pattern(r"[A-ZÆØÅ•«](?<=[a-zæøåé].)|-(?<=[a-zæøåé]-)(?= [A-ZÆØÅ])")
#: A day's year, and directly behind it a word with a capital.
DAY_BEFORE_WORD = compile_pattern(r"[-./ ]\d{4}(?= ?[A-ZÆØÅ][a-zæøå])")
#: What opens a bracket.
BRACKETS = "[(<{"
# What rulers are made of.
RULED = "*-–—_=. "
#: A label in brackets.
BRACKETED = compile_pattern(r"[\[(<{] ?([^\])>}]{3,40}?):? ?[\])>}]:? +(?=\S)")
#: Letters apart: "B E S L U T N I N G :".
LETTERS_APART = compile_pattern(r"[A-ZÆØÅÉ]\s{1,4}(?:[A-ZÆØÅÉ-]\s{1,4}){3,}[A-ZÆØÅÉ](?: ?[:.])?")
#: Words behind the end of a text.
TAIL = compile_pattern(r"[A-ZÆØÅ](?<=[a-zæøå0-9).!?:].)[a-zæøåé]+(?: [a-zæøåé]+){0,2}$")


# Signs around words, letters apart.
SIGNS, CLOSING_SIGNS = "»>#*_[=~–-", "«<#*_]=~–:-"
FRAMED = compile_pattern(
    r"(?:[^\W\d_] ){3,}[^\W\d_] ?:?"
    r"|(?P<sign>[»>#*_\[=~–-]{1,6} ?)?(?P<words>[A-ZÆØÅ](?:[^\W_]| ){2,40}:?)(?P<close> ?[«<#*_\]=~–:-]{1,6})?"
)


@cache
def prefix() -> re.Pattern[str]:
    """What stands before a line's text: a bullet, words that fold it."""
    fold, bullets, dashes = (lexicon.setting("prefixes", key) for key in ("fold", "bullets", "dashes"))
    return compile_pattern(rf"(?P<fold>{fold})?(?:(?P<bullet>[{bullets}]+|[{dashes}](?= ))[ \t]*(?P<fold2>{fold})?)?")


@cache
def prefix_firsts() -> frozenset[str]:
    """The characters that such may begin with."""
    return frozenset(lexicon.setting("prefixes", "bullets") + lexicon.setting("prefixes", "dashes") + "fF")
