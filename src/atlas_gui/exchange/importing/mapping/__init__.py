"""Makes records of rows, by a profile."""
