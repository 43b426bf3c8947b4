"""Members who are called by their surnames or first names alone: `tests/sentences/surnames.toml`."""

import tomllib
from typing import Any

import pytest

from referat import parse
from test_sentences import SENTENCES

CASES = tomllib.loads((SENTENCES / "surnames.toml").read_text("utf-8"))["case"]
MEMBERS = "Asta Birkholm (A), Bo Stenvad (V), Ib Holm (O), Lis Bertelsen (F), Karl Holm (C) og Dagny Kvist Elkær (A)"
TOLD = ("fact-unread", "name-ambiguous")


@pytest.mark.parametrize("case", CASES, ids=[f"{n}. {case['text'][:60]}" for n, case in enumerate(CASES, 1)])
def test_surnames_alone_are_members_where_nobody_else_can_be_meant(case: dict[str, Any]) -> None:
    head = f"Byrådet - Referat\n\nDato: 3. marts 2021\n\nMedlemmer: {case.get('members', MEMBERS)}\n\n"
    item = f"1. Cykelsti ved Engvejen\n\n{case.get('label', 'Beslutning')}\n\n{case['text']}\n\n"
    parsed = parse(f"{head}{item}2. Eventuelt\n\nBeslutning\n\nIntet.\n")
    attendance, decision = parsed.meeting.items[0].attendance, parsed.meeting.items[0].decision
    votes, elected, remarks = (decision.votes, decision.elected, decision.remarks) if decision else ([], [], [])
    read = {
        "absent": [one.name for one in attendance.absent],
        "left": [one.name for one in attendance.movements],
        "against": [name for vote in votes for name in vote.against.names],
        "elected": [one.name for one in elected],
        "by": [name for remark in remarks for name in remark.by],
    }
    assert read == {key: case.get(key, []) for key in read}
    assert [one.message for one in parsed.all_diagnostics if one.code in TOLD] == case.get("told", [])
