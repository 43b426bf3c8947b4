"""Lists of people as pages, papers and boards lay them out: who was there, who was not, and who came instead."""

import re
from typing import NamedTuple

import pytest

from referat import parse

_ITEMS = """
1. Godkendelse af dagsorden

Beslutning
Godkendt.

2. Eventuelt

Beslutning
Intet.
"""
_HEAD = "Nordby Kommune\nTeknisk Udvalg\n\nReferat\n3. maj 2021 kl. 16.00\n\n"


class Layout(NamedTuple):
    """A list as it is printed, and those on it; of the absent with who came instead."""

    name: str
    text: str
    present: list[str]
    absent: dict[str, str | None]


_LAYOUTS = (
    Layout(
        "cards",
        "Deltagere\nAsta Birkholm\nFormand (Venstre)\nMødt\nBo Elm\nMedlem (Socialdemokratiet)\nAfbud\n"
        "Stedfortræder: Per Lind (Socialdemokratiet)\nDagny Lund\nMedlem (Enhedslisten)\nMødt\n",
        ["Asta Birkholm", "Dagny Lund"],
        {"Bo Elm": "Per Lind"},
    ),
    Layout(
        "cards of four lines",
        "Deltagere\nAsta Birkholm\nFormand\nVenstre\nDeltog\nBo Elm\nMedlem\nSocialdemokratiet\nDeltog\n"
        "Dagny Lund\nMedlem\nDansk Folkeparti\nFraværende\n",
        ["Asta Birkholm", "Bo Elm"],
        {"Dagny Lund": None},
    ),
    Layout(
        "cards of two lines",
        "Deltagere\nAsta Birkholm (V) - Formand\nTil stede\nBo Elm (A)\nAfbud\n"
        "Per Lind (A) - Stedfortræder for Bo Elm\nTil stede\nDagny Lund (Ø)\nEj mødt\n",
        ["Asta Birkholm", "Per Lind"],
        {"Bo Elm": "Per Lind", "Dagny Lund": None},
    ),
    Layout(
        "several groups on one line",
        "Til stede: Forældre: Asta Birkholm, Bo Elm. Elever: Dagny Lund, Per Lind\nAfbud: Signe Thor\n",
        ["Asta Birkholm", "Bo Elm", "Dagny Lund", "Per Lind"],
        {"Signe Thor": None},
    ),
    Layout(
        "a party of two words in brackets",
        "Til stede: Asta Birkholm (Nye Borgerlige), Bo Elm (V)\nAfbud: Dagny Lund (Nye Borgerlige)\n",
        ["Asta Birkholm", "Bo Elm"],
        {"Dagny Lund": None},
    ),
    Layout(
        "boxes in a row",
        "Fremmødte: ☒ Formand Asta Birkholm  ☐ Kasserer Bo Elm  ☒ Dagny Lund\n",
        ["Asta Birkholm", "Dagny Lund"],
        {"Bo Elm": None},
    ),
    Layout(
        "ticks and crosses in a row",
        "Fremmødte: ✓ Asta Birkholm ✗ Bo Elm ✓ Dagny Lund\n",
        ["Asta Birkholm", "Dagny Lund"],
        {"Bo Elm": None},
    ),
    Layout(
        "side by side, a bracket over two rows",
        "Til stede:                    Afbud:\nAsta Birkholm (fmd.)          Bo Elm\n"
        "Dagny Lund                    Ib Dal\nOda Krag                      (suppleant Per Lind deltog for\n"
        "Per Lind                      Ib Dal)\nKaj Holm\n",
        ["Asta Birkholm", "Dagny Lund", "Oda Krag", "Per Lind", "Kaj Holm"],
        {"Bo Elm": None, "Ib Dal": "Per Lind"},
    ),
    Layout(
        "parties before a tab",
        "Til stede:\nSocialdemokratiet:\tAsta Birkholm (formand), Bo Elm\nVenstre:\tDagny Lund\nListe T:\tIb Dal\n",
        ["Asta Birkholm", "Bo Elm", "Dagny Lund", "Ib Dal"],
        {},
    ),
    Layout(
        "groups, pupils by their first names",
        "Deltagere:\nForældrerepræsentanter: Asta Birkholm (formand), Bo Elm\n"
        "Elevrepræsentanter: Nanna (9.b), Viggo (8.a)\n\nAfbud: Bo Elm og Viggo\n",
        ["Asta Birkholm", "Nanna"],
        {"Bo Elm": None, "Viggo": None},
    ),
    Layout(
        "what they are and whom they come from",
        "Fremmødte:\n• Asta Birkholm, formand, udpeget af byrådet\n"
        '• Kurt "Kutte" Elm, brugerrepræsentant, Havnens Værested\n'
        "• Dagny Lund, Kirkens Køkken\n• Ib Dal, pårørende\n\n"
        "Ikke til stede:\n• Oda Krag, frivillig, Natcaféen (afbud)\n",
        ["Asta Birkholm", 'Kurt "Kutte" Elm', "Dagny Lund", "Ib Dal"],
        {"Oda Krag": None},
    ),
    Layout(
        "a table with a dash for no, a member's row of tabs",
        "Medlemmer\tParti\tTil stede\tBemærkning\nAsta Birkholm (borgmester)\tA\tX\t\n"
        "Bo Elm\tV\t-\tAfbud, stedfortræder Per Lind\nPer Lind\tV\tX\tStedfortræder\nDagny Lund\tO\t-\tAfbud\n",
        ["Asta Birkholm", "Per Lind"],
        {"Bo Elm": "Per Lind", "Dagny Lund": None},
    ),
    Layout(
        "a table between bars, the people in its second column",
        "Deltagere:\n\n| Kommune | Medlem | Mødt | Stedfortræder |\n|---|---|---|---|\n"
        "| Nordby Kommune | Borgmester Asta Birkholm (formand) | Ja | |\n| Nordby Kommune | Bo Elm | Nej | |\n"
        "| Sydby Kommune | Ib Dal | Nej | Per Lind |\n| De frivillige | Dagny Lund | Ja | |\n",
        ["Asta Birkholm", "Dagny Lund"],
        {"Bo Elm": None, "Ib Dal": "Per Lind"},
    ),
    Layout(
        "a table with a footnote",
        "Navn                  Udpeget af             Status\n---------------------------------------------------\n"
        "Asta Birkholm         Foreningen Broen       Til stede\n"
        "Bo Elm                Valgt                  Afbud (1)\n"
        "Dagny Lund            Valgt                  Til stede\n(1) Suppleant Per Lind deltog.\n",
        ["Asta Birkholm", "Dagny Lund"],
        {"Bo Elm": "Per Lind"},
    ),
    Layout(
        "blanks between the names of a group",
        "Til stede:\nListe A:   Asta Birkholm (formand)   Bo Elm   Oda Marie Krag\n"
        "Liste V:   Dagny Lund   Per Lind (i stedet for Ib Dal)\n\nFraværende:\nListe V:   Ib Dal (ferie)\n",
        ["Asta Birkholm", "Bo Elm", "Oda Marie Krag", "Dagny Lund", "Per Lind"],
        {"Ib Dal": "Per Lind"},
    ),
    Layout(
        "bars between those on a list",
        "Til stede: Asta Birkholm (formand), DH|Dagny Lund, byrådet\nAfbud:Bo Elm, DH|Ib Dal, byrådet\n",
        ["Asta Birkholm", "Dagny Lund"],
        {"Bo Elm": None, "Ib Dal": None},
    ),
    Layout(
        "whom they come from, behind commas",
        "Til stede: Asta Birkholm, Nordby Kommune (formand), Bo Elm, Sydby Kommune\n"
        "           (næstformand), Dagny Lund, FOA, og Ib Dal, Nordby Kommune\n",
        ["Asta Birkholm", "Bo Elm", "Dagny Lund", "Ib Dal"],
        {},
    ),
    Layout(
        "a sentence with what they are in brackets",
        "Til stede var A.C. Birkholm (formand), Bo Elm (kasserer), Dagny Marie\nLund og P. Dal.\n",
        ["A.C. Birkholm", "Bo Elm", "Dagny Marie Lund", "P. Dal"],
        {},
    ),
    Layout(
        "what they are before the name",
        "Til stede:\nAsta Birkholm (A), formand\nByretsdommer Dagny Lund\nPædagogisk-psykologisk sagkyndig Bo Elm\n"
        "Repræsentant for de frivillige, Ib Dal\n",
        ["Asta Birkholm", "Dagny Lund", "Bo Elm", "Ib Dal"],
        {},
    ),
    Layout(
        "titles, and whom they come from in words that could be names",
        "Til stede på mødet var\n\n • Formand for byggeudvalget Asta Birkholm (S), Nordby Kommune\n"
        " • Borgmester Bo Elm (K)\n • Direktør C.C. Dal, Dal & Lund Holding A/S\n • Rektor Dagny Lund, EUC Fjord\n"
        " • Restauratør Ib Dal, Restaurant Signe Thor\n • Afdelingschef Eva Holm, Sekretariatet, Region Fjordland\n",
        ["Asta Birkholm", "Bo Elm", "C.C. Dal", "Dagny Lund", "Ib Dal", "Eva Holm"],
        {},
    ),
    Layout(
        "dashes between, commas inside",
        "Til stede: Asta Birkholm, Danske Roere - Bo Elm, Friluftsrådet, Nordby - Dagny Lund, lodsejer - Ib Dal, "
        "Nordby Byråd\nAfbud fra: Eva Holm, Naturstyrelsen, Fjordland\n",
        ["Asta Birkholm", "Bo Elm", "Dagny Lund", "Ib Dal"],
        {"Eva Holm": None},
    ),
    Layout(
        "an observer at the end, and who did not stand in",
        "Til stede: Asta Birkholm, Bo Elm og medarbejderobservatør Dagny Marie Lund.\n"
        "Der var afbud fra Ib Dal og dennes suppleant.\n",
        ["Asta Birkholm", "Bo Elm", "Dagny Marie Lund"],
        {"Ib Dal": None},
    ),
    Layout(
        "who came from elsewhere, in a sentence",
        "Følgende var mødt:\n\nAsta Birkholm, Nordby Kommune\n\nDer var afbud fra:\n\nBo Elm, Nordby Amt\n\nIb Dal, "
        "Den kgl. Have- og Landbohøjskole\n\nFra Nordby Skov deltog skovfoged Dagny Lund og direktør Eva Holm.\n",
        ["Asta Birkholm", "Dagny Lund", "Eva Holm"],
        {"Bo Elm": None, "Ib Dal": None},
    ),
)


