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


PLAIN, BOLD, MUTED = Style(), Style(bold=True), Style(muted=True)
SMALL = Style(muted=True, scale=0.88)
TITLE = Style(bold=True, scale=1.45)
WARNING, WARNING_BOLD = Style(warning=True), Style(warning=True, bold=True)
# A heading, and what stands under it, side by side.
COLUMNS = (
    QTextLength(QTextLength.Type.FixedLength, 104),
    QTextLength(QTextLength.Type.PercentageLength, 100),
)


class Writer:
    """Writes a document from top to bottom."""

    def __init__(self, document: QTextDocument, palette: Palette) -> None:
        self._document = document
        self._palette = palette
        self._cursor = QTextCursor(document)
        # One edit block for the whole page: else every piece of text lays out its table again.
        self._block = QTextCursor(document)
        self._block.beginEditBlock()
        self._fresh = True

    def finish(self) -> None:
        """The document is whole; nothing may be written any more."""
        self._block.endEditBlock()

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
        look = self._char_format(style)
        look.setForeground(QColor(self._palette.link))
        look.setAnchor(True)
        look.setAnchorHref(link.href)
        self._insert(text, look)

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

    def begin_table(self, rows: int, widths: Sequence[QTextLength], *, lines: bool) -> QTextTable:
        """A table as wide as the page; `lines` separates rows by hairlines."""
        look = QTextTableFormat()
        look.setColumnWidthConstraints(list(widths))
        look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        look.setBorder(0)
        look.setCellSpacing(0)
        look.setCellPadding(0)
        look.setTopMargin(4)
        table = self._cursor.insertTable(rows, len(widths), look)
        for row in range(rows):
            for column in range(len(widths)):
                self._format_cell(table, row, column, len(widths), lines)
        return table

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

    def _format_cell(
        self, table: QTextTable, row: int, column: int, columns: int, lines: bool
    ) -> None:
        look = QTextTableCellFormat()
        look.setTopPadding(5 if lines else 1.5)
        look.setBottomPadding(5 if lines else 1.5)
        look.setRightPadding(0 if column == columns - 1 else 10)
        if lines:
            look.setTopBorder(1)
            look.setTopBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            look.setTopBorderBrush(QColor(self._palette.line))
        table.cellAt(row, column).setFormat(look)

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

    def _insert(self, text: str, look: QTextCharFormat) -> None:
        self._cursor.insertText(shown_text(text).replace("\n", "\N{LINE SEPARATOR}"), look)
