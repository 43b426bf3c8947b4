"""The review page: one file, well-formed, that holds every place and nothing that runs but its own script."""

import base64
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest

import golden
import papers
from conftest import ROOT, Run
from referat import Parsed, parse, parse_file
from referat.archive.outcomes import contents, parse_contents
from referat.cli import review
from referat.contract import kinds, model
from referat.contract.diagnostics import CODES, Severity
from referat.contract.record import Record
from referat.errors import SourceError
from referat.text.inputs import pdf_pictures
from referat.views.review_page import Reviewed, page
from referat.views.wording import LANGUAGES, wording
from review_pages import data_of, document_of, rows, sample, stretch, written

FILES = ROOT / "src" / "referat" / "views" / "review"
WEB = "samples/midtjylland-web/minutes.txt"
SEVERAL = "samples/firstagenda-pdf/several-meetings.txt"
NEWS = "samples/broken/news.txt"
NOT_MINUTES = (
    f"{NEWS}: error not-minutes: too little in it of what minutes have (a document type, a body and a date, items, "
    "section labels).\n"
)
TEXTS = [path for path in golden.samples() if path.suffix == ".txt" and path.parent.name != golden.BROKEN]
# Every kind of thing that a browser could take for more than text.
HOSTILE = (
    '</script><script>document.title="PWNED"</script><img src=x onerror="document.title=1">&lt;b&gt;\u202eKNIRT\u2066'
)
EVIL = f"""Referat
Byrådet
den 4. marts 2021 kl. 10.00

1. Sti ved åen {HOSTILE}

Sagsfremstilling
Der er \U0001f6b2 og \U0001f6b2 en sti {HOSTILE}.

Beslutning
Godkendt.
"""


# The page itself.


