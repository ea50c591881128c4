"""Makes a release: `python packaging/release.py VERSION`, or `make release VERSION=1.2.3`.

Raises the version, closes the changelog, commits that, builds every artefact from the commit, has each
test itself where nothing of the source is in reach, writes their sums and tags the commit. If one of
them fails, the commit is taken back and nothing is tagged. Run `.ci/run` before it.
"""

from __future__ import annotations

import argparse
import datetime
import re
import subprocess
import sys
from pathlib import Path

import python_env

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
_UNRELEASED = "## [Unreleased]"


class ReleaseError(Exception):
    """Why there is no release; for the person at the keyboard."""


def main(arguments: list[str]) -> int:
    """Make a release; 1 with a sentence if there can be none."""
    parser = argparse.ArgumentParser(prog="packaging/release.py", description="Make a release.")
    parser.add_argument("version", metavar="VERSION", help="such as 1.2.3, later than the last")
    wanted = parser.parse_args(arguments).version
    try:
        _require_clean_tree()
        raise_version(ROOT, wanted, datetime.datetime.now(datetime.UTC).date())
        _git("commit", "--quiet", "--all", "--message", f"Release {wanted}")
        _build_and_try()
    except ReleaseError as error:
        print(f"No release: {error}", file=sys.stderr)
        return 1
    _git("tag", "--annotate", f"v{wanted}", "--message", f"Atlas {wanted}")
    print(
        f"Atlas {wanted} is in {DIST.name}/, tagged v{wanted}. Push it with: git push --follow-tags"
    )
    return 0


def raise_version(root: Path, version: str, day: datetime.date) -> None:
    """Write a version into the two places that have it, and close the changelog with it.

    Raises ReleaseError, before anything is written, if it is no later version or nothing is new.
    """
    if not _VERSION.fullmatch(version):
        raise ReleaseError(f"{version} is no version such as 1.2.3")
    project, package = root / "pyproject.toml", root / "src" / "atlas_gui" / "__init__.py"
    changelog = root / "CHANGELOG.md"
    described = project.read_text(encoding="utf-8")
    before = re.search(r'^version = "([^"]+)"$', described, re.MULTILINE)
    if before is None:
        raise ReleaseError(f"{project.name} has no version")
    history = changelog.read_text(encoding="utf-8")
    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", history, re.MULTILINE)
    # The first release may have the number that stood there while it was made.
    if released and _ordered(version) <= max(map(_ordered, released)):
        raise ReleaseError(f"{version} is not later than {released[0]}")
    head, found, rest = history.partition(_UNRELEASED)
    if not found or not rest.partition("\n## [")[0].strip():
        raise ReleaseError(f"{changelog.name} has nothing under “{_UNRELEASED}”")
    closed = f"{head}{_UNRELEASED}\n\n## [{version}] - {day.isoformat()}{rest}"
    project.write_text(described.replace(before[0], f'version = "{version}"'), encoding="utf-8")
    code = package.read_text(encoding="utf-8")
    raised = code.replace(f'__version__ = "{before[1]}"', f'__version__ = "{version}"')
    package.write_text(raised, encoding="utf-8")
    changelog.write_text(closed, encoding="utf-8")


def _ordered(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _require_clean_tree() -> None:
    if _git("status", "--porcelain"):
        raise ReleaseError("there are changes that are not committed")


def _build_and_try() -> None:
    """Build, try and sum up what the last commit holds; ReleaseError, the commit taken back, if that fails."""
    # What is installed here describes the version before.
    python_env.ensure("develop")
    jobs = str(ROOT / "packaging" / "artefacts")
    for job in ("build", "check", "sums"):
        done = subprocess.run([sys.executable, jobs, job, "--output", str(DIST)], check=False)
        if done.returncode:
            # The tree was clean, so that nothing is lost.
            _git("reset", "--quiet", "--hard", "HEAD~1")
            raise ReleaseError(f"“{job}” failed; the commit was taken back")


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ReleaseError(f"git {words[0]}: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
