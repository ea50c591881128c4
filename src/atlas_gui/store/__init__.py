"""Libraries on disk: TinyDB documents, read once and never changed by reading."""

from atlas_gui.store.opening import (
    LibraryFileError,
    NewerSchemaError,
    library_from_bytes,
    open_library,
)

__all__ = ["LibraryFileError", "NewerSchemaError", "library_from_bytes", "open_library"]
