"""The library checker: everything that can be wrong with a library file, named by its place."""

from atlas_gui.store.check.checking import CheckReport, check_library
from atlas_gui.store.check.faults import Fault

__all__ = ["CheckReport", "Fault", "check_library"]
