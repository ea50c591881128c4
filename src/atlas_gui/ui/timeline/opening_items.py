"""What choosing a count or a column does: it comes apart, or lists its records where it never would."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from atlas_gui.i18n import ngettext
from atlas_gui.timeline.navigation import first_after, last_before
from atlas_gui.timeline.picture import Column, LanePicture
from atlas_gui.timeline.rows import Item
from atlas_gui.timeline.scene import days_of
from atlas_gui.timeline.span import Span

if TYPE_CHECKING:
    from atlas_gui.ui.timeline.canvas import LaneCanvas

_MOST_LISTED = 40


class ItemOpener(QObject):
    """Opens what stands for several marks of a canvas."""

    def __init__(self, canvas: "LaneCanvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas

    def open_item(self, item: Item) -> None:
        """Choose a mark; take a count apart, or list its marks if they are all at one time."""
        canvas = self._canvas
        if not item.is_count:
            canvas.select(item.marks[0])
            return
        # What stands close together begins close together, however long each of them lasts.
        begins = canvas.scene.marks.first[item.marks]
        apart = Span(float(begins.min()), float(begins.max()) + 1)
        before = canvas.shown.target
        if apart.length > 1:
            canvas.shown.zoom_into(apart)
        if canvas.shown.target == before:
            self._list(item.marks)

    def open_column(self, column: Column) -> None:
        """Show a column's time large; list what it has if it cannot be any larger."""
        canvas, period = self._canvas, column.period
        extent = Span(period.first, period.last + 1)
        before = canvas.shown.target
        canvas.shown.fit(extent)
        if canvas.shown.target == before:
            marks = canvas.scene.marks
            self._list(marks.touching(column.lane, period.first, period.last).tolist())

    def open_throughout(self, place: LanePicture) -> None:
        """List the marks that pass through a lane."""
        self._list(place.throughout)

    def go_beyond(self, place: LanePicture, *, earlier: bool) -> None:
        """Go to the mark of a lane that is next out of sight."""
        canvas = self._canvas
        first, last = days_of(canvas.shown.span)
        beyond = last_before if earlier else first_after
        mark = beyond(canvas.scene.marks, place.number, first if earlier else last)
        if mark is not None:
            canvas.go_to(mark)

    def _list(self, marks: Sequence[int]) -> None:
        canvas = self._canvas
        menu = QMenu(canvas)
        menu.aboutToHide.connect(menu.deleteLater)
        for mark in marks[:_MOST_LISTED]:
            name = canvas.teller.subject(mark).brief_name
            menu.addAction(name.replace("&", "&&")).setData(mark)
        rest = len(marks) - _MOST_LISTED
        if rest > 0:
            extent = canvas.scene.extent(marks)
            words = ngettext("{count:,} more: list them all", "{count:,} more: list them all", rest)
            action = menu.addAction(words.format(count=rest))
            action.setData(extent)
        menu.triggered.connect(self._on_listed)
        corner = canvas.area_of(marks[0]).bottomLeft().toPoint()
        corner.setX(max(corner.x(), round(canvas.scale().left)))
        menu.popup(canvas.mapToGlobal(corner))

    @Slot(QAction)
    def _on_listed(self, action: QAction) -> None:
        chosen = action.data()
        if isinstance(chosen, Span):
            self._canvas.marked.ask_for(chosen)
        elif chosen is not None and chosen < len(self._canvas.scene.marks):
            self._canvas.select(chosen)
