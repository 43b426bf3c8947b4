"""Who voted how: `tests/sentences/votes.toml`, the vocabulary's examples, and forms by hand."""

import tomllib
from typing import Any

import pytest

from referat import parse
from referat.contract.nodes import Vote, VoteSide
from referat.facts import sides
from test_decision import SENTENCES, decided, tables, value

Side = tuple[int | None, list[str], list[str]]
NONE: Side = (None, [], [])


def side(node: VoteSide) -> Side:
    count = node.count_.value if node.count_ is not None else None
    return count, [party.value for party in node.parties], [name.value for name in node.names]


def sides_of(vote: Vote) -> tuple[Side, Side, Side]:
    return side(vote.for_), side(vote.against), side(vote.abstained)


def votes(text: str) -> list[tuple[Side, Side, Side]]:
    return [sides_of(vote) for vote in decided(text)[0].votes]


def wanted(data: dict[str, Any] | None) -> Side:
    data = data or {}
    return data.get("count"), data.get("parties", []), data.get("names", [])


@pytest.mark.parametrize("case", tomllib.loads((SENTENCES / "votes.toml").read_text("utf-8"))["case"])
def test_sentences(case: dict[str, Any]) -> None:
    node, _ = decided(case["text"])
    want = [
        (vote.get("subject"), *(wanted(vote.get(key)) for key in ("for", "against", "abstained")))
        for vote in case.get("votes", [])
    ]
    assert [(value(vote.subject), *sides_of(vote)) for vote in node.votes] == want
    remarks = [{"by": [by.value for by in remark.by], "text": remark.text.value} for remark in node.remarks]
    assert remarks == case.get("remarks", [])
    assert [outcome.value for outcome in node.outcomes] == case["outcomes"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("INDSTILLINGEN BLEV VEDTAGET MED 5 STEMMER FOR OG 2 IMOD.", "INDSTILLINGEN"),
        ("Forslaget om fem stemmer blev vedtaget med ti stemmer for og to imod.", "Forslaget om fem stemmer"),
    ],
)
def test_what_a_vote_is_on_stands_as_it_is_printed(text: str, subject: str) -> None:
    node, _ = decided(text)
    assert [value(vote.subject) for vote in node.votes] == [subject]


@pytest.mark.parametrize("key", tables("votes"))
def test_rules_hold_for_their_examples(key: str) -> None:
    assert [complaint for rule in sides.rules(key) for complaint in rule.check()] == []
    assert [rule.name for rule in sides.rules(key) if not rule.examples] == []


@pytest.mark.parametrize("case", tomllib.loads((SENTENCES / "vote_forms.toml").read_text("utf-8"))["case"])
def test_forms(case: dict[str, Any]) -> None:
    want = [tuple(wanted(vote.get(key)) for key in ("for", "against", "abstained")) for vote in case["votes"]]
    assert votes(case["text"]) == want


@pytest.mark.parametrize(
    "text",
    [
        "Godkendt.\nFor stemte: A og V.\nImod stemte: resten af udvalget.",
        "Godkendt.\nFor: A og V\nImod: resten",
        "For stemte A og V. De øvrige stemte imod.",
        "Godkendt, idet O, 47-b og Ø stemte imod.",
        "Bo Elm stemte imod. Asta Birk ligeledes.",
        "Bo Elm imod, idet han finder prisen for høj, A og V for.",
        "Elevrådet stemte for, men forældrene var imod.",
        "Godkendt, idet alle undtagen Bo Elm stemte for.",
        "For stemte:\nalle de andre\nImod stemte: O.",
        "Imod stemte O, V og F undlod.",
        "Flertallet (A, V) ønsker planen. Ø stemte imod.",
        "Med opbakning fra A og V. Imod stemte Ø.",
        "Bo Elms stemmer talte for. Ø og F stemte imod.",
        "Venstre var delt: Bo Elm stemte for, de øvrige i gruppen imod, og det samme gjorde F og Ø.",
        "Vedtaget med 12 stemmer. Bo Elm ville hverken for eller imod.",
        "Borgerne stemte imod planen i 2015.",
        "Forslaget blev vedtaget med 4 stemmer imod 15.",
        "Godkendt med undtagelse af Ø.",
        "Tiltrådt, dog ikke af Dansk Folkeparti.",
        "Godkendt (undtagen O).",
        "Anbefales med forbehold fra Ø.",
        "Tiltrådt. (Ø imod).",
        "Tiltrådt, Ø dog imod.",
        "Godkendt på nær Bo Elm (V).",
        "Godkendt med stemmer fra A, B og F mod V og O.",
        "Et flertal i udvalget, A, B og F, anbefaler indstillingen, mens V og O ikke anbefaler.",
        "A, B og F anbefaler indstillingen, mens V og O ikke kan anbefale den.",
    ],
)
def test_a_vote_of_which_a_side_cannot_be_read_is_told_as_unread(text: str) -> None:
    node, notes = decided(text)
    assert node.votes == ()
    assert "fact-unread" in [note.code for note in notes]


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("Der blev foretaget skriftlig afstemning.\nFor stemte 10 (A).\nImod stemte 3: Ø.", "skriftlig afstemning"),
        ("Godkendt ved håndsoprækning med 5 stemmer mod 4.", "håndsoprækning"),
        ("Ved håndsoprækning blev indstillingen godkendt med 5 stemmer mod 4.", "håndsoprækning"),
        ("Forslaget blev forkastet efter skriftlig afstemning med 6 stemmer mod 3.", "skriftlig afstemning"),
        ("Afstemning ved navneopråb: For stemte A, V. Imod stemte O.", "navneopråb"),
        ("Vedtaget med 4 stemmer for og 4 imod, idet formandens stemme var udslagsgivende.", "formandens stemme"),
        ("Borgmesterens stemme var afgørende, og forslaget blev vedtaget med 4 mod 4.", "Borgmesterens stemme"),
    ],
)
def test_how_was_voted(text: str, method: str) -> None:
    node, _ = decided(text)
    assert [value(vote.method) for vote in node.votes] == [method]


