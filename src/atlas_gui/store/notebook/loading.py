"""Reads the notebook in a folder, whatever state it was left in; nothing on disk is changed by that."""

import logging
from pathlib import Path
from typing import Final, NamedTuple

from atlas_gui.domain.notebook import fresh_id
from atlas_gui.errors import AtlasError
from atlas_gui.files import size_to_read
from atlas_gui.i18n import _, ngettext
from atlas_gui.store.backups import Backups
from atlas_gui.store.notebook.base import (
    MOST_BYTES,
    Base,
    DamagedError,
    Meta,
    is_readable,
    read_base,
)
from atlas_gui.store.notebook.contents import Contents
from atlas_gui.store.notebook.journal import VERSION, Journal, read_journal

_log = logging.getLogger(__name__)
# Beside the file that is being replaced, another program may be writing.
_ATTEMPTS: Final = 5
Stamp = tuple[int, int, int] | None


class Files:
    """Where the parts of a notebook are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.base = folder / "notebook.json"
        self.journal = folder / "notebook.journal"
        self.backups = Backups(self.base, is_readable)
        # The journal that was folded in last: with the last backup it makes up what the base holds.
        self.folded = self.backups.folder / "folded.journal"


class Loaded(NamedTuple):
    """A notebook as it was found, and where its next change goes.

    `stamp` is that of the base, `journal` names the journal to go on in, `after` the one before it;
    `offset` is how far it has been read, 0 if it is not there yet. `must_fold` says that the files have
    to be written anew before anything is added, `damaged_base` and `damaged_journal` that they are to be
    kept aside then. Of a notebook with `later` nothing may be written. With `foreign`, the base does not
    come of the notebook to which the journal belongs.
    """

    contents: Contents
    stamp: Stamp
    journal: str
    after: str
    offset: int
    notices: tuple[str, ...] = ()
    must_fold: bool = False
    damaged_base: bool = False
    damaged_journal: bool = False
    later: bool = False
    foreign: bool = False


def load(files: Files) -> Loaded:
    """The notebook; an empty one if there is none. Raises AtlasError if it cannot be read now."""
    try:
        return _load_settled(files)
    except OSError as error:
        raise _cannot_read(files.base, error) from error


def _load_settled(files: Files) -> Loaded:
    loaded = _load(files)
    for _attempt in range(_ATTEMPTS):
        if stamp_of(files.base) == loaded.stamp and not loaded.must_fold:
            break
        # What does not fit may have been replaced between one read and the next.
        before, loaded = loaded, _load(files)
        if loaded.stamp == before.stamp == stamp_of(files.base):
            break
    return loaded


def stamp_of(path: Path) -> Stamp:
    """What tells a file from another one under its name; None if there is none. Raises OSError."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def read_bytes(path: Path) -> bytes | None:
    """The bytes of a file; None if there is none. Raises AtlasError, and DamagedError if it is too large."""
    try:
        if size_to_read(path) > MOST_BYTES:
            raise DamagedError(_("it is too large"))
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _cannot_read(path, error) from error


def _cannot_read(path: Path, error: OSError) -> AtlasError:
    reason = error.strerror or str(error)
    return AtlasError(
        _("“{path}” cannot be read: {reason}. It is left as it is.").format(
            path=path, reason=reason
        ),
        str(error),
    )


def _load(files: Files) -> Loaded:
    stamp = stamp_of(files.base)
    content: bytes | None = None
    try:
        content = read_bytes(files.base)
        base = read_base(content) if content is not None else None
    except DamagedError as error:
        return _recovered(files, stamp, str(error))
    meta = base.meta if base else Meta(schema_version=1)
    journal, reason = _journal(files.journal, meta)
    header = journal.header if journal else None
    if base is None and header is not None and header.after:
        return _recovered(files, None, "")
    if base is None:
        base = Base(Contents(), Meta(schema_version=1, journal=header.id if header else fresh_id()))
    if base.is_later or (header is not None and header.version > VERSION):
        return _later(base, stamp)
    return _continued(base, stamp, journal, reason)


def _later(base: Base, stamp: Stamp) -> Loaded:
    notice = _(
        "A later version of Atlas wrote the notebook; this one shows what it understands of it, and"
        " leaves it as it is. Install the newer Atlas to change it."
    )
    return Loaded(base.contents, stamp, "", "", 0, (notice,), later=True)


