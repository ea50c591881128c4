"""The key of a sheet: a line of samples for each sort of drawing that occurs on it."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import Group, Step
from atlas_gui.i18n import _
from atlas_gui.timeline.drawing import Drawing, drawing_of
from atlas_gui.timeline.layout import Rect
from atlas_gui.timeline.samples import sample_look, status_look
from atlas_gui.ui.theme import LIGHT
from atlas_gui.ui.timeline.legend import paint_band_sample, time_samples
from atlas_gui.ui.timeline.mark_painter import MarkPainter
from atlas_gui.ui.timeline.text_widths import BEGINNING, CENTRED, elided, width_of
from atlas_gui.ui.timeline_export.occurring import Occurring, sign_of_sample

_LINE_HEIGHT = 22.0
_BETWEEN_SECTIONS = 5.0
_MARK_HEIGHT = 12.0
_GLYPH_ROOM, _COUNT_ROOM = 22.0, 48.0
_BESIDE_SAMPLE = 7.0
_BETWEEN_ENTRIES = 26.0
Paint = Callable[[QPainter, QRectF], None]


class Entry(NamedTuple):
    """What a drawing means; `paint` draws a sample, `width` pixels wide, into a rectangle."""

    words: str
    width: float
    paint: Paint


class Section(NamedTuple):
    """Entries of one sort."""

    title: str
    entries: tuple[Entry, ...]

    @property
    def room(self) -> float:
        """The width of the widest sample."""
        return max(entry.width for entry in self.entries)


class LegendBlock:
    """Sections below one another: title in the column of labels, entries in columns beside it."""

    def __init__(
        self, sections: Sequence[Section], left: float, width: float, font: QFont, bold: QFont
    ) -> None:
        self._font = font
        self._bold = bold
        self._titles: list[tuple[str, float]] = []
        self._entries: list[tuple[Entry, QRectF, QRectF]] = []
        self.height = 0.0
        for section in sections:
            self._titles.append((section.title, self.height))
            self._place(section, left, width)

    def _place(self, section: Section, left: float, width: float) -> None:
        words = max(width_of(entry.words, self._font) for entry in section.entries)
        words = min(words + 1, width - section.room - _BESIDE_SAMPLE)
        pitch = section.room + _BESIDE_SAMPLE + words + _BETWEEN_ENTRIES
        columns = max(int((width + _BETWEEN_ENTRIES) // pitch), 1)
        for number, entry in enumerate(section.entries):
            row, column = divmod(number, columns)
            x, y = left + column * pitch, self.height + row * _LINE_HEIGHT
            sample = QRectF(x, y, section.room, _LINE_HEIGHT)
            text = QRectF(sample.right() + _BESIDE_SAMPLE, y, words, _LINE_HEIGHT)
            self._entries.append((entry, sample, text))
        rows = -(-len(section.entries) // columns)
        self.height += rows * _LINE_HEIGHT + _BETWEEN_SECTIONS

    def paint(self, painter: QPainter) -> None:
        """Paint titles, samples and words."""
        painter.setFont(self._bold)
        painter.setPen(QColor(LIGHT.muted))
        for words, y in self._titles:
            painter.drawText(QRectF(0, y, 1_000, _LINE_HEIGHT), BEGINNING, words)
        painter.setFont(self._font)
        for entry, sample, text in self._entries:
            entry.paint(painter, sample)
            painter.setPen(QColor(LIGHT.text))
            painter.drawText(text, BEGINNING, elided(entry.words, self._font, text.width()))


def sections_of(found: Occurring) -> list[Section]:
    """The key to what occurs; nothing else is explained."""
    marks = MarkPainter(LIGHT, outlines=True)
    sections = [
        Section(_("Status"), tuple(_statuses(found, marks))),
        Section(_("Kind"), tuple(_groups(found, marks))),
        Section(_("Time"), tuple(_times(found, marks))),
        Section(_("Counts"), tuple(_counts(found, marks))),
    ]
    return [section for section in sections if section.entries]


def _statuses(found: Occurring, marks: MarkPainter) -> Iterable[Entry]:
    for drawing in Drawing:
        steps = [step for step in Step if step in found.steps and drawing_of(step) is drawing]
        words = [label(step) for step in steps]
        if None in found.steps and drawing_of(None) is drawing:
            words.append(_("Without a status"))
        if words:
            step = steps[0] if steps else None
            yield _glyph(marks, _(", ").join(words), Group.MILESTONES, step)


def _groups(found: Occurring, marks: MarkPainter) -> Iterable[Entry]:
    for group in Group:
        if group in found.groups:
            yield _glyph(marks, label(group), group, None)


def _times(found: Occurring, marks: MarkPainter) -> Iterable[Entry]:
    for edtf, lasting, words in time_samples():
        if sign_of_sample(edtf, lasting=lasting) in found.signs:
            yield _mark(marks, words, edtf, lasting=lasting)


def _counts(found: Occurring, marks: MarkPainter) -> Iterable[Entry]:
    if found.counts:
        yield Entry(_("Several close together"), _COUNT_ROOM, _count(marks))
    if found.bands:
        words = _("Very many: begun then; faint: lasting through it")
        yield Entry(words, _COUNT_ROOM, _band(marks))
    if found.throughout:
        yield Entry(_("More records that reach into this time"), _COUNT_ROOM, _throughout(marks))
    if found.beyond:
        yield Entry(_("Earlier, and later, than what is shown"), _COUNT_ROOM, _paint_beyond)


def _glyph(marks: MarkPainter, words: str, group: Group, step: Step | None) -> Entry:
    look = status_look(group, step)
    return Entry(
        words, _GLYPH_ROOM, lambda painter, area: marks.paint_glyph(painter, area.center(), look)
    )


def _mark(marks: MarkPainter, words: str, edtf: str, *, lasting: bool) -> Entry:
    width, look = sample_look(edtf, lasting=lasting)

    def paint(painter: QPainter, area: QRectF) -> None:
        left = area.center().x() - width / 2
        place = Rect(left, area.center().y() - _MARK_HEIGHT / 2, width, _MARK_HEIGHT)
        marks.paint(painter, place, look.moved(left))

    return Entry(words, max(width, _GLYPH_ROOM), paint)


def _count(marks: MarkPainter) -> Paint:
    def paint(painter: QPainter, area: QRectF) -> None:
        corner = area.center() - QPointF(13, _MARK_HEIGHT / 2)
        marks.paint_count(
            painter, Rect(corner.x(), corner.y(), 26, _MARK_HEIGHT), 7, Group.MILESTONES
        )

    return paint


def _band(marks: MarkPainter) -> Paint:
    colour = marks.ground(Group.MILESTONES).colour
    return lambda painter, area: paint_band_sample(painter, area.toRect(), colour)


def _throughout(marks: MarkPainter) -> Paint:
    faint = QColor(marks.ground(Group.MILESTONES).colour)
    faint.setAlphaF(0.55)
    return lambda painter, area: painter.fillRect(
        QRectF(area.left(), area.center().y() - 1.5, area.width(), 3), faint
    )


def _paint_beyond(painter: QPainter, area: QRectF) -> None:
    painter.setPen(QColor(LIGHT.muted))
    painter.drawText(area, CENTRED, "‹ 2   3 ›")
