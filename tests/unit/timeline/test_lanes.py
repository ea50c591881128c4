"""Records put into the lanes that a reader wants."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.lane_by import LaneBy
from atlas_gui.timeline.arrangement import Arrangement
from atlas_gui.timeline.lanes import MOST_LANES, REST, Arranged, Links, arrange
from atlas_gui.timeline.marks import Lane

from .strategies import Corpus, Record, corpora

_KEYS = [f"lane {number}" for number in range(12)]
_arrangements = st.builds(
    Arrangement,
    by=st.sampled_from([LaneBy.KIND, LaneBy.PAIR]),
    order=st.lists(st.sampled_from(_KEYS), unique=True).map(tuple),
    hidden=st.lists(st.sampled_from(_KEYS), unique=True).map(tuple),
)


def made_lane(key: str) -> Lane:
    return Lane(key, key.title())


def arranged(corpus: Corpus, arrangement: Arrangement) -> Arranged:
    return arrange(corpus.columns(), corpus.links(), arrangement, made_lane)


def keys_of(found: Arranged) -> list[str]:
    return [lane.key for lane in found.marks.lanes]


def one_lane_each(sizes: list[int]) -> Corpus:
    """As many records in each lane as the sizes say."""
    numbers = [lane for lane, size in enumerate(sizes) for _record in range(size)]
    return Corpus([Record(n, n, 1, frozenset({n})) for n in numbers], len(sizes))


@given(corpora(), _arrangements)
def test_each_lane_shown_has_the_records_that_stand_in_it(
    corpus: Corpus, arrangement: Arrangement
) -> None:
    found = arranged(corpus, arrangement)
    names = corpus.links().names
    assert set(keys_of(found)) == set(names) - set(arrangement.hidden)
    for number, key in enumerate(keys_of(found)):
        low, high = found.marks.bounds[number : number + 2]
        rows = sorted(found.marks.row_of(mark) for mark in range(low, high))
        lane = names.index(key)
        assert rows == [100 + n for n, r in enumerate(corpus.records) if lane in r.lanes]


@given(corpora(), _arrangements)
def test_no_record_is_lost_between_lanes_that_are_shown_and_hidden(
    corpus: Corpus, arrangement: Arrangement
) -> None:
    found = arranged(corpus, arrangement)
    times = [len(found.marks.of_row(100 + place)) for place in range(len(corpus.records))]
    shown = {corpus.links().names.index(key) for key in keys_of(found)}
    assert times == [len(record.lanes & shown) for record in corpus.records]
    assert found.repeated == sum(count > 1 for count in times)
    repeats = sum(count - 1 for count in times if count)
    only_hidden = sum(count == 0 for count in times)
    assert len(found.marks) - repeats + only_hidden == len(corpus.records)


@given(corpora(), _arrangements)
def test_hidden_lanes_are_told(corpus: Corpus, arrangement: Arrangement) -> None:
    hidden = [lane.key for lane in arranged(corpus, arrangement).hidden]
    assert set(hidden) == set(corpus.links().names) & set(arrangement.hidden)
    assert len(hidden) == len(set(hidden))


@given(corpora(), _arrangements)
def test_lanes_stand_in_the_readers_order_and_the_others_behind(
    corpus: Corpus, arrangement: Arrangement
) -> None:
    keys = keys_of(arranged(corpus, arrangement))
    wanted = [key for key in arrangement.order if key in keys]
    assert keys[: len(wanted)] == wanted
    if arrangement.by is LaneBy.KIND:
        rest = keys[len(wanted) :]
        assert rest == sorted(rest, key=_KEYS.index)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (LaneBy.PAIR, ["lane 2", "lane 0", "lane 1"]),
        (LaneBy.COUNTRY, ["lane 2", "lane 0", "lane 1"]),
        (LaneBy.KIND, ["lane 0", "lane 1", "lane 2"]),
    ],
)
def test_the_fullest_pair_stands_first_and_kinds_in_their_own_order(
    by: LaneBy, expected: list[str]
) -> None:
    assert keys_of(arranged(one_lane_each([3, 2, 7]), Arrangement(by))) == expected


def test_lanes_as_full_as_one_another_keep_their_order() -> None:
    assert keys_of(arranged(one_lane_each([2, 3, 2, 2]), Arrangement(LaneBy.PAIR))) == [
        "lane 1",
        "lane 0",
        "lane 2",
        "lane 3",
    ]


@pytest.mark.parametrize("by", [LaneBy.PAIR, LaneBy.SECTOR])
def test_as_many_lanes_as_can_be_told_apart_and_one_for_the_rest(by: LaneBy) -> None:
    few = arranged(one_lane_each([1] * MOST_LANES), Arrangement(by))
    assert len(few.marks.lanes) == MOST_LANES
    assert REST not in keys_of(few)
    many = arranged(one_lane_each([*range(1, MOST_LANES + 6)]), Arrangement(by))
    assert len(many.marks.lanes) == MOST_LANES
    assert keys_of(many)[-1] == REST
    # The emptiest six lanes hold one to six records.
    assert many.marks.total(MOST_LANES - 1) == sum(range(1, 7))
    assert len(many.marks) == sum(range(1, MOST_LANES + 6))


def test_a_record_with_two_links_into_the_rest_is_there_once() -> None:
    full = [Record(n, n, 1, frozenset({n % 39})) for n in range(39 * 3)]
    both = Record(5, 5, 1, frozenset({40, 41}))
    one_of_each = Record(9, 9, 1, frozenset({0, 43}))
    found = arranged(Corpus([*full, both, one_of_each], 44), Arrangement(LaneBy.PAIR))
    rest = keys_of(found).index(REST)
    assert found.marks.total(rest) == 2
    assert len(found.marks.of_row(100 + len(full))) == 1
    assert {found.marks.lane_of(m) for m in found.marks.of_row(101 + len(full))} == {0, rest}
    assert found.repeated == 1


def test_the_rest_can_be_hidden() -> None:
    found = arranged(one_lane_each([2] * 45), Arrangement(LaneBy.PAIR, hidden=(REST,)))
    assert len(found.marks.lanes) == MOST_LANES - 1
    assert [lane.key for lane in found.hidden] == [REST]


def test_nothing_makes_no_lane() -> None:
    none = numpy.empty(0, numpy.int32)
    found = arrange(Corpus([], 1).columns(), Links(none, none, ()), Arrangement(), made_lane)
    assert len(found.marks) == found.repeated == 0
    assert found.marks.lanes == found.hidden == ()


def test_all_lanes_hidden_leave_an_empty_timeline() -> None:
    found = arranged(one_lane_each([1, 2]), Arrangement(LaneBy.KIND, hidden=("lane 0", "lane 1")))
    assert len(found.marks) == 0
    assert [lane.key for lane in found.hidden] == ["lane 0", "lane 1"]
