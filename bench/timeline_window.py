"""A measured process: the lanes of the timeline at 1600 × 300, moved and zoomed, frame by frame.

`python -m bench.timeline_window COUNT` prints milliseconds as one line of JSON. `frames` are the
times from another span to its painted picture, from four days to a thousand years and back while
panning; `floor` the same for a widget that fills a pixmap and shows it. `prepare` is the time from
columns to marks ready to be drawn, `bytes` what they hold, `peak` what preparing them held at most,
both for each mark, and `hits` the times to find out what is under the pointer.
"""

import argparse
import json
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from math import exp, log

import numpy
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from atlas_gui.domain.vocabulary import Group
from atlas_gui.timeline.scene import Scene
from atlas_gui.timeline.span import Span
from atlas_gui.timeline.words import Subject
from atlas_gui.ui.theme import LIGHT
from atlas_gui.ui.timeline.canvas import LaneCanvas
from atlas_gui.ui.timeline.marked_range import MarkedRange
from atlas_gui.ui.timeline.shown_span import ShownSpan
from atlas_gui.ui.timeline.subjects import Subjects
from bench.made_marks import made_columns, made_links, made_marks
from bench.pinning import pin_to_first_core

_SIZE = QSize(1_600, 300)
_FRAMES = 600
_SHORTEST, _LONGEST = 4.0, 400_000.0
_MIDDLE = 690_000.0
_HITS = 400


class Floor(QWidget):
    """Fills a pixmap of its size and shows it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        picture = QPixmap(self.size())
        picture.fill(QColor(LIGHT.base))
        painter = QPainter(self)
        painter.drawPixmap(0, 0, picture)
        painter.end()


def main() -> int:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m bench.timeline_window", description=__doc__)
    parser.add_argument("count", type=int, help="how many marks")
    count = parser.parse_args().count
    pin_to_first_core()
    application = QApplication(sys.argv)
    application.setStyle("Fusion")
    columns, links = made_columns(count), made_links(count)
    begun = time.perf_counter()
    scene = Scene(made_marks(columns, links))
    prepare = _since(begun)
    floor = Floor()
    canvas = _canvas(scene)
    floors, frames = [], []
    for span in spans():
        floors.append(_frame(floor, floor.update))
        frames.append(_frame(canvas, partial(canvas.shown.set, span)))
        application.processEvents()
    held, peak = _memory(count)
    found = {
        "frames": frames[1:],
        "floor": floors[1:],
        "prepare": prepare,
        "bytes": held,
        "peak": peak,
        "hits": list(_hits(canvas)),
    }
    print(json.dumps(found), flush=True)
    return 0


def spans() -> Iterator[Span]:
    """What a reader sees who zooms in from a thousand years to four days and out again, panning."""
    half = _FRAMES // 2
    for number in range(_FRAMES):
        part = number / half if number < half else (_FRAMES - number) / half
        length = exp(log(_LONGEST) + (log(_SHORTEST) - log(_LONGEST)) * min(part, 1.0))
        middle = _MIDDLE + 0.3 * length * ((number % 40) / 40 - 0.5)
        yield Span(middle - length / 2, middle + length / 2)


def _since(begun: float) -> float:
    return (time.perf_counter() - begun) * 1_000


def _canvas(scene: Scene) -> LaneCanvas:
    shown, subjects = ShownSpan(), Subjects()
    subjects.set_teller(_subject)
    canvas = LaneCanvas(shown, MarkedRange(), subjects, LIGHT)
    # Whoever made them keeps them.
    for part in (shown, subjects, canvas.marked):
        part.setParent(canvas)
    whole = Span(_MIDDLE - _LONGEST, _MIDDLE + _LONGEST)
    shown.set_extent(None, whole, searched=False)
    canvas.resize(_SIZE)
    canvas.show()
    canvas.set_scene(scene)
    return canvas


def _subject(row: int) -> Subject:
    return Subject(str(row), f"Agreement number {row} between two countries", "1998", Group.DEALS)


def _frame(widget: QWidget, change: Callable[[], object]) -> float:
    widget.resize(_SIZE)
    widget.show()
    begun = time.perf_counter()
    change()
    widget.repaint()
    return _since(begun)


def _memory(count: int) -> tuple[float, float]:
    """Bytes a mark: those of the columns, those that sorting adds, and the most meanwhile."""
    tracemalloc.start()
    columns, links = made_columns(count), made_links(count)
    before = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    marks = made_marks(columns, links)
    now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    own = sum(column.nbytes for column in columns)
    return (now - before + own) / len(marks), (peak - before + own) / len(marks)


def _hits(canvas: LaneCanvas) -> Iterator[float]:
    """Times to find what is at a place, at several zooms; the picture itself is there by then."""
    chance = numpy.random.default_rng(7)
    for length in (40_000.0, 4_000.0, 400.0, 40.0):
        canvas.shown.set(Span(_MIDDLE - length / 2, _MIDDLE + length / 2))
        canvas.repaint()
        for _number in range(_HITS // 4):
            x, y = chance.uniform(300, 1_580), chance.uniform(2, 298)
            begun = time.perf_counter()
            picture = canvas.picture()
            if picture.item_at(x, y) is None:
                picture.column_at(x, y)
            yield _since(begun)


if __name__ == "__main__":
    sys.exit(main())
