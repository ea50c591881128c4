"""A dossier as it comes out: pages in the contents, notes and sources numbered through, links that arrive."""

import datetime as dt
import hashlib
import io
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from support.libraries import date_claim, evidence, library_of, record
from support.places import SHIPPED_LIBRARY

from atlas_gui.domain.library import Library
from atlas_gui.exchange.pdf import dossier_setting
from atlas_gui.exchange.pdf.binding import GOTO
from atlas_gui.exchange.pdf.dossier_setting import typeset_dossier
from atlas_gui.exchange.pdf.making import dossier_pdf
from atlas_gui.exchange.report.document import record_report
from atlas_gui.exchange.report.document_parts import Report
from atlas_gui.exchange.report.dossier import dossier_report
from atlas_gui.exchange.report.options import Notes, Paper, ReportOptions
from atlas_gui.exchange.report.wishes import DossierWish, Subject
from atlas_gui.progress import CancelledError
from atlas_gui.store import open_library

DAY = dt.date(2026, 11, 21)
FEW = 25


def report_of(library: Library, options: ReportOptions, count: int = FEW) -> Report:
    ids = tuple(library.records)[:count]
    return dossier_report(library, DossierWish(Subject.SELECTION, ids, len(ids)), DAY, options)


@pytest.fixture(scope="module")
def shipped() -> Library:
    return open_library(SHIPPED_LIBRARY)


@pytest.fixture(scope="module")
def report(shipped: Library) -> Report:
    return report_of(shipped, ReportOptions())


@pytest.fixture(scope="module")
def pdf(report: Report) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        # So that there are many pieces.
        patch.setattr(dossier_setting, "_ROWS_AT_ONCE", 30)
        return typeset_dossier(report, Paper.A4).pdf


@pytest.fixture(scope="module")
def reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


@pytest.fixture(scope="module")
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(pdf)) as held:
        yield held


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


def links(opened: pikepdf.Pdf) -> Iterator[Any]:
    for page in opened.pages:
        yield from page.get("/Annots", ())


def elements(opened: pikepdf.Pdf) -> Iterator[Any]:
    """Every element of the structure, in the order of reading."""

    def walk(element: Any) -> Iterator[Any]:
        if isinstance(element, pikepdf.Array):
            for kid in element:
                yield from walk(kid)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield element
            yield from walk(element.get("/K", pikepdf.Array()))

    yield from walk(opened.Root.StructTreeRoot.K)


def test_what_is_numbered_on_the_page_is_numbered_alike_in_the_viewer(
    reader: pypdf.PdfReader,
) -> None:
    labels = reader.page_labels
    front = labels.index("1")
    assert labels[:3] == ["i", "ii", "iii"]
    assert labels[front:] == [str(number) for number in range(1, len(labels) - front + 1)]
    for page, label in zip(reader.pages, labels, strict=True):
        assert f"Page {label}" in page.extract_text()


def test_contents_lead_to_the_page_they_name(report: Report, reader: pypdf.PdfReader) -> None:
    labels = reader.page_labels
    contents = squeezed(reader.pages[1].extract_text() + reader.pages[2].extract_text())
    targets = reader.named_destinations
    for part in report.records:
        page = reader.get_destination_page_number(targets[f"record-{part.number}"])
        assert page is not None
        assert squeezed(part.title.text) in squeezed(reader.pages[page].extract_text())
        assert squeezed(part.title.text) + labels[page] in contents


def test_notes_are_numbered_through_all_pieces(report: Report, opened: pikepdf.Pdf) -> None:
    count = sum(len(part.notes) for part in report.records)
    notes = {str(element.ID) for element in elements(opened) if str(element.S) == "/Note"}
    assert len(notes) == count


def test_the_number_of_the_last_note_is_their_count(
    report: Report, reader: pypdf.PdfReader
) -> None:
    count = sum(len(part.notes) for part in report.records)
    text = "".join(page.extract_text() for page in reader.pages)
    last = next(part for part in reversed(report.records) if part.notes).notes[-1]
    assert squeezed(f"{count} [{last.source}] {last.text}") in squeezed(text)


def test_sources_stand_once(report: Report, reader: pypdf.PdfReader) -> None:
    whole = squeezed("".join(page.extract_text() for page in reader.pages))
    for source in report.sources:
        assert whole.count(squeezed(f"[{source.number}] {source.before} {source.url}")) == 1


