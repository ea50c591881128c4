"""The pages of a document, one below the other, at the reader's zoom; only those in sight are drawn."""

from collections import OrderedDict
from collections.abc import Container
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from atlas_gui.exchange.pdf.pages import PagePixels, PdfPages
from atlas_gui.i18n import _
from atlas_gui.state.tasks import Task, TaskRunner

_MARGIN = 16
_SMALLEST, _LARGEST, _STEP = 25, 300, 1.25
# A point of paper is so many pixels where 96 of them are an inch.
_PIXELS_PER_POINT = 96 / 72
# Some pages above and below those in sight; each takes about as much memory as a screen.
_KEPT = 12
_STEPS_OF_WHEEL = 40


class _Wanted(NamedTuple):
    """A page at a width in pixels of the screen."""

    number: int
    width: int


class PageView(QAbstractScrollArea):
    """Shows a document; until the reader zooms, its pages fill the width.

    Signals: `zoom_changed(int)` in per cent of the paper's own size; `page_changed(int, int)` the page
    in the middle, counted from 1, and how many there are; `first_page_drawn()` once a document.
    """

    zoom_changed = Signal(int)
    page_changed = Signal(int, int)
    first_page_drawn = Signal()

    def __init__(self, border: str, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._border = QColor(border)
        self._tasks = tasks
        self._pages: PdfPages | None = None
        self._percent = 100
        self._fits_width = True
        self._drawn: OrderedDict[_Wanted, QImage] = OrderedDict()
        self._under_way: dict[_Wanted, Task] = {}
        self._told_first = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        # A bar that comes and goes would change the width that the pages fit.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(_STEPS_OF_WHEEL)
        self.horizontalScrollBar().setSingleStep(_STEPS_OF_WHEEL)
        self.verticalScrollBar().valueChanged.connect(self._tell_page)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Pages"))

    @property
    def percent(self) -> int:
        """The zoom in per cent; 100 shows the paper about as large as it is."""
        return self._percent

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages) if self._pages is not None else 0

    def show_document(self, pages: PdfPages | None) -> None:
        """Show another document where the reader was in the last one; None shows nothing."""
        self.let_go()
        self._pages = pages
        self._told_first = pages is None
        self._apply()
        self._tell_page()

    def let_go(self) -> None:
        """Close the document; a page of it that is being drawn is drawn to its end, for nobody."""
        if self._pages is not None:
            self._pages.close()
        self._pages = None
        self._drawn.clear()
        self._drop_drawing(())

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
        self._apply(percent)

    def _apply(self, wished: int | None = None) -> None:
        """Set zoom and scroll bars for the document and the room there is; what is on top stays there."""
        room = self.viewport().size()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        top = down.value() / max(self._whole_height(), 1)
        middle = (across.value() + room.width() / 2) / self._whole_width()
        if wished is None:
            wished = self._fitting() if self._fits_width else self._percent
        self._percent = min(max(wished, _SMALLEST), _LARGEST)
        down.setPageStep(room.height())
        down.setRange(0, max(self._whole_height() - room.height(), 0))
        down.setValue(round(top * self._whole_height()))
        across.setPageStep(room.width())
        across.setRange(0, max(self._whole_width() - room.width(), 0))
        across.setValue(round(middle * self._whole_width() - room.width() / 2))
        self.zoom_changed.emit(self._percent)
        self.viewport().update()

    def _fitting(self) -> int:
        """The zoom at which pages fill the width."""
        if self._pages is None:
            return self._percent
        paper = self._pages.width * _PIXELS_PER_POINT
        # Rounded up, a page would not fit by a few pixels.
        return int(100 * (self.viewport().width() - 2 * _MARGIN) / paper)

    def _page_size(self) -> QSize:
        if self._pages is None:
            return QSize(0, 0)
        scale = _PIXELS_PER_POINT * self._percent / 100
        return QSize(round(self._pages.width * scale), round(self._pages.height * scale))

    def _whole_width(self) -> int:
        return self._page_size().width() + 2 * _MARGIN

    def _whole_height(self) -> int:
        return self.count * (self._page_size().height() + _MARGIN) + _MARGIN

    def _page_rect(self, number: int) -> QRect:
        size = self._page_size()
        spare = self.viewport().width() - size.width() - 2 * _MARGIN
        left = _MARGIN + max(spare // 2, 0) - self.horizontalScrollBar().value()
        top = _MARGIN + number * (size.height() + _MARGIN) - self.verticalScrollBar().value()
        return QRect(QPoint(left, top), size)

    def _in_sight(self) -> range:
        pitch = self._page_size().height() + _MARGIN
        if not self.count or pitch <= _MARGIN:
            return range(0)
        top = self.verticalScrollBar().value()
        last = (top + self.viewport().height()) // pitch
        return range(max((top - _MARGIN) // pitch, 0), min(last + 1, self.count))

    def _tell_page(self) -> None:
        if not self.count:
            return
        pitch = self._page_size().height() + _MARGIN
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        number = min(max(middle // max(pitch, 1), 0), self.count - 1) + 1
        words = _("Page {page:,} of {pages:,}").format(page=number, pages=self.count)
        self.setAccessibleDescription(
            _("{page}. A picture; the saved PDF can be read aloud and searched.").format(page=words)
        )
        self.page_changed.emit(number, self.count)

    # Drawing.

    def _image(self, wanted: _Wanted) -> QImage | None:
        """The page as wanted, or meanwhile in another size; it is drawn soon if it is not there."""
        if wanted in self._drawn:
            self._drawn.move_to_end(wanted)
            return self._drawn[wanted]
        if self._pages is not None and wanted not in self._under_way:
            # Until it is known; a runner may have finished by then.
            self._under_way[wanted] = Task()
            receive = partial(self._keep, self._pages, wanted)
            job = partial(self._pages.draw, wanted.number, wanted.width)
            task = self._tasks.submit(job, receive, partial(self._forget, wanted))
            if wanted in self._under_way:
                self._under_way[wanted] = task
        others = (image for key, image in self._drawn.items() if key.number == wanted.number)
        return next(others, None)

    def _keep(self, pages: PdfPages, wanted: _Wanted, pixels: PagePixels) -> None:
        if pages is not self._pages:
            return
        self._under_way.pop(wanted, None)
        image = QImage(
            pixels.data, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_RGB32
        )
        # Its own copy: the bytes go when this function returns.
        self._drawn[wanted] = image.copy()
        while len(self._drawn) > _KEPT:
            self._drawn.popitem(last=False)
        self.viewport().update()
        if not self._told_first:
            self._told_first = True
            self.first_page_drawn.emit()

    def _forget(self, wanted: _Wanted, _error: Exception) -> None:
        self._under_way.pop(wanted, None)

    def _drop_drawing(self, in_sight: Container[_Wanted]) -> None:
        """Draw nothing that the reader has scrolled past, or that would have another size now."""
        for wanted in [one for one in self._under_way if one not in in_sight]:
            self._under_way.pop(wanted).cancel()

    # Qt calls these.

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw pages on white, whatever the theme: they are sheets of paper."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        pixels = round(self._page_size().width() * self.devicePixelRatioF())
        in_sight = self._in_sight()
        self._drop_drawing({_Wanted(number, pixels) for number in in_sight})
        for number in in_sight:
            rect = self._page_rect(number)
            painter.fillRect(rect, Qt.GlobalColor.white)
            if image := self._image(_Wanted(number, pixels)):
                painter.drawImage(rect, image)
            painter.setPen(QPen(self._border, 1))
            painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))

    def sizeHint(self) -> QSize:
        """Room for a page that can be read."""
        return QSize(680, 640)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep filling the width."""
        super().resizeEvent(event)
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
