"""What marks say of their records: read when looked at, a few at a time."""

from collections.abc import Iterable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from atlas_gui.timeline.words import Subject, Teller

_REMEMBERED = 20_000
_READ_AT_ONCE = 20
# Seconds.
_PART_OF_A_FRAME = 0.005


class Subjects(QObject):
    """The subjects of records by row; `arrived` says that some asked for by `ready` are there now."""

    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tell: Teller | None = None
        self._known: dict[int, Subject] = {}
        self._wanted: dict[int, None] = {}
        self._reading = QTimer(self)
        self._reading.setInterval(0)
        self._reading.timeout.connect(self._read_some)

    def set_teller(self, tell: Teller) -> None:
        """Take what reads a record of a library; what another one told is forgotten."""
        # A bound method is another object each time that it is asked for.
        if tell != self._tell:
            self._tell = tell
            self._known.clear()
            self._wanted.clear()

    def of(self, row: int) -> Subject:
        """The subject of a row, read at once if need be; KeyError without a library."""
        if row not in self._known:
            if self._tell is None:
                raise KeyError(row)
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[row] = self._tell(row)
        return self._known[row]

    def ready(self, row: int) -> Subject | None:
        """The subject of a row if it has been read; it will be in a moment."""
        found = self._known.get(row)
        if found is None and self._tell is not None:
            self._wanted[row] = None
            if not self._reading.isActive():
                self._reading.start()
        return found

    def read_again(self, rows: Iterable[int]) -> None:
        """Something else is to be said of these: at once of a few, of many when it is asked for."""
        known = [row for row in rows if row in self._known]
        for row in known:
            if self._tell is not None and len(known) <= _READ_AT_ONCE:
                self._known[row] = self._tell(row)
            else:
                del self._known[row]

    def finish(self) -> None:
        """Read at once what has been asked for."""
        while self._wanted:
            self._read_some()

    @Slot()
    def _read_some(self) -> None:
        until = monotonic() + _PART_OF_A_FRAME
        while self._wanted and monotonic() < until:
            self.of(self._wanted.popitem()[0])
        if not self._wanted:
            self._reading.stop()
        self.arrived.emit()
