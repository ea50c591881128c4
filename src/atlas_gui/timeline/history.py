"""The status history of a record as a staircase in a band, and as one sentence.

Places are in the units of the scale: x as it has them, y from the top of the band downwards.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from atlas_gui.domain.labels import label
from atlas_gui.domain.status_history import StatusHistory, StatusStep
from atlas_gui.domain.vocabulary import LADDER, STOPPED_STEPS, Step
from atlas_gui.i18n import _
from atlas_gui.timeline.scale import Scale

MARK_SIZE: Final = 8.0
_GAP: Final = 3.0
_FLOOR: Final = -1
# What stands beside the ladder is as high as the rung that says most nearly the same.
_BESIDE: Final = {
    Step.PLANNED: Step.ANNOUNCED,
    Step.TARGET: Step.ANNOUNCED,
    Step.TOOK_PLACE: Step.COMPLETED,
    Step.REPORTED: Step.COMPLETED,
}


class Box(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Halfway between its upper and its lower edge."""
        return self.y + self.height / 2

    def overlaps(self, other: "Box") -> bool:
        """Whether any part belongs to both."""
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom


class TextSize(NamedTuple):
    """How much room words take: the height of a line, and the width of a text on one."""

    height: float
    width_of: Callable[[str], float]


class Link(NamedTuple):
    """Two steps that a line joins, by their places in time; a rival is another date of one step."""

    before: int
    after: int
    is_rival: bool


class StepMark(NamedTuple):
    """A step and its days, at least as wide as high; `step.shape` says how the ends are drawn."""

    step: StatusStep
    box: Box


class Join(NamedTuple):
    """A line from corner to corner between two marks; to a rival date it is to be dashed."""

    points: tuple[tuple[float, float], ...]
    is_rival: bool


class StepLabel(NamedTuple):
    """Words and their place; `mark` is the number of the mark that they belong to."""

    text: str
    box: Box
    mark: int


class HistoryFigure(NamedTuple):
    """A staircase ready to be painted, marks in the order of time; `sentence` tells it in words."""

    marks: tuple[StepMark, ...]
    joins: tuple[Join, ...]
    labels: tuple[StepLabel, ...]
    sentence: str


def rung_height(step: Step) -> int:
    """How high a step stands: a rung by its place on the ladder from 0, a stop below all of them."""
    return _FLOOR if step in STOPPED_STEPS else LADDER.index(_BESIDE.get(step, step))


def climbing_order(steps: Sequence[StatusStep]) -> list[int]:
    """The places of `steps`, which are in the order of time, from the lowest to the highest.

    Of a step with several dates the first one stands highest.
    """
    first = _first_places(steps)

    def height(place: int) -> tuple[int, int, int]:
        step = steps[place].step
        return (rung_height(step), first[step], -place)

    return sorted(range(len(steps)), key=height)


def links_between(steps: Sequence[StatusStep]) -> list[Link]:
    """What lines join `steps`, which are in the order of time.

    They lead from the first date of each step to that of the next; every further date of a step
    hangs on the first one.
    """
    first = _first_places(steps)
    path = [Link(one, other, is_rival=False) for one, other in pairwise(first.values())]
    rivals = [
        Link(first[step.step], place, is_rival=True)
        for place, step in enumerate(steps)
        if place != first[step.step]
    ]
    return [*path, *rivals]


def _first_places(steps: Sequence[StatusStep]) -> dict[Step, int]:
    places: dict[Step, int] = {}
    for place, step in enumerate(steps):
        places.setdefault(step.step, place)
    return places


def step_in_words(step: StatusStep) -> str:
    """A step and its date: "Signed, 3 Jun 2019"."""
    return _("{step}, {date}").format(step=label(step.step), date=step.date_words)


def history_in_words(history: StatusHistory) -> str:
    """The whole history in one sentence of plain text; empty if there is none."""
    dated = [step_in_words(step) for step in history.steps]
    undated = (
        _("{step}, {date}").format(step=label(step.step), date=step.words or _("undated"))
        for step in history.undated
    )
    words = [*dated, *undated]
    return _("Status in time: {steps}.").format(steps="; ".join(words)) if words else ""


