"""Notebooks that leave and come back: as JSON for programs, as Markdown for people."""

from atlas_gui.exchange.notebook.json_file import encode_json
from atlas_gui.exchange.notebook.markdown_file import encode_markdown
from atlas_gui.exchange.notebook.reading import NotebookPart, read_notebook_file

__all__ = ["NotebookPart", "encode_json", "encode_markdown", "read_notebook_file"]
