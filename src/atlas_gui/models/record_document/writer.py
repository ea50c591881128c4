"""Puts text into a document with the formats of the detail pane."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from atlas_gui.models.record_document.links import Link
from atlas_gui.models.record_document.shown_text import shown_text


class Palette(NamedTuple):
    """Colours of the document, as `#rrggbb`; `mark` is the ground of matched words."""

    text: str
    muted: str
    line: str
    link: str
    mark: str
    warning_bg: str
    warning_text: str
    rung_done: str
    rung_open: str


class Style(NamedTuple):
    """How a run of text looks; `scale` is relative to the document's font."""

    bold: bool = False
    muted: bool = False
    warning: bool = False
    scale: float = 1.0


class Run(NamedTuple):
    """A run of text in one style, perhaps a link."""

    text: str
    style: Style = Style()
    link: Link | None = None


Row = Sequence[Sequence[Run]]

PLAIN, BOLD, MUTED = Style(), Style(bold=True), Style(muted=True)
SMALL = Style(muted=True, scale=0.88)
TITLE = Style(bold=True, scale=1.45)
WARNING, WARNING_BOLD = Style(warning=True), Style(warning=True, bold=True)
# A heading, and what stands under it, side by side.
COLUMNS = (
    QTextLength(QTextLength.Type.FixedLength, 104),
    QTextLength(QTextLength.Type.PercentageLength, 100),
)


# Qt lays out a table as a whole, and what is out of sight only later: so a long one is several.
_ROWS_AT_ONCE = 25


