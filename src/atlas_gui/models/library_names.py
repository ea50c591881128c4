"""What the values of a query's fields are called in a library, and how many records have each."""

from collections.abc import Sequence

from atlas_gui.domain.pairs import Pair
from atlas_gui.domain.texts import in_language
from atlas_gui.i18n import _
from atlas_gui.models.completions import Choice
from atlas_gui.search.query import Query
from atlas_gui.search.reading import Reading

_OWNERS = {
    "country": ("country",),
    "party": ("organisation", "person"),
    "source": ("source",),
}


class LibraryNames:
    """Names for completion, for facets and for the query in words."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        # The same object at each asking: whoever completes from it reads it through only once.
        self._values: dict[str, Sequence[Choice]] = {}

    def forget(self) -> None:
        """Count anew: the index is another one."""
        self._values.clear()

    def name_of(self, field: str, value: str) -> str:
        """The display name of a value; the value itself where the library has none."""
        library = self._reading.library
        match field:
            case "pair":
                return self._pair_name(value)
            case "country":
                return library.country_name(value)
            case "source":
                source = library.sources.get(value)
                return source.short_title if source is not None else value
        return value

    def label_of(self, field: str, value: str) -> str:
        """The name of a value where it stands alone, as in a list of values."""
        if field == "pair" and len(codes := value.split("-")) == 2:
            return self._reading.library.pair_name(Pair(*codes))
        return self.name_of(field, value)

    def values(self, field: str) -> Sequence[Choice]:
        """The values that a field may have here, those of most records first."""
        if field == "tag":
            return self._tags()
        if field not in self._values:
            self._values[field] = self._counted_values(field)
        return self._values[field]

    def _counted_values(self, field: str) -> Sequence[Choice]:
        index = self._reading.index
        if field in _OWNERS:
            return self._of_owners(field)
        if field == "cur":
            return [Choice(code, code, count) for code, count in index.currencies()]
        if field == "lang":
            return self._languages()
        if field in ("pair", "kind", "status", "sector"):
            counts = index.counts(index.search(Query())).of(field)
            ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            return [Choice(value, self.label_of(field, value), count) for value, count in ordered]
        return ()

    def _tags(self) -> Sequence[Choice]:
        """The reader's tags as they are now, those of most records first."""
        counts = sorted(self._reading.index.tags().items(), key=lambda item: (-item[1], item[0]))
        choices = [Choice(tag, tag, count) for tag, count in counts]
        if self._values.get("tag") != choices:
            self._values["tag"] = choices
        return self._values["tag"]

    def _pair_name(self, value: str) -> str:
        """Both countries, as a sentence names them."""
        codes = value.split("-")
        if len(codes) != 2 or not all(code in self._reading.library.countries for code in codes):
            named = self._reading.index.pairs_named(value)
            if len(named) != 1:
                return value
            codes = list(next(iter(named)))
        one, other = map(self._reading.library.country_name, Pair(*codes))
        return _("{one} and {other}").format(one=one, other=other)

    def _of_owners(self, field: str) -> list[Choice]:
        library = self._reading.library
        found = []
        for table, key, count in self._reading.index.owners(_OWNERS[field]):
            if table == "source":
                label = self.name_of("source", key)
                found.append(Choice(key, label, count))
            else:
                party = library.party(f"{table}:{key}")
                label = in_language(party.names) if party is not None else key
                found.append(Choice(key if table == "country" else label, label, count))
        found.sort(key=lambda choice: (-(choice.count or 0), choice.label))
        return found

    def _languages(self) -> list[Choice]:
        counts: dict[str, int] = {}
        for source in self._reading.library.sources.values():
            counts[source.csl.language] = counts.get(source.csl.language, 0) + 1
        ordered = sorted(counts, key=lambda language: (-counts[language], language))
        # How many sources, not records: a record may rest on several.
        return [Choice(language, language, None) for language in ordered]
