"""`referat explain`: the drawing, one line's why, the facts with their rules, and the records."""

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import checks
import drawn_files
import golden
from conftest import ROOT, SAMPLES
from referat import Parsed, parse, parse_file
from referat.archive.privacy import Redaction
from referat.cli.app import app
from referat.lexicon import families
from referat.outline.weights import terms
from referat.views import explained as view
from referat.views.cells import visible, width
from referat.views.explained_facts import facts
from referat.views.explained_head import head
from referat.views.explained_lines import Explained
from referat.views.explained_records import records
from referat.views.explained_why import why
from referat.views.explained_words import Words
from referat.views.pieces import Row, plainly
from referat.views.wording import LANGUAGES, wording

DRAWN = [name for name in drawn_files.COMMANDS if name.startswith("explain")]
DANISH, ENGLISH = map(Words.of, LANGUAGES)
TEXTS = [path for path in golden.samples() if path.suffix == ".txt" and path.parent.name != golden.BROKEN]


@pytest.fixture(autouse=True)
def _in_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@cache
def read(path: Path) -> Parsed:
    """A sample, read once."""
    return parse_file(path)


def call(*args: str, status: int = 0, text: str = "") -> Result:
    done = CliRunner().invoke(app, ["explain", *args], input=text)
    assert done.exit_code == status, done.output
    return done


def head_of(parsed: Parsed, words: Words = ENGLISH, room: int | None = 200) -> list[str]:
    return [plainly(row) for row in head(Explained(parsed), words, room)]


