"""The list by which a packaged Atlas tells whether its resources are whole.

Written when a package is built; `atlas-gui self-test` compares.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

# Beside the resources, so that it is found with them; atlas_gui.cli.self_test reads it.
NAME = "sums.json"


def resource_sums(resources: Path) -> str:
    """The SHA-256 of each file below `resources`, as JSON: {name: digest}."""
    found = {
        path.relative_to(resources).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(resources.rglob("*"))
        if path.is_file()
    }
    return json.dumps(found, indent=0, sort_keys=True) + "\n"
