"""Look for faults in documents, table by table."""

from collections.abc import Callable, Iterable, Mapping

import msgspec

from atlas_gui.domain.entities import Country
from atlas_gui.domain.record import Record
from atlas_gui.store.check.documents import document_faults, name_of
from atlas_gui.store.check.faults import Fault, Place
from atlas_gui.store.check.parsing import parse_document
from atlas_gui.store.check.references import Documents, reference_faults
from atlas_gui.store.check.sound import SoundDocuments
from atlas_gui.store.check.texts import text_faults
from atlas_gui.store.check.values import value_faults
from atlas_gui.store.tables import TABLES

Raw = Mapping[str, msgspec.Raw]


class Examination:
    """Passes over what is sound, and keeps what is doubtful with the faults that it has.

    `known` has the identifiers of each table, also of documents that have faults; `unchanged` are
    countries that belong to the library and are not looked at. `claims` counts those of all records
    that could be read. `looked_at` is called after each document.
    """

    def __init__(
        self,
        known: dict[str, set[str]],
        unchanged: Iterable[Country] = (),
        looked_at: Callable[[], None] = lambda: None,
    ) -> None:
        self.claims = 0
        self._countries = tuple(unchanged)
        self._known = known
        self._looked_at = looked_at
        # What can be read of the doubtful documents, and the names of all that are looked at.
        self._readable: Documents = {}
        self._own: set[tuple[str, str]] = set()
        self._faults: list[Fault] = []

    def read(self, table: str, documents: Raw) -> None:
        """Look at the documents of a table; at countries before records, which rest on them."""
        self._readable[table] = []
        sound = SoundDocuments(self._known, self._present_countries())
        # By identifier; two of one identifier are both doubtful.
        passed: dict[str, str] = {}
        doubtful: list[str] = []
        for key, raw in documents.items():
            document = sound.read(table, raw)
            name = getattr(document, "id", None)
            if name is None or passed.setdefault(name, key) != key:
                doubtful.append(key)
            elif isinstance(document, Record):
                self.claims += len(document.claims)
            self._looked_at()
        for key in doubtful:
            name = self._look_at(table, key, documents[key])
            if name in passed:
                # Counted already: it was sound but for its identifier.
                claims = self.claims
                self._look_at(table, passed[name], documents[passed.pop(name)])
                self.claims = claims
        self._own.update((table, name) for name in passed)

    def faults(self) -> tuple[Fault, ...]:
        """Every fault of the doubtful documents, none of any other."""
        faults = [*self._faults, *value_faults(self._readable)]
        countries = ((Place("countries", country.id), country) for country in self._unchanged())
        held = self._readable.get("countries", [])
        documents = {**self._readable, "countries": [*held, *countries]}
        faults += [
            fault
            for fault in reference_faults(documents, self._known)
            if (fault.place.table, fault.place.document) in self._own
        ]
        return tuple(dict.fromkeys(faults))

    def _look_at(self, table: str, key: str, raw: msgspec.Raw) -> str:
        """Note the faults in the form of a document, or that it can be read; gives back its name."""
        parsed = parse_document(bytes(raw))
        place = Place(table, name_of(parsed, key))
        self._own.add((table, place.document))
        self._faults += text_faults(parsed, place)
        found = tuple(document_faults(parsed, TABLES[table], place))
        self._faults += found
        if not found:
            document = msgspec.convert(parsed, TABLES[table])
            self._readable[table].append((place, document))
            self.claims += len(document.claims) if isinstance(document, Record) else 0
        return place.document

    def _present_countries(self) -> list[Country]:
        """Those that did not change, and the changed ones that can be read, as far as they were read."""
        changed = (document for _place, document in self._readable.get("countries", ()))
        countries = (country for country in changed if isinstance(country, Country))
        return [*countries, *self._unchanged()]

    def _unchanged(self) -> list[Country]:
        return [c for c in self._countries if ("countries", c.id) not in self._own]
