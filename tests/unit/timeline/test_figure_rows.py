"""Which records are read for their trade figures: all that may have any, or those told by columns."""

import numpy
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.vocabulary import Kind, Step
from atlas_gui.timeline.figure_rows import FigureRows, figure_rows
from atlas_gui.timeline.marks import MarkColumns

NO_STEP = 255
made_rows = st.lists(
    st.tuples(
        st.sampled_from([Kind.TRADE, Kind.LOAN, Kind.TREATY]),
        st.sampled_from([None, Step.TARGET, Step.SIGNED]),
        st.booleans(),
    ),
    max_size=12,
)
Made = list[tuple[Kind, Step | None, bool]]


def chosen(made: Made, most: int, *, all_have: bool = False) -> FigureRows | None:
    """Every second row of an index is found and dated; the last part of each says whether it has a sum."""
    rows = numpy.arange(len(made), dtype=numpy.int32) * 2
    days = numpy.zeros(len(made), numpy.int64)
    kinds = numpy.array([tuple(Kind).index(kind) for kind, _step, _sum in made], numpy.uint8)
    steps = numpy.array(
        [NO_STEP if step is None else tuple(Step).index(step) for _kind, step, _sum in made],
        numpy.uint8,
    )
    found = MarkColumns(rows, days, days, days, days, days.astype(numpy.uint16), kinds, steps)
    sums = bytes(mark for one in made for mark in (one[2], True))
    return figure_rows(found, None if all_have else sums, most)


def on_trade(one: tuple[Kind, Step | None, bool]) -> bool:
    return one[2] and (one[0] is Kind.TRADE or one[1] is Step.TARGET)


@given(made_rows, st.integers(0, 12))
def test_all_that_have_a_sum_are_read_or_those_on_trade(made: Made, most: int) -> None:
    with_sums = {2 * number for number, one in enumerate(made) if one[2]}
    certain = {2 * number for number, one in enumerate(made) if on_trade(one)}
    found = chosen(made, most)
    if len(certain) > most:
        assert found is None
        return
    assert found is not None
    assert len(found.rows) == len(set(found.rows)) <= most
    assert found.left_out is (len(with_sums) > most)
    assert set(found.rows) == (certain if found.left_out else with_sums)


@given(made_rows)
def test_where_every_record_has_a_sum_all_are_read(made: Made) -> None:
    all_with = [(kind, step, True) for kind, step, _sum in made]
    assert chosen(all_with, 12) == chosen(made, 12, all_have=True)


def test_nothing_found_is_nothing_to_read() -> None:
    assert chosen([], 0) == FigureRows((), left_out=False)
