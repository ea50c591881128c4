"""Spans and marks for property tests."""

from hypothesis import strategies as st

from atlas_gui.domain.vocabulary import Group, Step
from atlas_gui.timeline.marks import Lane, Mark, Subject, make_mark
from atlas_gui.timeline.span import Span

LANES = [
    Lane("agreements", "Agreements", Group.AGREEMENTS),
    Lane("deals", "Deals", Group.DEALS),
    Lane("visits", "Visits and talks", Group.VISITS),
]

days = st.floats(min_value=-4e6, max_value=4e6)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A span between a day and some millennia."""
    start = draw(days)
    return Span(start, start + draw(st.floats(min_value=1.0, max_value=2e6)))


_dates = st.dates()
_texts = st.one_of(
    _dates.map(lambda day: day.isoformat()),
    _dates.map(lambda day: f"{day.year:04}-{day.month:02}~"),
    _dates.map(lambda day: f"{day.year:04}?"),
    _dates.map(lambda day: f"{day.year:04}-{day.month:02}/.."),
    _dates.map(lambda day: f"/{day.year:04}"),
    st.tuples(_dates, _dates).map(lambda ends: f"{min(ends)}/{max(ends)}"),
    st.integers(2018, 2020).map(str),
    st.integers(1, 30).map(lambda day: f"2019-06-{day:02}"),
)


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    """A mark in one of `LANES`, often in June 2019."""
    lane = draw(st.sampled_from(LANES))
    step = draw(st.sampled_from([None, *Step]))
    made = make_mark(Subject("record", "A record", lane.key, step=step), draw(_texts))
    assert made is not None
    return made
