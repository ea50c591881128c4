"""Qt item models and documents over the library: QtCore and QtGui, no widgets."""
