"""What kind of place a file stands in, and whether it is still the file that was read."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

# What the clients of cloud services leave in the folder that they copy about, by exact name.
_MARKERS: Mapping[str, str] = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".stversions": "Syncthing",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".debris": "MEGA",
    ".seafile-data": "Seafile",
}
# The same for what ends in a number or a code of its own.
_MARKER_STARTS: Mapping[str, str] = {
    "._sync_": "Nextcloud",
    ".sync_": "Nextcloud",
    ".849c9593-d756-4e56-8d6e-42412f2a707b": "OneDrive",
}
# How those clients name their folders; others follow after a space or a hyphen ("OneDrive - Work").
_FOLDERS: Mapping[str, str] = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "com~apple~clouddocs": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "syncthing": "Syncthing",
    "mega": "MEGA",
    "megasync": "MEGA",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "seafile": "Seafile",
    "box sync": "Box",
}


class FileStamp(NamedTuple):
    """What changes when a file is written to or replaced: inode, time of change (ns), bytes."""

    inode: int
    mtime_ns: int
    size: int


def file_stamp(path: Path) -> FileStamp | None:
    """The stamp of the file that `path` names now; None if it cannot be asked, or is not there."""
    try:
        return stamp_of(path.stat())
    except OSError:
        return None


def stamp_of(status: os.stat_result) -> FileStamp:
    """The stamp in what the system says of an open file."""
    return FileStamp(status.st_ino, status.st_mtime_ns, status.st_size)


def synchronised_by(folder: Path) -> str | None:
    """The service that copies this folder to other machines, as far as names tell; None if none does."""
    for place in (folder, *folder.parents):
        service = _marked(place) or _named(place.name)
        if service is not None:
            return service
    return None


def _marked(folder: Path) -> str | None:
    try:
        with os.scandir(folder) as entries:
            names = {entry.name for entry in entries if entry.name.startswith(".")}
    except OSError:
        return None
    for name in sorted(names):
        if service := _MARKERS.get(name.casefold()):
            return service
        for start, of in _MARKER_STARTS.items():
            if name.casefold().startswith(start):
                return of
    return None


def _named(name: str) -> str | None:
    plain = name.casefold()
    for known, service in _FOLDERS.items():
        rest = plain.removeprefix(known)
        if plain.startswith(known) and (not rest or rest.startswith((" - ", "-", " ("))):
            return service
    return None
