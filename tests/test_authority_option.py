"""`--authority`: whose minutes they are, said by whoever reads them."""

import json
import re
from pathlib import Path

import referat
from conftest import ROOT, SAMPLES, Run
from referat.archive.batch.run import Options, batch

NOBODYS = "samples/numbered/council.txt"


def whose(meeting: dict[str, object]) -> tuple[object, object]:
    return meeting["authority"], meeting["authority_source"]


def test_parse_takes_the_users_word(run: Run) -> None:
    assert whose(json.loads(run("parse", NOBODYS, check=0).stdout)) == (None, None)
    done = run("parse", "--authority", "  Nordby  Kommune ", NOBODYS, check=0)
    assert whose(json.loads(done.stdout)) == ("Nordby Kommune", "given")


def test_a_family_of_one_publisher_names_it() -> None:
    path = SAMPLES / "viborg" / "council.txt"
    parsed = referat.parse_file(path)
    assert (parsed.family.id, *whose(parsed.records[0])) == ("viborg", "Viborg Kommune", "layout")
    assert whose(referat.parse_file(path, authority="Nordby Kommune").records[0]) == ("Nordby Kommune", "given")


def test_who_lends_the_room_is_not_whose_document_it_is() -> None:
    path = SAMPLES / "midtjylland-web" / "agenda.txt"
    text = path.read_text("utf-8")
    (place,) = re.findall(r"^i .*$", text, re.MULTILINE)[:1]
    record = referat.parse(text.replace(place, "i Viborg Kommune, Rådhusvej 5, 8800 Viborg", 1)).records[0]
    assert whose(record) == ("Region Midtjylland", "layout")
    assert record["place"] == "Viborg Kommune, Rådhusvej 5, 8800 Viborg"


def test_a_family_of_several_names_none() -> None:
    parsed = referat.parse_file(SAMPLES / "edagsorden" / "municipal-2013.txt")
    assert (parsed.family.id, *whose(parsed.records[0])) == ("edagsorden", None, None)


def test_an_empty_name_is_complained_about(run: Run) -> None:
    complaint = "referat: --authority is empty; say whose minutes they are, or leave it out.\n"
    assert run("parse", "--authority", " ", NOBODYS, check=2).stderr == complaint
    assert run("batch", "--authority", "", "samples/viborg", "-", check=2).stderr == complaint


def test_batch_takes_it_too_and_reads_again_where_it_changes(tmp_path: Path) -> None:
    archive, out = str(ROOT / NOBODYS), tmp_path / "out.ndjson"
    given = Options(jobs=1, authority="Nordby Kommune")
    assert batch([archive], str(out), given).totals.meetings == 1
    assert whose(json.loads(out.read_text("utf-8"))) == ("Nordby Kommune", "given")
    assert batch([archive], str(out), given).read == 0
    assert batch([archive], str(out), Options(jobs=1)).read == 1
    assert whose(json.loads(out.read_text("utf-8"))) == (None, None)
