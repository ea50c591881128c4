"""A schema of long ago, of which there is none yet: the way from it is walked all the same."""

import msgspec
import pytest
from support.libraries import plain_library, record

from atlas_gui.store.migration import RawTables, migrated, version_of


def _raw(version: object) -> RawTables:
    plain = plain_library(record("first"))
    plain["meta"]["1"]["schema_version"] = version
    return msgspec.json.decode(msgspec.json.encode(plain), type=RawTables)


def _renamed(tables: RawTables) -> RawTables:
    return {("countries" if name == "states" else name): held for name, held in tables.items()}


def _old() -> RawTables:
    tables = _raw(0)
    tables["states"] = tables.pop("countries")
    return tables


def test_each_step_is_taken_once_and_the_version_follows() -> None:
    taken: list[int] = []

    def second(tables: RawTables) -> RawTables:
        taken.append(version_of(tables) or 0)
        return tables

    tables = migrated(_old(), {0: _renamed, 1: second}, newest=2)
    assert "countries" in tables and "states" not in tables
    assert taken == [1]
    assert version_of(tables) == 2
    assert msgspec.json.decode(tables["meta"]["1"])["title"] == {"en": "A library"}


def test_todays_schema_is_left_as_it_is() -> None:
    tables = _raw(1)
    assert migrated(tables) is tables


@pytest.mark.parametrize("version", [99, "one", None, 0, -3])
def test_what_no_step_leads_from_is_left_as_it_is(version: object) -> None:
    tables = _raw(version)
    assert migrated(tables) is tables


def test_a_library_that_is_described_twice_or_never_has_no_version() -> None:
    tables = _raw(1)
    tables["meta"]["2"] = tables["meta"]["1"]
    assert version_of(tables) is None
    assert version_of({}) is None
