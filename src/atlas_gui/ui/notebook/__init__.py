"""The reader's notebook while browsing: the strip below a record, and what shows of it elsewhere."""
