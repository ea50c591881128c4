"""The command `atlas-gui`; everything it does is in `cli`."""

import sys

from atlas_gui.cli import run


def main() -> int:
    """Run the command line; the exit status is 0 done, 1 found a fault, 2 wrong usage, 130 stopped."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
