"""A planned import between two threads: whoever gives up first lets go of the library."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from atlas_gui.exchange.importing.findings import Finding
from atlas_gui.exchange.importing.plan import ImportPlan, plan_import
from atlas_gui.exchange.importing.plan.preview import PreviewLine
from atlas_gui.exchange.importing.plan.report import ChangedRecord, FieldChange
from atlas_gui.exchange.importing.profile import Profile
from atlas_gui.exchange.importing.rows import FileWishes
from atlas_gui.progress import CancelledError, Progress


class Planned(NamedTuple):
    """A plan, its first records in words, and what was found in each row."""

    plan: ImportPlan
    lines: tuple[PreviewLine, ...]
    findings: Mapping[int, Sequence[Finding]]
    changes: Sequence[tuple[ChangedRecord, FieldChange]]


class PlanSlot:
    """Holds at most one plan. `make` runs on another thread, `drop` on any."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._wanted = 0
        self._plan: ImportPlan | None = None

    def expect(self) -> int:
        """Drop what there is; the number that `make` has to be given for the next."""
        self.drop()
        with self._lock:
            return self._wanted

    def make(
        self,
        number: int,
        path: Path,
        into: Path,
        profile: Profile | None,
        wishes: FileWishes | None,
        progress: Progress,
    ) -> Planned:
        """Plan, unless somebody else is expected by then. Raises what `plan_import` raises."""
        plan = plan_import(path, into, profile, wishes, progress)
        try:
            planned = _in_words(plan)
        except BaseException:
            plan.close()
            raise
        with self._lock:
            if number == self._wanted:
                self._plan = plan
                return planned
        plan.close()
        raise CancelledError

    def drop(self) -> None:
        """Let go of the library, also if the plan is still being made."""
        with self._lock:
            self._wanted += 1
            plan, self._plan = self._plan, None
        if plan is not None:
            plan.close()


def _in_words(plan: ImportPlan) -> Planned:
    """What the preview shows, put in order here, where it holds nobody up."""
    findings: dict[int, list[Finding]] = {}
    for finding in plan.report.findings:
        findings.setdefault(finding.row, []).append(finding)
    changes = [(one, field) for one in plan.report.changed for field in one.fields]
    return Planned(plan, plan.preview(), findings, changes)
