"""A file opened for reading: the one shape that every reader hands out."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.findings import Finding
from atlas_gui.exchange.importing.reading.limits import COLUMNS, ROWS
from atlas_gui.exchange.importing.reading.noted import Noted
from atlas_gui.exchange.importing.rows import FileWishes, Row
from atlas_gui.i18n import _


class OpenedTable:
    """Keeps the contract `rows.Table`; may be used in a `with` statement.

    `make_rows` begins to read the rows, anew each time it is called; `total` is at most so many.
    """

    def __init__(
        self,
        path: Path,
        columns: Sequence[str],
        used: FileWishes,
        noted: Noted,
        make_rows: Callable[[], Iterator[Row]],
        *,
        choices: Sequence[str] = (),
        total: int | None = None,
    ) -> None:
        if len(columns) > COLUMNS:
            raise AtlasError(
                _(
                    "“{path}” has more than {most:,} columns, which is more than Atlas reads. Remove those"
                    " that you do not need, or turn the table so that each record has a row."
                ).format(path=path, most=COLUMNS)
            )
        self._path = path
        self.columns = columns
        self.used = used
        self.choices = choices
        self.total = total
        self._noted = noted
        self._noted_at_first = noted.mark()
        self._make_rows = make_rows
        self._reading: list[Iterator[Row]] = []

    @property
    def findings(self) -> Sequence[Finding]:
        """What was found so far, the file as a whole first, then row by row."""
        return self._noted.findings

    def rows(self) -> Iterator[Row]:
        """Every row that holds anything; called again, they are read again from the beginning.

        Raises AtlasError where the file cannot be read further, or has more rows than Atlas reads.
        """
        self.close()
        self._noted.back_to(self._noted_at_first)
        made = self._make_rows()
        self._reading.append(made)
        return self._counted(made)

    def _counted(self, made: Iterator[Row]) -> Iterator[Row]:
        for count, row in enumerate(made):
            if count >= ROWS:
                raise AtlasError(
                    _(
                        "“{path}” has more than {most:,} rows, from row {row:,} on. Divide it into"
                        " several files."
                    ).format(path=self._path, most=ROWS, row=row.number)
                )
            yield row

    def close(self) -> None:
        """Let go of the file; rows that were begun end here."""
        for made in self._reading:
            # A generator that is closed runs its `finally`, and so closes its file.
            getattr(made, "close", lambda: None)()
        self._reading.clear()

    def __enter__(self) -> Self:
        """The table itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the file."""
        self.close()
