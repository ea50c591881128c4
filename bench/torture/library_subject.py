"""Libraries to be tortured."""

import re
from collections.abc import Callable, Collection, Hashable
from pathlib import Path

import msgspec

from atlas_gui.store import open_library
from atlas_gui.store.migration import RawTables
from atlas_gui.store.restoring import backups_of
from atlas_gui.store.writing import WritableLibraryStorage, is_library
from bench.corpus import made_library
from bench.torture.subject import LostError

_PLACE = b"########"
_STAMP = re.compile(rb"State (\d{8})")
_WAIT_SECONDS = 30.0


class LibrarySubject:
    """A library of `records` made records, each of which names the state that it belongs to."""

    name = "library"

    def __init__(self, records: int) -> None:
        self._records = records
        self._base: RawTables = {}

    def prepare(self, folder: Path) -> None:
        """As Subject says."""
        plain = msgspec.json.decode(made_library(self._records).read_bytes())
        for number, document in enumerate(plain["records"].values()):
            document["summary"] = f"State ######## of record {number}."
        self._base = msgspec.json.decode(msgspec.json.encode(plain), type=RawTables)
        folder.mkdir(parents=True, exist_ok=True)
        storage = WritableLibraryStorage(_path(folder))
        storage.write_tables(self._tables(0))
        storage.close()

    def save(self, folder: Path, number: int, begun: Callable[[], None]) -> None:
        """As Subject says."""
        tables = self._tables(number)
        storage = WritableLibraryStorage(_path(folder), wait_seconds=_WAIT_SECONDS)
        try:
            begun()
            storage.write_tables(tables)
        finally:
            storage.close()

    def state(self, folder: Path) -> int:
        """As Subject says."""
        library = open_library(_path(folder))
        if library.damaged or len(library.records) != self._records:
            raise LostError(f"{len(library.records)} records, {len(library.damaged)} damaged")
        storage = WritableLibraryStorage(_path(folder))
        try:
            found = storage.tables()
        finally:
            storage.close()
        first = _STAMP.search(bytes(found["records"]["1"]))
        if first is None:
            raise LostError("the first record belongs to no state")
        number = int(first[1])
        expected = self._tables(number)
        for table, documents in expected.items():
            if list(found.get(table, {})) != list(documents):
                raise LostError(f"other documents in {table}")
            for key, raw in documents.items():
                if bytes(found[table][key]) != bytes(raw):
                    raise LostError(f"{table}/{key} is not of state {number}")
        return number

    def faulty_backups(self, folder: Path) -> list[str]:
        """Backups that nobody could go back to: there must be none, and there must be backups."""
        held = backups_of(_path(folder))
        faulty = [b.path.name for b in held if not is_library(b.path.read_bytes())]
        return [f"backup {name} is no library" for name in faulty] + ["no backups"] * (not held)

    def possible(self, before: Hashable, tried: tuple[int, ...]) -> Collection[Hashable]:
        """As Subject says."""
        return {before, *tried}

    def _tables(self, number: int) -> RawTables:
        stamp = b"%08d" % number
        records = {
            key: msgspec.Raw(bytes(raw).replace(_PLACE, stamp, 1))
            for key, raw in self._base["records"].items()
        }
        return {**self._base, "records": records}


def _path(folder: Path) -> Path:
    return folder / "library.json"
