"""What is kept about a record, in words: for whoever does not see the signs for it."""

from atlas_gui.domain.notebook import Entry
from atlas_gui.i18n import _


def kept_in_words(kept: Entry | None) -> str:
    """Such as "starred, tags: rail, to check, with a note"; empty where nothing is kept."""
    if kept is None:
        return ""
    words = [
        _("starred") if kept.starred else "",
        _("tags: {tags}").format(tags=", ".join(kept.tags)) if kept.tags else "",
        _("with a note") if kept.note else "",
        _("on the reading list") if kept.reading is not None else "",
    ]
    return ", ".join(filter(None, words))
