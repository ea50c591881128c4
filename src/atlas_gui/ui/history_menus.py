"""The menus behind the back and forward buttons: every place, to be reached in one step."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from atlas_gui.domain.catalogue import Catalogue
from atlas_gui.i18n import _
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.state.history import Visit

_LONGEST = 20


class HistoryMenus(QObject):
    """Hangs a menu on each button and fills it when it opens."""

    def __init__(
        self,
        back: QToolButton,
        forward: QToolButton,
        state: BrowserState,
        catalogue: Catalogue,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._catalogue = catalogue
        self._back = QMenu(back)
        self._forward = QMenu(forward)
        for button, menu in ((back, self._back), (forward, self._forward)):
            button.setMenu(menu)
            menu.aboutToShow.connect(self._fill)
            menu.triggered.connect(self._travel)

    @Slot()
    def _fill(self) -> None:
        history = self._state.history
        self._list(self._back, history.behind, -1)
        self._list(self._forward, history.ahead, +1)

    def _list(self, menu: QMenu, visits: Sequence[Visit], direction: int) -> None:
        menu.clear()
        for steps, visit in enumerate(visits[:_LONGEST], start=1):
            # An ampersand would be taken for the mark of an access key.
            action = menu.addAction(self._title(visit).replace("&", "&&"))
            action.setData(direction * steps)

    def _title(self, visit: Visit) -> str:
        known = visit.record_id is not None and visit.record_id in self._catalogue
        title = self._catalogue.entry(visit.record_id).title if known and visit.record_id else ""
        return " · ".join(filter(None, (visit.query, title))) or _("All records")

    @Slot(QAction)
    def _travel(self, action: QAction) -> None:
        self._state.travel(action.data())
