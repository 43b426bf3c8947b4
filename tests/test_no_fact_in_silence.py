"""No fact's word is lost in silence: a sentence that holds one, where facts stand, is read or told as `fact-unread`.

The words are those of the idioms: verbs of outcomes, words of a vote, of remarks, of attendance, as the vocabulary has
them; where they stand is looked up in the text itself, letter by letter, not by the readers' own sentences. Examples of
the idioms, spoiled by something that is nobody's name, must be told, and no part of a list or a vote be written.
"""

import ast
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from conftest import SAMPLES
from referat import Parsed, ReferatError, parse
from referat.facts import presence, ruling_words, sides, verbs
from referat.facts.members import is_nobody
from referat.lexicon import idioms
from test_sentences import SENTENCES

SHARED = Path(__file__).parents[2] / "shared"
HEAD = "Byrådet - Referat\n\nDato: 3. marts 2021\n\n"
# What cannot be read as anybody.
ODD = "47-b"
EARLIER = ("previous_decision", "history")
Range = tuple[int, int]


def page(decision: str, head: str = HEAD) -> str:
    """A web page with one decision that matters."""
    return f"{head}1. Cykelsti ved Engvejen\n\nBeslutning\n\n{decision}\n\n2. Eventuelt\n\nBeslutning\n\nIntet.\n"


def page_with_head(head: str) -> str:
    items = (f"{n}. Cykelsti nummer {n}\n\nBeslutning\n\nIntet.\n\n" for n in range(1, 6))
    return f"{HEAD}{head}\n\n" + "".join(items)


def told(parsed: Parsed) -> list[str]:
    return [one.message for one in parsed.all_diagnostics if one.code == "fact-unread"]


# --- The words of facts, and where they stand


@cache
def words() -> dict[str, re.Pattern[str]]:
    """For each kind of fact, its words as the idioms have them."""
    attendance, votes = idioms.table("attendance"), idioms.table("votes")
    decided = idioms.table("decision")
    verbs_told = {
        re.findall(r"\w+", verb)[0]
        for entry in decided["outcome"]
        if entry["value"] in decided["deciding"]
        for form in ("past", "participle")
        for verb in entry.get(form, ())
    }
    return {
        "attendance": re.compile("|".join(map(re.escape, attendance["telling"]["words"])), re.IGNORECASE),
        "vote": re.compile(votes["vote_word"]),
        "remark": re.compile("|".join(map(re.escape, sides.remark_words())), re.IGNORECASE),
        "decision": re.compile(rf"\b(?:{'|'.join(sorted(verbs_told, key=len, reverse=True))})\b", re.IGNORECASE),
    }


def areas(record: Any) -> Iterator[Range]:
    """Where an item's facts stand: decisions, lists of those absent."""
    for item in record["items"]:
        kinds = {section["kind"] for section in item["sections"]}
        for section in item["sections"]:
            if section["kind"] in ("decision", "attendance"):
                yield section["span"]["start"] + len(section["label"]), section["span"]["end"]
        decision = item["decision"]
        if decision is not None and "decision" not in kinds:
            yield decision["span"]["start"], decision["span"]["end"]


def remarked(record: Any) -> Iterator[Range]:
    """Sections of remarks that are the meeting's: the item's, its decision's, or for the protocol; no earlier one's."""
    for item in record["items"]:
        host = ""
        for section in item["sections"]:
            start = section["span"]["start"] + len(section["label"])
            if section["kind"] != "remarks":
                host = host if section["kind"] == "attendance" else section["kind"]
            elif host in ("", "decision") or (host not in EARLIER and words()["remark"].search(section["label"])):
                yield start, section["span"]["end"]


def outside(parsed: Parsed) -> Iterator[Range]:
    """What stands in no item: heads, and what is below the last items."""
    at = 0
    for a, b in sorted((each["span"]["start"], each["span"]["end"]) for one in parsed.records for each in one["items"]):
        if a > at:
            yield at, a
        at = max(at, b)
    yield at, len(parsed.source.text)


def spans(value: Any, key: str = "") -> Iterator[Range]:
    """The spans of statements, votes, remarks and movements below `value`."""
    if isinstance(value, dict):
        if key in ("statements", "votes", "remarks", "movements"):
            yield value["span"]["start"], value["span"]["end"]
        for name, below in value.items():
            yield from spans(below, name)
    elif isinstance(value, (list, tuple)):
        for below in value:
            yield from spans(below, key)


