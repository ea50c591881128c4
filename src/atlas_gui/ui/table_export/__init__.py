"""From the list of records to a table or a list of references in a file of the reader's."""
