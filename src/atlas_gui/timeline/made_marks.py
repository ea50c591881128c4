"""Marks of a few records, made without an index."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy

from atlas_gui.domain.time_shape import TimeShape
from atlas_gui.domain.vocabulary import Kind, Step
from atlas_gui.timeline.marks import Lane, MarkColumns, Marks

_KINDS: Final = tuple(Kind)
_STEPS: Final = tuple(Step)
NO_CODE: Final = 255


class Dated(NamedTuple):
    """A record that has a day: its time, its kind and status, and the place of its lane."""

    shape: TimeShape
    kind: Kind | None
    step: Step | None
    lane: int


def marks_of(dated: Sequence[Dated], lanes: Sequence[Lane]) -> Marks:
    """A mark for each; `row_of` a mark is its place in `dated`."""
    numbers = numpy.arange(len(dated), dtype=numpy.int32)
    days = numpy.array([one.shape[:4] for one in dated], numpy.int64).reshape(-1, 4)
    columns = MarkColumns(
        numbers,
        days[:, 0],
        days[:, 1],
        days[:, 2],
        days[:, 3],
        numpy.array([one.shape.traits for one in dated], numpy.uint16),
        numpy.array([_code(_KINDS, one.kind) for one in dated], numpy.uint8),
        numpy.array([_code(_STEPS, one.step) for one in dated], numpy.uint8),
    )
    return Marks(columns, lanes, numbers, numpy.array([one.lane for one in dated], numpy.int32))


def _code(all_of: Sequence[object], one: object) -> int:
    return NO_CODE if one is None else all_of.index(one)
