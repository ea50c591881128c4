"""Profiles: what the columns of somebody's file mean, as TOML that a reader can write and share.

docs/import-profiles.md is their reference; the types of `model` are what it describes.
"""

from atlas_gui.exchange.importing.profile.model import Profile
from atlas_gui.exchange.importing.profile.shelf import (
    ShelvedProfile,
    find_profile,
    fitting_profile,
    profiles,
)
from atlas_gui.exchange.importing.profile.toml_file import read_profile, write_profile

__all__ = [
    "Profile",
    "ShelvedProfile",
    "find_profile",
    "fitting_profile",
    "profiles",
    "read_profile",
    "write_profile",
]
