"""The record: one agreement, deal, gift, visit, statement, figure or event between countries."""

from typing import Annotated

from msgspec import Meta, Struct

from atlas_gui.domain.claims import Claim
from atlas_gui.domain.entities import Document
from atlas_gui.domain.texts import CountryCode, Names, Slug, Text
from atlas_gui.domain.vocabulary import Kind, RelationType, Sector

PairId = Annotated[
    str, Meta(pattern="^[A-Z]{3}-[A-Z]{3}$", description="Two alpha-3 codes in alphabetical order.")
]


class Relation(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A typed link to another record of the same library."""

    type: RelationType
    target: Slug


class Record(Document, frozen=True):
    """A record holds no bare facts: what is known stands in its claims.

    `countries` are named as they were at the time. The record stands under every pair of them,
    unless `pairs` narrows that (a tour of three capitals is no relation between the three hosts).
    """

    id: Slug
    kind: Kind
    title: Names
    countries: Annotated[tuple[CountryCode, ...], Meta(min_length=2)]
    summary: Text
    sectors: Annotated[tuple[Sector, ...], Meta(min_length=1)]
    claims: Annotated[tuple[Claim, ...], Meta(min_length=1)]
    relations: tuple[Relation, ...] = ()
    pairs: tuple[PairId, ...] = ()
