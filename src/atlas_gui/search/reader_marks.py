"""What the reader keeps about records, for the clauses that ask for it: `tag:`, `is:` and `note:`."""

import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from atlas_gui.domain.notebook import Notebook
from atlas_gui.i18n import _
from atlas_gui.search.folding import fold, is_ideograph, words
from atlas_gui.search.query import AllOf, AnyOf, Clause, Field, Not, Query
from atlas_gui.search.query_values import ValueFault, mark_meant

NOTEBOOK_FIELDS: Final = frozenset({"tag", "is", "note"})
_MOST_NAMED = 12


class ReaderMarks:
    """Records by what one reader keeps about them, as it stands when asked; for one thread at a time."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        # A note folded is the work of its first search; with the note, to know when it is another.
        self._folded: dict[str, tuple[str, str]] = {}
        self._marked: Mapping[str, Callable[[], AbstractSet[str]]] = {
            "starred": lambda: notebook.starred,
            "noted": lambda: notebook.noted,
            "listed": lambda: notebook.listed,
            "tagged": self._tagged,
        }

    def tags(self) -> dict[str, int]:
        """Every tag, with how many records have it."""
        return self._notebook.tags()

    def records(self, field: Field, value: str) -> Iterable[str]:
        """The records that one value of a `tag`, `is` or `note` clause asks for; raises ValueFault."""
        if field.name == "is":
            return self._marked[mark_meant(value)]()
        return self._with_tag(value) if field.name == "tag" else self._with_note(value)

    def _tagged(self) -> AbstractSet[str]:
        return {one for tag in self._notebook.tags() for one in self._notebook.tagged(tag)}

    def _with_tag(self, value: str) -> Iterable[str]:
        """The records with a tag of this name, or if there is none, with one that begins so."""
        typed = " ".join(words(value)) or value.strip().casefold()
        known = {tag: " ".join(words(tag)) or tag.casefold() for tag in self._notebook.tags()}
        meant = [tag for tag, folded in known.items() if folded == typed]
        meant = meant or [tag for tag, folded in known.items() if folded.startswith(typed)]
        if not meant:
            if not known:
                raise ValueFault(_("tag:{value}: no record has a tag yet.").format(value=value))
            raise ValueFault(
                _("tag:{value} is on no record; there are {tags}.").format(
                    value=value, tags=", ".join(list(known)[:_MOST_NAMED])
                )
            )
        return [one for tag in meant for one in self._notebook.tagged(tag)]

    def _with_note(self, value: str) -> Iterable[str]:
        """The records with these words, one after another, in their note; the last may go on."""
        typed = words(value)
        if not typed:
            raise ValueFault(_("note:{value} has no word to look for.").format(value=value))
        gaps = ("[\\W_]*" if is_ideograph(word) else "[\\W_]+" for word in typed)
        pattern = "".join(
            part for pair in zip(gaps, map(re.escape, typed), strict=True) for part in pair
        ).removeprefix("[\\W_]+")
        begin = "" if is_ideograph(typed[0]) else r"(?<![^\W_])"
        found = re.compile(begin + pattern)
        return [one for one in tuple(self._notebook.noted) if found.search(self._text(one))]

    def _text(self, record_id: str) -> str:
        entry = self._notebook.entry(record_id)
        note = entry.note if entry else ""
        held = self._folded.get(record_id)
        if held is None or held[0] is not note:
            held = self._folded[record_id] = (note, fold(note))
        return held[1]


def asks_notebook(query: Query) -> bool:
    """Whether what a query finds may change with what the reader keeps."""
    return any(map(_asks, query.clauses))


def _asks(clause: Clause) -> bool:
    if isinstance(clause, Not):
        return _asks(clause.clause)
    if isinstance(clause, AllOf | AnyOf):
        return any(map(_asks, clause.clauses))
    return isinstance(clause, Field) and clause.name in NOTEBOOK_FIELDS
