"""Columns of marks against a plain search through all of them."""

from collections import Counter

import numpy
from bench.made_marks import made_columns, made_links, made_marks
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.timeline.marks import CLASS_LIMITS, Lane, Marks, Tally, no_marks
from atlas_gui.timeline.span import Span

from .strategies import FARTHEST, Corpus, Record, corpora, crowds

_corpora = corpora() | crowds(most=400)
_ROW_OFFSET = 100


@st.composite
def looks(draw: st.DrawFn) -> tuple[Corpus, tuple[int, int]]:
    """A corpus and a stretch of days, which often begins or ends just where a record does."""
    corpus = draw(_corpora)
    edges = [day for record in corpus.records for day in (record.first, record.last)]
    day = st.integers(-FARTHEST, FARTHEST)
    near = st.sampled_from(edges) if edges else day
    one, other = draw(near | day), draw(near | day | st.none())
    return corpus, (one, one) if other is None else (min(one, other), max(one, other))


def told(marks: Marks, mark: int) -> tuple[int, int, int]:
    """The row, the first and the last day of a mark."""
    return marks.row_of(mark), int(marks.first[mark]), int(marks.last_of(numpy.array([mark]))[0])


@given(_corpora)
def test_each_record_has_one_mark_in_each_of_its_lanes(corpus: Corpus) -> None:
    marks = corpus.marks()
    found = Counter((marks.lane_of(mark), *told(marks, mark)) for mark in range(len(marks)))
    expected = Counter(
        (lane, place + _ROW_OFFSET, record.first, record.last)
        for place, record in enumerate(corpus.records)
        for lane in record.lanes
    )
    assert found == expected
    assert [marks.total(lane) for lane in range(corpus.lane_count)] == [
        len(corpus.of_lane(lane)) for lane in range(corpus.lane_count)
    ]


@given(_corpora)
def test_marks_are_numbered_lane_by_lane_and_by_first_day(corpus: Corpus) -> None:
    marks = corpus.marks()
    order = [(marks.lane_of(mark), int(marks.first[mark])) for mark in range(len(marks))]
    assert order == sorted(order)


@given(looks())
def test_a_tally_counts_what_lies_before_within_and_after(
    look: tuple[Corpus, tuple[int, int]],
) -> None:
    corpus, (first, last) = look
    marks = corpus.marks()
    for lane in range(corpus.lane_count):
        held = corpus.of_lane(lane)
        expected = Tally(
            sum(record.last < first for record in held),
            sum(record.touches(first, last) for record in held),
            sum(record.first > last for record in held),
        )
        assert marks.tally(lane, first, last) == expected
        assert expected.total == marks.total(lane)


@given(looks())
def test_what_touches_a_stretch_is_found(look: tuple[Corpus, tuple[int, int]]) -> None:
    corpus, (first, last) = look
    marks = corpus.marks()
    for lane in range(corpus.lane_count):
        plain = [
            mark
            for mark in range(marks.bounds[lane], marks.bounds[lane + 1])
            if told(marks, mark)[1] <= last and told(marks, mark)[2] >= first
        ]
        assert marks.touching(lane, first, last).tolist() == plain


@given(looks())
def test_beginnings_and_ends_within_a_stretch_are_counted(
    look: tuple[Corpus, tuple[int, int]],
) -> None:
    corpus, (first, last) = look
    marks = corpus.marks()
    for lane in range(corpus.lane_count):
        days = [day for record in corpus.of_lane(lane) for day in (record.first, record.last)]
        assert marks.edges_within(lane, first, last) == sum(first <= day <= last for day in days)


@given(_corpora)
def test_blocks_hold_every_mark_once_by_length_with_days_in_order(corpus: Corpus) -> None:
    marks = corpus.marks()
    for lane in range(corpus.lane_count):
        blocks = marks.blocks(lane)
        held = [mark for block in blocks for mark in block.marks.tolist()]
        assert sorted(held) == list(range(marks.bounds[lane], marks.bounds[lane + 1]))
        limits = [block.limit for block in blocks]
        assert limits == sorted(set(limits))
        for block in blocks:
            shorter = max((limit for limit in (0, *CLASS_LIMITS) if limit < block.limit), default=0)
            lengths = marks.last_of(block.marks) - marks.first[block.marks] + 1
            assert ((shorter < lengths) & (lengths <= block.limit)).all()
            assert block.first.tolist() == marks.first[block.marks].tolist()
            assert block.first.tolist() == sorted(block.first.tolist())
            assert block.last.tolist() == sorted(marks.last_of(block.marks).tolist())


@given(_corpora)
def test_the_marks_of_a_record_are_found_by_its_row(corpus: Corpus) -> None:
    marks = corpus.marks()
    for place, record in enumerate(corpus.records):
        found = marks.of_row(place + _ROW_OFFSET)
        assert {marks.lane_of(mark) for mark in found} == record.lanes
        assert len(found) == len(record.lanes)
        assert found == sorted(found)
        assert all(marks.span_of(m) == Span(record.first, record.last + 1.0) for m in found)
    assert marks.of_row(_ROW_OFFSET - 1) == []


@given(_corpora)
def test_the_extent_reaches_from_the_first_to_the_last_day(corpus: Corpus) -> None:
    held = corpus.records
    expected = (
        Span(min(record.first for record in held), max(record.last for record in held) + 1.0)
        if held
        else None
    )
    assert corpus.marks().extent() == expected


def test_a_record_in_no_lane_has_no_mark() -> None:
    corpus = Corpus([Record(1, 1, 0, frozenset()), Record(5, 9, 0, frozenset({1}))], 2)
    marks = corpus.marks()
    assert len(marks) == 1
    assert marks.of_row(_ROW_OFFSET) == []
    assert marks.extent() == Span(5.0, 10.0)
    assert [marks.total(lane) for lane in (0, 1)] == [0, 1]


def test_without_marks_there_is_nothing_to_find() -> None:
    marks = no_marks([Lane("a", "A"), Lane("b", "B")])
    assert len(marks) == 0
    assert marks.extent() is None
    assert marks.of_row(0) == []
    for lane in (0, 1):
        assert marks.tally(lane, -5, 5) == Tally(0, 0, 0)
        assert marks.touching(lane, -5, 5).tolist() == []
        assert marks.edges_within(lane, -5, 5) == 0
        assert list(marks.blocks(lane)) == []


def test_a_million_marks_take_less_than_a_hundred_bytes_each() -> None:
    count = 1_000_000
    marks = made_marks(made_columns(count), made_links(count))
    arrays = {id(array): array for array in _arrays(marks, set())}
    # A view of a part of an array holds the whole of it.
    owners = {id(_owner(array)): _owner(array) for array in arrays.values()}
    assert len(marks) == count
    assert sum(array.nbytes for array in owners.values()) <= 100 * count


def _owner(array: "numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.generic]]") -> numpy.ndarray:
    return array if array.base is None else _owner(array.base)


def _arrays(held: object, seen: set[int]) -> "list[numpy.ndarray]":
    """Every array that can be reached from an object."""
    if id(held) in seen or isinstance(held, str | int | float):
        return []
    seen.add(id(held))
    if isinstance(held, numpy.ndarray):
        return [held]
    if isinstance(held, list | tuple):
        parts = list(held)
    else:
        parts = list(getattr(held, "__dict__", {}).values())
    return [array for part in parts for array in _arrays(part, seen)]
