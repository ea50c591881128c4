"""Names that the log and those who report to it agree on."""

# What Qt says comes under this name.
QT_LOGGER = "qt"
# Whoever sets this sees what is otherwise only in the log, uncleaned, on standard error.
DEBUG_VARIABLE = "ATLAS_DEBUG"
