"""`atlas-gui export`: records as PDF, table or list of references, by the same way as from the window.

A single record needs little of Atlas; what only other exports need is loaded where they begin.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from atlas_gui.cli.usage import UsageError
from atlas_gui.domain.library import Library
from atlas_gui.domain.notebook import Entry as Kept
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.display_text import one_line
from atlas_gui.exchange.pdf.making import dossier_pdf, label_languages, record_pdf
from atlas_gui.exchange.pdf.typesetting import Made, save_pdf
from atlas_gui.exchange.report.options import Notes, Order, Paper, ReportOptions, Section
from atlas_gui.exchange.report.wishes import DossierWish, Subject
from atlas_gui.i18n import _, ngettext
from atlas_gui.store import open_library

if TYPE_CHECKING:  # a single record needs neither tables nor search
    from atlas_gui.exchange.tables.formats import Format
    from atlas_gui.search.query_parsing import Parsed
    from atlas_gui.search.result import SearchResult

PAPERS = {"a4": Paper.A4, "letter": Paper.LETTER}
_WORTH_TELLING = 20


class _Chosen(NamedTuple):
    """The library, and which of its records a command line is about."""

    library: Library
    wish: DossierWish


def export(arguments: argparse.Namespace) -> int:
    """Save what was asked for; characters that cannot be printed here are named on standard error."""
    form = _table_form(arguments)
    options = options_of(arguments)
    chosen = _chosen(arguments)
    if arguments.each:
        return _export_each(arguments, chosen, options)
    if form is not None:
        from atlas_gui.cli.table_command import save_as_table
        from atlas_gui.exchange.tables.formats import What

        what, wish = What(arguments.what), chosen.wish
        query = f"pair:{wish.pair} {wish.query}".strip() if wish.pair else wish.query
        return save_as_table(chosen.library, wish.ids, form, arguments.output, what, query)
    made = _made(chosen, options)
    if made.missing:
        from atlas_gui.exchange.pdf.missing import missing_in_words

        named = missing_in_words(made.missing)
        message = _("No font here has these characters; they are printed as codes. {names}")
        print(message.format(names=named), file=sys.stderr)
    save_pdf(made.pdf, arguments.output)
    print(_("Saved: {path}").format(path=arguments.output))
    return 0


def options_of(arguments: argparse.Namespace) -> ReportOptions:
    """What a command line says of a document; AtlasError for a language that there is not."""
    languages = label_languages()
    if arguments.language not in languages:
        raise UsageError(
            _("Documents can be labelled in {languages}, not in “{language}”.").format(
                languages=", ".join(languages), language=arguments.language
            )
        )
    return ReportOptions(
        paper=PAPERS[arguments.paper],
        language=arguments.language,
        sections=tuple(one for one in Section if one not in arguments.without),
        notes=Notes(arguments.notes),
        order=Order(arguments.order),
        page_each=arguments.page_each,
        notebook=arguments.notebook,
    )


def _table_form(arguments: argparse.Namespace) -> "Format | None":
    """The table or list of references that is asked for; None for a PDF. UsageError for nonsense."""
    if arguments.each and arguments.format not in (None, "pdf"):
        raise UsageError(_("--each saves PDFs; a table holds all records in one file."))
    named_pdf = arguments.format is None and arguments.output.suffix.lower() == ".pdf"
    form = None
    if not (arguments.each or named_pdf or arguments.format == "pdf"):
        from atlas_gui.cli.table_command import table_format

        form = table_format(arguments.format, arguments.output)
    if form is None and arguments.what != "records":
        raise UsageError(_("--what is for lists of references; a PDF has its sources anyway."))
    return form


def _made(chosen: _Chosen, options: ReportOptions) -> Made:
    """A record's document if one record was named, else a dossier."""
    library, wish = chosen
    if wish.subject is Subject.SELECTION and len(wish.ids) == 1:
        record_id = wish.ids[0]
        kept = _kept(options).get(record_id)
        return record_pdf(library, library.records[record_id], options, kept)
    _expect_any(chosen)
    return dossier_pdf(library, wish, options, _tell_progress, _kept(options))


def _kept(options: ReportOptions) -> Mapping[str, Kept]:
    """What the reader keeps about records, if that is to be printed."""
    if not options.notebook:
        return {}
    from atlas_gui import paths
    from atlas_gui.store.notebook import open_notebook

    return open_notebook(paths.reader_dir()).notebook.entries


