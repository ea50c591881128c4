"""The sums of what is shown: one total and its parts, as a table and as bars, and what is in none."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.domain.sums import Measure, Reason, Stage
from atlas_gui.exchange.tables.sum_table import SumTable, as_tabbed_text
from atlas_gui.i18n import _, ngettext
from atlas_gui.models.sums.rows_model import Breakdown, Column, ShownRow, SumRowsModel
from atlas_gui.models.sums.words import by_in_words, exact_in_words, rest_in_words, total_named
from atlas_gui.search.money_answers import By, Sums, Total
from atlas_gui.search.reading import Reading
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.ui.sums.bar_chart import BarChart
from atlas_gui.ui.sums.left_out_part import LeftOutPart
from atlas_gui.ui.sums.rows_view import PlainTable
from atlas_gui.ui.sums.sheets import left_out_sheet, rows_sheet
from atlas_gui.ui.theme import Theme

_SIZE = (960, 600)
_LEAST = (560, 420)
_ABOVE, _BELOW = 66, 34
_TABLE, _CHART = 56, 44
_LETTERS = 22
# Longer than a paint takes: the main window is painted first.
_FOLLOW_MS = 40
_Wish = tuple[Measure, Stage]


class SumsWindow(QDialog):
    """Follows the query as long as it can be seen.

    Signals: `record_requested(str)`; `save_requested()`.
    """

    record_requested = Signal(str)
    save_requested = Signal()

    def __init__(
        self, reading: Reading, state: BrowserState, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sums_window")
        self.setWindowTitle(_("Sums of what is shown"))
        self._reading = reading
        self._state = state
        self._sums = Sums(0, 0, 0)
        self._wish: _Wish | None = None
        self._model = SumRowsModel(reading.library, self)
        self.totals = QComboBox(self)
        self.by = QComboBox(self)
        self.table = PlainTable(self._model, _("Parts of the sum"), self)
        self.chart = BarChart(theme, self)
        self.left_out = LeftOutPart(reading, self._left_out_for, self)
        self._heading = QLabel(self)
        self._rest = QLabel(self)
        self._told = QLabel(self)
        self._following = QTimer(self)
        self._lay_out()
        self._connect()
        self.table.setFocus()

    @property
    def breakdown(self) -> SumRowsModel:
        """The rows that are shown."""
        return self._model

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.chart.set_theme(theme)

    @Slot()
    def follow_soon(self, *_told: object) -> None:
        """Other records are shown; a window that cannot be seen follows when it is."""
        if self.isVisible():
            self._following.start(_FOLLOW_MS)

    def sheets(self) -> list[SumTable]:
        """What is shown as tables: the parts of the total, and what was left out."""
        total = self._total()
        rows = [] if total is None else [rows_sheet(self._model, total, self._by())]
        return [*rows, left_out_sheet(self._sums)]

    def tell(self, text: str) -> None:
        """Say what came of something."""
        self._told.setText(text)
        self._told.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # Building.

    def _lay_out(self) -> None:
        for by in By:
            self.by.addItem(by_in_words(by), by)
        for box, name in ((self.totals, _("Sum of")), (self.by, _("By"))):
            box.setAccessibleName(name)
        self.totals.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.totals.setMinimumContentsLength(_LETTERS)
        self.table.horizontalHeader().setSectionsClickable(True)
        for label in (self._heading, self._rest, self._told):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        bold = self._heading.font()
        bold.setBold(True)
        self._heading.setFont(bold)
        self._rest.setObjectName("remark")
        self._told.hide()
        above = QSplitter(Qt.Orientation.Horizontal, self)
        below = QSplitter(Qt.Orientation.Vertical, self)
        _fill(above, (self.table, self.chart), (_TABLE, _CHART), _SIZE[0])
        _fill(below, (above, self.left_out), (_ABOVE, _BELOW), _SIZE[1])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.setSpacing(8)
        whole.addLayout(self._choices())
        whole.addWidget(self._heading)
        whole.addWidget(below, 1)
        whole.addWidget(self._told)
        whole.addLayout(self._buttons())
        self.setMinimumSize(*_LEAST)
        self.resize(*_SIZE)

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for words, box in ((_("S&um of"), self.totals), (_("&by"), self.by)):
            label = QLabel(words, self)
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box)
        row.addStretch(1)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._rest, 1)
        for words, act in (
            (_("Co&py"), self.copy),
            (_("&Save as a table…"), self.save_requested.emit),
            (_("&Close"), self.reject),
        ):
            button = QPushButton(words, self)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self._following.setSingleShot(True)
        self._following.timeout.connect(self.refresh)
        self.totals.activated.connect(self._choose_total)
        self.by.currentIndexChanged.connect(self._show_total)
        self.table.copy_requested.connect(self.copy)
        self.table.sort_requested.connect(self._model.sort_or_turn)
        self.table.horizontalHeader().sectionClicked.connect(self._model.sort_or_turn)
        self._model.modelReset.connect(self._paint_bars)
        self._model.layoutChanged.connect(self._paint_bars)
        self.left_out.record_requested.connect(self.record_requested)
        self._state.result_changed.connect(self.follow_soon)

    # What is shown.

    @Slot()
    def refresh(self) -> None:
        """Add up what is shown now."""
        index = self._reading.index
        if not index.complete:
            self._sums = Sums(0, 0, 0)
        else:
            self._sums = index.sums(self._state.result)
        self._fill_totals()
        self._show_total()
        self.left_out.show_left_out(self._sums.left_out)
        self._rest.setText(" · ".join(rest_in_words(self._sums)))

    def _fill_totals(self) -> None:
        """Offer the totals there are; the wished one stays chosen, and is again once there is one."""
        self.totals.blockSignals(True)
        self.totals.clear()
        for total in self._sums.totals:
            self.totals.addItem(total_named(total), (total.measure, total.stage))
        wished = [(one.measure, one.stage) == self._wish for one in self._sums.totals]
        self.totals.setCurrentIndex(wished.index(True) if True in wished else 0)
        self.totals.blockSignals(False)
        self.totals.setEnabled(bool(self._sums.totals))

    def _total(self) -> Total | None:
        place = self.totals.currentIndex()
        return self._sums.totals[place] if 0 <= place < len(self._sums.totals) else None

    def _by(self) -> By:
        return By(self.by.currentData())

    @Slot()
    def _choose_total(self, *_told: object) -> None:
        total = self._total()
        self._wish = (total.measure, total.stage) if total else None
        self._show_total()

    @Slot()
    def _show_total(self, *_told: object) -> None:
        total, by = self._total(), self._by()
        if total is None:
            self._model.show(None)
            self._heading.setText(self._nothing_in_words())
            return
        index, result = self._reading.index, self._state.result
        rows = index.sums_by(result, total.measure, total.stage, by)
        self._model.show(Breakdown(total, by, rows))
        self._heading.setText(exact_in_words(total))

    def _nothing_in_words(self) -> str:
        if not self._reading.index.complete:
            return _("The search is still being prepared; sums follow then.")
        shown = self._sums.records
        return ngettext(
            "The {count:,} record shown has no sum that counts.",
            "None of the {count:,} records shown has a sum that counts.",
            shown,
        ).format(count=shown)

    @Slot()
    def _paint_bars(self, *_told: object) -> None:
        total, by = self._total(), self._by()
        measure = total.measure if total else Measure("")
        rows: Sequence[ShownRow] = self._model.rows
        if by is By.CURRENCY:
            # Sums of different currencies have no common scale.
            rows = ()
        self.chart.setVisible(by is not By.CURRENCY)
        self.table.setColumnHidden(Column.SHARE, by is By.CURRENCY)
        self.chart.show_rows(rows, measure._replace(conversion=None), in_time=by is By.YEAR)

    def _left_out_for(self, reason: Reason) -> list[str]:
        return self._reading.index.left_out(self._state.result, reason)

    @Slot()
    def copy(self) -> None:
        """Put the selected rows on the clipboard, or all if none is."""
        total = self._total()
        if total is None:
            return
        table = rows_sheet(self._model, total, self._by(), self.table.chosen_rows())
        QGuiApplication.clipboard().setText(as_tabbed_text(table))
        words = ngettext("Copied {count:,} row.", "Copied {count:,} rows.", len(table.rows))
        self.tell(words.format(count=len(table.rows)))
        QTimer.singleShot(4000, self, partial(self.tell, ""))

    # Qt calls this.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


def _fill(splitter: QSplitter, widgets: Sequence[QWidget], parts: Sequence[int], room: int) -> None:
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(8)
    for place, widget in enumerate(widgets):
        splitter.addWidget(widget)
        splitter.setStretchFactor(place, parts[place])
    splitter.setSizes([room * part // 100 for part in parts])