class _Elements(HTMLParser):
    """Every element with its attributes, and whether all that were opened were closed in order."""

    VOID = frozenset({"meta", "input", "br", "link", "img", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.all: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, (tag, self.getpos())

    def handle_data(self, data: str) -> None:
        if self.open:
            self.text[self.open[-1]] = self.text.get(self.open[-1], "") + data


def elements(html: str) -> _Elements:
    parser = _Elements()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser


@pytest.fixture(scope="module")
def web() -> Parsed:
    return parse_file(ROOT / WEB)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_well_formed_and_asks_nobody_for_anything(web: Parsed, language: str) -> None:
    html = written(web, language)
    found = elements(html)
    assert found.all[0] == ("html", {"lang": language})
    assert [attrs for tag, attrs in found.all if tag == "script"] == [{"type": "application/json", "id": "data"}, {}]
    assert not [
        key for _, attrs in found.all for key in attrs if key.startswith("on") or key in ("src", "href", "style")
    ]
    ids = [attrs["id"] for _, attrs in found.all if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {"header", "main", "footer", "nav", "h1", "noscript"} <= {tag for tag, _ in found.all}
    assert "{{" not in html.replace(data_text(html), "")


def data_text(html: str) -> str:
    start = html.index('id="data">')
    return html[start : html.index("</script>", start)]


def test_nothing_runs_but_what_the_page_names_by_its_hash(web: Parsed) -> None:
    html = written(web)
    (policy,) = (
        attrs["content"] for _, attrs in elements(html).all if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    style = html.split("<style>", 1)[1].split("</style>", 1)[0]
    script = html.rsplit("<script>", 1)[1].split("</script>", 1)[0]
    hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in (script, style)]
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_same_file_gives_the_same_bytes() -> None:
    written = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "referat", "review", WEB, SEVERAL, "-o", "-"]
        written.add(subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True).stdout)
    assert len(written) == 1


def test_what_is_hostile_stays_text(web: Parsed) -> None:
    html = page([Reviewed(f"{HOSTILE}.txt", parse(EVIL))], "da").decode()
    usual = elements(written(web))
    found = elements(html)
    assert [tag for tag, _ in found.all] == [tag for tag, _ in usual.all]
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", data_text(html))
    document = data_of(html)["documents"][0]
    assert document["text"] == EVIL
    (title,) = (row["elements"][0] for row in rows(document) if row["id"] == "items/0/title")
    assert title[2] == parse(EVIL).meeting.items[0].title


# Every leaf, and its place.


def leaves(value: Any, pointer: str = "") -> dict[str, Any]:
    if isinstance(value, dict):
        return {p: v for key, child in value.items() for p, v in leaves(child, f"{pointer}/{key}").items()}
    if isinstance(value, list):
        return {p: v for k, child in enumerate(value) for p, v in leaves(child, f"{pointer}/{k}").items()}
    return {pointer: value}


def record_as_json(record: Record) -> Any:
    return json.loads(json.dumps(record, default=lambda value: value.isoformat()))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_leaf_with_a_place_leads_to_its_stretch_of_the_source(path: Path) -> None:
    parsed, document = sample(path)
    assert document["text"] == parsed.source.text
    shown: dict[str, tuple[Any, Any]] = {}
    for row in rows(document):
        for (pointer, at, value), other in zip(row["elements"], row["others"] or [None] * 99, strict=False):
            shown[pointer] = (at, value)
            if other is not None:
                shown[other] = (at, value)
    several = len(parsed.records) > 1
    for n, (record, places) in enumerate(zip(parsed.records, parsed.places, strict=True)):
        values = leaves(record_as_json(record))
        for pointer, spans in places.items():
            if not spans:
                continue
            at, value = shown[f"/{n}{pointer}" if several else pointer]
            assert value == values[pointer], pointer
            assert [stretch(document["text"], one) for one in at] == [
                parsed.source.text[span.start : span.end] for span in spans
            ], pointer


def test_places_are_counted_as_a_browser_counts() -> None:
    document = document_of(parse(EVIL))
    (decision,) = (row["elements"][0] for row in rows(document) if row["id"] == "items/0/decision/text")
    start, end = decision[1][0]
    assert EVIL.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == "Godkendt."
    assert EVIL[start:end] != "Godkendt."


def test_every_line_has_its_role_rule_owner_and_reason(web: Parsed) -> None:
    document = document_of(web)
    said = [[*(document["words"][k] for k in line[:3]), *line[3:]] for line in document["lines"]]
    assert said == [
        [token.kind, token.rule, token.owner, *([token.reason] if token.reason else [])] for token in web.tokens
    ]


def test_findings_are_the_files_diagnostics() -> None:
    parsed = parse(f"{EVIL}\n3. Havn\n\nBeslutning\nMåske stemte nogen imod.\n")
    findings = document_of(parsed)["findings"]
    assert findings == [[one.severity, one.code, one.message, one.line] for one in parsed.all_diagnostics]
    assert {"number-gap", "fact-unread"} <= {code for _, code, _, _ in findings}


def test_of_several_meetings_only_the_first_is_judged() -> None:
    document = document_of(parse_file(ROOT / SEVERAL))
    judged = {group.get("meeting", 0): any("to" in row for row in group["rows"]) for group in document["groups"]}
    assert judged == {0: True, **dict.fromkeys(sorted(judged)[1:], False)}
    assert len(judged) > 1


def test_a_text_that_is_no_minutes_has_its_lines_its_reason_and_one_question() -> None:
    document = document_of(parse_file(ROOT / NEWS))
    assert [row["id"] for row in rows(document)] == ["refused"]
    assert [code for _, code, _, _ in document["findings"]] == ["not-minutes"]
    assert document["head"] is None
    assert document["text"]


# Words.


def test_every_value_of_the_contract_has_words() -> None:
    texts = wording("review")
    assert set(texts["section"]) == set(get_args(kinds.SectionKind))
    assert set(texts["outcome"]) == set(get_args(kinds.Outcome))
    assert set(texts["document_type"]) == set(get_args(kinds.DocumentType))
    fields = {
        "access": model.AgendaItem.model_fields["access"],
        "basis": model.Attendance.model_fields["basis"],
        "movement": model.Movement.model_fields["kind"],
        "follows": model.Decision.model_fields["follows_recommendation"],
        "mention": model.Mention.model_fields["kind"],
    }
    for table, field in fields.items():
        said = {value for part in (field.annotation, *get_args(field.annotation)) for value in get_args(part)}
        assert set(texts[table]) == {value for value in said if isinstance(value, str)}, table
    assert set(texts["codes"]) == set(CODES)
    assert set(texts["severity"]) == set(get_args(Severity))


def test_every_row_part_and_role_of_the_samples_has_words() -> None:
    texts = wording("review")
    for path in TEXTS:
        _, document = sample(path)
        for row in rows(document):
            assert row["label"] in texts["fields"]
            assert {key for key, _ in row["shape"] if key and len(row["shape"]) > 1} <= set(texts["fields"])
        assert {document["words"][line[0]] for line in document["lines"]} <= set(texts["role"])


def test_every_text_is_used_and_every_text_that_is_used_is_there() -> None:
    used = re.findall(r"\{\{page\.(\w+)\}\}", (FILES / "page.html").read_text("utf-8"))
    used += re.findall(r"texts\.page\.(\w+)", "".join(path.read_text("utf-8") for path in FILES.glob("*.js")))
    assert set(used) == set(wording("review")["page"])


def test_no_key_does_two_things() -> None:
    for language in LANGUAGES:
        texts = wording("review", language)
        assert len(set(texts["keys"].values())) == len(texts["keys"])
        assert list(texts["keys"]) == list(texts["actions"])


@pytest.mark.skipif(shutil.which("node") is None, reason="node, which checks scripts, is not installed")
@pytest.mark.parametrize("path", sorted(FILES.glob("*.js")), ids=lambda path: path.name)
def test_the_scripts_are_scripts(path: Path) -> None:
    subprocess.run(["node", "--check", path], check=True)


# The command.


def test_the_page_goes_to_a_file_or_to_standard_output(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    done = run("review", WEB, "-o", out, check=0)
    assert (done.stdout, done.stderr) == ("", "")
    printed = run("review", WEB, "-o", "-", check=0).stdout
    assert printed == out.read_text("utf-8")
    assert "<title>Gennemse aflæsningen: minutes.txt</title>" in printed
    assert str(ROOT) not in printed
    assert '<html lang="en">' in run("review", WEB, "-o", "-", "--lang", "en", check=0).stdout


def test_standard_input_is_a_file_too(run: Run) -> None:
    text = (ROOT / WEB).read_text("utf-8")
    (document,) = data_of(run("review", "-", "-o", "-", stdin=text, check=0).stdout)["documents"]
    assert (document["name"], document["text"]) == ("-", text)


def test_what_cannot_be_read_is_told_and_the_rest_is_in_the_page(run: Run, tmp_path: Path) -> None:
    done = run("review", WEB, "gone.txt", NEWS, "-o", "-", check=1)
    assert [one["name"] for one in data_of(done.stdout)["documents"]] == ["minutes.txt", "news.txt"]
    assert done.stderr == f"gone.txt: there is no such file. Try: another name, or its full path.\n{NOT_MINUTES}"
    out = tmp_path / "page.html"
    done = run("review", "samples", "-o", out, check=1)
    assert done.stderr == "samples: is a folder, not a file. Try: referat batch samples OUT.db\n"
    assert not out.exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-o", WEB], f"referat: {WEB}: is also an input; it would be overwritten. Try: another --output.\n"),
        (["-", "-", "-o", "-"], 'referat: standard input ("-") can be read only once.\n'),
    ],
)
def test_wrong_usage_is_told(run: Run, options: list[str], said: str) -> None:
    done = run("review", WEB, *options, check=2)
    assert (done.stdout, done.stderr) == ("", said)


