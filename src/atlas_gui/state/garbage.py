"""Garbage is looked for on the thread of the windows, and on no other.

Python looks for cycles on whichever thread happens to make one object too many. A closed window or dialog
is such a cycle more often than not; taken apart on a thread of the pool, its Qt objects are deleted
there, which Qt does not allow: the program may end at once (seen with PySide6 6.11).
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000
# What a key makes goes as it came, without a cycle; looking for garbage often would only hold up the
# next key.
_YOUNG, _MIDDLE, _OLD = 10_000, 20, 20


def collect_if_due() -> bool:
    """Look for garbage as thoroughly as `gc.get_threshold` asks by now; whether that was needed."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if thresholds[generation] and counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return True
    return False


def collect_soon() -> None:
    """Look for all garbage in a moment: a window has gone, and with it a library."""
    QTimer.singleShot(_EVERY_MS, gc.collect)


class GarbageCollector(QObject):
    """Looks for garbage now and then from here on, while nothing is painted.

    What is there already stays to the end, and is not looked at again.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
        timer = QTimer(self)
        timer.setInterval(_EVERY_MS)
        timer.timeout.connect(collect_if_due)
        timer.start()
