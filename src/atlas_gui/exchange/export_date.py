"""The day that an export is dated with."""

import datetime as dt
import os


def export_date() -> dt.date:
    """The day to date an export with: today, unless SOURCE_DATE_EPOCH fixes another."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    return dt.datetime.now().astimezone().date()
