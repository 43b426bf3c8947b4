"""Sentences about decisions, votes, attendance and recommendations, with their readings: `tests/sentences/`."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from referat import parse
from referat.contract.model import AgendaItem, Meeting

SENTENCES = Path(__file__).parent / "sentences"
HEAD = "REFERAT Byrådet d. 03-03-2021\n\nMødedato Onsdag d. 3. marts 2021 kl. 17:00\n\nMødested Byrådssalen\n\n"


def cases(name: str) -> list[Any]:
    """The cases of `name`.toml."""
    data = tomllib.loads((SENTENCES / f"{name}.toml").read_text("utf-8"))
    return [
        pytest.param(
            case,
            id=case["text"][:60],
            marks=[pytest.mark.xfail(strict=True, reason="not read yet")] if case.get("missed") else [],
        )
        for case in data["case"]
    ]


@pytest.mark.parametrize("name", ["votes", "decisions", "recommendations", "attendance", "attendance_heads"])
def test_few_sentences_are_missed(name: str) -> None:
    found = cases(name)
    missed = [param for param in found if param.marks]
    assert len(missed) <= 0.02 * len(found)


def item_with(label: str, text: str) -> AgendaItem:
    """An item of a web page with one section."""
    head = "Byrådet - Referat\n\nDato: 3. marts 2021\n\n1. Cykelsti ved Engvejen\n\n"
    page = f"{head}{label}\n\n{text}\n\n2. Eventuelt\n\nBeslutning\n\nIntet.\n"
    return parse(page).meeting.items[0]


def side(data: dict[str, Any] | None) -> dict[str, Any]:
    data = data or {}
    return {"count": data.get("count"), "parties": data.get("parties", []), "names": data.get("names", [])}


@pytest.mark.parametrize("case", cases("votes"))
def test_votes(case: dict[str, Any]) -> None:
    decision = item_with("Beslutning", case["text"]).decision
    assert decision is not None
    data = decision.model_dump(mode="json", by_alias=True)
    want = [
        {"subject": vote.get("subject"), **{key: side(vote.get(key)) for key in ("for", "against", "abstained")}}
        for vote in case.get("votes", [])
    ]
    assert [{key: vote[key] for key in ("subject", "for", "against", "abstained")} for vote in data["votes"]] == want
    assert [{"by": remark["by"], "text": remark["text"]} for remark in data["remarks"]] == case.get("remarks", [])
    assert decision.outcomes == case["outcomes"]


@pytest.mark.parametrize("case", cases("decisions"))
def test_decisions(case: dict[str, Any]) -> None:
    decision = item_with("Beslutning", case["text"]).decision
    assert decision is not None
    assert decision.outcomes == case["outcomes"]
    assert decision.amended == case.get("amended", False)
    assert decision.follows_recommendation == case.get("follows_recommendation")
    assert [point.model_dump() for point in decision.points] == case.get("points", [])
    assert (decision.postponed_to, decision.referred_to) == (case.get("postponed_to"), case.get("referred_to"))


@pytest.mark.parametrize("case", cases("recommendations"))
def test_recommendations(case: dict[str, Any]) -> None:
    found = item_with(case["label"], case["text"]).recommendation
    flat = [" ".join(point.split()) for point in found.points] if found else []
    assert (found.by if found else None, flat) == (case.get("by"), [" ".join(p.split()) for p in case["points"]])


def _plain(people: Any) -> list[dict[str, Any]]:
    keys = ("name", "party", "role", "excused", "substitute", "recused")
    return [{key: person[key] for key in keys if person.get(key) is not None} for person in people]


@pytest.mark.parametrize("case", [*cases("attendance"), *cases("attendance_heads")])
def test_attendance(case: dict[str, Any]) -> None:
    if case["where"] == "item":
        got = item_with("Beslutning", case["text"]).attendance.model_dump(mode="json")
    else:
        page = f"Byrådet - Referat\n\nDato: 3. marts 2021\n\n{case['text']}\n\n" + "".join(
            f"{n}. Cykelsti nummer {n}\n\nBeslutning\n\nIntet.\n\n" for n in (*range(1, 41), *range(125, 140))
        )
        meeting: Meeting = parse(page).meeting
        got = meeting.attendance.model_dump(mode="json")
        away = {item.number: [one.name for one in item.attendance.absent] for item in meeting.items}
        for one in case.get("absent_from_items", []):
            assert [number for number, names in away.items() if one["name"] in names] == one["items"]
    assert _plain(got["absent"]) == _plain(case.get("absent", []))
    if "present" in case:
        assert _plain(got["present"]) == _plain(case["present"])
    moves = [{k: m[k] for k in ("name", "kind", "time", "item") if m.get(k) is not None} for m in got["movements"]]
    assert moves == case.get("movements", [])