def lay_out_history(
    history: StatusHistory, scale: Scale, height: float, text: TextSize
) -> HistoryFigure:
    """The staircase of a record in a band of `height`; what is far out of sight is brought near.

    Every step has a mark and none covers another. Labels keep clear of marks, lines and one
    another: where there is no room for step and date, the step's name stands alone, or nothing.
    """
    boxes = _boxes(history.steps, scale, height, text)
    joins = tuple(
        Join(_corners(boxes[link.before], boxes[link.after]), link.is_rival)
        for link in links_between(history.steps)
    )
    marks = tuple(map(StepMark, history.steps, boxes))
    view = Box(scale.left, 0.0, scale.width, height)
    labels = _labels(marks, joins, view, text)
    return HistoryFigure(marks, joins, labels, history_in_words(history))


def _boxes(steps: Sequence[StatusStep], scale: Scale, height: float, text: TextSize) -> list[Box]:
    """A row for each mark, the lowest step at the bottom; above, room for a label if there is."""
    count = max(len(steps), 1)
    headroom = text.height if height - text.height >= count * MARK_SIZE else 0.0
    size = min(MARK_SIZE, (height - headroom) / count)
    pitch = (height - headroom - size) / (count - 1) if count > 1 else 0.0
    row_of = {place: row for row, place in enumerate(climbing_order(steps))}
    return [
        _box(step, scale, height - size - row_of[place] * pitch, size)
        for place, step in enumerate(steps)
    ]


def _box(step: StatusStep, scale: Scale, top: float, size: float) -> Box:
    left, right = _near(step.shape.first, scale), _near(step.shape.last + 1, scale)
    width = max(right - left, size)
    return Box((left + right - width) / 2, top, width, size)


def _near(day: float, scale: Scale) -> float:
    """The place of a day, no farther from what is in sight than that is wide."""
    return min(max(scale.x(day), scale.left - scale.width), scale.left + 2 * scale.width)


def _corners(before: Box, after: Box) -> tuple[tuple[float, float], ...]:
    """Along the height of the earlier mark, then up or down to the later one."""
    x = max(after.x + min(after.width, after.height) / 2, before.x)
    end = (x, after.bottom if after.y < before.y else after.y)
    if x > before.right:
        return ((before.right, before.middle), (x, before.middle), end)
    return ((x, before.y if after.y < before.y else before.bottom), end)


def _labels(
    marks: Sequence[StepMark], joins: Sequence[Join], view: Box, text: TextSize
) -> tuple[StepLabel, ...]:
    """The last step is labelled first, for it says how far it got; then the others in time."""
    taken = [mark.box for mark in marks]
    taken.extend(line for join in joins for line in _lines(join))
    found = []
    for place in (*range(len(marks))[-1:], *range(len(marks))[:-1]):
        placed = next(_free_places(marks[place], view, text, taken), None)
        if placed is not None:
            found.append(StepLabel(*placed, place))
            taken.append(placed[1])
    return tuple(found)


def _lines(join: Join) -> Iterator[Box]:
    for (x, y), (to_x, to_y) in pairwise(join.points):
        yield Box(min(x, to_x) - 0.5, min(y, to_y) - 0.5, abs(to_x - x) + 1, abs(to_y - y) + 1)


def _free_places(
    mark: StepMark, view: Box, text: TextSize, taken: Sequence[Box]
) -> Iterator[tuple[str, Box]]:
    left, right = max(mark.box.x, view.x), min(mark.box.right, view.right)
    if left > right:
        return
    above, below = mark.box.y - text.height, mark.box.bottom
    beside = mark.box.middle - text.height / 2
    for words in (step_in_words(mark.step), label(mark.step.step)):
        width = text.width_of(words)
        for x, y in (
            (right + _GAP, beside),
            (left - _GAP - width, beside),
            (left, above),
            (right - width, above),
            (left, below),
            (right - width, below),
        ):
            box = Box(x, y, width, text.height)
            inside = (
                x >= view.x and box.right <= view.right and y >= 0 and box.bottom <= view.height
            )
            if inside and not any(box.overlaps(other) for other in taken):
                yield words, box
