"""The one span that axis, lanes and overview strip all show, and how it moves."""

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal, Slot

from atlas_gui.timeline.span import (
    SHORTEST_DAYS,
    Span,
    between,
    centred,
    clamp,
    fit,
    pan,
    zoom,
)

_LIMIT_MARGIN = 0.03
_EMPTY = Span(693_596.0, 740_000.0)
_GLIDE_MS = 240


class ShownSpan(QObject):
    """Holds the span within its limits; `changed` carries the new span, and only a new one.

    `animates` says whether far moves glide; they jump for readers who want less motion. `extent` is
    the time there is anything in, None without a date at all.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.animates = False
        self._span = _EMPTY
        self._limits = _EMPTY
        self._results = _EMPTY
        self.extent: Span | None = None
        self._before_search: Span | None = None
        self._expected: Span | None = None
        self._from = self._to = _EMPTY
        self._glide = QVariantAnimation(self)
        self._glide.setDuration(_GLIDE_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._glide.setStartValue(0.0)
        self._glide.setEndValue(1.0)
        self._glide.valueChanged.connect(self._on_glide)

    @property
    def span(self) -> Span:
        """What is shown now."""
        return self._span

    @property
    def target(self) -> Span:
        """What will be shown when nothing moves any more."""
        return self._to if self._moves else self._span

    @property
    def limits(self) -> Span:
        """The whole time there is anything to show of, with a margin."""
        return self._limits

    @property
    def _moves(self) -> bool:
        return self._glide.state() == QVariantAnimation.State.Running

    def set_extent(self, results: Span | None, whole: Span | None, *, searched: bool) -> None:
        """Take over what was found and the whole library's time.

        A search shows its own range; without one, the reader is back where they were before.
        """
        found = fit([results], _LIMIT_MARGIN) if results else None
        all_time = [extent for extent in (results, whole) if extent is not None]
        self.extent = fit(all_time, 0.0)
        self._limits = fit(all_time, _LIMIT_MARGIN) or _EMPTY
        known, self._results = self._results, found or self._limits
        expected, self._expected = self._expected, None
        if searched and (expected or self._results != known):
            self._before_search = self._before_search or self.target
            self.glide_to(expected or self._results)
        elif not searched:
            back, self._before_search = self._before_search, None
            self.glide_to(back or self.target)

    def expect(self, span: Span) -> None:
        """Let the next search show `span` instead of what it finds: the reader asked for that time."""
        self._expected = span

    def set(self, span: Span) -> None:
        """Show `span` at once, or what the limits leave of it."""
        self._glide.stop()
        self._show(span)

    def glide_to(self, span: Span) -> None:
        """Move to `span`, or to what the limits leave of it, before the reader's eyes."""
        wanted = clamp(span, self._limits)
        if not self.animates or wanted == self._span:
            self.set(wanted)
            return
        self._glide.stop()
        self._from, self._to = self._span, wanted
        self._glide.start()

    def finish(self) -> None:
        """Be where the glide leads at once."""
        if self._moves:
            self.set(self._to)

    def zoom(self, factor: float, anchor: float | None = None) -> None:
        """Show `factor` times as much, with the day `anchor`, or else the middle, kept in place."""
        self.finish()
        span = self._span
        factor = max(factor, min(SHORTEST_DAYS / span.length, 1.0))
        self.set(zoom(span, factor, span.middle if anchor is None else anchor))

    def pan(self, days: float) -> None:
        """Move towards later by `days`."""
        self.finish()
        self.set(pan(self._span, days))

    def fit_all(self) -> None:
        """Show everything that was found; everything there is if that is shown already."""
        shows_results = self.target == clamp(self._results, self._limits)
        self.glide_to(self._limits if shows_results else self._results)

    def fit(self, extent: Span) -> None:
        """Show `extent` with room around it."""
        self.glide_to(fit([extent], 0.5) or extent)

    def zoom_into(self, extent: Span) -> None:
        """Show `extent` with room around it, unless that would show no less than now."""
        wanted = fit([extent], 0.5) or extent
        if wanted.length < self.target.length:
            self.glide_to(wanted)

    def reveal(self, extent: Span) -> None:
        """Bring `extent` into view, at the same zoom if it fits."""
        shown = self.target
        if extent.length > shown.length:
            if not shown.overlaps(extent):
                self.fit(extent)
        elif not shown.contains(extent):
            self.glide_to(centred(shown, extent.middle))

    def _show(self, span: Span) -> None:
        wanted = clamp(span, self._limits)
        if wanted != self._span:
            self._span = wanted
            self.changed.emit(wanted)

    @Slot(object)
    def _on_glide(self, part: float) -> None:
        self._show(self._to if part >= 1.0 else between(self._from, self._to, part))
