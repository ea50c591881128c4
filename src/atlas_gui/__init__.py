"""Atlas: an offline reference browser for relations between two countries."""

__version__ = "0.1.0"
