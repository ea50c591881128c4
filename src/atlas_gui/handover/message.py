"""What is said between two starts: a wish, and the answer to it, each a short JSON text."""

import os
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

MOST_BYTES: Final = 1_000_000
# Bytes, since a file's name need not be text; JSON has them in base64.
_FileName = Annotated[bytes, Meta(min_length=1, max_length=32_000)]
_Text = Annotated[str, Meta(max_length=10_000)]
_Token = Annotated[str, Meta(max_length=1_000)]


class Wish(Struct, frozen=True, omit_defaults=True):
    """What a start was asked for; nothing at all asks for the window.

    `files` are to be opened and `links` followed, in the library `library` if one is said; `find` is a
    query for the search field, empty to go there. `activation` is what the desktop gives to a program
    that was just asked for, so that its window may come to the front. Files are absolute, as the
    system writes them. Raises ValueError for a file that is not.
    """

    files: Annotated[tuple[_FileName, ...], Meta(max_length=1_000)] = ()
    links: Annotated[tuple[_Text, ...], Meta(max_length=1_000)] = ()
    library: _FileName | None = None
    find: _Text | None = None
    new_window: bool = False
    activation: _Token = ""

    def __post_init__(self) -> None:
        named = self.files if self.library is None else (*self.files, self.library)
        for name in named:
            if b"\0" in name or not Path(os.fsdecode(name)).is_absolute():
                raise ValueError("a file that is handed over has an absolute name")

    @property
    def file_paths(self) -> list[Path]:
        """The files to open."""
        return [Path(os.fsdecode(name)) for name in self.files]

    @property
    def library_path(self) -> Path | None:
        """The library, if one is said."""
        return None if self.library is None else Path(os.fsdecode(self.library))


class Answer(Struct, frozen=True, omit_defaults=True):
    """What became of a wish.

    "done": it is being carried out. "refused": never, and `sentence` says why. "busy": the window does
    not get round to it. "leaving": the program is about to end; ask again, or take its place.
    """

    kind: Literal["done", "refused", "busy", "leaving"]
    sentence: Annotated[str, Meta(max_length=2_000)] = ""


def file_name(path: Path) -> bytes:
    """A file as a wish names it: absolute, whatever folder the other program works in."""
    return os.fsencode(Path(path).absolute())


def plain_text(text: str) -> str:
    """What was typed, fit for a message and for one line: nothing undecodable, no control characters."""
    decoded = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else " " for letter in decoded)


def write_wish(wish: Wish) -> bytes:
    """The bytes of a wish."""
    return msgspec.json.encode(wish)


def read_wish(message: bytes) -> Wish:
    """The wish in these bytes; ValueError if there is none, whatever they are."""
    try:
        wish = msgspec.json.decode(message, type=Wish)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if wish.find is None:
        return wish
    return msgspec.structs.replace(wish, find=plain_text(wish.find))


def write_answer(answer: Answer) -> bytes:
    """The bytes of an answer."""
    return msgspec.json.encode(answer)


def read_answer(message: bytes) -> Answer:
    """The answer in these bytes; ValueError if there is none."""
    try:
        return msgspec.json.decode(message, type=Answer)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
