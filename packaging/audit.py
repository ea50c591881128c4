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
    answer, trouble = ask()
    asked = [package for package in answer if "skip_reason" not in package]
    faults = [
        f"{package['name']} {package['version']}: {fault['id']} (mended in "
        f"{', '.join(fault['fix_versions']) or 'no version yet'})"
        for package in asked
        for fault in package["vulns"]
    ]
    print(*faults, sep="\n", end="\n" if faults else "")
    print(
        f"audit: {len(asked)} of {len(answer)} locked packages looked up,"
        f" {len(faults)} known vulnerabilities"
    )
    if trouble:
        print(f"audit: the advisory database cannot be reached ({trouble})")
    return 1 if faults else 0


def ask() -> tuple[list[dict[str, Any]], str]:
    """What pip-audit says of each locked package, and what kept it from finding out."""
    lock = str(python_env.LOCKS["develop"])
    command = [sys.executable, "-m", "pip_audit", "--requirement", lock, "--require-hashes"]
    command += ["--disable-pip", "--format", "json", "--progress-spinner", "off"]
    try:
        result = subprocess.run(
            command, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return [], f"no answer within {SECONDS} seconds"
    try:
        answer: list[dict[str, Any]] = json.loads(result.stdout)["dependencies"]
    except (ValueError, KeyError):
        return [], (result.stderr.strip().splitlines() or ["it said nothing"])[-1][:200]
    unknown = [package["skip_reason"] for package in answer if "skip_reason" in package]
    return answer, unknown[0] if unknown else ""


if __name__ == "__main__":
    sys.exit(main())
