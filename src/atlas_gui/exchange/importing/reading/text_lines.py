"""The lines of a text, none longer than a row may be, with a way back to the last few."""

import io
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from atlas_gui.exchange.importing.reading.encoding import ERRORS, Encoding
from atlas_gui.exchange.importing.reading.file_bytes import opened_bytes
from atlas_gui.exchange.importing.reading.limits import ROW_SIGNS

_BLANK: Final = frozenset({"\n", "\r\n", "\r"})


class TooLongError(Exception):
    """A line, or the lines of one row together, are longer than a row may be."""


class TextLines:
    """Iterates over lines; `held` are those since `begin`, `number` is the line given last, from 1.

    Raises TooLongError in place of what is too long: of a line that is, the rest is passed over.
    `ended` says that the end of the file was asked for.
    """

    def __init__(self, file: io.TextIOBase, most: int = ROW_SIGNS) -> None:
        self._file, self._most = file, most
        self._again: deque[str] = deque()
        self.number = 0
        self.held: list[str] = []
        self.held_signs = 0
        self.ended = False

    def begin(self) -> None:
        """A new row: nothing is held."""
        self.held, self.held_signs, self.ended = [], 0, False

    def give_back(self, lines: Sequence[str]) -> None:
        """Give these lines, which came last, once more."""
        self._again.extendleft(reversed(lines))
        self.number -= len(lines)

    def pass_blank(self) -> int:
        """Pass over the blank lines that come next, which may be millions; how many they were."""
        if self._again:
            return 0
        readline, most, passed = self._file.readline, self._most + 1, 0
        while (line := readline(most)) in _BLANK:
            passed += 1
        if line:
            self._again.append(line)
        self.number += passed
        return passed

    def __iter__(self) -> "TextLines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._file.readline(self._most + 1)
        if not line:
            self.ended = True
            raise StopIteration
        self.number += 1
        if len(line) > self._most:
            while line and not line.endswith(("\n", "\r")):
                line = self._file.readline(self._most)
            raise TooLongError
        self.held.append(line)
        self.held_signs += len(line)
        if self.held_signs > self._most:
            raise TooLongError
        return line


@contextmanager
def opened_lines(path: Path, encoding: Encoding, most: int) -> Iterator[TextLines]:
    """The lines of a text file; what is not of its encoding is kept as `encoding.visible` tells."""
    with opened_bytes(path, most) as file:
        file.read(encoding.mark_length)
        with io.TextIOWrapper(file, encoding.name, ERRORS, newline="") as text:
            yield TextLines(text)
