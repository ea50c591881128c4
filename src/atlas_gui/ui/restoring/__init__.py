"""Going back to an earlier state of a file, with a view of what that would change."""
