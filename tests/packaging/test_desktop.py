"""What desktops are told of Atlas is valid, complete in six languages, and the same each time."""

import gzip
import os
import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from desktop import identity
from desktop.build import build, main
from desktop.metainfo import metainfo
from PySide6.QtGui import QImage

from atlas_gui.ui.library_names import SUFFIX, is_library_name

OTHERS = set(identity.LANGUAGES) - {"en"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("laid-out")
    build(target)
    return target / "usr" / "share"


@pytest.fixture
def entry(share: Path) -> ConfigParser:
    read = ConfigParser(interpolation=None, delimiters="=")
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read(share / "applications" / "atlas-gui.desktop", encoding="utf-8")
    return read


def says_nothing(*command: str | Path) -> None:
    """Skip where a validator is missing; else it has to find nothing at all."""
    name = str(command[0])
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert not re.search(r"^(E|W|I|P):|error|warning|hint", said, re.MULTILINE), said


def test_two_builds_are_equal_byte_for_byte(share: Path, tmp_path: Path) -> None:
    # Neither the reader's language nor the width of a terminal changes what is built. In a process of its
    # own: the system's messages would go on being French in this one.
    elsewhere = {**os.environ, "LANGUAGE": "fr", "COLUMNS": "40"}
    command = [sys.executable, str(identity.ROOT / "packaging" / "desktop"), str(tmp_path)]
    subprocess.run(command, env=elsewhere, check=True)
    again = tmp_path / "usr" / "share"
    names = sorted(path.relative_to(share) for path in share.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    for name in names:
        assert (share / name).read_bytes() == (again / name).read_bytes(), name
        assert (again / name).stat().st_mode & 0o777 == 0o644, name


def test_nothing_of_the_machine_stands_in_what_is_built(share: Path) -> None:
    folder = str(identity.ROOT).encode()
    for path in share.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            text = gzip.decompress(content) if path.suffix == ".gz" else content
            assert folder not in text, path


def test_flatpak_may_have_it_under_the_identifier(tmp_path: Path) -> None:
    assert main([str(tmp_path), "--prefix", "/app", "--name", identity.COMPONENT_ID]) == 0
    share = tmp_path / "app" / "share"
    entry = (share / "applications" / f"{identity.COMPONENT_ID}.desktop").read_text()
    assert f"Icon={identity.COMPONENT_ID}\n" in entry
    assert (share / f"icons/hicolor/64x64/apps/{identity.COMPONENT_ID}.png").exists()
    about = (share / "metainfo" / f"{identity.COMPONENT_ID}.metainfo.xml").read_text()
    assert f"{identity.COMPONENT_ID}.desktop</launchable>" in about


# The desktop entry.


def test_the_validator_finds_nothing_in_the_entry(share: Path) -> None:
    says_nothing("desktop-file-validate", share / "applications" / "atlas-gui.desktop")


def test_the_entry_takes_files_and_links_and_offers_two_actions(entry: ConfigParser) -> None:
    main_part = entry["Desktop Entry"]
    assert main_part["Exec"] == "atlas-gui open %U"
    assert main_part["MimeType"] == f"{identity.MEDIA_TYPE};x-scheme-handler/atlas;"
    assert main_part["StartupWMClass"] == "atlas-gui"
    for action in main_part["Actions"].strip(";").split(";"):
        assert entry[f"Desktop Action {action}"]["Exec"].startswith("atlas-gui --")
    assert entry["Desktop Action search"]["Exec"] == "atlas-gui --find"


def test_everything_in_the_entry_that_is_read_is_said_in_six_languages(entry: ConfigParser) -> None:
    for part, key in (
        ("Desktop Entry", "Comment"),
        ("Desktop Entry", "GenericName"),
        ("Desktop Entry", "Keywords"),
        ("Desktop Action new-window", "Name"),
        ("Desktop Action search", "Name"),
    ):
        said = {tag: entry[part][f"{key}[{tag}]"] for tag in OTHERS}
        assert len({*said.values(), entry[part][key]}) == len(identity.LANGUAGES), (part, key)


# The file type.


def test_libraries_and_nothing_else_are_recognised_by_name(share: Path, tmp_path: Path) -> None:
    if shutil.which("update-mime-database") is None:
        pytest.skip("update-mime-database is not installed")
    mime = tmp_path / "mime"
    shutil.copytree(share / "mime", mime)
    says_nothing("update-mime-database", mime)
    lines = (mime / "globs2").read_text().splitlines()
    known = [line.split(":")[1:] for line in lines if line.strip() and not line.startswith("#")]
    assert sorted(known) == [
        [identity.MEDIA_TYPE, "*.atlas"],
        [identity.MEDIA_TYPE, "*.atlas.json"],
    ]
    assert f"{identity.MEDIA_TYPE} application/json" in (mime / "subclasses").read_text()


def test_the_name_that_the_program_gives_is_one_that_is_registered(share: Path) -> None:
    top = ET.parse(share / "mime/packages/atlas-gui.xml").getroot()  # noqa: S314  our own
    patterns = [one.get("pattern", "") for one in top.iter() if one.tag.endswith("glob")]
    assert f"*.{SUFFIX}" in patterns
    assert all(is_library_name(Path(pattern.replace("*", "name"))) for pattern in patterns)
    comments = {one.get(LANGUAGE, "en") for one in top.iter() if one.tag.endswith("comment")}
    assert comments == set(identity.LANGUAGES)


# The description for software centres.


def test_the_validator_finds_nothing_in_the_description(share: Path) -> None:
    path = share / "metainfo" / f"{identity.COMPONENT_ID}.metainfo.xml"
    says_nothing("appstreamcli", "validate", "--pedantic", "--no-net", "--explain", path)


def test_the_description_agrees_with_entry_and_icons(share: Path) -> None:
    top = ET.fromstring(metainfo())  # noqa: S314  our own
    assert top.findtext("id") == identity.COMPONENT_ID
    entry = top.findtext("launchable") or ""
    assert (share / "applications" / entry).exists()
    assert next(one.text for one in top.iter("mediatype")) == identity.MEDIA_TYPE
    summaries = {one.get(LANGUAGE, "en") for one in top.findall("summary")}
    assert summaries == set(identity.LANGUAGES)
    for kind in ("p", "li", "caption"):
        said = [one.get(LANGUAGE, "en") for one in top.iter(kind)]
        assert {said.count(tag) for tag in identity.LANGUAGES} == {len(said) // 6}, kind


def test_the_pictures_have_the_size_and_the_colours_that_are_told(tmp_path: Path) -> None:
    script = identity.ROOT / "packaging" / "desktop" / "screenshots.py"
    command = [sys.executable, str(script), str(tmp_path)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    top = ET.fromstring(metainfo())  # noqa: S314  our own
    for shown in top.iter("image"):
        name = (shown.text or "").rpartition("/")[2]
        image = QImage(str(tmp_path / name))
        assert [str(image.width()), str(image.height())] == [
            shown.get("width"),
            shown.get("height"),
        ]
        assert (image.pixelColor(800, 60).lightness() > 128) is (name == "light.png")
        assert len({image.pixel(x, 300) for x in range(image.width())}) > 20, "there is text"


def test_releases_are_those_of_the_changelog_without_what_is_unreleased(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    changelog = (
        "# Changelog\n\n## [Unreleased]\n\n- More.\n\n## [1.10.0] - 2027-03-04\n\n- A [0.9] link.\n"
        "\n## [1.9.1] - 2027-01-02\n\n### Added\n"
    )
    done = identity.releases(changelog)
    assert done == [("1.10.0", "2027-03-04"), ("1.9.1", "2027-01-02")]
    monkeypatch.setattr(identity, "releases", lambda: done)
    top = ET.fromstring(metainfo())  # noqa: S314  our own
    assert [(one.get("version"), one.get("date")) for one in top.iter("release")] == done


def test_before_the_first_release_the_version_being_built_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(identity, "releases", list)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    top = ET.fromstring(metainfo())  # noqa: S314  our own
    (release,) = top.iter("release")
    assert (release.get("version"), release.get("date")) == (identity.version(), "2027-01-15")


def test_addresses_are_nobodys_until_somebody_says_whose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATLAS_BASE_ADDRESS", raising=False)
    assert set(re.findall(rb"https?://([^/<\"]+)", metainfo())) == {b"atlas.example.com"}
    monkeypatch.setenv("ATLAS_BASE_ADDRESS", "https://atlas.example.org/here")
    assert b"<image" in metainfo() and b"https://atlas.example.org/here/screenshots" in metainfo()
