"""A file name is safe wherever it ends up."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.library import Library
from atlas_gui.exchange.file_name import pdf_file_name, safe_stem


def test_a_record_is_saved_under_its_identifier(library: Library) -> None:
    assert pdf_file_name(library.records["nickel-plant"]) == "nickel-plant.pdf"


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_text_makes_a_safe_stem(text: str) -> None:
    stem = safe_stem(text)
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", stem)
    assert len(stem) <= 107


@given(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True))
def test_a_stem_stays_what_it_is(text: str) -> None:
    assert safe_stem(safe_stem(text)) == safe_stem(text)


@pytest.mark.parametrize("device", ["con", "PRN", "aux", "nul", "com1", "lpt9"])
def test_a_device_of_windows_is_no_file_name(device: str) -> None:
    assert safe_stem(device) == f"record-{device.lower()}"
