"""The documents of a library other than records: its description, countries, bodies, people, sources."""

from typing import Annotated

from msgspec import Meta, Struct

from atlas_gui.domain.texts import (
    CountryCode,
    EdtfText,
    Label,
    LanguageTag,
    Names,
    Slug,
    Text,
    WebAddress,
)
from atlas_gui.domain.vocabulary import OrganisationKind, SourceKind

SCHEMA_VERSION = 1


class Document(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Base of everything that is one document of a table.

    Documents hold no cycles: a collector that passes over them is spared millions of objects.
    """


class LibraryInfo(Document, frozen=True):
    """What the library is, which edition, under which licence, and how to cite it."""

    schema_version: Annotated[int, Meta(ge=1)]
    title: Names
    edition: Label
    licence: Label
    citation: Text


class Country(Document, frozen=True):
    """A state, living or gone; `valid` is the EDTF interval of its existence where it matters.

    A state that is gone counts under `successor` and keeps its own name.
    """

    id: CountryCode
    names: Names
    aliases: tuple[Label, ...] = ()
    valid: EdtfText | None = None
    successor: CountryCode | None = None
    note: Text | None = None


class Organisation(Document, frozen=True):
    """A company, ministry, bank, party or other body."""

    id: Slug
    names: Names
    kind: OrganisationKind
    country: CountryCode | None = None
    aliases: tuple[Label, ...] = ()
    note: Text | None = None


class Person(Document, frozen=True):
    """A person; the post held at the time stands with each record, not here."""

    id: Slug
    names: Names
    country: CountryCode | None = None
    aliases: tuple[Label, ...] = ()
    note: Text | None = None


class CslName(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """An author: a body as `literal`, a person as `family` and `given` (CSL-JSON)."""

    literal: Label | None = None
    family: Label | None = None
    given: Label | None = None


class CslDate(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    gc=False,
    rename={"date_parts": "date-parts"},
):
    """A date in CSL-JSON: one or two lists of year, month, day."""

    date_parts: Annotated[tuple[tuple[int, ...], ...], Meta(min_length=1, max_length=2)]


class CslItem(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    gc=False,
    rename={"container_title": "container-title", "url": "URL"},
):
    """The part of a CSL-JSON item (CSL 1.0.2) that Atlas reads."""

    type: Label
    title: Label
    language: LanguageTag
    author: tuple[CslName, ...] = ()
    container_title: Label | None = None
    publisher: Label | None = None
    issued: CslDate | None = None
    accessed: CslDate | None = None
    url: WebAddress | None = None
    note: Text | None = None


class Source(Document, frozen=True):
    """A document that claims rest on; `damage` says what of its text is missing or garbled."""

    id: Slug
    kind: SourceKind
    csl: CslItem
    short_title: Label
    note: Text | None = None
    damage: tuple[Text, ...] = ()
