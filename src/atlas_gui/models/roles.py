"""What views may ask of a model beyond Qt's own roles."""

from enum import IntEnum

from PySide6.QtCore import Qt


class Role(IntEnum):
    """Data roles; the comment says what the models answer."""

    ENTRY = Qt.ItemDataRole.UserRole + 1  # the Entry of a record row, else None
    RECORD_ID = Qt.ItemDataRole.UserRole + 2  # str, empty where the row is no record
    KEY = Qt.ItemDataRole.UserRole + 3  # str that names a tree row over a reset
    COUNT = Qt.ItemDataRole.UserRole + 4  # int, or None
    PAIR = Qt.ItemDataRole.UserRole + 5  # the Pair of a tree row, or None
    GROUP = Qt.ItemDataRole.UserRole + 6  # the Group of a tree row, or None
    KEPT = Qt.ItemDataRole.UserRole + 7  # what the notebook has about a list row's record, or None
    STARS = Qt.ItemDataRole.UserRole + 8  # int: starred records of a tree row; 0 or 1 for a record
