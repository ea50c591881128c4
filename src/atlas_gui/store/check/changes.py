"""Check what was changed in a library, without all that was not."""

from collections.abc import Iterable, Mapping

import msgspec

from atlas_gui.domain.entities import Country
from atlas_gui.progress import Progress, untold
from atlas_gui.store.check.checking import document_faults, name_of
from atlas_gui.store.check.faults import Fault, Place, shown
from atlas_gui.store.check.parsing import parse_document
from atlas_gui.store.check.references import Documents, reference_faults
from atlas_gui.store.check.sound import SoundDocuments
from atlas_gui.store.check.texts import text_faults
from atlas_gui.store.check.values import value_faults
from atlas_gui.store.tables import TABLES

_STEP = 250
Raw = Mapping[str, msgspec.Raw]


def faults_of_changes(
    changed: Mapping[str, Raw],
    known: Mapping[str, set[str]],
    countries: Iterable[Country],
    progress: Progress = untold,
) -> tuple[Fault, ...]:
    """Every fault of the documents in `changed`, by table and key.

    `known` has the identifiers of each table as it will be, `countries` all of them: a record's
    pairs depend on those that did not change, too. Faults of what did not change are not told.
    """
    everything = {table: set(known.get(table, ())) for table in TABLES}
    check = _Check(countries, everything, progress, sum(map(len, changed.values())))
    for table in TABLES:
        check.read(table, changed.get(table, {}))
    return check.faults()


class _Check:
    """Passes over what is sound, and keeps what is doubtful with the faults that it has."""

    def __init__(
        self,
        countries: Iterable[Country],
        known: dict[str, set[str]],
        progress: Progress,
        total: int,
    ) -> None:
        self._countries = tuple(countries)
        self._known = known
        self._progress, self._total, self._done = progress, total, 0
        # What can be read of the doubtful documents, and the names of all that were changed.
        self._readable: Documents = {}
        self._own: set[tuple[str, str]] = set()
        self._faults: list[Fault] = []

    def read(self, table: str, documents: Raw) -> None:
        """Look at the changed documents of a table; of countries before records, which rest on them."""
        self._readable[table] = []
        sound = SoundDocuments(self._known, self._present_countries())
        # By identifier; two of one identifier are both doubtful.
        passed: dict[str, str] = {}
        doubtful: list[str] = []
        for key, raw in documents.items():
            self._done += 1
            if self._done % _STEP == 0:
                self._progress(self._done, self._total)
            name = sound.identifier(table, raw)
            if name is None or passed.setdefault(name, key) != key:
                doubtful.append(key)
        for key in doubtful:
            name = self._look_at(table, key, documents[key])
            if name in passed:
                self._look_at(table, passed[name], documents[passed.pop(name)])
        self._own.update((table, name) for name in passed)

    def faults(self) -> tuple[Fault, ...]:
        """Every fault of the doubtful documents, none of any other."""
        faults = [*self._faults, *value_faults(self._readable)]
        place_of = Place("countries")
        documents = {**self._readable, "countries": [*self._readable["countries"]]}
        documents["countries"] += [
            (place_of._replace(document=country.id), country)
            for country in self._countries
            if ("countries", country.id) not in self._own
        ]
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
        found = [*text_faults(parsed, place), *document_faults(parsed, TABLES[table], place)]
        self._faults += found
        if not found:
            self._readable[table].append((place, msgspec.convert(parsed, TABLES[table])))
        return place.document

    def _present_countries(self) -> list[Country]:
        """Those that did not change, and the changed ones that can be read, as far as they were read."""
        changed = (document for _place, document in self._readable.get("countries", ()))
        return [
            *(country for country in changed if isinstance(country, Country)),
            *(c for c in self._countries if ("countries", c.id) not in self._own),
        ]


def faults_of_removals(
    left: Mapping[str, Raw],
    removed: set[str],
    known: Mapping[str, set[str]],
    countries: Iterable[Country],
) -> tuple[Fault, ...]:
    """References to `removed` identifiers in the documents of `left` that are there still."""
    if not removed:
        return ()
    names = [name.encode() for name in removed]
    touched: dict[str, Raw] = {}
    for table, documents in left.items():
        # Most documents are passed over by their bytes; where much is removed, that saves nothing.
        touched[table] = {
            key: raw
            for key, raw in documents.items()
            if len(names) > 50 or any(name in bytes(raw) for name in names)
        }
    missing = {shown(name) for name in removed}
    return tuple(
        fault for fault in faults_of_changes(touched, known, countries) if fault.found in missing
    )
