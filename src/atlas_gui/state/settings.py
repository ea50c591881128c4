"""How the reader left the window, from one start to the next.

The file is a convenience: a missing, damaged or foreign one costs the reader nothing but defaults.
"""

import logging
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from atlas_gui.exchange.report.options import ReportOptions
from atlas_gui.files import replace_file
from atlas_gui.timeline.arrangement import Arrangement

_log = logging.getLogger(__name__)
Appearance = Literal["system", "light", "dark"]
_Percent = Annotated[int, Meta(ge=50, le=300)]
# Qt takes no number beyond those of its own kind, and no screen is this wide.
_Pixels = Annotated[int, Meta(ge=0, le=100_000)]


class WindowSettings(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything about the window that outlives it; Qt's own states are base64 text."""

    geometry: str = ""
    splitters: dict[str, list[_Pixels]] = {}
    list_header: str = ""
    query: str = ""
    record_id: str | None = None
    expanded: tuple[str, ...] | None = None
    filters_shown: bool = False
    closed_facets: tuple[str, ...] = ()
    tree_order: Literal["name", "count", "latest"] = "count"
    appearance: Appearance = "system"
    text_percent: _Percent = 100
    report: ReportOptions | None = None
    file_names: str = ""
    timeline_span: tuple[float, float] | None = None
    lanes: Arrangement = Arrangement()
    less_motion: bool = False
    trade_figures: bool = True
    # Until the reader has folded or unfolded it, the room there is decides.
    notebook_strip: bool | None = None
    citation_style: str = "chicago-notes"


class SettingsFile:
    """The settings of one reader; every failure is logged, none reaches the reader."""

    _NAME = "window.json"

    def __init__(self, folder: Path) -> None:
        self._path = folder / self._NAME

    def load(self) -> WindowSettings:
        """The settings as they were saved; defaults if they cannot be read."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=WindowSettings)
        except FileNotFoundError:
            return WindowSettings()
        except (OSError, ValueError, RecursionError) as error:
            _log.info("Settings are not readable, defaults are used: %s", error)
            return WindowSettings()

    def save(self, settings: WindowSettings) -> None:
        """Keep the settings for the next start."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._path, msgspec.json.encode(settings))
        except OSError as error:
            _log.info("Settings could not be saved: %s", error)
