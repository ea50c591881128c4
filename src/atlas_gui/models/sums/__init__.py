"""The sums of what is shown, as a reader sees them: in a line, as rows, and what was left out."""
