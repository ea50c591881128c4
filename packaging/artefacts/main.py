"""The command line: `python packaging/artefacts build|check|sums [--output FOLDER] [--quick]`.

`python packaging/artefacts debian|upgrade …` tries packages in a Debian of their own.
"""

from __future__ import annotations

import argparse
import subprocess
from pathlib import Path

from artefacts import debian_root, upgrade
from artefacts.building import build_all
from artefacts.checking import check_all
from artefacts.sums import write_sums

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    """Do one job; `debian` and `upgrade` have arguments of their own. 1 if an artefact is not as it should be, or could not be built."""
    trying = {"debian": debian_root.main, "upgrade": upgrade.main}
    if arguments[:1] and arguments[0] in trying:
        return trying[arguments[0]](arguments[1:])
    parser = argparse.ArgumentParser(prog="packaging/artefacts", description=__doc__)
    parser.add_argument("job", choices=("build", "check", "sums"))
    parser.add_argument("--output", type=Path, default=ROOT / "dist", metavar="FOLDER")
    parser.add_argument("--quick", action="store_true", help="pack less tightly, for a test")
    wanted = parser.parse_args(arguments)
    folder = wanted.output.absolute()
    if wanted.job == "check":
        return check_all(folder)
    if wanted.job == "sums":
        print(write_sums(folder))
        return 0
    try:
        for made in build_all(folder, quick=wanted.quick):
            print(f"{made.name}: {made.stat().st_size / 1e6:.1f} MB", flush=True)
    except subprocess.CalledProcessError as error:
        print(f"{error.cmd[:4]} … ended with {error.returncode}\n{error.stderr or ''}")
        return 1
    return 0
