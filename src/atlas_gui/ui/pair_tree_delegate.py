"""Paints rows of the pair tree: country badges before a pair, counts in muted type."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from atlas_gui.domain.pairs import Pair
from atlas_gui.models.pair_tree_model import COUNT, NAME
from atlas_gui.models.roles import Role
from atlas_gui.ui.badges import badge_width, paint_badge
from atlas_gui.ui.plain_tooltip import PlainTipDelegate
from atlas_gui.ui.theme import Theme

_PADDING = 6.0
_BADGE_GAP = 4.0
COUNT_PADDING = 20


class PairTreeDelegate(PlainTipDelegate):
    """A neutral badge with the code stands for a country: no flag of a contested field."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._longest_name = ""

    def set_longest_name(self, name: str) -> None:
        """Tell the longest name of a pair, for which badges must leave room."""
        self._longest_name = name

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme

    # Qt calls these.

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), round(option.fontMetrics.height() * 1.65))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.initStyleOption(option, index)
        text = option.text
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(_PADDING, 0, -_PADDING, 0)
        pair = index.data(Role.PAIR)
        is_pair = pair is not None and index.data(Role.GROUP) is None
        if index.column() == NAME and is_pair and self._badges_fit(area, option.font):
            area.setLeft(self._paint_badges(painter, area, pair, option.font))
        self._paint_text(painter, area, text, option, index)
        painter.restore()

    def _badges_fit(self, area: QRectF, font: QFont) -> bool:
        """Whether the longest name stays whole beside badges: all pairs have them, or none."""
        badges = 2 * badge_width(font) + 2 * _BADGE_GAP + 3
        return QFontMetricsF(font).horizontalAdvance(self._longest_name) + badges <= area.width()

    def _paint_badges(self, painter: QPainter, area: QRectF, pair: Pair, font: QFont) -> float:
        left = area.left()
        for code in pair:
            place = QRectF(left, area.top(), badge_width(font), area.height())
            paint_badge(painter, place, code, font, self._theme)
            left = place.right() + _BADGE_GAP
        return left + 3

    def _paint_text(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        font = QFont(option.font)
        count = index.sibling(index.row(), NAME).data(Role.COUNT)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        top_level = not index.parent().isValid()
        if index.column() == NAME and top_level and selected:
            font.setWeight(QFont.Weight.DemiBold)
        quiet = index.column() == COUNT or count == 0 or index.data(Role.RECORD_ID)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.muted if quiet and not selected else self._theme.text))
        side = (
            Qt.AlignmentFlag.AlignRight if index.column() == COUNT else Qt.AlignmentFlag.AlignLeft
        )
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
