"""From the columns of a mark to what painting needs to know."""

import pytest
from hypothesis import given

from atlas_gui.domain.time_shape import TimeTrait
from atlas_gui.domain.vocabulary import GROUP_OF_KIND, Group, Kind, Step
from atlas_gui.timeline.drawing import Drawing, drawing_of
from atlas_gui.timeline.looks import drawing_of_code, group_of_code, look_of
from atlas_gui.timeline.made_marks import NO_CODE
from atlas_gui.timeline.rows import METRICS, fill_rows, shapes_of
from atlas_gui.timeline.samples import sample_look, sample_marks, status_look
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span

from .pictures import scene_of
from .strategies import Corpus, corpora

# A pixel a day.
_SCALE = Scale(Span(-2_300_000.0, 2_300_000.0), 4_600_000.0, 260.0)


@given(corpora(least=1))
def test_a_look_says_what_the_columns_say(corpus: Corpus) -> None:
    scene = scene_of(corpus, 4000.0)
    picture = scene.picture(_SCALE)
    columns = corpus.columns()
    for place in picture.lanes:
        for item in picture.items(place):
            if item.is_count:
                continue
            look = look_of(scene.marks, item, _SCALE, picture.shift)
            row = scene.marks.row_of(item.marks[0]) - 100
            record = corpus.records[row]
            assert look.traits == record.traits
            assert look.group == GROUP_OF_KIND[list(Kind)[columns.kinds[row]]]
            assert look.drawing == drawing_of_code(int(columns.steps[row]))
            assert look.shows_glyph == (place.lane.group is None)
            rect = picture.rect(place, item)
            slack = 1e-3
            assert rect.x - slack <= look.core_start <= look.core_end
            assert look.core_end <= rect.x + rect.width + slack
            if record.traits & TimeTrait.WITHIN:
                assert look.sure_start > look.sure_end
            else:
                assert look.sure_start == pytest.approx(_SCALE.x(record.first), abs=1e-3)
                assert look.sure_end == pytest.approx(_SCALE.x(record.last + 1), abs=1e-3)


def test_every_code_has_its_group_and_drawing() -> None:
    assert [group_of_code(n) for n in range(len(Kind))] == [GROUP_OF_KIND[kind] for kind in Kind]
    assert [drawing_of_code(n) for n in range(len(Step))] == [drawing_of(step) for step in Step]
    assert group_of_code(NO_CODE) is None
    assert drawing_of_code(NO_CODE) is drawing_of(None)


def test_a_look_moves_as_a_whole() -> None:
    look = status_look(Group.DEALS, Step.SIGNED)
    moved = look.moved(12.5)
    assert (moved.core_start, moved.core_end, moved.sure_start, moved.sure_end) == (12.5,) * 4
    assert (moved.group, moved.drawing, moved.traits) == look[:3]


@pytest.mark.parametrize(
    ("drawing", "is_plain"),
    [(drawing, drawing in (Drawing.HAPPENED, Drawing.SIGNED)) for drawing in Drawing],
)
def test_only_a_frame_or_a_full_body_is_plain(drawing: Drawing, is_plain: bool) -> None:
    look = status_look(Group.DEALS, None)._replace(drawing=drawing)
    assert look.is_plain is is_plain
    assert not look._replace(sure_start=5.0, sure_end=4.0).is_plain


def test_a_sample_begins_at_the_left_and_is_as_wide_as_its_mark() -> None:
    for edtf in ("2004", "2004-06-15", "2004~", "[..2004]", "2004/.."):
        width, look = sample_look(edtf)
        assert 0.0 <= look.core_start < look.core_end <= width


def test_a_sample_is_made_as_a_mark_of_the_library_is() -> None:
    marks = sample_marks([("2004-06-15", False), ("2004~", False)], Kind.LOAN, Step.SIGNED)
    assert len(marks) == 2
    assert marks.lanes[0].group is GROUP_OF_KIND[Kind.LOAN]
    scale = Scale(Span(731_000.0, 732_000.0), 1000.0)
    shapes = shapes_of(marks, marks.places, 1.0, 731_000.0, METRICS)
    for item in fill_rows(shapes, METRICS):
        look = look_of(marks, item, scale, 0.0)
        assert look.drawing is drawing_of(Step.SIGNED)
        assert not look.shows_glyph


def test_a_sample_needs_a_day() -> None:
    with pytest.raises(ValueError, match="a sample has a date"):
        sample_marks([("XXXX-09", False)])
