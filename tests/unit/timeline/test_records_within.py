"""Which records lie in a stretch of time: each once, however many lanes it stands in."""

from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.timeline.marks import Marks

from .strategies import FARTHEST, Corpus, corpora

_ROW_OFFSET = 100
_days = st.tuples(*[st.integers(-FARTHEST, FARTHEST)] * 2).map(sorted)


@given(corpora(), _days, st.integers(0, 50))
def test_records_in_a_stretch_of_time_are_named_once_by_their_beginning(
    corpus: Corpus, days: list[int], most: int
) -> None:
    first, last = days
    marks = corpus.marks()
    held = {
        (record.first, row)
        for row, record in enumerate(corpus.records, start=_ROW_OFFSET)
        if record.lanes and record.touches(first, last)
    }
    assert marks.records_within(first, last) == len(held)
    rows = marks.rows_within(first, last, most)
    assert len(rows) == len(set(rows)) == min(most, len(held))
    begins = [corpus.records[row - _ROW_OFFSET].first for row in rows]
    assert begins == sorted(begin for begin, _row in held)[:most]
    assert {(begin, row) for begin, row in zip(begins, rows, strict=True)} <= held


@given(corpora())
def test_records_of_hidden_lanes_are_not_there(corpus: Corpus) -> None:
    links = corpus.links()
    shown = links.lanes != 0
    marks = Marks(corpus.columns(), corpus.lanes, links.places[shown], links.lanes[shown])
    rows = {row for row, one in enumerate(corpus.records, _ROW_OFFSET) if one.lanes - {0}}
    assert marks.records_within(-2 * FARTHEST, 2 * FARTHEST) == len(rows)
    assert set(marks.rows_within(-2 * FARTHEST, 2 * FARTHEST, 1_000)) == rows
