"""The measured process of `import.*`: real files, and made ones of several sizes, are imported.

`python -m bench.import_work NAME SIZE RUNS` prints milliseconds of processor time and the most memory
held as one line of JSON. `NAME` is `aiddata`, `uk` or `scale`; SIZE counts for `scale` alone.
"""

import gzip
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from atlas_gui import paths
from atlas_gui.exchange.importing.plan import plan_import
from atlas_gui.exchange.importing.profile import Profile, read_profile
from atlas_gui.exchange.importing.reading import open_table
from bench.pinning import pin_to_first_core

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
REGISTER = DATA / "uk-treaties" / "uk_treaties_2026.jsonl.gz"
WORKBOOK = DATA / "aiddata-china-finance" / "GlobalChineseOfficialFinanceDataset_v1.0.xlsx"


def main() -> int:
    """Measure each import beside its floor, in turn."""
    pin_to_first_core()
    name, size, runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with tempfile.TemporaryDirectory() as folder:
        source, profile, floor = _job(name, size, Path(folder))
        took: list[float] = []
        floors: list[float] = []
        _warm_up(profile, source, Path(folder) / "warm.json")
        for number in range(runs):
            floors.append(_timed(floor))
            target = Path(folder) / f"library-{number}.json"
            took.append(_timed(partial(_import, source, profile, target)))
            target.unlink()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1_024
    print(
        json.dumps(
            {"took": took, "floor": floors, "most": most, "bytes": _decoded_bytes(name, size)}
        )
    )
    return 0


def _warm_up(profile: Profile, source: Path, target: Path) -> None:
    """Load what a running program has loaded: an import of the small file that the profile is for."""
    _import(source if source == WORKBOOK else REGISTER, profile, target)
    target.unlink()


def _timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return 1_000 * (time.process_time() - begun)


def _import(source: Path, profile: Profile, target: Path) -> None:
    with plan_import(source, target, profile) as plan:
        report = plan.accept()
    if not report.saved:
        raise SystemExit("nothing was imported")


def _job(name: str, size: int, folder: Path) -> tuple[Path, Profile, Callable[[], object]]:
    shipped = paths.resources() / "profiles"
    if name == "aiddata":
        return WORKBOOK, read_profile(shipped / "aiddata-china-finance-1.toml"), _read_cells
    profile = read_profile(shipped / "uk-treaties.toml")
    source = REGISTER if name == "uk" else _repeated(size, folder)
    return source, profile, lambda: _decoded(source)


def _read_cells() -> int:
    """Every cell of the sheet, by the same reader."""
    with open_table(WORKBOOK) as table:
        return sum(len(row.cells) for row in table.rows())


def _decoded(source: Path) -> int:
    """Every line decoded, by the same decoder of JSON."""
    decode = msgspec.json.Decoder().decode
    with gzip.open(source, "rb") as lines:
        return len([decode(line) for line in lines])


def _repeated(size: int, folder: Path) -> Path:
    """The register's treaties again and again under other identifiers, until there are `size`."""
    path = folder / "treaties.jsonl.gz"
    with gzip.open(REGISTER, "rb") as lines:
        held: list[dict[str, Any]] = [msgspec.json.decode(line) for line in lines]
    with gzip.open(path, "wb", compresslevel=1) as out:
        for number in range(size):
            treaty = held[number % len(held)]
            out.write(msgspec.json.encode(treaty | {"id": str(number)}) + b"\n")
    return path


def _decoded_bytes(name: str, size: int) -> int:
    """How large the file is when it is unpacked: what memory stands beside."""
    if name == "aiddata":
        from zipfile import ZipFile

        with ZipFile(WORKBOOK) as archive:
            return sum(member.file_size for member in archive.infolist())
    with gzip.open(REGISTER, "rb") as file:
        whole = len(file.read())
    return whole if name == "uk" else whole * size // 3_210


if __name__ == "__main__":
    sys.exit(main())
