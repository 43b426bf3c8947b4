"""The pictures of what was decided: outcomes by body and year, who voted with whom, and the amounts mentioned."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from referat.archive.query.aggregates import Aggregates
from referat.archive.query.aggregates.decisions import SIDES, UNCLEAR, Ballots, Decided, Pair
from referat.views.report.picture import Bodies, Picture, Row, Table, clean, empty
from referat.views.report.words import Words

#: What is drawn in one colour: outcomes by the group that the texts name.
GROUPS: Mapping[str, Sequence[str]] = {
    "approved": ("approved",),
    "recommended": ("recommended",),
    "noted": ("noted", "informed"),
    "discussed": ("discussed",),
    "put_off": ("postponed", "returned", "withdrawn"),
    "rejected": ("rejected",),
    "other": ("appointed", "none"),
    "unclear": (UNCLEAR,),
}
OUTCOMES = tuple(outcome for outcomes in GROUPS.values() for outcome in outcomes)
_BODIES, _PARTIES = 8, 14
# Pairs with fewer votes in common are not named, where there are two that have so many.
_COMPARED = 5
# So far from the middle, a cell is dark enough for light letters.
_PALE, _DARK = 0.04, 0.92
_MOST_DIGITS = 4


# Outcomes.


def outcomes(found: Aggregates, words: Words, names: Bodies) -> Picture:
    """Outcomes by body and year; bodies with few decisions together."""
    decided = found.decided
    total = sum(one.decisions for one in decided)
    whole = sum((one.outcomes for one in decided), Counter[str]())
    basis = [
        words.say(
            "outcomes.coverage",
            decisions=words.counted("decision", total),
            items=words.counted("item", found.selection.items),
            unclear=words.number(whole[UNCLEAR]),
            undated=words.number(sum(one.decisions for one in decided if one.year is None)),
        )
    ]
    if not total:
        return empty(words, "outcomes", basis)
    merged = _merged(decided, names)
    if len(called := list(dict.fromkeys(body for body, _ in merged))) < len({one.body for one in decided}):
        basis.append(words.say("outcomes.merged", shown=words.counted("body", _BODIES), merged=called[-1]))
    return Picture(
        "outcomes",
        _outcomes_said(merged, whole, total, words),
        basis,
        list(_outcome_rows(merged, words)),
        (_outcome_table(merged, words),),
    )


#: Decisions and their outcomes by the name of a body and a year.
_ByBody = Mapping[tuple[str, str | None], tuple[int, Counter[str]]]


def _merged(decided: Sequence[Decided], names: Bodies) -> _ByBody:
    called = names.shown(list(dict.fromkeys(one.body for one in decided)), _BODIES)
    places = {name: n for n, name in enumerate(dict.fromkeys(called.values()))}
    merged: dict[tuple[str, str | None], tuple[int, Counter[str]]] = {}
    for one in sorted(decided, key=lambda one: (places[called[one.body]], one.year or "~")):
        key = called[one.body], one.year
        decisions, counts = merged.get(key, (0, Counter[str]()))
        merged[key] = decisions + one.decisions, counts + one.outcomes
    return merged


def _outcomes_said(merged: _ByBody, whole: Counter[str], total: int, words: Words) -> str:
    bodies: Counter[str] = Counter()
    for (body, _), (decisions, _) in merged.items():
        bodies[body] += decisions
    first = next(iter(bodies))
    slots = {"body": first, "most_count": words.number(bodies[first]), "decisions": words.number(total)}
    read = {outcome: whole[outcome] for outcome in OUTCOMES if outcome != UNCLEAR and whole[outcome]}
    if not read:
        return words.say("outcomes.says_unclear", **slots)
    most = max(read, key=lambda outcome: read[outcome])
    name = _unbroken(words.say(f"outcome_names.{most}"))
    return words.say("outcomes.says", outcome=name, share=words.share(read[most], total), **slots)


def _unbroken(text: str) -> str:
    """`text` without the soft hyphens that narrow columns need."""
    return text.replace("\u00ad", "")


def _outcome_rows(merged: _ByBody, words: Words) -> Iterator[Row]:
    years = sorted({year for _, year in merged if year})
    places = {body: n for n, body in enumerate(dict.fromkeys(body for body, _ in merged))}
    first_body = next(iter(merged))[0]
    group = words.say("outcome_groups.approved")
    if years:  # every picture has every year, those in which nothing was decided too
        for number in range(int(years[0]), int(years[-1]) + 1):
            nothing: Row = {"outcome": group, "count": 0, "order": 0}
            yield {"body": first_body, "place": 0, "year": f"{number:04}", **nothing}
    for (body, year), (_, counts) in merged.items():
        for n, (name, outcomes) in enumerate(GROUPS.items()):
            count = sum(counts[outcome] for outcome in outcomes)
            if year and count:
                group = words.say(f"outcome_groups.{name}")
                drawn: Row = {"outcome": group, "count": count, "order": n}
                yield {"body": body, "place": places[body], "year": year, **drawn}


def _outcome_table(merged: _ByBody, words: Words) -> Table:
    headings = [words.say(f"outcomes.{key}") for key in ("body", "year", "decisions")]
    return Table(
        words.say("outcomes.caption"),
        [*headings, *(words.say(f"outcome_names.{outcome}") for outcome in OUTCOMES)],
        [
            [
                body,
                year or words.say("unknown_year"),
                words.number(decisions),
                *(words.number(counts[outcome]) for outcome in OUTCOMES),
            ]
            for (body, year), (decisions, counts) in merged.items()
        ],
        texts=2,
    )


# Votes.


def votes(found: Aggregates, words: Words) -> Picture:
    """How often each two parties voted alike."""
    ballots = found.ballots
    basis = [
        words.say(
            "votes.coverage",
            shared=words.counted("vote", ballots.shared),
            votes=words.number(ballots.votes),
            unnamed=words.number(ballots.votes - ballots.named),
        )
    ]
    if not ballots.pairs:
        return empty(words, "votes", basis)
    if len(ballots.parties) > _PARTIES:
        basis.append(words.say("votes.cut", shown=words.number(_PARTIES)))
    least = _COMPARED if sum(pair.votes >= _COMPARED for pair in ballots.pairs) > 1 else 1
    if least > 1:
        basis.append(words.say("votes.says_rule", least=words.number(least)))
    said = _votes_said([pair for pair in ballots.pairs if pair.votes >= least], words)
    tables = (_pair_table(ballots, words), _party_table(ballots, words))
    return Picture("votes", said, basis, list(_matrix(ballots, words)), tables)


def _votes_said(pairs: Sequence[Pair], words: Words) -> str:
    order = sorted(pairs, key=lambda pair: (-pair.alike / pair.votes, -pair.votes))
    # Of those that agree least, the one with the most votes says most.
    most = order[0]
    least = min(pairs, key=lambda pair: (pair.alike / pair.votes, -pair.votes))
    slots = {
        "one": clean(most.one),
        "other": clean(most.other),
        "share": words.share(most.alike, most.votes),
        "votes": words.counted("vote", most.votes),
    }
    if len(pairs) == 1:
        return words.say("votes.says_few", **slots)
    return words.say(
        "votes.says",
        least_one=clean(least.one),
        least_other=clean(least.other),
        least_share=words.share(least.alike, least.votes),
        least_votes=words.counted("vote", least.votes),
        **slots,
    )


def _matrix(ballots: Ballots, words: Words) -> Iterator[Row]:
    """A cell for each two parties, both ways; a party beside itself has nothing to say."""
    pairs = {(pair.one, pair.other): pair for pair in ballots.pairs}
    shown = list(ballots.parties)[:_PARTIES]
    for one in shown:
        for other in shown:
            pair = pairs.get((one, other)) or pairs.get((other, one))
            share = pair.alike / pair.votes if pair else None
            yield {
                "one": clean(one),
                "other": clean(other),
                "votes": pair.votes if pair else None,
                "alike": pair.alike if pair else None,
                "share": None if share is None else round(share, 4),
                "says": words.share(pair.alike, pair.votes) if pair else "",
                "among": words.number(pair.votes) if pair else "",
                "dark": share is not None and not _PALE < share < _DARK,
            }


def _pair_table(ballots: Ballots, words: Words) -> Table:
    return Table(
        words.say("votes.caption"),
        [words.say(f"votes.{key}") for key in ("one", "other", "both", "alike", "share")],
        [
            [
                clean(pair.one),
                clean(pair.other),
                words.number(pair.votes),
                words.number(pair.alike),
                words.share(pair.alike, pair.votes),
            ]
            for pair in ballots.pairs
        ],
        texts=2,
    )


def _party_table(ballots: Ballots, words: Words) -> Table:
    sides = (*SIDES, "split")
    return Table(
        words.say("votes.parties_caption"),
        [words.say("votes.one"), *(words.say(f"votes.{side}") for side in sides), words.say("total")],
        [
            [clean(party), *(words.number(counts[side]) for side in sides), words.number(counts.total())]
            for party, counts in ballots.parties.items()
        ],
    )


# Amounts.


def amounts(found: Aggregates, words: Words) -> Picture:
    """Amounts by size."""
    mentioned, items = found.amounts, found.selection.items
    basis = [
        words.say(
            "amounts.coverage",
            amounts=words.counted("amount", mentioned.amounts),
            mentioning=words.counted("item", mentioned.items),
            silent=words.number(items - mentioned.items),
            items=words.number(items),
            unread=words.number(mentioned.unread),
        )
    ]
    if mentioned.middle is None or mentioned.largest is None:
        return empty(words, "amounts", basis)
    called = list(words.table("classes").values())
    most = max(range(len(called)), key=lambda n: mentioned.classes[n].amounts)
    says = words.say(
        "amounts.says",
        most_count=words.number(mentioned.classes[most].amounts),
        amounts=words.number(mentioned.amounts),
        middle=words.amount(mentioned.middle),
        largest=words.amount(mentioned.largest),
        **{"class": called[most]},
    )
    rows: list[Row] = [
        {"class": name, "count": one.amounts} for name, one in zip(called, mentioned.classes, strict=True)
    ]
    table = Table(
        words.say("amounts.caption"),
        [words.say(f"amounts.{key}") for key in ("class", "amounts", "items")],
        [
            [name, words.number(one.amounts), words.number(one.items)]
            for name, one in zip(called, mentioned.classes, strict=True)
        ],
    )
    return Picture("amounts", says, basis, rows, (table,))
