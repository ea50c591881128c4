"""Dragging records out of the window: citations as text, PDFs as files. Loaded when a drag begins."""
