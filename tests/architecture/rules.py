"""The rules of the architecture as functions from a package folder to the faults found in it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from support.source_tree import Module, modules

# Top first; what stands on one line may import one another only where SIBLINGS says so.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("cli",),
    ("app",),
    ("ui",),
    ("models",),
    ("state",),
    ("exchange",),
    ("store", "search", "timeline"),
    ("domain",),
    ("display", "handover"),
    ("i18n", "paths", "errors", "files", "progress", "__init__"),
)
HEIGHT = {part: -row for row, layer in enumerate(LAYERS) for part in layer}

# The rings: no Qt, QtCore, QtGui, QtWidgets. What is not named here may import no Qt at all.
CORE = {"QtCore"}
GUI = CORE | {"QtGui"}
WIDGETS = GUI | {"QtWidgets", "QtSvg", "QtSvgWidgets", "QtPrintSupport", "QtDBus", "QtNetwork"}
RINGS = {"state": CORE, "models": GUI, "ui": WIDGETS, "app": WIDGETS, "cli": WIDGETS}

# Libraries that only one part may know.
NOBODY = "nobody"
OWNERS = {
    "tinydb": "store",
    "filelock": "store",
    "typst": "exchange",
    "pikepdf": NOBODY,
    "pypdf": "exchange",
    "pypdfium2": "exchange",
    "citeproc": "exchange",
    "lxml": "exchange",
    "bibtexparser": "exchange",
    "rispy": "exchange",
    "xlsxwriter": "exchange",
    "openpyxl": "exchange",
    "tomli_w": "exchange",
    "charset_normalizer": "exchange",
    "numpy": "search and timeline",
    "rapidfuzz": "search",
    "sqlite3": NOBODY,
    "platformdirs": "paths",
}

MOST_LINES, MOST_FUNCTION_LINES, MEDIAN_LINES = 400, 60, 120


def unplaced(package: Path) -> Iterator[str]:
    """Parts of the package that no layer names."""
    for part in sorted({module.part for module in modules(package)} - HEIGHT.keys()):
        yield f"{part} has no layer"


def upward_imports(package: Path) -> Iterator[str]:
    """Imports of a part that stands above the importing one."""
    for module in modules(package):
        for imported in module.imports():
            names = imported.name.split(".")
            if names[0] != package.name or module.part not in HEIGHT:
                continue
            part = names[1] if len(names) > 1 else "__init__"
            if HEIGHT.get(part, 0) > HEIGHT[module.part] and part in HEIGHT:
                yield f"{_place(module, imported.line)}: imports {part} from above"


def qt_out_of_ring(package: Path) -> Iterator[str]:
    """Imports of Qt modules that the part's ring does not hold."""
    for module in modules(package):
        allowed = RINGS.get(module.part, set())
        for imported in module.imports():
            names = imported.name.split(".")
            if names[0] == "shiboken6" and not allowed:
                yield f"{_place(module, imported.line)}: imports shiboken6"
            if names[0] == "PySide6" and (len(names) == 1 or names[1] not in allowed):
                yield f"{_place(module, imported.line)}: imports {imported.name}"


def strangers(package: Path) -> Iterator[str]:
    """Imports of a library by another part than its owner."""
    for module in modules(package):
        for imported in module.imports():
            owner = OWNERS.get(imported.name.split(".")[0])
            if owner is not None and module.part not in owner.split(" and "):
                yield f"{_place(module, imported.line)}: only {owner} imports {imported.name}"


def own_location(package: Path) -> Iterator[str]:
    """Uses of __file__ outside paths.py."""
    for module in modules(package):
        for node in ast.walk(module.tree):
            named = isinstance(node, ast.Name) and node.id == "__file__"
            if named and module.part != "paths":
                yield f"{_place(module, node.lineno)}: __file__ belongs to paths"


def oversized(package: Path) -> Iterator[str]:
    """Files and functions that are too long, and a package of too long files."""
    lengths = []
    for module in modules(package):
        length = len(module.text.splitlines())
        lengths.append(length)
        if length > MOST_LINES:
            yield f"{module.path.name}: {length} lines"
        for function in module.functions():
            lines = (function.end_lineno or function.lineno) - function.lineno + 1
            if lines > MOST_FUNCTION_LINES:
                yield f"{_place(module, function.lineno)}: {function.name} has {lines} lines"
    if median(lengths) > MEDIAN_LINES:
        yield f"the median file has {median(lengths):.0f} lines"


def untranslated(package: Path) -> Iterator[str]:
    """Literal words handed to a call that shows them, past gettext."""
    for module in modules(package):
        if module.part in ("ui", "models", "cli", "app"):
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Call) and _name_of(node.func) in SHOWING:
                    read = () if _name_of(node.func) in ARGPARSE else node.args
                    shown = [*read, *(k.value for k in node.keywords if k.arg in SHOWN_WORDS)]
                    for text in (text for argument in shown for text in _literals(argument)):
                        if _has_words(text):
                            yield f"{_place(module, node.lineno)}: “{text}” is not translated"


SHOWING = frozenset(
    "setText setToolTip setStatusTip setWhatsThis setAccessibleName setAccessibleDescription"
    " setPlaceholderText setWindowTitle setTitle setLabelText setInformativeText setHeaderLabels"
    " setHorizontalHeaderLabels addAction addMenu addTab addButton addRow addItem addItems"
    " showMessage setPlainText setPrefix setSuffix setSpecialValueText setNameFilter"
    " QLabel QPushButton QToolButton QCheckBox QRadioButton QGroupBox QAction QMenu QMessageBox"
    " QDockWidget QLineEdit print AtlasError ArgumentParser add_argument add_parser"
    " add_subparsers tell".split()
)
# Of argparse's keywords these are read by people; the others are the program's own.
SHOWN_WORDS = frozenset({"help", "description", "title", "epilog", "text", "toolTip"})
# What stands without a keyword are flags and commands, the same in every language.
ARGPARSE = frozenset({"ArgumentParser", "add_argument", "add_parser", "add_subparsers"})
# Names are the same in every language.
NAMES = frozenset({"Atlas", "PDF", "EDTF", "JSON"})
_WORD = re.compile(r"[^\W\d_]{2,}")


def _has_words(text: str) -> bool:
    return any(word not in NAMES for word in _WORD.findall(text))


def _literals(node: ast.expr) -> Iterator[str]:
    """The literal text of an argument, through what may stand round it but not into other calls."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from (text for part in node.values for text in _literals(part))
    elif isinstance(node, ast.BinOp):
        yield from (*_literals(node.left), *_literals(node.right))
    elif isinstance(node, ast.IfExp):
        yield from (*_literals(node.body), *_literals(node.orelse))
    elif isinstance(node, ast.List | ast.Tuple):
        yield from (text for part in node.elts for text in _literals(part))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        # "Saved: {}".format(x) and "-".join(x) show their literal just the same.
        yield from _literals(node.func.value)


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _place(module: Module, line: int) -> str:
    return f"{module.name}:{line}"
