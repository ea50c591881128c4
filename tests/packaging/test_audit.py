"""Known vulnerabilities are faults; a database that does not answer is said and is none."""

from typing import Any

import audit
import pytest

_SOUND = {"name": "sound", "version": "1", "vulns": []}
_BAD = {"name": "bad", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["3"]}]}


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (None, 0, "cannot be reached"),
        ({"dependencies": [_SOUND]}, 0, "1 packages, 0 known"),
        ({"dependencies": [_SOUND, _BAD]}, 1, "bad 2: CVE-1 (mended in 3)"),
    ],
)
def test_what_was_found_is_said(
    answer: dict[str, Any] | None,
    status: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(audit, "ask", lambda: answer)
    assert audit.main() == status
    assert said in capsys.readouterr().out
