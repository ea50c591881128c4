"""`atlas-gui import`: take other people's data into a library; docs/command-line.md describes it."""

import argparse
import sys
from pathlib import Path

import msgspec

from atlas_gui import paths
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.plan import ImportReport, plan_import
from atlas_gui.exchange.importing.plan.report_file import report_data, report_lines, save_report
from atlas_gui.exchange.importing.profile import Profile, find_profile, fitting_profile, profiles
from atlas_gui.exchange.importing.reading import format_of, open_table
from atlas_gui.exchange.importing.rows import FileWishes
from atlas_gui.files import could_not_save, replace_file
from atlas_gui.i18n import _
from atlas_gui.progress import Progress

_LINES = 20


def import_file(arguments: argparse.Namespace) -> int:
    """Import a file, or with `dry_run` only say what that would do; 1 if a row was refused."""
    wishes = _wishes(arguments)
    profile = _profile(arguments, wishes)
    if profile is not None:
        wishes = _over(profile.file, wishes)
    progress = _shown_progress()
    with plan_import(arguments.file, arguments.into, profile, wishes, progress) as plan:
        report = plan.report
        if not arguments.dry_run:
            report = plan.accept(remove_gone=arguments.remove_gone, progress=progress)
    _end_progress()
    if arguments.report is not None:
        save_report(report, arguments.report)
    _print(report, as_data=arguments.json)
    return 1 if report.count(Outcome.REFUSED) else 0


def list_profiles(arguments: argparse.Namespace) -> int:
    """Print every profile by name, or write one to a file to begin another from."""
    shelf = profiles(paths.reader_dir())
    if arguments.copy is not None:
        name, target = arguments.copy
        for one in shelf:
            if one.profile.profile.name == name:
                _copy(one.path, Path(target))
                return 0
        find_profile(name, paths.reader_dir())
    if arguments.json:
        answer = [
            msgspec.to_builtins(one.profile.profile) | {"own": one.own, "path": str(one.path)}
            for one in shelf
        ]
        print(msgspec.json.format(msgspec.json.encode(answer), indent=1).decode())
        return 0
    for one in shelf:
        print(f"{one.profile.profile.name}\n    {one.profile.profile.title}")
    return 0


def _copy(path: Path, target: Path) -> None:
    try:
        replace_file(target, path.read_bytes())
    except OSError as error:
        raise could_not_save(target, error) from error
    print(_("Saved: {path}").format(path=target))


def _wishes(arguments: argparse.Namespace) -> FileWishes:
    return FileWishes(
        format=arguments.format,
        encoding=arguments.encoding,
        delimiter=arguments.delimiter,
        sheet=arguments.sheet,
    )


def _over(own: FileWishes, wished: FileWishes) -> FileWishes:
    """What the command line says goes before what the profile says."""
    said = {name: held for name in wished.__struct_fields__ if (held := getattr(wished, name))}
    return msgspec.structs.replace(own, **said)


def _profile(arguments: argparse.Namespace, wishes: FileWishes) -> Profile | None:
    """The profile that was named, or else the one that fits the columns of the file."""
    reader = paths.reader_dir()
    if arguments.profile is not None:
        return find_profile(arguments.profile, reader)
    if format_of(arguments.file) in ("library", "pdf"):
        return None
    table = open_table(arguments.file, wishes)
    try:
        profile = fitting_profile(table.columns, reader)
        columns = ", ".join(table.columns[:12]) + (" …" if len(table.columns) > 12 else "")
    finally:
        table.close()
    if profile is None:
        names = ", ".join(one.profile.profile.name for one in profiles(reader))
        raise AtlasError(
            _(
                "No profile fits the columns of “{path}” ({columns}). Name one with --profile"
                " ({names}), or make one in the window with File ▸ Import…"
            ).format(path=arguments.file, columns=columns, names=names)
        )
    print(_("Profile: {name}").format(name=profile.profile.name), file=sys.stderr)
    return profile


def _shown_progress() -> Progress:
    """Tells how far it is on a terminal, where somebody waits; elsewhere nothing."""
    watched = sys.stderr.isatty()
    last = -1

    def show(done: int, total: int, /) -> None:
        nonlocal last
        percent = 100 * done // max(total, 1)
        if watched and percent != last:
            last = percent
            print(f"\r{percent} %", end="", file=sys.stderr, flush=True)

    return show


def _end_progress() -> None:
    if sys.stderr.isatty():
        print("\r      \r", end="", file=sys.stderr, flush=True)


def _print(report: ImportReport, *, as_data: bool) -> None:
    if as_data:
        print(msgspec.json.format(msgspec.json.encode(report_data(report)), indent=1).decode())
        return
    for line in report_lines(report, _LINES):
        print(line)
