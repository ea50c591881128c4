"""The tags of what is open: a chip for each, and a field for one more."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QToolButton, QWidget

from atlas_gui.domain.notebook import LONGEST_TAG, plain_tag
from atlas_gui.i18n import _
from atlas_gui.models.record_document import one_line
from atlas_gui.ui.notebook.flow_layout import FlowLayout

_MOST_SHOWN = 60
_LONGEST_SHOWN = 28


class ShownTag(NamedTuple):
    """A tag with how many of the chosen records have it, and how many are chosen."""

    name: str
    having: int
    of: int


class TagField(QLineEdit):
    """Where a tag is typed. Signals: `focused()`; `back_requested()` the key before the beginning."""

    focused = Signal()
    back_requested = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt calls this: only now has anybody use for known tags."""
        self.focused.emit()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt calls this."""
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.back_requested.emit()
            return
        super().keyPressEvent(event)


class TagRow(QWidget):
    """Shows tags and takes new ones; a comma parts several.

    Signals: `tag_requested(str)` to be added; `removal_requested(str)`.
    """

    tag_requested = Signal(str)
    removal_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tag_row")
        self._known: Callable[[], Iterable[str]] = tuple
        self._shown: tuple[ShownTag, ...] = ()
        self._chips: list[QToolButton] = []
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.field = TagField(self)
        self.field.setObjectName("tag_field")
        self.field.setPlaceholderText(_("Add a tag …"))
        self.field.setAccessibleName(_("Add a tag"))
        self.field.setMaxLength(10 * LONGEST_TAG)
        self.field.setMinimumWidth(self.fontMetrics().averageCharWidth() * 14)
        self.field.setCompleter(self._completer)
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.addWidget(self.field)
        self.field.returnPressed.connect(self._add_typed)
        self.field.textEdited.connect(self._on_edited)
        self.field.back_requested.connect(self._go_to_last)
        self.field.focused.connect(self._offer_known)

    @property
    def chips(self) -> Sequence[QToolButton]:
        """The chips, in order."""
        return self._chips

    def show_tags(self, tags: Sequence[ShownTag], known: Callable[[], Iterable[str]]) -> None:
        """Show these tags; offer those that `known` answers with where another is typed."""
        self._known = known
        shown = tuple(tags[:_MOST_SHOWN])
        if shown == self._shown:
            return
        self._shown = shown
        had_focus = any(chip.hasFocus() for chip in self._chips)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._make_chip(tag) for tag in shown]
        before: QWidget | None = None
        for place, chip in enumerate(self._chips):
            self._flow.insert(place, chip)
            chip.show()
            if before is not None:
                self.setTabOrder(before, chip)
            before = chip
        if before is not None:
            self.setTabOrder(before, self.field)
        if had_focus:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()

    def set_open(self, *, is_open: bool) -> None:
        """Let tags be changed, or only be seen."""
        self.setEnabled(is_open)

    def _make_chip(self, tag: ShownTag) -> QToolButton:
        chip = QToolButton(self)
        chip.setObjectName("tag_chip")
        name = one_line(tag.name)
        text = name if len(name) <= _LONGEST_SHOWN else f"{name[: _LONGEST_SHOWN - 1]}…"
        part = "" if tag.having == tag.of else f" {tag.having}/{tag.of}"
        chip.setText(f"{text}{part}  ×".replace("&", "&&"))
        words = _("Remove tag {tag}").format(tag=name)
        if part:
            pattern = _("{words}, which {count} of {all} chosen records have")
            words = pattern.format(words=words, count=tag.having, all=tag.of)
        chip.setAccessibleName(words)
        # The name of a tag could be taken for markup there.
        chip.setToolTip(_("Remove this tag"))
        chip.clicked.connect(partial(self.removal_requested.emit, tag.name))
        return chip

    @Slot()
    def _offer_known(self) -> None:
        held = {tag.name for tag in self._shown if tag.having == tag.of}
        self._model.setStringList([name for name in self._known() if name not in held])

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        *whole, rest = text.split(",")
        if whole:
            self._add(whole)
            self.field.setText(rest.lstrip())

    @Slot()
    def _add_typed(self) -> None:
        self._add([self.field.text()])
        self.field.clear()
        self._offer_known()

    def _add(self, texts: Sequence[str]) -> None:
        added = [tag for text in texts if (tag := plain_tag(text))]
        for tag in added:
            self.tag_requested.emit(tag)
        if added:
            words = _("Tagged {tags}").format(tags=", ".join(added))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, words))

    @Slot()
    def _go_to_last(self) -> None:
        if self._chips:
            self._chips[-1].setFocus(Qt.FocusReason.BacktabFocusReason)
