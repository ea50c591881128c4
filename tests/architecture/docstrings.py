"""The rule that every public thing says what it is for, apart from what Qt itself documents."""

import ast
from collections.abc import Iterator
from pathlib import Path

from support.source_tree import Function, Module, modules

_QT_MODULES = ("QtCore", "QtGui", "QtWidgets")


def undocumented(package: Path) -> Iterator[str]:
    """Public modules, classes, functions and methods without a docstring.

    A method that overrides one of Qt's is documented by Qt; `run` of a QRunnable is one of those.
    """
    held = modules(package)
    classes = {node.name: node for module in held for node in _classes(module)}
    for module in held:
        if module.text.strip() and not ast.get_docstring(module.tree):
            yield f"{module.name} says nothing"
        for owner, node in _public(module.tree, None):
            overrides = owner is not None and _is_qt_s(node.name, owner, classes)
            if not ast.get_docstring(node) and not overrides:
                yield f"{module.name}:{node.lineno}: {node.name} says nothing"


def _classes(module: Module) -> Iterator[ast.ClassDef]:
    yield from (node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef))


def _public(
    node: ast.Module | ast.ClassDef, owner: ast.ClassDef | None
) -> Iterator[tuple[ast.ClassDef | None, ast.ClassDef | Function]]:
    for inner in node.body:
        if isinstance(inner, ast.ClassDef | Function) and not inner.name.startswith("_"):
            yield owner, inner
            if isinstance(inner, ast.ClassDef):
                yield from _public(inner, inner)


def _is_qt_s(name: str, owner: ast.ClassDef, classes: dict[str, ast.ClassDef]) -> bool:
    return any(
        hasattr(_qt_class(base), name)
        or (base in classes and base != owner.name and _is_qt_s(name, classes[base], classes))
        for base in _bases(owner)
    )


def _bases(owner: ast.ClassDef) -> Iterator[str]:
    for base in owner.bases:
        plain = base.value if isinstance(base, ast.Subscript) else base
        if isinstance(plain, ast.Name):
            yield plain.id
        elif isinstance(plain, ast.Attribute):
            yield plain.attr


def _qt_class(name: str) -> object:
    for module in _QT_MODULES:
        held = getattr(__import__(f"PySide6.{module}", fromlist=[name]), name, None)
        if held is not None:
            return held
    return None
