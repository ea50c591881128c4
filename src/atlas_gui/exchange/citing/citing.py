"""Citing: items and a style in, HTML and plain text out.

What "a citation" is differs by style. Of a style for notes it is the note. Of one that cites in
brackets it is the entry of the list of works: "(China & Cuba, 2005)" alone leads nowhere without
that list, and whoever has the list needs no help with the brackets.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from atlas_gui.exchange.citing.items import marked_status
from atlas_gui.exchange.citing.marked_text import Citation, Quotes, clean, finished
from atlas_gui.exchange.citing.style_files import StyleError
from atlas_gui.exchange.citing.styles import CitationStyle
from atlas_gui.i18n import _, reader_language
from atlas_gui.progress import CancelledError, Progress, untold

if TYPE_CHECKING:
    from atlas_gui.exchange.citing.engine import Engine

__all__ = ["Citation", "bibliography", "cite", "ready"]

_BAREST = ("title", "URL")
_HANGING = "margin-left:2em;text-indent:-2em"
_Made = TypeVar("_Made")
# Engines that nobody uses at present, newest last. citeproc-py changes the tree of a style while it
# renders, so that no two threads can share one.
_KEPT = 4
_idle: list[tuple[tuple[bytes, str], "Engine"]] = []
_idle_lock = Lock()


def cite(
    items: Sequence[dict[str, Any]], style: CitationStyle, language: str | None = None
) -> Citation:
    """One citation of all `items` (CSL-JSON): the note, or the entries, one a line.

    `language` (a BCP 47 tag, the reader's if None) is that of words such as "edited by", unless
    the style has one of its own. Raises StyleError if the style cannot be applied.
    """

    def made(engine: "Engine") -> Citation:
        if engine.is_note_style or not engine.has_bibliography:
            return _honest(finished(engine.note(items), engine.quotes), items)
        entries = list(_entries(engine, items, untold))
        html = "<br>".join(entry.html for entry in entries)
        return Citation(html, "\n".join(entry.plain for entry in entries))

    return _with_engine(style, language, made)


def bibliography(
    items: Sequence[dict[str, Any]],
    style: CitationStyle,
    language: str | None = None,
    progress: Progress = untold,
) -> Citation:
    """The list of `items` (CSL-JSON), sorted as the style sorts: paragraphs, and one entry a line.

    Raises StyleError if the style cannot be applied; `progress` counts entries.
    """

    def made(engine: "Engine") -> Citation:
        entries: list[Citation] = []
        for entry in _entries(engine, items, progress):
            entries.append(entry)
            progress(len(entries), len(items))
        look = f' style="{_HANGING}"' if engine.hanging else ""
        html = "\n".join(f"<p{look}>{entry.html}</p>" for entry in entries)
        return Citation(html, "\n".join(entry.plain for entry in entries))

    return _with_engine(style, language, made)


def ready(style: CitationStyle, language: str | None = None) -> None:
    """Load what citing in a style needs, so that the first citation comes at once."""
    _with_engine(style, language, lambda _engine: None)


def _entries(
    engine: "Engine", items: Sequence[dict[str, Any]], progress: Progress
) -> Iterable[Citation]:
    """One entry an item; a style that has no list makes a list of its notes."""
    if not engine.has_bibliography:
        for item in items:
            yield _honest(finished(engine.note([item]), engine.quotes), [item])
        return
    for item, marked in engine.entries(items, partial(progress, 0, len(items))):
        yield _honest(finished(marked, engine.quotes), [item])


def _honest(citation: Citation, items: Sequence[dict[str, Any]]) -> Citation:
    """The citation with what no citation may lack, and some styles leave out.

    There are styles that print no titles, and with the title it is lost that something was only
    announced; and styles that have no words at all for some types.
    """
    if not citation.plain:
        bare = ". ".join(clean(str(item[key])) for item in items for key in _BAREST if key in item)
        citation = finished(bare, Quotes())
    for status in dict.fromkeys(marked_status(item).strip() for item in items):
        if status not in citation.plain:
            citation = Citation(f"{citation.html} {escape(status)}", f"{citation.plain} {status}")
    return citation


def _with_engine(
    style: CitationStyle, language: str | None, use: Callable[["Engine"], _Made]
) -> _Made:
    key = (style.text, language or reader_language())
    try:
        engine = _take(key)
        made = use(engine)
    except CancelledError:
        raise
    except Exception as error:
        # A style is a program of somebody else's: it can go wrong in every way there is.
        message = _("The citation style {style} cannot be applied; choose another.")
        raise StyleError(message.format(style=style.name), repr(error)) from error
    with _idle_lock:
        _idle.append((key, engine))
        del _idle[:-_KEPT]
    return made


def _take(key: tuple[bytes, str]) -> "Engine":
    """An engine of that style and language that nobody else uses."""
    # Loads lxml and citeproc-py, which a start of the window does without.
    from atlas_gui.exchange.citing.engine import Engine

    with _idle_lock:
        for place, (held, engine) in enumerate(_idle):
            if held == key:
                del _idle[place]
                return engine
    return Engine(*key)
