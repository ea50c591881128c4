"""Paints rows of the pair tree: country badges before a pair, counts in muted type."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from atlas_gui.models.pair_tree_model import COUNT
from atlas_gui.models.roles import Role
from atlas_gui.ui.badges import BadgePainter
from atlas_gui.ui.plain_tooltip import PlainTipDelegate
from atlas_gui.ui.row_text import Face, Inks, line_of
from atlas_gui.ui.theme import Theme

_PADDING: Final = 6.0
_BADGE_GAP: Final = 4.0
_AFTER_BADGES: Final = 3.0
COUNT_PADDING = 20
_SELECTED: Final = QStyle.StateFlag.State_Selected
# States in which a row has a ground of its own.
_ON_GROUND: Final = _SELECTED | QStyle.StateFlag.State_MouseOver
Index = QModelIndex | QPersistentModelIndex


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

    # Qt calls these.

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), round(option.fontMetrics.height() * 1.65))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = option.state
        if state & _ON_GROUND:
            option.widget.style().drawPrimitive(
                QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
            )
        area = QRectF(option.rect).adjusted(_PADDING, 0, -_PADDING, 0)
        is_selected = bool(state & _SELECTED)
        text = index.data()
        if text is None:
            return
        faces = self._faces(option.font)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.column() == COUNT:
            self._paint_text(painter, area, text, faces.plain, quiet=not is_selected, right=True)
        else:
            self._paint_name(painter, area, faces, index, is_selected=is_selected)
        painter.restore()

    def _faces(self, font: QFont) -> _Faces:
        if self._known_faces is None or self._known_faces.of != font:
            self._known_faces = _Faces(font, self._theme, self._longest_name)
        return self._known_faces

    def _paint_name(
        self, painter: QPainter, area: QRectF, faces: _Faces, index: Index, *, is_selected: bool
    ) -> None:
        count = index.data(Role.COUNT)
        # Only records have no count.
        quiet = count == 0 or (count is None and bool(index.data(Role.RECORD_ID)))
        if count is not None and faces.room_for_badges <= area.width():
            self._paint_badges(painter, area, faces.badge, index)
        is_bold = is_selected and not index.parent().isValid()
        face = faces.bold if is_bold else faces.plain
        self._paint_text(painter, area, index.data(), face, quiet=quiet and not is_selected)

    def _paint_badges(
        self, painter: QPainter, area: QRectF, badge: BadgePainter, index: Index
    ) -> None:
        """Badges before a pair; `area` is what they leave."""
        pair = index.data(Role.PAIR)
        if pair is None or index.data(Role.GROUP) is not None:
            return
        left = area.left()
        for code in pair:
            badge.paint(painter, left, area.center().y(), code)
            left += badge.width + _BADGE_GAP
        area.setLeft(left + _AFTER_BADGES)

    def _paint_text(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        face: Face,
        *,
        quiet: bool,
        right: bool = False,
    ) -> None:
        line = line_of(text, face, max(area.width(), 0.0))
        left = area.right() - line.width if right else area.left()
        place = QPointF(left, area.top() + (area.height() - face.height) / 2)
        line.paint(painter, place, self._inks.muted if quiet else self._inks.text)
