"""What stands in a PDF, as plain data for the template: of one record, or of many as a dossier.

Everything is already text in the reader's words; the template decides only how it looks.
"""
