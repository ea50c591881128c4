"""One translation mechanism for every ring: GNU gettext from the standard library.

Labels are needed in the window, on the command line and in the PDF, so Qt's own translator,
which only exists where Qt does, cannot serve them all.
"""

import gettext as _gettext
from pathlib import Path

_DOMAIN = "atlas_gui"
_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def install_catalogue(locale_dir: Path, languages: list[str] | None = None) -> None:
    """Use the first catalogue under `locale_dir` that matches `languages`, best first.

    Without `languages`, those of the environment count (LANGUAGE, LC_ALL, LC_MESSAGES, LANG).
    """
    global _catalogue
    _catalogue = _gettext.translation(_DOMAIN, locale_dir, languages, fallback=True)


def reader_language() -> str:
    """The BCP 47 tag of the language in use: that of the catalogue, else English."""
    return _catalogue.info().get("language", "en").replace("_", "-") or "en"


def _(message: str) -> str:
    """Translate `message`."""
    return _catalogue.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a message that depends on `count`; the caller fills in the number."""
    return _catalogue.ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """Translate `message` where the same English word needs two translations."""
    return _catalogue.pgettext(context, message)


def mark(message: str) -> str:
    """Mark `message` for extraction where it is stored, to be translated where it is shown."""
    return message
