"""Moving from mark to mark."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.timeline.marks import Marks, no_marks
from atlas_gui.timeline.navigation import (
    across,
    beside,
    first_after,
    first_in_lane,
    last_before,
    last_in_lane,
    nearest,
    nearest_in_lane,
)

from .strategies import Corpus, corpora, days

_corpora = corpora(least=1)


def in_lane_of(marks: Marks, mark: int) -> list[int]:
    lane = marks.lane_of(mark)
    return list(range(marks.bounds[lane], marks.bounds[lane + 1]))


@given(_corpora, st.integers(0, 1000))
def test_walking_right_from_the_first_meets_every_mark_of_the_lane(
    corpus: Corpus, number: int
) -> None:
    marks = corpus.marks()
    start = number % len(marks)
    mark = first_in_lane(marks, start)
    met = [mark]
    while (following := beside(marks, mark, 1)) != mark:
        mark = following
        met.append(mark)
    assert mark == last_in_lane(marks, start)
    assert met == in_lane_of(marks, start)
    assert all(marks.first[one] <= marks.first[other] for one, other in pairwise(met))
    assert beside(marks, start, -len(marks)) == first_in_lane(marks, start)


@given(_corpora, st.integers(0, 1000), st.sampled_from([-1, 1]))
def test_another_lane_is_entered_at_the_nearest_mark(
    corpus: Corpus, number: int, step: int
) -> None:
    marks = corpus.marks()
    mark = number % len(marks)
    lane = marks.lane_of(mark)
    filled = [n for n in range(corpus.lane_count) if corpus.of_lane(n)]
    there = across(marks, mark, step)
    place = filled.index(lane) + step
    if not 0 <= place < len(filled):
        assert there == mark
        return
    assert marks.lane_of(there) == filled[place]
    day = marks.first[mark]
    distances = [abs(marks.first[other] - day) for other in in_lane_of(marks, there)]
    assert abs(marks.first[there] - day) == min(distances)


@given(_corpora, st.integers(0, 1000), st.integers(-2_000_000, 2_000_000))
def test_another_lane_can_be_entered_near_any_day(corpus: Corpus, number: int, day: int) -> None:
    marks = corpus.marks()
    mark = number % len(marks)
    there = across(marks, mark, 1, float(day))
    if there != mark:
        assert there == nearest_in_lane(marks, marks.lane_of(there), float(day))


@given(_corpora, days)
def test_the_nearest_mark_is_the_nearest(corpus: Corpus, day: float) -> None:
    marks = corpus.marks()
    found = nearest(marks, day)
    assert found is not None
    assert abs(marks.first[found] - day) == min(abs(first - day) for first in marks.first.tolist())
    in_lane = nearest_in_lane(marks, marks.lane_of(found), day)
    assert abs(marks.first[in_lane] - day) == abs(marks.first[found] - day)


def test_without_marks_nothing_is_nearest() -> None:
    assert nearest(no_marks(), 0.0) is None


@given(_corpora, st.integers(-2_000_000, 2_000_000) | st.integers(-50, 50))
def test_what_lies_beyond_a_day_ends_before_it_or_begins_after(corpus: Corpus, day: int) -> None:
    marks = corpus.marks()
    for lane in range(corpus.lane_count):
        held = corpus.of_lane(lane)
        earlier, later = last_before(marks, lane, day), first_after(marks, lane, day)
        before = [record.first for record in held if record.last < day]
        after = [record.first for record in held if record.first > day]
        assert (None if earlier is None else marks.first[earlier]) == max(before, default=None)
        assert (None if later is None else marks.first[later]) == min(after, default=None)
        for found in (earlier, later):
            assert found is None or marks.lane_of(found) == lane
