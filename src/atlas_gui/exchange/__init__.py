"""What leaves Atlas so that it can be filed, cited and calculated with, and comes back as data.

`report` says what stands in a document, `pdf` sets it in type and saves it. Nothing here is loaded
before a reader asks for it.
"""
