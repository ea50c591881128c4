"""Rules for what the parties of a treaty did."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from atlas_gui.domain.claims import ActionClaim, ActionValue, DatePhrase
from atlas_gui.domain.vocabulary import Act
from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.mapping.cells import Condition, Meanings, Pick, Places
from atlas_gui.exchange.importing.mapping.dates import DateTexts
from atlas_gui.exchange.importing.mapping.dating import read_date
from atlas_gui.exchange.importing.mapping.parties import Cast
from atlas_gui.exchange.importing.mapping.slugs import slug
from atlas_gui.exchange.importing.mapping.work import RowWork
from atlas_gui.exchange.importing.profile.model import ActionRule, DateOrder
from atlas_gui.exchange.importing.rows import Cell, as_text
from atlas_gui.i18n import _


class _Done(NamedTuple):
    """One act as it stands in the file: the cells of its party, its word and its dates."""

    party: Cell
    act: Cell
    date: Cell
    effective: Cell


class ActionMaker:
    """One rule for acts, compiled for one table."""

    def __init__(
        self, rule: ActionRule, places: Places, texts: DateTexts, order: DateOrder, cast: Cast
    ) -> None:
        self._rule = rule
        self._applies = Condition(rule.when, rule.unless, places)
        self._each = Pick(rule.each, places) if rule.each else None
        self._own = None if rule.each else _OwnColumns(rule, places)
        self._acts = Meanings(rule.act.values)
        self._texts = texts
        self._order = rule.order or order
        self._cast = cast

    def apply(self, work: RowWork) -> None:
        """Add what each party did; a party of which nothing is told adds nothing."""
        if not self._applies.holds(work.cells):
            return
        for done in self._all(work):
            if done.act is not None or done.date is not None or done.effective is not None:
                self._add(done, work)

    def _all(self, work: RowWork) -> Iterable[_Done]:
        if self._own is not None:
            yield self._own.done(work.cells)
            return
        cell = self._each.cell(work.cells) if self._each else None
        if cell is None:
            return
        rule = self._rule
        column = rule.each or ""
        if not isinstance(cell, Sequence) or isinstance(cell, str):
            work.keep_text("no-list", _("no list of what the parties did"), column, cell)
            return
        for held in cell:
            if isinstance(held, Mapping):
                yield _Done(
                    *map(
                        held.get,
                        (rule.party, rule.act.column, rule.date or "", rule.effective or ""),
                    )
                )
            elif held is not None:
                work.keep_text("no-list", _("no list of what the parties did"), column, held)

    def _add(self, done: _Done, work: RowWork) -> None:
        rule = self._rule
        word = as_text(done.act).strip()
        act = self._acts.of(word) if word else None
        if act is None and word:
            work.tell(
                "unknown-value",
                Outcome.AS_TEXT,
                _("no act that the profile knows"),
                rule.act.column,
                word,
            )
        date = self._phrase(done.date, rule.date or "", work)
        effective = self._phrase(done.effective, rule.effective or "", work)
        label = " ".join(as_text(done.party).split())
        parties: tuple[str | None, ...] = (None,)
        if label:
            meant = self._cast.meant(label, rule.party, work, _day(date) or _day(effective))
            parties = meant.parties or (None,)
            held = work.acted.setdefault(label, [])
            held += (one for one in meant.parties if one not in held)
        kind = act or rule.act.otherwise
        wording = _wording(word, kind)
        for party in parties:
            named = (
                None
                if not label or (party and self._cast.is_name(label, party))
                else work.label(label, rule.party)
            )
            if party is None and named is None:
                work.tell(
                    "no-party", Outcome.LEFT_OUT, _("an act without a party"), rule.party, word
                )
                return
            value = ActionValue(kind, party, named, date, effective, wording)
            name = work.claim_id(slug(f"act-{(party or named or '').rpartition(':')[2]}-{kind}"))
            work.claims.append(ActionClaim(id=name, evidence=work.evidence, value=value))

    def _phrase(self, cell: Cell, column: str, work: RowWork) -> DatePhrase | None:
        if cell is None:
            return None
        read = read_date(self._texts, cell, self._order, column, work)
        return DatePhrase(read.edtf) if read else None


class _OwnColumns:
    """The columns of a rule whose acts stand in the row itself."""

    def __init__(self, rule: ActionRule, places: Places) -> None:
        self._picks = [
            Pick(column, places) if column else None
            for column in (rule.party, rule.act.column, rule.date, rule.effective)
        ]

    def done(self, cells: Sequence[Cell]) -> _Done:
        return _Done(*(pick.cell(cells) if pick else None for pick in self._picks))


def _day(date: DatePhrase | None) -> str:
    return date.edtf.partition("/")[0].strip("?~%.[]{}") if date else ""


def _wording(word: str, act: Act) -> str | None:
    """The file's own word where it says more than the act; never none beside an act of no name."""
    if word and (act is Act.OTHER or slug(word) != act.value):
        return word
    return "?" if act is Act.OTHER else None
