"""The package for Debian: the bundle without what Debian has itself."""