@pytest.mark.parametrize("layout", _LAYOUTS, ids=lambda layout: layout.name)
def test_a_list_is_read_whole_in_every_layout(layout: Layout) -> None:
    """Everybody on it, and nobody else."""
    attendance = parse(_HEAD + layout.text + _ITEMS).meeting.attendance
    assert [each.name for each in attendance.present] == layout.present
    assert {each.name: each.substitute for each in attendance.absent} == layout.absent


def test_a_list_with_a_title_that_nobody_knows_is_told_and_not_read_in_part() -> None:
    parsed = parse(f"{_HEAD}Til stede: Asta Birkholm, Bo Elm og ringer Dagny Marie Lund\n{_ITEMS}")
    assert parsed.meeting.attendance.present == []
    assert [note.message for note in parsed.all_diagnostics if note.code == "fact-unread"] == [
        "no list of names: 'Asta Birkholm, Bo Elm og ringer Dagny Marie Lund'."
    ]


@pytest.mark.parametrize("status", ["Mødt", "Afbud"])
def test_a_card_that_is_nobodys_leaves_no_one_read(status: str) -> None:
    """What cannot be read on a card is told, and no other list is made of its words."""
    text = f"Deltagere\nAsta Birkholm\nMødt\n12 besøgende\n{status}\nDagny Lund\nMødt\n"
    parsed = parse(_HEAD + text + _ITEMS)
    assert "Dagny Lund" not in [each.name for each in parsed.meeting.attendance.absent]


