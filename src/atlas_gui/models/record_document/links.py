"""Where a link of the document leads; made and read here only, so no record can forge one."""

from enum import StrEnum
from typing import NamedTuple
from urllib.parse import quote, unquote


class LinkKind(StrEnum):
    """What a link leads to."""

    RECORD = "record"
    SOURCE = "source"
    PAIR = "pair"
    WEB = "web"
    PART = "part"
    ALL = "all"


class Link(NamedTuple):
    """A link and its target: an identifier, or for WEB an http or https address.

    PART leads to another part of the page, ALL asks for the whole of a part that is shortened.
    """

    kind: LinkKind
    target: str

    @property
    def href(self) -> str:
        """The link as it stands in the document."""
        return f"{self.kind}:{quote(self.target, safe='')}"


def read_link(href: str) -> Link | None:
    """The link that an href stands for; None for anything that is not ours."""
    kind, colon, target = href.partition(":")
    if not colon or kind not in {member.value for member in LinkKind}:
        return None
    link = Link(LinkKind(kind), unquote(target))
    if link.kind is LinkKind.WEB and not link.target.startswith(("http://", "https://")):
        return None
    return link
