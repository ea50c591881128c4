"""A source reads as a sentence that leaves nothing unsaid."""

from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.citation import (
    citation_after_address,
    citation_before_address,
    csl_date_in_words,
    language_name,
)
from atlas_gui.domain.entities import CslDate, CslItem, CslName, Source
from atlas_gui.domain.vocabulary import SourceKind


def a_source(**csl: object) -> Source:
    fields = {"type": "article", "title": "A title", "language": "en"} | csl
    return Source("a-source", SourceKind.NEWS, CslItem(**fields), "Short title")  # type: ignore[arg-type]


def source_citation(source: Source) -> str:
    """All parts in the order in which page and PDF print them."""
    csl = source.csl
    parts = (citation_before_address(csl), csl.url, citation_after_address(csl))
    return " ".join(part for part in parts if part)


def test_a_full_source_names_everything_in_order() -> None:
    source = a_source(
        title="Two states agree",
        author=(CslName(family="Doe", given="Ana"), CslName(literal="News Desk")),
        container_title="The Paper",
        publisher="Paper House",
        issued=CslDate(((2019, 6, 5),)),
        url="https://example.org/a?b=1",
    )
    assert source_citation(source) == (
        "Doe, Ana; News Desk. “Two states agree”. The Paper. Paper House, 5 June 2019. "
        "https://example.org/a?b=1"
    )


def test_a_missing_date_is_said() -> None:
    assert source_citation(a_source()) == "“A title”. No date given."


def test_a_descriptive_title_is_no_quotation() -> None:
    source = a_source(title="[List of documents]", publisher="Somebody")
    assert source_citation(source).startswith("[List of documents]. Somebody, no date given.")


def test_a_publisher_that_is_the_container_stands_once() -> None:
    citation = source_citation(a_source(container_title="Wiki", publisher="Wiki"))
    assert citation.count("Wiki") == 1


def test_the_day_of_reading_stands_behind_the_address() -> None:
    source = a_source(url="https://example.org/", accessed=CslDate(((2026, 3),)))
    assert source_citation(source).endswith("https://example.org/ Read March 2026.")


def test_a_language_is_named_where_it_is_not_the_reader_s() -> None:
    assert source_citation(a_source(language="es")).endswith("No date given. In Spanish.")
    assert "English" not in source_citation(a_source(language="en-GB"))


def test_languages_are_named() -> None:
    assert language_name("zh-Hans") == "Chinese (Simplified)"
    assert language_name("es") == "Spanish"
    assert language_name("qqq") == "qqq"


@given(st.lists(st.lists(st.integers(-9999, 99999), max_size=5), min_size=1, max_size=2))
def test_no_date_parts_are_refused(parts: list[list[int]]) -> None:
    words = csl_date_in_words(CslDate(tuple(tuple(part) for part in parts)))
    assert bool(words) is (parts != [[]])


def test_an_empty_date_is_none() -> None:
    assert source_citation(a_source(issued=CslDate(((),)))) == "“A title”. No date given."
