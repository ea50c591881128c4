"""What this copy carries that others made: packages, and in self-contained ones Python and libraries.

Packages of Python are found by their metadata, from Atlas's own on, as far as they are needed here. What
has no such metadata is told by `resources/third-party/system.json`, which is written when a
package is built: a JSON array of `SystemComponent`, with the texts of licences beside it.
"""

import re
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from atlas_gui import paths
from atlas_gui.exchange.requirement import Requirement, normal_name, read_requirement

OWN_NAME = "atlas-gui"
SYSTEM_FOLDER, SYSTEM_FILE = "third-party", "system.json"
PYTHON_PACKAGE, SYSTEM_LIBRARY = "python", "system"
_LICENCE_FILE = re.compile(r"(?:.*/)?(?:licen[cs]es?|copying|notice|authors)[^/]*", re.IGNORECASE)
_LONGEST_LICENCE = 100
_LARGEST_TEXT = 1_000_000
# What a classifier says, where a package says nothing better.
_CLASSIFIED = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# Where the package's own word is no expression of SPDX.
_SAID_BETTER = {"pypdfium2": "BSD-3-Clause AND Apache-2.0"}
# The Lesser licence is an addition to the other one, whose text belongs to it.
_WITH = {"LGPL-3.0-only": ("LGPL-3.0-only", "GPL-3.0-only")}


