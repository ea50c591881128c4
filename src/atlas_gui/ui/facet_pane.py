"""The pane of facets: found records by year on top, below it the values to narrow by."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from atlas_gui.domain.date_names import year_in_words
from atlas_gui.i18n import _
from atlas_gui.models.facet_model import FacetModel, FacetRole
from atlas_gui.models.facets import Facet
from atlas_gui.ui.facet_tree import FacetTree
from atlas_gui.ui.later_paint import LaterPaint
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.year_histogram import YearHistogram


class FacetPane(QWidget):
    """Shows what found records have in common, and says what the reader narrows by.

    Signals: `value_requested(str, str, bool)` field, value, whether to exclude it;
    `removal_requested(str, str)` field and value; `range_requested(int, int)` first and last year;
    `range_removed()`.
    """

    value_requested = Signal(str, str, bool)
    removal_requested = Signal(str, str)
    range_requested = Signal(int, int)
    range_removed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facet_pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._collapsed: set[str] = set()
        self._model = FacetModel(self)
        self._tree = FacetTree(self._model, theme, self)
        self._years = YearHistogram(theme, self)
        self._heading = QLabel(_("Years"), self)
        self._heading.setObjectName("pane_heading")
        self._heading.setBuddy(self._years)
        self._range = QLabel(self)
        self._range.setObjectName("year_range")
        self._range.setTextFormat(Qt.TextFormat.PlainText)
        self._all_years = QToolButton(self)
        self._all_years.setObjectName("all_years")
        self._all_years.setAccessibleName(_("All years"))
        self._all_years.setToolTip(_("All years (Esc)"))
        self._later = LaterPaint((self._tree.viewport(), self._years), self)
        self._lay_out()
        self._connect()
        self._tell_range()

    @property
    def view(self) -> FacetTree:
        """The tree of values, for the order of focus."""
        return self._tree

    @property
    def histogram(self) -> YearHistogram:
        """The bars, for the order of focus."""
        return self._years

    @property
    def collapsed(self) -> tuple[str, ...]:
        """The fields whose sections stand closed."""
        return tuple(sorted(self._collapsed))

    def collapse_sections(self, fields: Sequence[str]) -> None:
        """Close the sections of these fields and open all others."""
        self._collapsed = set(fields)
        self._restore_collapsed()

    def set_theme(self, theme: Theme, clear_icon: QIcon) -> None:
        """Use these colours, and an icon in them."""
        self._tree.set_theme(theme)
        self._years.set_theme(theme)
        self._all_years.setIcon(clear_icon)

    def show_facets(self, facets: tuple[Facet, ...]) -> None:
        """Show these values; what stands still keeps its row, its place and the keyboard."""
        self._later.hold()
        is_new = self._model.rowCount() != len(facets)
        self._model.show(facets)
        if is_new:
            self._restore_collapsed()

    def show_years(
        self, first_year: int, counts: Sequence[int], chosen: tuple[int, int] | None
    ) -> None:
        """Show how many found records each year has, and the range that the query asks for."""
        self._later.hold()
        self._years.show_years(first_year, counts, chosen)
        self._tell_range()

    def _lay_out(self) -> None:
        policy = self._all_years.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._all_years.setSizePolicy(policy)
        heading = QHBoxLayout()
        heading.setContentsMargins(13, 6, 6, 0)
        heading.addWidget(self._heading)
        heading.addStretch(1)
        heading.addWidget(self._range)
        heading.addWidget(self._all_years)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addWidget(self._years)
        column.addWidget(self._tree, 1)

        # As they stand, from top to bottom.
        self.setTabOrder(self._years, self._all_years)
        self.setTabOrder(self._all_years, self._tree)

    def _connect(self) -> None:
        self._tree.value_requested.connect(self.value_requested)
        self._tree.removal_requested.connect(self.removal_requested)
        self._tree.expanded.connect(self._remember_expanded)
        self._tree.collapsed.connect(self._remember_collapsed)
        self._years.range_requested.connect(self.range_requested)
        self._years.range_removed.connect(self.range_removed)
        self._years.range_moved.connect(self._tell_range)
        self._years.range_removed.connect(self._tell_range)
        self._all_years.clicked.connect(self._years.remove_range)

    @Slot()
    def _tell_range(self) -> None:
        """The chosen years in figures, and a way back to all of them."""
        chosen = self._years.chosen
        self._all_years.setVisible(chosen is not None)
        if chosen is None:
            self._range.clear()
            return
        first, last = (year_in_words(year) for year in chosen)
        self._range.setText(first if first == last else f"{first} – {last}")

    def _restore_collapsed(self) -> None:
        for row in range(self._model.rowCount()):
            section = self._model.index(row, 0)
            is_open = section.data(FacetRole.FIELD) not in self._collapsed
            self._tree.setExpanded(section, is_open)

    @Slot(QModelIndex)
    def _remember_expanded(self, section: QModelIndex) -> None:
        self._collapsed.discard(section.data(FacetRole.FIELD))

    @Slot(QModelIndex)
    def _remember_collapsed(self, section: QModelIndex) -> None:
        self._collapsed.add(section.data(FacetRole.FIELD))
