"""What stands between a browser and Datasette: who may ask, and what a page that is answered may do.

`browse` listens on this machine alone, but a browser on it asks for whoever wrote the page that it shows. A page of
another site may lead its own name here (DNS rebinding), and would then read every answer as its own: so nothing is
answered that was asked for by another name. It may also ask without reading what comes, or frame a page of ours.
"""

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from pathlib import Path
from typing import Any

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
#: A web application as uvicorn runs it (ASGI).
Application = Callable[[_Message, _Receive, _Send], Awaitable[None]]

_METHODS = ("GET", "HEAD")
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
#: The one blank that Datasette's scripts have, and how it fills it in.
_BLANK, _FILLED = "{{ datasette_allow_facet }}", ("true", "false")
_HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guarded:
    """`application`, asked only for what is asked of `port` on this machine, with headers that bind its pages."""

    def __init__(self, application: Application, port: int, templates: Path) -> None:
        """`templates` is the folder of the application's pages, whose own scripts may run, and no others."""
        self._application = application
        self._hosts = {name.encode() for host in ("127.0.0.1", "localhost") for name in (f"{host}:{port}", host)}
        named = {**_HEADERS, "Content-Security-Policy": policy(inline_scripts(templates))}
        self._headers = [(name.lower().encode(), value.encode()) for name, value in named.items()]

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._application(scope, receive, send)
            return

        async def with_headers(message: _Message) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _ in self._headers}
                kept = [(name, value) for name, value in message.get("headers", ()) if name.lower() not in ours]
                message = {**message, "headers": [*kept, *self._headers]}
            await send(message)

        why = self._refusal(scope)
        if why is None:
            await self._application(scope, receive, with_headers)
            return
        status, said = why
        plain = [(b"content-type", b"text/plain; charset=utf-8")]
        await with_headers({"type": "http.response.start", "status": status, "headers": plain})
        await send({"type": "http.response.body", "body": f"{said}\n".encode()})

    def _refusal(self, scope: _Message) -> tuple[int, str] | None:
        """The status and the reason where a request is not answered."""
        if scope["type"] != "http":
            return 403, "Only HTTP is answered."
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        hosts = [value.lower() for name, value in headers if name == b"host"]
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return 403, "Only what is asked of 127.0.0.1 or localhost is answered, by the address that referat printed."
        if scope["method"] not in _METHODS:
            return 405, "Only GET and HEAD are answered."
        said = dict(headers)
        if said.get(b"sec-fetch-site") == b"cross-site" and said.get(b"sec-fetch-mode") != b"navigate":
            return 403, "What pages of other sites ask for is not answered."
        return None


def policy(scripts: Iterable[str]) -> str:
    """The Content-Security-Policy of pages that run files of their own, these inline `scripts`, and nothing else."""
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in sorted(set(scripts)))
    parts = {
        "default-src": "'none'",
        "script-src": f"'self' {hashes}".strip(),
        # Datasette writes colours and widths of columns into its pages; our style is an address that holds it.
        "style-src": "'self' 'unsafe-inline' data:",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def inline_scripts(templates: Path) -> set[str]:
    """The scripts that stand in the pages of the folder `templates`, as a browser gets them."""
    written = (page.read_text("utf-8") for page in sorted(templates.glob("*.html")))
    scripts = {script for page in written for script in _INLINE_SCRIPT.findall(page)}
    filled = {script.replace(_BLANK, value) for script in scripts for value in _FILLED}
    return {script for script in filled if "{{" not in script and "{%" not in script}


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
