"""A source as a plain sentence that says where a reader can find it."""

from collections.abc import Iterable, Sequence

from atlas_gui.domain.date_words import long_date_in_words
from atlas_gui.domain.entities import CslDate, CslItem, CslName
from atlas_gui.i18n import _, reader_language


def citation_before_address(csl: CslItem) -> str:
    """Author, title, container, publisher and date: what comes before the web address.

    A source without a date says so: "no date given" tells a reader that nobody left it out.
    """
    return " ".join(_leading_sentences(csl))


def citation_after_address(csl: CslItem) -> str:
    """When it was read, and its language where that is not the reader's own.

    It stands behind the address, which has no full stop: that would be taken for part of it.
    """
    return " ".join(_trailing_sentences(csl))


def csl_edtf(parts: Sequence[int]) -> str:
    """Year, month, day of a CSL date as EDTF, which they are as far as they make a date."""
    return "-".join(f"{part:0{2 if place else 4}d}" for place, part in enumerate(parts))


def csl_date_in_words(date: CslDate) -> str:
    """A CSL date, or both ends of a range, in words; parts that make no date stand as they are."""
    return long_date_in_words("/".join(map(csl_edtf, date.date_parts)))


def language_name(tag: str) -> str:
    """The name of a language in the spoken one; the bare tag if nobody knows the language."""
    # Loading Babel takes longer than reading a library; a source in the reader's own language,
    # which is most of them, needs none of it.
    from babel import Locale, UnknownLocaleError

    try:
        spoken = Locale.parse(reader_language(), sep="-")
    except (UnknownLocaleError, ValueError):
        spoken = Locale("en")
    try:
        return Locale.parse(tag, sep="-").get_display_name(spoken) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def _leading_sentences(csl: CslItem) -> Iterable[str]:
    if csl.author:
        yield _sentence("; ".join(_name(author) for author in csl.author))
    yield _title(csl.title)
    if csl.container_title:
        yield _sentence(csl.container_title)
    publisher = csl.publisher if csl.publisher != csl.container_title else None
    issued = (csl.issued and csl_date_in_words(csl.issued)) or _("no date given")
    imprint = (
        _("{publisher}, {date}").format(publisher=publisher, date=issued) if publisher else issued
    )
    yield _sentence(imprint[:1].upper() + imprint[1:])


def _trailing_sentences(csl: CslItem) -> Iterable[str]:
    if csl.accessed and (day := csl_date_in_words(csl.accessed)):
        yield _("Read {date}.").format(date=day)
    if csl.language.partition("-")[0] != reader_language().partition("-")[0]:
        yield _("In {language}.").format(language=language_name(csl.language))


def _title(title: str) -> str:
    # A title in square brackets describes an untitled document: nobody's words, so no quotation.
    return _sentence(title) if title.startswith("[") else _("“{title}”.").format(title=title)


def _name(author: CslName) -> str:
    if author.literal:
        return author.literal
    return ", ".join(part for part in (author.family, author.given) if part)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…", "。")) else f"{text}."
