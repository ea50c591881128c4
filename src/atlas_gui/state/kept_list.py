"""A short list of texts in a file of the reader's, from one start to the next.

Such a list is a convenience: a missing or damaged one costs the reader nothing but its items, so every
failure is only logged.
"""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from atlas_gui.files import replace_file

_log = logging.getLogger(__name__)


class KeptList:
    """The list `name` in the file at `path`, which is made when something is kept."""

    def __init__(self, path: Path, name: str) -> None:
        self._path = path
        self._name = name

    def load(self) -> tuple[str, ...]:
        """The texts that are kept, each once, none of them empty."""
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=dict[str, Any])
            msgspec.convert(kept["version"], Literal[1])
            texts = msgspec.convert(kept[self._name], tuple[str, ...])
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, KeyError, RecursionError) as error:
            _log.info("“%s” is not readable: %s", self._path.name, error)
            return ()
        return tuple(dict.fromkeys(filter(None, texts)))

    def save(self, texts: Sequence[str]) -> None:
        """Keep these texts instead of those before."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            kept = {"version": 1, self._name: texts}
            replace_file(self._path, msgspec.json.encode(kept))
        except (OSError, UnicodeEncodeError) as error:
            # A name that is no text cannot be written either.
            _log.info("“%s” could not be saved: %s", self._path.name, error)