_ANOTHER_YEAR = re.compile(r"\b(?:i|den \d+\. \w+) (?:19|20)\d\d\b")
# Behind a sentence's first word.
_ANYBODY = re.compile(r"[ (\d][A-ZÆØÅ]|:|\d-")
_FACTS = re.compile(
    r"/outcomes|/points|/elected|/votes|/remarks|/amended|/follows|/postponed_to|/referred_to|/attendance/|^/opened|^/closed"
)


# What a head says beside facts.
_HEAD = re.compile(r"^/(?!items)")


def read(record: Any, places: Any, of: re.Pattern[str] = _FACTS) -> list[Range]:
    """Where facts were read, or values `of` other fields."""
    placed = [(at.start, at.end) for pointer, found in places.items() if of.search(pointer) for at in found]
    return [*placed, *spans(record)]


def told_at(parsed: Parsed) -> Iterator[Range]:
    """Where something was told as unread: from the line of the diagnostic on, as much as it quotes."""
    text = parsed.source.text
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for one in parsed.all_diagnostics:
        if one.code != "fact-unread" or one.line is None:
            continue
        quoted = re.search(r": (['\"].*['\"])\.$", one.message, re.DOTALL)
        start = starts[one.line - 1]
        if quoted is None:  # an absence from an item that is not there: its line
            yield start, start + len(text[start:].split("\n", 1)[0])
            continue
        said = ast.literal_eval(quoted[1]).split()
        gap = "[\\s\u00ad\ufeff]+"
        match = re.compile(gap.join(map(re.escape, said))).search(text, start)
        stop = sentence_at(text, start)[1] if match is None else sentence_at(text, match.end() - 1)[1]
        if match is None:  # something stands in the middle of it
            yield start, stop
        else:
            yield match.start(), max(match.end(), stop)  # a long one is cut


_STOP = re.compile(r"(?<!\d)\. |\n")


def sentence_at(text: str, at: int) -> Range:
    """The sentence around `at`, between line ends and full stops with a blank behind that close no number."""
    begin = max((match.end() for match in _STOP.finditer(text, max(at - 1000, 0), at)), default=0)
    stop = _STOP.search(text, at)
    return begin, len(text) if stop is None else stop.start() + 1


def silent(parsed: Parsed) -> Iterator[tuple[str, str]]:
    """The kind and the sentence of each word of a fact that was neither read nor told."""
    told = list(told_at(parsed))
    of_heads = list(told)
    for record, places in zip(parsed.records, parsed.places, strict=True):
        heard = [*read(record, places), *told]
        of_heads += [*heard, *read(record, places, _HEAD)]
        stated = {outcome for item in record["items"] for outcome in (item["decision"] or {}).get("outcomes", ())}
        for kind, match in found(parsed, areas(record), heard):
            if not says_no_more(kind, match, heard, stated):
                yield kind, sentence_of(match)
        for kind, match in found(parsed, remarked(record), heard):
            if not (is_of_nobody(kind, match) or presence.is_told(sentence_of(match))):
                yield kind, sentence_of(match)
    for kind, match in found(parsed, outside(parsed) if parsed.records else (), of_heads):
        if not (is_of_nobody(kind, match) or presence.is_told(sentence_of(match)) or is_label(match, of_heads)):
            yield kind, sentence_of(match)


def found(parsed: Parsed, places: Iterable[Range], heard: Sequence[Range]) -> Iterator[tuple[str, re.Match[str]]]:
    """The words of facts in `places` that were not `heard`, each with its kind."""
    places = list(places)
    for kind, pattern in words().items():
        for a, b in places:
            for match in pattern.finditer(parsed.source.text, a, b):
                if not covered(heard, match.start()):
                    yield kind, match


def sentence_of(word: re.Match[str]) -> str:
    return word.string[slice(*sentence_at(word.string, word.start()))].strip()


# A cell of a table is no sentence.
_BAR = "|"


def is_of_nobody(kind: str, word: re.Match[str]) -> bool:
    """Whether the sentence of `word`, outside a decision, tells of nobody, or decides nothing."""
    sentence = sentence_of(word)
    if kind == "decision":
        return _BAR in sentence or is_past(sentence) or not ruling_words.outcomes(re.sub(r"^\W+", "", sentence))
    return kind == "attendance" and names_nobody(sentence)


def is_past(sentence: str) -> bool:
    """Whether a sentence tells of another year, or of what was long decided."""
    return verbs.is_history(sentence) or _ANOTHER_YEAR.search(sentence) is not None


