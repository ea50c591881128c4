"""Where the timeline stands in the window, from before it is there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from atlas_gui.i18n import _

_LEAST_HEIGHT = 120


class TimelinePlace(QWidget):
    """Empty until the rest of the window has been painted; then `fill` puts the timeline here.

    What draws the timeline takes longer to load than everything else that a reader sees first.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setAccessibleName(_("Timeline"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def fill(self, view: QWidget) -> None:
        """Put the timeline here, once."""
        self._column.addWidget(view)
        view.show()
        self.setFocusProxy(view)
        self.setAccessibleName("")
        self.setMinimumHeight(0)
