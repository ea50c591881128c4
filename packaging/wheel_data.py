"""Puts the library and the resources, which stand at the top of the project, into the wheel.

Static configuration would copy them for an editable installation as well, where the program reads
them in place and a copy would only grow old.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# The hook is loaded from its file, which puts its folder nowhere.
sys.path.insert(0, str(Path(__file__).parent))

from resource_sums import NAME, resource_sums


class WheelData(BuildHookInterface[Any]):
    """The build hook that hatchling runs; named in pyproject.toml."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the data to a wheel that stands by itself (`version` is "standard" for that)."""
        if version != "editable":
            build_data["force_include"]["db.json"] = "atlas_gui/_data/db.json"
            build_data["force_include"]["resources"] = "atlas_gui/_resources"
            self._sums.parent.mkdir(parents=True, exist_ok=True)
            sums = resource_sums(Path(self.root, "resources"))
            self._sums.write_text(sums, encoding="utf-8")
            build_data["force_include"][str(self._sums)] = f"atlas_gui/_resources/{NAME}"

    def finalize(self, _version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """Leave nothing beside the wheel."""
        self._sums.unlink(missing_ok=True)

    @property
    def _sums(self) -> Path:
        return Path(self.directory, NAME)
