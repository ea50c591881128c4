"""Each rule finds the fault it is there for, planted in a copy of the program."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.places import PACKAGE

from .docstrings import undocumented
from .rules import (
    oversized,
    own_location,
    qt_out_of_ring,
    strangers,
    unplaced,
    untranslated,
    upward_imports,
)

Rule = Callable[[Path], Iterator[str]]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    target = tmp_path / "atlas_gui"
    shutil.copytree(PACKAGE, target, ignore=shutil.ignore_patterns("__pycache__"))
    return target


_SUBCLASS = '"""D."""\nfrom PySide6.QtWidgets import QWidget\nclass A(QWidget):\n    """D."""\n'
PLANTED: list[tuple[Rule, str, str, str]] = [
    (qt_out_of_ring, "domain/planted.py", "from PySide6 import QtCore", "domain.planted:1"),
    (qt_out_of_ring, "store/planted.py", "import PySide6.QtCore as c", "store.planted:1"),
    (qt_out_of_ring, "state/planted.py", "from PySide6.QtGui import QColor", "PySide6.QtGui"),
    (qt_out_of_ring, "models/planted.py", "from PySide6 import QtWidgets", "QtWidgets"),
    (qt_out_of_ring, "ui/planted.py", "import PySide6.QtWebEngineCore", "QtWebEngineCore"),
    (qt_out_of_ring, "timeline/planted.py", "import shiboken6", "shiboken6"),
    (
        qt_out_of_ring,
        "search/planted.py",
        "def f():\n    from PySide6.QtCore import QObject",
        "search.planted:2",
    ),
    (
        qt_out_of_ring,
        "exchange/planted.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import PySide6",
        "exchange.planted:3",
    ),
    (unplaced, "plugins/__init__.py", '"""New."""', "plugins"),
    (unplaced, "extras.py", '"""New."""', "extras"),
    (upward_imports, "domain/planted.py", "from atlas_gui.search import query", "search"),
    (upward_imports, "models/planted.py", "import atlas_gui.ui.theme", "ui"),
    (upward_imports, "state/planted.py", "from atlas_gui import app", "app"),
    (upward_imports, "i18n.py", "from atlas_gui.domain import pairs", "domain"),
    (strangers, "search/planted.py", "from tinydb import TinyDB", "tinydb"),
    (strangers, "ui/planted.py", "import typst", "typst"),
    (strangers, "domain/planted.py", "import numpy", "only search and timeline imports numpy"),
    (strangers, "ui/planted.py", "from numpy import array", "imports numpy"),
    (strangers, "models/planted.py", "from rapidfuzz import fuzz", "only search imports rapidfuzz"),
    (strangers, "search/planted.py", "import sqlite3", "sqlite3"),
    (own_location, "ui/planted.py", "HERE = __file__", "ui.planted:1"),
    (oversized, "ui/planted.py", "\n" * 400, "401 lines"),
    (oversized, "ui/planted.py", "def f():\n" + "    pass\n" * 61, "f has 62 lines"),
    (undocumented, "ui/planted.py", "x = 1", "ui.planted says nothing"),
    (undocumented, "ui/planted.py", '"""D."""\nclass A: pass', "A says nothing"),
    (undocumented, "ui/planted.py", '"""D."""\ndef a(): pass', "a says nothing"),
    (
        undocumented,
        "ui/planted.py",
        '"""D."""\nclass A:\n    """D."""\n    def paintEvent(self): pass',
        "paintEvent says nothing",
    ),
    (
        undocumented,
        "ui/planted.py",
        _SUBCLASS + "    def show_record(self): pass",
        "show_record says nothing",
    ),
    (untranslated, "ui/planted.py", 'label.setText("Open")', "Open"),
    (untranslated, "ui/planted.py", 'QLabel(f"Found {n}")', "Found"),
    (untranslated, "ui/planted.py", 'QPushButton("Save" if x else _("Open"))', "Save"),
    (untranslated, "ui/planted.py", 'w.setWindowTitle(title + " is open")', "is open"),
    (untranslated, "ui/planted.py", 'w.setToolTip("{n} found".format(n=n))', "found"),
    (untranslated, "models/planted.py", 'm.setHeaderLabels(["Date", _("Record")])', "Date"),
    (untranslated, "cli/planted.py", 'print("done")', "done"),
    (untranslated, "cli/planted.py", 'p.add_argument("--x", help="say")', "say"),
]


@pytest.mark.parametrize(
    ("rule", "file", "content", "word"),
    PLANTED,
    ids=[f"{rule.__name__}-{number}" for number, (rule, *_rest) in enumerate(PLANTED)],
)
def test_a_planted_fault_is_found(
    rule: Rule, file: str, content: str, word: str, copy: Path
) -> None:
    path = copy / file
    path.parent.mkdir(exist_ok=True)
    before = set(rule(copy))
    path.write_text(content + "\n", encoding="utf-8")
    (found,) = set(rule(copy)) - before
    assert word in found


@pytest.mark.parametrize("part", ["search", "timeline"])
def test_each_owner_of_a_library_may_use_it(part: str, tmp_path: Path) -> None:
    folder = tmp_path / "atlas_gui" / part
    folder.mkdir(parents=True)
    (folder / "planted.py").write_text("import numpy")
    assert list(strangers(tmp_path / "atlas_gui")) == []


def test_a_package_of_long_files_is_found(tmp_path: Path) -> None:
    (tmp_path / "long.py").write_text("\n" * 121)
    assert list(oversized(tmp_path)) == ["the median file has 121 lines"]


def test_what_qt_asks_for_needs_no_words_of_ours(tmp_path: Path) -> None:
    (tmp_path / "view.py").write_text(
        '"""D."""\nfrom PySide6.QtWidgets import QWidget\n'
        'class Base(QWidget):\n    """D."""\n    def paintEvent(self, event): pass\n'
        'class View(Base):\n    """D."""\n    def sizeHint(self): pass\n'
    )
    assert list(undocumented(tmp_path)) == []


@pytest.mark.parametrize(
    "call",
    [
        'label.setText(_("Open"))',
        'label.setText("≠ 5 %")',
        'label.setText(f"{count} · {name}")',
        'w.setWindowTitle("Atlas")',
        'w.setObjectName("search")',
        'print(_("Saved: {path}").format(path=path))',
    ],
)
def test_what_needs_no_translation_passes(call: str, tmp_path: Path) -> None:
    folder = tmp_path / "atlas_gui" / "ui"
    folder.mkdir(parents=True)
    (folder / "view.py").write_text(call)
    assert list(untranslated(tmp_path / "atlas_gui")) == []
