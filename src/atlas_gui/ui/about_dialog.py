"""Which Atlas this is, which library it shows, and under which licences others made parts of it."""

from functools import partial

from PySide6.QtCore import Qt, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from atlas_gui import paths
from atlas_gui.domain.library import Library
from atlas_gui.domain.texts import in_language
from atlas_gui.exchange.third_party import licences_with_texts
from atlas_gui.exchange.this_copy import copy_in_words, this_copy
from atlas_gui.i18n import _, ngettext
from atlas_gui.state.tasks import Task, TaskRunner
from atlas_gui.ui.licence_list import LicenceList


class AboutDialog(QDialog):
    """Plain text that can be selected and copied; beside it, the licences of what others made."""

    def __init__(self, library: Library, tasks: TaskRunner, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About Atlas"))
        self._tasks = tasks
        self._copied = "\n".join(_lines_for_reports())
        self._tabs = QTabWidget(self)
        self._tabs.setAccessibleName(_("About Atlas"))
        self._licences = LicenceList(self)
        self._tabs.addTab(self._page(library), _("&Version"))
        self._tabs.addTab(self._licences, _("&Licences"))
        self._tabs.currentChanged.connect(self._fill)
        self._filled = False
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self._copy = QPushButton(_("C&opy the version"), self)
        self._copy.setToolTip(_("For a report of a fault"))
        self._copy.setAutoDefault(False)
        self._copy.clicked.connect(self._copy_version)
        buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.addWidget(self._tabs, 1)
        column.addWidget(buttons)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * 118, metrics.height() * 28)

    def _page(self, library: Library) -> QWidget:
        page = QWidget(self)
        text = QLabel(page)
        text.setObjectName("about_text")
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        text.setText(_about_text(library))
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 14, 14, 14)
        column.addWidget(text)
        column.addStretch(1)
        return page

    @Slot(int)
    def _fill(self, _tab: int) -> None:
        """Have the licences looked up when they are first wanted: it takes longer than a frame."""
        if not self._filled and self._tabs.currentWidget() is self._licences:
            self._filled = True
            task = self._tasks.submit(
                licences_with_texts, self._licences.show_licences, self._licences.tell_failure
            )
            self.finished.connect(partial(_cancel, task))

    @Slot()
    def _copy_version(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)
        self._copy.setText(_("C&opied"))


def _cancel(task: Task, _how_closed: int) -> None:
    task.cancel()


def _lines_for_reports() -> list[str]:
    """Versions alone: no folder, no library of the reader's own."""
    return copy_in_words(this_copy())


def _about_text(library: Library) -> str:
    info, count = library.info, len(library.records)
    records = ngettext("{count} record", "{count} records", count).format(count=count)
    copy = this_copy()
    lines = [
        _("Atlas {version}").format(version=copy.atlas),
        _("Relations between two countries, with a source for every value."),
        "",
        _("Library: {title}, edition {edition}, {records}").format(
            title=in_language(info.title), edition=info.edition, records=records
        ),
        _("Licence of the library: {licence}").format(licence=info.licence),
        _("Cite as: {citation}").format(citation=info.citation),
        "",
        _("Qt {qt}, Python {python}").format(qt=qVersion(), python=copy.python),
        _("{system}, {form}").format(system=copy.system, form=_(copy.form)),
        _("Display: {platform}").format(platform=QGuiApplication.platformName()),
    ]
    if folder := paths.data_dir():
        lines.append(_("All data is kept in {folder}").format(folder=folder))
    return "\n".join(lines)
