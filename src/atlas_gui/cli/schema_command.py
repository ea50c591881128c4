"""`atlas-gui schema`: the JSON Schema of a library file, or of a notebook."""

import argparse
import json


def schema(arguments: argparse.Namespace) -> int:
    """Print the schema."""
    if arguments.notebook:
        from atlas_gui.store.notebook.schema import notebook_schema as made
    else:
        from atlas_gui.store.schema import library_schema as made
    print(json.dumps(made(), indent=1))
    return 0
