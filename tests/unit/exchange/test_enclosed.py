"""Records inside a PDF: found, read whole, and refused in one sentence if anything is wrong."""

import json
import logging
import os
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from support.enclosed_pdf import (
    bomb,
    packed,
    pdf_attaching,
    pdf_by_hand,
    pdf_of,
    save_pdf_of,
    stream,
)
from support.hostile import hostile_library
from support.libraries import Plain, plain_library, record, write
from support.places import SHIPPED_LIBRARY

from atlas_gui.exchange import attachment, enclosed
from atlas_gui.exchange.enclosed import EnclosedError, library_in_pdf
from atlas_gui.exchange.pdf.making import dossier_pdf, record_pdf
from atlas_gui.exchange.report.options import ReportOptions
from atlas_gui.exchange.report.wishes import DossierWish, Subject
from atlas_gui.progress import CancelledError
from atlas_gui.store import open_library

SHIPPED = open_library(SHIPPED_LIBRARY)
IDS = list(SHIPPED.records)
SOUND = json.dumps(plain_library(record("one"), record("two"))).encode()


def _refusal(content: bytes, folder: Path) -> str:
    path = folder / "letter.pdf"
    path.write_bytes(content)
    with pytest.raises(EnclosedError) as caught:
        library_in_pdf(path)
    assert str(path) in caught.value.message
    assert "\n" not in caught.value.message
    return caught.value.message.replace(str(path), "letter.pdf")


def _ids_in(content: bytes, folder: Path) -> list[str]:
    path = folder / "letter.pdf"
    path.write_bytes(content)
    return list(library_in_pdf(path).records)


def _plain_inside(plain: object) -> bytes:
    return pdf_attaching(packed(json.dumps(plain).encode()))


@pytest.mark.parametrize("count", [1, 7, 100])
def test_what_went_in_comes_out_equal(tmp_path: Path, count: int) -> None:
    ids = IDS[:count]
    library = library_in_pdf(save_pdf_of(SHIPPED, ids, tmp_path / "dossier.pdf"))
    assert list(library.records) == ids
    assert all(library.records[one] == SHIPPED.records[one] for one in ids)
    assert library.info == SHIPPED.info
    assert [library.permalink(one) for one in ids] == [SHIPPED.permalink(one) for one in ids]


def test_what_atlas_exports_comes_out_equal(tmp_path: Path) -> None:
    ids = tuple(IDS[5:25])
    wish = DossierWish(subject=Subject.SELECTION, ids=ids, of=len(IDS))
    path = tmp_path / "dossier.pdf"
    path.write_bytes(dossier_pdf(SHIPPED, wish, ReportOptions()).pdf)
    library = library_in_pdf(path)
    assert {one: library.records[one] for one in library.records} == {
        one: SHIPPED.records[one] for one in ids
    }
    for one in ids[:3]:
        path.write_bytes(record_pdf(SHIPPED, SHIPPED.records[one], ReportOptions()).pdf)
        assert dict(library_in_pdf(path).records) == {one: SHIPPED.records[one]}


def test_hostile_text_comes_out_as_it_was(tmp_path: Path) -> None:
    library = open_library(write(hostile_library(), tmp_path))
    path = save_pdf_of(library, list(library.records), tmp_path / "hostile.pdf")
    assert dict(library_in_pdf(path).records) == dict(library.records)


@pytest.mark.parametrize(
    "catalogue",
    [
        b"/AF [4 0 R]",
        b"/AF 9 0 R",
        b"/Names << /EmbeddedFiles << /Names [(atlas-records.json) 4 0 R] >> >>",
        b"/Names << /EmbeddedFiles << /Names [(a) 2 0 R (atlas-records.json) 4 0 R] >> >>",
        b"/Names << /EmbeddedFiles << /Kids [6 0 R 7 0 R] >> >>",
        b"/AF [2 0 R 8 0 R null 4 0 R]",
    ],
)
def test_the_attachment_is_found_wherever_it_may_stand(tmp_path: Path, catalogue: bytes) -> None:
    more = {
        6: b"<< /Names [(aaa) 2 0 R] >>",
        7: b"<< /Names [(atlas-records.json) 4 0 R] >>",
        8: b"<< /Type /Filespec /UF (other.json) /EF << /F 3 0 R >> >>",
        9: b"[4 0 R]",
    }
    content = pdf_attaching(packed(SOUND), catalogue=catalogue, more=more)
    assert _ids_in(content, tmp_path) == ["one", "two"]


