"""The table of municipalities and regions is whole and unambiguous; a line that names one is read so, and no other."""

import tomllib
from collections import Counter

import pytest

from conftest import ROOT
from referat.lexicon.authorities import Authority, authorities, by_name, find

TODAY = [authority for authority in authorities() if authority.until is None]
FORMER = [authority for authority in authorities() if authority.until is not None]


def _in(year: int) -> Counter[str]:
    """How many there were of each kind in `year`, one of the years from 2003 to 2006."""
    return Counter(authority.kind for authority in FORMER if (authority.until or 0) >= year)


def test_today_there_are_98_municipalities_and_5_regions() -> None:
    assert Counter(authority.kind for authority in TODAY) == {"municipality": 98, "region": 5}


def test_before_the_reform_there_were_271_municipalities_and_14_counties() -> None:
    # Of the counties Bornholm's had ended in 2002, with the five municipalities of the island.
    assert _in(2003) == {"municipality": 271, "county": 13, "hospitals": 1}
    assert _in(2006) == {"municipality": 269, "county": 13, "hospitals": 1}
    assert sum(authority.kind == "county" for authority in FORMER) == 14
    assert sum(authority.until == 2002 for authority in FORMER) == 6


@pytest.mark.parametrize("same_time", [TODAY, FORMER], ids=["today", "former"])
def test_codes_names_and_forms_are_of_one_authority_each(same_time: list[Authority]) -> None:
    assert [key for key, n in Counter((one.kind, one.code) for one in same_time).items() if n > 1] == []
    forms = Counter(form.lower() for one in same_time for form in one.forms)
    assert [form for form, n in forms.items() if n > 1] == []
    domains = Counter(domain for one in same_time for domain in one.domains)
    assert [domain for domain, n in domains.items() if n > 1] == []


def test_only_those_of_today_have_domains_and_each_of_them_has_one() -> None:
    assert [authority.name for authority in TODAY if not authority.domains] == []
    assert [authority.name for authority in FORMER if authority.domains] == []


def test_codes_have_their_form() -> None:
    lengths = {"municipality": 3, "county": 3, "region": 4, "hospitals": 0}
    assert [one.name for one in authorities() if len(one.code) != lengths[one.kind]] == []
    assert [one.name for one in authorities() if one.code and not one.code.isdecimal()] == []


def test_the_table_is_in_the_order_of_the_codes() -> None:
    path = ROOT / "src" / "referat" / "lexicon" / "danish" / "authorities.toml"
    for group in tomllib.loads(path.read_text("utf-8")).values():
        if isinstance(group, dict):
            codes = [entry["code"] for entry in group["list"]]
            assert codes == sorted(codes)


@pytest.mark.parametrize(
    ("name", "official", "code"),
    [
        ("Århus Kommune", "Aarhus Kommune", "751"),
        ("AARHUS KOMMUNE", "Aarhus Kommune", "751"),
        ("Høje Taastrup Kommune", "Høje-Taastrup Kommune", "169"),
        ("København Kommune", "Københavns Kommune", "101"),
        ("Frederiksværk-Hundested Kommune", "Halsnæs Kommune", "260"),
        ("Region Nordjylland", "Region Nordjylland", "1081"),
        ("Ringkøbing Amt", "Ringkjøbing Amt", "065"),
        ("Lejre Kommune", "Lejre Kommune", "350"),
    ],
)
def test_an_authority_is_known_by_each_of_its_forms(name: str, official: str, code: str) -> None:
    authority = by_name(name)
    assert authority is not None
    assert (authority.name, authority.code) == (official, code)


@pytest.mark.parametrize("name", ["Nordby Kommune", "Aarhus", "Kommune", "Region Nord", ""])
def test_what_is_no_name_is_none(name: str) -> None:
    assert by_name(name) is None


@pytest.mark.parametrize("authority", TODAY, ids=lambda authority: authority.name)
def test_each_form_and_domain_is_found_where_it_is_named(authority: Authority) -> None:
    for form in authority.forms:
        line = f"Referat fra {form}, byrådssalen"
        assert [(line[a:b], found) for a, b, found in find(line)] == [(form, authority)]
    for domain in authority.domains:
        line = f"se https://www.{domain}/referater eller skriv til post@{domain}."
        assert [(line[a:b], found) for a, b, found in find(line)] == [(domain, authority)] * 2


@pytest.mark.parametrize("authority", FORMER, ids=lambda authority: f"{authority.name} until {authority.until}")
def test_each_former_one_is_found_or_the_one_of_today_that_has_its_name(authority: Authority) -> None:
    for form in authority.forms:
        line = f"Møde i {form} den 3. marts 2004"
        ((a, b, found),) = find(line)
        assert line[a:b] == form
        assert found == authority or (found.until is None and form in found.forms)


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("Vejen Kommunes budget", ["Vejen Kommune"]),
        ("Odense kommune", ["Odense kommune"]),
        ("ODENSE KOMMUNE - BYRÅDET", ["ODENSE KOMMUNE"]),
        ("Kommunalbestyrelsen i Høje Taastrup.", ["Høje Taastrup"]),
        ("Byrådet i Ringkøbing-Skjern Kommune", ["Ringkøbing-Skjern Kommune"]),
        ("Byrådet i Aarhus og Byrådet i Odense", ["Aarhus", "Odense"]),
        ("Region Midtjyllands budget", ["Region Midtjylland"]),
        ("REGION SJÆLLAND", ["REGION SJÆLLAND"]),
        ("Amtsrådet for Ribe Amt", ["Ribe Amt"]),
        ("Vejle Amtskommune", ["Vejle Amtskommune"]),
        ("Nr. Alslev Kommune og Nykøbing F. Kommune", ["Nr. Alslev Kommune", "Nykøbing F. Kommune"]),
        ("Samarbejde mellem Faxe Kommune og Stevns Kommune", ["Faxe Kommune", "Stevns Kommune"]),
        ("Sendt fra navn@dagsorden.htk.dk", ["htk.dk"]),
    ],
)
def test_who_is_named_is_found(line: str, stated: list[str]) -> None:
    assert [line[a:b] for a, b, _ in find(line)] == stated


@pytest.mark.parametrize(
    "line",
    [
        "Kommune",
        "kommunen og regionen",
        "Nordby Kommune",
        "Region Hovedstadens Psykiatri",
        "Region Hovedstaden-Sjælland",
        "Nordaarhus Kommune",
        "Syd-Odense Kommune",
        "Odense Kommune-ansatte",
        "de gik hen ad vejen kommune for kommune",
        "Byrådet i Aarhus-Nord",
        "byrådet i vejle",
        "i en region Midtjylland grænser op til",
        "www.visitaarhus.dk og aarhus.dk.example.com",
        "Samtlige samt Odense og Aarhus",
        "Odense Amt",
    ],
)
def test_what_names_nobody_is_left_alone(line: str) -> None:
    assert list(find(line)) == []
