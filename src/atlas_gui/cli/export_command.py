"""`atlas-gui export`: a record as PDF, by the same way as from the window."""

import argparse
import sys

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.pdf.record_pdf import export_record, missing_scripts_of
from atlas_gui.exchange.pdf.typesetting import Paper
from atlas_gui.i18n import _
from atlas_gui.store import open_library

PAPERS = {"a4": Paper.A4, "letter": Paper.LETTER}


def export(arguments: argparse.Namespace) -> int:
    """Save a record's PDF; scripts that cannot be printed here are named on standard error."""
    library = open_library(arguments.library)
    record = library.records.get(arguments.id)
    if record is None:
        raise AtlasError(
            _("This library has no record “{id}”. `atlas-gui search` lists them.").format(
                id=arguments.id
            )
        )
    for script in missing_scripts_of(library, record):
        print(
            _("No font here has {script}; such characters are printed as codes.").format(
                script=script
            ),
            file=sys.stderr,
        )
    target = export_record(library, record, PAPERS[arguments.paper], arguments.output)
    print(_("Saved: {path}").format(path=target))
    return 0