def names_nobody(sentence: str) -> bool:
    return _ANYBODY.search(re.sub(r"^\W*\d*\W*", "", sentence)) is None


# The rest of a label, what parts it from its list, and other labels that stand before that.
_REST = re.compile(r"(?:for [A-ZÆØÅ][\w -]{,60}:|[a-zæøå]+|[-/|:?•*–\"()]|\s|[A-ZÆØÅ][a-zæøå]+(?: [a-zæøå]+)*:)*")
_DAY = re.compile(r"\b(?:19|20)\d\d\b")
_EMPTY = re.compile(r":\s*[-–]\s|\n\n")


# What stands in brackets behind somebody: of those on a list of members, who stands in for whom.
_IN_BRACKET = re.compile(r"(?<=\S) \([^()]*\Z")


def is_label(word: re.Match[str], heard: Sequence[Range]) -> bool:
    """Whether `word` is in a label whose list was read or told, or which has none, or behind somebody on a list."""
    begin = max(word.start() - 100, 0)
    bracket = _IN_BRACKET.search(word.string[begin : word.start()])
    if bracket is not None and covered(heard, begin + bracket.start() - 1):
        return True
    rest = _REST.match(word.string, word.end())
    assert rest is not None
    below = word.string[rest.end() :].split("\n", 1)[0]
    empty = is_nobody(below) or rest.end() >= word.endpos or _DAY.search(below) or _EMPTY.search(rest[0])
    return bool(empty) or covered(heard, rest.end())


def covered(heard: Iterable[Range], at: int) -> bool:
    return any(a <= at < b for a, b in heard)


def says_no_more(kind: str, word: re.Match[str], heard: Iterable[Range], given: Iterable[str]) -> bool:
    """Whether the sentence of `word` was read though no value stands there.

    It says again what was decided, that nobody was absent or voted so, or what was decided in another year; or the word
    is in a label, whose list was read, or is empty. A sentence that names nobody says nothing of who was there.
    """
    text = word.string
    sentence = text[slice(*sentence_at(text, word.start()))].strip()
    label = re.compile(r"[^:?\n.]{0,40}(?:[:?]|$)[\s•·*–-]*", re.MULTILINE).match(text, word.end())
    if label is not None:
        below = text[label.end() :].split("\n", 1)[0]
        if (
            not below
            or covered(heard, label.end())
            or is_nobody(below)
            or (set(":?") & set(label[0]) and "\n" in label[0])
        ):
            return True
    outcomes = ruling_words.outcomes(re.sub(r"^\W+", "", sentence))
    again = bool(outcomes) and set(outcomes) <= set(given)
    nobody = any(rule.match(sentence.rstrip(".")) for rule in sides.rules("nobody"))
    unnamed = kind == "attendance" and names_nobody(sentence)
    return again or nobody or is_past(sentence) or unnamed or presence.is_told(sentence)


# --- All texts


def cases(*names: str) -> Iterator[dict[str, Any]]:
    for name in names:
        yield from tomllib.loads((SENTENCES / f"{name}.toml").read_text("utf-8"))["case"]


def texts_of(*names: str) -> Iterator[str]:
    return (case["text"] for case in cases(*names))


def sentences() -> Iterator[str]:
    yield from map(page, texts_of("votes", "decisions"))
    for case in cases("attendance", "attendance_heads"):
        yield (page if case["where"] == "item" else page_with_head)(case["text"])


def below(text: str, decision: str = "Godkendt.") -> str:
    """A web page with `text` below the foot of its last item."""
    return f"{page(decision)}\nMødet sluttede kl. 20.15\n\n{text}\n"


def with_remarks(label: str, text: str) -> str:
    """A decision with `text` below the `label` of remarks."""
    return f"Godkendt.\n\n{label}\n\n{text}"


def page_with_remarks(label: str, text: str) -> str:
    return page(with_remarks(label, text))


def lost(texts: Iterable[str | bytes]) -> list[tuple[str, str]]:
    found = []
    for text in texts:
        try:
            parsed = parse(text)
        except ReferatError:  # no text
            continue
        found += list(silent(parsed))
    return found


def test_no_word_of_a_sample_is_lost_in_silence() -> None:
    assert lost(path.read_bytes() for path in sorted(SAMPLES.glob("*/*.txt"))) == []


def test_no_word_of_a_sentence_is_lost_in_silence() -> None:
    assert lost(sentences()) == []


PLACES: dict[str, Callable[[str], str]] = {
    "head": page_with_head,
    "below": below,
    "remarks": partial(page_with_remarks, "Bemærkninger"),
    "for the protocol": partial(page_with_remarks, "Protokolbemærkning"),
}


