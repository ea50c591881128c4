"""The table of fields: what a reader wants to see before the claims one by one."""

from collections.abc import Iterable, Sequence

from atlas_gui.domain.acts import acts_counted
from atlas_gui.domain.claim_words import claim_in_words
from atlas_gui.domain.claims import ActionClaim, Claim, DateClaim
from atlas_gui.domain.date_words import long_date_in_words
from atlas_gui.domain.disagreements import Disagreement, standing_claims
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.exchange.display_text import display_text
from atlas_gui.exchange.report.apparatus import Apparatus
from atlas_gui.exchange.report.parts import Field, FieldLine
from atlas_gui.i18n import _, ngettext, pgettext

# Beyond this a field is no longer a summary; the rest stands with the claims.
_MOST_LINES = 12


def record_fields(
    library: Library,
    record: Record,
    apparatus: Apparatus,
    disputes: Sequence[Disagreement],
) -> tuple[Field, ...]:
    """Dates, values, quantities, shares, rankings, parties, places and acts, in this order."""
    disputed = {claim.id for dispute in disputes for claim in dispute.claims}
    standing = standing_claims(record.claims)

    def lines(property_: str) -> tuple[FieldLine, ...]:
        claims = [claim for claim in standing if claim.property == property_]
        shown = claims[:_MOST_LINES]
        rest = len(claims) - len(shown)
        found = tuple(
            FieldLine(
                display_text(_value(claim, library)),
                apparatus.sources_of((claim,)),
                display_text("; ".join(_asides(claim, claim.id in disputed))),
            )
            for claim in shown
        )
        return (*found, FieldLine(_more(rest))) if rest else found

    labels = {
        "date": _("Date"),
        "amount": pgettext("sum of money", "Value"),
        "quantity": _("Quantity"),
        "share": _("Shares"),
        "ranking": _("Ranking"),
        "party": _("Parties"),
        "place": _("Place"),
    }
    fields = [Field(name, lines(property_)) for property_, name in labels.items()]
    if not fields[0].lines:
        fields[0] = Field(labels["date"], (FieldLine(_("No source gives a date.")),))
    acts = [claim for claim in standing if isinstance(claim, ActionClaim)]
    if acts:
        line = FieldLine(acts_counted(acts), apparatus.sources_of(acts))
        fields.append(Field(_("Acts"), (line,)))
    return tuple(field for field in fields if field.lines)


def _value(claim: Claim, library: Library) -> str:
    if not isinstance(claim, DateClaim):
        return claim_in_words(claim, library)
    date = claim.value.wording or long_date_in_words(claim.value.edtf)
    return _("{date}, {basis}").format(date=date, basis=label(claim.value.basis))


def _asides(claim: Claim, disputed: bool) -> Iterable[str]:
    if isinstance(claim, DateClaim):
        yield _("EDTF {date}").format(date=claim.value.edtf)
        if claim.value.inferred_from:
            yield _("inferred: {ground}").format(ground=claim.value.inferred_from)
    if disputed:
        yield _("sources disagree")


def _more(count: int) -> str:
    return ngettext(
        "and {count} more under “What the sources say”",
        "and {count} more under “What the sources say”",
        count,
    ).format(count=count)
