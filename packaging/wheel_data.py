"""Puts the library and the resources, which stand at the top of the project, into the wheel.

Static configuration would copy them for an editable installation as well, where the program reads
them in place and a copy would only grow old.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelData(BuildHookInterface[Any]):
    """The build hook that hatchling runs; named in pyproject.toml."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the data to a wheel that stands by itself (`version` is "standard" for that)."""
        if version != "editable":
            build_data["force_include"]["db.json"] = "atlas_gui/_data/db.json"
            build_data["force_include"]["resources"] = "atlas_gui/_resources"
