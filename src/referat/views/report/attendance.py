"""The picture of who was there: absences by body, and whom the minutes name."""

from collections.abc import Sequence

from referat.archive.query.aggregates import Aggregates
from referat.archive.query.aggregates.attendance import Absences, Attendance
from referat.views.report.picture import Bodies, Picture, Row, Table, clean, empty
from referat.views.report.words import Words

_BODIES, _MEMBERS = 15, 300
_CLASSES = ("none", "one", "two", "many", "silent")


def attendance(found: Aggregates, words: Words, names: Bodies) -> Picture:
    """Meetings by how many are named as absent."""
    there = found.attendance
    whole = _together(there.bodies)
    basis = [
        words.say(
            "attendance.coverage",
            meetings=words.counted("minutes", whole.meetings),
            silent=words.number(whole.meetings - whole.telling),
            of_items=words.number(there.of_items_alone),
        )
    ]
    if not whole.telling:
        return empty(words, "attendance", basis)
    called = names.shown([one.body for one in there.bodies], _BODIES)
    bodies = {
        name: _together([one for one in there.bodies if called[one.body] == name])
        for name in dict.fromkeys(called.values())
    }
    rows: list[Row] = [
        {"body": name, "class": words.say(f"absent.{key}"), "count": count, "order": n}
        for name, one in bodies.items()
        for n, (key, count) in enumerate(zip(_CLASSES, _counts(one), strict=True))
    ]
    tables = [_table(bodies, words)]
    if len(found.selection.authorities) > 1:
        basis.append(words.say("attendance.members_several"))
    elif there.members:
        tables.append(_members(there, words))
        if len(there.members) > _MEMBERS:
            said = {"shown": words.number(_MEMBERS), "members": words.counted("member", len(there.members))}
            basis.append(words.say("attendance.members_cut", **said))
    return Picture("attendance", _said(whole, words), basis, rows, tables)


def _counts(one: Absences) -> tuple[int, ...]:
    """The meetings of each class, in the order of `_CLASSES`."""
    absent = one.one, one.two, one.many
    return one.telling - sum(absent), *absent, one.meetings - one.telling


def _together(bodies: Sequence[Absences]) -> Absences:
    return Absences((None, None), *(sum(getattr(one, name) for one in bodies) for name in Absences._fields[1:]))


def _said(whole: Absences, words: Words) -> str:
    says = words.say(
        "attendance.says",
        told=words.number(whole.telling),
        meetings=words.counted("meeting", whole.meetings),
        average=words.number(whole.absences / whole.telling, 1),
    )
    if whole.lists:
        lists = words.counted("meeting", whole.lists)
        rate = words.share(whole.absent, whole.absent + whole.present)
        says += " " + words.say("attendance.says_rate", lists=lists, rate=rate)
    return says


def _table(bodies: dict[str, Absences], words: Words) -> Table:
    keys = ("body", "meetings", "telling")
    headings = [words.say(f"attendance.{key}") for key in keys]
    headings += [words.say(f"absent_heads.{key}") for key in _CLASSES[:-1]]
    headings += [words.say(f"attendance.{key}") for key in ("absences", "per_meeting", "rate")]
    return Table(
        words.say("attendance.caption"),
        headings,
        [
            [
                name,
                *(words.number(number) for number in (one.meetings, one.telling, *_counts(one)[:-1], one.absences)),
                words.number(one.absences / one.telling, 1) if one.telling else words.say("no_value"),
                words.share(one.absent, one.absent + one.present) if one.lists else words.say("no_value"),
            ]
            for name, one in bodies.items()
        ],
    )


def _members(there: Attendance, words: Words) -> Table:
    return Table(
        words.say("attendance.members_caption"),
        [words.say(f"attendance.{key}") for key in ("member", "party", "present", "absent")],
        [
            [
                clean(one.name),
                clean(one.parties) or words.say("no_value"),
                words.number(one.present),
                words.number(one.absent),
            ]
            for one in there.members[:_MEMBERS]
        ],
        texts=2,
    )