def _expect_any(chosen: _Chosen) -> None:
    if not any(record_id in chosen.library.records for record_id in chosen.wish.ids):
        raise AtlasError(_("No record that can be read answers that; nothing was saved."))


def _chosen(arguments: argparse.Namespace) -> _Chosen:
    """The records by identifiers, or by a pair and a query."""
    searched = arguments.query is not None or arguments.pair is not None
    if bool(arguments.ids) == searched:
        raise UsageError(_("Name records by their identifiers, or else by --query or --pair."))
    if not searched:
        library = open_library(arguments.library)
        return _Chosen(library, _of_ids(library, arguments.ids))
    from atlas_gui.cli.search_command import heed_notebook, reading_of
    from atlas_gui.search.query import Query, read_query

    reading = reading_of(open_library(arguments.library))
    parsed = read_query(arguments.query or "")
    query = parsed.query
    heed_notebook(reading.index, query)
    if arguments.pair is None:
        found = reading.index.search(query)
        _tell_faults(parsed, found)
        of = len(reading.index)
        wish = DossierWish(Subject.SEARCH, tuple(found.ids), of, query=arguments.query)
        return _Chosen(reading.library, wish)
    pairs = reading.index.pairs_named(arguments.pair)
    if len(pairs) != 1:
        raise AtlasError(
            _("This library has no pair “{pair}”. Name it as in CHN-CUB.").format(
                pair=arguments.pair
            )
        )
    pair = next(iter(pairs)).id
    whole = reading.index.search(Query().with_field("pair", pair))
    found = reading.index.search(query.with_field("pair", pair)) if query.clauses else whole
    _tell_faults(parsed, found)
    wish = DossierWish(Subject.PAIR, tuple(found.ids), whole.total, pair, arguments.query or "")
    return _Chosen(reading.library, wish)


def _tell_faults(parsed: "Parsed", found: "SearchResult") -> None:
    """Say what of a query means nothing: what was found answers the rest of it alone."""
    faults = (*(fault.message for fault in parsed.faults), *found.faults)
    for fault in dict.fromkeys(faults):
        print(fault, file=sys.stderr)


def _of_ids(library: Library, ids: Sequence[str]) -> DossierWish:
    for record_id in ids:
        if record_id not in library.records:
            if library.damage_of(record_id):
                raise AtlasError(
                    _("The record “{id}” cannot be read. `atlas-gui check` tells why.").format(
                        id=one_line(record_id)
                    )
                )
            raise AtlasError(
                _("This library has no record “{id}”. `atlas-gui search` lists them.").format(
                    id=record_id
                )
            )
    chosen = tuple(dict.fromkeys(ids))
    return DossierWish(Subject.SELECTION, chosen, len(library.records))


def _export_each(arguments: argparse.Namespace, chosen: _Chosen, options: ReportOptions) -> int:
    """A PDF for each record; 1 if any of them failed."""
    from atlas_gui.exchange.pdf.batch import Existing, export_each

    _expect_any(chosen)
    batch = export_each(
        chosen.library,
        chosen.wish.ids,
        arguments.output,
        arguments.name,
        Existing(arguments.existing),
        options,
        _tell_progress,
        _kept(options),
    )
    for record_id, reason in batch.failed.items():
        print(_("{id}: {reason}").format(id=record_id, reason=reason), file=sys.stderr)
    saved = len(batch.saved)
    words = ngettext("{count:,} PDF saved in {folder}", "{count:,} PDFs saved in {folder}", saved)
    print(words.format(count=saved, folder=arguments.output))
    if batch.skipped:
        skipped = len(batch.skipped)
        words = ngettext(
            "{count:,} was there already and is as it was",
            "{count:,} were there already and are as they were",
            skipped,
        )
        print(words.format(count=skipped))
    return 1 if batch.failed else 0


def _tell_progress(done: int, total: int, /) -> None:
    """Tell somebody who waits at a terminal how many records are done."""
    if total >= _WORTH_TELLING and sys.stderr.isatty():
        message = _("Setting in type: {done:,} of {total:,} records").format(done=done, total=total)
        print(f"\r{message}", end="" if done < total else "\n", file=sys.stderr, flush=True)
