"""The labels under a ladder never run into one another, however narrow the page is."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import LADDER
from atlas_gui.models.record_document.ladder_object import label_areas

_WORDS = [label(step) for step in LADDER]


@pytest.mark.usefixtures("qapp")
@given(width=st.integers(60, 900), points=st.integers(6, 24), furthest=st.integers(0, 6))
def test_labels_stay_apart_and_inside_and_the_furthest_is_there(
    width: int, points: int, furthest: int
) -> None:
    fonts = [QFont("DejaVu Sans", points)] * len(_WORDS)
    rect = QRectF(10, 5, width, 80)
    areas = label_areas(rect, _WORDS, fonts, width / len(_WORDS), furthest)
    assert furthest in areas
    assert not any(one.intersects(other) for one, other in combinations(areas.values(), 2))
    assert all(area.right() <= rect.right() + 1e-6 for area in areas.values())


@pytest.mark.usefixtures("qapp")
def test_a_wide_ladder_has_one_line_and_a_narrow_one_two() -> None:
    fonts = [QFont("DejaVu Sans", 8)] * len(_WORDS)
    wide = label_areas(QRectF(0, 0, 900, 80), _WORDS, fonts, 900 / 7, 3)
    assert len({area.top() for area in wide.values()}) == 1
    assert len(wide) == len(_WORDS)
    narrow = label_areas(QRectF(0, 0, 300, 80), _WORDS, fonts, 300 / 7, 3)
    assert len({area.top() for area in narrow.values()}) == 2
