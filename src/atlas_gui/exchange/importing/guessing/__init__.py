"""Proposals for a file that no profile knows; the reader decides."""
