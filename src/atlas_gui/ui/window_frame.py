"""Where everything stands in the window: top bar, notice, three panes side by side, timeline below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from atlas_gui.ui.notice_bar import NoticeBar
from atlas_gui.ui.presenter import Panes
from atlas_gui.ui.top_bar import TopBar

# First sizes as parts of the window; the reader's own are restored later.
_ACROSS = (20, 16, 42, 22)
_ACROSS_WITHOUT_FILTERS = (21, 0, 47, 32)
_DOWN = (60, 40)
_SIDE = (74, 26)
_PAGE = (70, 30)


class WindowFrame(QWidget):
    """Lays the parts out; `splitters` by name, for remembering their sizes."""

    def __init__(self, top: TopBar, notice: NoticeBar, panes: Panes, parent: QWidget) -> None:
        super().__init__(parent)
        self._across = _splitter(Qt.Orientation.Horizontal, self)
        self._side = _splitter(Qt.Orientation.Vertical, self)
        self._side.addWidget(panes.tree)
        self._side.addWidget(panes.saved)
        _share_out(self._side, _SIDE)
        self._page = _splitter(Qt.Orientation.Vertical, self)
        self._page.addWidget(panes.detail)
        self._page.addWidget(panes.notebook)
        _share_out(self._page, _PAGE)
        for pane in (self._side, panes.facets, panes.records, self._page):
            self._across.addWidget(pane)
        _share_out(self._across, _ACROSS)
        self._down = _splitter(Qt.Orientation.Vertical, self)
        self._down.addWidget(self._across)
        self._down.addWidget(panes.timeline)
        _share_out(self._down, _DOWN)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(notice)
        column.addWidget(self._down, 1)

    @property
    def splitters(self) -> dict[str, QSplitter]:
        """The movable edges."""
        return {
            "across": self._across,
            "down": self._down,
            "side": self._side,
            "page": self._page,
        }

    def set_first_sizes(self, width: int, height: int) -> None:
        """Divide a window of this size as at the first start."""
        self._across.setSizes([width * part // 100 for part in _ACROSS_WITHOUT_FILTERS])
        self._down.setSizes([height * part // 100 for part in _DOWN])
        self._side.setSizes([height * part // 100 for part in _SIDE])
        above = height * _DOWN[0] // 100
        self._page.setSizes([above * part // 100 for part in _PAGE])


def _share_out(splitter: QSplitter, parts: Sequence[int]) -> None:
    """Let every part grow and shrink with the window."""
    for place, part in enumerate(parts):
        splitter.setStretchFactor(place, part)


def _splitter(orientation: Qt.Orientation, parent: QWidget) -> QSplitter:
    splitter = QSplitter(orientation, parent)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    return splitter