# Pages of a PDF.


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return papers.pdf_of((ROOT / WEB).read_text("utf-8"), above=("Natur, side {n}",))


def test_a_pdf_has_its_pages_as_pictures_and_the_boxes_of_its_lines(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(pdf)
    parsed = parse_contents(contents(str(path)), str(path))
    drawn = pdf_pictures.pictures(pdf)
    html = page([Reviewed(str(path), parsed, drawn)], "da")
    (document,) = data_of(html.decode())["documents"]
    assert [(width, height) for width, height, _ in document["pages"]] == [(595.3, 841.9)] * len(drawn)
    for (_, _, address), picture in zip(document["pages"], drawn, strict=True):
        head, _, body = address.partition(",")
        assert head == "data:image/webp;base64"
        assert base64.b64decode(body) == picture.data
        assert picture.data[:4] == b"RIFF"
        assert len(picture.data) < 40_000
    assert len(document["boxes"]) == len(document["lines"])
    for line, box in zip(parsed.source.text_lines(), document["boxes"], strict=True):
        assert bool(line.strip()) == (box is not None)
        page_number, left, top, right, bottom = box or (1, 0, 0, 1, 1)
        assert 1 <= page_number <= len(drawn)
        assert 0 <= left < right <= 596
        assert 0 <= top < bottom <= 842
    assert pdf_pictures.pictures(pdf) == drawn


def test_boxes_lie_on_the_ink(pdf: bytes) -> None:
    """The picture is dark inside the box of a line, and white just beside it."""
    image_of = pytest.importorskip("PIL.Image")
    (first, *_) = pdf_pictures.pictures(pdf)
    source = parse(pdf).source
    with image_of.open(io.BytesIO(first.data)) as image:
        grey = image.convert("L")
    scale = grey.width / first.width
    box = next(one for one in source.boxes[3:] if one is not None)
    inside = grey.crop(tuple(round(scale * edge) for edge in (box.left, box.top, box.right, box.bottom)))
    left_of = grey.crop(tuple(round(scale * edge) for edge in (box.left - 20, box.top, box.left - 2, box.bottom)))
    assert inside.getextrema()[0] < 100
    assert left_of.getextrema() == (255, 255)


def test_without_pictures_a_pdf_is_text(run: Run, pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(pdf)
    (drawn,) = data_of(run("review", path, "-o", "-", check=0).stdout)["documents"]
    (plain,) = data_of(run("review", path, "-o", "-", "--no-pictures", check=0).stdout)["documents"]
    assert len(drawn.pop("pages")) >= 1
    assert drawn.pop("boxes")
    assert plain == drawn


def test_where_pillow_is_absent_it_is_said_what_to_install(
    pdf: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from referat.cli.options import opening

    path = tmp_path / "minutes.pdf"
    path.write_bytes(pdf)
    monkeypatch.setattr(pdf_pictures, "can_draw", lambda: False)
    out = tmp_path / "page.html"
    with pytest.raises(SystemExit) as stopped:
        review.run([str(path)], str(out), "da", pictures=True, layout=None, opening=opening(None, convert=False))
    assert stopped.value.code == 2
    assert capsys.readouterr().err == (
        f"referat: {path}: the pages of a PDF are drawn with Pillow, which is not installed. "
        "Try: pip install 'referat[review]', or --no-pictures.\n"
    )
    assert not out.exists()
    review.run([str(path)], str(out), "da", pictures=False, layout=None, opening=opening(None, convert=False))
    assert out.exists()


def test_what_cannot_be_drawn_is_an_error() -> None:
    with pytest.raises(SourceError) as raised:
        pdf_pictures.pictures(b"%PDF-1.7\nnothing more")
    assert raised.value.message == "its pages cannot be drawn."


def test_where_pages_cannot_be_drawn_the_text_is_shown_all_the_same(
    pdf: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from referat.cli.options import opening

    path, out = tmp_path / "minutes.pdf", tmp_path / "page.html"
    path.write_bytes(pdf)
    monkeypatch.setattr(pdf_pictures, "_CODE", "import sys; sys.path[:] = {path!r}; raise SystemExit(1)")
    review.run([str(path)], str(out), "da", pictures=True, layout=None, opening=opening(None, convert=False))
    assert capsys.readouterr().err == f"{path}: its pages cannot be drawn. The page shows its text alone.\n"
    (document,) = data_of(out.read_text("utf-8"))["documents"]
    assert "pages" not in document
    assert document["groups"]


def test_the_extra_brings_what_draws() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert [one.partition(">")[0] for one in project["review"]] == ["pillow"]
    assert pdf_pictures.can_draw()


# In a browser.


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium, which opens pages, is not installed")
def test_a_browser_draws_every_row_and_line_and_runs_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    parsed = parse(EVIL)
    out.write_bytes(page([Reviewed("minutes.txt", parsed)], "da"))
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    offline = ["--disable-background-networking", "--disable-component-update", f"--user-data-dir={tmp_path / 'user'}"]
    command = ["chromium", *flags, *offline, "--dump-dom", out.as_uri()]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=60)
    found = elements(done.stdout)
    classes = [attrs.get("class") or "" for _, attrs in found.all]
    assert sum("line" in one.split() for one in classes) == parsed.source.line_count
    pointers = {attrs["data-pointer"] for _, attrs in found.all if attrs.get("data-pointer")}
    assert {"/date", "/items/0/title", "/items/0/decision/outcomes/0"} <= pointers
    assert not [tag for tag, _ in found.all if tag in ("img", "b")]
    assert "PWNED" not in found.text["title"]
    assert "U+202E" in done.stdout
