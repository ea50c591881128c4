"""A report set in type: the typefaces for it, the PDF that is saved, and the saving."""
