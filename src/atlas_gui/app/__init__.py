"""The composition root: the one place that builds the object graph of the window."""

from atlas_gui.app.application import make_application
from atlas_gui.app.readings import begin_reading
from atlas_gui.app.running import run_window, run_wish, save_window_picture
from atlas_gui.app.windows import Atlas, build

__all__ = [
    "Atlas",
    "begin_reading",
    "build",
    "make_application",
    "run_window",
    "run_wish",
    "save_window_picture",
]
