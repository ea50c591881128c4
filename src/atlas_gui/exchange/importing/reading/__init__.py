"""Makes rows of files that other programs wrote; what could not be taken as it stood is told."""

from atlas_gui.exchange.importing.reading.formats import format_of
from atlas_gui.exchange.importing.reading.opening import open_table
from atlas_gui.exchange.importing.reading.sampling import Sample, sample

__all__ = ["Sample", "format_of", "open_table", "sample"]
