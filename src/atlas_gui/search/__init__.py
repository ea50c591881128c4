"""Finding records: the query as a value, the index, and where the words of a query stand in a text."""
