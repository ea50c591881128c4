"""A line of the log from what the program, a library or Qt reported; only what is harmless stays."""

import contextlib
import getpass
import logging
import re
import time
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path, PurePath
from typing import Any

from atlas_gui.state.log.errors_told import error_lines, summary
from atlas_gui.state.log.names import QT_LOGGER
from atlas_gui.state.log.places import code_place, path_kind, without_paths

_OUR_LOGGERS = "atlas_gui."
_LONGEST_REMARK = 200
_SHORTEST_NAME = 3
_LONGEST_NAME_OF_LOGGER = 60
# A remark of Qt begins with who makes it: a class, a category, or “qt.” and more.
_BY_QT = re.compile(r"(?:Q[A-Za-z]+\w*|qt\.[\w.]+|libpng|QSvg\w*)\b")
_QUOTED = re.compile(r"""(['"`“‘«‹])(?:(?!\1)[^'"`”’»›])*['"`”’»›]?""")
_UNPLAIN = re.compile(r"[^ -~]+")


class CleanFormatter(logging.Formatter):
    """Writes a record of the log as lines that hold nothing personal.

    Of our own modules the words in the code stand, and of what they are filled with, numbers, paths
    by their kind and errors as `errors_told` has them; any other text is `<text>`. Of other people's
    modules stands who reported something and where; of Qt, what it says of its classes.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One or more lines, without an end to the last."""
        # By the clock of nobody's country.
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        lines = [f"{moment} {record.levelname} {_logger(record.name)}: {words_of(record)}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines += [f"  {line}" for line in error_lines(record.exc_info[1], record.exc_info[2])]
        return "\n".join(lines)


def words_of(record: logging.LogRecord) -> str:
    """What the log has of a message."""
    if record.name.startswith(_OUR_LOGGERS):
        return _our_words(record.msg, record.args)
    if record.name == QT_LOGGER:
        return qt_words(record.getMessage())
    return f"reported something at {code_place(record.pathname)}:{record.lineno}"


def qt_words(message: str) -> str:
    """What Qt says, up to the first path in it, without what it quotes; `<text>` if Qt is not heard in it.

    >>> qt_words('QFont::setPointSize: Point size <= 0 (-1), must be greater than 0')
    'QFont::setPointSize: Point size <= 0 (-1), must be greater than 0'
    """
    if not _BY_QT.match(message):
        return "<text>"
    line = _QUOTED.sub("<text>", message.split("\n", 1)[0])
    line = without_names(_UNPLAIN.sub("<text>", without_paths(line)))
    return line if len(line) <= _LONGEST_REMARK else f"{line[:_LONGEST_REMARK]}…"


def without_names(line: str, names: Iterable[str] | None = None) -> str:
    """A line without the names of the reader and of this machine, whole words in any case."""
    for name in _names() if names is None else names:
        if len(name) >= _SHORTEST_NAME:
            line = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "<name>", line, flags=re.IGNORECASE)
    return line


@cache
def _names() -> tuple[str, ...]:
    import platform  # only when there is something to write down

    found = [platform.node(), platform.node().partition(".")[0]]
    # A user without a name has none that could be told.
    with contextlib.suppress(OSError, KeyError, RuntimeError, ImportError):
        found += [getpass.getuser(), Path.home().name]
    return tuple(dict.fromkeys(filter(None, found)))


def _our_words(template: object, arguments: object) -> str:
    if not isinstance(template, str):
        return "<text>"
    if not arguments:
        return template
    try:
        if isinstance(arguments, Mapping):
            return template % {key: _told(value) for key, value in arguments.items()}
        return template % tuple(map(_told, arguments if isinstance(arguments, tuple) else ()))
    except (TypeError, ValueError, KeyError):
        return template


def _told(value: Any) -> Any:
    """What may stand in a message for something it is filled with."""
    if value is None or type(value) in (bool, int, float):
        return value
    if isinstance(value, PurePath):
        return path_kind(Path(value))
    if isinstance(value, BaseException):
        return summary(value)
    return "<text>" if isinstance(value, str | bytes) else f"<{type(value).__name__}>"


def _logger(name: str) -> str:
    return name if re.fullmatch(rf"[\w.]{{1,{_LONGEST_NAME_OF_LOGGER}}}", name) else "<logger>"
