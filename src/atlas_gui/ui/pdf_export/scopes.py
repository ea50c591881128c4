"""What a reader may want as a PDF where they are: this record, some, all that was found, a pair."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from atlas_gui.domain.pairs import Pair
from atlas_gui.exchange.report.wishes import DossierWish, Subject
from atlas_gui.i18n import _, ngettext
from atlas_gui.search.query import Query, parse
from atlas_gui.search.reading import Reading
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.ui.listed_records import Listed

# A document of more would take minutes to make, and nobody could turn its pages.
MOST_IN_DOSSIER = 5_000


class Scope(Struct, frozen=True):
    """Some records in the reader's words; with `is_record`, the one record as a sheet of its own."""

    label: str
    wish: DossierWish
    is_record: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """The records in order."""
        return self.wish.ids


def scopes_of(reading: Reading, state: BrowserState, listed: Listed) -> list[Scope]:
    """Every choice there is now, the likeliest first; records in the order of the list."""
    query, found, selected = state.query, state.result, listed.selected
    place = {record_id: number for number, record_id in enumerate(listed.found)}

    def in_order(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(ids, key=lambda record_id: place.get(record_id, len(place))))

    scopes: list[Scope] = []
    if len(selected) > 1:
        scopes.append(_selection(selected, found.total, query))
    if state.record_id in reading.library.records:
        wish = DossierWish(Subject.SELECTION, (state.record_id,), 1)
        scopes.append(Scope(_("This record"), wish, is_record=True))
    if found.total:
        of = len(reading.index)
        words = (
            ngettext("The one record found", "All {count:,} records found", found.total)
            if query.strip()
            else ngettext("The one record", "All {count:,} records", found.total)
        )
        wish = DossierWish(Subject.SEARCH, in_order(found.ids), of, query=query)
        scopes.append(Scope(words.format(count=found.total), wish))
    scopes += (
        _pair(reading, pair, query, in_order) for pair in _pairs(reading, query, state.record_id)
    )
    return scopes


def _selection(selected: Sequence[str], found: int, query: str) -> Scope:
    words = ngettext(
        "The {count:,} selected record", "The {count:,} selected records", len(selected)
    )
    wish = DossierWish(Subject.SELECTION, tuple(selected), found, query=query)
    return Scope(words.format(count=len(selected)), wish)


def _pairs(reading: Reading, query: str, record_id: str) -> Iterable[Pair]:
    """The pair that the search is narrowed to, as a click in the tree does, and those of the open record."""
    fields = (field for field in parse(query).fields if field.name == "pair")
    named = [value for field in fields for value in field.values]
    found = reading.index.pairs_named(named[0]) if len(named) == 1 else frozenset()
    pairs = list(found) if len(found) == 1 else []
    if record_id in reading.catalogue:
        pairs += reading.catalogue.entry(record_id).pairs
    return dict.fromkeys(pairs)


def _pair(
    reading: Reading, pair: Pair, query: str, in_order: Callable[[Iterable[str]], tuple[str, ...]]
) -> Scope:
    """The records of a pair that answer the search; how many others it has is told."""
    whole = reading.index.search(Query().with_field("pair", pair.id))
    narrowed = parse(query)
    if not narrowed.clauses:
        shown = whole
    else:
        shown = reading.index.search(narrowed.without_field("pair").with_field("pair", pair.id))
    name = reading.library.pair_name(pair)
    if shown.total == whole.total:
        words = _("{pair}: all {of:,}").format(pair=name, of=whole.total)
    else:
        words = _("{pair}: {count:,} of {of:,} that answer the search").format(
            pair=name, count=shown.total, of=whole.total
        )
    in_force = query if shown.total < whole.total else ""
    wish = DossierWish(Subject.PAIR, in_order(shown.ids), whole.total, pair.id, in_force)
    return Scope(words, wish)
