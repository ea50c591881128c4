"""Identifiers made of what a row holds."""

import re
from functools import lru_cache
from hashlib import blake2b

from atlas_gui.search.folding import fold

_LONGEST = 120
_OTHER = re.compile(r"[^a-z0-9]+")
_DIGEST_LENGTH = 5


@lru_cache(maxsize=50_000)
def slug(text: str) -> str:
    """`text` as an identifier: small letters and digits, joined by hyphens.

    What has no such letters at all, or is too long, gets a part of its digest, so that two texts
    do not become one.

    >>> slug("uk-treaty-58140"), slug("Łódź & Wrocław"), slug("古巴")
    ('uk-treaty-58140', 'lodz-wroclaw', 'x-f46312560b')
    """
    found = _OTHER.sub("-", fold(text)).strip("-")
    if found and len(found) <= _LONGEST:
        return found
    digest = blake2b(text.encode(), digest_size=_DIGEST_LENGTH).hexdigest()
    return f"{found[: _LONGEST - 11].strip('-') or 'x'}-{digest}"