def test_what_a_vote_is_on() -> None:
    told = ["Dagsordenen blev godkendt.", "Bo Elm foreslog en ændring.", "For stemte: V.", "Imod stemte: A."]
    node, _ = decided("\n".join([*told, "Forslaget faldt dermed."]))
    assert [value(vote.subject) for vote in node.votes] == ["Forslaget"]


@pytest.mark.parametrize(
    ("text", "by", "said"),
    [
        ("A bemærker, at udgiften er for stor.", ["A"], "at udgiften er for stor."),
        ("Enhedslisten kunne ikke tiltræde indstillingen.", ["Enhedslisten"], "kunne ikke tiltræde indstillingen."),
        ("Liste Ø bad om at få følgende ført til protokol: \"Vi er imod.\"", ["Liste Ø"], "Vi er imod."),
    ],
)  # fmt: skip
def test_remarks(text: str, by: list[str], said: str) -> None:
    node, _ = decided(f"Godkendt.\n{text}")
    assert [([one.value for one in remark.by], remark.text.value) for remark in node.remarks] == [(by, said)]


def test_what_the_council_itself_remarks_is_no_remark() -> None:
    assert decided("Udvalget bemærkede, at planen er god.")[0].remarks == ()


def test_more_votes_than_people_on_the_meetings_list_are_told() -> None:
    head = "Byrådet - Referat\n\nDato: 3. marts 2021\n\nTil stede: Asta Birkholm (A), Bo Elm (V) og Ida Mørk (C)\n\n"
    item = "1. Cykelsti ved Engvejen\n\nBeslutning\n\nGodkendt med {} stemmer mod 1.\n\n2. Eventuelt\n"
    told = [
        [one.message for one in parse(head + item.format(count)).all_diagnostics if one.code == "votes-differ"]
        for count in (2, 7)
    ]
    assert told == [[], ["8 votes, and 3 on the meeting's list."]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("8 stemmer for: A (5) og V (3). Imod stemte C (2).", []),
        (
            "8 stemmer for: A (5) og V (4). Imod stemte C (2).",
            ["8 votes, and the parties' own numbers make 9: A 5, V 4."],
        ),
        (
            "A (5), V (3) stemte for. 9 stemmer for, 2 imod.",
            ["9 votes, and the parties' own numbers make 8: A 5, V 3."],
        ),
        (
            "Vedtaget med 9 stemmer for (A (5), V (3)) og 2 imod (C (3)).",
            [
                "9 votes, and the parties' own numbers make 8: A 5, V 3.",
                "2 votes, and the parties' own numbers make 3: C 3.",
            ],
        ),
        (
            "For stemte 9: Socialdemokratiets gruppe (5), Venstre\n(3). Imod stemte 2: C.",
            ["9 votes, and the parties' own numbers make 8: Socialdemokratiet 5, Venstre 3."],
        ),
        # A party without a number has one vote at least.
        ("For stemte 8: A (5), V. Imod stemte 1: C.", []),
        (
            "For stemte 5: A (5), V. Imod stemte 6: C (4), O (3), F.",
            [
                "6 votes, and the parties' own numbers make 7: C 4, O 3, 1 without one.",
            ],
        ),
        # Who is named may stand beside the parties, or be of one.
        ("For stemte 9: A (5), V (3), Bo Elm. Imod stemte 2: C.", []),
        ("Imod stemte 3: 1 medlem af A (Bo Elm) og C (2). For stemte 4 (V).", []),
        # The number behind the last party is the side's.
        ("For stemte A, C og V (7). Imod stemte 2 (O).", []),
        ("For stemte A (5) og V (3), i alt 8. Imod stemte C (2).", []),
        # More names than votes; fewer, where parties stand beside them, are no contradiction.
        (
            "For stemte 2: A, Bo Elm, Ib Dal og Per Holt. Imod stemte 1: C.",
            ["2 votes, and 3 names: ['Bo Elm', 'Ib Dal', 'Per Holt']."],
        ),
        ("For stemte 7: A og Bo Elm. Imod stemte 1: C.", []),
        ("For stemte 7: A. Imod stemte 2: Bo Elm (C).", ["2 votes, and 1 name: ['Bo Elm']."]),
    ],
)
def test_what_does_not_add_up_is_told_and_stays(text: str, told: list[str]) -> None:
    node, notes = decided(text)
    assert [note.message for note in notes] == told
    assert {note.code for note in notes} <= {"votes-differ"}
    assert len(node.votes) == 1
    assert node.votes[0].for_.count_ is not None


def test_a_protocol_that_nothing_is_written_to_is_no_remark() -> None:
    assert [word for word in sides.remark_words() if word in "udskrift af protokollen fra beslutningsprotokol"] == []
