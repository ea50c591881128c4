"""Whatever is shown of a timeline, it stands for all of its marks."""

from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.timeline.picture import LanePicture
from atlas_gui.timeline.rows import METRICS
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.scene import Scene, days_of
from atlas_gui.timeline.span import Span

from .pictures import View, days_in_view, marks_in_sight, scene_of, views
from .strategies import Corpus, Record, corpora

# How far a drawing may reach beyond the days of its mark.
_REACH = METRICS.narrowest_range / 2 + METRICS.open_fade + METRICS.question


def numbers(scene: Scene, place: LanePicture) -> range:
    """The marks of a lane."""
    bounds = scene.marks.bounds
    return range(bounds[place.number], bounds[place.number + 1])


def touches(scene: Scene, mark: int, first: int, last: int) -> bool:
    span = scene.marks.span_of(mark)
    return span.start <= last and span.end > first


@given(views())
def test_a_lane_counts_all_of_its_marks(view: View) -> None:
    corpus = view.corpus
    picture = view.picture()
    for place in picture.lanes:
        assert place.tally.total == len(corpus.of_lane(place.number))
        assert min(place.tally) >= 0


@given(views())
def test_a_lane_of_marks_shows_what_touches_the_view(view: View) -> None:
    corpus, scale = view.corpus, view.scale
    picture = view.picture()
    first, last = days_in_view(scale)
    assert (first, last) == days_of(scale.span)
    for place in picture.lanes:
        if place.band is None:
            held = corpus.of_lane(place.number)
            assert place.tally.earlier == sum(record.last < first for record in held)
            assert place.tally.later == sum(record.first > last for record in held)


@given(views())
def test_a_band_stands_for_what_it_shows(view: View) -> None:
    """What is short belongs to the column that it begins in, whatever else it reaches into.

    So a band shows the short marks that begin in its columns, of which the first and the last reach
    beyond the view, and the long ones that touch any of them.
    """
    corpus = view.corpus
    for place in view.picture().lanes:
        if place.band is None:
            continue
        edges, longest = place.band.columns.edges, place.band.columns.step.most_days
        first, last = int(edges[0]), int(edges[-1]) - 1
        held = corpus.of_lane(place.number)
        begun = sum(first <= r.first <= last and r.length <= longest for r in held)
        touching = sum(r.touches(first, last) for r in held)
        assert place.band.begun.sum() + place.band.lasting_total == place.tally.shown
        assert begun <= place.tally.shown <= touching
        # Whatever is in doubt ends in the first column and began before it.
        doubtful = sum(r.first < first <= r.last and r.length <= longest for r in held)
        assert touching - place.tally.shown <= doubtful


@given(views())
def test_a_layout_holds_every_mark_near_the_view_once(view: View) -> None:
    scale = view.scale
    scene = view.scene()
    first, last = days_in_view(scale)
    for place in scene.picture(scale).lanes:
        if place.layout is None:
            continue
        laid_out = [mark for item in place.layout.items for mark in item.marks]
        laid_out += place.layout.throughout
        assert len(laid_out) == len(set(laid_out))
        assert set(laid_out) <= set(numbers(scene, place))
        wanted = {m for m in numbers(scene, place) if touches(scene, m, first, last)}
        assert wanted <= set(laid_out)
        if scene.lays_out_whole:
            assert len(laid_out) == place.tally.total


@given(views())
def test_what_is_in_sight_stands_for_what_touches_the_view(view: View) -> None:
    """A drawing may reach a little beyond the days of its mark, or stop just short of them."""
    scale, scene = view.scale, view.scene()
    picture = scene.picture(scale)
    first, last = days_in_view(scale)
    reach = _REACH / scale.pixels_per_day
    for place in picture.lanes:
        if place.layout is None:
            continue
        drawn = marks_in_sight(picture, place)
        assert len(drawn) == len(set(drawn))
        assert all(touches(scene, mark, first, last) for mark in place.throughout)
        for mark in numbers(scene, place):
            span = scene.marks.span_of(mark)
            if mark not in drawn:
                seen = min(span.end, scale.span.end) - max(span.start, scale.span.start)
                assert seen * scale.pixels_per_day <= METRICS.gap / 2
                continue
            item = place.layout.item_of(mark)
            if item is not None and not item.is_count:
                assert scale.span.start - reach <= span.end
                assert span.start <= scale.span.end + reach