def test_every_link_leads_to_a_page_or_out(opened: pikepdf.Pdf, report: Report) -> None:
    pages = {page.objgen for page in opened.pages}
    addresses = {source.url for source in report.sources if source.url}
    found = 0
    for link in links(opened):
        found += 1
        assert GOTO not in str(link.get("/Contents", ""))
        if "/Dest" in link:
            target = link.Dest
            assert isinstance(target, pikepdf.Array) and target[0].objgen in pages
        else:
            assert str(link.A.URI) in addresses
    assert found > 100


def test_a_link_to_a_record_arrives_at_it_and_says_so(opened: pikepdf.Pdf, report: Report) -> None:
    names = opened.Root.Names.Dests.Names
    places = {str(names[at]): names[at + 1] for at in range(0, len(names), 2)}
    for part in report.records:
        words = f"{part.number}. {part.title.text}"
        led = [link for link in links(opened) if str(link.get("/Contents")) == words]
        assert led, words
        for link in led:
            place = places[f"record-{part.number}"]
            assert link.Dest[0].objgen == place[0].objgen
            assert list(link.Dest)[2:4] == list(place)[2:4]
    said = {str(link.Contents) for link in links(opened)}
    assert {f"Sources [{line.number}]" for line in report.sources} <= said


def test_keys_of_pages_and_links_lead_to_their_elements(opened: pikepdf.Pdf) -> None:
    root = opened.Root.StructTreeRoot
    numbers = list(root.ParentTree.Nums)
    keys = [int(key) for key in numbers[::2]]
    assert keys == sorted(set(keys))
    assert int(root.ParentTreeNextKey) > keys[-1]
    held = dict(zip(keys, numbers[1::2], strict=True))
    used = [int(page.StructParents) for page in opened.pages if "/StructParents" in page]
    used += [int(link.StructParent) for link in links(opened)]
    assert len(used) == len(set(used))
    assert set(used) <= set(keys)
    for page in opened.pages:
        for element in held[int(page.StructParents)]:
            assert str(element.Type) == "/StructElem"
    for link in links(opened):
        (own,) = [
            kid
            for kid in held[int(link.StructParent)].K
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
        ][:1]
        assert own.Obj.objgen[0]


def test_every_element_hangs_below_its_parent(opened: pikepdf.Pdf) -> None:
    for element in elements(opened):
        for kid in (
            element.get("/K", pikepdf.Array())
            if isinstance(element.get("/K"), pikepdf.Array)
            else ()
        ):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                assert kid.P.objgen == element.objgen


def test_identifiers_are_unique_and_all_in_the_tree(opened: pikepdf.Pdf) -> None:
    found = [str(element.ID) for element in elements(opened) if "/ID" in element]
    assert len(found) == len(set(found)) > 50
    names = [str(one) for one in list(opened.Root.StructTreeRoot.IDTree.Names)[::2]]
    assert names == sorted(names, key=str.encode)
    assert set(names) == set(found)


def test_cells_name_heads_of_their_own_table(opened: pikepdf.Pdf) -> None:
    heads = {str(e.ID) for e in elements(opened) if str(e.S) == "/TH"}
    for element in elements(opened):
        if str(element.S) == "/TD":
            named = [str(h) for attributes in element.A for h in attributes.get("/Headers", ())]
            assert set(named) <= heads


