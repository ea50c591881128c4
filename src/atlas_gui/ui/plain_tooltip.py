"""Tooltips whose text is never read as markup."""

from html import escape

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolTip, QWidget


def show_plain_tooltip(place: QPoint, text: str, owner: QWidget) -> None:
    """Show `text` at a place of the screen.

    A tooltip guesses whether its text is HTML. Escaped text inside real markup leaves nothing to
    guess, and long lines are wrapped.
    """
    lines = "<br>".join(escape(line) for line in text.splitlines())
    QToolTip.showText(place, f"<qt>{lines}</qt>", owner)
