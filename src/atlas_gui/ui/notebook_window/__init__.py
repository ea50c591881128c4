"""All that the reader keeps in one window, with records that the library lacks among it."""