def test_it_need_not_be_packed(tmp_path: Path) -> None:
    assert _ids_in(pdf_attaching(stream(SOUND)), tmp_path) == ["one", "two"]


def test_what_another_program_has_saved_again_is_read(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    again = BytesIO()
    PdfWriter(clone_from=PdfReader(BytesIO(pdf_of(SHIPPED, IDS[:3])))).write(again)
    assert _ids_in(again.getvalue(), tmp_path) == IDS[:3]


@pytest.mark.parametrize("packed_tables", [True, False])
def test_a_document_of_very_many_parts_is_read(tmp_path: Path, *, packed_tables: bool) -> None:
    """As qpdf saves it, which binds long dossiers: with tables in streams, or without."""
    pikepdf = pytest.importorskip("pikepdf")
    modes = pikepdf.ObjectStreamMode
    with pikepdf.open(BytesIO(pdf_of(SHIPPED, IDS[:3]))) as pdf:
        parts = (pdf.make_indirect(pikepdf.Array([n, n])) for n in range(20_000))
        pdf.Root.Parts = pikepdf.Array(parts)
        pdf.Root.Places = pikepdf.Array(range(150_000))
        saved = BytesIO()
        pdf.save(saved, object_stream_mode=modes.generate if packed_tables else modes.disable)
    assert _ids_in(saved.getvalue(), tmp_path) == IDS[:3]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "“letter.pdf” is not a PDF."),
        (b"<!DOCTYPE html><html></html>", "“letter.pdf” is not a PDF."),
        (SOUND, "“letter.pdf” is not a PDF."),
        (b"%PDF-1.7\n", "“letter.pdf” is cut off: its end is missing."),
        (pdf_of(SHIPPED, IDS[:1])[:-500], "“letter.pdf” is cut off: its end is missing."),
        (b"%PDF-1.7\nstartxref\n9\n%%EOF", "“letter.pdf” is damaged."),
        (pdf_by_hand({1: b"<< /Type /Catalog >>"}), "“letter.pdf” holds no records"),
        (pdf_attaching(packed(SOUND), name="data.json"), "“letter.pdf” holds no records"),
        (pdf_attaching(packed(SOUND), catalogue=b""), "“letter.pdf” holds no records"),
        (pdf_attaching(b"<< >>"), "“letter.pdf” holds no records"),
        (pdf_attaching(b"null"), "“letter.pdf” holds no records"),
        (pdf_attaching(bomb(1_000)), "“letter.pdf” holds more than Atlas would put into a PDF"),
        (pdf_attaching(stream(b" " * 33_000_000)), "“letter.pdf” holds more than Atlas would"),
        (pdf_attaching(stream(b"no" * 50, b"/Filter /FlateDecode")), "“letter.pdf” is damaged."),
        (pdf_attaching(stream(b"no", b"/Filter /LZWDecode")), "“letter.pdf” is damaged."),
        (pdf_attaching(stream(b"no", b"/Filter /JBIG2Decode")), "“letter.pdf” is damaged."),
        (
            pdf_attaching(stream(b"no", b"/Filter [/FlateDecode /FlateDecode]")),
            "“letter.pdf” is damaged.",
        ),
        (pdf_attaching(packed(b"")), "cannot be read: “atlas-records.json” is empty"),
        (pdf_attaching(packed(b"[]")), "“atlas-records.json” is not an Atlas library"),
        (pdf_attaching(packed(b"[" * 100_000)), "cannot be read: “atlas-records.json” is"),
        (
            pdf_attaching(packed(b'{"meta":' * 100_000)),
            "cannot be read: “atlas-records.json” is",
        ),
        (pdf_attaching(packed(SOUND[:-9])), "is damaged: Unterminated string starting at line 1"),
        (pdf_attaching(packed(b'{"meta": {"1": NaN}}')), "“atlas-records.json” is damaged"),
        (pdf_attaching(packed(b'{"meta": "\xff"}')), "not UTF-8 text: line 1, column 11"),
        (_plain_inside(plain_library() | {"records": {}}), "“letter.pdf” holds an empty list"),
        (_plain_inside({"records": {}}), "its table “meta” must describe the library"),
    ],
    ids=lambda value: value[-40:] if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    assert sentence in _refusal(content, tmp_path)


