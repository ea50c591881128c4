"""`atlas-gui` without a command: the window, or a sentence where there can be none."""

import argparse
import gc

from atlas_gui.display import reason_for_no_window
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _


def open_window(arguments: argparse.Namespace) -> int:
    """Open the window; 1 with a sentence if this machine cannot show one."""
    if reason := reason_for_no_window():
        raise AtlasError(
            _(
                "{reason} So the window cannot open. These work without one:\n"
                "  atlas-gui search QUERY\n"
                "  atlas-gui export ID --output FILE\n"
                "  atlas-gui first-look --output FOLDER"
            ).format(reason=reason)
        )
    # What a start makes nearly all stays: looking for garbage in it takes a sixth of the time.
    # `run_window` lets the collector go on once the window has been painted.
    gc.disable()
    require_qt()
    from atlas_gui.app import run_window  # Qt takes time to load; only the window needs it.

    return run_window(arguments.library, quit_when=arguments.quit_when)


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
