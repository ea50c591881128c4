"""`python packaging/artefacts build|check|sums [--output FOLDER]`: see `main`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

if __name__ == "__main__":
    from artefacts.main import main

    sys.exit(main(sys.argv[1:]))
