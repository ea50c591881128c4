"""Paints the record list: two lines a row, matched words marked, status by shape and word."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.labels import label
from atlas_gui.domain.notebook import Entry as Kept
from atlas_gui.i18n import _
from atlas_gui.models.record_list_model import Column
from atlas_gui.models.roles import Role
from atlas_gui.search.terms import Term
from atlas_gui.timeline.drawing import drawing_of, glyph_of
from atlas_gui.ui.notebook.row_signs import RowSigns
from atlas_gui.ui.plain_tooltip import PlainTipDelegate
from atlas_gui.ui.row_text import Face, Inks, Line, line_of, paint_line
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.glyphs import Ground, glyph_path, paint_outline

_SIDE: Final = 9.0
_ABOVE: Final = 7.0
_SMALL: Final = 0.88
_DOT: Final = 9.0
# States in which a row has a ground of its own.
_ON_GROUND: Final = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
Index = QModelIndex | QPersistentModelIndex
Snippets = Callable[[str, Sequence[Term]], str | None]


class _Faces:
    """The three faces of a row, for one size of text."""

    def __init__(self, font: QFont) -> None:
        self.of = QFont(font)
        self.plain = Face(font)
        self.bold = Face(font, bold=True)
        self.small = Face(font, _SMALL)


class _Colours:
    """The colours of a theme, ready to paint with."""

    def __init__(self, theme: Theme) -> None:
        self.inks = Inks(theme.text, theme.muted, theme.mark)
        self.line = QColor(theme.line)
        self.chip = QColor(theme.rung_open)
        self.sign = Ground(QColor(theme.text), QColor(theme.rung_open))
        self.sign_brush = QBrush(self.sign.colour)
        self.groups = {group: QColor(code) for group, code in theme.group_colours.items()}


def _no_snippet(_record_id: str, _terms: Sequence[Term]) -> str | None:
    return None


class RecordListDelegate(PlainTipDelegate):
    """Every row is equally high, so that a hundred thousand rows scroll like ten."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._colours = _Colours(theme)
        self._signs = RowSigns(theme)
        self._terms: tuple[Term, ...] = ()
        self._snippets: Snippets = _no_snippet
        self._in_record: frozenset[Column] = frozenset()
        self._known_faces: _Faces | None = None

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._colours = _Colours(theme)
        self._signs = RowSigns(theme)

    def set_terms(self, terms: Sequence[Term]) -> None:
        """Mark these words."""
        self._terms = tuple(terms)

    def set_snippets(self, snippets: Snippets) -> None:
        """Ask this for the second line of a record; where it answers None, the summary stands."""
        self._snippets = snippets

    def set_in_record(self, columns: Iterable[Column]) -> None:
        """Put before the summary what these columns would show, for they have no room."""
        self._in_record = frozenset(columns)

    # Qt calls these.

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        faces = self._faces(option.font)
        return QSize(40, round(faces.plain.height + faces.small.height + 2 * _ABOVE + 1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if option.state & _ON_GROUND:
            option.widget.style().drawPrimitive(
                QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
            )
        entry: Entry = index.data(Role.ENTRY)
        row = QRectF(option.rect)
        area = row.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        faces = self._faces(option.font)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        match index.column():
            case Column.DATE:
                self._paint_date(painter, area, faces, entry)
            case Column.RECORD:
                self._paint_record(painter, area, faces, entry, index.data(Role.KEPT))
            case Column.STATUS:
                self._paint_status(painter, area, faces, entry)
            case Column.VALUE:
                self._paint_value(painter, area, faces, entry)
            case _:
                self._paint_sources(painter, area, faces, entry)
        painter.fillRect(
            QRectF(row.left(), row.bottom() - 1, row.width() + 1, 1), self._colours.line
        )
        painter.restore()

    def _faces(self, font: QFont) -> _Faces:
        if self._known_faces is None or self._known_faces.of != font:
            self._known_faces = _Faces(font)
        return self._known_faces

    def _paint_date(self, painter: QPainter, area: QRectF, faces: _Faces, entry: Entry) -> None:
        words = entry.date_words or _("no date")
        self._paint_left(painter, area, faces.plain, words, quiet=not entry.date_words)
        if entry.date_note:
            below = area.adjusted(0, faces.plain.height + 1, 0, 0)
            self._paint_left(painter, below, faces.small, entry.date_note, quiet=True)

    def _paint_record(
        self, painter: QPainter, area: QRectF, faces: _Faces, entry: Entry, kept: Kept | None
    ) -> None:
        height = faces.bold.height
        if entry.group is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colours.groups[entry.group])
            painter.drawEllipse(QRectF(area.left(), area.top() + (height - _DOT) / 2, _DOT, _DOT))
        title = f"⚠ {entry.title}" if entry.damage else entry.title
        text = area.adjusted(_DOT + 6, 0, 0, 0)
        below = text.adjusted(0, height + 1, 0, 0)
        if kept is not None:
            text = self._signs.paint_signs(painter, text, faces.bold, kept)
            below = self._signs.paint_tags(painter, below, faces.small, kept.tags)
        self._paint_left(painter, text, faces.bold, title)
        self._paint_left(painter, below, faces.small, self._second_line(entry), quiet=True)

    def _second_line(self, entry: Entry) -> str:
        told = (self._terms and self._snippets(entry.id, self._terms)) or entry.summary
        if not self._in_record:
            return told
        shown = {
            Column.SOURCES: _("≠ sources disagree") if entry.disagreements else "",
            Column.DATE: entry.date_words or _("no date"),
            Column.STATUS: label(entry.step) if entry.step else "",
            Column.VALUE: f"{entry.value} {entry.value_note}".strip(),
        }
        parts = (words for column, words in shown.items() if column in self._in_record)
        return " · ".join(filter(None, (*parts, told)))

    def _paint_status(self, painter: QPainter, area: QRectF, faces: _Faces, entry: Entry) -> None:
        if entry.step is None:
            return
        small, ink = faces.small, self._colours.sign.colour
        glyph = small.ascent
        words = line_of(label(entry.step), small, max(area.width() + _SIDE - glyph - 17, 0.0))
        width = min(words.width + glyph + 20, area.width() + _SIDE)
        chip = QRectF(area.left(), area.top() - 1, width, small.height + 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours.chip)
        painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
        centre = QPointF(chip.left() + 8 + glyph / 2, chip.center().y())
        path = glyph_path(glyph_of(entry.group), centre, glyph / 2 - 0.8)
        colours = self._colours
        paint_outline(painter, path, drawing_of(entry.step), colours.sign_brush, colours.sign)
        words.paint(painter, chip.left() + glyph + 13, chip.top() + 2, ink)

    def _paint_value(self, painter: QPainter, area: QRectF, faces: _Faces, entry: Entry) -> None:
        self._paint_right(painter, area, faces.plain, entry.value or "–", quiet=not entry.value)
        if entry.value_note:
            below = area.adjusted(0, faces.plain.height + 1, 0, 0)
            self._paint_right(painter, below, faces.small, entry.value_note, quiet=True)

    def _paint_sources(self, painter: QPainter, area: QRectF, faces: _Faces, entry: Entry) -> None:
        # Apart from the number, or it would read as "not equal to one".
        if entry.disagreements:
            self._paint_left(painter, area, faces.plain, "≠")
        self._paint_right(painter, area, faces.plain, str(entry.sources))

    def _paint_right(
        self, painter: QPainter, area: QRectF, face: Face, text: str, *, quiet: bool = False
    ) -> None:
        line = line_of(text, face, max(area.width(), 0.0))
        place = QPointF(area.right() - line.width, area.top())
        self._paint_line(painter, place, line, quiet=quiet)

    def _paint_left(
        self, painter: QPainter, area: QRectF, face: Face, text: str, *, quiet: bool = False
    ) -> None:
        line = line_of(text, face, max(area.width(), 0.0))
        self._paint_line(painter, area.topLeft(), line, quiet=quiet)

    def _paint_line(self, painter: QPainter, place: QPointF, line: Line, *, quiet: bool) -> None:
        paint_line(painter, place, line, self._colours.inks, self._terms, quiet=quiet)