def test_an_item_lists_who_was_there() -> None:
    """Below a title that says so the lines are a list, as they are in a head."""
    item = (
        "\n3. Tilstedeværende ved mødets afslutning\n\nListe A: Asta Birkholm (borgmester), Bo Elm\n"
        "Liste V: Dagny Lund,\n         Ib Dal\n"
    )
    meeting = parse(_HEAD + _ITEMS + item).meeting
    present = meeting.items[2].attendance.present
    assert [(each.name, each.party) for each in present] == [
        ("Asta Birkholm", "Liste A"),
        ("Bo Elm", "Liste A"),
        ("Dagny Lund", "Liste V"),
        ("Ib Dal", "Liste V"),
    ]


def test_lists_stand_below_a_ruler_at_the_end() -> None:
    """Below the last item they are the meeting's, and so is when it ended."""
    foot = (
        "\nMødet sluttede kl. 18.10.\n\n______________\n\n"
        "Til stede: Alma, Jeppe, Nanna og Karla\nAfbud: Storm og Filippa\n"
    )
    meeting = parse(_HEAD + _ITEMS + foot).meeting
    assert [each.name for each in meeting.attendance.present] == ["Alma", "Jeppe", "Nanna", "Karla"]
    assert [each.name for each in meeting.attendance.absent] == ["Storm", "Filippa"]
    assert meeting.closed is not None
    assert meeting.closed.strftime("%H.%M") == "18.10"


def test_an_item_tells_who_was_there_in_sentences() -> None:
    """As those in a head are, they are read below a title that says so."""
    item = "\n3. Fremmøde\n\nTil stede var Asta Birkholm, Bo Elm og Ib Dal.\n\nDagny Lund havde meldt afbud.\n"
    attendance = parse(_HEAD + _ITEMS + item).meeting.items[2].attendance
    assert [each.name for each in attendance.present] == ["Asta Birkholm", "Bo Elm", "Ib Dal"]
    assert [each.name for each in attendance.absent] == ["Dagny Lund"]


def test_a_role_between_two_columns_is_of_the_first() -> None:
    """What parts two names tells whose role stands between them."""
    text = (
        "Medlemmer:   Asta Birkholm (A)  formand        Bo Elm (V)\n"
        "             Dagny Lund (A)                    Ib Dal (V)\n"
    )
    people = parse(_HEAD + text + _ITEMS).meeting.people
    assert [(each.name, each.role) for each in people[:2]] == [("Asta Birkholm", "formand"), ("Bo Elm", None)]


_PEOPLE = (("Asta Birkholm", "A"), ("Bo Elm", "V"), ("Dagny Lund", "F"), ("Ib Dal", "C"))
# One a line, N the name, P the party's letter, F and L the first name and the surname.
_ROWS = (
    "N", "N (P)", "N, P", "N P", "N - P", "N/P", "N / P", "N [P]", "(P) N", "P: N", "P N", "P - N", "L, F (P)",
    "1. N (P)", "1 N (P)", "1) N", "a) N", "- N", "* N (P)", "• N", "N......(P)", "N ................ P",
    "N til stede", "N (til stede)", "N - til stede", "N: til stede", "N mødt", "N x", "N X", "x N", "X N (P)", "[x] N",
    "[X] N (P)", "(x) N", "☑ N", "√ N", "+ N", "N +", "N (P), Nordby", "N, Nordby", "N, Nordby Kommune",
    "N, Søvej 3, 4000 Nordby", "N, tlf. 40 12 34 56", "N 40123456", "N <a@nordby.invalid>", "N (a@nordby.invalid)",
    "hr. N", "Hr. N", "Fru N", "adv. N", "Byrådsmedlem N", "Medlem: N", "N, medlem", "N medlem", "N - medlem",
    "N (medlem)", "N (P) - medlem", "N (P, medlem)", "N | P", "N | P | Til stede", "N; P", "N, Socialdemokratiet",
    "Socialdemokratiet - N", "Socialdemokratiet: N", "N, valgt af byrådet", "N, repræsentant for DH",
    "N - DH", "N (DH)", "N, DH", "N, DH Nordby", "N fra DH", "N for DH", "N / DH", "DH: N", "DH - N", "N (P)*", "N*",
    "N 1)", "N (P) (1)",
    "N\tP", "N\tMødt", "N   P   Mødt", "N   Medlem   Mødt", "AB N", "N, lærer (AB)",
)  # fmt: skip


