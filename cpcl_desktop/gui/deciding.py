"""What is decided about passages, and taking it back: the decisions of the open case, and those of this session.

A key may be pressed before the decision of the one before it is stored. What it
means goes by what will stand then; what is stored as the state before it, and
so restored by undo, goes by what the case holds when its turn comes.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from cpcl_desktop.engine.case.marks import Marks
from cpcl_desktop.engine.case.records import Judgement, MarkKind
from cpcl_desktop.engine.errors import ServerError
from cpcl_desktop.engine.records import Hit
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.jobs import Job, Latest
from cpcl_desktop.gui.lanes.decision import NOTHING, Decided, Known, Said, Step, said_by
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.steps import Steps, next_step

NEWS_MS = 2000  # between looks at what others decide in the same case


@dataclass(frozen=True, slots=True, eq=False)
class _UnderWay:
    """A job in the decision lane, and what will be said of its passage when it is done."""

    step: Step
    makes: bool  # or takes back
    said: Said

    def decides_about(self, track: int) -> bool:
        """Whether it is a decision about this passage."""
        return self.step.mark is None and self.step.hit.track == track


class Deciding(QObject):
    """Decides about hits of one case. What is shown is `decisions`: what the case says."""

    decided = Signal(object)  # Decided: all that is decided now
    marked = Signal(object)  # Marks: all that stand now
    stepped = Signal()  # there is more or less to undo than before
    settled = Signal()  # nothing is under way any more
    failed = Signal(str, object)  # what was tried, the exception
    retraced = Signal(int)  # the passage whose decision undo or redo is about
    grown = Signal()  # something went into the log since it was read last, here or elsewhere

    def __init__(self) -> None:
        super().__init__()
        self.decisions: Decided = {}
        self.marks: Marks = {}
        self.looked_for = ""  # the last search's description, for which decisions are made
        self._workspace: Workspace | None = None
        self.steps: Steps[Step] = Steps()  # those that stand by number
        self._under_way: list[_UnderWay] = []
        self._batches = itertools.count(1)
        self._news = Latest()
        self._is_cut_off = False  # from the server of a team's case
        self._timer = QTimer(self, interval=NEWS_MS)
        self._timer.timeout.connect(self.look)

    def begin(self, workspace: Workspace) -> None:
        """Decide in this case from now on; `decided` tells what is decided in it already."""
        self.end()
        self._workspace, self._is_cut_off = workspace, False
        self._read()
        self._timer.start()

    def end(self) -> None:
        """The case is being closed; the lane stores what is under way, and a failure is still told."""
        self._timer.stop()
        self._news.cancel()
        self._workspace = None
        self.decisions, self.marks, self.looked_for = {}, {}, ""
        self.steps.clear()
        self._under_way = []

    @property
    def is_busy(self) -> bool:
        """Whether a decision is not stored yet."""
        return bool(self._under_way)

    def expected(self, hit: Hit) -> Said:
        """What is said of a hit's passage once all that is under way is stored."""
        coming = (one.said for one in reversed(self._under_way) if one.decides_about(hit.track))
        said = next(coming, None) or said_by(self.decisions.get(hit.track))
        return said if said.verdict else NOTHING

    @property
    def decided_tracks(self) -> set[int]:
        """The passages about which something is said once all that is under way is stored."""
        last = {one.step.hit.track: one.said for one in self._under_way if one.step.mark is None}
        tracks = {track for track, one in self.decisions.items() if one.verdict is not None}
        return (tracks - last.keys()) | {track for track, said in last.items() if said.verdict is not None}

    def judge(self, hit: Hit, verdict: Judgement | None) -> None:
        """Decide about a hit's passage, None to withdraw; nothing where that is said of it already."""
        self.judge_all([hit], verdict)

    def judge_all(self, hits: Sequence[Hit], verdict: Judgement | None) -> None:
        """As `judge`, about several hits; undo takes all of it back at once."""
        batch = next(self._batches)
        for hit in hits:
            known = self.expected(hit)
            if verdict != known.verdict:
                self._decide(hit, verdict, known.note if verdict else "", batch)

    def has_mark(self, hit: Hit, kind: MarkKind) -> bool:
        """Whether a mark stands on a hit's passage once all that is under way is stored."""
        coming = (
            one.makes == one.step.sets
            for one in reversed(self._under_way)
            if one.step.mark == kind and one.step.hit.track == hit.track
        )
        return next(coming, kind in self.marks.get(hit.track, ()))

    def tracks_marked(self, kind: MarkKind) -> set[int]:
        """The passages on which a mark stands once all that is under way is stored."""
        tracks = {track for track, kinds in self.marks.items() if kind in kinds}
        for one in self._under_way:
            if one.step.mark == kind:
                (tracks.add if one.makes == one.step.sets else tracks.discard)(one.step.hit.track)
        return tracks

    def mark_all(self, hits: Sequence[Hit], kind: MarkKind) -> bool:
        """Mark the passages of hits; where all have that mark, take it off. Returns which of the two was done."""
        sets, batch = not all(self.has_mark(hit, kind) for hit in hits), next(self._batches)
        for hit in hits:
            if self._workspace is not None and self.has_mark(hit, kind) != sets:
                known = self.expected(hit)
                self._add(Step(next_step(), batch, hit, known, known, kind, sets))
        return sets

    def annotate(self, hit: Hit, note: str) -> None:
        """Write a note to the decision on a hit's passage; without one, that it cannot be told."""
        known = self.expected(hit)
        if note != known.note:
            self._decide(hit, known.verdict or "unsure", note, next(self._batches))

    def undo(self) -> None:
        """Take the last decision of this session back, or the last several that were one; the case keeps both."""
        for step in self._last_batch(self.steps.made, self.steps.taken_back):
            self._run(_UnderWay(step, False, step.before))

    def redo(self) -> None:
        """Make the decision again that was taken back last."""
        for step in self._last_batch(self.steps.taken_back, self.steps.made):
            self._run(_UnderWay(step, True, step.after))

    def _last_batch(self, of: list[Step], to: list[Step]) -> Sequence[Step]:
        """Take the steps that were made at once from the end of one list to the other; the last first."""
        if self._workspace is None or not of:
            return ()
        batch = of[-1].batch
        steps = list(itertools.takewhile(lambda step: step.batch == batch, reversed(of)))
        del of[-len(steps) :]
        to.extend(steps)
        self.retraced.emit(steps[-1].hit.track)
        return steps

    def look(self) -> None:
        """Look whether anybody else, in another window or by a command, decided something."""
        workspace, is_free = self._workspace, not self._under_way and not self._news.busy
        if workspace is not None and is_free and self._timer.isActive():
            job = workspace.news_job()
            job.succeeded.connect(lambda decided: self._on_news(workspace, decided))
            job.failed.connect(self._on_no_news)
            self._news.start(job)

    def _decide(self, hit: Hit, verdict: Judgement | None, note: str, batch: int) -> None:
        if self._workspace is not None:
            known = self.expected(hit)
            said = Said(verdict, note, self.looked_for or known.description)
            self._add(Step(next_step(), batch, hit, known, said))

    def _add(self, step: Step) -> None:
        self.steps.add(step)
        self._run(_UnderWay(step, True, step.after))

    def _run(self, one: _UnderWay) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        self._under_way.append(one)
        job = workspace.decide_job(one.step) if one.makes else workspace.take_back_job(one.step)
        job.failed.connect(lambda error: self._on_failed(workspace, one, error))
        self._follow(workspace, job, one)
        self.stepped.emit()

    def _read(self) -> None:
        """Look what the case says."""
        if self._workspace is not None:
            job = self._workspace.decisions_job()
            job.failed.connect(lambda error: self.failed.emit(tr("The decisions could not be read"), error))
            self._follow(self._workspace, job)

    def _follow(self, workspace: Workspace, job: Job, one: _UnderWay | None = None) -> None:
        job.succeeded.connect(lambda known: self._on_decided(workspace, one, known))
        job.ended.connect(self._on_ended)
        job.start()

    # --- what happened

    def _on_decided(self, workspace: Workspace, one: _UnderWay | None, known: Known) -> None:
        if workspace is self._workspace:
            self._finish(one)
            self.decisions, self.marks = known.decisions, known.marks
            self.decided.emit(known.decisions)
            self.marked.emit(known.marks)

    def _on_news(self, workspace: Workspace, known: Known | None) -> None:
        self._is_cut_off = False
        if known is not None and workspace is self._workspace:
            self.grown.emit()
        if known is not None and known != Known(self.decisions, self.marks) and not self._under_way:
            self._on_decided(workspace, None, known)

    def _on_no_news(self, error: Exception) -> None:
        if isinstance(error, ServerError):  # told once; the case can be read, and the server is asked on
            if not self._is_cut_off:
                self._is_cut_off = True
                self.failed.emit(tr("What the others of the team do is not seen at the moment"), error)
            return
        self._timer.stop()  # or it would be told every two seconds, and each time that the message is closed
        self.failed.emit(tr("The decisions could not be read"), error)

    def _on_failed(self, workspace: Workspace, one: _UnderWay, error: Exception) -> None:
        if workspace is self._workspace:
            self._finish(one)
            self._put_back(one.step, one.makes)
            self.stepped.emit()
            self._read()
        said = tr("The decision was not stored") if one.makes else tr("The decision was not taken back")
        self.failed.emit(said, error)

    def _finish(self, one: _UnderWay | None) -> None:
        self._under_way = [other for other in self._under_way if other is not one]

    def _put_back(self, step: Step, makes: bool) -> None:
        """Let undo and redo stand as if this had not been tried."""
        known = step in self.steps.made or step in self.steps.taken_back
        self.steps.forget(step)
        if not makes:
            bisect.insort(self.steps.made, step, key=lambda other: other.number)
        elif known and step.state == "taken back":
            self.steps.taken_back.append(step)

    def _on_ended(self) -> None:
        if not self._under_way:
            self.settled.emit()
