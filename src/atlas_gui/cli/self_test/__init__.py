"""`atlas-gui self-test`: whether this copy of Atlas does what it is for, on this machine."""

from atlas_gui.cli.self_test.running import self_test

__all__ = ["self_test"]
