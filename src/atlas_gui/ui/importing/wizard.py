"""Leads through an import: file, columns, words, preview, report. Nothing is written before the end."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.guessing.first_look import FirstLook, with_guessed_words
from atlas_gui.exchange.importing.plan import ImportPlan
from atlas_gui.exchange.importing.profile import Profile, profiles
from atlas_gui.exchange.importing.profile.choices import Choices, profile_of, with_labels
from atlas_gui.exchange.importing.rows import FileWishes
from atlas_gui.i18n import _, mark
from atlas_gui.progress import Progress
from atlas_gui.state.tasks import TaskRunner
from atlas_gui.ui.importing import jobs
from atlas_gui.ui.importing.columns_page import ColumnsPage
from atlas_gui.ui.importing.file_page import FilePage
from atlas_gui.ui.importing.footer import Footer
from atlas_gui.ui.importing.one_job import OneJob
from atlas_gui.ui.importing.plan_slot import Planned, PlanSlot
from atlas_gui.ui.importing.preview_page import PreviewPage
from atlas_gui.ui.importing.report_page import ReportPage
from atlas_gui.ui.importing.step_trail import StepTrail
from atlas_gui.ui.importing.targets import targets_beside
from atlas_gui.ui.importing.words_page import WordsPage

_STEPS = (mark("File"), mark("Columns"), mark("Words"), mark("Preview"), mark("Report"))
_FILE, _COLUMNS, _WORDS, _PREVIEW, _REPORT = range(5)
_SIZE = (980, 640)
_MARGIN = 20
T = TypeVar("T")


class ImportWizard(QDialog):
    """Signals: `open_requested(Path)` when the library that was imported into is to be shown."""

    open_requested = Signal(object)

    def __init__(
        self, path: Path, reader: Path, own: Path | None, tasks: TaskRunner, parent: QWidget
    ) -> None:
        """`own` is the library of the window if it may be imported into; `reader` the reader's folder."""
        super().__init__(parent)
        room = parent.size()
        self.resize(min(_SIZE[0], room.width() - _MARGIN), min(_SIZE[1], room.height() - _MARGIN))
        self.setWindowTitle(_("Import “{file}”").format(file=path.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._file, self._reader = path, reader
        self._job = OneJob(tasks, self)
        self._slot = PlanSlot()
        self._look: FirstLook | None = None
        self._wishes = FileWishes()
        self._was_stopped = False
        self._choices: Choices | None = None
        self._settled: dict[str, str] = {}
        self._plan: ImportPlan | None = None
        self._is_writing = False
        self._unwanted = Event()
        self._trail = StepTrail([_(name) for name in _STEPS], self)
        self._stack = QStackedWidget(self)
        self._file_page = FilePage(profiles(reader), self)
        self._columns = ColumnsPage(self)
        self._words = WordsPage(self)
        self._preview = PreviewPage(targets_beside(path, own), self)
        self._report = ReportPage(path.parent, self)
        self._pages = (self._file_page, self._columns, self._words, self._preview, self._report)
        self._footer = Footer(self)
        self._lay_out()
        self._connect()
        self._show_step(_FILE)
        self._look_at(FileWishes())

    @property
    def step(self) -> int:
        """The present step, from 0."""
        return self._stack.currentIndex()

    def give_up(self) -> None:
        """Close, also from amid writing; only once the background has come to its end."""
        self._is_writing = False
        self.reject()

    # The steps

    @Slot()
    def _go_on(self) -> None:
        if self.step == _FILE:
            self._leave_file()
        elif self.step == _COLUMNS:
            self._leave_columns()
        elif self.step == _WORDS:
            self._take_words()
            self._make_plan()
        elif self.step == _PREVIEW:
            self._import()
        else:
            self.open_requested.emit(self._preview.target)
            self.accept()

    @Slot()
    def _go_back(self) -> None:
        step = self.step
        self._stop_work()
        if step == _PREVIEW:
            self._drop_plan()
            step = _WORDS if not self._is_library and not self._words.is_empty() else _COLUMNS
        elif step == _WORDS:
            self._take_words()
            step = _COLUMNS
        else:
            step = _FILE
        if step == _COLUMNS and (self._is_library or self._profile_chosen):
            step = _FILE
        self._show_step(step)

    def _leave_file(self) -> None:
        if self._look is None:
            self._look_at(self._wishes)
        elif self._is_library:
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
            self._footer.say(fault, aloud=True)
            return
        self._choices = with_guessed_words(chosen, self._look.table)
        self._find_words()

    # What runs in the background

    @Slot()
    def _read_again(self) -> None:
        self._look_at(self._file_page.wishes())

    @Slot()
    def _follow_profile(self) -> None:
        """A profile says how its file is read, too."""
        self._settled = {}
        chosen = self._file_page.profile()
        self._look_at(chosen.profile.file if chosen else self._file_page.wishes())

    def _look_at(self, wishes: FileWishes) -> None:
        self._look = None
        self._wishes = wishes
        job = partial(jobs.look, self._file, wishes, self._reader)
        self._start(job, self._show_look, _("Looking at the file…"))

    def _show_look(self, look: FirstLook) -> None:
        is_first = self._choices is None
        self._look = look
        self._choices = look.choices
        self._file_page.show_look(look)
        if look.choices is not None and look.table is not None:
            self._wishes = look.table.used
            self._columns.show_choices(look.choices, look.table)
        self._show_step(_FILE)
        if is_first:
            self._take_focus()

    def _find_words(self) -> None:
        # Without what was settled here: who comes back to that step can settle it otherwise.
        profile = self._guarded(partial(self._profile, with_settled=False))
        if profile is None:
            return
        choices = None if self._profile_chosen else self._choices
        job = partial(jobs.find_words, self._file, self._wishes, profile, choices)
        self._start(job, self._show_words, _("Reading every row…"))

    def _show_words(self, found: jobs.WordsFound) -> None:
        choices = None if self._profile_chosen else self._choices
        settled = choices.labels if choices else self._settled
        self._words.show_words(found.words, choices, found.countries, settled)
        if self._words.is_empty():
            self._make_plan()
        else:
            self._show_step(_WORDS)

    def _take_words(self) -> None:
        if self._profile_chosen:
            self._settled = self._words.labels(self._settled)
        elif self._choices is not None:
            self._choices = self._words.with_meanings(self._choices)
            # Who goes back to the columns has not settled this in vain.
            self._columns.keep_words(self._choices)

    @Slot()
    def _make_plan(self) -> None:
        profile = None if self._is_library else self._guarded(self._profile)
        if profile is None and not self._is_library:
            return
        self._stop_work()
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
        self._preview.show_plan(planned)
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

    def _show_report(self, accepted: jobs.Accepted) -> None:
        self._is_writing = False
        if accepted.report is None:
            self._follow()
            self._footer.say(_("Stopped. Nothing was written."), aloud=True)
            return
        self._drop_plan()
        self._report.show_report(accepted.report, accepted.words)
        self._show_step(_REPORT)
        self._footer.say(accepted.note or _("Imported."), aloud=True)

    def _start(self, job: Callable[[Progress], T], done: Callable[[T], None], words: str) -> None:
        self._was_stopped = False
        self._footer.begin(words)
        self._job.start(job, partial(self._finish, done))
        self._follow()

    def _finish(self, done: Callable[[T], None], result: T) -> None:
        self._footer.end()
        self._footer.say("")
        done(result)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._is_writing = False
        self._footer.end()
        told = error.message if isinstance(error, AtlasError) else _("That could not be done.")
        self._follow()
        self._footer.say(told, aloud=True)
        if self.step == _FILE and self._look is None:
            self._file_page.show_unreadable()
        if self.step == _PREVIEW and self._plan is None:
            self._preview.show_nothing(told)
        self._take_focus()

    @Slot()
    def _stop(self) -> None:
        if self._is_writing:
            # What has begun to be written is written to its end; the job says which it was.
            self._unwanted.set()
            self._footer.forbid_stopping()
            return
        self._was_stopped = True
        self._stop_work()
        told = _("Stopped. Nothing was written.")
        self._footer.say(told, aloud=True)
        if self.step == _PREVIEW:
            self._preview.show_nothing(told)
        self._take_focus()

    @Slot()
    def _stop_for_change(self) -> None:
        """What is being found out with the choices of before is not wanted any more."""
        if self._job.is_running and not self._is_writing:
            self._stop_work()
        self._follow()
        self._footer.say(self._columns.fault() if self.step == _COLUMNS else "")

    def _stop_work(self) -> None:
        self._job.drop()
        self._footer.end()
        self._follow()

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

    def _profile(self, *, with_settled: bool = True) -> Profile:
        """The profile as it is now, with what was settled if that is wanted. Raises AtlasError."""
        shelved = self._file_page.profile()
        if shelved is not None:
            return with_labels(shelved.profile, self._settled if with_settled else {})
        if self._choices is None:
            raise AtlasError(_("The file has not been read yet."))
        return profile_of(self._choices if with_settled else replace(self._choices, labels={}))

    def _guarded(self, make: Callable[[], Profile]) -> Profile | None:
        try:
            return make()
        except AtlasError as error:
            self._footer.say(error.message, aloud=True)
            return None

    # What is shown

    def _lay_out(self) -> None:
        for page in self._pages:
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(12)
        column.addWidget(self._trail)
        column.addWidget(self._stack, 1)
        column.addWidget(self._footer)

    def _connect(self) -> None:
        self._job.progressed.connect(self._footer.show_progress)
        self._job.failed.connect(self._fail)
        self._file_page.wishes_changed.connect(self._read_again)
        self._file_page.profile_changed.connect(self._follow_profile)
        self._columns.changed.connect(self._stop_for_change)
        self._preview.target_changed.connect(self._make_plan)
        self._footer.stop_requested.connect(self._stop)
        self._footer.back_requested.connect(self._go_back)
        self._footer.next_requested.connect(self._go_on)
        self._footer.close_requested.connect(self.reject)

    def _show_step(self, step: int) -> None:
        is_new = step != self.step or not self.isVisible()
        self._stack.setCurrentIndex(step)
        self._trail.show_step(step)
        self._footer.say(self._columns.fault() if step == _COLUMNS else "")
        self._follow()
        if is_new:
            self._take_focus()

    def _take_focus(self) -> None:
        self._pages[self.step].first_control().setFocus()

    def _follow(self) -> None:
        """Enable what is possible at this step."""
        words = {_PREVIEW: _("&Import"), _REPORT: _("&Open the library")}
        if self.step == _PREVIEW:
            ready = self._plan is not None
        elif self.step == _FILE:
            ready = self._look is not None or self._was_stopped
        else:
            ready = True
        self._stack.setEnabled(not self._is_writing)
        self._footer.hide_back(self.step == _REPORT)
        self._footer.offer(
            words.get(self.step, _("&Next")),
            may_go_on=ready and not self._job.is_running,
            may_go_back=self.step != _FILE and not self._is_writing,
            closing=_("&Close") if self.step == _REPORT else _("Cancel"),
        )

    # Qt overrides

    def reject(self) -> None:
        """What is being written is written to its end."""
        if not self._is_writing:
            super().reject()

    def done(self, result: int) -> None:
        """Nothing goes on in the background, and the library is free for others."""
        self._job.drop()
        self._drop_plan()
        super().done(result)
