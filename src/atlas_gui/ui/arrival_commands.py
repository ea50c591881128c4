"""What comes to the window from elsewhere: permanent links, libraries, and PDFs with records inside."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow

from atlas_gui import paths
from atlas_gui.domain.permalinks import read_permalink
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.display_text import one_line
from atlas_gui.i18n import _, ngettext
from atlas_gui.search.linked import destination
from atlas_gui.ui.drop_target import DropTarget
from atlas_gui.ui.notice_bar import NoticeBar
from atlas_gui.ui.search_bar import SearchBar
from atlas_gui.ui.window_parts import WindowParts

# From the upper edge of the window to that of a popup, in pixels.
_BELOW_THE_TOP = 96


class ArrivalCommands(QObject):
    """Follows links and opens files, however they come: by menu, by keyboard, dropped or typed.

    Signal: `import_requested(Path)` for a file that holds a table and no records.
    """

    import_requested = Signal(object)

    def __init__(
        self,
        window: QMainWindow,
        parts: WindowParts,
        search: SearchBar,
        notice: NoticeBar,
        read_on: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._search = search
        self._notice = notice
        self._read_on = read_on
        self._folder = paths.documents_dir()
        drops = DropTarget(window, (search.field,))
        drops.files_dropped.connect(self.open_files)
        drops.text_dropped.connect(self._take_text)
        parts.openings.told.connect(notice.tell)
        parts.openings.table_found.connect(self._begin_import)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What is done for each action of the table."""
        return {
            "open_file": self._choose_files,
            "new_window": self._open_new_window,
            "go_to_link": self._ask_for_link,
            "close_window": self._close_window,
            "quit": QApplication.closeAllWindows,
        }

    @property
    def file(self) -> Path | None:
        """The file whose records the window shows; None if they come from none."""
        return self._parts.origin.path

    def knows(self, link: str) -> bool:
        """Whether a link leads somewhere in this window."""
        try:
            destination(self._parts.reading, link)
        except AtlasError:
            return False
        return True

    def search_for(self, query: str) -> None:
        """Go to the search field, and look for `query` if it is not empty."""
        if query:
            self._parts.state.set_query(query)
        self._search.focus_field()

    def follow(self, text: str) -> str:
        """Go where a link leads; if it leads nowhere, a sentence that says why, else nothing."""
        state = self._parts.state
        try:
            place = destination(self._parts.reading, text)
        except AtlasError as error:
            return error.message
        if place.query:
            state.set_query(place.query)
            return ""
        if read_permalink(state.query):
            # The link was typed where one searches; as a search it finds nothing.
            state.set_query("")
        state.set_record(place.record_id)
        self._read_on()
        return ""

    def follow_typed(self) -> bool:
        """If what stands in the search field is a link, follow it; whether it was one."""
        query = self._parts.state.query
        if read_permalink(query) is None:
            return False
        if sentence := self.follow(query):
            self._notice.tell(sentence)
        return True

    @Slot(object)
    def open_files(self, files: list[Path]) -> None:
        """Read what these files hold and show it in windows of their own."""
        self._folder = files[0].parent
        # A large one takes seconds; the next notice takes the place of this one.
        words = ngettext("Opening {count} file …", "Opening {count} files …", len(files))
        self._notice.tell_in_passing(words.format(count=len(files)))
        self._parts.openings.open(files)

    @Slot(object)
    def _begin_import(self, path: Path) -> None:
        self._notice.tell_in_passing(
            _("“{file}” is a table or list: say what it means, and import it.").format(
                file=one_line(path.name)
            )
        )
        self.import_requested.emit(path)

    @Slot(str)
    def _take_text(self, text: str) -> None:
        if read_permalink(text) is None:
            sentence = _(
                "Only libraries, tables, PDFs that Atlas saved and links of Atlas can be dropped here."
            )
        else:
            sentence = self.follow(text)
        if sentence:
            self._notice.tell(sentence)

    def _choose_files(self) -> None:
        folder = self._folder if self._folder.is_dir() else Path.home()
        chosen, _filter = QFileDialog.getOpenFileNames(
            self._window,
            _("Open a library or a PDF"),
            str(folder),
            _("Libraries and PDFs (*.atlas.json *.json *.atlas *.pdf);;All files (*)"),
        )
        if chosen:
            self.open_files([Path(name) for name in chosen])

    def _open_new_window(self) -> None:
        self._parts.openings.open([paths.shipped_library()])

    def _ask_for_link(self) -> None:
        from atlas_gui.ui.link_jump import LinkJump

        copied = QGuiApplication.clipboard().text()
        text = copied.strip() if read_permalink(copied) else ""
        jump = LinkJump(self._parts.appearance.theme, text, self.follow, self._window)
        corner = QPoint((self._window.width() - jump.width()) // 2, _BELOW_THE_TOP)
        jump.move(self._window.mapToGlobal(corner))
        jump.show()
        jump.setFocus()

    def _close_window(self) -> None:
        self._window.close()