def _row(form: str, n: int) -> str:
    name, party = _PEOPLE[n]
    first, last = name.split()
    said = {
        "N": name,
        "P": party,
        "F": first,
        "L": last,
        "AB": first[0] + last[0],
        "1": str(n + 1),
        "a)": f"{'abcd'[n]})",
    }
    form = re.sub(r"^1(?=[.) ])", said["1"], form)
    return re.sub(r"\bAB\b|\b[NPFL]\b|^a\)", lambda match: said[match[0]], form)


@pytest.mark.parametrize("form", _ROWS)
def test_one_a_line_is_read_whatever_stands_beside_the_name(form: str) -> None:
    """A letter behind or before the name is a party; nothing of what stands there is the name's."""
    text = "Til stede:\n" + "\n".join(_row(form, n) for n in range(len(_PEOPLE))) + "\n"
    present = parse(_HEAD + text + _ITEMS).meeting.attendance.present
    assert [each.name for each in present] == [name for name, _ in _PEOPLE]
    if "P" in form:
        assert [each.party for each in present] == [party for _, party in _PEOPLE]


def test_first_names_one_a_line_are_as_many() -> None:
    """Two of them are no name of one."""
    attendance = parse(_HEAD + "Til stede:\nAsta\nBo\nDagny\nIb\n" + _ITEMS).meeting.attendance
    assert [each.name for each in attendance.present] == ["Asta", "Bo", "Dagny", "Ib"]


_CAME = (
    "X (stedfortræder: Y)",
    "X (suppl. Y)",
    "X (1. suppleant Y)",
    "X (stf. Y)",
    "X, stedfortræder Y",
    "X - i stedet mødte Y",
    "X, for hvem Y mødte",
    "X (for hende mødte Y)",
    "X v/ Y",
    "X (Y deltog)",
    "X (afløst af Y)",
    "X. Y var indkaldt.",
    "X, Y er indkaldt",
    "X. Suppleant Y deltog.",
    "X. Som stedfortræder for X deltog Y.",
    "X\nStedfortrædere: Y",
    "X\nMødt i stedet: Y",
    "X\nI stedet deltog Y",
    "X pga. sygdom, suppleant Y",
    "X - suppleant Y indkaldt",
)


@pytest.mark.parametrize("form", _CAME)
@pytest.mark.parametrize("label", ["Afbud", "Fraværende"])
def test_who_came_instead_is_nobody_absent(form: str, label: str) -> None:
    """In whatever words it is told who came for whom."""
    text = f"{label}: " + re.sub("[XY]", lambda match: {"X": "Bo Elm (V)", "Y": "Per Lind (V)"}[match[0]], form) + "\n"
    absent = parse(_HEAD + text + _ITEMS).meeting.attendance.absent
    assert [(each.name, each.substitute) for each in absent] == [("Bo Elm", "Per Lind")]


def test_one_behind_another_and_a_colon_is_told() -> None:
    """Who of the two was absent is not said."""
    parsed = parse(_HEAD + "Fraværende: Bo Elm: Per Lind (V)\n" + _ITEMS)
    assert not parsed.meeting.attendance.absent
    assert "fact-unread" in [each.code for each in parsed.all_diagnostics]


def test_where_somebody_lives_ends_where_the_next_column_begins() -> None:
    lines = ["Til stede:      Borgmester Bo Elm, Havnsø", "Borgmester Asta Birkholm, Nordby  Politiinspektør Ib Dal"]
    read = parse(_HEAD + lines[0] + "\n" + " " * 16 + lines[1] + "\n" + _ITEMS).meeting
    assert [(one.name, one.note) for one in read.attendance.present] == [
        ("Bo Elm", "Havnsø"),
        ("Asta Birkholm", "Nordby"),
        ("Ib Dal", None),
    ]


@pytest.mark.parametrize("above", ["", "Bemærkninger\n", "Bemærkninger:\n", "Udvalg:\nBemærkninger\n"])
def test_names_behind_a_label_are_its_own_though_another_waits(above: str) -> None:
    """An empty field for remarks stands above, and takes nothing of the line below it."""
    meeting = parse(f"{_HEAD}{above}Afbud: Bo Elm.\n\n{_ITEMS}").meeting
    assert [person.name for person in meeting.attendance.absent] == ["Bo Elm"]


@pytest.mark.parametrize("gap", ["  ", "     ", "\t"])
@pytest.mark.parametrize("label", ["Til stede: ", "Afbud: "])
@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (["Asta Birkholm, Nordby", "Ib Dal, Sydby"], [("Asta Birkholm", "Nordby"), ("Ib Dal", "Sydby")]),
        (["Borgmester Asta Birkholm, Nordby", "Lærer Ib Dal"], [("Asta Birkholm", "Nordby"), ("Ib Dal", None)]),
        (["Asta Birkholm, Nordby", "formand"], [("Asta Birkholm", "Nordby")]),
    ],
)
def test_columns_on_a_lone_line_are_kept_apart(
    label: str, gap: str, cells: list[str], read: list[tuple[str, str | None]]
) -> None:
    parsed = parse(f"{_HEAD}{label}{gap.join(cells)}\n{_ITEMS}")
    roll = parsed.meeting.attendance
    assert [(one.name, one.note) for one in (*roll.present, *roll.absent)] == read
    assert {person.name for person in parsed.meeting.people} == {name for name, _ in read}


