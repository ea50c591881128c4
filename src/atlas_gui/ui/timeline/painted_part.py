"""What assistive programs are told of something that is painted and is no widget."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar, cast

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface

# Qt's null pointer, where one of its methods has to answer with nothing.
NOTHING: Final = cast(QAccessibleInterface, None)


class PaintedPart(QAccessibleInterface):
    """A painted thing, without parts of its own unless it says so."""

    def object(self) -> QObject:
        """None: it is no widget."""
        return cast(QObject, None)

    def child(self, _index: int) -> QAccessibleInterface:
        """None, as long as it has no parts."""
        return NOTHING

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface:
        """None, as long as it has no parts."""
        return NOTHING

    def childCount(self) -> int:
        """How many parts it has."""
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """Where a part of it stands."""
        return -1

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """What is painted cannot be renamed."""

    def parts(self) -> Sequence["PaintedPart"]:
        """The parts that have been handed out."""
        return ()


Part = TypeVar("Part", bound=PaintedPart)


def let_go(parts: list[Part]) -> None:
    """Take parts, and the parts of these, out of Qt's books and forget them.

    Whatever an event told of, or an assistive program asked for, Qt keeps by its address and
    deletes in the end. Python would delete it as well; the memory of both is then at odds.
    """
    for part in parts:
        let_go(list(part.parts()))
        if shiboken6.isValid(part):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(part))
    parts.clear()


def release_in_time(widget: QObject, release: Callable[[], None]) -> None:
    """Have `release` called when a widget goes, and before the program ends."""
    widget.destroyed.connect(release)
    program = QCoreApplication.instance()
    if program is not None:
        program.aboutToQuit.connect(release)