@pytest.mark.parametrize("name", DRAWN)
def test_what_is_drawn_is_what_somebody_has_looked_at(name: str) -> None:
    expected = (drawn_files.FOLDER / name).read_text("utf-8")
    assert drawn_files.draw(drawn_files.COMMANDS[name]) == expected, "`python tests/drawn_files.py`"


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
@pytest.mark.parametrize("path", TEXTS[::9], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_rows_are_as_wide_as_asked_for_and_hold_every_word(path: Path, columns: int) -> None:
    explained = Explained(read(path))
    for words in (DANISH, ENGLISH):
        rows = [plainly(row) for row in view.drawn(explained, words, columns)]
        assert max(map(width, rows)) <= columns
    said = [row.partition("│")[2].strip() for row in rows if "│" in row]
    shown = "".join("".join(visible(token.text.rstrip("\r\n"))) for token in explained.tokens)
    assert "".join(said).replace(" ", "") == "".join(shown.split())


def test_at_80_columns_most_of_the_room_is_for_the_text() -> None:
    for path in TEXTS:
        rows = [plainly(row) for row in view.drawn(Explained(read(path)), DANISH, 80)]
        assert all(row.index("│") + 2 <= 25 for row in rows if "│" in row[:40])


def test_only_words_wider_than_the_room_are_torn() -> None:
    rows = (drawn_files.FOLDER / "explain-odd-60.txt").read_text("utf-8")
    whole = set(re.findall(r"\w+", (drawn_files.FOLDER / "explain-odd-200.txt").read_text("utf-8")))
    assert set(re.findall(r"\w+", rows)) <= whole | {"Headings"}
    long = parse(f"{checks.ODD}\nhttps://www.nordby.example/{'x' * 100}\n")
    last = [plainly(row) for row in view.drawn(Explained(long), DANISH, 60)][-4:]
    assert "".join(row.partition("│ ")[2] for row in last).endswith("x" * 90)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_line_of_every_sample_is_explained(path: Path) -> None:
    explained = Explained(read(path))
    rows = [plainly(row) for row in view.drawn(explained, ENGLISH, None)]
    numbers = [int(row.split(maxsplit=1)[0]) for row in rows if re.match(r" *\d+ .*│", row)]
    assert numbers == list(range(1, len(explained.tokens) + 1))


# The head.


def test_a_text_is_told_by_its_form_how_sure_it_is_and_its_family() -> None:
    parsed = read(SAMPLES / "midtjylland-web" / "minutes.txt")
    assert head_of(parsed) == [
        "Referat til mødet i natur og friluftsliv · 4 items · layout midtjylland-web · known by “Abonnér / Se alle "
        "dagsordener og referater fra dette…” · Region Midtjylland, web pages",
        'Headings "N. title", sure (32.7 against 10.7) · a section\'s label below 4/4 · a case number above 4/4 · '
        "its neighbours come again 4/4 · the foot of an item, or a group's head, above 3/4",
    ]
    assert head_of(parsed, DANISH, 80) == [
        "Referat til mødet i natur og friluftsliv · 4 punkter · layout midtjylland-web",
        'Overskrifter "N. titel", sikkert (32,7 mod 10,7) · en rubrik nedenunder 4/4',
    ]


ONE = "Referat fra Byrådet den 3. marts 2021\n\nBaggrund: Der er lavt.\n\n7. at den lukkes.\n\nBeslutning: Godkendt.\n"
LIST = "Byrådet den 3. marts 2021, referat\n\nDer var ingen punkter.\n"


def test_where_no_form_is_good_enough_the_best_is_named() -> None:
    first, second = head_of(parse(ONE))
    assert first == "Referat fra Byrådet den 3. marts 2021 · 1 item · no layout known"
    assert re.fullmatch(r"No headings found; best .+ with -?[\d.]+ points of 1\.2 · begins at the labels", second)


def test_where_nothing_begins_an_item_it_is_said() -> None:
    parsed = parse(LIST)
    assert parsed.records
    assert head_of(parsed)[1] == "No headings found"


@pytest.mark.parametrize(
    ("sample", "said"),
    [
        ("titles-in-fields", 'titles behind "overskrift"'),
        ("titles-in-bold", "short lines over paragraphs, in bold type"),
        ("titles-in-capitals", "short lines over paragraphs, in capitals"),
    ],
)
def test_a_form_without_numbers_is_named(sample: str, said: str) -> None:
    parsed = parse((SAMPLES / "generic" / f"{sample}.txt").read_text("utf-8"))
    assert head_of(parsed)[1].startswith(f"Headings {said}, ")


def test_how_sure_a_form_is_follows_its_lead() -> None:
    said = {
        name: head_of(read(SAMPLES / f"{name}.txt"))[1].split(" (")[0].rpartition(", ")[2]
        for name in ("nordby/minutes", "roskilde/council", "midtjylland-web/minutes")
    }
    assert said["nordby/minutes"] == "doubtful"
    assert said["midtjylland-web/minutes"] == "sure"


def test_each_document_of_a_file_is_told_where_it_begins() -> None:
    text = (SAMPLES / "midtjylland-web" / "minutes.txt").read_text("utf-8")
    rows = [plainly(row) for row in view.drawn(Explained(parse(f"{text}{text}")), ENGLISH, 200)]
    assert rows[0].startswith("2 meetings in the file · 8 items · ")
    begins = [k for k, row in enumerate(rows) if row.startswith("Meeting ")]
    assert rows[begins[0]] == "Meeting 1, from line 1"
    assert re.fullmatch(r"Meeting 2, from line 14\d", rows[begins[1]])
    assert all(rows[k + 1].startswith('Headings "N. title", sure') for k in begins)


def test_a_family_that_was_asked_for_is_told_as_such() -> None:
    path = SAMPLES / "generic" / "numbered.txt"
    assert " · layout viborg · as asked for · Viborg, pages" in head_of(parse_file(path, layout="viborg"))[0]


def test_signs_of_several_families_are_named() -> None:
    text = "Sbsys dagsorden preview\n\nKopier link til punktet - Print\n\n1: Budget\n\nBeslutning\n\nGodkendt.\n"
    assert head_of(parse(text))[0].endswith(" · shows signs of ringkoebing-skjern, sbsys-preview")


def test_layouts_that_do_not_fit_stand_there_on_request_alone() -> None:
    path = str(SAMPLES / "nordby" / "minutes.txt")
    assert "koebenhavn-protocol" not in call(path).stdout
    told = call("--all", path, "--lang", "en").stdout
    assert "Layouts whose sign does not stand here\n  aarhus, bornholm, " in told
    assert re.search(r'\n  2\.2 points · lines: 2 · items that begin at "beslutning"\n', told)


# Lines.


def underlined(rows: list[Row]) -> list[str]:
    return [piece.text for row in rows for piece in row if piece.style.endswith(view.VALUE)]


def test_the_places_of_values_are_underlined() -> None:
    explained = Explained(read(SAMPLES / "midtjylland-web" / "minutes.txt"))
    rows = list(view.drawn(explained, DANISH, 80))
    found = underlined(rows)
    assert {"14. september 2021", "16:00", "Bo Lund Nordlund", "Dagny", "Elkær", "1-00-11-21", "16.05"} <= {*found}
    (title,) = [row for row in rows if plainly(row).startswith(" 20 ")]
    assert [piece.text for piece in title if piece.style == "item_heading+value"] == ["1", "Godkendelse af referat"]
    assert not any("Referatet af mødet i juni" in text for text in found), "texts as a whole are no value's place"


@pytest.mark.parametrize("path", TEXTS[::7], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_underlined_are_letters_of_the_text(path: Path) -> None:
    explained = Explained(read(path))
    lines = explained.parsed.source.text.split("\n")
    for line, places in explained.underlined.items():
        assert all(0 <= a < b <= len(lines[line - 1]) for a, b in places)
        assert all(one[1] < other[0] for one, other in pairwise(places))


def test_a_line_that_could_be_a_heading_is_marked_and_why_says_more() -> None:
    explained = Explained(read(SAMPLES / "midtjylland-web" / "traps.txt"))
    rows = [plainly(row) for row in view.drawn(explained, ENGLISH, 80)]
    marked = [int(row.split()[0]) for row in rows if re.match(r" *\d+ [^│]* \? *│", row)]
    assert marked == [50, 52, 54]
    assert rows[-1] == "? behind a role: the line could be a heading. Why it is none: --why LINE"
    said = [text for _, text, _ in why(explained, ENGLISH, "x", 50)]
    (no,) = [text for text in said if text.startswith("No: of the form ")]
    assert " points" in no


@pytest.mark.parametrize("path", TEXTS[::13], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_why_answers_every_question_about_every_line(path: Path) -> None:
    explained = Explained(read(path))
    for line, token in enumerate(explained.tokens, 1):
        said = [text for _, text, _ in why(explained, ENGLISH, path.name, line)]
        questions = [ENGLISH.texts[key] for key in ("what", "heading_question", "label_question", "facts_question")]
        assert [text for text in said if text in questions] == questions
        headed = said[said.index(questions[1]) + 1]
        assert headed.startswith("Yes: " if token.reason.startswith("heading: ") else ("No", "Yes"))
        labelled = said[said.index(questions[2]) + 1]
        assert not (token.kind == "label" and labelled.startswith("No"))


def test_a_line_that_is_none_is_told() -> None:
    done = call("--why", "500", str(SAMPLES / "nordby" / "minutes.txt"), status=2)
    assert done.stderr == "referat: the text has 26 lines; --why 500 is none of them.\n"
    done = call("--why", "1", "--facts", drawn_files.WEB, status=2)
    assert done.stderr == "referat: --why and --facts are two questions; ask one at a time.\n"
    done = call("--why", "1", "--format", "ndjson", drawn_files.WEB, status=2)
    assert done.stderr == "referat: --format ndjson has all of it; leave out --why and --facts.\n"


def test_facts_name_the_rule_and_the_place_of_each_value() -> None:
    explained = Explained(read(SAMPLES / "koebenhavn-edoc" / "vote.txt"))
    rows = list(facts(explained, ENGLISH))
    fields = [text for _, text, style in rows if style == "field"]
    assert any(text.startswith("decision.votes.0.against.parties.0: ") for text in fields)
    below = [rows[k + 1] for k, row in enumerate(rows) if row[2] == "field"]
    assert all(style == "hint" and (text == "derived" or " · " in text) for _, text, style in below)
    assert any(" · rule " in text for _, text, _ in below)
    outcome = fields.index(next(text for text in fields if text.startswith("decision.outcomes.0: ")))
    assert re.fullmatch(r"line \d+, characters .+ · rule decision:.+", below[outcome][1])
    text = explained.parsed.source.text.split("\n")
    for row, (_, said, _) in zip([row for row in rows if row[2] == "field"], below, strict=True):
        place = re.match(r"line (\d+), characters (\d+)-(\d+) ·", said)
        if place is not None and row[1].startswith(("title: ", "case_number: ", "number: ")):
            line, first, last = map(int, place.groups())
            assert row[1].partition(": ")[2] == " ".join(text[line - 1][first - 1 : last].split())


def test_every_piece_of_evidence_has_danish_words() -> None:
    assert [name for name, term in terms("terms").items() if not term.danish] == []


def test_every_role_has_a_word_in_every_language() -> None:
    kinds = {token.kind for path in TEXTS for token in Explained(read(path)).tokens}
    for language in LANGUAGES:
        texts = wording("explain", language)
        assert kinds <= texts["roles"].keys()
        assert max(map(len, (*texts["roles"].values(), *texts["sections"].values()))) <= 12


# What is not shown.


def test_what_is_redacted_is_in_no_drawing() -> None:
    text = checks.ODD.replace("Punkt 3: Havn", "Punkt 3: Svar til 010203-1234").replace(
        "Det lukkes.", "Ring 22 34 56 78."
    )
    parsed = parse(text)
    redaction = Redaction(parsed)
    explained = Explained(parsed, tuple(redaction.tokens()), redaction.records)
    rows = [plainly(row) for row in view.drawn(explained, DANISH, 60)]
    rows += [text for _, text, _ in facts(explained, DANISH)]
    assert "010203" not in "".join(rows)
    assert any("[redacted: cpr]" in row for row in rows)
    for line in range(1, len(explained.tokens) + 1):
        assert not any("010203" in text or "22 34" in text for _, text, _ in why(explained, DANISH, "x", line))


def test_orders_to_a_terminal_are_shown_and_not_obeyed() -> None:
    explained = Explained(parse(checks.ODD.replace("Havn", "Ha\x1b[31mvn\u202e")))
    rows = "".join(plainly(row) for row in view.drawn(explained, DANISH, 60))
    assert "\x1b" not in rows
    assert "\u202e" not in rows
    assert "Ha\\u001b[31mvn\\u202e" in rows


# Records.


def test_records_hold_every_form_with_its_evidence() -> None:
    whole, *lines = records(Explained(read(SAMPLES / "untitled" / "print-links.txt")))
    assert (whole["family"], whole["signs"]) == (families.GENERIC.id, {})
    assert [line["line"] for line in lines] == list(range(1, len(lines) + 1))
    assert [line["end"] for line in lines][:-1] == [line["start"] for line in lines][1:]
    documents = whole["documents"]
    assert isinstance(documents, list)
    (document,) = documents
    assert document["form"] == 'items that begin at "sagsid"'
    assert document["forms"][0].items() >= {"form": document["form"], "lines": [11, 18, 59, 76]}.items()
    scores = [form["score"] for form in document["forms"]]
    assert scores == sorted(scores, reverse=True)
    assert [heading["line"] for heading in document["headings"]] == [11, 18, 59, 76]
    assert ("anchor_case", 0.9) in document["headings"][0]["evidence"]
    assert document["habits"]["labels"]["own"]["sagsfremstilling"] == 3


def test_records_hold_what_a_line_says_and_could_have_been() -> None:
    parsed = read(SAMPLES / "generic" / "case-words.txt")
    _, *lines = (json.loads(json.dumps(record)) for record in records(Explained(parsed)))
    (part,) = lines[57]["parts"]
    assert (part["role"], part["label"], part["objections"]) == ("label", False, ["style"])
    values = {value["field"]: value for line in lines for value in line["values"]}
    places = parsed.places[0]
    assert {pointer for pointer, spans in places.items() if spans} == values.keys()
    for pointer, value in values.items():
        assert [(place["start"], place["end"]) for place in value["places"]] == [
            (span.start, span.end) for span in places[pointer]
        ]
