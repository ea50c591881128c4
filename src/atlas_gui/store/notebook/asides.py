"""Second names for files of the notebook that are about to be replaced."""

from contextlib import suppress
from pathlib import Path

from atlas_gui.files import replace_file


def keep_aside(path: Path) -> None:
    """Give a damaged file another name as well, one that nothing has yet; an empty one needs none."""
    number = 1
    with suppress(FileNotFoundError):
        if path.stat().st_size == 0:
            return
    while True:
        mark = "damaged" if number == 1 else f"damaged-{number}"
        aside = path.with_name(f"{path.stem}.{mark}{path.suffix}")
        try:
            if aside.exists() and aside.read_bytes() == path.read_bytes():
                return
            if not aside.exists():
                link(path, aside)
                return
        except FileNotFoundError:
            return
        number += 1


def link(source: Path, target: Path) -> None:
    """Give a file a second name; where the file system has no such thing, make a copy."""
    with suppress(FileNotFoundError):
        target.unlink()
    try:
        target.hardlink_to(source)
    except FileNotFoundError:
        raise
    except (OSError, NotImplementedError):
        replace_file(target, source.read_bytes())
