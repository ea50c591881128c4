"""From records to a PDF: what to export and how, beside the pages as they will be saved."""
