"""Known vulnerabilities are faults; a database that does not answer is said and is none."""

from typing import Any

import audit
import pytest

_SOUND = {"name": "sound", "version": "1", "vulns": []}
_UNKNOWN = {"name": "unknown", "skip_reason": "not found"}
_BAD = {"name": "bad", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["3"]}]}


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (([], "no route"), 0, "cannot be reached (no route)"),
        (([_SOUND, _UNKNOWN], "not found"), 0, "1 of 2 locked packages looked up, 0 known"),
        (([_SOUND, _UNKNOWN], "not found"), 0, "cannot be reached (not found)"),
        (([_SOUND, _BAD], ""), 1, "bad 2: CVE-1 (mended in 3)"),
        (([_SOUND, _BAD], ""), 1, "2 of 2 locked packages looked up, 1 known"),
    ],
)
def test_what_was_found_is_said(
    answer: tuple[list[dict[str, Any]], str],
    status: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(audit, "ask", lambda: answer)
    assert audit.main() == status
    assert said in capsys.readouterr().out
