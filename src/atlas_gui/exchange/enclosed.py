"""The records inside a PDF that Atlas made, as a library again.

A PDF comes from anywhere. Whatever is wrong with it ends in one sentence for the reader; nothing
is written, and nothing in it is opened, followed or run.
"""

import logging
import re
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from atlas_gui.domain.library import Library
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.attachment import EncryptedError, TooLargeError, attachment_in
from atlas_gui.exchange.display_text import one_line
from atlas_gui.exchange.excerpt import ATTACHMENT_NAME, MOST_BYTES
from atlas_gui.i18n import _, ngettext
from atlas_gui.progress import CancelledError, Progress, untold
from atlas_gui.store import LibraryFileError, library_from_bytes

_MOST_FILE_BYTES: Final = 100_000_000
# A PDF says what it is in its first bytes, and where its tables are in its last.
_HEAD, _TAIL = 1_024, 2_048
_END: Final = re.compile(rb"startxref\s+\d+\s*[\r\n]%%EOF")
_MOST_REASON: Final = 300


class EnclosedError(AtlasError):
    """A file from which no records can be taken; the message names it and says why."""


def library_in_pdf(path: Path, progress: Progress = untold) -> Library:
    """The records that a PDF holds, with all they refer to, as a library of their own.

    Everything in it has been read and is sound. Raises EnclosedError.
    """
    content = _file_bytes(path)
    progress(1, 3)
    attached = _attachment(content, path, partial(progress, 1, 3))
    progress(2, 3)
    library = _sound_library(attached, path)
    progress(3, 3)
    return library


def _file_bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise EnclosedError(_("“{path}” is not a file.").format(path=path))
        with path.open("rb") as file:
            # One more than allowed: the file may have grown since.
            content = file.read(_MOST_FILE_BYTES + 1)
    except OSError as error:
        raise EnclosedError(
            _("“{path}” cannot be read: {reason}.").format(
                path=path, reason=error.strerror or str(error)
            ),
            str(error),
        ) from error
    except ValueError as error:  # a path that no system has, such as one with a null in it
        raise EnclosedError(_("“{path}” is not a file.").format(path=path), str(error)) from error
    if len(content) > _MOST_FILE_BYTES:
        raise EnclosedError(
            _("“{path}” is too large: a PDF of Atlas has at most {most} MB.").format(
                path=path, most=_MOST_FILE_BYTES // 1_000_000
            )
        )
    if b"%PDF-" not in content[:_HEAD]:
        raise EnclosedError(_("“{path}” is not a PDF.").format(path=path))
    if not _END.search(content[-_TAIL:]):
        raise EnclosedError(
            _("“{path}” is cut off: its end is missing. Get it again from where it came.").format(
                path=path
            )
        )
    return content


def _attachment(content: bytes, path: Path, go_on: Callable[[], None]) -> bytes:
    # It tells of damage in the log, line by line; the reader gets one sentence.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        attached = attachment_in(content, ATTACHMENT_NAME, MOST_BYTES, go_on)
    except CancelledError:
        raise
    except TooLargeError as error:
        raise EnclosedError(
            _("“{path}” holds more than Atlas would put into a PDF; it was not opened.").format(
                path=path
            ),
            repr(error),
        ) from error
    except Exception as error:
        if isinstance(error, EncryptedError) or b"/Encrypt" in content:
            message = _("“{path}” is encrypted. Save a copy without encryption and open that.")
        else:
            message = _("“{path}” is damaged. Get it again from where it came.")
        raise EnclosedError(message.format(path=path), repr(error)[:_MOST_REASON]) from error
    if attached is None:
        raise EnclosedError(
            _("“{path}” holds no records: only a PDF that Atlas has saved does.").format(path=path)
        )
    return attached


def _sound_library(attached: bytes, path: Path) -> Library:
    try:
        library = library_from_bytes(attached, Path(ATTACHMENT_NAME))
    except LibraryFileError as error:
        raise EnclosedError(
            _("The records inside “{path}” cannot be read: {reason}").format(
                path=path, reason=_shortened(error.message)
            ),
            error.detail,
        ) from error
    if library.damaged:
        first = next(iter(library.damaged.values()))
        count = len(library.damaged)
        raise EnclosedError(
            ngettext(
                "Inside “{path}”, {count} record is damaged: {place}: {reason}",
                "Inside “{path}”, {count} records are damaged, first {place}: {reason}",
                count,
            ).format(
                path=path,
                count=count,
                place=_shortened(first.place),
                reason=_shortened(first.reason),
            )
        )
    if not library.records:
        raise EnclosedError(_("“{path}” holds an empty list of records.").format(path=path))
    return library


def _shortened(text: str) -> str:
    """Words that may quote the file: on one line, without controls, not without end."""
    line = one_line(text[:_MOST_REASON])
    return line if len(text) <= _MOST_REASON else f"{line}…"
