"""Profiles as TOML files."""

import re
from pathlib import Path

import msgspec

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.profile.model import PROFILE_VERSION, Profile
from atlas_gui.files import could_not_save, replace_file, size_to_read
from atlas_gui.i18n import _

# A thousand times what a long profile takes.
_LARGEST = 16 * 2**20
_PLACE = re.compile(r" - at `\$(.*)`$")


def read_profile(path: Path) -> Profile:
    """The profile in a file. Raises AtlasError, which names the key that is wrong."""
    try:
        if size_to_read(path) > _LARGEST:
            raise AtlasError(_("“{path}” is too large for a profile.").format(path=path))
        content = path.read_bytes()
    except OSError as error:
        raise AtlasError(
            _("“{path}” cannot be read: {reason}.").format(
                path=path, reason=error.strerror or error
            )
        ) from error
    return profile_in(content, path)


def profile_in(content: bytes, path: Path) -> Profile:
    """The profile in the bytes of a file that is called `path`. Raises AtlasError."""
    try:
        return msgspec.toml.decode(content, type=Profile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        reason, place = str(error), ""
        if found := _PLACE.search(reason):
            reason, place = reason[: found.start()], found[1].lstrip(".")
        where = _(", at “{place}”").format(place=place) if place else ""
        message = _("“{path}” is no import profile{where}: {reason}.").format(
            path=path, where=where, reason=reason.rstrip(".")
        )
        raise AtlasError(message, str(error)) from error


def write_profile(profile: Profile, path: Path) -> None:
    """Save a profile, whole or not at all. Raises AtlasError."""
    try:
        replace_file(path, profile_bytes(profile))
    except OSError as error:
        raise could_not_save(path, error) from error


def profile_bytes(profile: Profile) -> bytes:
    """A profile as TOML, in the order of its reference."""
    head = _("# How Atlas reads a file: see docs/import-profiles.md. Version {version}.")
    body = msgspec.toml.encode(msgspec.to_builtins(profile, str_keys=True))
    return f"{head.format(version=PROFILE_VERSION)}\n\n".encode() + body