@pytest.mark.parametrize("cells", ["Asta Birkholm, lærer     Nordby Skole", "Asta Birkholm (V), Nordby     Salen"])
def test_nobody_is_read_from_the_words_of_two_columns(cells: str) -> None:
    parsed = parse(f"{_HEAD}Til stede: {cells}\n{_ITEMS}")
    assert parsed.meeting.attendance.present == []
    (note,) = parsed.all_diagnostics
    assert (note.code, note.message) == ("fact-unread", f"no list of names: {' '.join(cells.split())!r}.")


def test_a_place_ends_before_somebody_in_the_next_column() -> None:
    meeting = parse(f"{_HEAD}Sted: Mødesalen            Asta Birkholm (V)\n{_ITEMS}").meeting
    assert (meeting.place, meeting.people) == ("Mødesalen", [])


def test_initials_of_users_are_no_party_and_codes_no_part_of_a_name() -> None:
    people = "Asta Birkholm (ASB), NB12_Bo Elm (BOE) (Havnen let), NB7_Dagny Lund (kontor)"
    meeting = parse(f"{_HEAD}Til stede: {people}\nAfbud: Ib Dal (IDA), NB3_Per Lind (Havnen let)\n{_ITEMS}").meeting
    assert [(one.name, one.party) for one in meeting.attendance.present] == [
        ("Asta Birkholm", None),
        ("Bo Elm", None),
        ("Dagny Lund", None),
    ]
    assert [(one.name, one.party) for one in meeting.attendance.absent] == [("Ib Dal", None), ("Per Lind", None)]


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("Asta Birkholm Bo Elm Ib Lind Dal", ["Asta Birkholm", "Bo Elm", "Ib Lind Dal"]),
        ("Asta Birkholm, Formand Bo Elm, Adm. direktør Ib P. Dal", ["Asta Birkholm", "Bo Elm", "Ib P. Dal"]),
        ("Asta Lund (V) Xerxes Elm (A) Hans Erik Dal Ib Lind", ["Asta Lund", "Xerxes Elm", "Hans Erik Dal", "Ib Lind"]),
        ("Asta von Birkholm Bo Elm og Ib Dal (formand)", ["Asta von Birkholm", "Bo Elm", "Ib Dal"]),
        ("Randi Birkholm Özkan Elm Terje Lind Dal", ["Randi Birkholm", "Özkan Elm", "Terje Lind Dal"]),
        ("Asta Birkholm Xerxes Elm Ib Dal Bo Lind", []),
        ("Asta Birkholm Nordby Skole Bo Elm Sydby Skole Ib Dal", []),
        ("Asta Birkholm Bo Ib Erik Elm Ib Dal Dagny Lund", []),
    ],
)  # fmt: skip
def test_names_one_behind_another_with_nothing_between(row: str, names: list[str]) -> None:
    """A name that no table has may hide another: then nobody of the row is read."""
    meeting = parse(f"{_HEAD}Til stede: {row}\n{_ITEMS}").meeting
    assert [one.name for one in meeting.attendance.present] == names


@pytest.mark.parametrize(
    ("row", "absent"),
    [
        (
            "Asta Birkholm stedfortræder Bo Elm Ib Dal stedfortræder Dagny Lund",
            {"Asta Birkholm": "Bo Elm", "Ib Dal": "Dagny Lund"},
        ),
        ("Asta Birkholm suppleant Bo Elm Ib Dal", {"Asta Birkholm": "Bo Elm", "Ib Dal": None}),
    ],
)
def test_in_a_row_of_the_absent_the_next_came_instead(row: str, absent: dict[str, str | None]) -> None:
    attendance = parse(f"{_HEAD}Afbud: {row}\n{_ITEMS}").meeting.attendance
    assert {one.name: one.substitute for one in attendance.absent} == absent


def test_the_offices_of_a_row_are_of_those_before_them() -> None:
    row = "Asta Birkholm, Formand Bo Elm, Næstformand Dagny Lund Ib Dal"
    meeting = parse(f"{_HEAD}Til stede: {row}\n{_ITEMS}").meeting
    assert [(one.name, one.role) for one in meeting.people] == [
        ("Asta Birkholm", "formand"),
        ("Bo Elm", "næstformand"),
        ("Dagny Lund", None),
        ("Ib Dal", None),
    ]


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("Fra Vækstforum\n\ndeltog:\n\nAsta Birkholm, Bo Elm og Ib Dal", "Asta Birkholm, Bo Elm, Ib Dal"),
        (
            "Fra rådet\ndeltog:\n\nDerudover\ndeltog:\n\nAsta Birkholm, Bo Elm\n\nIb Dal (under dagordenspunkt 2)",
            "Asta Birkholm, Bo Elm, Ib Dal",
        ),
        (
            "Deltagere: Asta Lund Birkholm, Nordby Kommune Bo Elm, Region Fjordland Ib Dal, NT (punkt 2) Oda Lund, NT",
            "Asta Lund Birkholm, Bo Elm, Ib Dal, Oda Lund",
        ),
        ("Til stede:\nDirektør for Regional Udvikling Asta Birkholm, Region Fjordland", "Asta Birkholm"),
    ],
)
def test_torn_labels_and_whom_people_come_from(text: str, present: str) -> None:
    """Labels over two lines, and lists in which whom somebody comes from stands directly before the next name."""
    attendance = parse(f"{_HEAD}{text}\n{_ITEMS}").meeting.attendance
    assert ", ".join(each.name for each in attendance.present) == present


