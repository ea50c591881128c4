"""What `atlas-gui open` is given: names of files, addresses of files, and permanent links."""

import os
from pathlib import Path
from typing import NamedTuple

from atlas_gui.cli.usage import UsageError
from atlas_gui.exchange.display_text import one_line
from atlas_gui.i18n import _

_LINK, _ADDRESS = "atlas:", "file:"


class Targets(NamedTuple):
    """Files and links, each kind in the order in which it was given."""

    files: list[Path]
    links: list[str]


def read_targets(texts: list[str]) -> Targets:
    """Tell files from links; UsageError for an address that names no file of this machine.

    A file whose name begins as a link or an address does is meant by `./atlas:…`.
    """
    links = [text for text in texts if text.strip().lstrip("<").startswith(_LINK)]
    return Targets([_file(text) for text in texts if text not in links], links)


def _file(text: str) -> Path:
    return _addressed(text) if text[: len(_ADDRESS)].lower() == _ADDRESS else Path(text)


def _addressed(text: str) -> Path:
    """The file of a `file:` address, which desktops hand over in place of a name.

    >>> _addressed("file:///home/a%20b.json").as_posix()
    '/home/a b.json'
    """
    from urllib.parse import unquote_to_bytes  # a name typed in a shell needs none of it

    rest = text[len(_ADDRESS) :]
    host, slash, path = rest[2:].partition("/") if rest.startswith("//") else ("", "/", rest[1:])
    name = os.fsdecode(unquote_to_bytes(os.fsencode(slash + path)))
    if not _is_here(host) or not rest.startswith("/") or not slash or "\0" in name:
        raise UsageError(
            _("“{address}” is no file on this machine; its address looks like {example}.").format(
                address=one_line(text), example="file:///home/me/own.atlas.json"
            )
        )
    if os.name == "nt":
        from urllib.request import url2pathname

        name = url2pathname(slash + path)
    return Path(name)


def _is_here(host: str) -> bool:
    if host.lower() in ("", "localhost"):
        return True
    import socket  # only for an address that names a machine

    return host.lower() == socket.gethostname().lower()
