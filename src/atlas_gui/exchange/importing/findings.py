"""What an import could not take as it stood: where, what, why, and what became of it."""

from enum import StrEnum

from msgspec import Struct

from atlas_gui.i18n import mark


class Outcome(StrEnum):
    """What became of the row or value that a finding is about."""

    REFUSED = "refused"
    AS_TEXT = "as-text"
    LEFT_OUT = "left-out"
    SUSPICIOUS = "suspicious"
    NOTE = "note"


# What each outcome is called; the order is from worst to mildest.
OUTCOMES: dict[Outcome, str] = {
    Outcome.REFUSED: mark("Row not imported"),
    Outcome.LEFT_OUT: mark("Value left out"),
    Outcome.AS_TEXT: mark("Kept as text"),
    Outcome.SUSPICIOUS: mark("Imported, looks wrong"),
    Outcome.NOTE: mark("Note"),
}


class Finding(Struct, frozen=True, omit_defaults=True):
    """One thing worth telling about one place of the imported file.

    `code` is a stable word for scripts; `row` the number a reader sees in the file's own program
    (line of a text file, row of a sheet, item of a list), 0 for the file as a whole; `column` the
    header as it stands, empty for the whole row; `value` what stands there, at most 200 characters.
    `reason` is one sentence in the reader's language. `record` is the identifier of the record the
    row became, if it became one.
    """

    code: str
    outcome: Outcome
    reason: str
    row: int = 0
    column: str = ""
    value: str = ""
    record: str = ""


SHOWN_LENGTH = 200


def clipped(value: object) -> str:
    """A value as a finding shows it: one line, not too long, without what steers a terminal."""
    text = "".join(sign if sign.isprintable() else " " for sign in str(value))
    return text if len(text) <= SHOWN_LENGTH else f"{text[: SHOWN_LENGTH - 1]}…"
