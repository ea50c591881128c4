"""The words of `atlas-gui export`."""

import argparse
from pathlib import Path

from atlas_gui.i18n import _

_PAPERS = ("a4", "letter")
_SECTIONS = ("status", "fields", "summary", "timeline", "claims", "disagreements", "relations")
_FORMATS = ("pdf", "xlsx", "csv", "markdown", "json", "bibtex", "ris", "csl-json")


def fill_export_parser(parser: argparse.ArgumentParser) -> None:
    """Add what `export` understands, but for the library."""
    parser.add_argument(
        "ids", nargs="*", metavar="ID", help=_("identifiers, as `search --json` prints them")
    )
    parser.add_argument("--query", metavar="QUERY", help=_("the records that answer a query"))
    parser.add_argument("--pair", metavar="PAIR", help=_("the records of a pair, such as CHN-CUB"))
    parser.add_argument(
        "--output",
        type=Path,
        required=True,
        metavar="FILE",
        help=_("the file; with --each, the folder"),
    )
    parser.add_argument(
        "--format",
        choices=_FORMATS,
        help=_("the format (default: by the name of the file, or PDF)"),
    )
    parser.add_argument(
        "--what",
        choices=("records", "sources"),
        default="records",
        help=_("what a list of references is about (default: %(default)s)"),
    )
    _add_layout(parser)
    _add_batch(parser)


def _add_layout(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("of a PDF"))
    group.add_argument(
        "--paper", choices=_PAPERS, default="a4", help=_("paper (default: %(default)s)")
    )
    group.add_argument(
        "--language",
        default="en",
        metavar="TAG",
        help=_("the language of headings and labels (default: %(default)s)"),
    )
    group.add_argument(
        "--without",
        action="append",
        default=[],
        choices=_SECTIONS,
        metavar="SECTION",
        help=_("leave out a section: %(choices)s; may be said several times"),
    )
    group.add_argument(
        "--notes",
        choices=("foot", "end"),
        default="foot",
        help=_("notes at the foot of each page, or at the end of each record"),
    )
    group.add_argument(
        "--order",
        choices=("list", "date", "kind"),
        default="list",
        help=_("the order of several records (default: as given or found)"),
    )
    group.add_argument(
        "--notebook", action="store_true", help=_("print your own stars, tags and notes too")
    )
    group.add_argument("--page-each", action="store_true", help=_("begin a page with every record"))


def _add_batch(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("one PDF for each record"))
    group.add_argument(
        "--each", action="store_true", help=_("one PDF for each record, into a folder")
    )
    group.add_argument(
        "--name",
        default="{id}",
        metavar="PATTERN",
        help=_(
            "names of the files: {id}, {title}, {date}, {year}, {pair}, {kind}, {number}"
            " (default: %(default)s)"
        ),
    )
    group.add_argument(
        "--existing",
        choices=("refuse", "replace", "skip", "number"),
        default="refuse",
        help=_("what to do where a file is there already (default: %(default)s)"),
    )
