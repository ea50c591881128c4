"""What the menus and keys of the window do with the list as a table."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from atlas_gui.ui.listed_records import listed_records
from atlas_gui.ui.notice_bar import NoticeBar
from atlas_gui.ui.record_list_pane import RecordListPane
from atlas_gui.ui.window_parts import WindowParts

if TYPE_CHECKING:
    # Loaded with the first export: most starts need none of it.
    from atlas_gui.ui.table_export.flow import TableExport


class TableCommands(QObject):
    """Hands the list of records to the export, as it stands when the reader asks."""

    def __init__(
        self, window: QMainWindow, parts: WindowParts, records: RecordListPane, notice: NoticeBar
    ) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._records = records
        self._notice = notice
        self._export: TableExport | None = None

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What is done for each action of the table."""
        return {"export_table": self._ask}

    def _ask(self) -> None:
        if self._export is None:
            self._export = self._made()
        listed = listed_records(self._records.view)
        self._export.ask(listed.selected, listed.found, self._parts.state.query)

    def _made(self) -> "TableExport":
        from atlas_gui.ui.table_export.flow import TableExport

        export = TableExport(self._parts.reading.library, self._parts.tasks, self._window)
        export.told.connect(self._notice.tell_in_passing)
        export.failed.connect(self._notice.tell)
        return export
