"""Tries the upgrade from one Debian package to another, in a fresh Debian: as root, with debootstrap.

    python packaging/artefacts upgrade OLD.deb NEW.deb [--suite bookworm] [--output FOLDER]

With the old one a reader keeps notes, tags, a saved search and how the window looks; then the new one
is installed over it. Nothing of this may be lost or changed. Pictures go to FOLDER.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from artefacts.debian_root import HOME, READER, ROOT, Root, Screen, fresh_debian, install, wait

_PROGRAM = "/usr/bin/atlas-gui"
_RECORD = "las-camariocas-nickel-plant"
_NOTEBOOK: dict[str, Any] = {
    "meta": {"1": {"schema_version": 1}},
    "entries": {
        "1": {
            "record": _RECORD,
            "changed": "2026-01-02T03:04:05Z",
            "title": "Las Camariocas nickel plant",
            "starred": True,
            "tags": ["nickel", "镍"],
            "note": "Written with the version before.\nAnd a second line.",
            "reading": 1.0,
        }
    },
    "searches": {"1": {"id": "mine", "name": "Of mine", "query": "pair:CHN-CUB", "place": 1.0}},
}
_KEPT = (".config/atlas-gui/window.json", ".local/share/atlas-gui/notebook.json")


def main(arguments: list[str]) -> int:
    """Try it; 1 if something the reader keeps is not as it was."""
    parser = argparse.ArgumentParser(prog="packaging/artefacts upgrade", description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--suite", default="bookworm")
    parser.add_argument("--base", type=Path, help="a Debian made before, which is left as it is")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "upgrade")
    parser.add_argument("--display", type=int, default=88)
    wanted = parser.parse_args(arguments)
    wanted.output.mkdir(parents=True, exist_ok=True)
    screen = Screen(wanted.display, wanted.output)
    try:
        with screen.shown(), fresh_debian(wanted.suite, screen.name, wanted.base) as root:
            install(root, wanted.old)
            before = _keep_things(root, screen)
            install(root, wanted.new)
            return _compare(root, screen, before)
    except subprocess.CalledProcessError as error:
        print(f"FAILED {error.cmd[3:]}:\n{error.stdout[-3000:]}")
        return 1


def _keep_things(root: Root, screen: Screen) -> dict[str, Any]:
    """Have the old version keep something of each kind; what it then tells of that."""
    notes = root.folder / HOME / "notes.json"
    notes.write_text(json.dumps(_NOTEBOOK), encoding="utf-8")
    shutil.chown(notes, 1000, 1000)
    root.run(_PROGRAM, "notebook", "import", f"/{HOME}/notes.json", user=READER)
    root.start(_PROGRAM, "--find", "nickel")
    _leave(root, screen, "1-the-version-before")
    return _told(root)


def _compare(root: Root, screen: Screen, before: dict[str, Any]) -> int:
    """Whether the new version finds all of it, before it has been opened and after."""
    faults = _differences(before, _told(root), "installed")
    root.start(_PROGRAM)
    _leave(root, screen, "2-this-version")
    after = _told(root)
    faults += _differences(before, after, "opened")
    for fault in faults:
        print(f"FAILED {fault}")
    settings = after["settings"]
    print(f"{before['version']} → {after['version']}")
    print(f"notebook: {json.dumps(after['notebook'], ensure_ascii=False)[:400]}")
    print(f"window: query {settings.get('query')!r}, record {settings.get('record_id')!r}")
    print("FAILED" if faults else "ok     nothing was lost")
    return 1 if faults else 0


def _leave(root: Root, screen: Screen, picture: str) -> None:
    wait(screen.windows, "Atlas did not start")
    screen.picture(picture)
    screen.press("ctrl+q")
    settings = root.folder / HOME / _KEPT[0]
    wait(lambda: not screen.windows() and settings.exists(), "Atlas did not end")


def _told(root: Root) -> dict[str, Any]:
    """What a version says of itself and of what is kept."""
    listed = root.run(_PROGRAM, "notebook", "list", "--json", user=READER)
    # A notebook that was written with searches has them here as well.
    root.run(_PROGRAM, "notebook", "export", "--output", f"/{HOME}/told.json", user=READER)
    exported = json.loads((root.folder / HOME / "told.json").read_text(encoding="utf-8"))
    settings = json.loads((root.folder / HOME / _KEPT[0]).read_text(encoding="utf-8"))
    return {
        "version": root.run(_PROGRAM, "--version", user=READER).splitlines()[0],
        "notebook": json.loads(listed),
        "entries": list(exported["entries"].values()),
        "searches": list(exported["searches"].values()),
        "settings": settings,
    }


def _differences(before: dict[str, Any], after: dict[str, Any], moment: str) -> list[str]:
    found = [
        f"{moment}: {name} is {after[name]} and was {before[name]}"
        for name in ("notebook", "entries", "searches")
        if after[name] != before[name]
    ]
    found += [
        f"{moment}: the window's {name} is not what it was"
        for name in ("query", "record_id")
        if after["settings"].get(name) != before["settings"].get(name)
    ]
    if before["settings"].get("query") != "nickel" or not before["entries"]:
        found.append("the version before kept nothing, so that nothing could be lost")
    return found
