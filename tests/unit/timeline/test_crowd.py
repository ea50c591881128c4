"""Counting very many records: as by looking at each of them."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.timeline.bands import BandPlace, Columns, period_at
from atlas_gui.timeline.crowd import NO_END, NO_START, Crowd, LaneDays, days_of
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.scene import Scene
from atlas_gui.timeline.span import Span

from .strategies import LANES, spans

Times = list[tuple[int, int]]
_days = st.integers(-1_000, 1_000)
_records: st.SearchStrategy[tuple[int, int]] = st.one_of(
    st.tuples(_days, st.integers(0, 800)).map(lambda one: (one[0], one[0] + one[1])),
    _days.map(lambda day: (day, NO_END)),
    _days.map(lambda day: (NO_START, day)),
)
_times: st.SearchStrategy[Times] = st.lists(_records, max_size=40)
_views = st.builds(
    lambda start, length: Span(start, start + length),
    st.floats(-1_500, 1_500),
    st.floats(0.5, 3_000),
)


def lane_days(times: Times) -> LaneDays:
    return LaneDays(
        array("q", sorted(start for start, _end in times)),
        array("q", sorted(end for _start, end in times)),
    )


def touching(times: Times, span: Span) -> int:
    """How many of `times` touch `span`, looked at one by one."""
    first, last = days_of(span)
    return sum(start <= last and end >= first for start, end in times)


@given(st.lists(_times, min_size=1, max_size=3), _views)
def test_counts_are_those_of_looking_at_each_record(lanes: list[Times], span: Span) -> None:
    crowd = Crowd({str(number): lane_days(times) for number, times in enumerate(lanes)})
    assert crowd.total == sum(map(len, lanes))
    assert crowd.touching(span) == sum(touching(times, span) for times in lanes)


@given(_times, _views, st.floats(20.0, 600.0))
def test_each_column_counts_what_touches_it(times: Times, span: Span, width: float) -> None:
    columns = Columns.on_screen(Scale(span, width, 100.0))
    pairs = list(zip(columns.edges, columns.edges[1:], strict=False))
    expected = [touching(times, Span(left, right)) for left, right in pairs]
    assert columns.counts(lane_days(times)) == expected
    assert columns.edges[0] <= span.start + 1e-6
    assert columns.edges[-1] >= span.end - 1e-6


@given(_times, _times, _views, st.integers(1, 60))
def test_the_overview_adds_the_lanes_up(one: Times, other: Times, whole: Span, parts: int) -> None:
    columns = Columns.of_whole(whole, parts)
    both = columns.counts_of_all(Crowd({"one": lane_days(one), "other": lane_days(other)}))
    assert both == columns.counts(lane_days(one + other))
    assert len(both) == parts


@given(_times)
def test_open_ends_do_not_stretch_the_extent(times: Times) -> None:
    known = [day for time in times for day in time if day not in {NO_START, NO_END}]
    extent = Crowd({"deals": lane_days(times)}).extent()
    if not known:
        assert extent is None
    else:
        assert extent == Span(min(known), max(known) + 1)


@given(_times, _views)
def test_what_has_no_known_end_goes_on_for_ever(times: Times, span: Span) -> None:
    days = lane_days(times)
    unending = sum(end == NO_END for _start, end in times)
    far = Span(span.start + 1e9, span.end + 1e9)
    assert Crowd({"deals": days}).touching(far) == unending


@given(spans(), st.floats(50.0, 2_000.0), st.floats(0.0, 1.0))
def test_a_period_holds_the_day_it_is_asked_for(span: Span, width: float, part: float) -> None:
    day = span.start + part * (span.length - 1e-3)
    period = period_at(day, Scale(span, width))
    assert period.first <= day < period.last + 1
    assert period.name
    assert period.last - period.first <= 366


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (60.0, "5 Jun 2019: 1 record"),
        (2_000.0, "Jun 2019: 2 records"),
        (99_000.0, "2019: 3 records"),
    ],
)
def test_a_place_in_a_band_tells_its_time_and_number(length: float, words: str) -> None:
    june = 737_215  # 5 June 2019
    times = [(june, june), (june + 20, june + 20), (june + 90, june + 90), (june + 900, NO_END)]
    scene = Scene((), LANES, Crowd({"deals": lane_days(times)}))
    scale = Scale(Span(june - length / 2, june + length / 2), 600.0)
    assert scene.band_words(BandPlace(LANES[1], june + 0.5), scale) == words


def test_a_crowd_decides_the_lanes_and_the_extent() -> None:
    crowd = Crowd({"deals": lane_days([(100, 200)]), "visits": lane_days([(50, NO_END)])})
    scene = Scene((), LANES, crowd)
    assert [lane.key for lane in scene.lanes] == ["deals", "visits"]
    assert [scene.total(lane) for lane in LANES] == [0, 1, 1]
    assert scene.extent() == Span(50, 201)
    with pytest.raises(KeyError, match="elsewhere"):
        Scene((), LANES, Crowd({"elsewhere": lane_days([])}))


def test_bands_share_the_room_and_an_empty_stretch_is_no_place() -> None:
    crowd = Crowd({lane.key: lane_days([(100, 200)]) for lane in LANES})
    scene, scale = Scene((), LANES, crowd), Scale(Span(0.0, 400.0), 800.0, 260.0)
    scene.set_room(120.0)
    assert scene.layout(scale).height == pytest.approx(120.0)
    found = scene.band_at(scale.x(150.0), 60.0, scale)
    assert found == BandPlace(LANES[1], pytest.approx(150.0))
    assert scene.band_at(scale.x(390.0), 60.0, scale) is None
    assert scene.band_at(scale.x(150.0), 130.0, scale) is None
    assert scene.band_at(100.0, 60.0, scale) is None
