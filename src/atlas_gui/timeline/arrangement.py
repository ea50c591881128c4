"""How a reader has arranged the lanes of a timeline."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from atlas_gui.domain.lane_by import LaneBy


class Arrangement(Struct, frozen=True, omit_defaults=True):
    """How the reader has arranged the lanes, by their keys.

    Lanes named in `order` come in that order; the others stand behind them as they come.
    """

    by: LaneBy = LaneBy.GROUP
    order: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    collapsed: tuple[str, ...] = ()

    def arranged(self, keys: Iterable[str]) -> list[str]:
        """`keys` in the reader's order, hidden ones included."""
        wanted = {key: place for place, key in enumerate(self.order)}
        return sorted(keys, key=lambda key: wanted.get(key, len(wanted)))

    def moved(self, shown: Sequence[str], key: str, step: int) -> "Arrangement":
        """`key` moved by `step` places among the lanes `shown`, as far as there are any."""
        others = [other for other in shown if other != key]
        place = min(max(list(shown).index(key) + step, 0), len(others))
        order = (*others[:place], key, *others[place:])
        return replace(self, order=(*order, *(k for k in self.order if k not in order)))

    def with_hidden(self, key: str) -> "Arrangement":
        """Without the lane `key`."""
        return replace(self, hidden=(*(k for k in self.hidden if k != key), key))

    def with_only(self, shown: Iterable[str], key: str) -> "Arrangement":
        """With no other of the lanes `shown` than `key`."""
        others = [other for other in shown if other != key and other not in self.hidden]
        return replace(self, hidden=(*self.hidden, *others))

    def with_shown(self, key: str) -> "Arrangement":
        """With the hidden lane `key` again."""
        return replace(self, hidden=tuple(other for other in self.hidden if other != key))

    def with_all_shown(self) -> "Arrangement":
        """With every lane again."""
        return replace(self, hidden=())

    def with_folded(self, keys: Iterable[str], folded: bool) -> "Arrangement":
        """With the lanes `keys` collapsed to a strip, or open again."""
        changed = tuple(keys)
        rest = tuple(key for key in self.collapsed if key not in changed)
        return replace(self, collapsed=(*rest, *changed) if folded else rest)