def test_what_reaches_out_of_a_count_is_still_told_beside_it() -> None:
    corpus = Corpus([Record(n, 10_000 + 10 * n, 0, frozenset({0})) for n in range(60)], 1)
    scene = scene_of(corpus, 80.0)
    picture = scene.picture(Scale(Span(5_000.0, 6_000.0), 1000.0))
    (place,) = picture.lanes
    assert place.layout is not None and any(item.is_count for item in place.layout.items)
    assert place.tally.shown == 60
    assert sorted(marks_in_sight(picture, place)) == list(range(60))
    at_the_count = scene.picture(Scale(Span(-10.0, 990.0), 1000.0))
    assert at_the_count.lanes[0].throughout == ()
    after_all = scene.picture(Scale(Span(20_000.0, 21_000.0), 1000.0))
    assert after_all.lanes[0].throughout == ()


@given(views(), st.floats(0.0, 1.0))
def test_zooming_in_never_loses_a_mark(view: View, where: float) -> None:
    """A mark in the middle of the view is drawn, alone or counted, however far one zooms in on it."""
    scale = view.scale
    scene = view.scene()
    if not len(scene.marks):
        return
    mark = min(int(where * len(scene.marks)), len(scene.marks) - 1)
    middle = scene.marks.span_of(mark).middle
    lane = scene.marks.lane_of(mark)
    length = 400_000.0
    while length > 4.0:
        span = Span(middle - length / 2, middle + length / 2)
        picture = scene.picture(Scale(span, scale.width, scale.left))
        place = picture.lanes[lane]
        assert place.tally.shown >= 1
        if place.layout is not None:
            assert mark in marks_in_sight(picture, place)
        else:
            assert place.band is not None
            day = float(scene.marks.first[mark])
            column = place.band.at(day)
            is_lasting = place.band.lasting_total > 0
            assert is_lasting or (column is not None and column[1] > 0)
        length /= 2


@given(corpora(least=1, most=12))
def test_zoomed_in_as_far_as_it_goes_only_what_happens_at_once_is_counted(corpus: Corpus) -> None:
    records = [Record(r.first * 20, r.first * 20, 1, frozenset({0})) for r in corpus.records]
    scene = scene_of(Corpus(records, 1))
    for mark in range(len(scene.marks)):
        day = float(scene.marks.first[mark])
        picture = scene.picture(Scale(Span(day - 2.0, day + 3.0), 900.0))
        (place,) = picture.lanes
        same = [m for m in range(len(scene.marks)) if scene.marks.first[m] == day]
        assert sorted(marks_in_sight(picture, place)) == same


def test_what_passes_through_from_end_to_end_is_one_line_if_it_is_more_than_two() -> None:
    crowd = [Record(n, n, 1, frozenset({0})) for n in range(-200_000, 200_000, 1000)]
    for count, drawn_alone in ((2, True), (3, False)):
        passing = [Record(-100_000 - n, 100_000 + n, 0, frozenset({0})) for n in range(count)]
        scene = scene_of(Corpus([*crowd, *passing], 1))
        picture = scene.picture(Scale(Span(10.0, 510.0), 1000.0))
        (place,) = picture.lanes
        assert place.layout is not None
        assert len(place.layout.throughout) == (0 if drawn_alone else count)
        assert place.throughout == place.layout.throughout
        assert place.tally.shown == count
        assert len(set(marks_in_sight(picture, place))) == count
