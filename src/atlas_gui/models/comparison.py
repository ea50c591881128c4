"""What would change if an earlier state of a file took the place of the present one, in words."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from msgspec import Struct

from atlas_gui.domain.library import Library
from atlas_gui.domain.notebook import Entry, EntryEdit, Notebook, SavedSearch, SearchEdit
from atlas_gui.domain.notebook.going_back import edits_to
from atlas_gui.domain.texts import in_language
from atlas_gui.i18n import _, mark, ngettext, reader_language
from atlas_gui.store.differences import Differences

# So many rows of a group are shown; nobody reads more, and each takes room.
MOST_ROWS: Final = 500
_LONGEST: Final = 80
_TABLES: Final = {
    "countries": mark("Countries"),
    "organisations": mark("Companies and bodies"),
    "people": mark("People"),
    "sources": mark("Sources"),
}
_PARTS: Final = {
    "title": mark("title"),
    "kind": mark("kind"),
    "countries": mark("countries"),
    "pairs": mark("pairs"),
    "summary": mark("summary"),
    "sectors": mark("sectors"),
    "relations": mark("relations"),
    "claims": mark("order of claims"),
    "edition": mark("edition"),
    "licence": mark("licence"),
    "citation": mark("how to cite it"),
    "schema_version": mark("schema"),
}


class ChangedItem(Struct, frozen=True):
    """One thing that would change: what it is called, and what of it would be how."""

    name: str
    detail: str = ""


class ChangeGroup(Struct, frozen=True):
    """Things to which the same would happen; `items` are the first MOST_ROWS of `count`."""

    title: str
    count: int
    items: tuple[ChangedItem, ...]


class Comparison(Struct, frozen=True):
    """Everything that would change; no group if nothing would. `remark` is what else to know."""

    groups: tuple[ChangeGroup, ...]
    remark: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not self.groups


def library_comparison(found: Differences) -> Comparison:
    """The differences between two states of a library, for a reader."""
    groups = [
        _group(_("Records that would come back"), (ChangedItem(one.title) for one in found.added)),
        _group(_("Records that would go"), (ChangedItem(one.title) for one in found.removed)),
        _group(
            _("Records that would change back"),
            (ChangedItem(one.title, _parts(one.parts)) for one in found.changed),
        ),
        _group(
            _("Other tables"),
            (
                ChangedItem(
                    _(_TABLES[one.table]), _table_change(one.added, one.removed, one.changed)
                )
                for one in found.tables
            ),
        ),
        _group(
            _("Description of the library"),
            (ChangedItem(_part(part)) for part in found.description),
        ),
    ]
    remark = ""
    if found.unreadable:
        remark = ngettext(
            "{count:,} document cannot be read, now or then.",
            "{count:,} documents cannot be read, now or then.",
            found.unreadable,
        ).format(count=found.unreadable)
    return Comparison(tuple(group for group in groups if group.count), remark)


def lost_library_comparison(then: Library, reason: str) -> Comparison:
    """Going back where the present file cannot be read, and why it cannot: everything would come back."""
    shown = islice(then.records.values(), MOST_ROWS)
    items = tuple(ChangedItem(in_language(one.title, (reader_language(),))) for one in shown)
    group = ChangeGroup(_("Records that would come back"), len(then.records), items)
    return Comparison((group,), reason)


def notebook_comparison(
    now: Notebook, then: Notebook, title_of: Callable[[Entry], str]
) -> Comparison:
    """What would change if the notebook became what it was; `title_of` names a record."""
    edits = edits_to(now, then)
    entries = [edit for edit in edits if isinstance(edit, EntryEdit)]
    searches = [edit for edit in edits if isinstance(edit, SearchEdit)]
    back = [edit.after for edit in entries if edit.before is None and edit.after is not None]
    gone = [edit.before for edit in entries if edit.after is None and edit.before is not None]
    groups = (
        _group(
            _("Would come back"),
            (ChangedItem(title_of(entry), _entry(entry)) for entry in back),
        ),
        _group(
            _("Would go"),
            (ChangedItem(title_of(entry), _entry(entry)) for entry in gone),
        ),
        _group(
            _("Would change back"),
            (
                ChangedItem(
                    title_of(edit.after), ", ".join(_entry_changes(edit.before, edit.after))
                )
                for edit in entries
                if edit.before is not None and edit.after is not None
            ),
        ),
        _group(_("Saved searches"), map(_search_change, searches)),
    )
    return Comparison(tuple(group for group in groups if group.count))


def _group(title: str, items: Iterable[ChangedItem]) -> ChangeGroup:
    found = iter(items)
    shown = tuple(islice(found, MOST_ROWS))
    return ChangeGroup(title, len(shown) + sum(1 for _item in found), shown)


def _parts(parts: tuple[str, ...]) -> str:
    claims = [part for part in parts if part.startswith("claims/")]
    words = [_part(part) for part in parts if part not in claims]
    if claims:
        words.append(ngettext("{n} claim", "{n} claims", len(claims)).format(n=len(claims)))
    return ", ".join(words)


def _part(name: str) -> str:
    return _(_PARTS[name]) if name in _PARTS else name


def _table_change(added: int, removed: int, changed: int) -> str:
    told = (
        (added, _("{count:,} would come back")),
        (removed, _("{count:,} would go")),
        (changed, _("{count:,} would change back")),
    )
    return ", ".join(pattern.format(count=count) for count, pattern in told if count)


def _entry(entry: Entry) -> str:
    """What is kept about a record, on one line."""
    words = [_("star")] if entry.starred else []
    if entry.reading is not None:
        words.append(_("reading list"))
    words += [f"#{tag}" for tag in entry.tags]
    if entry.note:
        words.append(_quoted(entry.note))
    return ", ".join(words)


def _entry_changes(now: Entry, then: Entry) -> Iterator[str]:
    if now.starred != then.starred:
        yield _("with a star") if then.starred else _("without a star")
    if (now.reading is None) != (then.reading is None):
        yield _("off the reading list") if then.reading is None else _("on the reading list")
    elif now.reading != then.reading:
        yield _("at another place of the reading list")
    gone = [tag for tag in now.tags if tag not in then.tags]
    back = [tag for tag in then.tags if tag not in now.tags]
    yield from (_("without the tag {tag}").format(tag=tag) for tag in gone)
    yield from (_("with the tag {tag}").format(tag=tag) for tag in back)
    if now.note != then.note:
        yield (
            _("note: {text}").format(text=_quoted(then.note)) if then.note else _("without a note")
        )
    if now.title != then.title:
        yield _("called {title}").format(title=_quoted(then.title))


def _search_change(edit: SearchEdit) -> ChangedItem:
    search: SavedSearch | None = edit.after or edit.before
    name = search.name if search else edit.key
    if edit.before is None:
        return ChangedItem(name, _("would come back"))
    if edit.after is None:
        return ChangedItem(name, _("would go"))
    return ChangedItem(name, _("would change back"))


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return _("“{text}”").format(text=line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…")
