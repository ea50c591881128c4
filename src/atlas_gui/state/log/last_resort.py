"""What becomes of an error that nobody expected: the log has where it came from, the reader a sentence."""

import logging
import os
import sys
import traceback
from pathlib import Path
from types import TracebackType

from atlas_gui import paths
from atlas_gui.i18n import _
from atlas_gui.state.log.errors_told import error_class
from atlas_gui.state.log.names import DEBUG_VARIABLE
from atlas_gui.state.log.writing import LogKeeper

UNEXPECTED = "An error nobody expected"
_log = logging.getLogger(__name__)


def log_unexpected(error: BaseException, trace: TracebackType | None = None) -> Path | None:
    """Write an error into the log, which is begun for that if need be; the file, or None if there is none."""
    keeper = listening_keeper()
    begun = keeper is None
    if keeper is None:
        keeper = LogKeeper(paths.log_dir())
        keeper.begin()
    trace = trace or error.__traceback__
    try:
        _log.critical(UNEXPECTED, exc_info=(type(error), error, trace))
        path = keeper.write_down()
    finally:
        if begun:
            keeper.close()
    if os.environ.get(DEBUG_VARIABLE):
        traceback.print_exception(type(error), error, trace, file=sys.stderr)
    return path


def listening_keeper() -> LogKeeper | None:
    """What keeps the log of this program, if anything does yet."""
    found = (each for each in logging.getLogger().handlers if isinstance(each, LogKeeper))
    return next(found, None)


def unexpected_in_words(error: BaseException, path: Path | None) -> str:
    """What somebody at a terminal is told."""
    words = _("Something went wrong inside Atlas ({kind}); what it was doing is not done.")
    place = _("Where it came from stands in {path}.") if path else _("No log could be written.")
    lines = f"{words} {place}".format(kind=error_class(error), path=path)
    if os.environ.get(DEBUG_VARIABLE):
        return lines
    return f"{lines}\n" + _("Run it with {variable}=1 to see all of it here.").format(
        variable=DEBUG_VARIABLE
    )
