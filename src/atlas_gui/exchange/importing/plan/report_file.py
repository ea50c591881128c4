"""The report of an import in words, as a table, and as data."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import msgspec

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.display_text import one_line
from atlas_gui.exchange.importing.findings import OUTCOMES, Finding, Outcome
from atlas_gui.exchange.importing.plan.report import ImportReport, LabelToSettle
from atlas_gui.exchange.tables.cells import guarded, single_line
from atlas_gui.files import could_not_save, replace_file
from atlas_gui.i18n import _, ngettext

SUFFIXES = (".txt", ".csv", ".json")
_COLUMNS = ("what", "row", "record", "title", "column", "before", "after", "reason")


def report_data(report: ImportReport) -> dict[str, object]:
    """The report as `--json` prints it; docs/command-line.md lists the keys."""
    plain: dict[str, object] = msgspec.to_builtins(report)
    counts = {str(outcome): report.count(outcome) for outcome in Outcome}
    return plain | {"counts": counts}


def report_lines(report: ImportReport, most: int | None = None) -> Iterator[str]:
    """The report in words; of each list at most `most` entries."""
    yield _summary(report)
    for heading, entries in _lists(report):
        if not entries:
            continue
        yield ""
        yield f"{heading} ({len(entries):,})"
        for entry in entries[:most]:
            yield f"  {entry}"
        if most is not None and len(entries) > most:
            yield "  " + _("… and {count:,} more").format(count=len(entries) - most)


def _summary(report: ImportReport) -> str:
    rows = ngettext("{count:,} row", "{count:,} rows", report.rows).format(count=report.rows)
    words = _(
        "{rows} read: {added:,} records new, {changed:,} changed, {same:,} as they were, "
        "{gone:,} no longer in the file."
    )
    told = words.format(
        rows=rows,
        added=len(report.added),
        changed=len(report.changed),
        same=report.unchanged,
        gone=len(report.gone),
    )
    if report.saved:
        saved = _("Saved: {path}").format(path=one_line(report.library))
    elif report.changes_nothing:
        saved = _("The library says all of that already; nothing was written.")
    else:
        saved = _("Nothing was written.")
    return f"{told}\n{saved}"


def _lists(report: ImportReport) -> Iterator[tuple[str, list[str]]]:
    for outcome, heading in OUTCOMES.items():
        found = [one for one in report.findings if one.outcome is outcome]
        yield _(heading), [_finding_line(one) for one in found]
    yield (
        _("Labels to settle"),
        [_label_line(one) for one in report.to_settle],
    )
    yield _("Columns that the profile does not use"), [one_line(name) for name in report.unused]
    yield (
        _("Changed"),
        [
            f"{one.id} · {one_line(field.heading)}: {_said(field.before)} → {_said(field.after)}"
            for one in report.changed
            for field in one.fields
        ],
    )
    yield _("New"), [f"{one.id} · {one_line(one.title)}" for one in report.added]
    yield _("No longer in the file"), [f"{one.id} · {one_line(one.title)}" for one in report.gone]


def _said(text: str) -> str:
    return f"“{one_line(text)}”" if text else _("nothing")


def _label_line(one: LabelToSettle) -> str:
    words = ngettext(
        "{column}: “{label}”, once, in row {rows}",
        "{column}: “{label}”, {count:,} times, first in row {rows}",
        one.count,
    )
    return words.format(
        column=one_line(one.column),
        label=one_line(one.label),
        count=one.count,
        rows=", ".join(map(str, one.rows)) or "–",
    )


def _finding_line(finding: Finding) -> str:
    place = _("row {row}").format(row=finding.row) if finding.row else _("the file")
    column = f", {one_line(finding.column)}" if finding.column else ""
    value = f" “{one_line(finding.value)}”" if finding.value else ""
    return f"{place}{column}:{value} {one_line(finding.reason)}"


def _table(report: ImportReport) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for row in _table_rows(report):
        writer.writerow([guarded(single_line(cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _table_rows(report: ImportReport) -> Iterator[tuple[str, ...]]:
    for one in report.findings:
        yield (
            str(one.outcome), str(one.row or ""), one.record, "", one.column, one.value, "", one.reason,
        )  # fmt: skip
    for label in report.to_settle:
        rows = ", ".join(map(str, label.rows))
        yield ("to-settle", rows, "", "", label.column, label.label, "", str(label.count))
    for changed in report.changed:
        for field in changed.fields:
            yield (
                "changed", str(changed.row), changed.id, changed.title, field.part,
                field.before, field.after, "",
            )  # fmt: skip
    for what, named in (("added", report.added), ("gone", report.gone)):
        for each in named:
            yield (what, str(each.row or ""), each.id, each.title, "", "", "", "")


def save_report(report: ImportReport, path: Path) -> None:
    """Save the report as text, CSV or JSON, by the name of the file. Raises AtlasError."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise AtlasError(
            _("A report is saved as a file that ends in {suffixes}.").format(
                suffixes=", ".join(SUFFIXES)
            )
        )
    if suffix == ".json":
        content = msgspec.json.format(msgspec.json.encode(report_data(report)), indent=1)
    elif suffix == ".csv":
        content = _table(report)
    else:
        content = ("\n".join(report_lines(report)) + "\n").encode()
    try:
        replace_file(path, content)
    except OSError as error:
        raise could_not_save(path, error) from error
