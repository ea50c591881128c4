"""`python packaging/macos [--app FOLDER] [--output FOLDER]`: see `disk_image`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

if __name__ == "__main__":
    from macos.disk_image import main

    sys.exit(main(sys.argv[1:]))
