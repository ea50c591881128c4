"""The TinyDB storage of a library that Atlas writes.

TinyDB's own storage writes into the file and has no lock, its documents are shared with whoever
asked for them, and what is written after `close` vanishes. Here a save replaces the file whole,
under a lock, after what it was has become a backup; and whoever is mistaken is told.
"""

import logging
import os
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final

import msgspec
from tinydb.storages import Storage

from atlas_gui.errors import AtlasError
from atlas_gui.files import could_not_save, replacing, sweep_leftovers
from atlas_gui.i18n import _
from atlas_gui.store.backups import Backups
from atlas_gui.store.locking import WriteLock
from atlas_gui.store.migration import RawTables, migrated
from atlas_gui.store.opening import library_info
from atlas_gui.store.places import FileStamp, file_stamp, stamp_of
from atlas_gui.store.storage import (
    LibraryFileError,
    cannot_be_read,
    read_text_bytes,
    split_documents,
    text_bytes,
)

_log = logging.getLogger(__name__)
# So many documents are put together for one call of the system.
_AT_ONCE: Final = 256
_key = msgspec.json.Encoder().encode
_document = msgspec.json.Encoder().encode
_plain_tables = msgspec.json.Decoder(dict[str, dict[str, Any]])


class ChangedOutsideError(AtlasError):
    """The file is no longer the one that was read: another program wrote or removed it."""


class WritableLibraryStorage(Storage):
    """A library file as TinyDB tables of plain documents, which only this process may write.

    The lock is held from the construction to `close`. Without a file at `path` there are no tables
    until something is written. Raises LockedError if another writer holds the file,
    LibraryFileError if it cannot be read, AtlasError if its folder cannot be written to.
    """

    def __init__(self, path: Path, wait_seconds: float = 0) -> None:
        self.path = path
        # A link stays a link: what it leads to is replaced.
        self._target = path.resolve()
        self._backups = Backups(self._target, is_library)
        self._lock = WriteLock(self._target)
        self._lock.acquire(wait_seconds)
        try:
            self._sweep()
            # Before reading: what changes meanwhile is then noticed when it is saved.
            self._stamp = self._present_stamp()
            self._tables = self._read() if self._stamp else {}
        except BaseException:
            self._lock.release()
            raise

    @property
    def is_open(self) -> bool:
        """Whether it can still be written to."""
        return self._lock.held

    @property
    def stamp(self) -> FileStamp | None:
        """The file as it was read or written last; None if there is none yet."""
        return self._stamp

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Every table with its documents as plain data, the caller's own; None if there is no file."""
        if not self._tables:
            return None
        return _plain_tables.decode(b"".join(pieces(self._tables)))

    def tables(self) -> RawTables:
        """Every table with its documents as the bytes they are; the caller's own mappings."""
        return {name: dict(documents) for name, documents in self._tables.items()}

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Replace the file by these tables; raises as `write_tables`, which it goes through."""
        self.write_tables(
            {
                name: {str(key): msgspec.Raw(_document(held)) for key, held in documents.items()}
                for name, documents in data.items()
            }
        )

    def write_tables(self, tables: RawTables, *, overwrite: bool = False) -> None:
        """Replace the file by these tables, all of them or nothing.

        Raises AtlasError if the storage is closed or the system refuses, and ChangedOutsideError if
        the file is not what it was when it was read last; with `overwrite` it is replaced all the
        same, after it has become a backup. What is in memory stays as it was.
        """
        if not self.is_open:
            raise AtlasError(
                _("“{path}” was closed before this change; nothing was saved.").format(
                    path=self.path
                )
            )
        unchanged = file_stamp(self._target) == self._stamp
        if not unchanged and not overwrite:
            raise self._changed_outside()
        try:
            self._backups.keep(known_readable=unchanged)
            with replacing(self._target) as file:
                _write(tables, file)
                file.flush()
                # Of the file that is about to take the place, not of what somebody puts there next.
                stamp = stamp_of(os.fstat(file.fileno()))
        except OSError as error:
            raise could_not_save(self.path, error) from error
        self._stamp = stamp
        self._tables = {name: dict(documents) for name, documents in tables.items()}

    def close(self) -> None:
        """Let others write; nothing if it is closed already."""
        self._lock.release()

    def _present_stamp(self) -> FileStamp | None:
        """The stamp of the file; None only if there is surely none."""
        try:
            return stamp_of(self._target.stat())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise cannot_be_read(self.path, error) from error

    def _read(self) -> RawTables:
        return migrated(split_documents(read_text_bytes(self._target), self.path))

    def _sweep(self) -> None:
        swept = sweep_leftovers(self._target) + self._backups.sweep()
        if swept:
            _log.info("%d leftovers of an earlier writer of %s were removed.", swept, self.path)

    def _changed_outside(self) -> ChangedOutsideError:
        if file_stamp(self._target) is None:
            return ChangedOutsideError(
                _(
                    "“{path}” was moved or removed by another program since it was opened, and"
                    " nothing was saved. Save it under another name, or overwrite."
                ).format(path=self.path)
            )
        return ChangedOutsideError(
            _(
                "“{path}” was changed by another program since it was opened, and nothing was"
                " saved. Open it again, save under another name, or overwrite."
            ).format(path=self.path)
        )


def is_library(content: bytes) -> bool:
    """Whether these bytes are a library that opens: what is worth keeping as a backup."""
    unnamed = Path()
    try:
        library_info(migrated(split_documents(text_bytes(content, unnamed), unnamed)), unnamed)
    except LibraryFileError:
        return False
    return True


def save_copy(library: Path, target: Path) -> None:
    """Copy a library byte for byte to `target`, which is replaced whole or stays as it was.

    Raises LibraryFileError if the library cannot be read, LockedError if another writer holds
    `target`, AtlasError if it cannot be written.
    """
    content = read_whole(library)
    with WriteLock(target):
        replace_library(target, content)


def replace_library(target: Path, content: bytes) -> None:
    """Put `content` in the place of a library, which becomes a backup first; call it under the lock.

    Raises AtlasError if it cannot be written; the library is then what it was.
    """
    whole = target.resolve()
    try:
        Backups(whole, is_library).keep()
        with replacing(whole) as file:
            file.write(content)
    except OSError as error:
        raise could_not_save(target, error) from error


def read_whole(path: Path) -> bytes:
    """The bytes of a library as they are, a byte order mark too; LibraryFileError if it is none."""
    read_text_bytes(path)  # refuses what is too large before it is in memory
    try:
        content = path.read_bytes()
    except OSError as error:
        raise cannot_be_read(path, error) from error
    split_documents(text_bytes(content, path), path)
    return content


def pieces(tables: RawTables) -> Iterator[bytes]:
    """The file that holds these tables, piece by piece: each document on a line of its own."""
    for place, (name, documents) in enumerate(tables.items()):
        yield b"%s%s:{" % (b",\n" if place else b"{", _key(name))
        lines = iter(documents.items())
        separator = b"\n"
        while some := list(islice(lines, _AT_ONCE)):
            parts: list[Any] = []
            for key, raw in some:
                parts += (separator, _key(key), b":", raw)
                separator = b",\n"
            yield b"".join(parts)
        yield b"}"
    yield b"}\n" if tables else b"{}\n"


def _write(tables: RawTables, file: BinaryIO) -> None:
    file.writelines(pieces(tables))
