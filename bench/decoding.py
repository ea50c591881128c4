"""The floor of `search.open`: a process that reads a library's JSON once and keeps what it says.

`python -m bench.decoding msgspec|json FILE` says “shown” when it is done.
"""

import gc
import json
import sys
from pathlib import Path

import msgspec

from bench.pinning import pin_to_first_core


def main() -> int:
    """Decode the file the chosen way."""
    pin_to_first_core()
    # All of it is kept to the end; looking for garbage in it would take most of the time.
    gc.disable()
    content = Path(sys.argv[2]).read_bytes()
    held = msgspec.json.decode(content) if sys.argv[1] == "msgspec" else json.loads(content)
    print("shown", flush=True)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
