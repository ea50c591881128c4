"""What a drag carries: a citation for editors, files for file managers, each made beside the window.

What is offered is known at once; what it says is handed over when somebody asks for it.
"""

from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotReadyError
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QMetaType, QMimeData, QUrl

if TYPE_CHECKING:
    from atlas_gui.exchange.citing.citing import Citation

T = TypeVar("T")
PLAIN, HTML, FILES = "text/plain", "text/html", "text/uri-list"
# Programs give up asking after about as long; the window stands still meanwhile.
_PATIENCE = 5.0


class RecordMime(QMimeData):
    """Data of a drag that may still be in the making; `files` is None where none are offered.

    Whoever asks waits for it, up to `patience` seconds. What could not be made is offered no longer.
    """

    def __init__(
        self,
        citation: "Future[Citation]",
        files: "Future[list[Path]] | None",
        patience: float = _PATIENCE,
    ) -> None:
        super().__init__()
        self._citation = citation
        self._files = files
        self._patience = patience
        self.came_too_late = False

    def formats(self) -> list[str]:
        """What is offered, texts first: some programs take the first that they know."""
        offered = [] if _is_broken(self._citation) else [PLAIN, HTML]
        if self._files is not None and not _is_broken(self._files):
            offered.append(FILES)
        return offered

    def retrieveData(self, mimetype: str, preferred: QMetaType | QMetaType.Type) -> Any:
        """Qt asks for this when somebody wants the data."""
        if mimetype in (PLAIN, HTML):
            citation = self._made(self._citation)
            if citation is None:
                return None
            return citation.plain if mimetype == PLAIN else citation.html
        if mimetype == FILES and self._files is not None:
            files = self._made(self._files)
            # As bytes, Qt would not find the addresses in it.
            return None if files is None else [QUrl.fromLocalFile(str(file)) for file in files]
        return super().retrieveData(mimetype, preferred)

    def _made(self, promise: "Future[T]") -> T | None:
        try:
            # Whoever made it has told the reader why it failed.
            failure = promise.exception(self._patience)
        except NotReadyError:
            self.came_too_late = True
            return None
        return None if failure else promise.result()


def _is_broken(promise: "Future[Any]") -> bool:
    return promise.done() and promise.exception() is not None
