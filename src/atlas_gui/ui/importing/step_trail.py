"""The steps of an import in a line, the present one standing out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from atlas_gui.i18n import _


class StepTrail(QWidget):
    """Names of steps; the present one is bold and has a dot, those to come are muted."""

    def __init__(self, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self._labels = [QLabel(self) for _name in names]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for number, shown in enumerate(self._labels):
            if number:
                between = QLabel("›", self)
                between.setObjectName("step_later")
                row.addWidget(between)
            shown.setTextFormat(Qt.TextFormat.PlainText)
            row.addWidget(shown)
        row.addStretch(1)

    def show_step(self, present: int) -> None:
        """Make a step the present one."""
        for number, (name, shown) in enumerate(zip(self._names, self._labels, strict=True)):
            shown.setText(f"● {name}" if number == present else name)
            shown.setObjectName("step_now" if number == present else "step_later")
            shown.style().unpolish(shown)
            shown.style().polish(shown)
        self.setAccessibleName(
            _("Step {number} of {total}: {name}").format(
                number=present + 1, total=len(self._names), name=self._names[present]
            )
        )
