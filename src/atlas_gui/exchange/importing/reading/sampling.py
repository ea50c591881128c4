"""The first rows of a file, for a preview."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from msgspec import Struct

from atlas_gui.exchange.importing.findings import Finding
from atlas_gui.exchange.importing.reading.opening import open_table
from atlas_gui.exchange.importing.rows import FileWishes, Row
from atlas_gui.progress import Progress, untold

_DEFAULT: Final = FileWishes()


class Sample(Struct, frozen=True):
    """What `rows.Table` says of a file, with its first rows, and what was found up to there."""

    columns: Sequence[str]
    used: FileWishes
    choices: Sequence[str]
    total: int | None
    rows: Sequence[Row]
    findings: Sequence[Finding]


def sample(
    path: Path,
    wishes: FileWishes = _DEFAULT,
    count: int = 50,
    progress: Progress = untold,
) -> Sample:
    """The first `count` rows of a file; no more of the rows is read than these.

    Opening still goes through a text once, to know its encoding, and through JSON Lines to know
    the columns. Raises what `open_table` raises.
    """
    with open_table(path, wishes, progress) as table:
        rows = list(islice(table.rows(), count))
        return Sample(table.columns, table.used, table.choices, table.total, rows, table.findings)
