"""Check what was changed in a library, without all that was not."""

from collections.abc import Iterable, Mapping
from itertools import count

from atlas_gui.domain.entities import Country
from atlas_gui.progress import Progress, untold
from atlas_gui.store.check.examination import Examination, Raw
from atlas_gui.store.check.faults import Fault, shown
from atlas_gui.store.tables import TABLES

_STEP = 250


def faults_of_changes(
    changed: Mapping[str, Raw],
    known: Mapping[str, set[str]],
    countries: Iterable[Country],
    progress: Progress = untold,
) -> tuple[Fault, ...]:
    """Every fault of the documents in `changed`, by table and key.

    `known` has the identifiers of each table as it will be, `countries` all of them: a record's
    pairs depend on those that did not change, too. Faults of what did not change are not told.
    """
    total, done = sum(map(len, changed.values())), count(1)

    def looked_at() -> None:
        number = next(done)
        if number % _STEP == 0:
            progress(number, total)

    everything = {table: set(known.get(table, ())) for table in TABLES}
    examination = Examination(everything, countries, looked_at)
    for table in TABLES:
        examination.read(table, changed.get(table, {}))
    return examination.faults()


def faults_of_removals(
    left: Mapping[str, Raw],
    removed: set[str],
    known: Mapping[str, set[str]],
    countries: Iterable[Country],
) -> tuple[Fault, ...]:
    """References to `removed` identifiers in the documents of `left` that are there still."""
    if not removed:
        return ()
    names = [name.encode() for name in removed]
    touched: dict[str, Raw] = {}
    for table, documents in left.items():
        # Most documents are passed over by their bytes; where much is removed, that saves nothing.
        touched[table] = {
            key: raw
            for key, raw in documents.items()
            if len(names) > 50 or any(name in bytes(raw) for name in names)
        }
    missing = {shown(name) for name in removed}
    return tuple(
        fault for fault in faults_of_changes(touched, known, countries) if fault.found in missing
    )
