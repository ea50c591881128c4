"""The right pane: the page of the open record."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from atlas_gui.i18n import _
from atlas_gui.models.record_document import LinkKind, PageDocument, read_link
from atlas_gui.search.terms import Term
from atlas_gui.ui.match_bar import MatchBar
from atlas_gui.ui.page_marks import PageMarks


class DetailPane(QTextBrowser):
    """Shows a document made by `record_document`; opens nothing by itself.

    Signals: `record_requested(str)`, `pair_requested(str)`, `address_requested(str)` an http or
    https address; `whole_requested()` the page with what was left out of it; `menu_requested(QPoint)`
    a place on the screen; `matches_changed(int, int)` the match the reader is at, 0 before any, and
    how many the page has.
    """

    record_requested = Signal(str)
    pair_requested = Signal(str)
    address_requested = Signal(str)
    whole_requested = Signal()
    menu_requested = Signal(QPoint)
    matches_changed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placing = QTimer(self)
        self._placing.setSingleShot(True)
        self._placing.timeout.connect(self._make_room)
        self.setObjectName("detail_page")
        self.setAccessibleName(_("Record"))
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        self.anchorClicked.connect(self._follow)
        self._page: PageDocument | None = None
        self._bar = MatchBar(self)
        self._bar.hide()
        self._bar.next_requested.connect(self.find_next)
        self._bar.previous_requested.connect(self.find_previous)
        self._marks = PageMarks(self)
        self._marks.changed.connect(self._tell_matches)
        self._relayout = QTimer(self)
        self._relayout.setSingleShot(True)
        self._relayout.timeout.connect(self._lay_out_drawing)

    def show_page(self, document: PageDocument, description: str, *, keep_place: bool) -> None:
        """Show a page from its top, or with `keep_place` where the reader was in the last one."""
        place = self.verticalScrollBar().value() if keep_place else 0
        document.setParent(self)
        self._marks.leave_page()
        self.setDocument(document)
        if self._page is not None:
            self._page.deleteLater()
        self._page = document
        self.setAccessibleDescription(description)
        self.verticalScrollBar().setValue(place)
        self._marks.show_page(document, keep_place=keep_place)

    def set_terms(self, terms: Sequence[Term]) -> None:
        """Mark these words, now and on every page to come; soon, for typing must not wait."""
        self._marks.set_terms(terms)

    @Slot()
    def find_next(self) -> None:
        """Go on to the next marked word, round the end if need be; the keyboard stays where it is."""
        self._step(1, _("went on from the top"))

    @Slot()
    def find_previous(self) -> None:
        """Go back to the marked word before, round the top if need be."""
        self._step(-1, _("went on from the end"))

    def _step(self, by: int, remark: str) -> None:
        went_round = self._marks.step(by)
        if self._marks.total:
            number = self._marks.number
            self._bar.tell(number, self._marks.total, remark if went_round else "")
            self._bar.announce()

    @Slot(int, int)
    def _tell_matches(self, current: int, total: int) -> None:
        self._bar.tell(current, total)
        if self._bar.isHidden() == bool(total):
            self._bar.setVisible(bool(total))
            self._make_room()
        self.matches_changed.emit(current, total)

    @Slot()
    def _make_room(self) -> None:
        """Keep the lower edge free for the bar while it is there."""
        height = 0 if self._bar.isHidden() else self._bar.sizeHint().height()
        self.setViewportMargins(0, 0, 0, height)
        self._place_bar()

    def _place_bar(self) -> None:
        page = self.viewport().geometry()
        height = self.viewportMargins().bottom()
        self._bar.setGeometry(page.left(), page.bottom() + 1, page.width(), height)

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        link = read_link(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        if link is None:
            return
        match link.kind:
            case LinkKind.SOURCE:
                self.scrollToAnchor(f"source-{link.target}")
            case LinkKind.PART:
                self.scrollToAnchor(link.target)
            case LinkKind.ALL:
                self.whole_requested.emit()
            case LinkKind.RECORD:
                self.record_requested.emit(link.target)
            case LinkKind.PAIR:
                self.pair_requested.emit(link.target)
            case LinkKind.WEB:
                self.address_requested.emit(link.target)

    @Slot(QPoint)
    def _ask_for_menu(self, place: QPoint) -> None:
        self.menu_requested.emit(self.viewport().mapToGlobal(place))

    @Slot()
    def _lay_out_drawing(self) -> None:
        """The ladder is as wide as the page; Qt asks for its width only when content changes."""
        document = self.document()
        document.markContentsDirty(0, document.characterCount())

    # Qt calls these.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_bar()
        # Not at the first showing, when the page is about to be laid out anyway.
        if event.oldSize().isValid() and event.oldSize().width() != event.size().width():
            self._relayout.start(0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._placing.start(0)
