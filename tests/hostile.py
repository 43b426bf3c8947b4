"""Files made to break or to choke a reader, small on disk where they can be: name → bytes. All are invented."""

import base64
import io
import zipfile
import zlib
from collections.abc import Callable
from random import Random

import papers

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MINUTES = "Referat\nByrådet, den 4. marts 2021\n\n1. Cykelsti\nBeslutning\nGodkendt.\n"


# PDF, written by hand where no library would write it.


def pdf_of(objects: list[bytes], root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with its table of where they stand."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for n, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (n, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Root %d 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (root, len(objects) + 1, table))
    return out.getvalue()


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(content: bytes, said: bytes = b"") -> bytes:
    """A stream, packed."""
    packed = zlib.compress(content, 1)
    return b"<< /Filter /FlateDecode /Length %d %b >>\nstream\n%b\nendstream" % (len(packed), said, packed)


def pdf_page(content: bytes, *more: bytes) -> bytes:
    """A PDF of one page that shows `content`, a stream; `more` are the objects from 6 on."""
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>",
            content,
            _FONT,
            *more,
        ]
    )


def scanned() -> bytes:
    """A page that is a picture."""
    picture = stream(
        bytes(200 * 300),
        b"/Type /XObject /Subtype /Image /Width 200 /Height 300 /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    return pdf_page(stream(b"q 500 0 0 700 40 40 cm /X Do Q"), picture)


def encrypted_pdf() -> bytes:
    """A PDF with a password."""
    paper = papers.Paper()
    paper.set_encryption("ejer", "bruger")
    paper.add_page()
    paper.write_lines("Referat")
    return paper.made()


def many_pages(count: int) -> bytes:
    """So many pages, all the same one."""
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << /Font << /F 4 0 R >> >> >>"
    )
    kids = b" ".join(b"%d 0 R" % n for n in range(5, 5 + count))
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, count),
            stream(b"BT /F 11 Tf 50 700 Td (Referat) Tj ET"),
            _FONT,
            *[page] * count,
        ]
    )


def many_objects() -> bytes:
    """A page, and 100,000 objects that nothing leads to."""
    return pdf_page(stream(b"BT /F 11 Tf 50 700 Td (Referat) Tj ET"), *[b"0"] * 100_000)


def deep_pages() -> bytes:
    """A page below 20,000 levels of groups of pages."""
    depth = 20_000
    tree = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (n + 1, n - 1) for n in range(2, depth)]
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % (depth - 1)
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", *tree, page])


def ring_of_pages() -> bytes:
    """A group of pages that holds itself."""
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"])


def pdf_bomb() -> bytes:
    """A page whose content is 150 MB of blanks."""
    return pdf_page(stream(b" " * 150_000_000))


def pdf_twice_packed() -> bytes:
    """A page whose content is packed twice: 150 MB of blanks."""
    outer = zlib.compress(zlib.compress(b" " * 150_000_000, 1), 1)
    return pdf_page(
        b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n%b\nendstream" % (len(outer), outer)
    )