def in_head_and_protocol(text: str) -> str:
    return page(with_remarks("Protokolbemærkning", text), f"{HEAD}{text}\n\n")


def in_remarks_and_below(text: str) -> str:
    return below(text, with_remarks("Bemærkninger", text))


@pytest.mark.parametrize("twice", [in_head_and_protocol, in_remarks_and_below])
def test_no_word_of_a_sentence_is_lost_where_no_decision_stands(twice: Callable[[str], str]) -> None:
    """Each sentence stands in two of the places at once, which is half as dear as in one after the other."""
    every = texts_of("votes", "decisions", "attendance", "attendance_heads")
    assert lost(map(twice, every)) == []


@pytest.mark.parametrize("folder", ["cases", "kinds", "wild"])
def test_no_word_of_a_page_beside_the_project_is_lost_in_silence(folder: str) -> None:
    """Of the pages, which are not the project's, no more than the number is told."""
    paths = sorted((SHARED / folder).glob("*.txt"))
    if not paths:
        pytest.skip(f"{SHARED.name}/{folder} is not here")
    assert len(lost(path.read_bytes() for path in paths)) == 0


# --- Idioms, spoiled

_NAME = re.compile(r"[A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ][a-zæøå]+(?: \([A-ZÆØÅ]{1,2}\))?")
# Of a sentence that goes on to say why, what is odd stands in the reason.
_MAY_GO_ON = frozenset(
    {
        "Asta Birkholm deltog ikke i behandlingen, da hun er medejer af kroen",
        "Asta Birkholm deltog ikke ved behandling af ansøgning fra Nordby Roklub",
        "Udvalget fandt Asta Birkholm (B) inhabil, da hendes søn er ansøger",
    }
)


def examples() -> list[str]:
    """The examples of attendance's forms that say something of somebody in an item."""
    of_forms = (example for form in idioms.table("attendance")["form"] for example in form["examples"])
    return [
        example
        for example in of_forms
        if _NAME.search(example) and example not in _MAY_GO_ON and roll(parse(page(f"{example}.")))
    ]


def roll(parsed: Parsed) -> list[str]:
    """Everybody whom the first item, or the meeting, names as absent, present, coming or leaving."""
    names: list[str] = []
    for attendance in (parsed.meeting.attendance, parsed.meeting.items[0].attendance):
        names += [one.name for one in (*attendance.absent, *attendance.present)]
        names += [one.name for one in attendance.movements]
    return names


def test_an_idiom_of_attendance_that_is_spoiled_is_told_and_not_written() -> None:
    every = examples()
    assert len(every) > 140
    for example in every:
        parsed = parse(page(f"{example} samt {ODD} ###."))
        assert (roll(parsed), bool(told(parsed))) == ([], True), example


# --- Whole or not at all

