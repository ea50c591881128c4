"""The sums of what is shown: in the status bar, and in a window of their own."""