@pytest.mark.parametrize(
    "text",
    [
        "Asta Birkholm – formand\n\nBo Elm – næstformand\n\nTil stede: Asta Birkholm, Bo Elm og Ib Dal",
        "Til stede: Asta Birkholm – formand Bo Elm – næstformand Ib Dal",
        "Til stede: Asta Birkholm Bo Elm Ib Dal og borgmester Asta Birkholm (formand), Bo Elm (næstformand)",
    ],
)
def test_roles_behind_names(text: str) -> None:
    """On lines of their own, behind dashes, and in brackets behind one that has another before the name."""
    named = {each.name: each.role for each in parse(f"{_HEAD}{text}\n{_ITEMS}").meeting.people}
    assert (named["Asta Birkholm"], named["Bo Elm"]) == ("formand", "næstformand")


def test_among_first_names_some_are_not_named() -> None:
    """The pupils' council has apologies, too."""
    parsed = parse(f"{_HEAD}Medlemmer: Asta, Bo, Ib, Lone, Nanna\nAfbud: Bo, Ib, Lone, elevrådet\n{_ITEMS}")
    assert [each.name for each in parsed.meeting.attendance.absent] == ["Bo", "Ib", "Lone"]


@pytest.mark.parametrize("comma", [" , ", " ,, ", ", , "])
def test_a_comma_alone_in_a_row_of_names_is_nobody(comma: str) -> None:
    parsed = parse(f"{_HEAD}Til stede: Asta Birkholm{comma}formand Bo Elm Ib Lind Dal Karen Holm{comma}{_ITEMS}")
    assert all(each.name.strip(" ,") == each.name for each in parsed.meeting.attendance.present)


def test_a_line_above_a_list_is_no_label_torn_apart() -> None:
    place = "Mødet holdes i medborgerhuset, lokale 3"
    meeting = parse(f"{_HEAD}{place}\n\ntil stede:\nasta birkholm              bo elm\n\n{_ITEMS}").meeting
    assert meeting.place == "medborgerhuset, lokale 3"


def test_a_group_that_bears_a_councils_name_is_present_and_the_administration_is_not() -> None:
    head = "Deltagere\nForældre: Åse Holm, Jørn Tang\nByrådet: Henrik Friis (A), Lone Wulff (V)\n"
    head += "Forvaltningen: Maria Kold\n"
    meeting = parse(f"Referat\nSkoleforum\nDato: 3. maj 2021\n\n{head}\n1. Dagsorden\nBeslutning\nGodkendt.\n").meeting
    assert [one.name for one in meeting.attendance.present] == ["Åse Holm", "Jørn Tang", "Henrik Friis", "Lone Wulff"]
    assert [one.name for one in meeting.people][-1] == "Maria Kold"


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("Til stede: 3 medlemmer: Asta Birkholm, Bo Elm, Ib Dal", "Asta Birkholm, Bo Elm, Ib Dal"),
        ("Fra byrådet deltog: Asta Birkholm og Bo Elm. Fra DH deltog: Ib Dal.", "Asta Birkholm, Bo Elm, Ib Dal"),
        ("Til stede: Asta Birkholm, Bo Elm – fra kl. 13.15, Ib Dal - til kl. 15", "Asta Birkholm, Bo Elm, Ib Dal"),
        ("Deltagere: Asta Birkholm/formand, Bo Elm/næstformand, Ib Dal/sekretær", "Asta Birkholm, Bo Elm, Ib Dal"),
    ],
)
def test_counts_groups_hours_and_slashes_beside_names(text: str, present: str) -> None:
    attendance = parse(f"{_HEAD}{text}\n{_ITEMS}").meeting.attendance
    assert ", ".join(each.name for each in attendance.present) == present


def test_a_role_between_commas_is_of_whom_stands_before_it() -> None:
    """Of a list that is not read, too."""
    odd = "Medlemmer: Asta Birkholm (A), formand, Bo Elm (V), næstformand, Ib Dal (C), Karen Holm (A), 7 7 7"
    named = {each.name: each.role for each in parse(f"{_HEAD}{odd}\n{_ITEMS}").meeting.people}
    assert (named["Asta Birkholm"], named["Bo Elm"], named["Ib Dal"]) == ("formand", "næstformand", None)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Asta Birkholm, borgmester, og Bo Elm, kommunaldirektør", (None, "kommunaldirektør")),
        ("Asta Birkholm, kommunaldirektør, Bo Elm", ("kommunaldirektør", None)),
        ("Asta Birkholm, direktør Bo Elm", (None, None)),
    ],
)
def test_a_title_between_commas_is_of_whom_stands_before_it(text: str, notes: tuple[str | None, ...]) -> None:
    present = parse(f"{_HEAD}Deltagere: {text}\n{_ITEMS}").meeting.attendance.present
    assert [(each.name, each.note) for each in present] == list(zip(("Asta Birkholm", "Bo Elm"), notes, strict=True))


def test_who_was_there_from_afar_keeps_the_party() -> None:
    text = "Til stede: Asta Birkholm (A), der deltog virtuelt, Bo Elm (V, online) og Ib Dal (C)"
    present = parse(f"{_HEAD}{text}\n{_ITEMS}").meeting.attendance.present
    assert [(each.name, each.party) for each in present] == [("Asta Birkholm", "A"), ("Bo Elm", "V"), ("Ib Dal", "C")]