LISTS = [
    f"Afbud: Asta Birkholm (A), {ODD}, Gorm Haslev (V)",
    "Fraværende: Asta Birkholm (A) og ###",
    "Fraværende: Asta Birkholm (A); 12.000 kr.; Gorm Haslev (V)",
    "Afbud: Asta Birkholm (A), se bilag, Gorm Haslev (V)",
    "Afbud: Asta Birkholm (A), Gorm Haslev (V), m.fl.",
    "Afbud: Asta Birkholm (A) samt to andre",
    "Afbud: Asta Birkholm (A) og flere fra V",
    f"Fraværende: Asta Birkholm (A). Gorm Haslev {ODD}.",
    f"Afbud:\nAsta Birkholm (A)\n{ODD}\nGorm Haslev (V)",
    f"Afbud:\nAsta Birkholm (A)\nGorm Haslev (V), {ODD}",
    "Afbud:\n- Asta Birkholm (A)\n- se vedlagte liste\n- Gorm Haslev (V)",
    "Fraværende med afbud: Asta Birkholm (A), [ulæseligt], Gorm Haslev (V)",
    f"Ikke til stede: Asta Birkholm (A) / {ODD} / Gorm Haslev (V)",
    f"Afbud fra Asta Birkholm (A), {ODD} og Gorm Haslev (V).",
    f"Asta Birkholm (A), {ODD} og Gorm Haslev (V) havde meldt afbud.",
    f"Asta Birkholm (A) og Gorm Haslev (V) samt {ODD} var fraværende.",
    f"Asta Birkholm (A) havde meldt afbud, {ODD} og Gorm Haslev (V).",
    "Fraværende: Asta Birkholm (A), [navn udeladt], Gorm Haslev (V)",
    "Afbud: Asta Birkholm (A), xxx, Gorm Haslev (V)",
    f"Inhabil: Asta Birkholm (A), {ODD}",
    f"Stedfortræder: {ODD} for Asta Birkholm (A)",
    f"Asta Birkholm (A) og {ODD} erklærede sig inhabile.",
    "Asta Birkholm (A), Gorm Haslev (V) og 3 andre forlod mødet kl. 17.30.",
    f"Kl. 17.30 ankom Asta Birkholm (A), {ODD} og Gorm Haslev (V).",
    f"{ODD} deltog som stedfortræder for Asta Birkholm (A).",
    f"Gorm Haslev deltog som stedfortræder for {ODD}.",
]
VOTES = [
    f"For stemte A, B og V. Imod stemte {ODD} og O.",
    f"Indstillingen blev godkendt med 14 stemmer for (A, V) og 9 imod (B, {ODD}).",
    f"For: A, V og {ODD} ###. Imod: O.",
    "For stemte 12 (A, B). Imod stemte ### (O).",
    f"For stemte: Asta Birkholm (A), {ODD}, Gorm Haslev (V). Imod stemte: Bo Elm (O).",
    f"For stemte: Asta Birkholm (A) og Gorm Haslev (V). Imod stemte: Bo Elm (O), {ODD}.",
    f"A stemte for, O og {ODD} stemte imod.",
    f"A og V stemte for. O stemte imod. {ODD} undlod at stemme.",
    f"Godkendt, idet O, {ODD} og Ø stemte imod.",
    "Forslaget blev vedtaget med 14 stemmer for, ?? imod og 2 der undlod at stemme.",
    "For stemte 14. Imod stemte xx. 2 undlod at stemme.",
    "For: 14 (A, V)\nImod: ## (O)",
    f"For:\nAsta Birkholm (A)\n{ODD}\nGorm Haslev (V)\n\nImod:\nBo Elm (O)",
    f"For stemte: 14\nImod stemte: 9 (B, C, {ODD})\nUndlod: 2",
    f"Asta Birkholm (A) stemte imod, Gorm Haslev (V) og {ODD} undlod at stemme.",
    f"For indstillingen stemte A, B, og en fra {ODD}. Imod stemte O.",
    "Med 5 stemmer for (A, V) mod 4 (O, nogle andre) blev forslaget vedtaget.",
    "Afstemning: 14 for, 9 imod, resten undlod.",
    "Imod stemte O. For stemte resten.",
    f"For stemte A og V, mens O og dele af {ODD} stemte imod.",
    f"Undlod: {ODD} og Ø. For: A. Imod: O.",
]
CHOSEN = [
    f"Asta Birkholm (A), {ODD} og Gorm Haslev (V) blev valgt som medlemmer.",
    "Udpeget blev Asta Birkholm (A) og ###.",
    f"Følgende blev valgt:\nAsta Birkholm (A)\n{ODD}\nGorm Haslev (V)",
    f"Til bestyrelsen valgtes Asta Birkholm (A), {ODD} og Gorm Haslev (V).",
]


@pytest.mark.parametrize("text", LISTS)
def test_a_list_with_something_odd_in_it_is_told_and_not_written(text: str) -> None:
    for parsed in (parse(page(f"Godkendt.\n\n{text}")), parse(page_with_head(text))):
        assert roll(parsed) == []
        assert told(parsed) != []


@pytest.mark.parametrize("text", VOTES)
def test_a_vote_with_a_side_that_cannot_be_read_is_told_and_not_written(text: str) -> None:
    parsed = parse(page(text))
    decision = parsed.meeting.items[0].decision
    assert decision is not None
    assert decision.votes == []
    assert told(parsed) != []


@pytest.mark.parametrize("text", CHOSEN)
def test_those_chosen_are_told_and_not_written_in_part(text: str) -> None:
    parsed = parse(page(text))
    decision = parsed.meeting.items[0].decision
    assert decision is not None
    assert decision.elected == []
    assert told(parsed) != []


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Asta Birkholm (A) var fraværende. I stedet deltog 47-b.", "I stedet deltog 47-b."),
        ("Fraværende: Asta Birkholm. Desuden ???", "Desuden ???"),
    ],
)
def test_each_sentence_stands_for_itself(text: str, unread: str) -> None:
    parsed = parse(page(f"Godkendt.\n\n{text}"))
    assert [one.name for one in parsed.meeting.items[0].attendance.absent] == ["Asta Birkholm"]
    assert [one.substitute for one in parsed.meeting.items[0].attendance.absent] == [None]
    assert told(parsed) == [f"not read as attendance: {unread!r}."]


