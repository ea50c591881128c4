"""What the bundle carries: nothing that Atlas imports is left out, nothing foreign is taken along."""

import ctypes
import importlib.util
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from bundle import contents, system_parts
from support.places import PACKAGE, ROOT

_HOOK = ROOT / "packaging" / "bundle" / "start_hook.py"
_IMPORT = re.compile(r"^\s*(?:from|import) ([\w.]+)(?: import \(?([\w, ]+))?", re.MULTILINE)


def _imported() -> set[str]:
    """Every module that the source of Atlas names in an import, and what it takes from packages of Qt."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for module, names in _IMPORT.findall(path.read_text(encoding="utf-8")):
            found.add(module)
            if module == "PySide6":
                found |= {f"PySide6.{name.strip()}" for name in names.split(",") if name.strip()}
    return found


# What stays out.


@pytest.mark.parametrize("left_out", [contents.EXCLUDED_MODULES, contents.DROPPED])
def test_everything_left_out_has_a_reason(left_out: dict[str, str]) -> None:
    assert left_out
    assert [name for name, reason in left_out.items() if len(reason.split()) < 2] == []


def test_nothing_that_atlas_imports_is_left_out() -> None:
    imported = _imported()
    assert {"PySide6.QtWidgets", "json", "msgspec"} <= imported
    astray = {
        module
        for module in imported
        for excluded in contents.EXCLUDED_MODULES
        if module == excluded or module.startswith(f"{excluded}.")
    }
    assert astray == set()


def test_the_libraries_of_qt_in_use_stay() -> None:
    used = {module.partition(".")[2] for module in _imported() if module.startswith("PySide6.Qt")}
    assert {"QtCore", "QtGui", "QtWidgets"} <= used
    for module in used:
        name = module.removeprefix("Qt")
        assert not contents._is_dropped(f"PySide6/{module}.abi3.so")
        assert not contents._is_dropped(f"PySide6/Qt/lib/libQt6{name}.so.6")


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6\\translations\\qt_ru.qm",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "libcups.so.2",
        "libgssapi_krb5.so.2",
        "libkrb5.so.3",
        "libkrb5support.so.0",
        "libavahi-client.so.3",
        "lxml/html/diff.cpython-311-x86_64-linux-gnu.so",
        "attrs-25.3.0.dist-info/METADATA",
    ],
)
def test_what_is_never_read_is_dropped(name: str) -> None:
    assert contents._is_dropped(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        # It belongs to Qt and loads only where the system's own library is.
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "lxml/etree.cpython-311-x86_64-linux-gnu.so",
        "atlas_gui/_resources/icons/atlas.svg",
        "libz.so.1",
    ],
)
def test_what_is_read_stays(name: str) -> None:
    assert not contents._is_dropped(name)


def test_data_is_dropped_by_its_name_in_the_bundle() -> None:
    kept = ("pycountry/databases/iso3166-1.json", "/usr/x.json", "DATA")
    gone = ("pycountry/locales/de/LC_MESSAGES/iso3166-1.mo", "/usr/x.mo", "DATA")
    assert contents.trimmed_data([kept, gone]) == [kept]


def test_a_package_is_described_by_its_licence_and_nothing_of_this_machine() -> None:
    described = contents.descriptions()
    assert any(folder.startswith("tinydb-") for _source, folder in described)
    assert any(re.search(r"(?i)licen[cs]e", Path(source).name) for source, _folder in described)
    for source, folder in described:
        assert folder.partition("/")[0].endswith(".dist-info")
        assert Path(source).is_file()
        assert Path(source).name not in {"RECORD", "direct_url.json", "INSTALLER", "WHEEL"}


# Libraries of the system, of a machine that exists only here.

_NEEDS = {
    "/pip/own.so": ["libtext.so.1", "libc.so.6"],
    "/pip/PySide6/plugin.so": ["libshow.so.1", "libtext.so.1", "libcups.so.2"],
    "/usr/lib/x/libshow.so.1": ["libdeep.so.1", "libm.so.6", "libshow.so.1"],
    "/usr/lib/x/libdeep.so.1": ["libshow.so.1", "libnowhere.so.9"],
    "/usr/lib/x/libtext.so.1": [],
    "/usr/lib/x/libxcb.so.1": ["libshow.so.1"],
}


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Libraries by the table above; `order.txt` is written below the folder that is handed on."""
    monkeypatch.setattr(contents, "_linked_with", lambda path: _NEEDS.get(path, []))
    files = {Path(path).name: path for path in _NEEDS if path.startswith("/usr")}
    monkeypatch.setattr(contents, "system_library", lambda name: files.get(name, ""))
    monkeypatch.setattr(contents, "LINKED_WITH_QT", ("libxcb.so.1",))
    monkeypatch.setattr(contents, "ROOT", tmp_path)
    monkeypatch.setattr(Path, "is_file", lambda path: str(path) in _NEEDS)
    (tmp_path / "build" / "bundle").mkdir(parents=True)
    return tmp_path


