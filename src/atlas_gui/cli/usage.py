"""Wrong usage that the parser of arguments cannot see."""

from atlas_gui.errors import AtlasError


class UsageError(AtlasError):
    """Arguments that are fine one by one and make no sense together; exit status 2."""
