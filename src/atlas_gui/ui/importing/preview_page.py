"""What the import would do, before it is done: into which library, row by row, with all findings."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.exchange.importing.findings import OUTCOMES, Finding
from atlas_gui.exchange.importing.plan import ImportReport
from atlas_gui.exchange.importing.plan.preview import PreviewLine
from atlas_gui.i18n import _, mark, ngettext
from atlas_gui.models.plain_table import PlainTableModel
from atlas_gui.ui.importing.quiet_box import QuietBox

_OTHER = "other"
_WHAT = {"new": mark("new"), "changed": mark("changed"), "unchanged": mark("as it was")}


class PreviewPage(QWidget):
    """Signals: `target_changed(Path)` when another library is to be imported into."""

    target_changed = Signal(object)

    def __init__(self, targets: Sequence[tuple[str, Path]], parent: QWidget) -> None:
        """`targets` are libraries to import into, each with words for it; the first is proposed."""
        super().__init__(parent)
        self._targets = list(targets)
        self._target = QuietBox(parent=self)
        self._path = QLabel(self)
        self._summary = QLabel(self)
        self._tabs = QTabWidget(self)
        self._findings_of_row = QTableView(self)
        self._own = PlainTableModel(
            (_("Column"), _("Found"), _("What became of it"), _("Why")), parent=self
        )
        self._gone = QCheckBox(_("Also &remove the records that the file no longer has"), self)
        self._remember = QCheckBox(
            _("Remember what the columns and labels mean, for the &next edition"), self
        )
        self._lines: Sequence[PreviewLine] = ()
        self._findings: Sequence[Finding] = ()
        self._lay_out()

    @property
    def target(self) -> Path:
        """The library to import into."""
        return self._targets[self._target.currentIndex()][1]

    @property
    def removes_gone(self) -> bool:
        """Whether records that the file no longer has are to be removed."""
        return self._gone.isVisibleTo(self) and self._gone.isChecked()

    @property
    def remembers(self) -> bool:
        """Whether the profile is to be kept."""
        return self._remember.isChecked()

    def set_remembering(self, possible: bool) -> None:
        """Offer to keep the profile, if there is anything new in it."""
        self._remember.setVisible(possible)
        self._remember.setChecked(possible)

    def show_waiting(self) -> None:
        """Before it is known what would happen."""
        self._summary.setText(_("Looking at every row…"))
        self._tabs.clear()
        self._own.show(())
        self._gone.hide()

    def show_plan(self, report: ImportReport, lines: Sequence[PreviewLine]) -> None:
        """Show what would happen."""
        self._lines, self._findings = lines, report.findings
        self._summary.setText(_summary(report))
        self._gone.setVisible(bool(report.gone))
        self._gone.setChecked(False)
        self._tabs.clear()
        rows = self._add_tab(
            ngettext("{count:,} row", "{count:,} rows", report.rows).format(count=report.rows),
            (_("Row"), _("Record"), _("What"), _("Kind"), _("Countries"), _("Date"), _("Status"),
             _("Sum"), _("Findings")),
            [
                (str(one.row), one.title, _(_WHAT[one.what]), one.kind, one.parties, one.date,
                 one.status, one.value, str(one.findings or ""))
                for one in lines
            ],
            {0, 8}, wide=1,
        )  # fmt: skip
        rows.selectionModel().currentRowChanged.connect(self._show_row)
        self._add_lists(report)
        if lines:
            rows.selectRow(0)

    def _add_lists(self, report: ImportReport) -> None:
        self._add_list(
            _("Findings ({count:,})"),
            (_("Row"), _("Column"), _("Found"), _("What became of it"), _("Why")),
            [
                (str(one.row or ""), one.column, one.value, _(OUTCOMES[one.outcome]), one.reason)
                for one in report.findings
            ],
            {0}, wide=4,
        )  # fmt: skip
        self._add_list(
            _("Labels to settle ({count:,})"),
            (_("Label"), _("Column"), _("Rows"), _("First rows")),
            [(one.label, one.column, f"{one.count:,}", ", ".join(map(str, one.rows))) for one in report.to_settle],
            {2}, wide=0,
        )  # fmt: skip
        self._add_list(
            _("Changed ({count:,})"),
            (_("Record"), _("Part"), _("Before"), _("After")),
            [
                (one.title, field.heading, field.before, field.after)
                for one in report.changed
                for field in one.fields
            ],
            set(), wide=3,
        )  # fmt: skip
        self._add_list(
            _("No longer in the file ({count:,})"),
            (_("Record"), _("Identifier")),
            [(one.title, one.id) for one in report.gone],
            set(), wide=0,
        )  # fmt: skip
        self._add_list(
            _("Columns not used ({count:,})"),
            (_("Column"),),
            [(one,) for one in report.unused],
            set(),
            wide=0,
        )

    def _add_list(
        self,
        title: str,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        numbers: set[int],
        wide: int,
    ) -> None:
        if rows:
            self._add_tab(title.format(count=len(rows)), headings, rows, numbers, wide=wide)

    def _add_tab(
        self,
        title: str,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        numbers: set[int],
        *,
        wide: int,
    ) -> QTableView:
        view = QTableView(self)
        view.setModel(PlainTableModel(headings, rows, frozenset(numbers), view))
        _settle(view, wide)
        view.setAccessibleName(title)
        # A tab's ampersand would be taken for an access key.
        self._tabs.addTab(view, title.replace("&", "&&"))
        return view

    def _lay_out(self) -> None:
        for words, path in self._targets:
            self._target.addItem(words, str(path))
        self._target.addItem(_("Another library…"), _OTHER)
        self._target.setAccessibleName(_("Import into"))
        self._target.activated.connect(self._choose_target)
        self._path.setTextFormat(Qt.TextFormat.PlainText)
        self._path.setObjectName("muted")
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setWordWrap(True)
        self._summary.setAccessibleName(_("What would happen"))
        self._findings_of_row.setModel(self._own)
        self._findings_of_row.setAccessibleName(_("Findings in this row"))
        _settle(self._findings_of_row, 3)
        self._show_path()
        into = QLabel(_("Import &into:"), self)
        into.setBuddy(self._target)
        top = QHBoxLayout()
        top.addWidget(into)
        top.addWidget(self._target)
        top.addWidget(self._path, 1)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self._tabs)
        split.addWidget(self._findings_of_row)
        split.setStretchFactor(0, 1)
        split.setSizes([300, 96])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._summary)
        column.addWidget(split, 1)
        column.addWidget(self._gone)
        column.addWidget(self._remember)

    def _show_path(self) -> None:
        self._path.setText(str(self.target))

    @Slot()
    def _choose_target(self) -> None:
        if self._target.currentData() == _OTHER:
            name, _filter = QFileDialog.getSaveFileName(
                self,
                _("The library to import into"),
                str(self._targets[0][1]),
                _("Libraries (*.json)"),
                options=QFileDialog.Option.DontConfirmOverwrite,
            )
            if name:
                path = Path(name) if name.lower().endswith(".json") else Path(f"{name}.json")
                self._targets.insert(0, (path.name, path))
                self._target.insertItem(0, path.name, str(path))
            self._target.setCurrentIndex(0)
        self._show_path()
        self.target_changed.emit(self.target)

    @Slot()
    def _show_row(self) -> None:
        view = self._tabs.widget(0)
        row = view.currentIndex().row() if isinstance(view, QTableView) else -1
        number = self._lines[row].row if 0 <= row < len(self._lines) else 0
        self._own.show(
            [
                (one.column, one.value, _(OUTCOMES[one.outcome]), one.reason)
                for one in self._findings
                if number and one.row == number
            ]
        )


def _settle(view: QTableView, wide: int) -> None:
    view.verticalHeader().hide()
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    view.resizeColumnsToContents()
    for place in range(view.model().columnCount()):
        view.setColumnWidth(place, min(max(view.columnWidth(place), 60), 200))
    view.horizontalHeader().setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)


def _summary(report: ImportReport) -> str:
    if report.changes_nothing and not report.gone:
        return _("The library says all of that already. Nothing would change.")
    told = _("{added:,} records would be new, {changed:,} changed, {same:,} as they were.").format(
        added=len(report.added), changed=len(report.changed), same=report.unchanged
    )
    if report.gone:
        words = ngettext(
            "{count:,} record of an earlier edition is no longer in the file.",
            "{count:,} records of an earlier edition are no longer in the file.",
            len(report.gone),
        )
        told += " " + words.format(count=len(report.gone))
    return told
