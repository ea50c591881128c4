"""The right pane: the page of the open record."""

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from atlas_gui.i18n import _
from atlas_gui.models.record_document import LinkKind, read_link


class DetailPane(QTextBrowser):
    """Shows a document made by `record_document`; opens nothing by itself.

    Signals: `record_requested(str)`, `pair_requested(str)`, `address_requested(str)` an http or
    https address; `menu_requested(QPoint)` a place on the screen.
    """

    record_requested = Signal(str)
    pair_requested = Signal(str)
    address_requested = Signal(str)
    menu_requested = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail_page")
        self.setAccessibleName(_("Record"))
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        self.anchorClicked.connect(self._follow)
        self._page: QTextDocument | None = None
        self._relayout = QTimer(self)
        self._relayout.setSingleShot(True)
        self._relayout.timeout.connect(self._lay_out_drawing)

    def show_page(self, document: QTextDocument, description: str, *, keep_place: bool) -> None:
        """Show a page from its top, or with `keep_place` where the reader was in the last one."""
        place = self.verticalScrollBar().value() if keep_place else 0
        document.setParent(self)
        self.setDocument(document)
        if self._page is not None:
            self._page.deleteLater()
        self._page = document
        self.setAccessibleDescription(description)
        self.verticalScrollBar().setValue(place)

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        link = read_link(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        if link is None:
            return
        match link.kind:
            case LinkKind.SOURCE:
                self.scrollToAnchor(f"source-{link.target}")
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

    # Qt calls this.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Not at the first showing, when the page is about to be laid out anyway.
        if event.oldSize().isValid():
            self._relayout.start(0)
