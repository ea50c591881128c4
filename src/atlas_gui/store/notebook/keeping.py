"""Writes the notebook: each change at once to the end of the journal, now and then all of it anew."""

import errno
import logging
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from threading import RLock
from typing import BinaryIO, Final, NamedTuple

from atlas_gui.domain.notebook import Change, News, fresh_id, rebased
from atlas_gui.errors import AtlasError
from atlas_gui.files import could_not_save, replace_file, replacing, sweep_leftovers, sync_folder
from atlas_gui.i18n import _
from atlas_gui.store.locking import WriteLock
from atlas_gui.store.notebook.asides import keep_aside, link
from atlas_gui.store.notebook.base import SCHEMA_VERSION, Meta, base_pieces
from atlas_gui.store.notebook.contents import Contents
from atlas_gui.store.notebook.journal import (
    Header,
    change_line,
    header_line,
    read_header,
    read_lines,
)
from atlas_gui.store.notebook.loading import Files, Loaded, Stamp, load, stamp_of

_log = logging.getLogger(__name__)
# Another program holds the lock for one change, which takes a hundredth of that.
_WAIT_SECONDS: Final = 2.0
# A journal that is longer than this, and than the rest of the notebook, takes time at the next start.
_LONG_JOURNAL: Final = 1_000_000
_LONGEST_HEADER: Final = 2_000
# No writing takes so many seconds.
_SURELY_DEAD: Final = 600.0


class _Untold(NamedTuple):
    """What others have done and nobody has been told of yet; `whole` if it cannot be told one by one."""

    changes: tuple[Change, ...] = ()
    whole: bool = False
    notice: str = ""


class _OvertakenError(Exception):
    """Another program has written the notebook anew in the meantime."""


