"""Moving the keyboard from pane to pane and back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class FocusRing:
    """The stops of F6, in order; a hidden one is passed over."""

    def __init__(self, stops: Sequence[QWidget]) -> None:
        self._stops = stops

    def move(self, focused: QWidget | None, by: int) -> None:
        """Give the keyboard to the stop so many after the one it is in; from nowhere, to the first."""
        stops = [stop for stop in self._stops if stop.isVisible()]
        here = next((i for i, stop in enumerate(stops) if focused and _within(focused, stop)), -1)
        if stops:
            stops[(here + by) % len(stops) if here >= 0 else 0].setFocus(
                Qt.FocusReason.ShortcutFocusReason
            )


def _within(widget: QWidget, area: QWidget) -> bool:
    return widget is area or area.isAncestorOf(widget) or area.focusProxy() is widget
