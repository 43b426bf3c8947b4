"""Random meetings, printed as a publisher prints them and parsed back: the same meeting comes out.

A failure names its seed. When one is mended, its document becomes a sample.
"""

import os
from random import Random

import pytest

from generator import DISGUISES, RENDERERS, Rendered, disguise, random_meeting, render
from generator.compare import differences
from referat import parse

# In the suite a few of each layout; `make property` reads five hundred of each.
SEEDS = range(0, int(os.environ.get("REFERAT_SEEDS", "25")), 25)


# Families that print no agendas, or that tell in them who will be absent.
_NO_AGENDAS = {"aarhus", "decisions-only", "koebenhavn-protocol", "midtjylland-titles", "syddanmark-2011"}


def _failures(layout: str, seeds: range) -> list[str]:
    found = []
    for seed in seeds:
        rng = Random(seed)
        rendered = render(random_meeting(rng), layout, rng)
        name = list(DISGUISES)[seed % len(DISGUISES)]
        data, expected = disguise(rendered, name, rng)
        parsed = parse(data)
        # What has no mark of its own in print may be read without one; what is read must be right all the same.
        if parsed.family.id not in (layout, "generic"):
            found.append(f"seed {seed} ({name}): read as {parsed.family.id}")
        elif len(parsed.meetings) != 1:
            found.append(f"seed {seed} ({name}): {len(parsed.meetings)} meetings")
        else:
            found += [f"seed {seed} ({name}): {difference}" for difference in differences(expected, parsed.meeting)]
    return found


@pytest.mark.parametrize("layout", sorted(RENDERERS))
@pytest.mark.parametrize("start", SEEDS)
def test_random_meetings_parse_back(layout: str, start: int) -> None:
    assert _failures(layout, range(start, start + 25)) == []


@pytest.mark.parametrize("layout", sorted(RENDERERS))
@pytest.mark.parametrize("count", [1, 3, 30])
def test_meetings_of_every_size_parse_back(layout: str, count: int) -> None:
    for seed in range(2):
        rng = Random(f"{count}-{seed}")
        rendered = render(random_meeting(rng, count), layout, rng)
        assert list(differences(rendered.expected, parse(rendered.text).meeting)) == [], f"seed {seed}"


@pytest.mark.parametrize("layout", sorted(set(RENDERERS) - _NO_AGENDAS))
def test_an_agenda_reports_no_decision_no_vote_and_nobody_absent(layout: str) -> None:
    seen = 0
    for seed in range(60):
        rng = Random(seed)
        draft = random_meeting(rng, 5)
        if not draft.agenda:
            continue
        rendered = render(draft, layout, rng)
        if any(item.get("decision") or item.get("absent") for item in rendered.expected["items"]):
            continue
        for meeting in parse(rendered.text).meetings:
            seen += 1
            for item in meeting.items:
                assert item.decision is None or (not item.decision.outcomes and not item.decision.votes)
                assert item.attendance.absent == []
            assert rendered.expected.get("absent") or meeting.attendance.absent == []
    assert seen


@pytest.mark.parametrize("seed", range(20))
def test_several_documents_in_one_file_come_out_one_by_one(seed: int) -> None:
    rng = Random(seed)
    rendered: list[Rendered] = [
        render(random_meeting(rng, rng.randint(1, 5)), "firstagenda-pdf", rng) for _ in range(rng.randint(2, 4))
    ]
    parsed = parse("\n\n".join(one.text.strip("\n") for one in rendered) + "\n")
    assert len(parsed.meetings) == len(rendered)
    line = 0
    for one, meeting in zip(rendered, parsed.meetings, strict=True):
        assert [d.code for d in meeting.diagnostics if d.code == "several-meetings"] == ["several-meetings"]
        dropped = len(one.text) - len(one.text.lstrip("\n"))
        for item in one.expected["items"]:
            item["first_line"] += line - dropped
            for section in item["sections"]:
                section["first_line"] += line - dropped
        assert list(differences(one.expected, meeting)) == []
        line += one.text.strip("\n").count("\n") + 2
