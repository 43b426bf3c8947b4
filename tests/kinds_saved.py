"""Pages of the web as text: what a browser copies of a page, and what it saves one as.

`copied` has Chromium select all of each page. `saved` writes what Firefox saves a page as, by the rules of
its serialiser: lines of at most 80 columns, headings indented by their level, list items behind "* " or their number,
cells apart by a tab, addresses behind their links. There is no Firefox where tests run.
"""

import base64
import json
import re
import subprocess
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

_WIDTH, _BONUS, _INDENT, _LIST = 80, 4, 2, 4
_WAIT = 500
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    ["address", "article", "aside", "center", "fieldset", "footer", "form", "header", "main", "nav", "section", "table"]
)
_SHOWN_NEVER = frozenset({"head", "script", "style", "select"})
_STRUCTURES = {"b": "*", "strong": "*", "i": "/", "em": "/", "u": "_", "code": "|"}
_BULLETS = "*o+#"
# Each page in a frame, one after the other; what is copied of it is left in the page as one word.
_SCRIPT = """
const texts = [];
function next() {
  if (texts.length == pages.length) {
    const bytes = new TextEncoder().encode(JSON.stringify(texts));
    let binary = "";
    for (const byte of bytes) binary += String.fromCharCode(byte);
    document.body.textContent = btoa(binary);
    return;
  }
  const frame = document.createElement("iframe");
  frame.onload = () => {
    const selection = frame.contentWindow.getSelection();
    selection.selectAllChildren(frame.contentDocument.body);
    texts.push(selection.toString());
    frame.remove();
    next();
  };
  frame.srcdoc = pages[texts.length];
  document.body.append(frame);
}
onload = next;
"""


def copied(paths: Sequence[Path], folder: Path) -> None:
    """What Chromium copies of each page, all of it selected, into `folder`."""
    pages = json.dumps([path.read_bytes().decode() for path in paths]).replace("<", "\\u003c")
    page = folder / "copied.html"
    page.write_text(f'<meta charset="utf-8"><body><script>const pages = {pages};{_SCRIPT}</script>', encoding="utf-8")
    command = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'user'}")
    made = subprocess.run(
        (*command, "--virtual-time-budget=100000", "--dump-dom", page.as_uri()),
        check=True,
        capture_output=True,
        timeout=_WAIT,
    )
    word = re.sub(rb"<[^>]*>|\s", b"", made.stdout)
    for path, text in zip(paths, json.loads(base64.b64decode(word)), strict=True):
        (folder / f"{path.stem}.txt").write_bytes(text.encode())


def saved(page: str) -> str:
    """What Firefox saves `page` as."""
    writer = _Writer()
    writer.feed(page)
    writer.close()
    writer.space(0)
    return "\n".join(writer.lines).strip("\n") + "\n"


class _Writer(HTMLParser):
    """The lines of a page. `blank` are the blank lines above the current one, -1 within a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line = self.mark = ""
        self.indent, self.blank, self.due = 0, 1, -1
        self.hidden: list[str] = []
        self.lists: list[int | None] = []
        self.address: list[str] = []
        self.preformatted = self.first_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if self.hidden or tag in _SHOWN_NEVER:
            if tag not in ("br", "input", "meta", "link", "hr", "img"):
                self.hidden.append(tag)
            return
        if tag == "br":
            self._settle()
            self.space(self.blank + 1)
        elif tag == "input":
            return
        elif tag in _HEADINGS:
            self.space(2)
            self.indent += _INDENT * _HEADINGS[tag]
        elif tag in ("ul", "ol"):
            self.space(0 if self.lists else 1)
            self.lists.append(1 if tag == "ol" else None)
            self.indent += _LIST
        elif tag == "li":
            self._begin_item(said.get("value"))
        elif tag == "a":
            self.address.append(said.get("href") or "")
        elif tag in ("td", "th"):
            self._begin_cell()
        else:
            self._begin_block(tag)
        self._write(_STRUCTURES.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            if tag in self.hidden:
                del self.hidden[self.hidden.index(tag) :]
            return
        if tag in _HEADINGS:
            self.space(1)
            self.indent -= _INDENT * _HEADINGS[tag]
        elif tag in ("ul", "ol"):
            self._settle()
            self.space(0)
            self.indent -= _LIST
            self.lists.pop()
            self.due = -1 if self.lists else 1
        elif tag in ("li", "tr", "div"):
            self.due = max(self.due, 0)
        elif tag == "a" and (address := self.address.pop()):
            self._write(f" <{address}>")
        elif tag in _BLOCKS or tag in ("p", "pre"):
            self.preformatted = False
            self.space(1)
        self._write(_STRUCTURES.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        if self.preformatted:
            for number, line in enumerate(data.split("\n")):
                if number:
                    self._end_line()
                self.line += line
                self.blank = -1 if line else self.blank
            return
        self._write(data)

    def space(self, rows: int) -> None:
        """End the line, and leave `rows` blank lines at least."""
        self.due = -1
        if self.mark:
            self._end_line()
        while self.blank < rows:
            self._end_line()

    def _begin_block(self, tag: str) -> None:
        if tag == "tr":
            self.first_cell = True
        if tag in ("p", "pre"):
            self.space(1)
            self.preformatted = tag == "pre"
        elif tag in _BLOCKS or tag in ("div", "tr"):
            self._settle()
            self.space(0)

    def _begin_cell(self) -> None:
        if not self.first_cell:
            self._settle()
            self.line += "\t"
        self.first_cell = False

    def _begin_item(self, value: str | None) -> None:
        self._settle()
        self.space(0)
        number = self.lists[-1]
        if number is not None:
            number = int(value or number)
            self.lists[-1] = number + 1
        self.mark = f"{_BULLETS[(self.lists.count(None) - 1) % len(_BULLETS)]} " if number is None else f"{number}. "

    def _settle(self) -> None:
        if self.due >= 0:
            self.space(self.due)

    def _write(self, text: str) -> None:
        for word in re.findall(r"[ \t\n\r]+|[^ \t\n\r]+", text):
            if not word.strip(" \t\n\r"):
                self.line += " " if self.line and not self.line.endswith((" ", "\t")) else ""
                continue
            self._settle()
            self.line += word
            self.blank = -1
            self._wrap()

    def _wrap(self) -> None:
        while len(self.line) + self.indent > _WIDTH + _BONUS:
            end = self.line.rfind(" ", 0, _WIDTH - self.indent + 1)
            end = end if end > 0 else self.line.find(" ")
            if end <= 0:
                return
            rest = self.line[end + 1 :]
            self.line = self.line[:end]
            self._end_line()
            self.line, self.blank = rest, -1

    def _end_line(self) -> None:
        line = self.line.rstrip(" ").replace("\u00a0", " ")
        self.blank = 0 if line or self.mark else self.blank + 1
        indent = " " * (self.indent - len(self.mark)) if line or self.mark else ""
        self.lines.append(f"{indent}{self.mark}{line}".rstrip(" "))
        self.line = self.mark = ""
