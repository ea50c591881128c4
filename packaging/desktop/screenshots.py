"""The pictures that the description names: `python packaging/desktop/screenshots.py FOLDER`.

The window over the shipped library as at a first start, light and dark, at the 16:9 that software
centres want. Made without a display; no settings and no notebook of anybody's are read.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # loaded once the display is chosen
    from PySide6.QtWidgets import QApplication

SIZE: Final = (1600, 900)
SCHEMES: Final = ("light", "dark")
USAGE: Final = 2


def main(arguments: list[str]) -> int:
    """Write light.png and dark.png into the one folder that is named."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return USAGE
    target = Path(arguments[0])
    target.mkdir(parents=True, exist_ok=True)
    # What is there already when Qt is loaded counts: a display of the machine's must not.
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1", "LANGUAGE": "en"}
    from atlas_gui.app.application import make_application

    application = make_application()
    for scheme in SCHEMES:
        with tempfile.TemporaryDirectory() as kept:
            _save(application, scheme, Path(kept), target / f"{scheme}.png")
    return 0


def _save(application: QApplication, scheme: str, kept: Path, target: Path) -> None:
    """Paint one window; `kept` is an empty folder for what it would keep of a reader's."""
    import msgspec

    from atlas_gui import paths
    from atlas_gui.app.readings import begin_reading
    from atlas_gui.app.windows import build
    from atlas_gui.search.keeping import IndexFolder
    from atlas_gui.state.settings import SettingsFile
    from atlas_gui.store import open_library

    settings = SettingsFile(kept)
    settings.save(msgspec.structs.replace(settings.load(), appearance=scheme))
    indexes = IndexFolder(kept / "search")
    reading = begin_reading(open_library(paths.shipped_library()), indexes)
    atlas = build(application, reading, settings, kept, indexes=indexes)
    atlas.window.resize(*SIZE)
    atlas.window.fill_timeline()
    atlas.window.show()
    application.processEvents()
    atlas.window.grab().save(str(target))
    atlas.window.close()
    atlas.shared.finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
