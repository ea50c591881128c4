"""What a dossier is called."""

from atlas_gui.domain.library import Library
from atlas_gui.exchange.display_text import one_line
from atlas_gui.exchange.report.wishes import DossierWish, Subject
from atlas_gui.i18n import _


def dossier_title(library: Library, wish: DossierWish) -> str:
    """What the dossier is of: the pair by name, or the search as it was typed."""
    if wish.subject is Subject.PAIR:
        return one_line(" – ".join(map(library.country_name, wish.pair.split("-"))))
    if wish.query.strip():
        return one_line(_("Records for “{query}”").format(query=wish.query))
    return _("Selected records") if wish.subject is Subject.SELECTION else _("All records")
