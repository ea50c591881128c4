"""What a mark says of its record, in plain text."""

from collections.abc import Callable

from msgspec import Struct

from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import Group, Kind, Step
from atlas_gui.i18n import _


class Subject(Struct, frozen=True):
    """The record that a mark stands for; `date_words` is its date as a reader says it.

    `starred` says that the reader has given it a star.
    """

    record_id: str
    label: str
    date_words: str
    group: Group | None = None
    kind: Kind | None = None
    step: Step | None = None
    starred: bool = False

    @property
    def brief_name(self) -> str:
        """Title and date: what is announced while moving from mark to mark."""
        return _(", ").join((self.label, self.date_words))

    @property
    def description(self) -> str:
        """Kind, status and star in one line."""
        return _(", ").join(self._words()[2:])

    @property
    def tooltip(self) -> str:
        """Title, date, kind, status and star, one to a line."""
        return "\n".join(self._words())

    def _words(self) -> list[str]:
        words = [label(word) for word in (self.kind, self.step) if word is not None]
        star = [_("starred")] if self.starred else []
        return [self.label, self.date_words, *words, *star]


# The subject of a record by its row; reading a record that nobody looked at yet takes a moment.
Teller = Callable[[int], Subject]
