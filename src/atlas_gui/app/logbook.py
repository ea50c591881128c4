"""The log of a program with a window: begun with it, written down when the reader sees the window."""

import atexit
import logging
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from atlas_gui import paths
from atlas_gui.app.unexpected import Closable, ErrorDesk, in_report
from atlas_gui.i18n import _
from atlas_gui.state.log.crashes import CrashWatch, take_crash
from atlas_gui.state.log.names import DEBUG_VARIABLE, QT_LOGGER
from atlas_gui.state.log.writing import LogKeeper
from atlas_gui.ui.notice_bar import NoticeAction

# A start has better to do than to load what rotates files.
_WRITTEN_AFTER_MS = 1_500
# The offscreen platform says so of what a screen would be asked for; there is nothing to mend.
_OFFSCREEN_REMARK = "This plugin does not support "
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Offering(Closable, Protocol):
    """A window that can be told of something, with what can be done about it."""

    def offer(self, text: str, actions: Sequence[NoticeAction]) -> None:
        """Show a notice."""
        ...


class Logbook:
    """The log, the watch for crashes, and who hears of errors; one for each program."""

    def __init__(self) -> None:
        self._keeper = LogKeeper(paths.log_dir())
        self._watch = CrashWatch(paths.log_dir())
        self._terminal = _Terminal(logging.WARNING)
        self._desk: ErrorDesk | None = None

    def begin(self) -> None:
        """Listen to everything that is reported, Qt's messages too."""
        take_qt_messages()
        self._keeper.begin()
        logging.getLogger().addHandler(self._terminal)
        self._watch.begin()
        # What is told while the last things are put away belongs to the log as well.
        atexit.register(self.end)

    def attend(
        self, application: QApplication, windows: Callable[[], Sequence[Offering]]
    ) -> ErrorDesk:
        """Tell of unexpected errors from now on; soon write down what was reported until then.

        `windows` answers with those that can be seen; that of the start may have been closed.
        """
        self._desk = ErrorDesk(windows, application)
        self._desk.begin()
        QTimer.singleShot(_WRITTEN_AFTER_MS, application, partial(self._write_down, windows))
        return self._desk

    def end(self) -> None:
        """Close what is open; a program that ends like this did not crash."""
        atexit.unregister(self.end)
        if self._keeper.has_trouble:
            self._keeper.write_down()
        self._keeper.close()
        logging.getLogger().removeHandler(self._terminal)
        self._watch.end()

    def _write_down(self, windows: Callable[[], Sequence[Offering]]) -> None:
        from atlas_gui.exchange.this_copy import this_copy

        copy = this_copy()
        self._keeper.note(
            f"Atlas {copy.atlas} ({copy.form}), library {copy.edition}, Python {copy.python},"
            f" Qt {copy.qt} on {QGuiApplication.platformName()}, {copy.system}"
        )
        self._keeper.write_down()
        if crash := take_crash(paths.log_dir()):
            self._tell_of_crash(crash, windows)

    def _tell_of_crash(self, crash: str, windows: Callable[[], Sequence[Offering]]) -> None:
        for window in windows()[:1]:
            window.offer(
                _("The last time, Atlas was ended by a fault in the middle of its work."),
                [NoticeAction(_("Show details"), partial(_show_crash, crash))],
            )


def begin_logging() -> Logbook:
    """The log of this program, begun."""
    book = Logbook()
    book.begin()
    return book


def take_qt_messages() -> None:
    """Have what Qt says go where everything else is reported."""
    qInstallMessageHandler(_log_qt_message)


def _log_qt_message(kind: QtMsgType, _context: object, message: str) -> None:
    if message.startswith(_OFFSCREEN_REMARK):
        return
    logging.getLogger(QT_LOGGER).log(_LEVELS.get(kind, logging.WARNING), "%s", message)


def _show_crash(crash: str) -> None:
    from PySide6.QtCore import Qt

    from atlas_gui.ui.crash_dialog import LAST_TIME, CrashDialog

    dialog = CrashDialog(LAST_TIME, in_report(crash), paths.log_dir())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()


class _Terminal(logging.Handler):
    """Says warnings where the program was started, as they are: it is the reader's own terminal.

    Where an error came from is said there to those alone who ask for it.
    """

    def emit(self, record: logging.LogRecord) -> None:
        # A program without a console has no such stream.
        if sys.stderr is not None and not (record.exc_info and os.environ.get(DEBUG_VARIABLE)):
            print(f"{record.levelname}: {record.getMessage()}", file=sys.stderr)
