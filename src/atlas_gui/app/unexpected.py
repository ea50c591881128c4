"""Errors that nobody expected: written to the log at once, told in one dialog, and the program goes on."""

import contextlib
import logging
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import wraps
from types import TracebackType
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeVar

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from atlas_gui import __version__, paths
from atlas_gui.errors import AtlasError

if TYPE_CHECKING:
    from atlas_gui.ui.crash_dialog import CrashDialog

P = ParamSpec("P")
T = TypeVar("T")
_log = logging.getLogger(__name__)
# The same error is told again if it stayed away for so long: then the reader did something anew.
_QUIET_SECONDS = 60.0
_MOST_SHOWN = 5
# Of an error that comes with each painting, these are written down in full; then ten, a hundred…
_LOGGED_WHOLE = 3


class Closable(Protocol):
    """A window, as far as the last resort is concerned."""

    def close(self) -> bool:
        """Close it."""
        ...


class Happened(Struct, frozen=True):
    """An error in words, cleaned: nothing holds on to what it was about."""

    kind: str
    place: str
    detail: str


class _Met(Struct):
    """How often an error came, and when it came last, on a clock in seconds."""

    times: int = 0
    last: float = float("-inf")


class ErrorDesk(QObject):
    """Hears of errors from slots, event handlers, threads and destructors, on whichever thread they are."""

    _happened = Signal(object, bool)

    def __init__(
        self,
        windows: Callable[[], Sequence[Closable]],
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._windows = windows
        self._clock = clock
        self._met: dict[tuple[str, str], _Met] = {}
        self._dialog: CrashDialog | None = None
        self._shown: list[tuple[str, str]] = []
        self._again = self._others = 0
        self._hearing = threading.local()
        # Never in the middle of a paint event, nor on another thread.
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Have Python bring its errors here."""
        sys.excepthook = self.hear
        threading.excepthook = self._hear_of_thread
        sys.unraisablehook = self._hear_of_unraisable

    def hear(
        self, _kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Write an error down and have it told; Ctrl+C closes the windows instead."""
        if isinstance(error, KeyboardInterrupt):
            for window in self._windows():
                window.close()
            return
        # An error of telling about errors is not told; it would never end.
        if isinstance(error, SystemExit) or getattr(self._hearing, "now", False):
            return
        self._hearing.now = True
        try:
            self._note(error, trace)
        finally:
            self._hearing.now = False

    def _note(self, error: BaseException, trace: TracebackType | None) -> None:
        # No start waits for this.
        from atlas_gui.state.log.errors_told import error_class, error_lines, place_of
        from atlas_gui.state.log.last_resort import log_unexpected

        kind, place = error_class(error), place_of(error, trace)
        met = self._met.setdefault((kind, place), _Met())
        met.times += 1
        is_new = self._clock() - met.last > _QUIET_SECONDS
        met.last = self._clock()
        if met.times <= _LOGGED_WHOLE:
            with contextlib.suppress(
                Exception
            ):  # a log that fails must not keep it from the reader
                log_unexpected(error, trace)
        elif str(met.times).rstrip("0") == "1":
            _log.critical("The error nobody expected came %d times", met.times)
        detail = "\n".join(error_lines(error, trace))
        # At the very end of the program, what would tell of it may be gone already.
        with contextlib.suppress(RuntimeError):
            self._happened.emit(Happened(kind, place, detail), is_new)

    def _hear_of_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self.hear(told.exc_type, told.exc_value, told.exc_traceback)

    def _hear_of_unraisable(self, told: "sys.UnraisableHookArgs") -> None:
        if told.exc_value is not None:
            self.hear(told.exc_type, told.exc_value, told.exc_traceback)

    @Slot(object, bool)
    def _tell(self, happened: Happened, is_new: bool) -> None:
        """On the GUI thread: a dialog, or one more on the count of the one that is open."""
        key = (happened.kind, happened.place)
        if self._dialog is not None:
            if key == self._shown[0]:
                self._again += 1
            else:
                self._others += 1
                if key not in self._shown and len(self._shown) < _MOST_SHOWN:
                    self._shown.append(key)
                    self._dialog.add(happened.detail)
            self._dialog.tell_count(self._again, self._others)
        elif is_new:
            self._open(key, happened)

    def _open(self, key: tuple[str, str], happened: Happened) -> None:
        from atlas_gui.ui.crash_dialog import IN_THE_MIDDLE, CrashDialog  # most runs need none

        # An open menu holds mouse and keyboard, and would keep them from the dialog.
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        self._shown, self._again, self._others = [key], 0, 0
        dialog = CrashDialog(IN_THE_MIDDLE, in_report(happened.detail), paths.log_dir())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._closed)
        dialog.quit_requested.connect(self._quit, Qt.ConnectionType.QueuedConnection)
        self._dialog = dialog
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    @Slot()
    def _quit(self) -> None:
        QApplication.quit()

    @Slot()
    def _closed(self) -> None:
        self._dialog = None


def telling_of_failure(run: Callable[P, T]) -> Callable[P, T]:
    """A start whose unexpected error is shown on the screen too, before it goes up as it is."""

    @wraps(run)
    def told(*arguments: P.args, **options: P.kwargs) -> T:
        try:
            return run(*arguments, **options)
        except AtlasError:
            raise  # expected, and told where it is caught
        except Exception as error:
            _show_failure(error)
            raise

    return told


def in_report(detail: str) -> str:
    """The detail of an error under a line about the program, as somebody needs it who mends it."""
    from atlas_gui.exchange.this_copy import copy_in_words, this_copy

    try:
        about = "\n".join(copy_in_words(this_copy()))
    except Exception:  # noqa: BLE001  telling of one error may not fail with another
        about = f"Atlas {__version__}"
    return f"{about}\n\n{detail}"


def _show_failure(error: Exception) -> None:
    application = QApplication.instance()
    if not isinstance(application, QApplication) or application.platformName() == "offscreen":
        return
    from atlas_gui.state.log.errors_told import error_lines
    from atlas_gui.ui.crash_dialog import AT_THE_START, CrashDialog

    CrashDialog(AT_THE_START, in_report("\n".join(error_lines(error))), paths.log_dir()).exec()
