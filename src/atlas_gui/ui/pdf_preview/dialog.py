"""The dialog in which a reader looks at a record's PDF before saving it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.pdf.typesetting import PREVIEW_PPI, Paper, PreviewResult
from atlas_gui.i18n import _, mark
from atlas_gui.state.tasks import Task, TaskRunner
from atlas_gui.ui.pdf_preview.page_scroller import PageScroller
from atlas_gui.ui.theme import Theme

_PAPER_NAMES = {Paper.A4: mark("A4"), Paper.LETTER: mark("US Letter")}


class PdfPreviewDialog(QDialog):
    """Shows the pages that `render` makes, on either paper, and wishes to have them saved.

    `render` runs off the GUI thread and touches no widget. Signals: `save_requested(Paper)`.
    """

    save_requested = Signal(object)

    def __init__(
        self,
        title: str,
        render: Callable[[Paper], PreviewResult],
        tasks: TaskRunner,
        theme: Theme,
        paper: Paper | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Begin with `paper`, or with what is usual where the reader is."""
        super().__init__(parent)
        self._render = render
        self._tasks = tasks
        self._task: Task | None = None
        self.setWindowTitle(_("PDF of “{title}”").format(title=title))
        self._paper = self._make_paper_choice(paper or _usual_paper())
        self._pages = PageScroller(theme.strong_line, self)
        self._zoom = QLabel(self)
        self._notice = QLabel(self)
        self._notice_frame = self._make_notice_frame()
        self._status = QLabel(self)
        self._save = QPushButton(_("&Save PDF…"), self)
        self._close = QPushButton(_("&Close"), self)
        self._lay_out()
        self._connect()
        self._start()

    @property
    def paper(self) -> Paper:
        """The paper on show."""
        return Paper(self._paper.currentData())

    def say(self, text: str) -> None:
        """Show a message above the pages, for instance why a PDF could not be saved."""
        self._notice.setText(text)
        self._notice_frame.setVisible(bool(text))

    @Slot()
    def _start(self) -> None:
        """Have the pages made for the chosen paper; those of an earlier choice are dropped."""
        self._cancel()
        self.say("")
        self._save.setEnabled(False)
        self._status.setText(_("Making the preview…"))
        job = partial(self._render, self.paper)
        self._task = self._tasks.submit(job, self._show, self._fail)

    def _show(self, result: PreviewResult) -> None:
        self._pages.show_pages(result.pages, PREVIEW_PPI)
        self._status.setText(_("Pages: {count}").format(count=len(result.pages)))
        self._save.setEnabled(True)
        self.say(_missing_words(result.missing_scripts))

    def _fail(self, error: Exception) -> None:
        self._pages.show_pages((), PREVIEW_PPI)
        self._status.setText(_("No preview"))
        message = _("The preview could not be made.")
        self.say(error.message if isinstance(error, AtlasError) else message)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    @Slot()
    def _request_save(self) -> None:
        if self._save.isEnabled():
            self.save_requested.emit(self.paper)

    @Slot(int)
    def _show_zoom(self, percent: int) -> None:
        self._zoom.setText(_("{percent} %").format(percent=percent))

    def _make_paper_choice(self, paper: Paper) -> QComboBox:
        choice = QComboBox(self)
        for each, name in _PAPER_NAMES.items():
            choice.addItem(_(name), each.value)
        choice.setCurrentIndex(choice.findData(paper.value))
        choice.setAccessibleName(_("Paper"))
        return choice

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
        paper_label = QLabel(_("&Paper:"), self)
        paper_label.setBuddy(self._paper)
        self._zoom.setAccessibleName(_("Zoom"))
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._zoom.setMinimumWidth(self._zoom.fontMetrics().horizontalAdvance("0000 %"))
        self._save.setDefault(True)
        self._close.setAutoDefault(False)
        top = _row(paper_label, self._paper, None, *self._make_zoom_buttons())
        bottom = _row(self._status, None, self._close, self._save)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self._notice_frame)
        column.addWidget(self._pages, 1)
        column.addLayout(bottom)

    def _make_zoom_buttons(self) -> Sequence[QWidget]:
        smaller = _button("−", _("Zoom out"), "Ctrl+-", self._pages.zoom_out, self)
        larger = _button("+", _("Zoom in"), "Ctrl++", self._pages.zoom_in, self)
        fit = _button(_("&Fit width"), _("Fit width"), "Ctrl+0", self._pages.fit_width, self)
        # The plus sign needs the shift key on many keyboards.
        QShortcut(QKeySequence("Ctrl+="), self, self._pages.zoom_in)
        return smaller, self._zoom, larger, fit

    def _connect(self) -> None:
        self._close.clicked.connect(self.reject)
        self._pages.zoom_changed.connect(self._show_zoom)
        self._paper.currentIndexChanged.connect(self._start)
        self._save.clicked.connect(self._request_save)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._request_save)

    # Qt overrides

    def done(self, result: int) -> None:
        """Drop what is still being made."""
        self._cancel()
        super().done(result)


def _usual_paper() -> Paper:
    """The paper that the reader's part of the world prints on."""
    american = QLocale.MeasurementSystem.ImperialUSSystem
    return Paper.LETTER if QLocale().measurementSystem() == american else Paper.A4


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


def _missing_words(scripts: Sequence[str]) -> str:
    if not scripts:
        return ""
    return _(
        "This computer has no font for: {scripts}. In the PDF these characters stand as their "
        "codes, such as U+534E. Install a font that has them, for example one of the Noto fonts, "
        "and open the preview again."
    ).format(scripts=", ".join(scripts))