def pdf_of_letters(count: int) -> bytes:
    """A page with so many letters, one upon the other."""
    return pdf_page(stream(b"BT /F 1 Tf 50 700 Td " + b"(aaaaaaaaa ) Tj " * (count // 10) + b"ET"))


def pdf_forms(content: bytes) -> bytes:
    """Forms that show forms that show forms, ten times each, nine levels deep; the last has this content."""
    forms = [
        stream(
            b"/X Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>" % (n + 1),
        )
        for n in range(6, 15)
    ]
    last = stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F 5 0 R >> >>")
    return pdf_page(stream(b"/X Do"), *forms, last)


# DOCX.


def packed(*parts: tuple[str, str | bytes]) -> bytes:
    """A zip archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts:
            archive.writestr(name, text)
    return data.getvalue()


def docx(body: str, *, before: str = "", more: tuple[tuple[str, str | bytes], ...] = ()) -> bytes:
    """A DOCX with this body."""
    root = f'w:document xmlns:w="{_WORD}"'
    document = f'<?xml version="1.0"?>{before}<{root}><w:body>{body}</w:body></w:document>'
    return packed(("[Content_Types].xml", "<Types/>"), ("word/document.xml", document), *more)


def paragraphs(text: str) -> str:
    """Lines as paragraphs."""
    return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))


def docx_cells() -> bytes:
    """A table of 100,000 cells."""
    row = f"<w:tr>{'<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>' * 20}</w:tr>"
    return docx(f"{paragraphs(_MINUTES)}<w:tbl>{row * 5000}</w:tbl>")


def docx_bomb() -> bytes:
    """A document of 100 MB of blanks."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as part:
            part.write(b"<w:document>")
            for _ in range(10):
                part.write(b" " * 10_000_000)
    return data.getvalue()


_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def docx_entities() -> bytes:
    """An entity of entities of entities."""
    return docx(paragraphs("&a9;"), before=f'<!DOCTYPE x [<!ENTITY a0 "ha">{_LAUGHS}]>')


def docx_fetching() -> bytes:
    """An entity that would be fetched from a file."""
    return docx(paragraphs("&a;"), before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')


# Web pages, mail, RTF, text.


def mhtml(body: bytes, encoding: str = "base64") -> bytes:
    """A saved page whose part has this body."""
    head = b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a; type=text/html"
    inner = b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: " + encoding.encode()
    return b"\r\n".join((head, b"", b"--a", inner, b"", body, b"--a--", b""))


def broken_base64() -> bytes:
    """A saved page whose base64 is cut and has foreign letters in it."""
    whole = base64.b64encode(f"<html><body><pre>{_MINUTES}</pre>".encode())
    return mhtml(whole[:40] + b"\xff!\x00*" + whole[40:-3])


def rtf(body: str) -> bytes:
    """An RTF with this body."""
    return b"{\\rtf1\\ansi " + body.encode("cp1252") + b"}"


def noise(count: int) -> bytes:
    """Random bytes."""
    return Random(14).randbytes(count)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)

FILES: dict[str, Callable[[], bytes]] = {
    "scanned.pdf": scanned,
    "encrypted.pdf": encrypted_pdf,
    "damaged.pdf": lambda: b"%PDF-1.7\n" + noise(5000),
    "truncated.pdf": lambda: papers.pdf_of(_MINUTES)[:500],
    "no-pages.pdf": lambda: pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]),
    "5001-pages.pdf": lambda: many_pages(5001),
    "said-pages.pdf": lambda: many_pages(3).replace(b"/Count 3", b"/Count 2000000000"),
    "objects.pdf": many_objects,
    "deep.pdf": deep_pages,
    "ring.pdf": ring_of_pages,
    "bomb.pdf": pdf_bomb,
    "bomb-twice.pdf": pdf_twice_packed,
    "letters.pdf": lambda: pdf_of_letters(1_000_000),
    "forms.pdf": lambda: pdf_forms(b"BT /F 1 Tf (a) Tj ET"),
    "empty-forms.pdf": lambda: pdf_forms(b"q Q"),
    "bomb.docx": docx_bomb,
    "entities.docx": docx_entities,
    "fetching.docx": docx_fetching,
    "no-document.docx": lambda: packed(("[Content_Types].xml", "<Types/>"), ("word/styles.xml", "<x/>")),
    "other-document.docx": lambda: packed(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<x/>")),
    "no-parts.docx": lambda: docx(paragraphs(_MINUTES)),
    "cells.docx": docx_cells,
    "deep.docx": lambda: docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000),
    "members.docx": lambda: docx("", more=tuple((f"word/{n}", b"") for n in range(11_000))),
    "deep.html": lambda: b"<html>" + b"<div>" * 200_000,
    "elements.html": lambda: b"<html><body>" + b"<p>Godkendt <b>a</b> <i>b</i> <span>c</span>" * 25_000,
    "more-elements.html": lambda: b"<html><body>" + b"<p class=a>Godkendt" * 150_001,
    "comments.html": lambda: b"<html><body>" + b"<!---->" * 2_000_001,
    "attributes-apart.html": lambda: (
        b"<html><body>" + b"".join(b"<i id=i%d class=c%d>a</i> " % (n, n) for n in range(50_000))
    ),
    "links.html": lambda: b"<html><body>" + b"<a href=/x>a</a> " * 50_000,
    "attributes.html": lambda: b"<html><body><p" + b" a%d=x" * 100_000 + b">Referat",
    "scripts.html": lambda: (
        b"<html><body><script>while(1);</script><img src=http://localhost:9/x><iframe src=file:///etc/passwd></iframe>"
        + b"<p>Referat</p>"
    ),
    "base64.mhtml": broken_base64,
    "no-page.mhtml": lambda: mhtml(b"").replace(b"text/html", b"image/png"),
    "parts.mhtml": lambda: mhtml(b"<p>Referat", "8bit").replace(
        b"--a\r\n", b"--a\r\nContent-Type: image/png\r\n\r\nx\r\n" * 50_000 + b"--a\r\n"
    ),
    "deep.rtf": lambda: rtf("{" * 100_000),
    "words.rtf": lambda: rtf("\\b" * 700_000),
    "huge.rtf": lambda: rtf("Referat af et langt møde. \\par " * 50_000),
    "picture.rtf": lambda: rtf("{\\pict\\pngblip " + "00" * 10_000_000 + "}" + _MINUTES.replace("\n", "\\par ")),
    "old.doc": lambda: OLE + "WordDocument".encode("utf-16-le"),
    "open.odt": lambda: packed(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "")),
    "odd-utf16.txt": lambda: b"\xff\xfe" + _MINUTES.encode("utf-16-le")[:-1],
    "lone.txt": lambda: b"\xff\xfe" + b"\x00\xd8" * 1000,
    "nul.txt": lambda: _MINUTES.encode().replace(b"t", b"\0"),
    "nul-megabytes.txt": lambda: bytes(10_000_000),
    "random.bin": lambda: noise(1_000_000),
    "random-letters.txt": lambda: bytes(b % 96 + 32 for b in noise(200_000)),
    "empty.txt": lambda: b"",
    "blanks.txt": lambda: b" \n\t" * 1_000_000,
    "one-blank-line.txt": lambda: b" " * 20_000_000,
    "one-line.txt": lambda: b"Godkendt " * 50_000,
}
