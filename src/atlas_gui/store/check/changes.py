"""Check what was changed in a library, without all that was not."""

from collections.abc import Iterable, Mapping

import msgspec

from atlas_gui.domain.entities import Country
from atlas_gui.progress import Progress, untold
from atlas_gui.store.check.checking import document_faults, name_of
from atlas_gui.store.check.faults import Fault, Place, shown
from atlas_gui.store.check.parsing import parse_document
from atlas_gui.store.check.references import Documents, reference_faults
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
    documents: Documents = {}
    faults: list[Fault] = []
    own: set[tuple[str, str]] = set()
    total = sum(map(len, changed.values()))
    for table, document_type in TABLES.items():
        readable = documents.setdefault(table, [])
        for key, raw in changed.get(table, {}).items():
            parsed = parse_document(bytes(raw))
            place = Place(table, name_of(parsed, key))
            own.add((table, place.document))
            if len(own) % _STEP == 0:
                progress(len(own), total)
            found = [*text_faults(parsed, place), *document_faults(parsed, document_type, place)]
            faults += found
            if not found:
                readable.append((place, msgspec.convert(parsed, document_type)))
    faults += value_faults(documents)
    documents["countries"] += [
        (Place("countries", country.id), country)
        for country in countries
        if ("countries", country.id) not in own
    ]
    everything = {table: set(known.get(table, ())) for table in TABLES}
    faults += [
        fault
        for fault in reference_faults(documents, everything)
        if (fault.place.table, fault.place.document) in own
    ]
    return tuple(dict.fromkeys(faults))


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
