"""The treaties of the United Kingdom's register as a library: 3,210 real records.

`python -m bench.treaties FILE` writes it. The register is no part of the project; it lies beside it,
and `REGISTER.exists()` tells whether it is there.
"""

import sys
from pathlib import Path

from atlas_gui import paths
from atlas_gui.exchange.importing.plan import plan_import
from atlas_gui.exchange.importing.profile import read_profile

REGISTER = Path(__file__).resolve().parents[2] / "shared/data/uk-treaties/uk_treaties_2026.jsonl.gz"


def treaty_library(path: Path, register: Path = REGISTER) -> Path:
    """Import the register into a new library at `path`, and give that back.

    Raises AtlasError if the register is not there or cannot be read.
    """
    path.unlink(missing_ok=True)
    profile = read_profile(paths.resources() / "profiles" / "uk-treaties.toml")
    with plan_import(register, path, profile) as plan:
        plan.accept()
    return path


if __name__ == "__main__":
    treaty_library(Path(sys.argv[1]))
