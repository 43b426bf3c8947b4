"""Old office documents, by way of LibreOffice, which makes of them what is read here."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from referat.errors import SourceError
from referat.text.inputs.memory import unbounded

_PROGRAM = "soffice"
# Seconds; LibreOffice needs some for its first start alone.
_LONGEST = 120
# What LibreOffice is told in the profile of its own: to fetch nothing that a document links to, and to run nothing.
_SETTINGS = {
    "Common/Security/Scripting": {
        "BlockUntrustedRefererLinks": "true",
        "DisableActiveContent": "true",
        "DisableMacrosExecution": "true",
    },
    "Writer/Content/Update": {"Link": "0"},
}
_ITEM = (
    '<item oor:path="/org.openoffice.Office.{path}">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)


def converted(data: bytes, ending: str, *, asked: bool) -> bytes:
    """What LibreOffice makes of `data` in the format with this `ending`.

    Raises SourceError where it was not asked for (`asked`), is not on the PATH, or makes nothing of them; the message
    has the command that the user may run instead.
    """
    by_hand = f"{_PROGRAM} --headless --convert-to {ending} FILE"
    if not asked:
        raise SourceError(
            "is an office document that has to be converted.", hint=f"--convert, which runs LibreOffice; or {by_hand}"
        )
    program = shutil.which(_PROGRAM)
    if program is None:
        raise SourceError(
            f"LibreOffice converts it, and there is no {_PROGRAM} on the PATH.",
            hint=f"where it is installed: {by_hand}",
        )
    with tempfile.TemporaryDirectory(prefix="referat-") as folder:
        given = Path(folder) / "given"
        given.write_bytes(data)
        # A profile of its own: another LibreOffice that runs would take the work and give nothing back.
        profile = f"-env:UserInstallation={_profile(Path(folder)).as_uri()}"
        command = [
            program,
            profile,
            "--headless",
            "--norestore",
            "--convert-to",
            ending,
            "--outdir",
            folder,
            str(given),
        ]
        try:
            with unbounded():
                subprocess.run(command, capture_output=True, timeout=_LONGEST, check=True, cwd=folder)  # noqa: S603
            return given.with_suffix(f".{ending}").read_bytes()
        except subprocess.TimeoutExpired:
            raise SourceError(f"LibreOffice took longer than {_LONGEST} seconds.", hint=by_hand) from None
        except (OSError, subprocess.CalledProcessError):
            raise SourceError("LibreOffice could not convert it.", hint=by_hand) from None


def _profile(folder: Path) -> Path:
    """A profile with the settings of ours, below `folder`."""
    profile = folder / "profile"
    items = "".join(
        _ITEM.format(path=path, name=name, value=value)
        for path, props in _SETTINGS.items()
        for name, value in props.items()
    )
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        "utf-8",
    )
    return profile
