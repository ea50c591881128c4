"""A query as text that reads as the same query."""

from atlas_gui.search.query_clauses import (
    SINGLE_VALUED,
    AllOf,
    AnyOf,
    Clause,
    Field,
    Not,
    Phrase,
    Query,
    Word,
)

_NEEDS_QUOTES = frozenset('(),"')


def format_query(query: Query) -> str:
    """The query as a reader would type it; `parse(format_query(q)) == q` for every parsed q."""
    return " ".join(map(_clause, query.clauses))


def _clause(clause: Clause) -> str:
    if isinstance(clause, Word):
        return f"{clause.text}*" if clause.prefix else clause.text
    if isinstance(clause, Phrase):
        return f'"{clause.text}*"' if clause.prefix else f'"{clause.text}"'
    if isinstance(clause, Field):
        return f"{clause.name}:{_value(clause)}"
    if isinstance(clause, Not):
        return f"-{_grouped(clause.clause, AllOf, AnyOf)}"
    if isinstance(clause, AnyOf):
        return " OR ".join(_grouped(each, AllOf) for each in clause.clauses)
    return " ".join(map(_clause, clause.clauses))


def _grouped(clause: Clause, *groups: type[AllOf] | type[AnyOf]) -> str:
    text = _clause(clause)
    return f"({text})" if isinstance(clause, groups) else text


def _value(field: Field) -> str:
    needing = _NEEDS_QUOTES - {","} if field.name in SINGLE_VALUED else _NEEDS_QUOTES
    return ",".join(
        f'"{value}"' if not needing.isdisjoint(value) or " " in value else value
        for value in field.values
    )
