"""How a dragged timeline runs on when it is let go of, and slows down."""

from math import exp
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_FRAME_MS = 16
# Seconds after which a third of the pace is left; pixels a second that are worth moving.
_SLOWING = 0.28
_LEAST_PACE = 40.0
_FASTEST = 6_000.0
# The pace of a drag is that of its last moments, in seconds.
_REMEMBERED = 0.09


class Fling(QObject):
    """Signal: `moved` carries by how many pixels the time moves on now."""

    moved = Signal(float)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._trail: list[tuple[float, float]] = []
        self._pace = 0.0
        self._at = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._on_frame)

    @property
    def runs(self) -> bool:
        """Whether it is moving."""
        return self._timer.isActive()

    def stop(self) -> None:
        """Stand still, and forget the drag of before."""
        self._timer.stop()
        self._trail.clear()

    def follow(self, x: float) -> None:
        """Remember where the pointer is now."""
        now = monotonic()
        self._trail = [(at, place) for at, place in self._trail if now - at < _REMEMBERED]
        self._trail.append((now, x))

    def let_go(self) -> None:
        """Run on at the pace of the drag."""
        pace = pace_of(self._trail, monotonic())
        self._trail.clear()
        if abs(pace) >= _LEAST_PACE:
            self._pace, self._at = pace, monotonic()
            self._timer.start()

    @Slot()
    def _on_frame(self) -> None:
        now = monotonic()
        passed, self._at = now - self._at, now
        slower = self._pace * exp(-passed / _SLOWING)
        self.moved.emit((self._pace - slower) * _SLOWING)
        self._pace = slower
        if abs(slower) < _LEAST_PACE:
            self._timer.stop()


def pace_of(trail: list[tuple[float, float]], now: float) -> float:
    """Pixels a second over the last moments of a drag; 0 if it had come to rest."""
    recent = [(at, x) for at, x in trail if now - at < _REMEMBERED]
    if not recent or recent[-1][0] <= recent[0][0]:
        return 0.0
    pace = (recent[-1][1] - recent[0][1]) / (recent[-1][0] - recent[0][0])
    return min(max(pace, -_FASTEST), _FASTEST)
