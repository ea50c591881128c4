"""The words of `atlas-gui import` and `atlas-gui profiles`."""

import argparse
from pathlib import Path

from atlas_gui.i18n import _

# Said here again, so that the words of a command do not load what carries it out.
_FORMATS = ("csv", "xlsx", "json", "jsonl", "ris", "bibtex", "csl-json")


def fill_import_parser(parser: argparse.ArgumentParser) -> None:
    """What `import` takes."""
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=_("the file to import; it is not changed")
    )
    parser.add_argument(
        "--into",
        type=Path,
        required=True,
        metavar="LIBRARY",
        help=_("the library to import into; made if it is not there"),
    )
    parser.add_argument(
        "--profile",
        metavar="NAME",
        help=_("what the columns mean: a profile's name or file (default: the one that fits)"),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("only say what would be done, write nothing")
    )
    parser.add_argument("--json", action="store_true", help=_("print the report as JSON"))
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help=_("save the report as .txt, .csv or .json")
    )
    parser.add_argument(
        "--remove-gone",
        action="store_true",
        help=_("remove records of an earlier edition that the file does not have"),
    )
    parser.add_argument("--format", choices=_FORMATS, help=_("the form of the file"))
    parser.add_argument("--encoding", metavar="NAME", help=_("the encoding of a text file"))
    parser.add_argument(
        "--delimiter", metavar="SIGN", help=_("what parts the columns of a CSV file")
    )
    parser.add_argument("--sheet", metavar="NAME", help=_("the sheet of a workbook"))
    parser.set_defaults(command="import_command.import_file")


def fill_profiles_parser(parser: argparse.ArgumentParser) -> None:
    """What `profiles` takes."""
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.add_argument(
        "--copy",
        nargs=2,
        metavar=("NAME", "FILE"),
        help=_("write a profile to a file, to begin another from"),
    )
    parser.set_defaults(command="import_command.list_profiles")
