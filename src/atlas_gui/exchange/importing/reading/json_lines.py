"""Reads JSON Lines: one object a line, also gzipped."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.reading.encoding import (
    Encoding,
    find_line_encoding,
    has_kept_bytes,
    visible,
)
from atlas_gui.exchange.importing.reading.file_bytes import opened_bytes
from atlas_gui.exchange.importing.reading.json_values import (
    JSON_ERRORS,
    UnusableError,
    column_names,
    decoder,
    flattened,
    needs_trimming,
    trimmed,
    why_no_json,
)
from atlas_gui.exchange.importing.reading.limits import (
    CELL_SIGNS,
    COLUMNS,
    KEPT_BYTES,
    ROW_SIGNS,
    STREAMED_BYTES,
)
from atlas_gui.exchange.importing.reading.noted import Noted
from atlas_gui.exchange.importing.reading.opened_table import OpenedTable
from atlas_gui.exchange.importing.reading.text_lines import TooLongError, opened_lines
from atlas_gui.exchange.importing.rows import Cell, FileWishes, Row
from atlas_gui.i18n import _
from atlas_gui.progress import Progress, untold

_TOLD_EVERY = 1_000
# With more lines than that, and so many times as many as there are objects, it is no JSON Lines.
_JUDGED_LINES, _FEW = 100_000, 10
Item = tuple[int, Mapping[str, Any]]


def open_json_lines(
    path: Path, wishes: FileWishes, noted: Noted, progress: Progress
) -> OpenedTable:
    """Go through all lines once, for the columns are the names of all objects together.

    What is wrong with a line is noted when it is read as a row. Raises AtlasError.
    """
    encoding = find_line_encoding(path, wishes.encoding, STREAMED_BYTES, noted, progress)
    reader = _LinesReader(path, encoding, noted)
    count = reader.look_over(progress)
    used = FileWishes(format="jsonl", encoding=encoding.wish)
    return OpenedTable(path, column_names(reader.names), used, noted, reader.rows, total=count)


class _LinesReader:
    """Decodes lines; keeps the objects of a small file, rather than decode them twice."""

    def __init__(self, path: Path, encoding: Encoding, noted: Noted) -> None:
        self._path, self._encoding, self._noted = path, encoding, noted
        self._decode = decoder().decode
        self._kept: list[Item] | None = []
        self.names: Sequence[str] = ()

    def look_over(self, progress: Progress) -> int:
        """Find the columns; how many rows there are. Raises AtlasError if there is none."""
        names: dict[str, None] = {}
        seen: set[tuple[str, ...]] = set()
        count = 0
        kept: list[Item] | None = []
        probe = Noted()
        with _collector_at_rest():
            for number, item in self._items(probe, progress):
                count += 1
                shape = tuple(item)
                if shape not in seen:
                    # Most objects have the names of one before them.
                    if len(seen) < COLUMNS:
                        seen.add(shape)
                    names.update(dict.fromkeys(shape))
                    if len(names) > COLUMNS:
                        break
                if kept is not None:
                    kept.append((number, item))
                if self._done > KEPT_BYTES:
                    kept = None
        if not count:
            raise _no_objects(self._path, probe)
        # What is wrong with lines is told when they are read again, and so they must be.
        self._kept = kept if not probe.findings and self._done <= KEPT_BYTES else None
        self.names = list(names)
        return count

    def rows(self) -> Iterator[Row]:
        """A row for each object; what is none is noted."""
        names = self.names
        for number, item in self._items(self._noted) if self._kept is None else self._kept:
            get = item.get
            cells: list[Cell] = [get(name) for name in names]
            if any(cell is not None for cell in cells):
                yield Row(number, cells)

    def _items(self, noted: Noted, progress: Progress = untold) -> Iterator[Item]:
        """The flattened object of each line, with the number of the line.

        Raises AtlasError if after many lines hardly any was an object: the file is something else.
        """
        decode = self._decode
        self._done = 0
        number, broken, ended, good, bad = 0, 0, True, 0, 0
        for number, line in self._lines(noted):
            self._done += len(line)
            if not number % _TOLD_EVERY:
                progress(number, max(number, self._encoding.lines))
                if bad > _JUDGED_LINES and bad > _FEW * good:
                    raise _no_objects(self._path, noted)
            if line.isspace():
                continue
            ended = line.endswith((b"\n", b"\r"))
            try:
                item = decode(line)
                if type(item) is not dict:
                    bad += 1
                    _refuse(noted, number, _("the line holds no object"), line)
                    continue
                if needs_trimming(line) or len(line) > CELL_SIGNS:
                    item = trimmed(item)
                flat = flattened(item)
                good += 1
                yield number, flat
            except (*JSON_ERRORS, UnusableError) as error:
                broken = number
                bad += 1
                # To say why takes longer than to read the line.
                if not noted.only_counts("no-json", Outcome.REFUSED):
                    _refuse(noted, number, why_no_json(error), line)
        if broken and broken == number and not ended:
            noted.add(
                "cut-off",
                Outcome.SUSPICIOUS,
                _("The file ends in the middle of its last line. Fetch it once more."),
                row=number,
            )

    def _lines(self, noted: Noted) -> Iterator[tuple[int, bytes]]:
        """The lines as UTF-8, numbered from 1."""
        encoding = self._encoding
        if encoding.name == "utf-8" and not encoding.flawed:
            yield from self._plain_lines(noted)
            return
        with opened_lines(self._path, encoding, STREAMED_BYTES) as lines:
            while True:
                lines.begin()
                try:
                    text = next(lines)
                except StopIteration:
                    return
                except TooLongError:
                    _too_long(noted, lines.number)
                    continue
                if has_kept_bytes(text):
                    noted.add(
                        "undecodable",
                        Outcome.SUSPICIOUS,
                        _(
                            "Some bytes are not of the encoding of the file; they are kept as \\x and"
                            " value."
                        ),
                        row=lines.number,
                        value=visible(text),
                    )
                    # They stand in a text of JSON, where \ has to be written twice.
                    text = visible(text, "\\\\x")
                yield lines.number, text.encode("utf-8", "replace")

    def _plain_lines(self, noted: Noted) -> Iterator[tuple[int, bytes]]:
        number = 0
        with opened_bytes(self._path, STREAMED_BYTES) as file:
            file.read(self._encoding.mark_length)
            while line := file.readline(ROW_SIGNS + 1):
                number += 1
                if len(line) > ROW_SIGNS:
                    while line and not line.endswith(b"\n"):
                        line = file.readline(ROW_SIGNS)
                    _too_long(noted, number)
                    continue
                yield number, line


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Without the collector going through all that was decoded, which holds no cycles, time and again."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def _refuse(noted: Noted, number: int, reason: str, line: bytes) -> None:
    noted.add(
        "no-json",
        Outcome.REFUSED,
        _("The line cannot be read: {reason}.").format(reason=reason),
        row=number,
        value=line[:400].decode("utf-8", "replace"),
    )


def _too_long(noted: Noted, number: int) -> None:
    noted.add(
        "line-too-long",
        Outcome.REFUSED,
        _("The line has more than {most:,} signs.").format(most=ROW_SIGNS),
        row=number,
    )


def _no_objects(path: Path, noted: Noted) -> AtlasError:
    first = noted.findings[0] if noted.findings else None
    if first is None:
        return AtlasError(_("“{path}” holds no rows. Choose another file.").format(path=path))
    return AtlasError(
        _(
            "“{path}” holds hardly any line that is a JSON object: line {line:,} begins with “{text}”."
            " Choose another format."
        ).format(path=path, line=first.row, text=first.value[:40])
    )
