"""`atlas-gui --version`: which Atlas this is, which library it carries, and what it runs on."""

import argparse
from collections.abc import Sequence

from atlas_gui.i18n import _


class VersionAction(argparse.Action):
    """Prints the lines and ends; the first one is `Atlas` and its version alone."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,  # noqa: ARG002  argparse hands over more than is asked for
        values: str | Sequence[object] | None,  # noqa: ARG002
        option_string: str | None = None,  # noqa: ARG002
    ) -> None:
        # Other commands need none of this.
        from atlas_gui.exchange.this_copy import copy_in_words, this_copy

        print("\n".join(copy_in_words(this_copy())))
        parser.exit()


def add_version(parser: argparse.ArgumentParser) -> None:
    """Let a parser know `--version`."""
    words = _("tell which Atlas this is, and end")
    parser.add_argument("--version", action=VersionAction, nargs=0, help=words)
