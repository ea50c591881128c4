"""The constrained text types of the record model, and names in several languages."""

from collections.abc import Iterable, Mapping
from typing import Annotated

from msgspec import Meta

Slug = Annotated[
    str,
    Meta(
        pattern="^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=120,
        description="Stable identifier: lower-case letters and digits, joined by hyphens.",
    ),
]
Text = Annotated[str, Meta(pattern=r"\S", max_length=20_000, description="Text, never blank.")]
Label = Annotated[str, Meta(pattern=r"\S", max_length=1_000, description="Short text, one line.")]
LanguageTag = Annotated[
    str, Meta(pattern="^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$", description="BCP 47 tag.")
]
Decimal = Annotated[
    str,
    Meta(
        pattern=r"^(0|[1-9][0-9]{0,23})(\.[0-9]{1,12})?$",
        description="Number as text, so that no digit is lost: 0, 500000000, 29.9.",
    ),
]
CountryCode = Annotated[
    str,
    Meta(
        pattern="^[A-Z]{3}$",
        description="ISO 3166-1 or 3166-3 alpha-3; QMA to QZZ for states that ISO never listed.",
    ),
]
CurrencyCode = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="ISO 4217.")]
PartyRef = Annotated[
    str,
    Meta(
        pattern="^(country:[A-Z]{3}|(organisation|person):[a-z0-9]+(-[a-z0-9]+)*)$",
        description="country:CHN, organisation:minmetals or person:xi-jinping.",
    ),
]
WebAddress = Annotated[str, Meta(pattern=r"^https?://[^\s]+$", max_length=2_000)]
EdtfText = Annotated[
    str, Meta(min_length=1, max_length=100, description="Extended Date/Time Format, ISO 8601-2.")
]
Names = Annotated[dict[LanguageTag, Label], Meta(min_length=1)]


def in_language(names: Mapping[str, str], languages: Iterable[str] = ("en",)) -> str:
    """The name in the first of `languages` that has one, else English, else whichever is first."""
    for language in (*languages, "en"):
        if language in names:
            return names[language]
    return next(iter(names.values()), "")
