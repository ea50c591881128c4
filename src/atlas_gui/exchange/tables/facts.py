"""What the cells of one record's row are made from, worked out once."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from atlas_gui.domain.catalogue import main_date
from atlas_gui.domain.claims import AmountClaim, Claim, DateValue, StatusClaim
from atlas_gui.domain.disagreements import Disagreement, disagreements_among, standing_claims
from atlas_gui.domain.edtf import Edtf, EdtfError, parse_edtf
from atlas_gui.domain.ladder import furthest_status
from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.domain.record import Record
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _

C = TypeVar("C")


class Facts(NamedTuple):
    """A record with what is computed from its claims.

    `standing` leaves out what the editors set aside or passed over; of a disagreement all stands.
    """

    library: Library
    record: Record
    standing: Sequence[Claim]
    disagreements: tuple[Disagreement, ...]
    date: DateValue | None
    edtf: Edtf | None
    status: StatusClaim | None

    def claims(self, kind: type[C]) -> Iterator[C]:
        """The standing claims of one kind, in the order of the file."""
        return (claim for claim in self.standing if isinstance(claim, kind))

    @property
    def amounts(self) -> Sequence[AmountClaim]:
        """The sums of money, those of the whole matter first."""
        return sorted(self.claims(AmountClaim), key=lambda claim: claim.value.of is not None)

    @property
    def source_ids(self) -> list[str]:
        """The sources of all claims, each once, in the order of the file."""
        claims = self.record.claims
        return list(dict.fromkeys(e.source for claim in claims for e in claim.evidence))


def facts_of(library: Library, record: Record) -> Facts:
    """Work out what stands in the row of a record."""
    date = main_date(record.claims)
    return Facts(
        library=library,
        record=record,
        standing=standing_claims(record.claims),
        disagreements=disagreements_among(record.claims),
        date=date,
        edtf=parsed(date.edtf) if date else None,
        status=furthest_status(record.claims),
    )


def parsed(edtf: str) -> Edtf | None:
    """A date as it can be reckoned with; None if it is no EDTF."""
    try:
        return parse_edtf(edtf)
    except EdtfError:
        return None


def records_of(library: Library, ids: Iterable[str]) -> Iterator[Record | DamagedRecord]:
    """The records in the order of `ids`; what is left of one that cannot be read.

    Raises AtlasError for an identifier that the library does not know.
    """
    for record_id in ids:
        record = library.records.get(record_id)
        if record is not None:
            yield record
            continue
        damaged = library.damage_of(record_id)
        if damaged is None:
            raise AtlasError(_("This library has no record “{id}”.").format(id=record_id))
        yield damaged
