"""Leads through an import: file, columns, words, preview, report. Nothing is written before the end."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.guessing.first_look import FirstLook, with_guessed_words
from atlas_gui.exchange.importing.plan import ImportPlan, ImportReport
from atlas_gui.exchange.importing.profile import Profile, profiles
from atlas_gui.exchange.importing.profile.choices import Choices, profile_of, with_labels
from atlas_gui.exchange.importing.rows import FileWishes
from atlas_gui.i18n import _, mark
from atlas_gui.progress import Progress
from atlas_gui.state.tasks import Task, TaskRunner
from atlas_gui.ui.importing import jobs
from atlas_gui.ui.importing.columns_page import ColumnsPage
from atlas_gui.ui.importing.file_page import FilePage
from atlas_gui.ui.importing.plan_slot import Planned, PlanSlot
from atlas_gui.ui.importing.preview_page import PreviewPage
from atlas_gui.ui.importing.report_page import ReportPage
from atlas_gui.ui.importing.words_page import WordsPage

_STEPS = (mark("File"), mark("Columns"), mark("Words"), mark("Preview"), mark("Report"))
_FILE, _COLUMNS, _WORDS, _PREVIEW, _REPORT = range(5)
_SIZE = (980, 600)
T = TypeVar("T")


class ImportWizard(QDialog):
    """Signals: `open_requested(list[Path])` when the library that was imported into is to be shown."""

    open_requested = Signal(object)

    def __init__(
        self, path: Path, reader: Path, own: Path | None, tasks: TaskRunner, parent: QWidget
    ) -> None:
        """`own` is the library of the window if it may be imported into; `reader` the reader's folder."""
        super().__init__(parent)
        self.setWindowTitle(_("Import “{file}”").format(file=path.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._file, self._reader, self._tasks = path, reader, tasks
        self._task: Task | None = None
        self._slot = PlanSlot()
        self._look: FirstLook | None = None
        self._choices: Choices | None = None
        self._settled: dict[str, str] = {}
        self._plan: ImportPlan | None = None
        self._is_writing = False
        self._unwanted = Event()
        self._heading = QLabel(self)
        self._stack = QStackedWidget(self)
        self._file_page = FilePage(profiles(reader), self)
        self._columns = ColumnsPage(self)
        self._words = WordsPage(self)
        self._preview = PreviewPage(_targets(path, own), self)
        self._report = ReportPage(path.parent, self)
        self._told = QLabel(self)
        self._progress = QProgressBar(self)
        self._stop = QPushButton(_("S&top"), self)
        self._back = QPushButton(_("&Back"), self)
        self._next = QPushButton(self)
        self._close = QPushButton(_("Close"), self)
        self._lay_out()
        self._connect()
        self._show_step(_FILE)
        self._look_at(FileWishes())

    # The steps

    @Slot()
    def _go_on(self) -> None:
        step = self._stack.currentIndex()
        if step == _FILE:
            self._leave_file()
        elif step == _COLUMNS:
            self._leave_columns()
        elif step == _WORDS:
            self._take_words()
            self._make_plan()
        elif step == _PREVIEW:
            self._import()
        else:
            self.open_requested.emit([self._preview.target])
            self.accept()

    @Slot()
    def _go_back(self) -> None:
        step = self._stack.currentIndex()
        self._drop_task()
        if step == _PREVIEW:
            self._drop_plan()
            nothing_to_say = self._is_library or self._words.is_empty()
            step = (
                (_FILE if self._is_library or self._profile_chosen else _COLUMNS)
                if nothing_to_say
                else _WORDS
            )
        elif step == _WORDS:
            self._take_words()
            step = _FILE if self._profile_chosen else _COLUMNS
        else:
            step -= 1
        self._show_step(step)

    def _leave_file(self) -> None:
        if self._is_library:
            self._make_plan()
        elif self._profile_chosen:
            self._find_words()
        else:
            self._show_step(_COLUMNS)

    def _leave_columns(self) -> None:
        chosen = self._columns.choices()
        if chosen is None or self._look is None or self._look.table is None:
            return
        if fault := self._columns.fault():
            self._tell(fault)
            return
        self._choices = with_guessed_words(chosen, self._look.table)
        self._find_words()

    # What runs in the background

    @Slot()
    def _read_again(self) -> None:
        self._look_at(self._file_page.wishes())

    def _look_at(self, wishes: FileWishes) -> None:
        job = partial(jobs.look, self._file, wishes, self._reader)
        self._start(job, self._show_look, _("Looking at the file…"))

    def _show_look(self, look: FirstLook) -> None:
        self._look = look
        self._choices = look.choices
        self._file_page.show_look(look)
        if look.choices is not None and look.table is not None:
            self._columns.show_choices(look.choices, look.table)
        self._show_step(_FILE)

    def _find_words(self) -> None:
        profile = self._guarded(self._profile)
        if profile is None or self._look is None or self._look.table is None:
            return
        choices = None if self._profile_chosen else self._choices
        job = partial(jobs.find_words, self._file, self._wishes, profile, choices)
        self._start(job, self._show_words, _("Reading every row…"))

    def _show_words(self, found: jobs.WordsFound) -> None:
        choices = None if self._profile_chosen else self._choices
        self._words.show_words(found.words, choices, found.countries)
        if self._words.is_empty():
            self._make_plan()
        else:
            self._show_step(_WORDS)

    def _take_words(self) -> None:
        if self._profile_chosen:
            self._settled |= self._words.labels()
        elif self._choices is not None:
            self._choices = self._words.with_meanings(self._choices)

    @Slot()
    def _make_plan(self) -> None:
        profile = None
        if not self._is_library:
            profile = self._guarded(self._profile)
            if profile is None:
                return
        self._drop_task()
        self._plan = None
        self._preview.show_waiting()
        self._preview.set_remembering(
            not self._is_library and not (self._profile_chosen and not self._settled)
        )
        self._show_step(_PREVIEW)
        number = self._slot.expect()
        wishes = None if self._is_library else self._wishes
        target = self._preview.target
        job = partial(self._slot.make, number, self._file, target, profile, wishes)
        self._start(job, self._show_plan, _("Comparing with the library…"))

    def _show_plan(self, planned: Planned) -> None:
        self._plan = planned.plan
        self._preview.show_plan(planned.plan.report, planned.lines)
        self._show_step(_PREVIEW)

    def _import(self) -> None:
        if self._plan is None:
            return
        remembered = self._profile() if self._preview.remembers and not self._is_library else None
        self._unwanted.clear()
        job = partial(
            jobs.accept,
            self._plan,
            self._reader,
            remembered,
            self._unwanted.is_set,
            remove_gone=self._preview.removes_gone,
        )
        self._is_writing = True
        self._start(job, self._show_report, _("Importing…"))

    def _show_report(self, report: ImportReport | None) -> None:
        self._is_writing = False
        self._stack.setEnabled(True)
        self._follow()
        if report is None:
            self._tell(_("Stopped. Nothing was written."))
            return
        self._drop_plan()
        self._report.show_report(report)
        self._show_step(_REPORT)
        self._announce(_("Imported."))

    def _start(self, job: Callable[[Progress], T], done: Callable[[T], None], words: str) -> None:
        self._drop_task()
        self._told.setText(words)
        self._progress.setRange(0, 0)
        self._set_busy(busy=True)
        self._task = self._tasks.submit_long(
            job, self._show_progress, partial(self._finish, done), self._fail
        )

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done)

    def _finish(self, done: Callable[[T], None], result: T) -> None:
        self._task = None
        self._told.clear()
        self._set_busy(busy=False)
        done(result)

    def _fail(self, error: Exception) -> None:
        self._task = None
        self._is_writing = False
        self._set_busy(busy=False)
        unknown = _("That could not be done.")
        self._tell(error.message if isinstance(error, AtlasError) else unknown)
        self._follow()

    @Slot()
    def _cancel(self) -> None:
        if self._is_writing:
            # What has begun to be written is written to its end; the job says which it was.
            self._unwanted.set()
            self._stop.setEnabled(False)
            return
        self._drop_task()
        self._tell(_("Stopped. Nothing was written."))
        self._follow()

    def _drop_task(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._set_busy(busy=False)

    def _drop_plan(self) -> None:
        self._plan = None
        self._slot.drop()

    # What is chosen

    @property
    def _is_library(self) -> bool:
        return self._look is not None and self._look.table is None

    @property
    def _profile_chosen(self) -> bool:
        return self._file_page.profile() is not None

    @property
    def _wishes(self) -> FileWishes:
        table = self._look.table if self._look else None
        return table.used if table else FileWishes()

    def _profile(self) -> Profile:
        """The profile as it is now, with what was settled. Raises AtlasError."""
        shelved = self._file_page.profile()
        if shelved is not None:
            return with_labels(shelved.profile, self._settled)
        if self._choices is None:
            raise AtlasError(_("The file has not been read yet."))
        return profile_of(self._choices)

    def _guarded(self, make: Callable[[], Profile]) -> Profile | None:
        try:
            return make()
        except AtlasError as error:
            self._tell(error.message)
            return None

    # What is shown

    def _lay_out(self) -> None:
        for page in (self._file_page, self._columns, self._words, self._preview, self._report):
            self._stack.addWidget(page)
        self._heading.setObjectName("steps")
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        self._told.setAccessibleName(_("Notice"))
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(160)
        self._progress.setAccessibleName(_("Progress"))
        self._next.setDefault(True)
        self._next.setObjectName("primary")
        for button in (self._stop, self._back, self._close):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(self._progress)
        row.addWidget(self._stop)
        row.addWidget(self._told, 1)
        row.addWidget(self._back)
        row.addWidget(self._next)
        row.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(12)
        column.addWidget(self._heading)
        column.addWidget(self._stack, 1)
        column.addLayout(row)
        parent = self.parentWidget()
        self.resize(
            min(_SIZE[0], parent.width() - 20) if parent else _SIZE[0],
            min(_SIZE[1], parent.height() - 20) if parent else _SIZE[1],
        )

    def _connect(self) -> None:
        self._file_page.wishes_changed.connect(self._read_again)
        self._columns.changed.connect(self._follow)
        self._preview.target_changed.connect(self._make_plan)
        self._stop.clicked.connect(self._cancel)
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._close.clicked.connect(self.reject)

    def _show_step(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        names = [_(name) for name in _STEPS]
        names[step] = f"● {names[step]}"
        self._heading.setText("   ›   ".join(names))
        self._heading.setAccessibleName(
            _("Step {number} of {total}: {name}").format(
                number=step + 1, total=len(_STEPS), name=_(_STEPS[step])
            )
        )
        self._told.clear()
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """Enable what is possible at this step."""
        step = self._stack.currentIndex()
        words = {_PREVIEW: _("&Import"), _REPORT: _("&Open the library")}
        self._next.setText(words.get(step, _("&Next")))
        busy = self._task is not None
        ready = self._look is not None if step != _PREVIEW else self._plan is not None
        if step == _COLUMNS:
            self._told.setText(self._columns.fault())
        self._next.setEnabled(ready and not busy)
        self._back.setVisible(step != _REPORT)
        self._back.setEnabled(step != _FILE and not self._is_writing)
        self._close.setText(_("Close") if step == _REPORT else _("Cancel"))

    def _set_busy(self, *, busy: bool) -> None:
        self._progress.setVisible(busy)
        self._stop.setVisible(busy)
        self._stop.setEnabled(busy)
        self._next.setEnabled(not busy)
        self._stack.setEnabled(not self._is_writing)

    def _tell(self, message: str) -> None:
        self._told.setText(message)
        self._announce(message)

    def _announce(self, message: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message))

    # Qt overrides

    def reject(self) -> None:
        """What is being written is written to its end."""
        if not self._is_writing:
            super().reject()

    def done(self, result: int) -> None:
        """Nothing goes on in the background, and the library is free for others."""
        self._drop_task()
        self._drop_plan()
        super().done(result)


def _targets(path: Path, own: Path | None) -> list[tuple[str, Path]]:
    """A library of its own beside the file, and the one that is open."""
    stem = path.name.removesuffix(".gz").rpartition(".")[0] or path.name
    fresh = path.with_name(f"{stem}-atlas.json")
    words = _("The library that is there already") if fresh.exists() else _("A new library")
    found = [(words, fresh)]
    if own is not None:
        found.append((_("The library of this window"), own))
    return found
