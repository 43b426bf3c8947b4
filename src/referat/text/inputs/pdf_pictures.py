"""Pictures of a PDF's pages, drawn by pdfium in a process of their own, as `pdf` reads them, and packed by Pillow.

Somebody shall see where on paper a line stands, with a hundred pages in one file: hence greys, and few of them.
"""

import io
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

from referat.errors import SourceError, TooLargeError
from referat.text import framing
from referat.text.inputs.pdf import allow, bound, died
from referat.tuples import NamedTuple

if TYPE_CHECKING:
    import pypdfium2 as pdfium
    from PIL import Image

#: What drawing may take beside what reading may: seconds of work for each page. Usual pages take a tenth of one.
SECONDS_A_PAGE = 1.0
# Pixels a point, and at most so many a side; shades of grey.
_SCALE, _LONGEST, _GREYS = 1.5, 2_400, 8
# A page of text takes some 20 KB without loss; one that takes more holds photographs, and may lose something.
_LARGE, _QUALITY = 60_000, 40
_CODE = "import sys; sys.path[:] = {path!r}; from referat.text.inputs.pdf_pictures import serve; serve()"
_TOO_LONG = "its pages take longer to draw than any minutes'."


class Picture(NamedTuple):
    """A page: its width and height in points, as those of `Box`, and its picture."""

    width: float
    height: float
    data: bytes
    media_type: str = "image/webp"


def can_draw() -> bool:
    """Whether Pillow is installed, which packs pictures."""
    return find_spec("PIL") is not None


def pictures(data: bytes) -> list[Picture]:
    """The pages of the PDF in order. Raises SourceError where pdfium breaks over one, or takes too long for them."""
    command = [sys.executable, "-I", "-c", _CODE.format(path=sys.path)]
    done = subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)  # noqa: S603
    if done.returncode:
        error = died(done.returncode)
        raise (
            TooLargeError(_TOO_LONG) if isinstance(error, TooLargeError) else SourceError("its pages cannot be drawn.")
        )
    return list(_unpacked(done.stdout))


def _unpacked(answer: bytes) -> Iterator[Picture]:
    stream = io.BytesIO(answer)
    while (size := framing.got(stream)) is not None:
        picture = framing.got(stream)
        assert picture is not None  # noqa: S101  for the type checker: both were written
        width, height = map(float, size.split())
        yield Picture(width, height, picture)


def serve() -> None:
    """The process: a file from standard input, its pages to standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    data = sys.stdin.buffer.read()
    bound(len(data))
    # Imported here: the process that asks needs no pdfium.
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(data)
    allow(SECONDS_A_PAGE * (1 + len(document)))
    for n in range(len(document)):
        size, picture = _drawn(document, n)
        framing.put(sys.stdout.buffer, f"{size[0]:.1f} {size[1]:.1f}".encode())
        framing.put(sys.stdout.buffer, picture)


def _drawn(document: "pdfium.PdfDocument", n: int) -> tuple[tuple[float, float], bytes]:
    """The size of page `n`, 0-based, in points, and its picture; a page that is damaged is white."""
    # Imported here: an extra, and only this process needs it.
    import pypdfium2 as pdfium
    from PIL import Image

    try:
        page = document[n]
        size = page.get_size()
        scale = min(_SCALE, _LONGEST / max(*size, 1.0))
        image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    except pdfium.PdfiumError:
        size, image = (595.0, 842.0), Image.new("L", (595, 842), 255)
    step = 255 / (_GREYS - 1)
    few = image.point([round(round(grey / step) * step) for grey in range(256)])
    packed = _packed(few, lossless=True, method=2)
    if len(packed) > _LARGE:
        packed = min(packed, _packed(image, quality=_QUALITY), key=len)
    return size, packed


def _packed(image: "Image.Image", **options: int) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "WEBP", **options)
    return stream.getvalue()
