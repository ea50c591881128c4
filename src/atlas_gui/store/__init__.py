"""Libraries on disk: TinyDB documents, read once and never changed by reading."""

from atlas_gui.store.opening import (
    LibraryFileError,
    library_from_bytes,
    open_library,
)

__all__ = ["LibraryFileError", "library_from_bytes", "open_library"]
