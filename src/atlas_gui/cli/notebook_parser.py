"""The words of `atlas-gui notebook`."""

import argparse
from pathlib import Path

from atlas_gui.i18n import _


def fill_notebook_commands(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `notebook` its commands."""
    commands = parser.add_subparsers(title=_("commands"), metavar="COMMAND", required=True)
    export = commands.add_parser("export", help=_("write the notebook to a file"))
    export.add_argument(
        "--output",
        type=Path,
        required=True,
        metavar="FILE",
        help=_("where to write it: .json for programs, .md for people; Atlas reads both"),
    )
    export.add_argument(
        "--library",
        type=Path,
        metavar="FILE",
        default=argparse.SUPPRESS,
        help=_("the library whose links are written (default: the one that comes with Atlas)"),
    )
    export.set_defaults(command="notebook_command.export_notebook")
    taken = commands.add_parser("import", help=_("take in what an exported file keeps"))
    taken.add_argument(
        "file", type=Path, metavar="FILE", help=_("a file that `notebook export` wrote")
    )
    taken.add_argument("--dry-run", action="store_true", help=_("only say what would be taken in"))
    taken.add_argument("--json", action="store_true", help=_("print JSON"))
    taken.set_defaults(command="notebook_command.import_notebook")
    listed = commands.add_parser("list", help=_("print what is kept"))
    listed.add_argument("--json", action="store_true", help=_("print JSON"))
    listed.set_defaults(command="notebook_command.list_notebook")
