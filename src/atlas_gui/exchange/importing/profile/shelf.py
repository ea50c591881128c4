"""Where profiles are kept: those that come with Atlas, and the reader's own."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from atlas_gui import paths
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.profile.model import Profile
from atlas_gui.exchange.importing.profile.toml_file import read_profile
from atlas_gui.i18n import _

SUFFIX = ".toml"


class ShelvedProfile(NamedTuple):
    """A profile and its file; `own` if the reader made it."""

    profile: Profile
    path: Path
    own: bool


def own_folder(reader: Path) -> Path:
    """Where the reader's own profiles are, below the folder of all that the reader keeps."""
    return reader / "profiles"


def profiles(reader: Path) -> tuple[ShelvedProfile, ...]:
    """Every readable profile, the reader's own first; an own one hides a shipped one of its name."""
    found: dict[str, ShelvedProfile] = {}
    for folder, own in ((own_folder(reader), True), (paths.resources() / "profiles", False)):
        for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ():
            try:
                profile = read_profile(path)
            except AtlasError:
                continue
            found.setdefault(profile.profile.name, ShelvedProfile(profile, path, own))
    return tuple(found.values())


def find_profile(wanted: str, reader: Path) -> Profile:
    """The profile of a name, or in a file. Raises AtlasError, which lists the names there are."""
    as_path = Path(wanted)
    if wanted.endswith(SUFFIX) or as_path.is_file():
        return read_profile(as_path)
    shelf = profiles(reader)
    for one in shelf:
        if one.profile.profile.name == wanted:
            return one.profile
    own = own_folder(reader) / f"{as_path.name}{SUFFIX}"
    if own.is_file():
        return read_profile(own)
    names = ", ".join(one.profile.profile.name for one in shelf)
    raise AtlasError(
        _("There is no profile “{name}”. There are: {names}.").format(name=wanted, names=names)
    )


def fitting_profile(columns: Sequence[str], reader: Path) -> Profile | None:
    """The profile whose every tell-tale column a table has: of several, the one with most of them."""
    held = set(columns)
    fitting = [one for one in _with_marks(reader) if held.issuperset(one.profile.profile.fits)]
    best = max(fitting, key=lambda one: (len(one.profile.profile.fits), one.own), default=None)
    return best.profile if best else None


def _with_marks(reader: Path) -> Iterator[ShelvedProfile]:
    return (one for one in profiles(reader) if one.profile.profile.fits)
