"""The menus of the lanes: what they tell apart, which are shown, and what to do with one of them."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from atlas_gui.domain.lane_by import LaneBy
from atlas_gui.i18n import _
from atlas_gui.timeline.marks import Lane
from atlas_gui.ui.timeline.keys import LaneWish


class LaneMenus(QObject):
    """Signals: `by_chosen` carries a `LaneBy`, `wished` a `LaneWish` and a lane's key.

    `shown_again` carries the key of a hidden lane, `all_shown` asks for all of them; `all_folded`
    tells whether all lanes are to be folded.
    """

    by_chosen = Signal(object)
    wished = Signal(object, str)
    shown_again = Signal(str)
    all_shown = Signal()
    all_folded = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent
        self._by = LaneBy.GROUP
        self._hidden: Sequence[Lane] = ()

    def set_lanes(self, by: LaneBy, hidden: Sequence[Lane]) -> None:
        """Take what the lanes tell apart now, and which are hidden."""
        self._by, self._hidden = by, tuple(hidden)

    def open_choices(self, place: QPoint) -> QMenu:
        """Offer what the lanes may tell apart, and hidden lanes to be shown again."""
        menu = self._menu()
        group = QActionGroup(menu)
        for by in LaneBy:
            action = _add(menu, _CHOICES[by](), by)
            action.setCheckable(True)
            action.setChecked(by is self._by)
            group.addAction(action)
        menu.addSeparator()
        _add(menu, _("Fold all lanes"), True)
        _add(menu, _("Open all lanes"), False)
        if self._hidden:
            menu.addSeparator()
            for lane in self._hidden:
                _add(menu, _("Show “{lane}” again").format(lane=lane.label), lane.key)
            _add(menu, _("Show all lanes again"), None)
        menu.triggered.connect(self._on_choice)
        menu.popup(place)
        return menu

    def open_for(self, lane: Lane, place: QPoint, *, folded: bool) -> QMenu:
        """Offer what can be done with one lane."""
        menu = self._menu()
        for words, wish in _wishes(folded=folded):
            _add(menu, words, (wish, lane.key))
        menu.triggered.connect(self._on_wish)
        menu.popup(place)
        return menu

    def _menu(self) -> QMenu:
        menu = QMenu(self._widget)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    @Slot(QAction)
    def _on_choice(self, action: QAction) -> None:
        chosen = action.data()
        if chosen is None:
            self.all_shown.emit()
        elif isinstance(chosen, bool):
            self.all_folded.emit(chosen)
        elif chosen in tuple(LaneBy) and action.isCheckable():
            self.by_chosen.emit(LaneBy(chosen))
        else:
            self.shown_again.emit(chosen)

    @Slot(QAction)
    def _on_wish(self, action: QAction) -> None:
        wish, key = action.data()
        self.wished.emit(wish, key)


def _wishes(*, folded: bool) -> Iterable[tuple[str, LaneWish]]:
    return (
        (_("Open this lane") if folded else _("Fold this lane"), LaneWish.FOLD),
        (_("Move up"), LaneWish.UP),
        (_("Move down"), LaneWish.DOWN),
        (_("Hide this lane"), LaneWish.HIDE),
        (_("Hide all other lanes"), LaneWish.ONLY),
    )


def _add(menu: QMenu, words: str, data: object) -> QAction:
    action = menu.addAction(words.replace("&", "&&"))
    action.setData(data)
    return action


_CHOICES = {
    LaneBy.GROUP: lambda: _("Lanes by group of kinds"),
    LaneBy.KIND: lambda: _("Lanes by kind"),
    LaneBy.STATUS: lambda: _("Lanes by status"),
    LaneBy.SECTOR: lambda: _("Lanes by sector"),
    LaneBy.PAIR: lambda: _("Lanes by country pair"),
    LaneBy.COUNTRY: lambda: _("Lanes by country"),
    LaneBy.NONE: lambda: _("One lane for everything"),
}
