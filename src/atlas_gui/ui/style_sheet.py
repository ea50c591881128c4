"""The style sheet of the window, in the colours of a theme."""

from functools import cache
from string import Template

from msgspec.structs import asdict

from atlas_gui import paths
from atlas_gui.ui.theme import Theme


@cache
def _template() -> Template:
    return Template((paths.resources() / "style.qss").read_text("utf-8"))


def style_sheet(theme: Theme) -> str:
    """`resources/style.qss` with the theme's colours; widgets are told apart by object names."""
    tick = (paths.resources() / "icons" / f"tick-{theme.name}.svg").as_posix()
    return _template().substitute(asdict(theme), tick=tick)
