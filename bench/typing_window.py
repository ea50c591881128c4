"""A measured process: opens the real window, types into its search field, and says how it went.

`python -m bench.typing_window LIBRARY` prints milliseconds of every key as one line of JSON. Each
key comes an eighth of a second after the one before. `right` is the time until list, tree, facets
and total show what the engine answers, `painted` until that has been painted, `pause` the longest
stretch in which the event loop did nothing else, `processor` the processor's time for the key alone,
whoever else keeps the machine busy, and `floor` the engine's bare answer.
"""

import argparse
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from atlas_gui import paths
from atlas_gui.app import make_application, run_window
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.keeping import IndexFolder
from atlas_gui.search.query import parse
from atlas_gui.store import open_library
from atlas_gui.ui.main_window import MainWindow
from bench.bare_engine import milliseconds
from bench.pinning import pin_to_first_core
from bench.typed_key import Key
from bench.typed_texts import prefixes, typed_texts
from bench.window_look import TREE_FIELDS, WindowLook, wrongs_of

_BETWEEN_KEYS = 0.125
_REST = 0.5
_TICK = 1
_REPEATS = 3
_FEW = 4
_PATIENCE = 900.0
# The kept index is there a moment before the window answers by it.
_SETTLING = 3.0
_SIZE = (1_440, 900)


