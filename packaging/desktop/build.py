"""Lays out everything that desktops and shells want of Atlas: `python packaging/desktop TARGET`.

With `--program-icons`, TARGET gets the icons that Windows and macOS want inside a program instead.

The same commit gives the same bytes, whenever and wherever it is built; SOURCE_DATE_EPOCH may say another day.
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path

from atlas_gui.cli.parser import build_parser
from desktop import identity
from desktop.completion import SHELLS, completion
from desktop.desktop_entry import desktop_entry
from desktop.icons import write_icons, write_program_icons
from desktop.manual import manual
from desktop.media_type import media_type_package
from desktop.metainfo import metainfo

_COMPLETIONS = {
    "bash": f"bash-completion/completions/{identity.NAME}",
    "zsh": f"zsh/vendor-completions/_{identity.NAME}",
    "fish": f"fish/vendor_completions.d/{identity.NAME}.fish",
}


def build(target: Path, prefix: str = "/usr", name: str = identity.NAME) -> None:
    """Write all of it below `target` + `prefix` + "/share"; what is there already is replaced.

    `name` is that of entry, file type and icons: Flatpak wants them called after the component.
    """
    share = target / prefix.strip("/") / "share"
    entry = f"{name}.desktop"
    _write(share / "applications" / entry, desktop_entry(icon=name).encode())
    _write(
        share / "mime" / "packages" / f"{name}.xml",
        media_type_package(identity.document_icon(name)),
    )
    about = share / "metainfo" / f"{identity.COMPONENT_ID}.metainfo.xml"
    _write(about, metainfo(launchable=entry))
    page = manual(build_parser()).encode()
    _write(share / "man" / "man1" / f"{identity.NAME}.1.gz", gzip.compress(page, mtime=0))
    for shell in SHELLS:
        _write(share / _COMPLETIONS[shell], completion(build_parser(), shell).encode())
    write_icons(share / "icons" / "hicolor", name)


def main(arguments: list[str]) -> int:
    """Lay it out where the command line says."""
    parser = argparse.ArgumentParser(prog="packaging/desktop", description=__doc__)
    parser.add_argument("target", type=Path)
    parser.add_argument("--prefix", default="/usr")
    parser.add_argument("--name", default=identity.NAME)
    parser.add_argument("--program-icons", action="store_true")
    wanted = parser.parse_args(arguments)
    if wanted.program_icons:
        write_program_icons(wanted.target)
        return 0
    build(wanted.target, wanted.prefix, wanted.name)
    return 0


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o644)
