"""Which records a dossier is to have, and why these."""

from enum import StrEnum

from msgspec import Struct


class Subject(StrEnum):
    """What the records of a dossier have in common: a pair, the reader's choice, or a search."""

    PAIR = "pair"
    SELECTION = "selection"
    SEARCH = "search"


class DossierWish(Struct, frozen=True):
    """Which records a dossier is to have: `ids` in the order of the list they were taken from.

    `pair` is that of a dossier of a PAIR ("CHN-CUB"). `query` is the search in force, `of` how many
    records there are in all: in the pair, found by the search, or in the library. What `ids` lack of
    them is said on the cover.
    """

    subject: Subject
    ids: tuple[str, ...]
    of: int
    pair: str = ""
    query: str = ""
