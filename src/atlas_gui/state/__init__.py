"""What the window is showing and doing: QtCore only, no widgets."""
