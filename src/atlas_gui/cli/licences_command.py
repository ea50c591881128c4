"""`atlas-gui licences`: what this copy carries that others made, and under which licences."""

import argparse
import json

from atlas_gui.exchange.third_party import components, licence_text, licences_as_json
from atlas_gui.i18n import _


def licences(arguments: argparse.Namespace) -> int:
    """Print the list, or all texts."""
    if arguments.json:
        print(json.dumps(licences_as_json(), ensure_ascii=False, indent=1))
        return 0
    for component in components():
        stated = component.licence or _("licence not stated")
        print(f"{component.name} {component.version}: {stated}")
        if arguments.texts:
            print(f"\n{licence_text(component) or _('It brings no text of its licence.')}\n")
    return 0
