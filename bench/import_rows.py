"""What importing costs: two real files, and made ones of several sizes.

Nothing is measured where the real files do not lie beside the project.
"""

import sys
from typing import Any

from bench.import_work import REGISTER, WORKBOOK
from bench.measuring import Row, Settings, row, told

_MOST_RUNS = 5


def finance(settings: Settings) -> list[Row]:
    """AidData's workbook, beside reading all its cells."""
    return _rows("import.aiddata", "aiddata", 5_466, settings) if WORKBOOK.exists() else _missing()


def treaties(settings: Settings) -> list[Row]:
    """The register of treaties, beside decoding its JSON."""
    return _rows("import.uk", "uk", 3_210, settings) if REGISTER.exists() else _missing()


def scale(settings: Settings) -> list[Row]:
    """Treaties in thousands, beside decoding their JSON; `memory` beside the size of the file."""
    if not REGISTER.exists():
        return _missing()
    return [
        one for size in settings.sizes for one in _rows("import.scale", "scale", size, settings)
    ]


def _rows(name: str, what: str, size: int, settings: Settings) -> list[Row]:
    # A hundred thousand take minutes.
    runs = min(settings.runs, _MOST_RUNS if size < 50_000 else 1)
    command = [sys.executable, "-m", "bench.import_work", what, str(size), str(runs)]
    found: dict[str, Any] = told(command, dict(settings.environment))
    mebibyte = 1 << 20
    return [
        row(name, found["took"], found["floor"], "ms", size),
        row(f"{name} memory", [found["most"] / mebibyte], [found["bytes"] / mebibyte], "MiB", size),
    ]


def _missing() -> list[Row]:
    print("import: the real files are not here", file=sys.stderr)
    return []