@pytest.mark.usefixtures("machine")
def test_libraries_stand_behind_what_they_need() -> None:
    systems: dict[str, str] = {}
    order = contents.needed_in_order(["/pip/PySide6/plugin.so", "/pip/none.so"], systems)
    assert order == ["libdeep.so.1", "libshow.so.1", "libtext.so.1"]
    assert systems["libdeep.so.1"] == "/usr/lib/x/libdeep.so.1", "looked for where it was not told"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has a fallback")
def test_the_systems_libraries_for_qt_go_into_the_fallback(machine: Path) -> None:
    own = ("own.so", "/pip/own.so", "EXTENSION")
    plugin = ("PySide6/Qt/plugins/plugin.so", "/pip/PySide6/plugin.so", "BINARY")
    link = ("libown.so", "own.so", "SYMLINK")
    found = [
        own,
        plugin,
        link,
        ("libgone.so", "PySide6/Qt/lib/libQt6Network.so.6", "SYMLINK"),
        ("PySide6/Qt/lib/libQt6Network.so.6", "/pip/PySide6/net.so", "BINARY"),
        ("libshow.so.1", "/usr/lib/x/libshow.so.1", "BINARY"),
        ("libtext.so.1", "/usr/lib/x/libtext.so.1", "BINARY"),
        ("libunused.so.1", "/usr/lib/x/libunused.so.1", "BINARY"),
    ]
    made = contents.trimmed_binaries(found)
    # PyInstaller finds things in another order each time.
    assert contents.trimmed_binaries(found[::-1]) == made
    order = machine / "build" / "bundle" / "order.txt"
    assert made == [
        plugin,
        link,
        own,
        ("libtext.so.1", "/usr/lib/x/libtext.so.1", "BINARY"),
        ("fallback/libdeep.so.1", "/usr/lib/x/libdeep.so.1", "BINARY"),
        ("fallback/libshow.so.1", "/usr/lib/x/libshow.so.1", "BINARY"),
        ("fallback/order.txt", str(order), "DATA"),
    ]
    assert order.read_text() == "libdeep.so.1\nlibshow.so.1\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads libraries of Linux")
def test_a_real_library_names_what_it_is_linked_with(tmp_path: Path) -> None:
    linked = contents._linked_with(str(Path(importlib.util.find_spec("msgspec._core").origin)))
    assert any(name.startswith("libc.so") for name in linked)
    text = tmp_path / "text.so"
    text.write_text("NEEDED libc.so.6\n")
    assert contents._linked_with(str(text)) == []
    assert contents.system_library("libno-such-thing.so.1") == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian's own")