def _with(table: str, key: str, **parts: object) -> Plain:
    plain = plain_library(record("one"), record("two"))
    plain[table][key] |= parts
    return plain


@pytest.mark.parametrize(
    ("plain", "sentence"),
    [
        (
            _with("meta", "1", schema_version=7),
            "was written for schema 7; this Atlas reads up to 1",
        ),
        (_with("records", "2", kind="bargain"), "1 record is damaged: records/2: Invalid enum"),
        (_with("records", "2", id="one"), "1 record is damaged: records/one: Another record"),
        (_with("records", "2", extra=1), "records/2: Object contains unknown field `extra`"),
        (_with("countries", "2", names={}), "countries/2: Expected"),
    ],
)
def test_records_that_are_not_sound_are_refused_by_their_place(
    tmp_path: Path, plain: Plain, sentence: str
) -> None:
    assert sentence in _refusal(_plain_inside(plain), tmp_path)


def test_a_reason_that_quotes_the_file_stays_short_and_plain(tmp_path: Path) -> None:
    plain = _with("records", "2", kind="\x1b[31m\n\u202e" + "x" * 100_000)
    message = _refusal(_plain_inside(plain), tmp_path)
    assert len(message) < 700
    assert message.replace("\u200b", "").isprintable()


def test_a_wrong_checksum_is_damage(tmp_path: Path) -> None:
    content = bytearray(zlib.compress(SOUND))
    content[-1] ^= 1
    damaged = pdf_attaching(stream(bytes(content), b"/Filter /FlateDecode"))
    assert "“letter.pdf” is damaged." in _refusal(damaged, tmp_path)
    cut = pdf_attaching(stream(zlib.compress(SOUND)[:-6], b"/Filter /FlateDecode"))
    assert "“letter.pdf” is damaged." in _refusal(cut, tmp_path)


def test_a_tree_of_names_in_a_ring_ends(tmp_path: Path) -> None:
    catalogue = b"/Names << /EmbeddedFiles 6 0 R >>"
    for kids in (b"[6 0 R]", b"[6 0 R 6 0 R 6 0 R]", b"[7 0 R 7 0 R]"):
        more = {6: b"<< /Kids %s >>" % kids, 7: b"<< /Kids [6 0 R 6 0 R] >>"}
        content = pdf_attaching(packed(SOUND), catalogue=catalogue, more=more)
        message = _refusal(content, tmp_path)
        assert "holds no records" in message or "holds more than" in message


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_document_is_refused(tmp_path: Path, password: str) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf_of(SHIPPED, IDS[:1]))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    encrypted = BytesIO()
    writer.write(encrypted)
    assert "“letter.pdf” is encrypted." in _refusal(encrypted.getvalue(), tmp_path)


@pytest.mark.parametrize("name", ["missing.pdf", "folder.pdf", "queue.pdf", "nu\x00ll.pdf"])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.pdf").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "queue.pdf")
    with pytest.raises(EnclosedError, match=r"cannot be read|is not a file"):
        library_in_pdf(tmp_path / name)


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enclosed, "_MOST_FILE_BYTES", 20_000)
    assert "is too large" in _refusal(pdf_of(SHIPPED, IDS[:9]), tmp_path)


def test_reading_ends_when_its_time_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachment, "_MOST_SECONDS", -1.0)
    assert "holds more than Atlas would" in _refusal(pdf_of(SHIPPED, IDS[:9]), tmp_path)


def test_damage_is_not_told_line_by_line_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        _refusal(b"%PDF-1.7\nxref\n0 x\nstartxref\n9\n%%EOF", tmp_path)
    assert not caplog.records


@pytest.mark.parametrize("calls", [1, 2, 3])
def test_reading_can_be_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: int
) -> None:
    monkeypatch.setattr(attachment, "_SECONDS_A_WORD", -1.0)
    told: list[int] = []

    def stop(done: int, _total: int) -> None:
        told.append(done)
        if len(told) == calls:
            raise CancelledError

    with pytest.raises(CancelledError):
        library_in_pdf(save_pdf_of(SHIPPED, IDS[:9], tmp_path / "nine.pdf"), stop)
    assert len(told) == calls
