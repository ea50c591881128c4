"""The words of the command line."""

import argparse
from pathlib import Path
from typing import Any

from atlas_gui import paths
from atlas_gui.cli.export_parser import fill_export_parser
from atlas_gui.cli.import_parser import fill_import_parser, fill_profiles_parser
from atlas_gui.cli.notebook_parser import fill_notebook_commands
from atlas_gui.cli.version_command import add_version
from atlas_gui.i18n import _


def build_parser() -> argparse.ArgumentParser:
    """The parser; `command` of what it returns names the module and function that carry it out.

    Named, not imported: no command waits for what only another one needs.
    """
    parser = argparse.ArgumentParser(
        prog="atlas-gui",
        description=_(
            "Relations between two countries: what they agreed, promised, paid, traded and said."
            " Without a command, the window opens."
        ),
    )
    add_version(parser)
    parser.set_defaults(command="window_command.open_window")
    for moment in ("shown", "filled"):
        parser.add_argument(
            f"--quit-when-{moment}",
            action="store_const",
            const=moment,
            default="closed",
            dest="quit_when",
            help=argparse.SUPPRESS,
        )
    _add_library(parser, default=paths.shipped_library())
    _add_window_words(parser)
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar="FOLDER",
        help=_("keep notebook, settings, indexes and log in this one folder"),
    )
    commands = parser.add_subparsers(title=_("commands"), metavar="COMMAND")
    _add_search(commands)
    _add_sums(commands)
    _add_export(commands)
    fill_import_parser(
        commands.add_parser("import", help=_("take records of another file into a library"))
    )
    fill_profiles_parser(commands.add_parser("profiles", help=_("list the import profiles")))
    _add_open(commands)
    _add_cite(commands)
    _add_check(commands)
    _add_index(commands)
    _add_schema(commands)
    fill_notebook_commands(
        commands.add_parser("notebook", help=_("export, import or list what the reader keeps"))
    )
    _add_licences(commands)
    _add_first_look(commands)
    _add_self_test(commands)
    return parser


Commands = argparse._SubParsersAction  # noqa: SLF001  argparse gives this type no public name


def _add_window_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--new-window", action="store_true", help=_("open another window in the Atlas that runs")
    )
    parser.add_argument(
        "--find",
        nargs="?",
        const="",
        metavar="QUERY",
        help=_("go to the search field of the window, and look for QUERY if one is said"),
    )


def _add_library(parser: argparse.ArgumentParser, **options: Any) -> None:
    # Without a default of its own, a command does not overrule what stands before it.
    options.setdefault("default", argparse.SUPPRESS)
    parser.add_argument(
        "--library",
        type=Path,
        metavar="FILE",
        **options,
        help=_("the library to read (default: the one that comes with Atlas)"),
    )


def _add_search(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("search", help=_("list the records that answer a query"))
    parser.add_argument("query", help=_('words, "phrases", pair: kind: status: date:'))
    parser.add_argument("--json", action="store_true", help=_("print JSON, best first"))
    parser.add_argument(
        "--limit", type=_count, metavar="N", help=_("print at most N records (default: all)")
    )
    parser.add_argument(
        "--offset", type=_count, default=0, metavar="N", help=_("leave out the first N records")
    )
    parser.add_argument(
        "--facets", action="store_true", help=_("also count by pair, kind, status and so on")
    )
    _add_library(parser)
    parser.set_defaults(command="search_command.search")


def _add_sums(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("sums", help=_("add up the sums of the records found"))
    parser.add_argument(
        "query", nargs="?", default="", help=_("as for search (default: all records)")
    )
    parser.add_argument(
        "--by",
        choices=("currency", "pair", "year", "kind", "sector"),
        default="currency",
        help=_("also list the parts of each total (default: %(default)s, which are the totals)"),
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    _add_library(parser)
    parser.set_defaults(command="sums_command.sums")


def _add_index(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("index", help=_("make the search index of a library ahead"))
    parser.add_argument("library", type=Path, metavar="LIBRARY", help=_("the library file"))
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help=_("write it there instead of keeping it")
    )
    parser.set_defaults(command="index_command.index")


def _count(text: str) -> int:
    """A number of records: a whole one, not negative."""
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _add_export(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "export", help=_("save records as PDF, as a table or as a list of references")
    )
    fill_export_parser(parser)
    _add_library(parser)
    parser.set_defaults(command="export_command.export")


def _add_open(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "open",
        help=_("show libraries, the records inside PDFs that Atlas saved, or what links name"),
    )
    parser.add_argument(
        "targets",
        nargs="*",
        metavar="TARGET",
        help=_("a file, or a link such as atlas:/CHN-CUB/some-record"),
    )
    parser.add_argument(
        "--list", action="store_true", help=_("print the records instead of opening a window")
    )
    parser.add_argument("--json", action="store_true", help=_("print them as JSON"))
    _add_library(parser)
    parser.set_defaults(command="open_command.open_targets")


def _add_cite(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("cite", help=_("cite records and sources"))
    parser.add_argument(
        "ids", nargs="*", metavar="ID", help=_("identifiers, as `search --json` prints them")
    )
    parser.add_argument(
        "--source",
        action="append",
        default=[],
        dest="sources",
        metavar="SOURCE",
        help=_("a source by its identifier; may be said several times"),
    )
    parser.add_argument(
        "--style",
        default="chicago-notes",
        metavar="STYLE",
        help=_("chicago-notes, apa, mla, legal, or a .csl file (default: %(default)s)"),
    )
    parser.add_argument(
        "--bibliography", action="store_true", help=_("print a sorted list of works")
    )
    parser.add_argument("--html", action="store_true", help=_("print HTML instead of plain text"))
    _add_library(parser)
    parser.set_defaults(command="cite_command.cite")


def _add_check(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("check", help=_("look for faults in a library file"))
    parser.add_argument("library", type=Path, metavar="LIBRARY", help=_("the library file"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.set_defaults(command="check_command.check")


def _add_schema(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "schema", help=_("print the JSON Schema of a library, or of a notebook")
    )
    parser.add_argument("--notebook", action="store_true", help=_("that of a notebook"))
    parser.set_defaults(command="schema_command.schema")


def _add_licences(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "licences", help=_("list what this copy carries that others made, with licences")
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.add_argument("--texts", action="store_true", help=_("print the texts as well"))
    parser.set_defaults(command="licences_command.licences")


def _add_first_look(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "first-look", help=_("without a display: a search, a PDF and a picture of the window")
    )
    parser.add_argument(
        "--output",
        type=Path,
        required=True,
        metavar="FOLDER",
        help=_("where the files go; the folder is made if it is not there"),
    )
    _add_library(parser)
    parser.set_defaults(command="first_look_command.first_look")


def _add_self_test(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "self-test", help=_("try everything Atlas is for, on this machine, in a folder of its own")
    )
    parser.set_defaults(command="self_test.self_test")
