"""From the schema a library was written for to today's, one step from each version to the next.

Only what is in memory changes. The file keeps its schema and its bytes until somebody saves it.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress

import msgspec

from atlas_gui.domain.entities import SCHEMA_VERSION

RawTables = dict[str, dict[str, msgspec.Raw]]
# Takes the tables of one version, gives those of the next; the version in `meta` is seen to here.
Step = Callable[[RawTables], RawTables]

# By the version a step starts from. Version 1 is the first that was ever given to a reader.
STEPS: Mapping[int, Step] = {}


class _Version(msgspec.Struct):
    schema_version: int


def version_of(tables: RawTables) -> int | None:
    """The schema that `meta` names; None if it names none, which opening the library will tell."""
    described = list(tables.get("meta", {}).values())
    with suppress(msgspec.DecodeError, RecursionError):
        if len(described) == 1:
            return msgspec.json.decode(described[0], type=_Version).schema_version
    return None


def migrated(
    tables: RawTables, steps: Mapping[int, Step] = STEPS, newest: int = SCHEMA_VERSION
) -> RawTables:
    """The tables as the schema `newest` has them; as they are if no step leads there from theirs.

    A newer schema than ours is left as it is: opening it refuses it by name.
    """
    version = version_of(tables)
    if version is None or version >= newest:
        return tables
    if any(number not in steps for number in range(version, newest)):
        return tables
    for number in range(version, newest):
        tables = _at_version(steps[number](tables), number + 1)
    return tables


def _at_version(tables: RawTables, version: int) -> RawTables:
    (key, raw), *_others = tables["meta"].items()
    described = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    described["schema_version"] = msgspec.Raw(str(version).encode())
    return {**tables, "meta": {key: msgspec.Raw(msgspec.json.encode(described))}}
