"""Citations of records in the reader's style, at hand at once: for the clipboard and for dragging."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData

from atlas_gui.domain.library import Library
from atlas_gui.errors import AtlasError
from atlas_gui.progress import Progress, untold

if TYPE_CHECKING:
    # citeproc-py and lxml are loaded when something is cited, not when a window opens.
    from atlas_gui.exchange.citing.citing import Citation
    from atlas_gui.exchange.citing.styles import CitationStyle


class RecordCitations:
    """Cites records of a library; may be asked from any thread.

    `style_key` is the name of a shipped style or the path of a .csl file. One that can no longer be
    read is followed by the usual one, and `why_not` says so.
    """

    def __init__(self, library: Library, style_key: str) -> None:
        self._library = library
        self._style_key = style_key
        self._style: CitationStyle | None = None
        self.why_not = ""

    @property
    def style_key(self) -> str:
        """The style cited in."""
        return self._style_key

    def set_style(self, key: str) -> None:
        """Cite in another style from now on."""
        if key != self._style_key:
            self._style_key = key
            self._style = None

    def style(self) -> "CitationStyle":
        """The style, read when it is first asked for."""
        from atlas_gui.exchange.citing.styles import DEFAULT_STYLE, style_named

        if self._style is None:
            self.why_not = ""
            try:
                self._style = style_named(self._style_key)
            except AtlasError as error:
                self.why_not = error.message
                self._style_key = DEFAULT_STYLE
                self._style = style_named(DEFAULT_STYLE)
        return self._style

    def warm(self) -> None:
        """Load what citing needs (about a tenth of a second), so that the next citation comes at once."""
        from atlas_gui.exchange.citing.citing import ready

        ready(self.style())

    def of_records(self, record_ids: Sequence[str], progress: Progress = untold) -> "Citation":
        """The citation of one record, or the list of several; those that cannot be read are left out."""
        from atlas_gui.exchange.citing.citing import cite

        if len(record_ids) == 1:
            return cite(self._items(record_ids), self.style())
        return self.list_of_records(record_ids, progress)

    def list_of_records(self, record_ids: Sequence[str], progress: Progress = untold) -> "Citation":
        """The list of works of these records, also of one; those that cannot be read are left out."""
        from atlas_gui.exchange.citing.citing import bibliography

        return bibliography(self._items(record_ids, progress), self.style(), progress=progress)

    def of_source(self, source_id: str) -> "Citation":
        """The citation of a source; KeyError if the library has none of that name."""
        from atlas_gui.exchange.citing.citing import cite
        from atlas_gui.exchange.citing.items import source_item

        return cite([source_item(self._library.sources[source_id])], self.style())

    def _items(
        self, record_ids: Sequence[str], progress: Progress = untold
    ) -> list[dict[str, Any]]:
        from atlas_gui.exchange.citing.items import record_item

        items: list[dict[str, Any]] = []
        for record_id in record_ids:
            # None of the list is done yet; but this is where it can be given up.
            progress(0, len(record_ids))
            record = self._library.records.get(record_id)
            if record is not None:
                items.append(record_item(record, self._library))
        return items


def citation_data(citation: "Citation") -> QMimeData:
    """A citation for the clipboard or a drag: formatted text and plain text together."""
    data = QMimeData()
    data.setHtml(citation.html)
    data.setText(citation.plain)
    return data
