"""Pictures as plain values, to be compared."""

from typing import NamedTuple

from hypothesis import strategies as st

from atlas_gui.timeline.bands import Band
from atlas_gui.timeline.picture import LanePicture, Picture
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.scene import Scene

from .strategies import Corpus, corpora, crowds, scales_over

ROOMS = st.sampled_from([60.0, 120.0, 300.0, 1000.0])


def scene_of(corpus: Corpus, room: float = 300.0, folded: tuple[str, ...] = ()) -> Scene:
    scene = Scene(corpus.marks(), folded)
    scene.set_room(room)
    return scene


def plain(picture: Picture) -> object:
    """Everything a picture says, without arrays, which cannot be compared as a whole."""
    return (picture.scale, picture.shift, picture.tallest, [_plain_lane(p) for p in picture.lanes])


def _plain_lane(place: LanePicture) -> object:
    where = (place.number, place.lane, place.top, place.height, place.collapsed, place.tally)
    return (*where, place.layout, place.throughout, _plain_band(place.band))


def _plain_band(band: Band | None) -> object:
    if band is None:
        return None
    step, edges = band.columns
    return step, edges.tolist(), band.begun.tolist(), band.lasting.tolist(), band.lasting_total


def marks_in_sight(picture: Picture, place: LanePicture) -> list[int]:
    """The marks that what is drawn of a lane of single marks stands for."""
    if place.layout is None:
        return []
    drawn = [mark for item in picture.items(place) for mark in item.marks]
    return [*drawn, *place.throughout]


def days_in_view(scale: Scale) -> tuple[int, int]:
    """The first and the last day of which any part is in view."""
    first, after = scale.span.start, scale.span.end
    return int(first // 1), int(-(-after // 1)) - 1


class View(NamedTuple):
    """A corpus, a view of it, the room for its lanes, and which of them are folded."""

    corpus: Corpus
    scale: Scale
    room: float
    folded: frozenset[int]

    def scene(self) -> Scene:
        return scene_of(self.corpus, self.room, tuple(f"lane {number}" for number in self.folded))

    def picture(self) -> Picture:
        return self.scene().picture(self.scale)


@st.composite
def views(draw: st.DrawFn) -> View:
    corpus = draw(corpora() | crowds())
    lanes = st.integers(0, corpus.lane_count - 1)
    folded = draw(st.just(frozenset()) | st.frozensets(lanes))
    return View(corpus, draw(scales_over(corpus)), draw(ROOMS), folded)
