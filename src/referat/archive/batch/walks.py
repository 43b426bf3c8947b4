"""Folders from top to bottom, links to folders not followed: what they hold is finite, however deep it lies."""

import os
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from glob import has_magic, iglob

_ANY_FOLDERS = "**"


def below(
    folder: str, refuse: Callable[[OSError], None], wanted: Callable[[str, str], bool] = lambda _path, _name: True
) -> Iterator[tuple[str, list[str]]]:
    """`folder` and each folder below it, with the names of the files in it; `wanted` says which folders are entered.

    What is asked for may change what is wanted: a folder is told before those in it are asked about. `refuse` is told
    of folders that cannot be read. `os.walk` would go as deep as Python's own stack.
    """
    waiting = [folder]
    while waiting:
        above = waiting.pop()
        folders: list[str] = []
        files: list[str] = []
        try:
            with os.scandir(above) as found:
                for one in found:
                    if not _is_folder(one):
                        files.append(one.name)
                    elif not one.is_symlink():
                        folders.append(one.name)
        except OSError as error:
            refuse(error)
            continue
        yield above, files
        paths = ((os.path.join(above, name), name) for name in sorted(folders, reverse=True))  # noqa: PTH118  bytes in it
        waiting += [path for path, name in paths if wanted(path, name)]


def _is_folder(one: "os.DirEntry[str]") -> bool:
    try:
        return one.is_dir()
    except OSError:
        return False


def fitting(pattern: str) -> Iterator[str]:
    """The paths that `pattern` stands for, as in a shell with `**` for any number of folders."""
    parts = pattern.split("/") if os.sep == "/" else pattern.replace(os.sep, "/").split("/")
    if _ANY_FOLDERS not in parts:
        yield from iglob(pattern)  # noqa: PTH207  Path.glob takes no absolute pattern
        return
    fixed = next(n for n, part in enumerate(parts) if has_magic(part))
    begun, rest = "/".join(parts[:fixed]), parts[fixed:]
    if rest[-1] == _ANY_FOLDERS:
        rest.append("*")
    hidden = any(part.startswith(".") for part in rest)
    base = begun or ("/" if fixed else ".")
    for above, files in below(base, lambda _: None, lambda _, name: hidden or not name.startswith(".")):
        inside = os.path.relpath(above, base).replace(os.sep, "/")
        folders = [] if inside == "." else inside.split("/")
        for name in files:
            if _fits([*folders, name], rest):
                yield os.path.join(above, name)  # noqa: PTH118


def _fits(parts: list[str], pattern: list[str]) -> bool:
    """Whether the parts of a path are those of the pattern."""
    # How many parts of the path each beginning of the pattern can stand for.
    ends = {0}
    for one in pattern:
        if one == _ANY_FOLDERS:
            ends = {end for begun in ends for end in _any_folders(parts, begun)}
        else:
            ends = {n + 1 for n in ends if n < len(parts) and _is(parts[n], one)}
    return len(parts) in ends


def _any_folders(parts: list[str], begun: int) -> Iterator[int]:
    """Where any number of folders that begin at `begun` may end; none of them is hidden."""
    for n in range(begun, len(parts)):
        yield n
        if parts[n].startswith("."):
            return


def _is(part: str, pattern: str) -> bool:
    return fnmatch(part, pattern) and (pattern.startswith(".") or not part.startswith("."))
