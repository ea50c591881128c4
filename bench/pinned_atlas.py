"""Atlas as its reader starts it, on one processor core: takes the same arguments."""

import sys

from atlas_gui.__main__ import main
from bench.pinning import pin_to_first_core

if __name__ == "__main__":
    pin_to_first_core()
    sys.exit(main())
