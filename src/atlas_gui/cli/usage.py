"""Wrong usage that the parser of arguments cannot see."""

import argparse

from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _


class UsageError(AtlasError):
    """Arguments that are fine one by one and make no sense together; exit status 2."""


def refuse_window_words(arguments: argparse.Namespace) -> None:
    """UsageError if a command that opens no window is told what to do with one."""
    opens_window = arguments.command.startswith(("window_command.", "open_command."))
    if not opens_window and (arguments.new_window or arguments.find is not None):
        raise UsageError(
            _("--new-window and --find go with a window, and this command opens none.")
        )
