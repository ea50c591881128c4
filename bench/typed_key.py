"""One key that was typed: what the window showed after it, and from when on."""

from typing import Any

from bench.window_look import Look


class Key:
    """One key: when it came, when it was dealt with, and what the window showed from then on."""

    def __init__(self, text: str, begun: float) -> None:
        self.text = text
        self.begun = begun
        self.handled = 0.0
        self.processor = 0.0
        self.looks: list[tuple[float, Look]] = []
        self.paints: list[float] = []
        self.longest = 0.0

    def right(self) -> float:
        """When the window came to show what it showed in the end."""
        last = self.looks[-1][1]
        first = self.handled
        for moment, look in reversed(self.looks):
            if look != last:
                break
            first = moment
        return max(first, self.handled) - self.begun

    def painted(self) -> float:
        """When that had been painted; at once if nothing of it had to be."""
        right = self.begun + self.right()
        return next((moment for moment in self.paints if moment >= right), right) - self.begun

    def as_dict(self) -> dict[str, Any]:
        """Milliseconds by name."""
        times = {
            "right": self.right(),
            "painted": self.painted(),
            "pause": self.longest,
            "processor": self.processor,
        }
        return {"text": self.text, **{name: took * 1_000 for name, took in times.items()}}
