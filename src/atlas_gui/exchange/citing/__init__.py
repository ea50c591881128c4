"""Records and sources as citations: CSL-JSON items, styles, and formatted text."""
