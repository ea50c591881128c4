"""Which columns a profile names."""

from collections.abc import Iterator
from typing import Any

import msgspec

from atlas_gui.exchange.importing.profile.model import Profile
from atlas_gui.exchange.importing.profile.templates import columns_of

_TEMPLATES = frozenset({"title", "id", "summary", "text", "locator", "row_note", "attributed_to"})
_COLUMNS = frozenset({"column", "until", "date", "currency_column", "unit_column", "each"})
_CONDITIONS = frozenset({"when", "unless", "uncertain"})
_REFERENCE = (
    "type", "title", "author", "issued", "accessed", "container-title", "publisher", "URL", "note",
)  # fmt: skip


def named_columns(profile: Profile) -> set[str]:
    """Every column that a rule, a template or a condition names, and those that are left out."""
    plain = msgspec.to_builtins(profile)
    found = set(profile.left_out) | set(_REFERENCE if profile.source.each_row else ())
    for part in ("source", "record", "dates", "statuses", "amounts", "quantities", "parties",
                 "places", "statements", "relations"):  # fmt: skip
        found.update(_named(plain.get(part, {})))
    for rule in profile.actions:
        found.update(filter(None, (rule.each,)))
        found.update((*rule.when, *rule.unless))
        if rule.each is None:
            found.update(filter(None, (rule.party, rule.act.column, rule.date, rule.effective)))
    return found


def _named(part: Any) -> Iterator[str]:
    if isinstance(part, list | tuple):
        for each in part:
            yield from _named(each)
    elif isinstance(part, dict):
        for key, held in part.items():
            if key in _CONDITIONS:
                yield from held
            elif key in _COLUMNS and held is not None:
                yield from ([held] if isinstance(held, str) else held)
            elif key in _TEMPLATES and isinstance(held, str):
                yield from columns_of(held)
            elif isinstance(held, dict | list | tuple):
                yield from _named(held)
