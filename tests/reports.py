"""Reads a page of `referat report` as somebody would who sees it: its pictures, their sentences, their tables."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "img"}


@dataclass
class Element:
    """An element of the page, with its attributes, the elements in it, and all text in it."""

    tag: str
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text, white space made one blank; no-break spaces stay."""
        return " ".join(part for part in "".join(self.pieces).replace("\n", " ").split(" ") if part)

    def all(self, tag: str, kind: str = "") -> list["Element"]:
        """The elements below it of this tag and class, in order."""
        found = []
        for child in self.children:
            if (tag in ("*", child.tag)) and (not kind or kind in child.attributes.get("class", "").split()):
                found.append(child)
            found += child.all(tag, kind)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.pieces.append(data)


class Page:
    """A page; `pictures` are the names of its sections, in order."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.sections = {one.attributes["aria-labelledby"]: one for one in root.all("section", "picture")}
        self.pictures = list(self.sections)

    @property
    def title(self) -> str:
        """The main heading."""
        return self.root.all("h1")[0].text

    @property
    def text(self) -> str:
        """All that can be read in the page's body."""
        return self.root.all("body")[0].text

    @property
    def scope(self) -> list[str]:
        """The sentences on what the page is based on."""
        return [one.text for one in self.root.all("section", "basis")[0].all("li")]

    def says(self, name: str) -> str:
        """What is said to be seen on a picture."""
        return self.sections[name].all("p", "says")[0].text

    def basis(self, name: str) -> list[str]:
        """The sentences on what a picture is based on."""
        return [one.text for one in self.sections[name].all("ul", "behind")[0].all("li")]

    def tables(self, name: str) -> list[list[list[str]]]:
        """The tables of a picture, the headings first."""
        return [
            [[cell.text for cell in row.children] for row in table.all("tr")]
            for table in self.sections[name].all("table")
        ]

    def table(self, name: str) -> list[list[str]]:
        """The one table of a picture."""
        (table,) = self.tables(name)
        return table

    def drawn(self, name: str) -> list[str]:
        """The texts that are drawn in a picture."""
        return [one.text for one in self.sections[name].all("text")]


def read(html: str) -> Page:
    """Read a page; an element that is not closed where it should be fails."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert [element.tag for element in reader.open] == [""]
    return Page(reader.open[0])
