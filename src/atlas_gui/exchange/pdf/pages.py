"""The pages of a PDF as pictures, drawn by PDFium when they are looked at.

A preview drawn from the very file that will be saved cannot show anything else than what is saved,
and of a thousand pages only those in sight are drawn.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from atlas_gui.progress import CancelledError

if TYPE_CHECKING:  # only a preview or a print needs PDFium
    import pypdfium2

_POINTS_PER_INCH = 72.0
# PDFium is made for one thread at a time, whichever it is. That holds for closing a document too: so a
# document is known here until it is closed, and never left to the moment it happens to be forgotten.
_one_at_a_time = Lock()
_open: "set[pypdfium2.PdfDocument]" = set()
_given_back: "deque[pypdfium2.PdfDocument]" = deque()


class PagePixels(NamedTuple):
    """A picture of a page: rows of `stride` bytes, four bytes a pixel (blue, green, red, unused)."""

    data: bytes
    width: int
    height: int
    stride: int


class PdfPages:
    """The pages of a PDF that Atlas has just made, `width` by `height` points; for any thread."""

    _closed = True

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        with _pdfium():
            self._document = pypdfium2.PdfDocument(pdf)
            _open.add(self._document)
            self._closed = False
            # Every page of a document is as large as its first: the paper is chosen once.
            width, height = self._document.get_page_size(0)
            self.width, self.height = float(width), float(height)
            self._count: int = len(self._document)

    def __del__(self) -> None:
        """A document that nobody knows any more is given back."""
        self.close()

    def __len__(self) -> int:
        return self._count

    def draw(self, number: int, width: int) -> PagePixels:
        """The page `number`, counted from 0, as a picture `width` pixels wide.

        Raises CancelledError once the document has been closed: whoever did that wants no picture.
        """
        with _pdfium():
            if self._closed:
                raise CancelledError
            # Closed here, also if drawing fails: what is forgotten is closed whenever that happens.
            with closing(self._document[number]) as page:
                bitmap: pypdfium2.PdfBitmap = page.render(
                    scale=width / self.width, rev_byteorder=False, prefer_bgrx=True
                )
                with closing(bitmap):
                    return PagePixels(
                        bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride
                    )

    def draw_at(self, number: int, dots_per_inch: float) -> PagePixels:
        """The page `number`, counted from 0, for paper."""
        return self.draw(number, round(self.width / _POINTS_PER_INCH * dots_per_inch))

    def close(self) -> None:
        """Give the document back, without waiting for a page that is being drawn; no other page will be."""
        if not self._closed:
            self._closed = True
            _given_back.append(self._document)
            _close_given_back()


@contextmanager
def _pdfium() -> Iterator[None]:
    """PDFium for this thread alone; afterwards what was given back meanwhile is closed."""
    try:
        with _one_at_a_time:
            yield
    finally:
        _close_given_back()


def _close_given_back() -> None:
    """Close what was given back, unless PDFium is at work: then whoever is at it closes it afterwards."""
    while _given_back and _one_at_a_time.acquire(blocking=False):
        try:
            while _given_back:
                document = _given_back.popleft()
                document.close()
                _open.discard(document)
        finally:
            _one_at_a_time.release()
