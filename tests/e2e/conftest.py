"""What the tests of the whole program share."""

from support.atlas_window import settings_folder, shipped_library

__all__ = ["settings_folder", "shipped_library"]
