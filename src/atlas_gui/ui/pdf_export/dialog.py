"""The dialog in which a reader chooses, looks at, prints and saves a PDF."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.pdf.missing import missing_in_words
from atlas_gui.exchange.pdf.pages import PdfPages
from atlas_gui.exchange.pdf.typesetting import Made
from atlas_gui.i18n import _
from atlas_gui.progress import Progress
from atlas_gui.state.tasks import Task, TaskRunner
from atlas_gui.ui.pdf_export.options_panel import Choices, Form, OptionsPanel
from atlas_gui.ui.pdf_export.page_view import PageView
from atlas_gui.ui.pdf_export.scopes import Scope
from atlas_gui.ui.theme import Theme

_PANEL_WIDTH = 290
_LEAST_SIZE = QSize(720, 460)


class Maker(Protocol):
    """Makes the document that a reader's choices ask for, on any thread."""

    def __call__(self, scope: Scope, choices: Choices, progress: Progress, /) -> Made:
        """The document; of one for each record, the first."""
        ...


class PdfDialog(QDialog):
    """Shows what `make` makes of the choices, and wishes to have it saved or printed.

    Signals: `save_requested(bytes)` the document on show; `each_requested()` one for each record;
    `print_requested(PdfPages)`; `stop_requested()` the saving or printing that `show_progress` tells
    of is no longer wanted.
    """

    save_requested = Signal(object)
    each_requested = Signal()
    print_requested = Signal(object)
    stop_requested = Signal()

    def __init__(
        self, panel: OptionsPanel, make: Maker, tasks: TaskRunner, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Export as PDF"))
        self._panel = panel
        self._make = make
        self._tasks = tasks
        self._task: Task | None = None
        self._made: Made | None = None
        self._document: PdfPages | None = None
        self._leaving = False
        self._pages = PageView(theme.strong_line, tasks, self)
        self._zoom = QLabel(self)
        self._page_number = QLabel(self)
        self._notice = QLabel(self)
        self._notice_frame = self._make_notice_frame()
        self._status = QLabel(self)
        self._bar = QProgressBar(self)
        self._stop = QPushButton(_("S&top"), self)
        self._print = QPushButton(_("Pr&int…"), self)
        self._save = QPushButton(_("&Save PDF…"), self)
        self._close = QPushButton(_("&Close"), self)
        self._lay_out()
        self._connect()
        self._start()

    @property
    def choices(self) -> Choices:
        """What the reader has chosen."""
        return self._panel.choices()

    @property
    def scope(self) -> Scope:
        """The records that the reader has chosen."""
        return self._panel.scope()

    @property
    def pages(self) -> PageView:
        """The pages on show."""
        return self._pages

    def say(self, text: str) -> None:
        """Show a message above the pages, for instance why a PDF could not be saved."""
        self._notice.setText(text)
        self._notice_frame.setVisible(bool(text))

    def show_progress(self, words: str, done: int, total: int) -> None:
        """Tell how far saving or printing is, with a way to stop it; nothing if `total` is 0."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setVisible(total > 1)
        self._stop.setVisible(total > 1)
        self._status.setText(words or self._words_when_ready())
        begins = bool(total) and self._panel.isEnabled()
        ends = not total and not self._panel.isEnabled()
        if begins:
            self._stop.setFocus()
        # Another document would close the one that is being printed.
        self._panel.setEnabled(not total)
        self._offer(possible=self._made is not None and not total)
        if ends:
            self._save.setFocus()

    @Slot()
    def _outdate(self) -> None:
        """What is on show is no longer what the choices ask for: it is neither saved nor printed."""
        self._drop_task()
        self._made = None
        self._offer(possible=False)

    @Slot()
    def _start(self) -> None:
        """Have the document made for the choices; that of earlier ones is dropped."""
        self._outdate()
        self.say("")
        scope, choices = self.scope, self.choices
        each = choices.form is Form.EACH
        self._save.setText(_("&Save PDFs…") if each else _("&Save PDF…"))
        if not scope.ids:
            self._fail(AtlasError(_("No record answers that.")))
            return
        self._status.setText(_("Making the preview…"))
        self._task = self._tasks.submit_long(
            lambda progress: _opened(self._make(scope, choices, progress)),
            self._show_making,
            self._show,
            self._fail,
        )

    def _show_making(self, done: int, total: int) -> None:
        words = _("Setting in type: {done:,} of {total:,} records")
        self._status.setText(words.format(done=done, total=total))
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setVisible(total > 1)
        self._stop.setVisible(total > 1)

    def _show(self, opened: tuple[Made, PdfPages]) -> None:
        self._task = None
        self._made, self._document = opened
        self._pages.show_document(self._document)
        self._bar.hide()
        self._stop.hide()
        self._status.setText(self._words_when_ready())
        self._offer(possible=True)
        if self._made.missing:
            named = missing_in_words(self._made.missing)
            self.say(
                _("No font here has these characters; they are printed as codes. {names}").format(
                    names=named
                )
            )

    def _words_when_ready(self) -> str:
        if self.choices.form is Form.EACH:
            count = len(self.scope.ids)
            return _("The first of {count:,}").format(count=count)
        return _("Pages: {count:,}").format(count=self._pages.count)

    def _fail(self, error: Exception) -> None:
        self._task = None
        self._document = None
        self._pages.show_document(None)
        self._page_number.clear()
        self._bar.hide()
        self._stop.hide()
        self._status.setText(_("No preview"))
        self._offer(possible=False)
        message = _("The preview could not be made.")
        self.say(error.message if isinstance(error, AtlasError) else message)

    @Slot()
    def _stop_work(self) -> None:
        if self._made is not None:
            self.stop_requested.emit()
            return
        self._drop_task()
        self._bar.hide()
        self._stop.hide()
        self._status.setText(_("Stopped. Change any option to begin again."))

    def _drop_task(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _offer(self, *, possible: bool) -> None:
        self._save.setEnabled(possible)
        self._print.setEnabled(possible and self.choices.form is Form.TOGETHER)

    @Slot()
    def _request_save(self) -> None:
        if not self._save.isEnabled() or self._made is None:
            return
        if self.choices.form is Form.EACH:
            self.each_requested.emit()
        else:
            self.save_requested.emit(self._made.pdf)

    @Slot()
    def _request_print(self) -> None:
        if self._print.isEnabled() and self._document is not None:
            self.print_requested.emit(self._document)

    @Slot(int)
    def _show_zoom(self, percent: int) -> None:
        self._zoom.setText(_("{percent} %").format(percent=percent))

    @Slot(int, int)
    def _show_page_number(self, number: int, count: int) -> None:
        self._page_number.setText(_("{page:,} / {pages:,}").format(page=number, pages=count))

    # Building.

    def _make_notice_frame(self) -> QFrame:
        frame = QFrame(self)
        frame.setObjectName("notice_bar")
        # A message may quote a file name or a record: never as markup.
        self._notice.setTextFormat(Qt.TextFormat.PlainText)
        self._notice.setWordWrap(True)
        self._notice.setAccessibleName(_("Notice"))
        QVBoxLayout(frame).addWidget(self._notice)
        frame.hide()
        return frame

    def _lay_out(self) -> None:
        self._zoom.setAccessibleName(_("Zoom"))
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._zoom.setMinimumWidth(self._zoom.fontMetrics().horizontalAdvance("0000 %"))
        self._page_number.setAccessibleName(_("Page"))
        self._bar.setAccessibleName(_("Progress"))
        self._bar.setMaximumWidth(180)
        self._bar.setTextVisible(False)
        self._bar.hide()
        self._stop.hide()
        self._save.setDefault(True)
        for button in (self._close, self._print, self._stop):
            button.setAutoDefault(False)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(8, 0, 0, 0)
        zoom_buttons = self._make_zoom_buttons()
        column.addLayout(_row(self._page_number, None, *zoom_buttons))
        column.addWidget(self._pages, 1)
        middle = QSplitter(Qt.Orientation.Horizontal, self)
        middle.addWidget(self._panel)
        middle.addWidget(left)
        middle.setStretchFactor(1, 1)
        middle.setChildrenCollapsible(False)
        middle.setSizes([_PANEL_WIDTH, 10_000])
        bottom = _row(self._status, self._bar, self._stop, None, self._close, self._print)
        bottom.addWidget(self._save)
        whole = QVBoxLayout(self)
        whole.addWidget(self._notice_frame)
        whole.addWidget(middle, 1)
        whole.addLayout(bottom)
        self.setMinimumSize(_LEAST_SIZE)
        ends = (self._stop, self._close, self._print, self._save)
        for one, following in pairwise(
            (*self._panel.controls(), *zoom_buttons, self._pages, *ends)
        ):
            self.setTabOrder(one, following)
        self._panel.controls()[0].setFocus()

    def _make_zoom_buttons(self) -> Sequence[QWidget]:
        smaller = _button("−", _("Zoom out"), "Ctrl+-", self._pages.zoom_out, self)
        larger = _button("+", _("Zoom in"), "Ctrl++", self._pages.zoom_in, self)
        fit = _button(_("Fit &width"), _("Fit width"), "Ctrl+0", self._pages.fit_width, self)
        # The plus sign needs the shift key on many keyboards.
        QShortcut(QKeySequence("Ctrl+="), self, self._pages.zoom_in)
        return smaller, self._zoom, larger, fit

    def _connect(self) -> None:
        self._close.clicked.connect(self.reject)
        self._stop.clicked.connect(self._stop_work)
        self._pages.zoom_changed.connect(self._show_zoom)
        self._pages.page_changed.connect(self._show_page_number)
        self._panel.touched.connect(self._outdate)
        self._panel.changed.connect(self._start)
        self._save.clicked.connect(self._request_save)
        self._print.clicked.connect(self._request_print)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._request_save)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self._request_print)

    # Qt overrides

    def done(self, result: int) -> None:
        """Drop what is still being made."""
        self._drop_task()
        if not self._leaving:
            self._leaving = True
            self.stop_requested.emit()
        self._pages.let_go()
        super().done(result)


def _opened(made: Made) -> tuple[Made, PdfPages]:
    return made, PdfPages(made.pdf)


def _button(
    text: str, name: str, keys: str, act: Callable[[], None], parent: QWidget
) -> QPushButton:
    button = QPushButton(text, parent)
    sequence = QKeySequence(keys)
    shown = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    button.setAccessibleName(name)
    button.setToolTip(_("{action} ({keys})").format(action=name, keys=shown))
    button.setAutoDefault(False)
    button.clicked.connect(act)
    QShortcut(sequence, parent, act)
    return button


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None is a gap that grows."""
    row = QHBoxLayout()
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