def test_who_came_instead_of_him_or_her() -> None:
    text = "Fraværende: Asta Birkholm (A). Som stedfortræder for hende deltog Bo Elm."
    absent = parse(f"{_HEAD}{text}\n{_ITEMS}").meeting.attendance.absent
    assert [(each.name, each.substitute) for each in absent] == [("Asta Birkholm", "Bo Elm")]


def test_late_until_an_hour_is_an_arrival() -> None:
    moved = parse(f"{_HEAD}Asta Birkholm var forsinket til kl. 17.30\n{_ITEMS}").meeting.attendance.movements
    assert [(each.name, each.kind, each.time) for each in moved] == [("Asta Birkholm", "arrived", "17.30")]


@pytest.mark.parametrize("comma", [",", ""])
def test_municipalities_in_a_row_part_the_names(comma: str) -> None:
    """Who came instead stands behind one."""
    row = f"Asta Birkholm, Nordby Kommune Bo Elm, Sydby Kommune{comma} supp. Ib Dal deltog Karen Holm, Østby Kommune"
    attendance = parse(f"{_HEAD}Deltagere: {row}\n{_ITEMS}").meeting.attendance
    assert [each.name for each in attendance.present] == ["Asta Birkholm", "Karen Holm"]
    assert [(each.name, each.substitute) for each in attendance.absent] == [("Bo Elm", "Ib Dal")]


@pytest.mark.parametrize("listed", ["Karen Holm (deltog fra pkt. 5)", "Karen Holm (deltager fra kl. 17.30)"])
def test_whoever_was_there_from_then_on_came_then(listed: str) -> None:
    attendance = parse(f"{_HEAD}Afbud: {listed}\n{_ITEMS}").meeting.attendance
    assert [(each.name, each.kind) for each in attendance.movements] == [("Karen Holm", "arrived")]


def test_a_role_before_a_name_is_of_nobody_before_it() -> None:
    """Where nobody reads the line as a list."""
    text = "Formand: Karen Holm (A), næstformand Ib Dal (V), medlemmer Bo Elm (C) og Asta Birkholm (F)"
    roles = {each.name: each.role for each in parse(f"{_HEAD}{text}\n{_ITEMS}").meeting.people}
    assert (roles["Karen Holm"], roles["Ib Dal"]) == (None, "næstformand")


def test_a_role_that_somebody_has_is_not_of_the_next() -> None:
    people = parse(f"{_HEAD}Deltagere: Bo Elm som formand, Ib Dal\n{_ITEMS}").meeting.people
    assert all(each.role is None for each in people if each.name == "Ib Dal")


def test_one_present_as_a_substitute_behind_a_conjunction() -> None:
    text = "Til stede var: Bo Elm, Asta Birkholm samt Ib Dal som suppleant for Karen Holm"
    attendance = parse(f"{_HEAD}{text}\n{_ITEMS}").meeting.attendance
    assert [each.name for each in attendance.present] == ["Bo Elm", "Asta Birkholm", "Ib Dal"]
    assert [(each.name, each.substitute) for each in attendance.absent] == [("Karen Holm", "Ib Dal")]


@pytest.mark.parametrize(
    "group",
    [
        "Repræsentanter for DH",
        "Medlemmer udpeget af Danske Handicaporganisationer",
        "Forældrerepræsentanter fra Nordby Skole",
    ],
)
def test_a_group_is_named_by_whom_it_stands_for(group: str) -> None:
    text = f"Deltagere\nRepræsentanter for byrådet: Asta Birkholm, Bo Elm\n{group}: Ib Dal, Karen Holm"
    present = parse(f"{_HEAD}{text}\n\n{_ITEMS}").meeting.attendance.present
    assert [each.name for each in present] == ["Asta Birkholm", "Bo Elm", "Ib Dal", "Karen Holm"]


def test_a_group_of_those_absent_is_none_of_those_present() -> None:
    text = "Deltagere: Asta Birkholm, Bo Elm\nMedlemmer fra byrådet, der var fraværende: Ib Dal, Karen Holm"
    attendance = parse(f"{_HEAD}{text}\n\n{_ITEMS}").meeting.attendance
    assert [each.name for each in attendance.present] == ["Asta Birkholm", "Bo Elm"]
    assert [each.name for each in attendance.absent] == ["Ib Dal", "Karen Holm"]


def test_who_ran_a_meeting_below_the_word_alone_ends_a_list() -> None:
    text = "Deltagere\nAsta Birkholm, Bo Elm\nAfbud\nIb Dal\nOrdstyrer\nAsta Birkholm\nReferent\nKaren Holm"
    attendance = parse(f"{_HEAD}{text}\n\n{_ITEMS}").meeting.attendance
    assert [each.name for each in attendance.present] == ["Asta Birkholm", "Bo Elm"]
    assert [each.name for each in attendance.absent] == ["Ib Dal"]


@pytest.mark.parametrize("roles", [("Formand", "Referent", "Medlem"), ("Referent", "Formand", "Medlem")])
def test_what_they_are_below_each_name_is_no_label(roles: tuple[str, str, str]) -> None:
    text = "\n".join(f"{name}\n{role}" for name, role in zip(("Asta Birkholm", "Bo Elm", "Ib Dal"), roles, strict=True))
    attendance = parse(f"{_HEAD}Deltagere\n{text}\n\n{_ITEMS}").meeting.attendance
    assert [each.name for each in attendance.present] == ["Asta Birkholm", "Bo Elm", "Ib Dal"]


