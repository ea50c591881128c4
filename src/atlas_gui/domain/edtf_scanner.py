"""Moving through the text of an EDTF date, character by character."""

from msgspec import Struct

from atlas_gui.domain.edtf_value import EdtfError
from atlas_gui.i18n import _

_QUALIFIERS = "?~%"
_DIGITS_OR_X = "0123456789X"


class Scanner(Struct):
    """A place in the text that moves on as the text is read.

    `begin` and `marks` are where the date being read begins and the qualifiers met in it.
    """

    text: str
    position: int = 0
    begin: int = 0
    marks: str = ""

    def begin_date(self) -> None:
        """Begin another date here."""
        self.begin = self.position
        self.marks = ""

    def peek(self) -> str:
        """The next character, or nothing at the end."""
        return self.text[self.position : self.position + 1]

    def skip(self, expected: str) -> bool:
        """Move over `expected` if it stands here, and say whether it did."""
        found = self.text.startswith(expected, self.position)
        self.position += len(expected) if found else 0
        return found

    def run(self, allowed: str) -> str:
        """Move over the longest run of `allowed` characters and return it."""
        begin = self.position
        while self.position < len(self.text) and self.text[self.position] in allowed:
            self.position += 1
        return self.text[begin : self.position]

    def qualifier(self) -> None:
        """Move over one qualifier, if there is one, and keep it in `marks`."""
        found = self.peek()
        if found and found in _QUALIFIERS:
            self.position += 1
            self.marks += found

    def number(self, digits: int, reason: str) -> str:
        """Move over a number of exactly that many digits, or raise EdtfError with `reason`."""
        begin = self.position
        found = self.run(_DIGITS_OR_X)
        if len(found) != digits:
            raise EdtfError(reason, begin)
        return found

    def end(self) -> None:
        """Raise EdtfError unless everything has been read."""
        if self.position < len(self.text):
            raise EdtfError(
                _("unexpected character “{character}”").format(character=self.peek()),
                self.position,
            )
