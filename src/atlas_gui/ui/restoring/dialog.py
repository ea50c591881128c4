"""Shows the backups of a file, what going back to one would change, and goes back if asked."""

from functools import partial

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _
from atlas_gui.models.comparison import ChangeGroup, Comparison
from atlas_gui.models.record_document import one_line
from atlas_gui.state.tasks import Task, TaskRunner
from atlas_gui.store.backups import Backup
from atlas_gui.ui.restoring.states import EarlierStates

_SIZE = (860, 520)
_BACKUPS_WIDTH = 260
_PART_FOR_NAMES = 0.62
_GAP = 16


class RestoreDialog(QDialog):
    """Signals: `restored(str)` what to tell the reader once it has been done."""

    restored = Signal(str)

    def __init__(self, states: EarlierStates, tasks: TaskRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(states.heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._states = states
        self._tasks = tasks
        self._task: Task | None = None
        self._is_going_back = False
        self._found = states.backups()
        self._backups = QListWidget(self)
        self._changes = QTreeWidget(self)
        self._message = QLabel(self)
        self._restore = QPushButton(_("&Go back to this state"), self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._lay_out()
        self._fill()
        self._backups.currentRowChanged.connect(self._compare)
        self._restore.clicked.connect(self._ask_restoring)
        self._backups.setCurrentRow(0 if self._found else -1)
        self._backups.setFocus()

    def _lay_out(self) -> None:
        self._backups.setAccessibleName(_("Backups"))
        self._changes.setAccessibleName(_("What would change"))
        self._changes.setHeaderLabels([_("What would change"), _("How")])
        self._changes.setRootIsDecorated(True)
        self._changes.setUniformRowHeights(True)
        # It may quote a record or a file's name.
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setWordWrap(True)
        self._message.setAccessibleName(_("Notice"))
        explanation = QLabel(self._states.explanation, self)
        explanation.setTextFormat(Qt.TextFormat.PlainText)
        explanation.setWordWrap(True)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self._backups)
        split.addWidget(self._changes)
        split.setStretchFactor(1, 1)
        split.setSizes([_BACKUPS_WIDTH, _SIZE[0] - _BACKUPS_WIDTH])
        self._buttons.addButton(self._restore, QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.rejected.connect(self.reject)
        # Nobody should go back by pressing Enter in a list.
        self._restore.setAutoDefault(False)
        self._restore.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(explanation)
        column.addWidget(split, 1)
        column.addWidget(self._message)
        column.addWidget(self._buttons)
        self.resize(*_SIZE)

    def _fill(self) -> None:
        locale = QLocale()
        for backup in self._found:
            item = QListWidgetItem(_when(backup, locale))
            item.setToolTip(str(backup.path))
            self._backups.addItem(item)
        if not self._found:
            self._message.setText(
                _("There is no backup yet. One is made each time before the file is written anew.")
            )

    def _chosen(self) -> Backup | None:
        row = self._backups.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    @Slot()
    def _compare(self) -> None:
        self._drop_task()
        self._changes.clear()
        self._restore.setEnabled(False)
        backup = self._chosen()
        if backup is None:
            return
        self._message.setText(_("Comparing…"))
        self._task = self._tasks.submit(
            partial(self._states.compare, backup), self._show, self._fail
        )

    def _show(self, found: Comparison) -> None:
        self._task = None
        for group in found.groups:
            self._changes.addTopLevelItem(_branch(group))
        self._changes.expandAll()
        self._changes.resizeColumnToContents(0)
        # A long title leaves room for what would become of it.
        most = round(self._changes.viewport().width() * _PART_FOR_NAMES)
        self._changes.setColumnWidth(0, min(self._changes.columnWidth(0) + _GAP, most))
        words = _("Nothing would change.") if found.is_empty else _summary(found)
        self._message.setText(" ".join(filter(None, (words, found.remark))))
        self._restore.setEnabled(not found.is_empty)

    def _fail(self, error: Exception) -> None:
        self._task = None
        unknown = _("This backup cannot be read.")
        self._message.setText(error.message if isinstance(error, AtlasError) else unknown)
        self._restore.setEnabled(False)

    @Slot()
    def _ask_restoring(self) -> None:
        backup = self._chosen()
        if backup is None:
            return
        # Another choice, or closing, would leave nobody to say what came of it.
        self._set_going_back(under_way=True)
        self._message.setText(_("Going back…"))
        self._task = self._tasks.submit(
            partial(self._states.prepare, backup), self._go_back, self._fail_to_go_back
        )

    def _set_going_back(self, *, under_way: bool) -> None:
        self._is_going_back = under_way
        self._restore.setEnabled(not under_way)
        self._backups.setEnabled(not under_way)
        self._buttons.setEnabled(not under_way)

    def _fail_to_go_back(self, error: Exception) -> None:
        self._task = None
        self._set_going_back(under_way=False)
        unknown = _("That could not be done.")
        self._message.setText(error.message if isinstance(error, AtlasError) else unknown)

    def _go_back(self, prepared: object) -> None:
        self._task = None
        self._is_going_back = False
        told = self._states.restore(prepared)
        self.accept()
        self.restored.emit(told)

    def _drop_task(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    # Qt overrides

    def reject(self) -> None:
        """What is being written is written to its end."""
        if not self._is_going_back:
            super().reject()

    def done(self, result: int) -> None:
        """A comparison that nobody waits for any more is dropped."""
        self._drop_task()
        super().done(result)


def _branch(group: ChangeGroup) -> QTreeWidgetItem:
    title = _("{title} ({count:,})").format(title=group.title, count=group.count)
    branch = QTreeWidgetItem([title])
    for item in group.items:
        branch.addChild(QTreeWidgetItem([one_line(item.name), one_line(item.detail)]))
    if more := group.count - len(group.items):
        branch.addChild(QTreeWidgetItem([_("and {count:,} more").format(count=more)]))
    return branch


def _summary(found: Comparison) -> str:
    return " · ".join(f"{group.title}: {group.count:,}" for group in found.groups)


def _when(backup: Backup, locale: QLocale) -> str:
    moment = QDateTime.fromSecsSinceEpoch(int(backup.when.timestamp()))
    size = locale.formattedDataSize(backup.size)
    day = locale.toString(moment.date(), QLocale.FormatType.ShortFormat)
    # With seconds: several backups of one minute are nothing rare.
    shown = f"{day} {moment.time().toString('HH:mm:ss')}"
    return _("{moment}, {size}").format(moment=shown, size=size)
