"""A log file that is rotated and that nobody but its reader may read."""

import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

_FILES_BEFORE = 1


class PrivateFile(RotatingFileHandler):
    """Lines of UTF-8; a full disk costs what does not fit, and nothing else."""

    def __init__(self, path: Path, largest_bytes: int) -> None:
        super().__init__(path, maxBytes=largest_bytes, backupCount=_FILES_BEFORE, encoding="utf-8")

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace")

    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing: standard error is not for this, and a log must not stop its program."""