def test_a_point_that_cannot_be_read_is_told() -> None:
    parsed = parse(page(f"Ad 1. Godkendt. Ad 2. {ODD}. Ad 3. Tiltrådt."))
    decision = parsed.meeting.items[0].decision
    assert decision is not None
    assert [point.ref for point in decision.points] == ["1", "3"]
    assert told(parsed) == [f"not fully read: 'Ad 2. {ODD}.'."]


# --- Where no decision stands


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Imod stemte O.", "Imod stemte O."),
        ("Referatet blev godkendt. Byrådet besøgte havnen.", "Referatet blev godkendt."),
        (
            "Bo Elm (O) ønsker ført til referat, at havnen er lille.",
            "Bo Elm (O) ønsker ført til referat, at havnen er lille.",
        ),
        ("Byrådet besluttede at udsætte punkt 7.", "Byrådet besluttede at udsætte punkt 7."),
    ],
)
@pytest.mark.parametrize("place", PLACES)
def test_what_a_decision_would_say_is_told_elsewhere(place: str, text: str, unread: str) -> None:
    if place == "for the protocol" and text.startswith("Bo Elm"):
        pytest.skip("there it is read")
    parsed = parse(PLACES[place](text))
    assert f"not fully read: {unread!r}." in told(parsed)
    decision = parsed.meeting.items[0].decision
    assert decision is not None
    assert (decision.votes, decision.remarks) == ([], [])


@pytest.mark.parametrize("text", ["Byrådet besøgte havnen.", "Til efterretning - Havnens regnskab"])
@pytest.mark.parametrize("place", ["head", "below", "remarks"])
def test_what_tells_no_fact_is_not_told_as_one(place: str, text: str) -> None:
    assert told(parse(PLACES[place](text))) == []


def test_what_a_document_is_called_tells_no_fact() -> None:
    assert told(parse(page_with_head("Godkendt referat"))) == []


def test_remarks_on_the_agenda_tell_who_came_for_whom() -> None:
    remark = "Bemærkninger til dagsordenen\n\nIda Mørk er indkaldt som suppleant for Gorm Haslev."
    text = f"Fraværende\n\nGorm Haslev (V)\n\n{remark}"
    parsed = parse(f"{HEAD}1. Godkendelse af dagsorden\n\n{text}\n\n2. Eventuelt\n\nBeslutning\n\nIntet.\n")
    attendance = parsed.meeting.items[0].attendance
    assert [(one.name, one.substitute) for one in attendance.absent] == [("Gorm Haslev", "Ida Mørk")]
    assert told(parsed) == []


@pytest.mark.parametrize("label", ["Tidligere beslutning", "Beslutning Økonomiudvalget den 3. februar 2021"])
def test_remarks_on_an_earlier_decision_are_not_of_this_meeting(label: str) -> None:
    text = f"{label}\n\nAnbefales.\n\nMindretalsudtalelse\n\nImod stemte O.\n\nBeslutning\n\nGodkendt."
    assert told(parse(f"{HEAD}1. Cykelsti ved Engvejen\n\n{text}\n\n2. Eventuelt\n\nBeslutning\n\nIntet.\n")) == []


def test_a_remark_for_the_protocol_that_is_nobodys_is_told() -> None:
    parsed = parse(page_with_remarks("Mindretalsudtalelse", "Prisen er for høj."))
    assert told(parsed) == ["not fully read: 'Prisen er for høj.'."]
    assert told(parse(page_with_remarks("Mindretalsudtalelse", "Ingen"))) == []


def test_a_label_of_no_list_tells_of_attendance() -> None:
    text = "Formand: Asta Birkholm. Bo Elm (V) var fraværende fra 3. punkt."
    assert told(parse(page_with_head(text))) == ["not fully read: 'Bo Elm (V) var fraværende fra 3. punkt.'."]


@pytest.mark.parametrize("text", [text for text in LISTS if re.match("Afbud|Fraværende", text)])
def test_a_list_of_those_present_with_something_odd_in_it_is_told_and_not_written(text: str) -> None:
    parsed = parse(
        page_with_head(re.sub(r"\A(?:Afbud fra|Fraværende med afbud|Afbud|Fraværende):?", "Til stede:", text))
    )
    assert roll(parsed) == []
    assert told(parsed) != []
