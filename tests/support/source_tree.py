"""The program's source as syntax trees, for tests that read it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

_parsed = cache(ast.parse)
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Import(NamedTuple):
    """An import anywhere in a module, also inside a function or for types alone."""

    name: str
    line: int


@dataclass(frozen=True)
class Module:
    """One source file; `name` is dotted and begins with the package's name."""

    path: Path
    name: str

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return _parsed(self.text)

    @property
    def part(self) -> str:
        """The first name below the package: `ui` of `atlas_gui.ui.theme`; `__init__` of itself."""
        names = self.name.split(".")
        return names[1] if len(names) > 1 else "__init__"

    def imports(self) -> Iterator[Import]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (Import(alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                # `from a import b` may name the module a.b as well as a name inside a.
                yield from (Import(f"{node.module}.{a.name}", node.lineno) for a in node.names)

    def functions(self) -> Iterator[Function]:
        yield from (node for node in ast.walk(self.tree) if isinstance(node, Function))


def modules(package: Path) -> list[Module]:
    """Every module of a package folder."""
    found = []
    for path in sorted(package.rglob("*.py")):
        names = path.relative_to(package.parent).with_suffix("").parts
        found.append(Module(path, ".".join(names).removesuffix(".__init__")))
    return found
