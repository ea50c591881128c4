"""The objects of a file as typst writes it, and what is refused instead of guessed."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
import typst

from atlas_gui.exchange.pdf.packed_file import PackedFile
from atlas_gui.exchange.pdf.plain_pdf import (
    PlainObject,
    PlainPdf,
    array_of,
    outside_strings,
    references,
)

_TEXT = b"""#set document(title: "One")
#for n in range(40) {
  heading("(" + str(n) + " 0 R)")
  pagebreak()
}
"""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    made = typst.compile(_TEXT, pdf_standards=["a-3a", "ua-1"])
    assert isinstance(made, bytes)
    return made


def test_every_object_is_found_by_its_number(pdf: bytes) -> None:
    plain = PlainPdf(pdf)
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert plain.size == len(opened.objects) + 1
        assert len(plain.pages()) == len(opened.pages)
        assert [page.objgen[0] for page in opened.pages] == plain.pages()
        assert opened.Root.objgen[0] == plain.root
    for number in plain:
        found = plain[number]
        assert found.text.startswith((b"<<", b"["))
        assert not found.stream or found.stream.endswith(b"endstream")


SPOILERS: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _data: b"",
    "end lost": lambda data: data[:-20],
    "half": lambda data: data[: len(data) // 2],
    "no table": lambda data: data.replace(b"xref", b"xrfe"),
    "moved": lambda data: b"x" + data,
}


@pytest.mark.parametrize("spoil", SPOILERS.values(), ids=SPOILERS)
def test_what_typst_would_not_write_is_refused(pdf: bytes, spoil: Callable[[bytes], bytes]) -> None:
    def read() -> list[PlainObject]:
        plain = PlainPdf(spoil(pdf))
        return [plain[number] for number in plain]

    with pytest.raises(ValueError, match=r"table|object"):
        read()


def test_strings_may_say_anything() -> None:
    text = rb"[1 0 R(a 1 0 R (1 0 R) \( 1 0 R)1 0 R/Alt()1 0 R]"
    changed = outside_strings(text, lambda part: part.replace(b"1", b"9"))
    assert changed == rb"[9 0 R(a 1 0 R (1 0 R) \( 1 0 R)9 0 R/Alt()9 0 R]"
    assert outside_strings(b"1 0 R", lambda part: part.replace(b"1", b"9")) == b"9 0 R"


def test_arrays_and_references() -> None:
    assert references(array_of(b"<</K[12 0 R 7 3 0 R]/P 9 0 R>>", b"K")) == [12, 3]
    with pytest.raises(ValueError, match="no array"):
        array_of(b"<</K 12 0 R>>", b"K")


def test_a_packed_file_holds_every_object(pdf: bytes) -> None:
    plain = PlainPdf(pdf)
    file = PackedFile()
    for number in plain:
        file.add(number, plain[number])
    packed = file.finish(plain.root, plain.info, plain.size)
    with (
        pikepdf.open(BytesIO(pdf)) as before,
        pikepdf.open(BytesIO(packed)) as after,
    ):
        assert after.check_pdf_syntax() == []
        assert len(after.pages) == len(before.pages)
        assert str(after.Root.StructTreeRoot.RoleMap) == str(before.Root.StructTreeRoot.RoleMap)
        for one, other in zip(before.pages, after.pages, strict=True):
            assert one.Contents.read_bytes() == other.Contents.read_bytes()
    assert len(packed) < len(pdf)


def test_the_same_objects_give_the_same_file() -> None:
    def made() -> bytes:
        file = PackedFile()
        file.add(1, PlainObject(b"<</Type/Catalog/Pages 2 0 R>>"))
        file.add(2, PlainObject(b"<</Type/Pages/Count 0/Kids[]>>"))
        return file.finish(1, 2, 3)

    assert made() == made()
