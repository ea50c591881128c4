"""Makes a record of a row: all the rules of a profile, compiled for the columns of one table."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

from atlas_gui.domain.claims import Claim, Evidence
from atlas_gui.domain.entities import Source
from atlas_gui.domain.record import Record, Relation
from atlas_gui.exchange.importing.findings import Outcome, clipped
from atlas_gui.exchange.importing.mapping.acting import ActionMaker
from atlas_gui.exchange.importing.mapping.cleaning import cleaned_cell, is_plain
from atlas_gui.exchange.importing.mapping.dates import DateTexts
from atlas_gui.exchange.importing.mapping.dating import DateRules, StatusRules
from atlas_gui.exchange.importing.mapping.describing import (
    KindMaker,
    PlaceMaker,
    RelationMaker,
    SectorMaker,
    StatementMaker,
)
from atlas_gui.exchange.importing.mapping.labels import LabelBook
from atlas_gui.exchange.importing.mapping.measuring import makers
from atlas_gui.exchange.importing.mapping.parties import (
    Cast,
    PartyMaker,
    Standing,
    countries_of,
    pairs_of,
)
from atlas_gui.exchange.importing.mapping.slugs import slug
from atlas_gui.exchange.importing.mapping.sources import source_name, source_of_file, source_of_row
from atlas_gui.exchange.importing.mapping.work import RowWork
from atlas_gui.exchange.importing.profile.columns import named_columns
from atlas_gui.exchange.importing.profile.model import Profile
from atlas_gui.exchange.importing.profile.templates import Template
from atlas_gui.exchange.importing.rows import Cell, Row, as_text
from atlas_gui.i18n import _

_TEXTUAL = (str, list, tuple, dict)
_LONGEST_NOTE = 20_000


class MappedRow(NamedTuple):
    """What a row became: a record but for its links, or None if it could become none.

    `by_content` if its identifier is made of what it says, and so changes with that.
    """

    record: Record | None
    relations: Sequence[Relation]
    work: RowWork
    by_content: bool


class RowMapper:
    """Compiled for one table; `cast` and `sources` grow with the rows."""

    def __init__(self, profile: Profile, columns: Sequence[str]) -> None:
        """Raises AtlasError if the profile names a column that the table has not."""
        self._profile = profile
        self._columns = tuple(columns)
        places = {name: place for place, name in enumerate(columns)}
        texts = DateTexts(profile.labels.languages)
        record = profile.record
        self.cast = Cast(LabelBook(profile.labels))
        self.sources: dict[str, Source] = {}
        if not profile.source.each_row:
            self.sources[profile.source.id] = source_of_file(profile.source)
        self._texts = texts
        self._id = Template(record.id, places) if record.id else None
        self._title = Template(record.title, places)
        self._summary = Template(record.summary, places)
        self._locator = Template(profile.source.locator, places)
        self._note = _template(profile.source.row_note, places)
        self._relying_on = _template(profile.source.attributed_to, places)
        self._kind = KindMaker(record.kind, places)
        self._sectors = SectorMaker(record.sectors, places)
        self._dates = DateRules(profile.dates, places, texts, profile.order)
        self._statuses = StatusRules(profile.statuses, places, texts, profile.order)
        self._parties = [PartyMaker(rule, places, self.cast) for rule in profile.parties]
        self._simple = [
            *makers(profile.amounts, profile.quantities, places),
            *(PlaceMaker(rule, places) for rule in profile.places),
            *(StatementMaker(rule, places) for rule in profile.statements),
        ]
        self._actions = [
            ActionMaker(rule, places, texts, profile.order, self.cast) for rule in profile.actions
        ]
        self._relations = [RelationMaker(rule, places) for rule in profile.relations]

    def map(self, row: Row) -> MappedRow:
        """What `row` becomes."""
        row, changed = self._clean(row)
        title = self._title.fill(row.number, row.cells)
        own_id = self._id.fill(row.number, row.cells) if self._id else ""
        work = RowWork(row.number, row.cells, self._evidence(row, own_id or title))
        for column, before, after in changed:
            reason = _("signs that cannot be read, or UTF-8 that was misread: now “{text}”").format(
                text=clipped(as_text(after))[:80]
            )
            work.tell("signs", Outcome.NOTE, reason, column, before)
        if not title:
            reason = _("nothing stands where the title should be")
            work.tell("no-title", Outcome.REFUSED, reason)
            return MappedRow(None, (), work, not own_id)
        work.kind = self._kind.of(work)
        self._dates.apply(work)
        self._statuses.apply(work)
        acts = self._acts(work)
        standings = self._standings(work)
        for maker in self._simple:
            maker.apply(work)
        sectors = self._sectors.of(work)
        relations = [link for maker in self._relations for link in maker.of(work)]
        shown = work.label(title, "title")
        summary = work.text(self._summary.fill(row.number, row.cells) or title, "summary")
        work.claims += acts
        work.say_what_was_kept()
        if not work.claims:
            work.add_statement("listed", shown)
        settings = self._profile.record
        countries = countries_of(standings, settings.hub, self.cast)
        pairs = pairs_of(standings, countries, settings.hub, settings.sides, self.cast)
        record = Record(
            slug(own_id) if own_id else self._made_id(title, work.day, countries),
            work.kind,
            {settings.language: shown},
            countries,
            summary,
            sectors,
            tuple(work.claims),
            (),
            pairs,
        )
        return MappedRow(record, relations, work, not own_id)

    def _acts(self, work: RowWork) -> list[Claim]:
        """What the parties did; first of all, since it dates them."""
        others, work.claims = work.claims, []
        for maker in self._actions:
            maker.apply(work)
        acts, work.claims = work.claims, others
        return acts

    def _clean(self, row: Row) -> tuple[Row, list[tuple[str, Cell, Cell]]]:
        """The row with text that a library can hold, and which cells that changed."""
        changed: list[tuple[str, Cell, Cell]] = []
        cells: list[Cell] = []
        for place, cell in enumerate(row.cells):
            kind = type(cell)
            if kind not in _TEXTUAL or (isinstance(cell, str) and is_plain(cell)):
                cells.append(cell)
                continue
            clean = cleaned_cell(cell)
            if clean != cell and as_text(clean).split() != as_text(cell).split():
                changed.append((self._columns[place], cell, clean))
            cells.append(clean)
        return Row(row.number, cells), changed

    def _standings(self, work: RowWork) -> list[Standing]:
        done: set[tuple[str, str]] = set()
        return [one for maker in self._parties for one in maker.apply(work, done)]

    def _made_id(self, title: str, day: str, countries: Sequence[str]) -> str:
        """An identifier of what the row says, the same as long as it says that."""
        said = "\x1f".join((title, day, *countries))
        digest = blake2b(said.encode(), digest_size=5).hexdigest()
        readable = slug(title)[:60].strip("-")
        return slug(f"{self._profile.profile.name}-{readable}-{digest}")

    def _evidence(self, row: Row, known_as: str) -> Evidence:
        table = self._profile.source
        name = table.id
        if table.each_row:
            name = source_name(table.id, known_as or str(row.number))
            made = source_of_row(name, self._columns, row.cells, self._texts, table.language)
            self.sources[name] = made
        locator = self._locator.fill(row.number, row.cells) or f"row {row.number}"
        note = self._note.fill(row.number, row.cells) if self._note else ""
        relying_on = self._relying_on.fill(row.number, row.cells) if self._relying_on else ""
        return Evidence(
            name,
            " ".join(locator.split())[:1_000],
            attributed_to=" ".join(relying_on.split())[:1_000] or None,
            note=note[:_LONGEST_NOTE] or None,
        )


def _template(text: str | None, places: dict[str, int]) -> Template | None:
    return Template(text, places) if text else None


def columns_used(profile: Profile, columns: Sequence[str]) -> set[str]:
    """The columns of a table that a profile looks at, or says why it leaves out."""
    return set(columns) & named_columns(profile)
