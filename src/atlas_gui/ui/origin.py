"""How a window says whose records it shows: those of the library, or those out of a file."""

from typing import NamedTuple

from atlas_gui.domain.library import Library
from atlas_gui.domain.texts import in_language
from atlas_gui.i18n import _, ngettext

# As many letters of a file's name as a title and the bottom line have room for, and the top bar.
_MOST, _MOST_AT_TOP = 36, 24


class Named(NamedTuple):
    """What stands in the title of the window, in its top bar, in its bottom line, and in a notice."""

    title: str
    top: str
    status: str
    notice: str


def named(library: Library, origin: str) -> Named:
    """The words for a library; with an `origin`, the name of the file that its records came from."""
    title, edition = in_language(library.info.title), library.info.edition
    if not origin:
        status = _("Library: {title}, edition {edition}, read-only")
        return Named(title, title, status.format(title=title, edition=edition), "")
    count, file = len(library.records), shortened(origin, _MOST)
    notice = ngettext(
        "This {count:,} record comes from “{file}”, made from {library}, edition {edition}."
        " It need not be in your library.",
        "These {count:,} records come from “{file}”, made from {library}, edition {edition}."
        " They need not be in your library.",
        count,
    )
    return Named(
        _("From {file}: {library}").format(file=file, library=title),
        _("From {file}").format(file=shortened(origin, _MOST_AT_TOP)),
        _("From {file}: {title}, edition {edition}, read-only").format(
            file=file, title=title, edition=edition
        ),
        notice.format(count=count, file=origin, library=title, edition=edition),
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
