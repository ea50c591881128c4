"""Where a file stands: in a folder that is copied about, and whether it is still the same."""

from pathlib import Path

import pytest

from atlas_gui.files import replace_file
from atlas_gui.store.places import file_stamp, synchronised_by


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox/work", "Dropbox"),
        ("Dropbox (Personal)", "Dropbox"),
        ("OneDrive - Some University/x/y", "OneDrive"),
        ("OneDrive-Personal", "OneDrive"),
        ("Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("GoogleDrive-ann@example.org/My Drive", "Google Drive"),
        ("Nextcloud", "Nextcloud"),
        ("pCloud Drive", "pCloud"),
        ("MEGAsync", "MEGA"),
        ("Mega sale", None),
        ("Megabytes", None),
        ("documents", None),
    ],
)
def test_a_service_is_known_by_the_name_of_its_folder(
    folder: str, service: str | None, tmp_path: Path
) -> None:
    place = tmp_path / folder
    place.mkdir(parents=True)
    assert synchronised_by(place) == service


@pytest.mark.parametrize(
    ("marker", "service"),
    [
        (".dropbox", "Dropbox"),
        (".stfolder", "Syncthing"),
        ("._sync_9a8b.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".gitignore", None),
    ],
)
def test_a_service_is_known_by_what_it_leaves_further_up(
    marker: str, service: str | None, tmp_path: Path
) -> None:
    (tmp_path / marker).write_bytes(b"")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert synchronised_by(inner) == service
    assert synchronised_by(inner / "not there") == service


def test_a_stamp_is_that_of_one_content_of_one_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    assert file_stamp(path) is None
    path.write_bytes(b"a")
    first = file_stamp(path)
    assert first == file_stamp(path)
    replace_file(path, b"b")
    assert file_stamp(path) != first
