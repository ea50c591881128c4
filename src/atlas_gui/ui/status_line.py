"""The status bar: how much was found and selected, whose library, sums, where sources disagree."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from atlas_gui.i18n import _, ngettext
from atlas_gui.search.money_answers import Sums
from atlas_gui.ui.sums.status_button import SumsButton


class StatusLine(QStatusBar):
    """Facts that are always in view. Signal: `sums_requested()`."""

    sums_requested = Signal()

    def __init__(self, library: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._found_count = 0
        self._selected_count = 0
        self._found = QLabel(self)
        self._disputed = QLabel(self)
        self._sums = SumsButton(self)
        self._sums.clicked.connect(self.sums_requested)
        named = QLabel(self)
        named.setTextFormat(Qt.TextFormat.PlainText)
        named.setText(library)
        self.setSizeGripEnabled(False)
        self.addWidget(self._found)
        self.addWidget(named)
        self._progress = QLabel(self)
        self._progress.hide()
        self.addPermanentWidget(self._progress)
        self.addPermanentWidget(self._sums)
        self.addPermanentWidget(self._disputed)

    def set_found(self, count: int) -> None:
        """Say how many records were found."""
        self._found_count = count
        self._tell()

    @Slot(int)
    def set_selected(self, count: int) -> None:
        """Say how many records are selected."""
        self._selected_count = count
        self._tell()

    @Slot(int)
    def set_disputed(self, count: int) -> None:
        """Say on how many of the found records sources disagree; nothing if on none."""
        text = ngettext(
            "≠ {count:,} record on which sources disagree",
            "≠ {count:,} records on which sources disagree",
            count,
        ).format(count=count)
        self._disputed.setText(text if count else "")

    @Slot(object)
    def set_sums(self, sums: Sums | None) -> None:
        """Say what the found records add up to; nothing while nobody can know."""
        self._sums.show_sums(sums)

    def set_progress(self, done: int, total: int) -> None:
        """Say how far the search has been prepared; nothing once it is."""
        percent = 100 * done // total if total else 0
        words = _("Preparing the search: {percent} %. Titles can be searched already.")
        self._progress.setText(words.format(percent=percent) if total else "")
        # Without text it would still take room.
        self._progress.setVisible(bool(total))

    def _tell(self) -> None:
        found = ngettext("{count:,} record", "{count:,} records", self._found_count)
        selected = _("{count:,} selected").format(count=self._selected_count)
        self._found.setText(f"{found.format(count=self._found_count)} · {selected}")