def _continued(base: Base, stamp: Stamp, journal: Journal | None, reason: str) -> Loaded:
    """A sound base with the journal that goes on from it, or with whatever stands in its place."""
    contents, meta = base.contents, base.meta
    notices = list(_of_unreadable(contents))
    must_fold = not meta.journal
    following, foreign = meta.journal or fresh_id(), False
    if reason:
        notices.append(_journal_damaged(reason))
        return Loaded(
            contents, stamp, following, meta.folded, 0, (*notices,), True, damaged_journal=True
        )
    if journal is None or (journal.header is None and not journal.end):
        return Loaded(contents, stamp, following, meta.folded, 0, (*notices,), must_fold)
    header = journal.header
    if header is None or header.id not in (following, meta.folded):
        _log.info("The journal of the notebook belongs to another notebook.json")
        contents.put_on_top(journal.changes)
        must_fold = foreign = True
        if header is not None:
            notices.append(
                _(
                    "The notebook was replaced by another program, one that copies files perhaps."
                    " What was written on this machine since has been added to it."
                )
            )
    else:
        for change in journal.changes:
            if not contents.holds(change):
                contents.apply(change)
        # Its first part is in the base, and it was to be replaced; the next writer will do that.
        must_fold = must_fold or header.id == meta.folded
        following = header.id
    if journal.damaged:
        notices.append(_lines_damaged(journal.damaged))
    return Loaded(
        contents,
        stamp,
        following,
        header.after if header else "",
        journal.end,
        tuple(notices),
        must_fold or bool(journal.damaged),
        damaged_journal=bool(journal.damaged),
        foreign=foreign,
    )


def _recovered(files: Files, stamp: Stamp, reason: str) -> Loaded:
    """The newest backup that can be read, with all journals since; `reason` says why the base cannot be.

    Without a reason it is not there at all.
    """
    base, when = _newest_backup(files)
    contents, cursor = base.contents, base.meta.journal
    damaged = 0
    journal, journal_reason = _journal(files.journal, base.meta)
    for part in (_journal(files.folded, base.meta)[0], journal):
        if part is None or part.header is None:
            continue
        fits = part.header.id == cursor or (part.header.after and part.header.after == cursor)
        if fits or part is journal or not when:
            for change in part.changes:
                if not contents.holds(change):
                    contents.apply(change)
            cursor = part.header.id
            damaged += part.damaged
    notices = [_damaged_base(reason, when)]
    if journal_reason or damaged:
        notices.append(
            _journal_damaged(journal_reason) if journal_reason else _lines_damaged(damaged)
        )
    header = journal.header if journal else None
    return Loaded(
        contents,
        stamp,
        header.id if header else fresh_id(),
        cursor,
        journal.end if journal else 0,
        tuple(notices),
        must_fold=True,
        damaged_base=True,
        damaged_journal=bool(journal_reason or damaged),
    )


def _newest_backup(files: Files) -> tuple[Base, str]:
    """The newest backup that can be read, and from when it is; an empty notebook if there is none."""
    for backup in files.backups.all():
        try:
            base = read_base(read_bytes(backup.path) or b"")
        except (AtlasError, DamagedError) as error:
            _log.warning("A backup of the notebook cannot be read: %s: %s", backup.path, error)
            continue
        if not base.is_later:
            return base, backup.when.astimezone().strftime("%Y-%m-%d %H:%M")
    return Base(Contents(), Meta(schema_version=1)), ""


def _journal(path: Path, meta: Meta) -> tuple[Journal | None, str]:
    """A journal as far as it is not folded in yet; and why it cannot be read, if it is there at all."""
    try:
        content = read_bytes(path)
    except DamagedError as error:
        return None, str(error)
    return (None if content is None else read_journal(content, meta.folded, meta.folded_bytes)), ""


def _of_unreadable(contents: Contents) -> list[str]:
    count = len(contents.unreadable)
    if not count:
        return []
    return [
        ngettext(
            "{count} item of the notebook cannot be read. It stays in the file as it is.",
            "{count} items of the notebook cannot be read. They stay in the file as they are.",
            count,
        ).format(count=count)
    ]


def _lines_damaged(count: int) -> str:
    return ngettext(
        "{count} change at the end of the notebook could not be read and is left out; the damaged file"
        " “notebook.journal” will be kept under another name.",
        "{count} changes at the end of the notebook could not be read and are left out; the damaged"
        " file “notebook.journal” will be kept under another name.",
        count,
    ).format(count=count)


def _journal_damaged(reason: str) -> str:
    return _(
        "The last changes of the notebook cannot be read, because of their file “notebook.journal”"
        " {reason}; it will be kept under another name."
    ).format(reason=reason)


def _damaged_base(reason: str, when: str) -> str:
    if not reason:
        if when:
            return _(
                "The file of the notebook, “notebook.json”, is gone. What follows is its backup of"
                " {when} with all changes since."
            ).format(when=when)
        return _(
            "The file of the notebook, “notebook.json”, is gone, and so are its backups. What was"
            " changed since it was written last is still here."
        )
    if when:
        return _(
            "The notebook could not be read: {reason}. Its backup of {when} was taken, with all"
            " changes since; the damaged file will be kept under another name."
        ).format(reason=reason, when=when)
    return _(
        "The notebook could not be read: {reason}. No backup of it was found; the damaged file will"
        " be kept under another name."
    ).format(reason=reason)
