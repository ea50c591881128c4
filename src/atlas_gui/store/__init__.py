"""Libraries on disk: TinyDB documents, read once and never changed by reading."""

from atlas_gui.store.opening import LibraryFileError, open_library

__all__ = ["LibraryFileError", "open_library"]
