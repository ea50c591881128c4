"""The one QApplication, what it writes to the log, and what it says when nothing else can."""

import logging
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Protocol, TypeVar

from PySide6.QtCore import QLocale, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from atlas_gui import __version__, paths
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _
from atlas_gui.timeline.conventions import begin_weeks_on

T = TypeVar("T")
_log = logging.getLogger(__name__)
# The offscreen platform says this whenever a window's least size changes; there is nothing to mend.
_OFFSCREEN_REMARK = "This plugin does not support propagateSizeHints()"
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Tellable(Protocol):
    """A window, as far as an error is concerned."""

    def tell(self, text: str) -> None:
        """Show a sentence."""
        ...

    def close(self) -> bool:
        """Close it."""
        ...


def make_application() -> QApplication:
    """The one QApplication, named as the desktop knows Atlas."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(["atlas-gui"])
    application.setApplicationName("atlas-gui")
    application.setApplicationDisplayName("Atlas")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("atlas-gui")
    application.setWindowIcon(QIcon(str(paths.resources() / "icons" / "atlas.svg")))
    begin_weeks_on(QLocale().firstDayOfWeek().value - 1)
    return application


def begin_logging() -> None:
    """Have what Qt says written to the log."""
    qInstallMessageHandler(_log_qt_message)


def or_message(application: QApplication, read: Callable[[], T]) -> T:
    """What is read; if it cannot be, a message on the screen too: not every reader sees a console.

    Raises AtlasError in that case, after the reader has closed the message.
    """
    try:
        return read()
    except AtlasError as error:
        if application.platformName() != "offscreen":
            from PySide6.QtWidgets import QMessageBox  # no start that goes well needs it

            message = QMessageBox(QMessageBox.Icon.Critical, "Atlas", "")
            message.setTextFormat(Qt.TextFormat.PlainText)
            message.setText(error.message)
            message.exec()
        raise


def tell_about_error(
    windows: Callable[[], Sequence[Tellable]],
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """The last resort: the log has the detail, the reader a sentence, and the windows go on.

    `windows` answers with those that can be seen; that of the start may have been closed.
    """
    if issubclass(kind, KeyboardInterrupt):
        for window in windows():
            window.close()
        return
    _log.critical("An error nobody expected", exc_info=(kind, error, trace))
    words = _("Something went wrong inside Atlas ({kind}). Your library is unchanged.")
    for window in windows():
        window.tell(words.format(kind=kind.__name__))


def _log_qt_message(kind: QtMsgType, _context: object, message: str) -> None:
    if message == _OFFSCREEN_REMARK:
        return
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s", message)