class Typist(QObject):
    """Types, and watches the window meanwhile: a look after each key, then at every tick."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._look = WindowLook(window)
        (self._field,) = window.findChildren(QLineEdit, "search_field")
        self._key: Key | None = None
        self._last_tick = time.perf_counter()
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.setInterval(_TICK)
        self._clock.timeout.connect(self._tick)
        window.installEventFilter(self)
        self.keys: list[Key] = []

    def type(self, text: str) -> None:
        """Type a text into the empty field, from its first key to a while after the last one."""
        self._field.setFocus()
        self._field.clear()
        _wait(_REST)
        self._last_tick = time.perf_counter()
        self._clock.start()
        due = time.perf_counter()
        for start in prefixes(text):
            self._press(start)
            due += _BETWEEN_KEYS
            _wait(due - time.perf_counter())
            # Should anything have changed without a word, it counts as late.
            self._note()
        self._clock.stop()
        self._key = None

    def shown_wholly(self) -> tuple[list[str], dict[str, int]]:
        """The whole list and the whole tree as they are now."""
        return self._look.every_id(), self._look.every_pair()

    def _press(self, start: str) -> None:
        busy = time.process_time()
        key = Key(start, time.perf_counter())
        self._key = key
        self.keys.append(key)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, start[-1])
            QCoreApplication.sendEvent(self._field, event)
        key.handled = time.perf_counter()
        key.processor = time.process_time() - busy
        self._note()

    def _tick(self) -> None:
        now = time.perf_counter()
        if self._key is not None:
            gap = now - self._last_tick - _TICK / 1_000
            self._key.longest = max(self._key.longest, gap)
            if self._look.stirred:
                self._note()
        # The look itself is no pause of the window's.
        self._last_tick = time.perf_counter()

    def _note(self) -> None:
        moment = time.perf_counter()
        self._look.stirred = False
        look, key = self._look.now(), self._key
        if key is not None and (not key.looks or key.looks[-1][1] != look):
            key.looks.append((moment, look))

    # Qt calls this.

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        key = self._key
        if event.type() == QEvent.Type.UpdateRequest and key is not None:
            # After this event, so that the painting itself is done.
            QTimer.singleShot(0, lambda: key.paints.append(time.perf_counter()))
        return False


class Session(QObject):
    """What happens once the window is there: typing, comparing, printing, closing."""

    def __init__(self, library: Path, texts: Sequence[str], *, compares: bool) -> None:
        super().__init__()
        self._library = library
        self._texts = texts
        self._compares = compares
        self.failed = False

    def run(self) -> None:
        """Do all of it; whatever goes wrong ends the process, as the window would only tell of it."""
        try:
            self._run()
        except Exception:  # noqa: BLE001  the boundary at which any failure ends the process
            traceback.print_exc()
            os._exit(1)

    def _run(self) -> None:
        windows = QApplication.topLevelWidgets()
        (window,) = (found for found in windows if isinstance(found, MainWindow))
        window.resize(*_SIZE)
        window.activateWindow()
        _wait_until(lambda: any(paths.index_dir().glob("*")))
        _wait(_SETTLING)
        typist = Typist(window)
        seen = []
        for text in self._texts:
            typist.type(text)
            seen.append((text, *typist.shown_wholly()))
        keys = [key.as_dict() for key in typist.keys]
        if self._compares:
            index = self._index()
            wrongs = _wrongs(typist.keys, seen, index)
            for key in keys:
                key["floor"] = _bare(index, key["text"])
            self.failed = bool(wrongs)
            print(*wrongs, sep="\n", file=sys.stderr)
        print(json.dumps({"keys": keys}), flush=True)
        window.close()

    def _index(self) -> SearchIndex:
        """The index that the window has, a second time: what it may remember is not shared."""
        library = open_library(self._library)
        data = IndexFolder(paths.index_dir()).load(library)
        if data is None:
            raise RuntimeError("the window kept no index")
        index = SearchIndex(library, data)
        index.prepare()
        return index


def main() -> int:
    """Open, type, compare, print; 1 if the window showed something that is not so."""
    parser = argparse.ArgumentParser(prog="python -m bench.typing_window", description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--few", action="store_true", help="type little and compare nothing")
    parser.add_argument("--texts", type=int, metavar="N", help="type the first N texts alone")
    arguments = parser.parse_args()
    pin_to_first_core()
    make_application().setCursorFlashTime(0)
    texts = typed_texts()[: _FEW if arguments.few else arguments.texts]
    session = Session(arguments.library, texts, compares=not arguments.few)
    QTimer.singleShot(0, session.run)
    return run_window(arguments.library) or int(session.failed)


def _wrongs(
    keys: Sequence[Key], seen: Sequence[tuple[str, list[str], dict[str, int]]], index: SearchIndex
) -> list[str]:
    """What the window showed after a key, or in whole after a text, that is not the answer."""
    wrongs = [wrong for key in keys for wrong in wrongs_of(key.looks[-1][1], key.text, index)]
    for text, ids, pairs in seen:
        result = index.search(parse(text))
        if ids != list(result.ids):
            wrongs.append(f"“{text}”: the list is not the answer")
        if not any(field.name in TREE_FIELDS for field in parse(text).fields):
            counted = {held.pair: held.total for held in index.counts(result).tree()}
            if pairs != {pair: count for pair, count in counted.items() if count}:
                wrongs.append(f"“{text}”: the tree's counts are not the answer's")
    return wrongs


def _bare(index: SearchIndex, text: str) -> float:
    """Milliseconds of the bare answer: every id that was found, in order."""
    took = [milliseconds(lambda: index.search(parse(text)).ids) for _ in range(_REPEATS)]
    return sorted(took)[_REPEATS // 2]


def _wait(seconds: float) -> None:
    """Let the event loop run as it does while nobody types."""
    if seconds > 0:
        loop = QEventLoop()
        timer = QTimer(loop)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setSingleShot(True)
        timer.timeout.connect(loop.quit)
        timer.start(round(seconds * 1_000))
        loop.exec()


def _wait_until(done: Callable[[], bool]) -> None:
    """Let the event loop run until something is so; RuntimeError if it takes too long."""
    begun = time.perf_counter()
    while not done():
        if time.perf_counter() - begun > _PATIENCE:
            raise RuntimeError("the search index was not whole in time")
        _wait(0.02)


if __name__ == "__main__":
    sys.exit(main())