def test_headings_go_down_by_one_level_and_a_record_is_below_records(
    opened: pikepdf.Pdf, report: Report
) -> None:
    headings = [
        (int(str(element.S)[2:]), str(element.T))
        for element in elements(opened)
        if str(element.S)[:2] == "/H" and str(element.S)[2:].isdecimal()
    ]
    levels = [level for level, _title in headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    wanted = [part.title.text for part in report.records]
    assert [title for level, title in headings if level == 2] == wanted
    assert {title for level, title in headings if level == 3} >= {"Summary"}


def test_bookmarks_are_the_parts_and_below_records_each_of_them(
    report: Report, reader: pypdf.PdfReader
) -> None:
    parts = [one.title for one in reader.outline if not isinstance(one, list)]
    assert parts[:4] == ["Contents", "On the timeline", "All records", "Records"]
    assert parts[-3:] == ["Sources", "Parties", "About this document"]
    (below,) = [one for one in reader.outline if isinstance(one, list)]
    assert [one.title for one in below] == [
        f"{part.number}. {part.title.text}" for part in report.records
    ]


def test_the_file_is_sound_to_the_program_that_checks_files(opened: pikepdf.Pdf) -> None:
    assert opened.check_pdf_syntax() == []


def test_portions_keep_order_and_bounds(report: Report) -> None:
    portions = list(dossier_setting._portions(report.records))
    assert [part for portion in portions for part in portion] == list(report.records)
    for portion in portions:
        rows = sum(len(part.claims) + len(part.notes) for part in portion)
        assert len(portion) == 1 or rows <= dossier_setting._ROWS_AT_ONCE
        assert len(portion) <= dossier_setting._RECORDS_AT_ONCE


@pytest.mark.parametrize(
    "options",
    [
        ReportOptions(notes=Notes.END),
        ReportOptions(paper=Paper.LETTER, page_each=True),
        ReportOptions(sections=()),
    ],
)
def test_every_record_is_there_whatever_the_options(
    shipped: Library, options: ReportOptions
) -> None:
    report = report_of(shipped, options, 6)
    made = typeset_dossier(report, options.paper)
    reader = pypdf.PdfReader(io.BytesIO(made.pdf))
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    for part in report.records:
        assert squeezed(part.title.text) in text
        assert squeezed(part.permalink) in text


def test_each_record_begins_a_page_if_that_is_wanted(shipped: Library) -> None:
    options = ReportOptions(page_each=True)
    made = typeset_dossier(report_of(shipped, options, 8), Paper.A4)
    reader = pypdf.PdfReader(io.BytesIO(made.pdf))
    pages = [
        reader.get_destination_page_number(reader.named_destinations[f"record-{number}"])
        for number in range(1, 9)
    ]
    assert len(set(pages)) == 8


def test_a_dossier_of_one_record_without_any_claim_but_one_is_whole() -> None:
    library = library_of(record("a", claims=[date_claim("2001")], summary="x"))
    wish = DossierWish(Subject.PAIR, ("a",), 1, pair="CHN-CUB")
    reader = pypdf.PdfReader(io.BytesIO(dossier_pdf(library, wish, ReportOptions()).pdf))
    assert "Parties" in [one.title for one in reader.outline if not isinstance(one, list)]


def test_a_passage_of_several_records_is_a_note_in_each() -> None:
    library = library_of(*(record(f"r{number}") for number in range(3)))
    wish = DossierWish(Subject.SELECTION, tuple(library.records), 3)
    report = dossier_report(library, wish, DAY, ReportOptions())
    assert [len(part.notes) for part in report.records] == [1, 1, 1]
    assert len(report.sources) == len({evidence()["source"]})


def test_progress_counts_the_records_and_stops_where_it_is_told(shipped: Library) -> None:
    wish = DossierWish(Subject.SELECTION, tuple(shipped.records), len(shipped.records))
    told: list[tuple[int, int]] = []

    def stop_after_some(done: int, total: int) -> None:
        told.append((done, total))
        if done > 20:
            raise CancelledError

    threads = threading.active_count()
    with pytest.raises(CancelledError):
        dossier_pdf(shipped, wish, ReportOptions(), stop_after_some)
    assert told[0] == (0, 100)
    assert [done for done, _total in told] == sorted({done for done, _total in told})
    assert told[-1][0] < 100
    assert threading.active_count() == threads


def test_progress_ends_with_all(shipped: Library) -> None:
    told: list[tuple[int, int]] = []
    wish = DossierWish(Subject.SELECTION, tuple(shipped.records)[:8], 100)
    dossier_pdf(shipped, wish, ReportOptions(), lambda *numbers: told.append(numbers))
    assert told[-1] == (8, 8)


def test_a_report_of_one_record_is_no_dossier(library: Library) -> None:
    with pytest.raises(ValueError, match="no dossier"):
        typeset_dossier(record_report(library, library.records["bare"], DAY), Paper.A4)


MAKE = """
import hashlib, sys
from pathlib import Path
from atlas_gui.exchange.pdf.making import dossier_pdf, record_pdf
from atlas_gui.exchange.report.options import ReportOptions
from atlas_gui.exchange.report.wishes import DossierWish, Subject
from atlas_gui.store import open_library
library = open_library(Path(sys.argv[1]))
wish = DossierWish(Subject.SELECTION, tuple(library.records)[:30], 100)
record = next(iter(library.records.values()))
for made in (dossier_pdf(library, wish, ReportOptions()), record_pdf(library, record, ReportOptions())):
    print(hashlib.sha256(made.pdf).hexdigest())
"""


def test_the_same_records_and_day_give_the_same_bytes_in_every_process() -> None:
    found = []
    for seed in ("1", "2"):
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "PYTHONHASHSEED": seed}
        finished = subprocess.run(
            [sys.executable, "-c", MAKE, str(Path(SHIPPED_LIBRARY))],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        found.append(finished.stdout.split())
    assert found[0] == found[1]
    assert all(len(one) == hashlib.sha256().digest_size * 2 for one in found[0])
