"""What a place of the lanes says in words: to a tooltip, to the callout, to assistive programs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from atlas_gui.domain.date_names import year_in_words
from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.i18n import _, ngettext
from atlas_gui.timeline.picture import Column, LanePicture, column_in
from atlas_gui.timeline.rows import Item
from atlas_gui.timeline.scene import days_of
from atlas_gui.timeline.span import Span
from atlas_gui.timeline.words import Subject
from atlas_gui.ui.timeline.lane_painter import (
    edge_chips,
    smaller,
    throughout_rect,
    throughout_words,
)

if TYPE_CHECKING:
    from atlas_gui.ui.timeline.canvas import LaneCanvas

_TITLES = 8


class LaneTeller:
    """Words for marks, counts, columns and lanes of a canvas, always plain text."""

    def __init__(self, canvas: "LaneCanvas") -> None:
        self._canvas = canvas

    def subject(self, mark: int) -> Subject:
        """The record of a mark."""
        return self._canvas.subjects.of(self._canvas.scene.marks.row_of(mark))

    def brief(self, mark: int) -> str:
        """Title and date of a mark; of a mark in a column, the column with its number."""
        column = self.column_of(mark)
        return self.column(column) if column is not None else self.subject(mark).brief_name

    def whole(self, mark: int) -> str:
        """Everything that a tooltip says of a mark, one to a line."""
        column = self.column_of(mark)
        return self.column(column) if column is not None else self.subject(mark).tooltip

    def column_of(self, mark: int) -> Column | None:
        """The column that a mark is counted in; None where it stands by itself."""
        canvas = self._canvas
        place = canvas.picture().lanes[canvas.scene.marks.lane_of(mark)]
        if place.band is None:
            return None
        return column_in(place, float(canvas.scene.marks.first[mark]))

    def at(self, place: QPointF) -> str:
        """What is at a place of the canvas; nothing where nothing is."""
        canvas = self._canvas
        picture, y = canvas.picture(), place.y() + canvas.scroll_bar.value()
        item = picture.item_at(place.x(), y)
        if item is not None:
            return self.item(item)
        column = picture.column_at(place.x(), y)
        if column is not None:
            return self.column(column)
        lane = picture.lane_at(y)
        if lane is None:
            return ""
        if place.x() < picture.scale.left:
            return self.lane(lane)
        through = lane.throughout
        line = throughout_rect(lane, picture.scale)
        return throughout_words(len(through)) if through and line.contains(place.x(), y, 3) else ""

    def item(self, item: Item) -> str:
        """A mark, or the first titles of a count."""
        if not item.is_count:
            return self.subject(item.marks[0]).tooltip
        return self.listing(item.marks)

    def listing(self, marks: Sequence[int]) -> str:
        """How many marks there are, and the first of them by name."""
        titles = [self.subject(mark).brief_name for mark in marks[:_TITLES]]
        rest = len(marks) - len(titles)
        if rest:
            titles.append(ngettext("and {count} more", "and {count} more", rest).format(count=rest))
        count = _records(len(marks))
        return "\n".join([_("{count}:").format(count=count), *titles])

    def count_name(self, item: Item) -> str:
        """A count in one line: how many records there are, from when to when."""
        extent = self._canvas.scene.extent(item.marks)
        count = _records(len(item.marks))
        return (
            count
            if extent is None
            else _("{period}: {records}").format(period=years_of(extent), records=count)
        )

    def column(self, column: Column) -> str:
        """A column in words: what begins in it, and what lasts through it."""
        begun = _("{period}: {records}").format(
            period=column.period.name, records=_records(column.begun)
        )
        if not column.lasting:
            return begun
        lasting = ngettext(
            "{count:,} that lasts longer or is known less exactly",
            "{count:,} that last longer or are known less exactly",
            column.lasting,
        ).format(count=column.lasting)
        if not column.begun:
            return _("{period}: {records}").format(period=column.period.name, records=lasting)
        return _("{one}, {other}").format(one=begun, other=lasting)

    def lane(self, place: LanePicture) -> str:
        """A lane in words: how many of its records are in sight, and how many are not."""
        tally = place.tally
        records = _records(tally.total)
        if tally.shown == tally.total:
            return _("{lane}: {records}").format(lane=place.lane.label, records=records)
        pattern = _("{lane}: {shown:,} of {records} in sight, {earlier:,} earlier, {later:,} later")
        return pattern.format(
            lane=place.lane.label,
            shown=tally.shown,
            records=records,
            earlier=tally.earlier,
            later=tally.later,
        )

    def view(self) -> str:
        """The years in sight and every lane, one to a line."""
        canvas = self._canvas
        shown = _("{years} shown").format(years=years_of(canvas.shown.target))
        return "\n".join([shown, *map(self.lane, canvas.picture().lanes)])

    def edge_at(self, place: QPointF) -> tuple[LanePicture, bool] | None:
        """The lane whose count of earlier (True) or later marks is at a place."""
        canvas = self._canvas
        picture, y = canvas.picture(), place.y() + canvas.scroll_bar.value()
        lane = picture.lane_at(y)
        if lane is None:
            return None
        for chip, _words in edge_chips(lane, picture.scale, smaller(canvas.font())):
            if chip.contains(place.x(), y):
                return lane, chip.x < picture.scale.left + picture.scale.width / 2
        return None


def _records(count: int) -> str:
    return ngettext("{count:,} record", "{count:,} records", count).format(count=count)


def years_of(span: Span) -> str:
    """The years that a span touches, first and last."""
    first, last = (year_in_words(calendar_day(day).year) for day in days_of(span))
    return first if first == last else _("{first} to {last}").format(first=first, last=last)
