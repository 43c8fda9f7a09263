"""The labels of the open case: making, renaming and taking them away, and taking that back.

Which labels there are is read with decisions and marks, see `deciding`; who has one is a mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Signal

from cpcl_desktop.engine.case.labels import DIGITS
from cpcl_desktop.engine.case.records import Label
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.changes import Changes
from cpcl_desktop.gui.lanes.labels import LabelChange, LabelStep, Wish
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.steps import next_step

Then = Callable[[int], None]  # given a label's number


class Labelling(Changes[LabelStep]):
    """Changes labels of one case, one change after the other."""

    changed = Signal()  # there are others than before

    def make(self, wish: Wish, then: Then | None = None) -> None:
        """Make a label, and `then` do something with it."""
        self._change([LabelChange(None, wish)], then)

    def let(self, label: Label, wish: Wish | None) -> None:
        """Let a label be called so and be given by that key; None takes it away."""
        self.let_all([(label, wish)])

    def let_all(self, wanted: Iterable[tuple[Label, Wish | None]], new: Iterable[Wish] = ()) -> None:
        """Let labels be as is wanted, in this order, and make new ones: one step, which is taken back as one."""
        changes = [(Wish(label.name, label.digit), wish, label.label) for label, wish in wanted]
        made = [LabelChange(*change) for change in changes if change[0] != change[1]]
        self._change([*made, *(LabelChange(None, wish) for wish in new)])

    def _change(self, changes: Sequence[LabelChange], then: Then | None = None) -> None:
        if self._workspace is not None and changes:
            step = LabelStep(next_step(), changes)
            self.steps.add(step)
            self._start(self._workspace, step, True, then)

    def _carry_out(self, workspace: Workspace, step: LabelStep, makes: bool) -> None:
        self._start(workspace, step, makes)

    def _start(self, workspace: Workspace, step: LabelStep, makes: bool, then: Then | None = None) -> None:
        job = workspace.label_job(step, makes)
        job.failed.connect(lambda error: self._on_failed(step, error))
        job.succeeded.connect(self.changed)
        if then is not None:  # nothing in another case that was opened meanwhile
            job.succeeded.connect(lambda label: then(label) if workspace is self._workspace else None)
        job.start()
        self.stepped.emit()

    def _on_failed(self, step: LabelStep, error: Exception) -> None:
        self._forget(step)
        self.changed.emit()
        self.failed.emit(tr("The label was not changed"), error)


def by_digit(labels: Sequence[Label]) -> dict[int, Label]:
    """The labels that a key gives, by that."""
    return {one.digit: one for one in labels if one.digit in DIGITS}
