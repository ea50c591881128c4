"""A document on paper, through the system's print dialog."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRect, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.pdf.pages import PdfPages
from atlas_gui.exchange.report.options import Paper
from atlas_gui.files import could_not_save
from atlas_gui.i18n import _
from atlas_gui.progress import Progress

# More than this no eye tells from less, and a page takes four times the memory of half as much.
_MOST_DOTS = 300
_LONGEST_NAME = 40
_SIZES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}


def ask_how_to_print(
    pages: PdfPages,
    paper: Paper,
    suggested: Path,
    parent: QWidget,
    accepted: Callable[[QPrinter], None],
) -> QPrintDialog:
    """Show the system's dialog, with the document's own paper chosen; `suggested` is for a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(suggested.stem)
    layout = QPageLayout(
        QPageSize(_SIZES[paper]), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
    )
    printer.setPageLayout(layout)
    if printer.outputFormat() is QPrinter.OutputFormat.PdfFormat:
        # No printer is there: the dialog would suggest a folder for a file.
        printer.setOutputFileName(str(suggested))
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, len(pages))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.accepted.connect(lambda: accepted(printer))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setModal(True)
    dialog.show()
    return dialog


def print_pages(pages: PdfPages, printer: QPrinter, progress: Progress) -> int:
    """Print the pages that the reader chose, and give back how many; on any thread.

    Raises AtlasError if the printer takes nothing, and what `progress` raises: then nothing more is
    printed, and a file that was printed into is what it was.
    """
    numbers = _chosen(printer, len(pages))
    if not numbers:
        raise AtlasError(
            _("The document has no such pages; it has {count:,}.").format(count=len(pages))
        )
    # The document brings its own margins, so the whole sheet is its page; the dialog forgets that.
    printer.setFullPage(True)
    with _whole_or_not_at_all(printer):
        painter = QPainter()
        if not painter.begin(printer):
            raise AtlasError(_("The printer takes no document. Choose another, or save the PDF."))
        try:
            for done, number in enumerate(numbers):
                progress(done, len(numbers))
                if done:
                    _turn_page(printer)
                _paint(painter, pages, number, printer)
        except BaseException:
            printer.abort()
            raise
        finally:
            painter.end()
    return len(numbers)


def _turn_page(printer: QPrinter) -> None:
    if not printer.newPage():
        raise AtlasError(_("The printer takes no more pages."))


@contextmanager
def _whole_or_not_at_all(printer: QPrinter) -> Iterator[None]:
    """Have what goes into a file written beside it first: Qt would leave what it has on stopping."""
    if not printer.outputFileName():
        yield
        return
    target = Path(printer.outputFileName())
    beside = target.with_name(f".{target.name[:_LONGEST_NAME]}.part")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(beside))
    try:
        # Qt would not say why it cannot.
        beside.touch()
        yield
        beside.replace(target)
    except OSError as error:
        raise could_not_save(target, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _paint(painter: QPainter, pages: PdfPages, number: int, printer: QPrinter) -> None:
    drawn = pages.draw_at(number, min(printer.resolution(), _MOST_DOTS))
    image = QImage(drawn.data, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
    # As large as the sheet allows, and no larger: it may be other paper than the document's.
    scale = min(sheet.width() / drawn.width, sheet.height() / drawn.height)
    size = round(drawn.width * scale), round(drawn.height * scale)
    left, top = (sheet.width() - size[0]) // 2, (sheet.height() - size[1]) // 2
    painter.drawImage(QRect(left, top, *size), image)


def _chosen(printer: QPrinter, count: int) -> Sequence[int]:
    """The pages of the reader's ranges, counted from 0; those that a print service picks are not told."""
    ranges = printer.pageRanges()
    chosen = [n for n in range(count) if ranges.isEmpty() or ranges.contains(n + 1)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        return chosen[::-1]
    return chosen
