"""No test passes over a warning in the log: it was expected by name, or it is a failure."""

import logging
import re
from collections.abc import Iterator

import pytest


class LogGuard(logging.Handler):
    """Collects records from WARNING up and the patterns of those a test expects."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._seen: list[str] = []
        self._expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._seen.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def expect(self, pattern: str) -> None:
        """Let pass what matches `pattern`; it must come."""
        self._expected.append(pattern)

    def complaints(self) -> list[str]:
        """What came unexpected, and what was expected and did not come."""
        unexpected = [
            line for line in self._seen if not any(re.search(p, line) for p in self._expected)
        ]
        missing = [p for p in self._expected if not any(re.search(p, s) for s in self._seen)]
        return [f"unexpected: {line}" for line in unexpected] + [
            f"did not come: {pattern}" for pattern in missing
        ]


@pytest.fixture(autouse=True)
def log_guard() -> Iterator[LogGuard]:
    """Fail the test on a warning or error in the log that it did not expect."""
    guard = LogGuard()
    root = logging.getLogger()
    root.addHandler(guard)
    try:
        yield guard
    finally:
        root.removeHandler(guard)
    if complaints := guard.complaints():
        pytest.fail("The log: " + "; ".join(complaints), pytrace=False)
