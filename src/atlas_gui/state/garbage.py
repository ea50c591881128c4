"""Garbage is looked for on the thread of the windows, and on no other.

Python looks for cycles on whichever thread happens to make one object too many. A closed window or dialog
is such a cycle more often than not; taken apart on a thread of the pool, its Qt objects are deleted
there, which Qt does not allow: timers go on, and memory is spoiled (seen with PySide6 6.11).
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000


def collect_if_due() -> bool:
    """Look for garbage as thoroughly as `gc.get_threshold` asks by now; whether that was needed."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if thresholds[generation] and counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return True
    return False


class GarbageCollector(QObject):
    """Has Python look for garbage now and then from here on, while nothing is painted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.setInterval(_EVERY_MS)
        timer.timeout.connect(collect_if_due)
        timer.start()
