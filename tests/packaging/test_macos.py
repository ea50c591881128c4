"""What macOS is told of Atlas can be read, and claims libraries and links alone."""

import plistlib
from pathlib import Path

import pytest
from desktop import identity
from macos import disk_image, info


def test_the_description_survives_being_written() -> None:
    told = info.info_plist("1.2.3")
    assert plistlib.loads(plistlib.dumps(told)) == told
    assert told["CFBundleShortVersionString"] == told["CFBundleVersion"] == "1.2.3"
    assert all(c.isalnum() or c in ".-" for c in told["CFBundleIdentifier"])


def test_libraries_and_links_are_claimed_and_nothing_of_others() -> None:
    told = info.info_plist("1.2.3")
    (scheme,) = told["CFBundleURLTypes"]
    assert scheme["CFBundleURLSchemes"] == [identity.SCHEME]
    (exported,) = told["UTExportedTypeDeclarations"]
    assert exported["UTTypeTagSpecification"]["public.filename-extension"] == ["atlas"]
    claimed = [kind for one in told["CFBundleDocumentTypes"] for kind in one["LSItemContentTypes"]]
    assert claimed == [exported["UTTypeIdentifier"]]
    assert exported["UTTypeIconFile"] == info.LIBRARY_ICON


def test_an_image_is_made_on_macos_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.system", lambda: "Linux")
    with pytest.raises(SystemExit, match="On macOS"):
        disk_image.main(["--app", str(tmp_path), "--output", str(tmp_path)])
    assert list(tmp_path.iterdir()) == []


def test_the_commands_sign_for_nobody_and_pack_the_folder(tmp_path: Path) -> None:
    sign, verify = disk_image.signing(tmp_path)
    assert sign[sign.index("--sign") + 1] == "-" and "--verify" in verify
    packed = disk_image.packing(tmp_path, tmp_path / "atlas.dmg")
    assert packed[-1] == str(tmp_path / "atlas.dmg")
    assert packed[packed.index("-srcfolder") + 1] == str(tmp_path)
