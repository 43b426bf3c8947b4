"""Samples on paper: PDFs that fpdf2 makes of text, as a word processor would."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from fpdf import FPDF, XPos, YPos

_PITCH, _SIZE = 5.0, 11
# Core fonts have the letters of Latin-1 alone.
_LATIN = str.maketrans({"–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "•": "-", "…": "...", "\u00ad": ""})


class Paper(FPDF):
    """A document with lines that run along its pages; "{n}" in them is the page's number."""

    def __init__(self, above: Sequence[str] = (), below: Sequence[str] = (), **options: Any) -> None:
        super().__init__(**options)
        self._above, self._below = above, below
        self.set_creation_date(datetime(2021, 3, 4, tzinfo=UTC))
        self.set_auto_page_break(True, margin=25)
        self.set_margins(20, 25 if above else 15)
        self.set_font("Helvetica", size=_SIZE)

    def header(self) -> None:
        """The lines above the body."""
        self.set_y(10)
        self._running(self._above)
        self.set_y(25 if self._above else 15)

    def footer(self) -> None:
        """The lines below the body."""
        self.set_y(-15)
        self._running(self._below)

    def _running(self, lines: Sequence[str]) -> None:
        self.set_font("Helvetica", size=9)
        for line in lines:
            self.cell(0, 4, line.format(n=self.page_no()), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_font("Helvetica", size=_SIZE)

    def write_lines(self, text: str, links: Mapping[str, str] | None = None) -> None:
        """The lines of `text`, broken at the margin; those in `links` lead somewhere."""
        for line in latin(text).split("\n"):
            if line.startswith("\f"):
                self.add_page()
            said = line.strip("\f ")
            if said and links and said in links:
                self.cell(0, _PITCH, said, link=links[said], new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            elif said:
                self.multi_cell(0, _PITCH, said, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            else:
                self.ln(_PITCH)

    def made(self) -> bytes:
        """The file."""
        return bytes(self.output())


def latin(text: str) -> str:
    """`text` as a core font can write it."""
    return text.translate(_LATIN).encode("latin-1", errors="replace").decode("latin-1")


def pdf_of(
    text: str,
    above: Sequence[str] = (),
    below: Sequence[str] = (),
    links: Mapping[str, str] | None = None,
    **options: Any,
) -> bytes:
    """`text` as a PDF, with the lines that run along `above` and `below`; `options` are fpdf2's."""
    paper = Paper(above, below, **options)
    paper.add_page()
    paper.write_lines(text, links)
    return paper.made()
