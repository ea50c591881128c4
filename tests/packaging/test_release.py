"""A release: one version in both places, a closed changelog, and nothing written if it cannot be."""

import datetime
import tomllib
from pathlib import Path

import pytest
from desktop import identity
from release import ReleaseError, raise_version
from support.places import ROOT

import atlas_gui

_DAY = datetime.date(2027, 1, 31)
_FILES = ("pyproject.toml", "src/atlas_gui/__init__.py", "CHANGELOG.md")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in _FILES:
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text(
        "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- News.\n\n## [0.0.9] - 2026-01-01\n\n- Old.\n",
        encoding="utf-8",
    )
    return tmp_path


def _contents(tree: Path) -> list[bytes]:
    return [(tree / name).read_bytes() for name in _FILES]


def test_both_places_have_one_version() -> None:
    assert atlas_gui.__version__ == identity.version()


def test_a_release_raises_the_version_and_closes_the_changelog(tree: Path) -> None:
    raise_version(tree, "7.8.9", _DAY)
    project = tomllib.loads((tree / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == "7.8.9"
    assert '__version__ = "7.8.9"' in (tree / "src/atlas_gui/__init__.py").read_text("utf-8")
    changelog = (tree / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]\n\n## [7.8.9] - 2027-01-31\n\n### Added\n\n- News.\n" in changelog
    assert identity.releases(changelog)[0] == identity.Release("7.8.9", "2027-01-31")
    with pytest.raises(ReleaseError, match="has nothing under"):
        raise_version(tree, "7.9.0", _DAY)


@pytest.mark.parametrize("version", ["0.0.9", "0.0.8", "1.2", "v1.2.3", "1.02.3", ""])
def test_what_is_no_later_version_writes_nothing(tree: Path, version: str) -> None:
    before = _contents(tree)
    with pytest.raises(ReleaseError):
        raise_version(tree, version, _DAY)
    assert _contents(tree) == before
