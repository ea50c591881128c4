"""Permalinks: addresses of records and pairs that stay the same in every edition of a library.

`atlas:/CHN-CUB/some-record` names a record and the pair it stands under; `atlas:/CHN-CUB` a pair;
`atlas:/some-record` a record whose pair nobody knows. The record decides: records move between
pairs from one edition to the next, and their links lead to them all the same.
"""

import re
from typing import Final, NamedTuple

from atlas_gui.domain.pairs import pair_of

_SLUG: Final = "[a-z0-9]+(?:-[a-z0-9]+)*"
_SLUG_LENGTH: Final = 120
# Two slashes, because some programs write every address so; and the form of the first versions.
_FORMS: Final = re.compile(
    f"atlas:(?://?(?:(?P<pair>[A-Z]{{3}}-[A-Z]{{3}})(?:/(?P<within>{_SLUG}))?|(?P<alone>{_SLUG}))"
    f"|record/(?P<older>{_SLUG}))"
)
# A longer text is no link, whatever stands in it: nobody should have to wait for the answer.
_LONGEST: Final = 400


class Permalink(NamedTuple):
    """What a permalink names: a pair ("CHN-CUB"), a record, or both; what it does not name is empty."""

    pair_id: str
    record_id: str


def permalink_text(link: Permalink) -> str:
    """A permalink as it is written; `link` names at least one of the two.

    >>> permalink_text(Permalink("CHN-CUB", "buses-2006"))
    'atlas:/CHN-CUB/buses-2006'
    """
    return "atlas:/" + "/".join(filter(None, link))


def read_permalink(text: str) -> Permalink | None:
    """What a permalink names; None if `text` is none.

    White space round it and one pair of angle brackets are passed over, as texts have them. The codes
    of a pair may stand in either order. Nothing is decoded: an address with per cent signs is no link.

    >>> read_permalink(" <atlas:/CUB-CHN/buses-2006> ")
    Permalink(pair_id='CHN-CUB', record_id='buses-2006')
    >>> read_permalink("https://example.org/")
    """
    if len(text) > _LONGEST:
        return None
    bare = text.strip()
    if bare.startswith("<") and bare.endswith(">"):
        bare = bare[1:-1].strip()
    found = _FORMS.fullmatch(bare)
    if found is None:
        return None
    record_id = found["within"] or found["alone"] or found["older"] or ""
    if len(record_id) > _SLUG_LENGTH:
        return None
    if not found["pair"]:
        return Permalink("", record_id)
    pair = pair_of(*found["pair"].split("-"))
    return None if pair.first == pair.second else Permalink(pair.id, record_id)
