"""One translation mechanism for every ring: GNU gettext from the standard library.

Labels are needed in the window, on the command line and in the PDF, so Qt's own translator,
which only exists where Qt does, cannot serve them all. A document may speak another language than
the window it is made in: `speaking` lends one to whatever is said inside it, on its own thread.
"""

import gettext as _gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

_DOMAIN = "atlas_gui"
_DOCUMENTS = "documents"
_OWN_LANGUAGE = "en"
_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
_lent: ContextVar[_gettext.NullTranslations | None] = ContextVar("lent catalogue", default=None)


def install_catalogue(locale_dir: Path, languages: list[str] | None = None) -> None:
    """Use the first catalogue under `locale_dir` that matches `languages`, best first.

    Without `languages`, those of the environment count (LANGUAGE, LC_ALL, LC_MESSAGES, LANG).
    """
    global _catalogue
    _catalogue = _gettext.translation(_DOMAIN, locale_dir, languages, fallback=True)


def document_languages(locale_dir: Path) -> tuple[str, ...]:
    """The BCP 47 tags of the languages that documents can be labelled in; English first."""
    found = locale_dir.glob(f"*/LC_MESSAGES/{_DOCUMENTS}.po")
    tags = sorted(path.parents[1].name.replace("_", "-") for path in found)
    return (_OWN_LANGUAGE, *(tag for tag in tags if tag != _OWN_LANGUAGE))


@contextmanager
def speaking(language: str, locale_dir: Path) -> Iterator[None]:
    """Within it, words are those of a document in `language`; English where there is no such catalogue."""
    token = _lent.set(_document_catalogue(language, locale_dir))
    try:
        yield
    finally:
        _lent.reset(token)


def reader_language() -> str:
    """The BCP 47 tag of the language in use: that of the catalogue, else English."""
    return _present().info().get("language", _OWN_LANGUAGE).replace("_", "-") or _OWN_LANGUAGE


def _(message: str) -> str:
    """Translate `message`."""
    return _present().gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a message that depends on `count`; the caller fills in the number."""
    return _present().ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """Translate `message` where the same English word needs two translations."""
    return _present().pgettext(context, message)


def mark(message: str) -> str:
    """Mark `message` for extraction where it is stored, to be translated where it is shown."""
    return message


def _present() -> _gettext.NullTranslations:
    return _lent.get() or _catalogue


@lru_cache(maxsize=16)
def _document_catalogue(language: str, locale_dir: Path) -> _gettext.NullTranslations:
    """The words of documents in `language`, read from the text that translators edit."""
    if language not in document_languages(locale_dir) or language == _OWN_LANGUAGE:
        return _gettext.NullTranslations()
    # Only an export in another language needs Babel, which takes a while to load.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    folder = locale_dir / language.replace("-", "_") / "LC_MESSAGES"
    with (folder / f"{_DOCUMENTS}.po").open("rb") as text:
        catalogue = read_po(text)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)
