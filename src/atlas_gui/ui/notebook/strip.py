"""The strip below a record's page: its star, tags, place on the reading list, and the note on it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.i18n import _, ngettext
from atlas_gui.models.record_document import isolated, one_line
from atlas_gui.ui.icons import stroke_icon
from atlas_gui.ui.notebook.note_editor import NoteEditor
from atlas_gui.ui.notebook.tag_row import ShownTag, TagRow
from atlas_gui.ui.theme import Theme

_MOST_LINKS = 30
_LONGEST_LINK = 60


class Shown(Struct, frozen=True):
    """What the strip shows: how many records are chosen, and what is kept about them.

    `summary` is what a folded strip says. `is_open` is False where nothing can be kept.
    """

    count: int = 0
    starred: bool = False
    listed: bool = False
    tags: tuple[ShownTag, ...] = ()
    summary: str = ""
    is_open: bool = False
    takes_note: bool = False
    title: str = ""


class NotebookStrip(QFrame):
    """Shows what is kept and says what the reader wants.

    Signals: `star_requested(bool)`, `listing_requested(bool)`, `fold_requested()`,
    `link_requested(str)`; those of tags and note stand at `tags` and `note`.
    """

    star_requested = Signal(bool)
    listing_requested = Signal(bool)
    fold_requested = Signal()
    link_requested = Signal(str)

    def __init__(self, theme: Theme, icons: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notebook_strip")
        self._icons = icons
        self._theme = theme
        self._shown = Shown()
        self._fold = self._button("notebook_fold")
        self._fold.clicked.connect(self.fold_requested)
        self._heading = QLabel(_("Notebook"), self)
        self._heading.setObjectName("pane_heading")
        self._summary = self._plain_label("notebook_summary")
        self._summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.star = self._button("notebook_star", checkable=True)
        self.star.clicked.connect(self.star_requested)
        self.listing = self._button("notebook_listing", checkable=True)
        self.listing.clicked.connect(self.listing_requested)
        # In a low window the note goes on below the edge rather than over the tags.
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("notebook_scroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = QWidget(self._scroll)
        self._body.setObjectName("notebook_body")
        self._scroll.setWidget(self._body)
        self.tags = TagRow(self._body)
        self.note = NoteEditor(theme, self._body)
        self.note.link_requested.connect(self.link_requested)
        self.note.textChanged.connect(self._count_links)
        self.links = self._button("note_links")
        self.links.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._link_menu = QMenu(self.links)
        self._link_menu.aboutToShow.connect(self._fill_links)
        self.links.setMenu(self._link_menu)
        self.links.hide()
        self._unsaved = self._plain_label("note_unsaved")
        self._unsaved.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._unsaved.hide()
        self._name_of: Callable[[str], str] = _unnamed
        self._lay_out()
        self.set_theme(theme)
        self.set_folded(folded=False)
        self.show_kept(Shown())

    @property
    def shown(self) -> Shown:
        """What is shown."""
        return self._shown

    @property
    def folded(self) -> bool:
        """Whether only the heading is there."""
        return self._scroll.isHidden()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self.note.set_theme(theme)
        self._draw_icons()

    def set_folded(self, *, folded: bool) -> None:
        """Show the heading alone, or everything."""
        self._scroll.setVisible(not folded)
        self._summary.setVisible(folded)
        words = _("Show the notebook below the record") if folded else _("Fold the notebook")
        self._fold.setAccessibleName(words)
        self._fold.setToolTip(words)
        self.setMaximumHeight(self.minimumSizeHint().height() if folded else 16_777_215)
        self._hand_on_keyboard()
        self._draw_icons()

    def show_kept(self, shown: Shown) -> None:
        """Show what is kept about the chosen records; the note is shown by whoever saves it."""
        if shown == self._shown and self.star.text():
            return
        self._shown = shown
        many = shown.count > 1
        heading = ngettext("Notebook · {count} record", "Notebook · {count} records", shown.count)
        self._heading.setText(heading.format(count=shown.count) if many else _("Notebook"))
        self._summary.setText(shown.summary)
        for button, on in ((self.star, shown.starred), (self.listing, shown.listed)):
            blocker = QSignalBlocker(button)
            button.setChecked(on)
            button.setEnabled(shown.is_open)
            blocker.unblock()
        self.star.setText(_("Starred") if shown.starred else _("Star"))
        self.star.setToolTip(_("Take the star away") if shown.starred else _("Give it a star"))
        self.listing.setText(_("On list") if shown.listed else _("Read later"))
        on_list = _("Take it off the reading list")
        self.listing.setToolTip(on_list if shown.listed else _("Put it on the reading list"))
        for button in (self.star, self.listing):
            button.setAccessibleName(button.text())
        if shown.listed:
            self.listing.setAccessibleName(_("On the reading list"))
        self.tags.set_open(is_open=shown.is_open)
        self.note.setReadOnly(not shown.takes_note)
        self.note.setEnabled(shown.takes_note)
        self._hand_on_keyboard()
        pattern = _("Write a note on “{title}” …") if many else _("Write a note …")
        self.note.setPlaceholderText(pattern.format(title=isolated(one_line(shown.title))))
        self.note.setAccessibleDescription(isolated(one_line(shown.title)))
        self._draw_icons()

    def show_unsaved(self, reason: str) -> None:
        """Say that what is written is not on disk yet, and why; empty if it is."""
        self._unsaved.setText(_("Not saved") if reason else "")
        self._unsaved.setAccessibleDescription(reason)
        self._unsaved.setVisible(bool(reason))

    def name_links(self, name_of: Callable[[str], str]) -> None:
        """Ask this what a link leads to; where it answers nothing, the link itself is shown."""
        self._name_of = name_of

    def _button(self, name: str, *, checkable: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setCheckable(checkable)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _plain_label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(4, 3, 6, 3)
        top.setSpacing(2)
        top.addWidget(self._fold)
        top.addWidget(self._heading)
        top.addSpacing(6)
        top.addWidget(self._summary, 1)
        top.addWidget(self._unsaved, 1)
        top.addStretch(0)
        top.addWidget(self.links)
        top.addWidget(self.star)
        top.addWidget(self.listing)
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(12, 0, 8, 7)
        inner.setSpacing(5)
        inner.addWidget(self.tags)
        inner.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._scroll, 1)

    def _hand_on_keyboard(self) -> None:
        """Who goes to the strip wants to write; where that cannot be, its first button has the keyboard."""
        can_write = self.note.isEnabled() and not self.folded
        self.setFocusProxy(self.note if can_write else self._fold)

    def _draw_icons(self) -> None:
        theme, shown = self._theme, self._shown
        sign = "unfold" if self.folded else "fold"
        self._fold.setIcon(stroke_icon(self._icons, sign, theme.muted))
        star, mark = ("star-full", theme.star) if shown.starred else ("star", theme.text)
        self.star.setIcon(stroke_icon(self._icons, star, mark))
        listing = "bookmark-full" if shown.listed else "bookmark"
        self.listing.setIcon(stroke_icon(self._icons, listing, theme.text))

    @Slot()
    def _count_links(self) -> None:
        count = len(self.note.links())
        words = ngettext("{count} link", "{count} links", count).format(count=count)
        self.links.setText(f"{words} ▾")
        self.links.setAccessibleName(_("Links in the note"))
        self.links.setVisible(bool(count))

    @Slot()
    def _fill_links(self) -> None:
        self._link_menu.clear()
        for link in self.note.links()[:_MOST_LINKS]:
            words = one_line(self._name_of(link.text) or link.text)
            cut = words if len(words) <= _LONGEST_LINK else f"{words[: _LONGEST_LINK - 1]}…"
            follow = partial(self.link_requested.emit, link.text)
            self._link_menu.addAction(cut.replace("&", "&&"), follow)


def _unnamed(_link: str) -> str:
    return ""
