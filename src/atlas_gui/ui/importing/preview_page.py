"""What the import would do, before it is done: into which library, row by row, with all findings."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
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
from atlas_gui.exchange.importing.plan.report import (
    ChangedRecord,
    FieldChange,
    LabelToSettle,
    NamedChange,
)
from atlas_gui.i18n import _, mark, ngettext
from atlas_gui.models.plain_table import PlainTableModel, WordedRows
from atlas_gui.ui.importing.plan_slot import Planned
from atlas_gui.ui.importing.quiet_box import QuietBox
from atlas_gui.ui.library_names import SUFFIX, is_library_name, library_filter

_OTHER = "other"
_ROWS_MEASURED = 12
_FINDING_WIDTHS = (160, 200, 160)
# Widths of columns in pixels; what does not fit into the room scrolls sideways.
_NARROWEST, _WIDEST, _WIDE, _ROOM = 48, 170, 220, 900
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
        self._planned: Planned | None = None
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
        self._clear()
        self._own.show(())
        self._gone.hide()

    def show_nothing(self, reason: str) -> None:
        """Say why it is not known what would happen."""
        self._summary.setText(reason)

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self._target

    def show_plan(self, planned: Planned) -> None:
        """Show what would happen."""
        report, lines = planned.plan.report, planned.lines
        self._planned = planned
        self._summary.setText(_summary(report))
        self._gone.setVisible(bool(report.gone))
        self._gone.setChecked(False)
        self._clear()
        rows = self._add_tab(
            ngettext("{count:,} row", "{count:,} rows", report.rows).format(count=report.rows),
            (_("Row"), _("Findings"), _("Record"), _("What"), _("Kind"), _("Countries"), _("Date"),
             _("Status"), _("Sum")),
            WordedRows(lines, _preview_row),
            {0, 1}, wide=2,
        )  # fmt: skip
        rows.selectionModel().currentRowChanged.connect(self._show_row)
        self._add_lists(report, planned)
        if lines:
            told = (place for place, one in enumerate(lines) if one.findings)
            rows.selectRow(next(told, 0))

    def _add_lists(self, report: ImportReport, planned: Planned) -> None:
        self._add_list(
            _("Findings ({count:,})"),
            (_("Row"), _("Column"), _("Found"), _("What became of it"), _("Why")),
            WordedRows(report.findings, _finding_row),
            {0}, wide=4,
        )  # fmt: skip
        self._add_list(
            _("Labels to settle ({count:,})"),
            (_("Label"), _("Column"), _("Rows"), _("First rows")),
            WordedRows(report.to_settle, _label_row),
            {2}, wide=0,
        )  # fmt: skip
        self._add_list(
            _("Changed ({count:,})"),
            (_("Record"), _("Part"), _("Before"), _("After")),
            WordedRows(planned.changes, _change_row),
            set(), wide=3,
        )  # fmt: skip
        self._add_list(
            _("No longer in the file ({count:,})"),
            (_("Record"), _("Identifier")),
            WordedRows(report.gone, _gone_row),
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
        view = _LaterTable(wide, self)
        view.setModel(PlainTableModel(headings, rows, frozenset(numbers), view))
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
        for place, width in enumerate(_FINDING_WIDTHS):
            self._findings_of_row.setColumnWidth(place, width)
        self._show_path()
        into = QLabel(_("Import int&o:"), self)
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
                library_filter(),
                options=QFileDialog.Option.DontConfirmOverwrite,
            )
            if name:
                asked = Path(name)
                path = asked if is_library_name(asked) else Path(f"{name}.{SUFFIX}")
                self._targets.insert(0, (path.name, path))
                self._target.insertItem(0, path.name, str(path))
            self._target.setCurrentIndex(0)
        self._show_path()
        self.target_changed.emit(self.target)

    @Slot()
    def _show_row(self) -> None:
        view, planned = self._tabs.widget(0), self._planned
        row = view.currentIndex().row() if isinstance(view, QTableView) else -1
        if planned is None or not 0 <= row < len(planned.lines):
            self._own.show(())
            return
        number = planned.lines[row].row
        found = planned.findings.get(number, ()) if number else ()
        self._own.show(WordedRows(found, lambda one: _finding_row(one)[1:]))

    def _clear(self) -> None:
        """Without the tables: a tab that is taken away would leave its page behind."""
        while self._tabs.count():
            page = self._tabs.widget(0)
            self._tabs.removeTab(0)
            if page is not None:
                page.deleteLater()


class _LaterTable(QTableView):
    """Finds out how wide its columns have to be when it is first seen."""

    def __init__(self, wide: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._wide = wide
        self._is_settled = False
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """See QWidget."""
        if not self._is_settled:
            self._is_settled = True
            _settle(self, self._wide)
        super().showEvent(event)


def _settle(view: QTableView, wide: int) -> None:
    view.verticalHeader().hide()
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.setShowGrid(False)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    header = view.horizontalHeader()
    header.setResizeContentsPrecision(_ROWS_MEASURED)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setMinimumSectionSize(_NARROWEST)
    for place in range(view.model().columnCount()):
        width = max(view.sizeHintForColumn(place) + 8, header.sectionSizeHint(place))
        view.setColumnWidth(place, min(max(width, _NARROWEST), _WIDEST))
    if header.length() - view.columnWidth(wide) + _WIDE > _ROOM:
        view.setColumnWidth(wide, _WIDE)
    else:
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)


def _preview_row(one: PreviewLine) -> tuple[str, ...]:
    return (
        str(one.row), str(one.findings or ""), one.title, _(_WHAT[one.what]), one.kind, one.parties,
        one.date, one.status, one.value,
    )  # fmt: skip


def _finding_row(one: Finding) -> tuple[str, ...]:
    return str(one.row or ""), one.column, one.value, _(OUTCOMES[one.outcome]), one.reason


def _label_row(one: LabelToSettle) -> tuple[str, ...]:
    return one.label, one.column, f"{one.count:,}", ", ".join(map(str, one.rows))


def _change_row(one: tuple[ChangedRecord, FieldChange]) -> tuple[str, ...]:
    record, field = one
    return record.title, field.heading, field.before, field.after


def _gone_row(one: NamedChange) -> tuple[str, ...]:
    return one.title, one.id


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
