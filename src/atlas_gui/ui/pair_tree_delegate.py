"""Paints rows of the pair tree: country badges before a pair, counts in muted type."""

from typing import Final, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QSize
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from atlas_gui.models.pair_tree_model import COUNT
from atlas_gui.models.roles import Role
from atlas_gui.ui.badges import BadgePainter
from atlas_gui.ui.notebook.signs import paint_star
from atlas_gui.ui.plain_tooltip import PlainTipDelegate
from atlas_gui.ui.row_text import Face, Inks, Line, line_of
from atlas_gui.ui.theme import Theme

_PADDING: Final = 6.0
_BADGE_GAP: Final = 4.0
_AFTER_BADGES: Final = 3.0
_STAR: Final = 0.42
_AROUND_STAR: Final = 4.0
COUNT_PADDING = 20
_SELECTED: Final = QStyle.StateFlag.State_Selected.value
# States in which a row has a ground of its own.
_ON_GROUND: Final = _SELECTED | QStyle.StateFlag.State_MouseOver.value
Index = QModelIndex | QPersistentModelIndex


class _Room(NamedTuple):
    """Where in a row something is painted: numbers, which cost less than Qt's rectangles."""

    left: float
    top: float
    width: float
    height: float

    def cut(self, width: float) -> "_Room":
        """What is left to the left of something so wide."""
        return self._replace(width=max(self.width - width, 0.0))

    def without(self, width: float) -> "_Room":
        """What is left to the right of something so wide."""
        return _Room(self.left + width, self.top, max(self.width - width, 0.0), self.height)


class _Faces:
    """The faces of a row and its badges, for one size of text and one theme."""

    def __init__(self, font: QFont, theme: Theme, longest_name: str) -> None:
        self.of = QFont(font)
        self.plain = Face(font)
        self.bold = Face(font, bold=True)
        self.badge = BadgePainter(font, theme)
        badges = 2 * (self.badge.width + _BADGE_GAP) + _AFTER_BADGES
        # All pairs have badges, or none: where the longest name stays whole beside them.
        self.room_for_badges = self.plain.metrics.horizontalAdvance(longest_name) + badges


class PairTreeDelegate(PlainTipDelegate):
    """A neutral badge with the code stands for a country: no flag of a contested field."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._inks = Inks(theme.text, theme.muted, theme.mark)
        self._star = QColor(theme.star)
        self._longest_name = ""
        self._known_faces: _Faces | None = None

    def set_longest_name(self, name: str) -> None:
        """Tell the longest name of a pair, for which badges must leave room."""
        if name != self._longest_name:
            self._longest_name, self._known_faces = name, None

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme, self._known_faces = theme, None
        self._inks = Inks(theme.text, theme.muted, theme.mark)
        self._star = QColor(theme.star)

    # Qt calls these.

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), round(option.fontMetrics.height() * 1.65))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = option.state.value
        if state & _ON_GROUND:
            option.widget.style().drawPrimitive(
                QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
            )
        text = index.data()
        if text is None:
            return
        is_selected = bool(state & _SELECTED)
        row = option.rect
        room = _Room(row.x(), row.y(), row.width() - _PADDING, row.height()).without(_PADDING)
        faces = self._faces(option.font)
        if index.column() == COUNT:
            line = line_of(text, faces.plain, room.width)
            room = room.without(room.width - line.width)
            self._paint_line(painter, room, line, quiet=not is_selected)
        else:
            self._paint_name(painter, room, faces, index, text, is_selected=is_selected)

    def _faces(self, font: QFont) -> _Faces:
        if self._known_faces is None or self._known_faces.of != font:
            self._known_faces = _Faces(font, self._theme, self._longest_name)
        return self._known_faces

    def _paint_name(
        self,
        painter: QPainter,
        room: _Room,
        faces: _Faces,
        index: Index,
        text: str,
        *,
        is_selected: bool,
    ) -> None:
        count = index.data(Role.COUNT)
        # Only records have no count.
        quiet = count == 0 or (count is None and bool(index.data(Role.RECORD_ID)))
        if count is not None and faces.room_for_badges <= room.width:
            room = self._paint_badges(painter, room, faces.badge, index)
        stars = index.data(Role.STARS)
        if stars:
            # A record has one or none: there the sign is enough.
            room = self._paint_stars(painter, room, faces.plain, str(stars) if count else "")
        is_bold = is_selected and not index.parent().isValid()
        line = line_of(text, faces.bold if is_bold else faces.plain, room.width)
        self._paint_line(painter, room, line, quiet=quiet and not is_selected)

    def _paint_stars(self, painter: QPainter, room: _Room, face: Face, words: str) -> _Room:
        """A star at the end of a row, and how many; answers with the room that is left."""
        radius = face.ascent * _STAR
        line = line_of(words, face, room.width)
        taken = 2 * radius + (_AROUND_STAR + line.width if words else 0.0)
        left = room.left + room.width - taken
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_star(painter, QPointF(left + radius, room.top + room.height / 2), radius, self._star)
        painter.restore()
        self._paint_line(painter, room.without(room.width - line.width), line, quiet=False)
        return room.cut(taken + _AROUND_STAR)

    def _paint_badges(
        self, painter: QPainter, room: _Room, badge: BadgePainter, index: Index
    ) -> _Room:
        """Badges before a pair; answers with the room they leave."""
        pair = index.data(Role.PAIR)
        if pair is None or index.data(Role.GROUP) is not None:
            return room
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for code in pair:
            badge.paint(painter, room.left, room.top + room.height / 2, code)
            room = room.without(badge.width + _BADGE_GAP)
        painter.restore()
        return room.without(_AFTER_BADGES)

    def _paint_line(self, painter: QPainter, room: _Room, line: Line, *, quiet: bool) -> None:
        top = room.top + (room.height - line.height) / 2
        line.paint(painter, room.left, top, self._inks.muted if quiet else self._inks.text)