class Writer:
    """Writes a document from top to bottom."""

    def __init__(self, document: QTextDocument, palette: Palette) -> None:
        self._document = document
        self._palette = palette
        # Laid out once it is whole: by then its view is known, and a long page is quicker.
        document.setLayoutEnabled(False)
        self._cursor = QTextCursor(document)
        # One edit block for the whole page: else every piece of text lays out its table again.
        self._block = QTextCursor(document)
        self._block.beginEditBlock()
        self._fresh = True

    def finish(self) -> None:
        """The document is whole; nothing may be written any more."""
        self._block.endEditBlock()
        self._document.setLayoutEnabled(True)

    def paragraph(self, above: float = 0.0, below: float = 0.0, heading: int = 0) -> None:
        """Begin a paragraph; distances in pixels; `heading` 1 to 6 for readers of structure."""
        block = QTextBlockFormat()
        block.setTopMargin(above)
        block.setBottomMargin(below)
        block.setHeadingLevel(heading)
        block.setLineHeight(112, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        # Each paragraph in the direction of its own script.
        block.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if self._fresh:
            self._cursor.setBlockFormat(block)
            self._fresh = False
        else:
            self._cursor.insertBlock(block)

    def text(self, text: str, style: Style = PLAIN) -> None:
        """Add text to the paragraph."""
        self._insert(text, self._char_format(style))

    def link(self, text: str, link: Link, style: Style = PLAIN) -> None:
        """Add text that leads somewhere."""
        self._insert(text, self._link_format(link, style))

    def run(self, run: Run) -> None:
        """Add a run of text, a link or not."""
        if run.link is None:
            self.text(run.text, run.style)
        else:
            self.link(run.text, run.link, run.style)

    def target(self, name: str) -> None:
        """Name this place, so that a pane can scroll to it."""
        look = self._char_format(PLAIN)
        look.setAnchor(True)
        look.setAnchorNames([name])
        # A name needs a character to stand on; this one has no width.
        self._cursor.insertText("\N{ZERO WIDTH SPACE}", look)

    def object(self, object_type: int, drawing: QPyTextObject) -> None:
        """Add a drawing; one of a type in a document."""
        drawing.setParent(self._document)
        self._document.documentLayout().registerHandler(object_type, drawing)
        look = QTextCharFormat()
        look.setObjectType(object_type)
        self._cursor.insertText("\N{OBJECT REPLACEMENT CHARACTER}", look)

    def begin_table(
        self, rows: int, widths: Sequence[QTextLength], *, lines: bool, above: float = 4
    ) -> QTextTable:
        """A table as wide as the page; `lines` separates rows by hairlines."""
        look = QTextTableFormat()
        look.setColumnWidthConstraints(list(widths))
        look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        look.setBorder(0)
        look.setCellSpacing(0)
        look.setCellPadding(0)
        look.setTopMargin(above)
        table = self._cursor.insertTable(rows, len(widths), look)
        for column in range(len(widths)):
            cell = self._cell_format(column, len(widths), lines)
            for row in range(rows):
                table.cellAt(row, column).setFormat(cell)
        return table

    def long_table(self, rows: Sequence[Row], widths: Sequence[QTextLength]) -> None:
        """A table with hairlines between its rows, written at once, of any length.

        Each row has a cell for each of `widths`, each cell its runs of text.
        """
        looks: dict[tuple[Style, str], QTextCharFormat] = {}
        for first in range(0, len(rows), _ROWS_AT_ONCE):
            piece = rows[first : first + _ROWS_AT_ONCE]
            table = self.begin_table(len(piece), widths, lines=True, above=0 if first else 4)
            self.cell(table, 0, 0)
            block = self._cursor.blockFormat()
            for number, row in enumerate(piece):
                for column, runs in enumerate(row):
                    if number or column:
                        self._cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
                        self._cursor.setBlockFormat(block)
                    for run in runs:
                        self._insert(run.text, self._look_of(run, looks))
            self.end_table()

    def cell(self, table: QTextTable, row: int, column: int) -> None:
        """Go on writing in a cell."""
        self._cursor = table.cellAt(row, column).firstCursorPosition()
        block = QTextBlockFormat()
        block.setLineHeight(112, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._cursor.setBlockFormat(block)

    def end_table(self) -> None:
        """Go on writing below the table."""
        self._cursor = QTextCursor(self._document)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)

    def begin_box(self) -> None:
        """A box that warns."""
        look = QTextFrameFormat()
        look.setBackground(QColor(self._palette.warning_bg))
        look.setPadding(9)
        look.setTopMargin(12)
        look.setBottomMargin(2)
        self._cursor.insertFrame(look)
        self._fresh = True

    def end_box(self) -> None:
        """Go on writing below the box."""
        self.end_table()

    def _cell_format(self, column: int, columns: int, lines: bool) -> QTextTableCellFormat:
        look = QTextTableCellFormat()
        look.setTopPadding(5 if lines else 1.5)
        look.setBottomPadding(5 if lines else 1.5)
        look.setRightPadding(0 if column == columns - 1 else 10)
        if lines:
            look.setTopBorder(1)
            look.setTopBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            look.setTopBorderBrush(QColor(self._palette.line))
        return look

    def _char_format(self, style: Style) -> QTextCharFormat:
        colours = self._palette
        colour = colours.muted if style.muted else colours.text
        look = QTextCharFormat()
        look.setForeground(QColor(colours.warning_text if style.warning else colour))
        look.setFontWeight(QFont.Weight.DemiBold if style.bold else QFont.Weight.Normal)
        look.setProperty(
            QTextFormat.Property.FontPointSize,
            self._document.defaultFont().pointSizeF() * style.scale,
        )
        return look

    def _link_format(self, link: Link, style: Style) -> QTextCharFormat:
        look = self._char_format(style)
        look.setForeground(QColor(self._palette.link))
        look.setAnchor(True)
        look.setAnchorHref(link.href)
        return look

    def _look_of(
        self, run: Run, looks: dict[tuple[Style, str], QTextCharFormat]
    ) -> QTextCharFormat:
        """The format of a run; making one takes longer than writing with it."""
        key = (run.style, run.link.href if run.link else "")
        if key not in looks:
            style = run.style
            looks[key] = (
                self._link_format(run.link, style) if run.link else self._char_format(style)
            )
        return looks[key]

    def _insert(self, text: str, look: QTextCharFormat) -> None:
        self._cursor.insertText(shown_text(text).replace("\n", "\N{LINE SEPARATOR}"), look)