class NotebookFile:
    """The notebook on disk, for one process of perhaps several that write it.

    What it holds in memory is what it has read and written so far. Its methods may be called from any
    thread. They raise AtlasError with a sentence for the reader, and what is on disk is then what it was.
    """

    def __init__(self, files: Files, loaded: Loaded) -> None:
        self._files = files
        self._lock: WriteLock | None = None
        self._is_swept = False
        self._guard = RLock()
        self._folding = RLock()
        self._untold = _Untold()
        self._take(loaded)

    @property
    def wants_folding(self) -> bool:
        """Whether the journal has become so long that `fold` should be called, soon and elsewhere."""
        base = self._stamp[2] if self._stamp else 0
        return self._must_fold or self._offset > max(_LONG_JOURNAL, base)

    def append(self, change: Change) -> News:
        """Put a change on disk; one that is there already is not put there twice."""
        with self._guard, self._locked():
            self._catch_up()
            if self._contents.holds(change):
                # It was written before, by a call that did not get to say so.
                self._untold = self._untold._replace(whole=True)
                return self._told()
            made = rebased(change, self._contents.entries.get, self._contents.searches.get)
            if self._must_fold:
                self._write_anew()
            self._write(change_line(made.change))
            self._contents.apply(made.change)
            return self._told()._replace(written=made.change, joined=made.joined)

    def fetch(self) -> News:
        """What others have put there since."""
        with self._guard:
            self._catch_up()
            return self._told()

    def fold(self) -> None:
        """Write `notebook.json` anew with all that the journal holds, and begin another journal.

        Changes can be appended meanwhile: none waits but for the moment in which the files change
        places. If another program changes them first, nothing is done.
        """
        with self._folding, ExitStack() as held:
            with self._guard:
                if not self._must_fold and not self._offset:
                    return
                contents, meta, stamp = self._contents.copy(), self._next_meta(), self._stamp
            try:
                with replacing(self._files.base) as file:
                    _write_base(file, contents, meta)
                    held.enter_context(self._guard)
                    held.enter_context(self._locked())
                    self._check_mine(stamp, meta.folded)
                    self._keep_old()
                self._begin_journal(meta)
            except _OvertakenError:
                _log.info("The notebook changed while it was being written anew; left as it is")
            except OSError as error:
                raise could_not_save(self._files.base, error) from error

    def settle(self) -> None:
        """For the end: fold in what the journal holds, so that one file is left.

        Changes may still be appended afterwards.
        """
        with self._folding, self._guard:
            if not self._must_fold and not self._offset:
                return
            with self._locked():
                try:
                    self._check_mine(self._stamp, self._journal)
                except _OvertakenError:
                    return
                except OSError as error:
                    raise could_not_save(self._files.base, error) from error
                self._write_anew()

    def sweep(self, older_than_seconds: float = _SURELY_DEAD) -> None:
        """Remove what writers that were killed left; the first change does so too.

        Younger files may be what another program is just writing: it folds in without the lock.
        """
        with self._guard, self._locked():
            for path in (self._files.base, self._files.journal):
                sweep_leftovers(path, older_than_seconds)
            self._files.backups.sweep()

    # What follows is called with `_guard` held.

    def _take(self, loaded: Loaded) -> None:
        self._contents: Contents = loaded.contents
        self._stamp = loaded.stamp
        self._journal, self._after = loaded.journal, loaded.after
        # How far the journal has been read; 0 if it is not there yet.
        self._offset = loaded.offset
        self._must_fold = loaded.must_fold
        self._damaged_base = loaded.damaged_base
        self._damaged_journal = loaded.damaged_journal

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Nobody else writes meanwhile, on this machine or another one."""
        if self._lock is not None and self._lock.held:
            yield
            return
        try:
            self._files.folder.mkdir(parents=True, exist_ok=True)
            if self._files.base.exists() and not self._files.base.stat().st_mode & 0o222:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            if self._lock is None:
                self._lock = WriteLock(self._files.base)
        except OSError as error:
            raise could_not_save(self._files.base, error) from error
        self._lock.acquire(_WAIT_SECONDS)
        try:
            if not self._is_swept:
                self._is_swept = True
                self.sweep()
            yield
        finally:
            self._lock.release()

    def _told(self) -> News:
        """What others have done, which is told once."""
        untold, self._untold = self._untold, _Untold()
        if untold.whole:
            return News(whole=self._contents.notebook(), notice=untold.notice)
        return News(untold.changes, notice=untold.notice)

    def _catch_up(self) -> None:
        """Read what others have written since."""
        try:
            self._caught_up()
        except OSError as error:
            raise could_not_save(self._files.base, error) from error

    def _check_mine(self, stamp: Stamp, journal: str) -> None:
        """Raise _OvertakenError if another program has written the notebook anew since.

        What is not there any more was written by nobody.
        """
        found = stamp_of(self._files.base)
        with suppress(FileNotFoundError), self._files.journal.open("rb") as file:
            header = read_header(file.readline(_LONGEST_HEADER))
            if header is not None and journal and header.id != journal and not self._must_fold:
                raise _OvertakenError
        if found not in (None, stamp) or stamp != self._stamp:
            raise _OvertakenError

    def _caught_up(self) -> None:
        stamp = stamp_of(self._files.base)
        if stamp is None and self._stamp is not None:
            # It was taken away, and nobody wrote it anew: memory has what was in it.
            _log.info("The notebook was taken away; it will be written anew")
            self._stamp, self._must_fold = None, True
        elif stamp != self._stamp:
            self._reread()
            return
        try:
            with self._files.journal.open("rb") as file:
                self._read_on(file)
        except FileNotFoundError:
            if self._offset:
                self._explain_loss(size=0)

    def _read_on(self, file: BinaryIO) -> None:
        """Take in what the journal holds behind the place up to which it has been read."""
        line = file.readline(_LONGEST_HEADER)
        header = read_header(line)
        if header is None and not line.endswith(b"\n") and not self._offset:
            return  # it was not written to the end of its first line, and confirmed to nobody
        if header is None or header.id != self._journal:
            self._reread()
            return
        size = os.fstat(file.fileno()).st_size
        if size < self._offset:
            self._explain_loss(size)
            return
        begin = max(self._offset, len(line))
        file.seek(begin)
        changes, length, damaged = read_lines(file.read() if size > begin else b"")
        self._offset, self._after = begin + length, header.after
        fresh = tuple(change for change in changes if not self._contents.holds(change))
        for change in fresh:
            self._contents.apply(change)
        self._untold = self._untold._replace(changes=self._untold.changes + fresh)
        if damaged:
            self._must_fold = self._damaged_journal = True

    def _explain_loss(self, size: int) -> None:
        """The journal is not what it was: it has just been folded in, or was taken away or cut off."""
        if stamp_of(self._files.base) != self._stamp:
            self._reread()
        else:
            _log.info("The journal of the notebook was taken away; it will be written anew")
            self._offset, self._must_fold = size, True

    def _reread(self) -> None:
        """Another program has written the notebook anew."""
        before, loaded = self._contents, load(self._files)
        if loaded.later:
            raise AtlasError(" ".join(loaded.notices))
        self._take(loaded)
        notice = " ".join(loaded.notices)
        last = before.recent[-1:]
        strange = bool(last) and (loaded.foreign or not self._contents.knows(last[0]))
        # What stands there now does not come of what stood there before.
        if strange and self._contents.take_in(before):
            self._must_fold = True
            notice = notice or _(
                "The notebook was replaced by another program. What was kept here before has been"
                " added to it."
            )
        self._untold = _Untold(whole=True, notice=notice)

    def _write(self, line: bytes) -> None:
        """Add a line to the journal, in one piece, and force it to disk."""
        path, is_new = self._files.journal, not self._offset
        if is_new:
            line = header_line(Header(self._journal, self._after)) + line
        try:
            with path.open("wb" if is_new else "r+b", buffering=0) as file:
                # What stands behind the last whole line was confirmed to nobody.
                file.truncate(self._offset)
                file.seek(self._offset)
                try:
                    _write_whole(file, line)
                    os.fsync(file.fileno())
                except OSError:
                    with suppress(OSError):
                        file.truncate(self._offset)
                    raise
            if is_new:
                sync_folder(self._files.folder)
        except OSError as error:
            raise could_not_save(path, error) from error
        self._offset += len(line)

    def _next_meta(self) -> Meta:
        """What the next base says of itself."""
        return Meta(
            schema_version=SCHEMA_VERSION,
            journal=fresh_id(),
            folded=self._journal if self._offset else "",
            folded_bytes=self._offset,
            recent=self._contents.recent,
        )

    def _write_anew(self) -> None:
        """`fold`, by somebody who holds the lock."""
        was_damaged = self._damaged_base
        self._write_base_and_journal()
        if was_damaged:
            # Once more, so that there is a backup again of what was brought together from several files.
            self._write_base_and_journal()

    def _write_base_and_journal(self) -> None:
        meta = self._next_meta()
        try:
            with replacing(self._files.base) as file:
                _write_base(file, self._contents, meta)
                self._keep_old()
            self._begin_journal(meta)
        except OSError as error:
            raise could_not_save(self._files.base, error) from error

    def _keep_old(self) -> None:
        """Before the base is replaced: a backup of it, or a name at which what is damaged stays."""
        if self._damaged_base:
            keep_aside(self._files.base)
        else:
            self._files.backups.keep(known_readable=True)
        if self._damaged_journal:
            keep_aside(self._files.journal)

    def _begin_journal(self, meta: Meta) -> None:
        """After the base has been replaced: another journal, with what is not in the base yet."""
        journal, folded = self._files.journal, self._files.folded
        tail = b""
        with suppress(FileNotFoundError), journal.open("rb") as file:
            if meta.folded:
                file.seek(meta.folded_bytes)
                rest = file.read()
                tail = rest[: rest.rfind(b"\n") + 1]
            folded.parent.mkdir(exist_ok=True)
        header = header_line(Header(meta.journal, self._journal))
        if tail:
            link(journal, folded)
            replace_file(journal, header + tail)
        else:
            with suppress(FileNotFoundError):
                journal.replace(folded)
            sync_folder(self._files.folder)
        self._after, self._journal = self._journal, meta.journal
        self._offset = len(header) + self._offset - meta.folded_bytes if tail else 0
        self._stamp = stamp_of(self._files.base)
        self._must_fold = self._damaged_base = self._damaged_journal = False


def _write_base(file: BinaryIO, contents: Contents, meta: Meta) -> None:
    file.writelines(base_pieces(contents, meta))
    # Now, because nobody else can write from the next step on.
    file.flush()
    os.fsync(file.fileno())


def _write_whole(file: BinaryIO, content: bytes) -> None:
    """One write, as a rule; a disk that is getting full takes less, and refuses the rest."""
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]
