"""What leaves Atlas: a record as a PDF that can be filed and cited.

`report` says what stands in the document, `fonts` which typefaces this machine has for it,
`pdf_export` sets and saves it. Nothing here is loaded before a reader asks for an export.
"""
