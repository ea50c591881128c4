"""Reads the titles that stand on a sheet, a few at a time, so that the window goes on answering."""

from collections.abc import Callable, Sequence
from time import monotonic

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Slot

from atlas_gui.exchange.display_text import one_line
from atlas_gui.timeline.words import Subject, Teller

# Seconds.
_PART_OF_A_FRAME = 0.005
Subjects = dict[int, Subject]


class TitleReading(QObject):
    """Calls `done` with the subjects of `rows`, their titles in one line, and puts itself away."""

    def __init__(
        self,
        tell: Teller,
        rows: Sequence[int],
        done: Callable[[Subjects], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tell = tell
        self._missing = list(rows)
        self._found: Subjects = {}
        self._done = done
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read_some)
        self._timer.start()

    @Slot()
    def _read_some(self) -> None:
        until = monotonic() + _PART_OF_A_FRAME
        while self._missing and monotonic() < until:
            row = self._missing.pop()
            subject = self._tell(row)
            self._found[row] = replace(subject, label=one_line(subject.label))
        if not self._missing:
            self._timer.stop()
            self.deleteLater()
            self._done(self._found)
