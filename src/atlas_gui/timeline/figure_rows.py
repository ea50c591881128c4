"""Which of the records found may have trade figures, told from columns alone."""

from typing import Final, NamedTuple

import numpy

from atlas_gui.domain.vocabulary import Kind, Step
from atlas_gui.timeline.marks import MarkColumns

_TRADE: Final = tuple(Kind).index(Kind.TRADE)
_TARGET: Final = tuple(Step).index(Step.TARGET)


class FigureRows(NamedTuple):
    """Rows of records that may have trade figures; `left_out` says that others may have some too."""

    rows: tuple[int, ...]
    left_out: bool


def figure_rows(found: MarkColumns, with_sums: bytes | None, most: int) -> FigureRows | None:
    """The dated records found that may have trade figures; None for more than `most` on trade.

    Columns tell records on trade and targets. Whether the sums of others are of trade only those
    records themselves say: they are left out if it would take more than `most` readings.
    `with_sums` has one byte for each row of the index: whether its record has any sum; None if every
    one has.
    """
    has_sum = numpy.ones(len(found.rows), numpy.bool_)
    if with_sums is not None:
        has_sum = numpy.frombuffer(with_sums, numpy.bool_)[found.rows]
    about_trade = (found.kinds == _TRADE) | (found.steps == _TARGET)
    certain = found.rows[has_sum & about_trade]
    others = found.rows[has_sum & ~about_trade]
    if len(certain) > most:
        return None
    if len(certain) + len(others) > most:
        return FigureRows(tuple(certain.tolist()), left_out=True)
    return FigureRows((*certain.tolist(), *others.tolist()), left_out=False)
