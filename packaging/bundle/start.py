"""Where the frozen program begins."""

import sys

from atlas_gui.__main__ import main

sys.exit(main())