class SystemComponent(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of `system.json`. `licence` is an SPDX expression; `text_files` are names beside the file.

    `needs` are names of other entries; `purl` is a package URL, such as `pkg:deb/debian/libpng16-16@1.6.39-2`.
    """

    name: str
    version: str
    licence: str
    text_files: tuple[str, ...] = ()
    homepage: str = ""
    purl: str = ""
    needs: tuple[str, ...] = ()


class Component(Struct, frozen=True):
    """Something carried: its licence as SPDX has it, or as it says itself; the files of its texts.

    `kind` is PYTHON_PACKAGE or SYSTEM_LIBRARY; `needs` are names of other components.
    """

    name: str
    version: str
    licence: str
    text_files: tuple[Path, ...]
    homepage: str
    purl: str
    needs: tuple[str, ...]
    kind: str


def components(system_file: Path | None = None) -> tuple[Component, ...]:
    """All that this copy carries, by name in the order of the alphabet.

    `system_file` is another list of what is no package of Python; ValueError if it cannot be read.
    """
    found = [*python_packages(), *system_components(system_file or _system_file())]
    return tuple(sorted(found, key=lambda component: component.name.casefold()))


def python_packages() -> tuple[Component, ...]:
    """The packages that Atlas needs here, and those that these need, without Atlas itself."""
    found: dict[str, Component] = {}
    seen: set[Requirement] = set()
    waiting = list(_needs_of(Requirement(OWN_NAME)))
    while waiting:
        wanted = waiting.pop()
        if wanted in seen:
            continue
        seen.add(wanted)
        installed = _installed(wanted.name)
        if installed is None:
            continue
        needs = _needs_of(wanted)
        waiting += needs
        found[wanted.name] = _component(installed, needs)
    return tuple(found.values())


def own_needs() -> tuple[str, ...]:
    """The normal names of the packages that Atlas itself asks for here."""
    return tuple(need.name for need in _needs_of(Requirement(OWN_NAME)))


def system_components(file: Path) -> tuple[Component, ...]:
    """What a list of libraries tells; nothing if there is none. Raises ValueError if it is no such list."""
    if not file.is_file():
        return ()
    told = msgspec.json.decode(file.read_bytes(), type=tuple[SystemComponent, ...])
    return tuple(
        Component(
            each.name,
            each.version,
            each.licence,
            # Names alone: a list leads nowhere else.
            tuple(file.parent / Path(name).name for name in each.text_files),
            each.homepage,
            each.purl,
            each.needs,
            SYSTEM_LIBRARY,
        )
        for each in told
    )


def licence_text(component: Component) -> str:
    """The texts of its licences, one below the other; empty if it brings none."""
    texts = []
    for file in component.text_files:
        try:
            text = file.read_bytes()[:_LARGEST_TEXT].decode("utf-8", errors="replace").strip()
        except OSError:
            continue
        if text:
            texts.append(text if len(component.text_files) == 1 else f"{file.name}\n\n{text}")
    return f"\n\n{'-' * 72}\n\n".join(texts)


def licences_with_texts() -> list[tuple[Component, str]]:
    """`components`, each with its `licence_text`; reads about a hundred files."""
    return [(component, licence_text(component)) for component in components()]


def licences_as_json() -> list[dict[str, Any]]:
    """What `atlas-gui licences --json` prints: all of `Component` but the texts."""
    return [
        {
            "name": each.name,
            "version": each.version,
            "licence": each.licence,
            "homepage": each.homepage,
            "purl": each.purl,
            "needs": list(each.needs),
            "kind": each.kind,
        }
        for each in components()
    ]


def _system_file() -> Path:
    return paths.resources() / SYSTEM_FOLDER / SYSTEM_FILE


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _needs_of(wanted: Requirement) -> tuple[Requirement, ...]:
    installed = _installed(wanted.name)
    lines = (installed.requires if installed is not None else None) or ()
    read = (read_requirement(line, wanted.extras) for line in lines)
    return tuple(need for need in read if need is not None)


def _component(installed: Distribution, needs: Iterable[Requirement]) -> Component:
    name = normal_name(installed.metadata["Name"])
    licence = _licence(installed, name)
    own = tuple(sorted(_own_texts(installed)))
    return Component(
        installed.metadata["Name"],
        installed.version,
        licence,
        own or _common_texts(licence),
        _homepage(installed),
        f"pkg:pypi/{name}@{installed.version}",
        tuple(sorted({need.name for need in needs if _installed(need.name) is not None})),
        PYTHON_PACKAGE,
    )


def _licence(installed: Distribution, name: str) -> str:
    if name in _SAID_BETTER:
        return _SAID_BETTER[name]
    for field in ("License-Expression", "License"):
        said = " ".join(_field(installed, field).split())
        if said and len(said) <= _LONGEST_LICENCE:
            return said
    classified = [
        str(line).rpartition(" :: ")[2]
        for line in installed.metadata.get_all("Classifier") or ()
        if str(line).startswith("License")
    ]
    return " OR ".join(_CLASSIFIED.get(each, each) for each in classified)


def _own_texts(installed: Distribution) -> Iterable[Path]:
    """The files of licences that its metadata holds."""
    for file in installed.files or ():
        plain = file.as_posix()
        folder, inside, name = plain.partition(".dist-info/")
        is_licence = name.startswith("licenses/") or _LICENCE_FILE.fullmatch(name)
        if inside and "/" not in folder and is_licence:
            yield Path(str(installed.locate_file(file)))


def _common_texts(licence: str) -> tuple[Path, ...]:
    """The texts that come with Atlas, of a package that brings none: those of the first licence it names."""
    folder = paths.resources() / "licences"
    for identifier in re.findall(r"[A-Za-z0-9][\w.+-]*", licence):
        names = _WITH.get(identifier, (identifier,))
        found = tuple(folder / f"{name}.txt" for name in names)
        if all(file.is_file() for file in found):
            return found
    return ()


def _homepage(installed: Distribution) -> str:
    if stated := _field(installed, "Home-page"):
        return stated
    links = dict(
        str(line).split(", ", 1)
        for line in installed.metadata.get_all("Project-URL") or ()
        if ", " in str(line)
    )
    by_name = {name.casefold(): address for name, address in links.items()}
    for name in ("homepage", "source", "source code", "repository", "documentation"):
        if name in by_name:
            return by_name[name]
    return next(iter(links.values()), "")


def _field(installed: Distribution, name: str) -> str:
    return str(next(iter(installed.metadata.get_all(name) or ()), ""))
