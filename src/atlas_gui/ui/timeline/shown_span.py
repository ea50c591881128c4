"""The one span that axis, lanes and overview strip all show."""

from PySide6.QtCore import QObject, Signal

from atlas_gui.timeline.span import Span, centred, clamp, fit, pan, zoom

_LIMIT_MARGIN = 0.03
_EMPTY = Span(693_596.0, 740_000.0)


class ShownSpan(QObject):
    """Holds the span within its limits; `changed` carries the new span, and only a new one."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._span = _EMPTY
        self._limits = _EMPTY
        self._wish: Span | None = None

    @property
    def span(self) -> Span:
        """What is shown now."""
        return self._span

    @property
    def limits(self) -> Span:
        """The whole time there is anything to show of, with a margin."""
        return self._limits

    def set_extent(self, extent: Span | None) -> None:
        """Take over a new whole; whoever saw all of the old one will see all of the new one.

        What the reader chose to see is remembered: a search that finds little narrows the span only
        until the next one finds more.
        """
        self._limits = fit([extent], _LIMIT_MARGIN) or _EMPTY if extent else _EMPTY
        self._show(self._wish or self._limits)

    def set(self, span: Span) -> None:
        """Show `span`, or what the limits leave of it."""
        self._show(span)
        self._wish = None if self._span == self._limits else self._span

    def _show(self, span: Span) -> None:
        wanted = clamp(span, self._limits)
        if wanted != self._span:
            self._span = wanted
            self.changed.emit(wanted)

    def zoom(self, factor: float, anchor: float | None = None) -> None:
        """Show `factor` times as much, with the day `anchor`, or else the middle, kept in place."""
        self.set(zoom(self._span, factor, self._span.middle if anchor is None else anchor))

    def pan(self, days: float) -> None:
        """Move towards later by `days`."""
        self.set(pan(self._span, days))

    def fit_all(self) -> None:
        """Show the whole."""
        self.set(self._limits)

    def fit(self, extent: Span) -> None:
        """Show `extent` with room around it."""
        self.set(fit([extent], 0.5) or extent)

    def reveal(self, extent: Span) -> None:
        """Bring `extent` into view, at the same zoom if it fits."""
        if extent.length > self._span.length:
            if not self._span.overlaps(extent):
                self.fit(extent)
        elif not self._span.contains(extent):
            self.set(centred(self._span, extent.middle))
