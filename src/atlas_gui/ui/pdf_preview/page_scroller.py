"""The pages of a preview, one below the other, at the reader's zoom."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from atlas_gui.i18n import _
from atlas_gui.ui.pdf_preview.page_image import PageImage

_MARGIN = 16
_SMALLEST, _LARGEST, _STEP = 25, 300, 1.25
_SCREEN_PPI = 96.0


class PageScroller(QScrollArea):
    """Shows pages; until the reader zooms, they fill the width.

    Signals: `zoom_changed(int)` in per cent of the paper's own size.
    """

    zoom_changed = Signal(int)

    def __init__(self, border: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._border = border
        self._ppi = _SCREEN_PPI
        self._pages: list[PageImage] = []
        self._percent = 100
        self._fits_width = True
        self._sheet = QWidget(self)
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._column.setSpacing(_MARGIN)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # A bar that comes and goes would change the width that the pages fit.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Pages"))

    @property
    def pages(self) -> tuple[PageImage, ...]:
        """The pages on show."""
        return tuple(self._pages)

    @property
    def percent(self) -> int:
        """The zoom in per cent; 100 shows the paper about as large as it is."""
        return self._percent

    def show_pages(self, pages: Sequence[bytes], ppi: float) -> None:
        """Replace the pages by PNG images of `ppi` pixels per inch."""
        for page in self._pages:
            self._column.removeWidget(page)
            page.deleteLater()
        self._ppi = ppi
        self._pages = [
            PageImage(
                png,
                _("Page {page} of {pages}").format(page=number, pages=len(pages)),
                self._border,
                self._sheet,
            )
            for number, png in enumerate(pages, start=1)
        ]
        for page in self._pages:
            self._column.addWidget(page)
        self._apply()
        self.verticalScrollBar().setValue(0)

    def zoom_in(self) -> None:
        """Show the pages a step larger."""
        self._zoom_to(round(self._percent * _STEP))

    def zoom_out(self) -> None:
        """Show the pages a step smaller."""
        self._zoom_to(round(self._percent / _STEP))

    def fit_width(self) -> None:
        """Let the pages fill the width, now and when it changes."""
        self._fits_width = True
        self._apply()

    def _zoom_to(self, percent: int) -> None:
        self._fits_width = False
        self._percent = min(max(percent, _SMALLEST), _LARGEST)
        self._apply()

    def _apply(self) -> None:
        if not self._pages:
            return
        paper = max(page.natural_width for page in self._pages) * _SCREEN_PPI / self._ppi
        if self._fits_width:
            room = self.viewport().width() - 2 * _MARGIN
            # Rounded up, a page would not fit by a few pixels.
            fitting = int(100 * room / paper)
            self._percent = min(max(fitting, _SMALLEST), _LARGEST)
        for page in self._pages:
            page.set_width(
                max(round(page.natural_width * _SCREEN_PPI / self._ppi * self._percent / 100), 1)
            )
        self.zoom_changed.emit(self._percent)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for a page that can be read."""
        return QSize(760, 640)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep filling the width."""
        super().resizeEvent(event)
        if self._fits_width:
            self._apply()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and the last page; the rest is Qt's own."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)
