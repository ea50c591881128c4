"""The preview of a record's PDF: what will be saved, page by page."""

from atlas_gui.ui.pdf_preview.dialog import PdfPreviewDialog

__all__ = ["PdfPreviewDialog"]
