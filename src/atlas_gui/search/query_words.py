"""A query as one sentence, for those who hover over it and those who hear it read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from atlas_gui.domain.date_words import long_date_in_words
from atlas_gui.domain.figures import scaled_number
from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import Group, Kind
from atlas_gui.i18n import _, mark
from atlas_gui.search.folding import words
from atlas_gui.search.query_clauses import (
    AllOf,
    AnyOf,
    Clause,
    Field,
    Not,
    Phrase,
    Query,
    Word,
)
from atlas_gui.search.query_dates import ends_of
from atlas_gui.search.query_values import (
    amount_test,
    kinds_meant,
    mark_label,
    mark_meant,
    part_label,
    part_meant,
    property_label,
    property_meant,
    sectors_meant,
    steps_meant,
    value_faults,
)
from atlas_gui.search.terms import last_word

NameOf = Callable[[str, str], str]

# What narrows, and what excludes, by one field.
_PATTERNS: Final[Mapping[str, tuple[str, str]]] = {
    "pair": (mark("between {values}"), mark("not between {values}")),
    "country": (mark("about {values}"), mark("not about {values}")),
    "party": (mark("involving {values}"), mark("not involving {values}")),
    "kind": (mark("of the kind {values}"), mark("not of the kind {values}")),
    "status": (mark("with the status {values}"), mark("not with the status {values}")),
    "sector": (mark("in the sector {values}"), mark("not in the sector {values}")),
    "date": (mark("dated {values}"), mark("not dated {values}")),
    "after": (mark("dated after {values}"), mark("not dated after {values}")),
    "before": (mark("dated before {values}"), mark("not dated before {values}")),
    "amount": (mark("with an amount of {values}"), mark("without an amount of {values}")),
    "cur": (mark("with an amount in {values}"), mark("without an amount in {values}")),
    "source": (mark("from the source {values}"), mark("not from the source {values}")),
    "lang": (mark("with a source in {values}"), mark("without a source in {values}")),
    "has": (mark("having: {values}"), mark("not having: {values}")),
    "no": (mark("not having: {values}"), mark("having: {values}")),
    "in": (mark("found in: {values}"), mark("not found in: {values}")),
    "tag": (mark("tagged {values}"), mark("not tagged {values}")),
    "is": (mark("that are {values}"), mark("that are not {values}")),
    "note": (mark("with {values} in your note"), mark("without {values} in your note")),
}


def query_in_words(query: Query, name_of: NameOf) -> str:
    """The query as a readable sentence without a full stop; values that mean nothing are left out.

    `name_of(field, value)` gives the name to show for a value of `pair`, `country`, `party`,
    `source`, `cur` or `lang`.
    """
    teller = _Teller(name_of, last_word(query))
    conditions = teller.conditions(query.clauses)
    if not conditions:
        return _("All records")
    return _("Records {conditions}").format(conditions=", ".join(conditions))


class _Teller:
    """Tells the clauses of one query, of which one word may be unfinished."""

    def __init__(self, name_of: NameOf, unfinished: Word | None) -> None:
        self._name_of = name_of
        self._unfinished = unfinished

    def conditions(self, clauses: Sequence[Clause]) -> list[str]:
        """What the clauses ask for, words first and together."""
        texts = [self._text(clause) for clause in clauses if isinstance(clause, Word | Phrase)]
        found = [_("with {words}").format(words=_all(texts))] if texts else []
        others = (self._condition(c) for c in clauses if not isinstance(c, Word | Phrase))
        return [*found, *filter(None, others)]

    def _condition(self, clause: Clause) -> str:
        if isinstance(clause, Not):
            return self._exclusion(clause.clause)
        if isinstance(clause, AnyOf):
            return self._choice(clause)
        if isinstance(clause, AllOf):
            told = _all(self.conditions(clause.clauses))
            return _in_brackets(told) if told else ""
        if isinstance(clause, Field):
            return self._field(clause, excluded=False)
        return _("with {words}").format(words=self._text(clause))

    def _exclusion(self, clause: Clause) -> str:
        if isinstance(clause, Field):
            return self._field(clause, excluded=True)
        if isinstance(clause, Word | Phrase):
            return _("without {words}").format(words=self._text(clause))
        told = self._condition(clause)
        if told and isinstance(clause, AnyOf):
            told = _in_brackets(told)
        return _("not {condition}").format(condition=told) if told else ""

    def _choice(self, choice: AnyOf) -> str:
        texts = [self._text(each) for each in choice.clauses if isinstance(each, Word | Phrase)]
        if len(texts) == len(choice.clauses):
            return _("with {words}").format(words=_any(texts))
        return _any([told for each in choice.clauses if (told := self._condition(each))])

    def _text(self, clause: Word | Phrase) -> str:
        if isinstance(clause, Word) and (clause.prefix or clause is self._unfinished):
            return _("a word beginning with “{text}”").format(text=clause.text)
        if clause.prefix:
            return _("words beginning with “{text}”").format(text=clause.text)
        return _("“{text}”").format(text=clause.text)

    def _field(self, field: Field, *, excluded: bool) -> str:
        faults = value_faults(field)
        values = [v for v, fault in zip(field.values, faults, strict=True) if fault is None]
        if not values:
            return ""
        told = _any([self._value(field.name, value) for value in values])
        return _(_PATTERNS[field.name][excluded]).format(values=told)

    def _value(self, name: str, value: str) -> str:
        tell = _VALUES.get(name)
        return tell(value) if tell is not None else self._name_of(name, value)


def _kind(value: str) -> str:
    typed = words(value)
    for word in (*Kind, *Group):
        if typed in (words(word), words(label(word))):
            return label(word)
    return _any(sorted(map(label, kinds_meant(value))))


def _date(value: str) -> str:
    start, is_range, end = ends_of(value)
    if not is_range:
        return long_date_in_words(start)
    first, last = long_date_in_words(start), long_date_in_words(end)
    if start and end:
        return _("{first} to {last}").format(first=first, last=last)
    if start:
        return _("{date} or later").format(date=first)
    return _("{date} or earlier").format(date=last)


def _amount(value: str) -> str:
    test = amount_test(value)
    if test.low is not None and test.high is not None:
        if test.low == test.high:
            return _money(test.low, test.currency)
        return _("{first} to {last}").format(
            first=_money(test.low, None), last=_money(test.high, test.currency)
        )
    if test.low is not None:
        pattern = _("more than {number}") if test.low_open else _("at least {number}")
        return pattern.format(number=_money(test.low, test.currency))
    pattern = _("less than {number}") if test.high_open else _("at most {number}")
    return pattern.format(number=_money(test.high or Decimal(0), test.currency))


def _money(number: Decimal, currency: str | None) -> str:
    words_of_number = scaled_number(f"{number:f}")
    return words_of_number if currency is None else f"{currency} {words_of_number}"


_VALUES: Final[Mapping[str, Callable[[str], str]]] = {
    "kind": _kind,
    "status": lambda value: _any(sorted(map(label, steps_meant(value)))),
    "sector": lambda value: _any(sorted(map(label, sectors_meant(value)))),
    "date": _date,
    "after": _date,
    "before": _date,
    "amount": _amount,
    "has": lambda value: property_label(property_meant("has", value)),
    "no": lambda value: property_label(property_meant("no", value)),
    "in": lambda value: part_label(part_meant(value)),
    "tag": lambda value: _("“{text}”").format(text=value),
    "is": lambda value: mark_label(mark_meant(value)),
    "note": lambda value: _("“{text}”").format(text=value),
}


def _in_brackets(text: str) -> str:
    return f"({text})"


def _all(texts: Iterable[str]) -> str:
    return _listed(list(texts), mark("{others} and {last}"))


def _any(texts: Iterable[str]) -> str:
    return _listed(list(texts), mark("{others} or {last}"))


def _listed(texts: list[str], pattern: str) -> str:
    if len(texts) < 2:
        return "".join(texts)
    return _(pattern).format(others=", ".join(texts[:-1]), last=texts[-1])
