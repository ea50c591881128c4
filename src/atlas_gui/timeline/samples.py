"""Single marks to show what drawings mean, apart from any library."""

import numpy

from atlas_gui.domain.edtf import parse_edtf
from atlas_gui.domain.time_shape import time_shape
from atlas_gui.domain.vocabulary import GROUP_OF_KIND, Group, Kind, Step
from atlas_gui.timeline.drawing import drawing_of
from atlas_gui.timeline.looks import Look, look_of
from atlas_gui.timeline.made_marks import Dated, marks_of
from atlas_gui.timeline.marks import Lane, Marks
from atlas_gui.timeline.rows import METRICS, fill_rows, shapes_of
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span

# At so many pixels, a year shows its caps and three years the points of their ends.
_PIXELS_PER_YEAR = 24.0


def sample_marks(
    dates: list[tuple[str, bool]], kind: Kind = Kind.MILESTONE, step: Step | None = None
) -> Marks:
    """One mark for each date, which is a string in EDTF and whether all of that time is meant.

    Raises ValueError for a date that names no day.
    """
    shapes = [time_shape(parse_edtf(edtf), lasting=lasting) for edtf, lasting in dates]
    found = [shape for shape in shapes if shape is not None]
    if len(found) < len(shapes):
        raise ValueError("a sample has a date")
    lane = Lane("sample", "", GROUP_OF_KIND[kind])
    return marks_of([Dated(shape, kind, step, 0) for shape in found], [lane])


def sample_look(edtf: str, *, lasting: bool = False) -> tuple[float, Look]:
    """How wide a mark of that date is in a sample, and its look with its left edge at 0."""
    marks = sample_marks([(edtf, lasting)])
    per_day = _PIXELS_PER_YEAR / 365.25
    origin = float(marks.first[0])
    chosen = numpy.zeros(1, numpy.int32)
    item = fill_rows(shapes_of(marks, chosen, per_day, origin, METRICS), METRICS)[0]
    scale = Scale(Span(origin, origin + 365.25), _PIXELS_PER_YEAR, -item.start)
    return item.end - item.start, look_of(marks, item, scale, -item.start)


def status_look(group: Group, step: Step | None) -> Look:
    """A dot with a status."""
    return Look(group, drawing_of(step), 0, True, 0.0, 0.0, 0.0, 0.0)
