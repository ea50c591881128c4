"""A library that is being changed: its documents by identifier, checked before they are saved."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self, cast

import msgspec

from atlas_gui.domain.entities import Country, Document, LibraryInfo
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _, ngettext
from atlas_gui.progress import Progress, untold
from atlas_gui.store.check.faults import Fault
from atlas_gui.store.opening import library_info
from atlas_gui.store.storage import LibraryFileError
from atlas_gui.store.tables import TABLES, Unreadable
from atlas_gui.store.writing import WritableLibraryStorage

_encoder = msgspec.json.Encoder()


class _Identified(msgspec.Struct):
    id: str = ""


_identified = msgspec.json.Decoder(_Identified)


class FaultyChangeError(AtlasError):
    """What was to be saved has faults, all in `faults`; nothing was saved."""

    def __init__(self, path: Path, faults: tuple[Fault, ...]) -> None:
        message = _("“{path}” was not saved: {fault}.").format(path=path, fault=faults[0])
        if len(faults) > 1:
            more = len(faults) - 1
            message += " " + ngettext(
                "There is one more fault.", "There are {count} more faults.", more
            ).format(count=more)
        super().__init__(message, "\n".join(map(str, faults)))
        self.faults = faults


class LibraryStore:
    """The tables of a library file in memory, and the right to write it, until `close`.

    Documents are given and taken as the domain's own types; a document stays the bytes it was until
    it is changed, so that what this Atlas cannot read is not lost. Nothing is written before `save`.
    """

    def __init__(self, storage: WritableLibraryStorage) -> None:
        self._storage = storage
        self._tables = storage.tables()
        for name in TABLES:
            self._tables.setdefault(name, {})
        # By table: the key of each identifier, known as soon as somebody asks by identifier.
        self._keys: dict[str, dict[str, str]] = {}
        self._changed: dict[str, set[str]] = {}
        self._removed: dict[str, set[str]] = {}
        # Whether the checker found no fault in what was changed, and nothing was changed since.
        self._is_sound = False

    @classmethod
    def open(cls, path: Path, wait_seconds: float = 0) -> Self:
        """The library at `path`, to be changed; nobody else may write it until it is closed.

        Raises LibraryFileError if there is none, or it cannot be read or is of a newer schema;
        LockedError if another writer holds it; AtlasError if its folder cannot be written to.
        """
        if not os.path.exists(path):  # noqa: PTH110  # Path.exists raises what it cannot answer
            raise LibraryFileError(_("“{path}” is not there.").format(path=path))
        storage = WritableLibraryStorage(path, wait_seconds)
        try:
            library_info(storage.tables(), path)
        except BaseException:
            storage.close()
            raise
        return cls(storage)

    @classmethod
    def create(cls, path: Path, info: LibraryInfo) -> Self:
        """An empty library that will stand at `path` once it is saved.

        Raises AtlasError if something stands there already or the folder cannot be written to.
        """
        if os.path.lexists(path):
            raise AtlasError(_("“{path}” is there already. Choose another name.").format(path=path))
        storage = WritableLibraryStorage(path)
        store = cls(storage)
        store.put("meta", [info])
        return store

    @property
    def path(self) -> Path:
        """The file that is saved to."""
        return self._storage.path

    def count(self, table: str) -> int:
        """How many documents a table holds; KeyError if there is no such table."""
        return len(self._tables[table])

    def ids(self, table: str) -> tuple[str, ...]:
        """The identifiers of a table; of two alike one; KeyError if there is no such table."""
        return tuple(self._ids(table))

    def encoded(self, table: str, name: str) -> bytes | None:
        """A document as it is stored; None if the table has none of that identifier."""
        key = self._ids(table).get(name)
        return None if key is None else bytes(self._tables[table][key])

    def documents(self, table: str) -> Iterator[Document | Unreadable]:
        """Every document of a table, in the order of the file; KeyError if there is no such table."""
        decoder = msgspec.json.Decoder(TABLES[table])
        for key, raw in tuple(self._tables[table].items()):
            try:
                yield decoder.decode(raw)
            except (msgspec.DecodeError, RecursionError) as error:
                yield Unreadable(table, key, bytes(raw), str(error))

    def put(self, table: str, documents: Iterable[Document]) -> None:
        """Add documents to a table, each in the place of the one with its identifier if there is one.

        Raises TypeError if a document is not of the table's kind, KeyError for an unknown table.
        """
        self._is_sound = False
        held, keys = self._tables[table], self._ids(table)
        following = max((int(key) for key in held if key.isdecimal()), default=0) + 1
        changed = self._changed.setdefault(table, set())
        buffer = bytearray()
        for document in documents:
            if not isinstance(document, TABLES[table]):
                raise TypeError(f"{table} holds no {type(document).__name__}")
            name = _name(document)
            key = keys.get(name)
            if key is None:
                key, following = str(following), following + 1
                keys[name] = key
            # What `encode` gives back holds up to half as much again as it needs, for as long as it lives.
            _encoder.encode_into(document, buffer)
            held[key] = msgspec.Raw(bytes(buffer))
            changed.add(key)

    def remove(self, table: str, ids: Iterable[str]) -> None:
        """Take documents out of a table; KeyError, and nothing removed, if one of them is not there."""
        self._is_sound = False
        keys = self._ids(table)
        wanted = list(dict.fromkeys(ids))
        for name in wanted:
            if name not in keys:
                raise KeyError(name)
        for name in wanted:
            key = keys.pop(name)
            del self._tables[table][key]
            self._changed.get(table, set()).discard(key)
            self._removed.setdefault(table, set()).add(name)

    def replace_tables(self, tables: Mapping[str, Iterable[Document]]) -> None:
        """Put new documents in the place of all those of the named tables; raises as `put`."""
        for table, documents in tables.items():
            before = set(self._ids(table))
            self._tables[table] = {}
            self._keys[table] = {}
            self._changed[table] = set()
            self.put(table, documents)
            self._removed.setdefault(table, set()).update(before)

    def faults(self, progress: Progress = untold) -> tuple[Fault, ...]:
        """What the checker finds in what was changed since it was saved; none if it may be saved.

        Takes about a tenth of a millisecond for each changed record: of many, more than a frame;
        `progress` tells how many of how many documents are done. Raises what `progress` raises.
        """
        # The checker knows every currency and country, and takes as long to load.
        from atlas_gui.store.check.changes import faults_of_changes, faults_of_removals

        known = {table: set(self._ids(table)) for table in TABLES}
        countries = [c for c in self.documents("countries") if isinstance(c, Country)]
        changed = {
            table: {key: self._tables[table][key] for key in sorted(keys, key=int)}
            for table, keys in self._changed.items()
        }
        gone = {name for table, names in self._removed.items() for name in names - known[table]}
        left = (
            {
                table: {k: raw for k, raw in documents.items() if k not in changed.get(table, {})}
                for table, documents in self._tables.items()
                if table in TABLES
            }
            if gone
            else {}
        )
        found = (
            *faults_of_changes(changed, known, countries, progress),
            *faults_of_removals(left, gone, known, countries),
        )
        self._is_sound = not found
        return found

    def save(self, *, overwrite: bool = False, progress: Progress = untold) -> None:
        """Write the library: all of it, or the file stays as it was and the changes stay in memory.

        Raises FaultyChangeError if the checker finds a fault in what was changed,
        ChangedOutsideError if another program changed the file since it was read (not with
        `overwrite`), AtlasError if the store is closed or the system refuses, and what `progress`
        raises, as in `faults`.
        """
        if not self._is_sound and (faults := self.faults(progress)):
            raise FaultyChangeError(self.path, faults)
        self._storage.write_tables(self._tables, overwrite=overwrite)
        self._changed.clear()
        self._removed.clear()

    def close(self) -> None:
        """Let others write; what was not saved is gone."""
        self._storage.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _ids(self, table: str) -> dict[str, str]:
        """The keys of a table's documents by identifier; what cannot be read has none."""
        if table not in self._keys:
            found: dict[str, str] = {}
            for key, raw in self._tables[table].items():
                try:
                    name = _identified.decode(raw).id
                except (msgspec.DecodeError, RecursionError):
                    continue
                found.setdefault(name, key)
            self._keys[table] = found
        return self._keys[table]


def _name(document: Document) -> str:
    """What a document is called in its table; the description of a library needs no name."""
    return cast(str, getattr(document, "id", ""))