def test_what_is_the_build_machines_own_is_found_by_its_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, internal = tmp_path / "usual", tmp_path / "bundle" / "_internal"
    (internal / "fallback").mkdir(parents=True)
    (internal / "fallback-fonts").mkdir()
    usual.mkdir()
    monkeypatch.setattr(contents, "system_library", lambda name: str(usual / name))
    for name, here, there in (
        ("libsame.so.1", b"1", b"1"),
        ("libother.so.1", b"1", b"2"),
        ("fallback/libdeep.so.1", b"3", b"3"),
    ):
        (internal / name).write_bytes(here)
        (usual / Path(name).name).write_bytes(there)
    (internal / "libown.so.1").write_bytes(b"4")
    (internal / "libsame.so").symlink_to("libsame.so.1")
    font = Path(contents.FALLBACK_FONTS[0])
    (internal / "fallback-fonts" / font.name).write_bytes(b"5")
    assert system_parts.libraries(internal.parent) == {
        "libsame.so.1": usual / "libsame.so.1",
        "fallback/libdeep.so.1": usual / "libdeep.so.1",
        f"fallback-fonts/{font.name}": font,
    }


# The hook that runs before Atlas.


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bundle's inside, and an environment that the test may change."""
    (tmp_path / "fallback").mkdir()
    (tmp_path / "fallback" / "order.txt").write_text("libhas.so.1\nliblacks.so.1\nlibtoo.so.1\n")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.setattr(os, "environ", dict(os.environ))
    os.environ.pop("FONTCONFIG_FILE", None)
    return tmp_path


def _run_hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("start_hook_under_test", _HOOK)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is loaded, in order, on a system that has one library alone."""
    names: list[str] = []

    def load(name: str) -> None:
        if "/" not in name and name != "libhas.so.1":
            raise OSError(name)
        names.append(name)

    monkeypatch.setattr(ctypes, "CDLL", load)
    return iter([names])


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the hook is Linux's")


@linux
def test_only_what_the_system_lacks_is_taken_from_the_bundle_and_only_for_qt(
    bundle: Path, loaded: Iterator[list[str]]
) -> None:
    names = next(loaded)
    _run_hook()
    finder = sys.meta_path[0]
    assert type(finder).__name__ == "_BeforeQt"
    assert finder.find_spec("json", None) is None
    assert finder.find_spec("PySide6.QtCore", None) is None
    assert names == [], "a command without a window loads none of it"
    assert finder.find_spec("PySide6", None) is None
    fallback = bundle / "fallback"
    assert names == ["libhas.so.1", str(fallback / "liblacks.so.1"), str(fallback / "libtoo.so.1")]
    assert finder not in sys.meta_path, "once is enough"


@linux
def test_a_package_without_a_fallback_loads_nothing(
    bundle: Path, loaded: Iterator[list[str]]
) -> None:
    names = next(loaded)
    (bundle / "fallback" / "order.txt").unlink()
    _run_hook()
    assert sys.meta_path[0].find_spec("PySide6", None) is None
    assert names == []
    assert "FONTCONFIG_FILE" not in os.environ


@linux
@pytest.mark.parametrize("before", [None, "", "/opt/own"])
def test_children_look_for_their_libraries_where_they_did(bundle: Path, before: str | None) -> None:
    os.environ["LD_LIBRARY_PATH"] = str(bundle)
    if before is not None:
        os.environ["LD_LIBRARY_PATH_ORIG"] = before
    _run_hook()
    assert os.environ.get("LD_LIBRARY_PATH") == before
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


@linux
def test_the_bundles_fonts_are_named_unless_the_reader_names_others(bundle: Path) -> None:
    settings = bundle / "fallback-fonts" / "fonts.conf"
    settings.parent.mkdir()
    settings.write_text("<fontconfig/>")
    _run_hook()
    assert os.environ["FONTCONFIG_FILE"] == str(settings)
    os.environ["FONTCONFIG_FILE"] = "/my/fonts.conf"
    _run_hook()
    assert os.environ["FONTCONFIG_FILE"] == "/my/fonts.conf"
