"""How a window says whose records it shows: those of the library, or those out of a file."""

from pathlib import Path
from typing import NamedTuple

from atlas_gui import paths
from atlas_gui.domain.library import Library
from atlas_gui.domain.texts import in_language
from atlas_gui.i18n import _, ngettext

# As many letters of a file's name as a title and the bottom line have room for, and the top bar.
_MOST, _MOST_AT_TOP = 36, 24


class Origin(NamedTuple):
    """Where the records of a window come from.

    `path` is the file; `name` is what to call it, empty for the library that comes with Atlas. The
    records of an excerpt were taken from a library by whoever made the file.
    """

    name: str = ""
    path: Path | None = None
    is_excerpt: bool = False

    @classmethod
    def of_library(cls, path: Path, name: str) -> "Origin":
        """A library file; that of Atlas is not called by its file's name."""
        return cls("" if path == paths.shipped_library() else name, path)


class Named(NamedTuple):
    """What stands in the title of the window, in its top bar, in its bottom line, and in a notice."""

    title: str
    top: str
    status: str
    notice: str


def named(library: Library, origin: Origin) -> Named:
    """The words for a library that came from there."""
    title, edition = in_language(library.info.title), library.info.edition
    if origin.is_excerpt:
        return _named_excerpt(library, origin.name)
    if not origin.name:
        status = _("Library: {title}, edition {edition}, read-only")
        return Named(title, title, status.format(title=title, edition=edition), "")
    file = shortened(origin.name, _MOST)
    status = _("Library: {title}, edition {edition}, in {file}, read-only")
    return Named(
        _("{title} ({file})").format(title=title, file=file),
        title,
        status.format(title=title, edition=edition, file=file),
        "",
    )


def _named_excerpt(library: Library, name: str) -> Named:
    title, edition = in_language(library.info.title), library.info.edition
    count, file = len(library.records), shortened(name, _MOST)
    notice = ngettext(
        "This {count:,} record comes from “{file}”, made from {library}, edition {edition}."
        " It need not be in your library.",
        "These {count:,} records come from “{file}”, made from {library}, edition {edition}."
        " They need not be in your library.",
        count,
    )
    return Named(
        _("From {file}: {library}").format(file=file, library=title),
        _("From {file}").format(file=shortened(name, _MOST_AT_TOP)),
        _("From {file}: {title}, edition {edition}, read-only").format(
            file=file, title=title, edition=edition
        ),
        notice.format(count=count, file=name, library=title, edition=edition),
    )


def shortened(name: str, most: int) -> str:
    """A file's name with its middle left out, if it is longer than `most` letters.

    >>> shortened("relations-of-china-and-cuba.pdf", 20)
    'relations-…-cuba.pdf'
    """
    if len(name) <= most:
        return name
    end = most // 2 - 1
    return f"{name[: most - end - 1]}…{name[-end:]}"
