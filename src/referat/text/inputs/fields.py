"""Fields of office documents: a code, which is not shown, and a result, which is, one inside the other."""

import re

# What stands in quotes or up to a blank; a backslash in it is doubled.
_ADDRESS = re.compile(r'\s*HYPERLINK\s+(?:"([^"]+)"|([^\s"\\][^\s"]*))', re.IGNORECASE)
_INSIDE_THE_FILE = "#"


class Fields:
    """The fields that are open at one place of a document, the innermost last."""

    def __init__(self) -> None:
        self._codes: list[str] = []
        self._addresses: list[str | None] = []
        self._shows: list[bool] = []
        # How many of them are in their codes.
        self._codes_open = 0

    def begin(self) -> None:
        """A field begins, with its code."""
        self._codes.append("")
        self._addresses.append(None)
        self._shows.append(False)
        self._codes_open += 1

    def add_code(self, code: str) -> None:
        """A piece of the innermost field's code."""
        if self._codes and not self._shows[-1]:
            self._codes[-1] += code

    def separate(self) -> None:
        """The innermost field's code ends, its result begins."""
        if self._codes and not self._shows[-1]:
            self._shows[-1] = True
            self._codes_open -= 1
            around = self._addresses[-2] if len(self._addresses) > 1 else None
            self._addresses[-1] = address(self._codes[-1]) or around

    def end(self) -> None:
        """The innermost field ends."""
        if self._codes:
            self._codes_open -= not self._shows[-1]
            del self._codes[-1], self._addresses[-1], self._shows[-1]

    @property
    def is_shown(self) -> bool:
        """Whether what stands here is shown: in no field's code."""
        return not self._codes_open

    @property
    def above_is_shown(self) -> bool:
        """Whether the field that has just begun stands where something is shown."""
        return self._codes_open == 1

    @property
    def url(self) -> str | None:
        """Where what stands here leads: the address of the innermost field that has one."""
        return self._addresses[-1] if self._addresses else None


def address(code: str) -> str | None:
    """Where a field with this code leads out of the file; None where it does not."""
    match = _ADDRESS.match(code)
    said = (match[1] or match[2]) if match else _INSIDE_THE_FILE
    return None if said.startswith(_INSIDE_THE_FILE) else said.replace("\\\\", "\\")
