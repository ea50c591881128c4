"""The schema of CSL 1.0.2 asked about a style. Loads lxml: import it where it is asked."""

# mypy: disable-error-code="import-untyped"
# citeproc-py and lxml have no types.

from functools import cache
from typing import Any, NamedTuple

import citeproc
from lxml import etree


class Fault(NamedTuple):
    """The first place where a style breaks the schema."""

    line: int
    detail: str


def first_fault(style: bytes) -> Fault | None:
    """What breaks the schema first; None if nothing does. The style is well-formed, without DTD."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(style, parser)
    except etree.XMLSyntaxError as error:
        return Fault(error.lineno or 1, str(error.msg))
    schema = _schema()
    if schema.validate(tree):
        return None
    first = schema.error_log[0]
    return Fault(first.line, first.message)


@cache
def _schema() -> Any:
    return etree.RelaxNG(etree.parse(citeproc.SCHEMA_PATH))
