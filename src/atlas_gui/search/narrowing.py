"""The clauses that narrow by a property of records, as masks over the rows of an index."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial, reduce
from itertools import product
from operator import or_

import numpy

from atlas_gui.domain.library import Library
from atlas_gui.domain.pairs import Pair, living_state, pair_of
from atlas_gui.i18n import _
from atlas_gui.search.corpus import Part
from atlas_gui.search.facts import Feature
from atlas_gui.search.folding import words
from atlas_gui.search.index_file import IndexData
from atlas_gui.search.query import Field
from atlas_gui.search.query_amounts import AmountTest, amount_test, currency_meant
from atlas_gui.search.query_dates import date_bounds
from atlas_gui.search.query_values import (
    ValueFault,
    kinds_meant,
    part_meant,
    property_meant,
    sectors_meant,
    steps_meant,
)
from atlas_gui.search.reader_marks import NOTEBOOK_FIELDS
from atlas_gui.search.text_engine import Levels, Mask, Numbers, TextEngine

# The rows that one value of a clause on the reader's notebook asks for; it raises ValueFault.
NotebookRows = Callable[[Field, str], Sequence[int]]
# No two countries have longer names together, and every cut between the words is tried.
_MOST_WORDS = 24
_FEATURES: Mapping[str, Feature] = {
    "date": Feature.DATE,
    "amount": Feature.AMOUNT,
    "quantity": Feature.QUANTITY,
    "share": Feature.SHARE,
    "place": Feature.PLACE,
    "relation": Feature.RELATION,
    "source": Feature.SOURCE,
    "disagreement": Feature.DISAGREEMENT,
}


# What an index of titles tells of a record; the rest would look as if no record had it.
_KNOWN_FROM_TITLES = frozenset({"pair", "country", "kind"}) | NOTEBOOK_FIELDS


class Narrowing:
    """Answers field clauses over one index; a value it does not know raises ValueFault."""

    def __init__(
        self, data: IndexData, library: Library, texts: TextEngine, notebook: NotebookRows
    ) -> None:
        self._data = data
        self._library = library
        self._texts = texts
        self._notebook = notebook
        self._kind = numpy.frombuffer(data.numbers("kind"), numpy.uint8)
        self._step = numpy.frombuffer(data.numbers("step"), numpy.uint8)
        self._features = numpy.frombuffer(data.numbers("features"), numpy.uint8)
        self._dated = numpy.frombuffer(data.numbers("dated"), numpy.bool_)
        self._earliest = numpy.frombuffer(data.numbers("earliest"), numpy.int64)
        self._latest = numpy.frombuffer(data.numbers("latest"), numpy.int64)
        self._sum_rows = numpy.frombuffer(data.numbers("sum_rows"), numpy.uint32)
        self._sum_sizes = numpy.frombuffer(data.numbers("sum_sizes"), numpy.float64)
        self._sum_currencies = numpy.frombuffer(data.numbers("sum_currencies"), numpy.uint32)
        self._makers: Mapping[str, Callable[[str], Mask]] = {
            "pair": self._pair,
            "country": self._country,
            "party": self._party,
            "kind": self._kinds,
            "status": self._status,
            "sector": self._sector,
            "date": self._date,
            "after": self._after,
            "before": self._before,
            "source": self._source,
            "lang": self._language,
            "has": self._has,
            "no": self._has_not,
        }

    def mask(self, field: Field) -> tuple[Mask | None, list[str]]:
        """The rows that meet one clause, and what is wrong with values that were left out.

        Any of the values will do; None if none of them says anything. Sums of money and currencies
        are asked for together, by `sums`.
        """
        if not self._data.header.complete and field.name not in _KNOWN_FROM_TITLES:
            return None, [_not_yet(field)]
        maker = self._makers.get(field.name) or partial(self._kept, field)
        found: Mask | None = None
        faults: list[str] = []
        for value in field.values:
            try:
                mask = maker(value)
            except ValueFault as fault:
                faults.append(str(fault))
            else:
                found = mask if found is None else found | mask
        return found, faults

    def sums(self, fields: Sequence[Field]) -> Mask:
        """The rows with one sum of money that meets every one of these amount and cur clauses."""
        if not self._data.header.complete:
            raise ValueFault(_not_yet(fields[0]))
        fits = numpy.ones(len(self._sum_rows), numpy.bool_)
        for field in fields:
            if field.name == "cur":
                fits &= reduce(or_, map(self._in_currency, field.values))
            else:
                fits &= self._of_size(amount_test(field.value))
        return self._rows_mask(self._sum_rows[fits])

    def parts(self, fields: Iterable[Field]) -> tuple[Part, ...]:
        """The parts of a record in which words are looked for, as `in:` clauses say."""
        named = {Part[name.upper()] for field in fields for name in map(part_meant, field.values)}
        return tuple(sorted(named)) or tuple(Part)

    def pairs_named(self, value: str) -> frozenset[Pair]:
        """The pairs that `value` may mean: two codes or names in any language; empty if none."""
        names = words(value)[:_MOST_WORDS]
        cuts = ((" ".join(names[:cut]), " ".join(names[cut:])) for cut in range(1, len(names)))
        return frozenset(
            pair_of(one, other)
            for first, second in cuts
            for one, other in product(self._states.get(first, ()), self._states.get(second, ()))
            if one != other
        )

    @cached_property
    def _states(self) -> Mapping[str, tuple[str, ...]]:
        """Folded names and codes of countries, each with the living states it may mean."""
        countries = self._library.countries
        return {
            name: tuple(dict.fromkeys(living_state(code, countries) for code in codes))
            for name, codes in self._countries.items()
        }

    @cached_property
    def _countries(self) -> Mapping[str, tuple[str, ...]]:
        """Folded names and codes of countries, each with the countries, living or gone, it may mean."""
        found: dict[str, list[str]] = {}
        for country in self._library.countries.values():
            for name in (country.id, *country.names.values(), *country.aliases):
                found.setdefault(" ".join(words(name)), []).append(country.id)
        return {name: tuple(dict.fromkeys(codes)) for name, codes in found.items()}

    def _rows_mask(self, rows: Numbers) -> Mask:
        mask = numpy.zeros(self._texts.rows, numpy.bool_)
        mask[rows] = True
        return mask

    def _members(self, column: str, names: Iterable[str]) -> Mask:
        """The rows that are linked to any of these names of a column."""
        starts, members = (
            self._data.numbers(f"{column}_starts"),
            numpy.frombuffer(self._data.numbers(f"{column}_members"), numpy.uint32),
        )
        known = self._data.header.names[column]
        mask = numpy.zeros(self._texts.rows, numpy.bool_)
        wanted = set(names)
        for code, name in enumerate(known):
            if name in wanted:
                mask[members[starts[code] : starts[code + 1]]] = True
        return mask

    def _coded(self, column: str, values: Levels, wanted: Iterable[str]) -> Mask:
        known = self._data.header.names[column]
        codes = [known.index(name) for name in map(str, wanted) if name in known]
        return numpy.isin(values, numpy.array(codes, values.dtype))

    def _pair(self, value: str) -> Mask:
        wanted = self.pairs_named(value)
        if not wanted:
            raise ValueFault(
                _("pair:{value} names no two countries of this library; try pair:CHN-CUB.").format(
                    value=value
                )
            )
        return self._members("pair", (pair.id for pair in wanted))

    def _country(self, value: str) -> Mask:
        codes = self._countries.get(" ".join(words(value)), ())
        if not codes:
            raise ValueFault(
                _("country:{value} names no country of this library.").format(value=value)
            )
        return self._members("owner", (f"country:{code}" for code in codes))

    def _party(self, value: str) -> Mask:
        owners = self._owners(value, ("country", "organisation", "person", "named"))
        if not owners:
            raise ValueFault(_("party:{value} is in no name here.").format(value=value))
        return self._texts.rows_of_owners(owners)

    def _source(self, value: str) -> Mask:
        owners = self._owners(value, ("source",))
        exact = self._texts.owner_names.get(f"source:{value}")
        if exact is not None:
            owners = [exact]
        if not owners:
            raise ValueFault(_("source:{value} is in no source's name.").format(value=value))
        return self._texts.rows_of_owners(owners)

    def _owners(self, value: str, tables: Sequence[str]) -> list[int]:
        """Who has a name with these words in it, the last one perhaps unfinished."""
        tokens = words(value)
        if not tokens:
            return []
        names = self._data.header.names["owner"]
        found = self._texts.owners_named(tokens, whole=True)
        found = found or self._texts.owners_named(tokens, whole=False)
        return [owner for owner in found if names[owner].partition(":")[0] in tables]

    def _language(self, value: str) -> Mask:
        wanted = value.casefold()
        sources = [
            f"source:{source.id}"
            for source in self._library.sources.values()
            if source.csl.language.casefold() == wanted
            or source.csl.language.casefold().startswith(f"{wanted}-")
        ]
        if not sources:
            raise ValueFault(_("lang:{value}: no source is in that language.").format(value=value))
        return self._members("owner", sources)

    def _kinds(self, value: str) -> Mask:
        wanted = [str(word) for word in kinds_meant(value)]
        return self._coded("kind", self._kind, wanted)

    def _status(self, value: str) -> Mask:
        return self._coded("step", self._step, steps_meant(value))

    def _sector(self, value: str) -> Mask:
        return self._members("sector", map(str, sectors_meant(value)))

    def _date(self, value: str) -> Mask:
        """Records that may lie in a time: a span counts for every part of it."""
        first, last = date_bounds("date", value)
        mask = self._dated.copy()
        if last is not None:
            mask &= self._earliest <= last
        if first is not None:
            mask &= self._latest >= first
        return mask

    def _after(self, value: str) -> Mask:
        """Records that cannot but lie later."""
        first, _last = date_bounds("after", value)
        return self._dated & (self._earliest >= _bound(first))

    def _before(self, value: str) -> Mask:
        """Records that cannot but lie earlier."""
        _first, last = date_bounds("before", value)
        return self._dated & (self._latest <= _bound(last))

    def _kept(self, field: Field, value: str) -> Mask:
        return self._rows_mask(numpy.array(self._notebook(field, value), numpy.uint32))

    def _has(self, value: str) -> Mask:
        mask: Mask = (self._features & int(_FEATURES[property_meant("has", value)])) != 0
        return mask

    def _has_not(self, value: str) -> Mask:
        mask: Mask = (self._features & int(_FEATURES[property_meant("no", value)])) == 0
        return mask

    def _in_currency(self, value: str) -> Mask:
        known = self._data.header.names["currency"]
        code = currency_meant(value)
        if code not in known:
            raise ValueFault(
                _("cur:{value}: no sum here is in that currency; there are {known}.").format(
                    value=value, known=", ".join(sorted(known)[:12])
                )
            )
        mask: Mask = self._sum_currencies == known.index(code)
        return mask

    def _of_size(self, test: AmountTest) -> Mask:
        fits = numpy.ones(len(self._sum_sizes), numpy.bool_)
        if test.low is not None:
            low = float(test.low)
            fits &= self._sum_sizes > low if test.low_open else self._sum_sizes >= low
        if test.high is not None:
            high = float(test.high)
            fits &= self._sum_sizes < high if test.high_open else self._sum_sizes <= high
        if test.currency is not None:
            fits &= self._in_currency(test.currency)
        return fits


def _not_yet(field: Field) -> str:
    return _("{field}: can be searched in a moment, when the whole library has been read.").format(
        field=field.name
    )


def _bound(day: int | None) -> int:
    """A day that a clause gives; one that gives none says nothing."""
    if day is None:
        raise ValueFault(_("This date has no such bound."))
    return day
