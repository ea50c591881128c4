"""`atlas-gui` without a command: the window, or a sentence where there can be none."""

import argparse
import gc
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from atlas_gui import paths
from atlas_gui.display import reason_for_no_window
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _

if TYPE_CHECKING:
    from atlas_gui.handover.message import Wish


def open_window(
    arguments: argparse.Namespace, files: Iterable[Path] = (), links: Iterable[str] = ()
) -> int:
    """Open the window, show files and follow links, in the Atlas that runs if one does.

    1 with a sentence if this machine can show no window.
    """
    if reason := reason_for_no_window():
        raise AtlasError(
            _(
                "{reason} So the window cannot open. These work without one:\n"
                "  atlas-gui search QUERY\n"
                "  atlas-gui export ID --output FILE\n"
                "  atlas-gui first-look --output FOLDER"
            ).format(reason=reason)
        )
    return _show(arguments, files, links)


def _show(arguments: argparse.Namespace, files: Iterable[Path], links: Iterable[str]) -> int:
    """Hand over what is wanted; if nobody runs, open the window and stay until it is closed."""
    from atlas_gui.handover.meeting import Meeting, meet

    library: Path = arguments.library.absolute()
    wish = _wish(arguments, library, files, links)
    # What is to be measured has to be a start of its own.
    meeting = meet(wish) if arguments.quit_when == "closed" else Meeting()
    if meeting.done:
        return 0
    if meeting.sentence:
        print(meeting.sentence, file=sys.stderr)
    # What a start makes nearly all stays: looking for garbage in it takes a sixth of the time.
    # `run_wish` lets the collector go on once the window has been painted.
    gc.disable()
    require_qt()
    from atlas_gui.app import run_wish  # Qt takes time to load; only the window needs it.

    try:
        return run_wish(library, wish, meeting, quit_when=arguments.quit_when)
    finally:
        if meeting.claim is not None:
            meeting.claim.release()


def _wish(
    arguments: argparse.Namespace, library: Path, files: Iterable[Path], links: Iterable[str]
) -> "Wish":
    from atlas_gui.handover.message import Wish, file_name, plain_text

    find: str | None = arguments.find
    return Wish(
        files=tuple(map(file_name, files)),
        links=tuple(map(plain_text, links)),
        library=None if library == paths.shipped_library() else file_name(library),
        find=None if find is None else plain_text(find),
        new_window=arguments.new_window,
        activation=os.environ.get("XDG_ACTIVATION_TOKEN")
        or os.environ.get("DESKTOP_STARTUP_ID", ""),
    )


def require_qt() -> None:
    """Raise AtlasError with what to install if Qt's libraries cannot be loaded."""
    try:
        import PySide6.QtWidgets  # noqa: F401  imported to see whether it can be
    except ImportError as error:
        raise AtlasError(
            _(
                "Atlas cannot open its window: {reason}.\n"
                "A system library that Qt needs is missing. On Debian or Ubuntu, install it with\n"
                "  sudo apt-get install {packages}"
            ).format(reason=error, packages=" ".join(QT_PACKAGES))
        ) from error


QT_PACKAGES = (
    "libegl1",
    "libgl1",
    "libglib2.0-0",
    "libdbus-1-3",
    "libfontconfig1",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
)
