"""Which marks are those of records that the reader has starred."""

from collections.abc import Collection, Sequence

import numpy

from atlas_gui.timeline.marks import Marks, Numbers


class StarredMarks:
    """Answers for any mark of a timeline; two of these are never equal, so that a picture is made anew."""

    def __init__(self, marks: Marks, rows: Collection[int]) -> None:
        """`rows` are the starred records."""
        self._flags = None
        if rows and len(marks):
            starred: Numbers = numpy.fromiter(rows, numpy.int32, len(rows))
            self._flags = numpy.isin(marks.columns.rows, starred)[marks.places]

    def any_of(self, marks: Sequence[int]) -> bool:
        """Whether one of these marks is of a starred record."""
        if self._flags is None:
            return False
        if len(marks) == 1:
            return bool(self._flags[marks[0]])
        return bool(self._flags[list(marks)].any())
