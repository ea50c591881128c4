"""`python packaging/windows [--payload FOLDER] [--output FOLDER]`: see `build`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

if __name__ == "__main__":
    from windows.build import main

    sys.exit(main(sys.argv[1:]))
