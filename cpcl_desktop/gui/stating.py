"""What is stated of the open case's sources, as their recorders' clocks and their cameras, and undo of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Signal

from cpcl_desktop.engine.records import Source
from cpcl_desktop.gui.changes import Changes
from cpcl_desktop.gui.jobs import Job
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.source_wording import stays_line
from cpcl_desktop.gui.steps import next_step

Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class Statement(Generic[Said]):
    """One kind of thing that is stated of sources.

    `known` is what a source says of it. `job` states it of sources by their numbers: all, or those alone of which
    what the last gives still holds. `line` tells of how many it was stated, or (False) taken back, `failed` that it
    was not.
    """

    known: Callable[[Source], Said]
    job: Callable[[Workspace, Mapping[int, Said], Mapping[int, Said] | None], Job]
    line: Callable[[int, bool], str]
    failed: str


@dataclass(frozen=True, slots=True, eq=False)
class _Step(Generic[Said]):
    """What was known of sources, by number, and what was stated of them then, all at once."""

    number: int
    before: Mapping[int, Said]
    after: Mapping[int, Said]


class Stating(Changes[_Step[Said]]):
    """States one kind of thing of sources of one case, one step after the other.

    Taken back or made again, what somebody else stated of a source since is left alone.
    """

    ended = Signal()  # something may be stated otherwise than before

    def __init__(self, statement: Statement[Said]) -> None:
        super().__init__()
        self._statement = statement
        self._taken_back = set[int]()  # steps, by number

    def state(self, sources: Sequence[Source], said: Mapping[int, Said]) -> None:
        """State this of sources, by their numbers, where it is not what these say already."""
        known = {source.id: self._statement.known(source) for source in sources}
        after = {number: value for number, value in said.items() if known[number] != value}
        if after:
            self._do(_Step(next_step(), {number: known[number] for number in after}, after))

    def forget(self, sources: Sequence[int]) -> None:
        """These were removed for good: nothing that was stated of them can be taken back."""
        for step in (*self.steps.made, *self.steps.taken_back):
            if step.after.keys() & set(sources):
                self.steps.forget(step)
        self.stepped.emit()

    def _carry_out(self, workspace: Workspace, step: _Step[Said], makes: bool) -> None:
        if not makes:
            self._taken_back.add(step.number)
        again = step.number in self._taken_back
        said, since = (step.after, step.before if again else None) if makes else (step.before, step.after)
        job = self._statement.job(workspace, said, since)
        job.succeeded.connect(
            lambda changed: self._on_stated(changed, 0 if since is None else len(said) - changed, makes)
        )
        job.failed.connect(lambda error: self._on_failed(step, error))
        job.cancelled.connect(lambda: self._forget(step))  # it waited, and the case was closed
        job.ended.connect(self.ended)
        job.start()
        self.stepped.emit()

    def _on_stated(self, changed: int, stays: int, makes: bool) -> None:
        told = [self._statement.line(changed, makes)] if changed else []
        told += [stays_line(stays)] if stays else []
        if told:
            self.said.emit(" ".join(told))

    def _on_failed(self, step: _Step[Said], error: Exception) -> None:
        self._forget(step)
        self.failed.emit(self._statement.failed, error)
