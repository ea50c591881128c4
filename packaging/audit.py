"""Ask the advisory database about the locked packages; no answer is said, and is no fault."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import python_env

SECONDS = 180


def main() -> int:
    """1 if a locked package has a known vulnerability, else 0."""
    answer = ask()
    if answer is None:
        print("audit: the advisory database cannot be reached; nothing was looked up")
        return 0
    faults = [
        f"{package['name']} {package['version']}: {fault['id']} (mended in "
        f"{', '.join(fault['fix_versions']) or 'no version yet'})"
        for package in answer["dependencies"]
        for fault in package.get("vulns", [])
    ]
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"audit: {len(answer['dependencies'])} packages, {len(faults)} known vulnerabilities")
    return 1 if faults else 0


def ask() -> dict[str, Any] | None:
    """What pip-audit found out, or None if it found nothing out."""
    lock = str(python_env.LOCKS["develop"])
    command = [sys.executable, "-m", "pip_audit", "--requirement", lock, "--require-hashes"]
    command += ["--disable-pip", "--no-deps", "--format", "json", "--progress-spinner", "off"]
    try:
        result = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        answer: dict[str, Any] = json.loads(result.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return None
    return answer


if __name__ == "__main__":
    sys.exit(main())