def test_who_came_instead_behind_a_semicolon() -> None:
    text = "Afbud: Bo Elm (V); i stedet Ib Dal (V) (stedfortræder)"
    absent = parse(f"{_HEAD}{text}\n{_ITEMS}").meeting.attendance.absent
    assert [(each.name, each.substitute) for each in absent] == [("Bo Elm", "Ib Dal")]


def test_a_sentence_below_the_absent_and_who_came_is_none_of_their_list() -> None:
    below = "Som stedfortræder for Bodil Krag deltog Kim Rask.\nMødet blev ledet af formand Torben Egholm.\n"
    head = f"Fraværende: Bodil Krag, Søren Hvid.\n{below}"
    meeting = parse(f"Referat\nByrådet\nDato: 3. maj 2021\n\n{head}\n1. Dagsorden\nBeslutning\nGodkendt.\n").meeting
    assert [(one.name, one.substitute) for one in meeting.attendance.absent] == [
        ("Bodil Krag", "Kim Rask"),
        ("Søren Hvid", None),
    ]


def test_below_the_absent_each_sentence_on_who_came_instead_is_a_line_of_the_list() -> None:
    lines = "Asta Birkholm - Bo Elm deltager som stedfortræder.\nDagny Lund - Per Lind deltager som stedfortræder.\n"
    attendance = parse(f"{_HEAD}Afbud\n{lines}{_ITEMS}").meetings[0].attendance
    assert [(one.name, one.excused, one.substitute) for one in attendance.absent] == [
        ("Asta Birkholm", True, "Bo Elm"),
        ("Dagny Lund", True, "Per Lind"),
    ]
    assert not attendance.present


def test_where_most_have_a_name_before_a_colon_each_has() -> None:
    lines = (
        "• Asta Birkholm: Medlem for Venstre\n• Bo Elm: Nordby Kirkes Korshær\n• Dagny Lund: Værestedet\n"
        "• Per Lind: Konsulent, Staben, NIK\n"
    )
    attendance = parse(f"{_HEAD}Deltagere:\n{lines}{_ITEMS}").meetings[0].attendance
    assert [(one.name, one.note) for one in attendance.present] == [
        ("Asta Birkholm", "Medlem for Venstre"),
        ("Bo Elm", "Nordby Kirkes Korshær"),
        ("Dagny Lund", "Værestedet"),
        ("Per Lind", "Konsulent, Staben, NIK"),
    ]


def test_behind_a_group_and_a_colon_stands_who_is_there() -> None:
    attendance = (
        parse(f"{_HEAD}Deltagere:\nNordby Skole: Asta Birkholm\nSydby Skole: Bo Elm\n{_ITEMS}").meetings[0].attendance
    )
    assert not {"Nordby Skole", "Sydby Skole"}.intersection([one.name for one in attendance.present])


def test_sentences_below_a_list_are_none_of_the_name_above_them() -> None:
    lines = "Asta Birkholm, borgmester\nBo Elm\nDagny Lund\nAfbud fra Bo Elm. I stedet mødte Ib Dal.\n"
    attendance = parse(f"{_HEAD}Medlemmer:\n{lines}{_ITEMS}").meetings[0].attendance
    assert [(one.name, one.substitute, one.note) for one in attendance.absent] == [("Bo Elm", "Ib Dal", None)]


def test_a_name_may_have_lost_the_joint_behind_its_hyphen() -> None:
    meeting = parse(
        "Referat\nByrådet\n3. maj 2020\n\nFraværende: Bo Elm, Asta Fog- Birkholm.\n\n1. Budget\n\nGodkendt.\n"
    ).meeting
    assert [person.name for person in meeting.attendance.absent] == ["Bo Elm", "Asta Fog- Birkholm"]


def test_a_name_behind_a_word_that_nobody_knows_is_no_note_of_the_one_before() -> None:
    parsed = parse(
        "Referat\nByrådet\n3. maj 2020\n\nFraværende: Bo Elm, bogbinder Asta Birkholm\n\n1. Budget\n\nGodkendt.\n"
    )
    assert parsed.meeting.attendance.absent == []
    assert {each.code for each in parsed.meeting.diagnostics} == {"fact-unread"}


def test_a_list_goes_on_below_blank_lines_where_the_whole_head_is_in_double_spacing() -> None:
    names = [
        "Bo Elm - Havnelauget",
        "Ib Dal - Havnelauget",
        "Dagny Lund - Teknisk Udvalg",
        "Karen Holm - Teknisk Udvalg",
    ]
    top = ["Nordby Kommune", "Havneudvalget", "Referat", "3. maj 2020 kl. 16.30", "Sted: Salen", "Journalnr. 7"]
    lines = [*top, f"Deltagere: {names[0]}", *names[1:], "Fraværende: Asta Birkholm", "Referent: Egon Vind"]
    text = "\n\n".join(
        [*lines, "01 Bemærkninger til dagsordenen", "Referat:", "Godkendt", "02 Lys", "Referat:", "Udsat"]
    )
    attendance = parse(text).meeting.attendance
    assert [(person.name, person.note) for person in attendance.present] == [tuple(name.split(" - ")) for name in names]
    assert [person.name for person in attendance.absent] == ["Asta Birkholm"]
