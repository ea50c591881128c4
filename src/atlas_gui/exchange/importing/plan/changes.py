"""What changed in a record, field by field and in words."""

from collections.abc import Iterator

from atlas_gui.domain.claim_words import claim_heading, claim_in_words
from atlas_gui.domain.claims import Claim
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.domain.texts import in_language
from atlas_gui.exchange.importing.plan.report import FieldChange
from atlas_gui.i18n import _, mark

_HEADINGS = {
    "kind": mark("Kind"),
    "title": mark("Title"),
    "countries": mark("Countries"),
    "summary": mark("Summary"),
    "sectors": mark("Sectors"),
    "relations": mark("Related records"),
    "pairs": mark("Pairs"),
}


def changed_fields(before: Record, after: Record, library: Library) -> tuple[FieldChange, ...]:
    """Every part in which two editions of a record differ; `library` has the names of both's parties."""
    return (*_fields(before, after, library), *_claims(before, after, library))


def _fields(before: Record, after: Record, library: Library) -> Iterator[FieldChange]:
    for name, heading in _HEADINGS.items():
        if getattr(before, name) != getattr(after, name):
            yield FieldChange(
                name, _(heading), _words(before, name, library), _words(after, name, library)
            )


def _words(record: Record, field: str, library: Library) -> str:
    if field == "kind":
        return label(record.kind)
    if field == "title":
        return in_language(record.title)
    if field == "countries":
        return ", ".join(map(library.country_name, record.countries))
    if field == "sectors":
        return ", ".join(map(label, record.sectors))
    if field == "relations":
        return ", ".join(f"{label(one.type)} {one.target}" for one in record.relations)
    return record.summary if field == "summary" else ", ".join(record.pairs)


def _claims(before: Record, after: Record, library: Library) -> Iterator[FieldChange]:
    old = {claim.id: claim for claim in before.claims}
    new = {claim.id: claim for claim in after.claims}
    for name in {**old, **new}:
        one, other = old.get(name), new.get(name)
        if one != other:
            said, says = _claim_words(one, library), _claim_words(other, library)
            if said == says:
                said, says = _with_evidence(one, said), _with_evidence(other, says)
            heading = claim_heading(new.get(name) or old[name])
            yield FieldChange(f"claims/{name}", heading, said, says)
    if [claim.id for claim in before.claims] != [c.id for c in after.claims] and old == new:
        yield FieldChange("claims", _("Order of claims"), ", ".join(old), ", ".join(new))


def _claim_words(claim: Claim | None, library: Library) -> str:
    return claim_in_words(claim, library) if claim else ""


def _with_evidence(claim: Claim | None, words: str) -> str:
    """A claim with what its evidence says besides, where the value alone does not tell two apart."""
    if claim is None:
        return words
    first = claim.evidence[0]
    said = filter(
        None, (words, first.locator, first.attributed_to, first.note, str(first.confidence))
    )
    return " · ".join(said)
