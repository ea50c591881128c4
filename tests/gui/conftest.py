"""What the tests of the window share."""

from support.atlas_window import atlas, settings_folder, shipped_library

__all__ = ["atlas", "settings_folder", "shipped_library"]
