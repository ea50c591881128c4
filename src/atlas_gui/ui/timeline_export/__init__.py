"""The timeline on paper and on the clipboard: a sheet of it, saved as SVG, PDF or PNG, or copied."""
