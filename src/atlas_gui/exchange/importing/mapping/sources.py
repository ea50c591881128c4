"""What the imported file is as a source, and what a row of references is."""

from collections.abc import Mapping, Sequence

from atlas_gui.domain.entities import CslDate, CslItem, CslName, Source
from atlas_gui.domain.vocabulary import SourceKind
from atlas_gui.exchange.importing.mapping.dates import DateFault, DateTexts
from atlas_gui.exchange.importing.mapping.slugs import slug
from atlas_gui.exchange.importing.profile.model import DateOrder, SourceTable
from atlas_gui.exchange.importing.rows import Cell, as_text
from atlas_gui.i18n import _

_KINDS: Mapping[str, SourceKind] = {
    "article-newspaper": SourceKind.NEWS,
    "article-magazine": SourceKind.NEWS,
    "broadcast": SourceKind.NEWS,
    "post": SourceKind.NEWS,
    "post-weblog": SourceKind.NEWS,
    "webpage": SourceKind.NEWS,
    "article-journal": SourceKind.ACADEMIC,
    "book": SourceKind.ACADEMIC,
    "chapter": SourceKind.ACADEMIC,
    "paper-conference": SourceKind.ACADEMIC,
    "thesis": SourceKind.ACADEMIC,
    "treaty": SourceKind.OFFICIAL,
    "legislation": SourceKind.OFFICIAL,
    "bill": SourceKind.OFFICIAL,
    "regulation": SourceKind.OFFICIAL,
    "dataset": SourceKind.DATASET,
    "entry-encyclopedia": SourceKind.ENCYCLOPEDIA,
    "entry-dictionary": SourceKind.ENCYCLOPEDIA,
}
_LONGEST = 1_000


def source_of_file(table: SourceTable) -> Source:
    """The source that the whole file is."""
    return Source(
        table.id,
        table.kind,
        CslItem(
            type=table.type,
            title=table.title,
            language=table.language,
            author=(CslName(literal=table.author),) if table.author else (),
            publisher=table.publisher,
            issued=_csl_date(table.issued),
            url=table.url,
            note=table.licence,
        ),
        table.short_title,
        table.note,
    )


def source_of_row(
    name: str, columns: Sequence[str], cells: Sequence[Cell], texts: DateTexts, language: str
) -> Source:
    """A reference as a source: columns are called as in CSL-JSON; `name` is its identifier."""
    held = {column: as_text(cell) for column, cell in zip(columns, cells, strict=True)}
    held = {column: text[:_LONGEST] for column, text in held.items() if text}
    csl_type = held.get("type", "document")
    title = held.get("title") or _("[untitled]")
    url = held.get("URL", "")
    authors = cells[columns.index("author")] if "author" in columns else None
    return Source(
        name,
        _KINDS.get(csl_type, SourceKind.ANALYSIS),
        CslItem(
            type=csl_type,
            title=title,
            language=language,
            author=tuple(_names(authors)),
            container_title=held.get("container-title"),
            publisher=held.get("publisher"),
            issued=_date_of(held.get("issued"), texts),
            accessed=_date_of(held.get("accessed"), texts),
            url=url if url.startswith(("https://", "http://")) and " " not in url else None,
            note=held.get("note"),
        ),
        title if len(title) <= 80 else f"{title[:79]}…",
    )


def _names(authors: Cell) -> list[CslName]:
    if authors is None:
        return []
    each = [authors] if isinstance(authors, str) or not isinstance(authors, Sequence) else authors
    found: list[CslName] = []
    for one in each:
        family, comma, given = as_text(one)[:_LONGEST].partition(",")
        if comma and given.strip() and family.strip():
            found.append(CslName(family=family.strip(), given=given.strip()))
        elif family.strip():
            found.append(CslName(literal=family.strip()))
    return found


def _date_of(text: str | None, texts: DateTexts) -> CslDate | None:
    if not text:
        return None
    try:
        return _csl_date(texts.read(text, DateOrder.UNSTATED).edtf)
    except DateFault:
        return None


def _csl_date(edtf: str | None) -> CslDate | None:
    """A plain date as CSL has it; none for anything that is less than plain."""
    if not edtf or not all(part.isdigit() for part in edtf.split("-")):
        return None
    return CslDate((tuple(int(part) for part in edtf.split("-")),))


def source_name(prefix: str, text: str) -> str:
    """The identifier of a reference's source."""
    return slug(f"{prefix}-{text}")
