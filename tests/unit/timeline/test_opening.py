"""Where a timeline opens."""

from math import ceil

import numpy
import pytest
from hypothesis import given

from atlas_gui.timeline.opening import opening_span, whole_span
from atlas_gui.timeline.span import SHORTEST_DAYS, Span

from .strategies import Corpus, Record, corpora

_SHARE = 0.85


def days(*firsts: int) -> Corpus:
    return Corpus([Record(first, first, 1, frozenset({0})) for first in firsts], 1)


@given(corpora(least=1))
def test_most_marks_are_seen_whole(corpus: Corpus) -> None:
    span = opening_span(corpus.columns())
    assert span is not None
    assert span.length >= SHORTEST_DAYS - 1e-6
    seen = [span.contains(Span(r.first, r.last + 1.0)) for r in corpus.records]
    assert sum(seen) >= ceil(len(seen) * _SHARE)


@given(corpora(least=1))
def test_the_whole_reaches_from_the_first_to_the_last_day(corpus: Corpus) -> None:
    held = corpus.records
    expected = Span(min(r.first for r in held), max(r.last for r in held) + 1.0)
    assert whole_span(corpus.columns()) == expected


def test_a_century_of_empty_paper_before_most_of_it_is_left_out() -> None:
    span = opening_span(days(-40_000, *range(0, 1900, 100)).columns())
    assert span is not None
    assert -100 < span.start <= 0
    # Seventeen of the twenty are 85 %.
    assert 1601 <= span.end < 1700


@pytest.mark.parametrize("measure", [opening_span, whole_span])
def test_without_marks_there_is_no_time_to_show(measure: object) -> None:
    assert callable(measure)
    assert measure(Corpus([], 1).columns()) is None


def test_opening_changes_nothing_in_the_columns() -> None:
    columns = days(5, 1, 3).columns()
    before = [column.copy() for column in columns]
    opening_span(columns)
    assert all(numpy.array_equal(one, other) for one, other in zip(before, columns, strict=True))
