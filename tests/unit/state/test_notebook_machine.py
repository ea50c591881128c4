"""Any acts, undone and done again, over any restarts, leave what a plain model of a notebook says."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PySide6.QtCore import QCoreApplication
from support.notebooks import notebook_in

RECORDS = st.sampled_from(["a", "b", "c"])
TAGS = st.sampled_from(["x", "X", "y"])
NOTES = st.sampled_from(["", "n", "m\nm"])
Model = dict[str, dict[str, object]]


class Keeping(RuleBasedStateMachine):
    """Any acts in any order, with ends and restarts, beside plain dictionaries."""

    @initialize()
    def begin(self) -> None:
        QCoreApplication.instance() or QCoreApplication([])
        self.place = TemporaryDirectory()
        self.folder = Path(self.place.name)
        self.state = notebook_in(self.folder)
        self.models: list[Model] = [{}]
        self.at = 0

    def teardown(self) -> None:
        if hasattr(self, "place"):
            self.place.cleanup()

    def _now(self) -> Model:
        return self.models[self.at]

    def _done(
        self, record: str, change: Callable[[dict[str, object]], None], changed: bool
    ) -> None:
        blank: dict[str, object] = {"star": False, "tags": {}, "note": "", "listed": False}
        item = {
            key: (dict(v) if isinstance(v, dict) else v)
            for key, v in self._now().get(record, blank).items()
        }
        change(item)
        wanted = {**self._now(), record: item}
        if item == blank:
            del wanted[record]
        assert changed == (wanted != self._now())
        if changed:
            self.models = [*self.models[: self.at + 1], wanted]
            self.at += 1

    @rule(record=RECORDS, on=st.booleans())
    def star(self, record: str, on: bool) -> None:
        changed = self.state.set_starred({record: ""}, on=on)
        self._done(record, lambda item: item.update(star=on), changed)

    @rule(record=RECORDS, text=NOTES)
    def note(self, record: str, text: str) -> None:
        changed = self.state.set_note(record, "", text)
        self._done(record, lambda item: item.update(note=text), changed)

    @rule(record=RECORDS, on=st.booleans())
    def list_it(self, record: str, on: bool) -> None:
        changed = self.state.set_listed({record: ""}, on=on)
        self._done(record, lambda item: item.update(listed=on), changed)

    @rule(record=RECORDS, tag=TAGS, on=st.booleans())
    def tag(self, record: str, tag: str, on: bool) -> None:
        changed = self.state.set_tag({record: ""}, tag, on=on)

        def change(item: dict[str, object]) -> None:
            tags = item["tags"]
            assert isinstance(tags, dict)
            tags.update({tag.casefold(): 1}) if on else tags.pop(tag.casefold(), None)

        self._done(record, change, changed)

    @rule()
    def undo(self) -> None:
        self.state.undo()
        self.at = max(self.at - 1, 0)

    @rule()
    def redo(self) -> None:
        self.state.redo()
        self.at = min(self.at + 1, len(self.models) - 1)

    @rule(settled=st.booleans())
    def restart(self, settled: bool) -> None:
        if settled:
            assert self.state.finish() == ()
        self.state = notebook_in(self.folder)
        assert not self.state.notice

    @precondition(lambda self: hasattr(self, "state"))
    @invariant()
    def agrees(self) -> None:
        found = {
            kept.record: {
                "star": kept.starred,
                "tags": {tag.casefold(): 1 for tag in kept.tags},
                "note": kept.note,
                "listed": kept.reading is not None,
            }
            for kept in self.state.notebook.entries.values()
        }
        assert found == self._now()
        notebook = self.state.notebook
        assert notebook.starred == {key for key, item in found.items() if item["star"]}
        assert notebook.noted == {key for key, item in found.items() if item["note"]}
        for tag in ("x", "y"):
            assert notebook.tagged(tag) == {
                kept.record
                for kept in notebook.entries.values()
                if tag in map(str.casefold, kept.tags)
            }
        assert (len(notebook.done), len(notebook.undone)) == (
            self.at,
            len(self.models) - 1 - self.at,
        )


Keeping.TestCase.settings = settings(max_examples=25, stateful_step_count=25)
TestKeeping = Keeping.TestCase
