"""`atlas-gui schema`: the JSON Schema of a library file."""

import argparse
import json

from atlas_gui.store.schema import library_schema


def schema(_arguments: argparse.Namespace) -> int:
    """Print the schema."""
    print(json.dumps(library_schema(), indent=1))
    return 0
