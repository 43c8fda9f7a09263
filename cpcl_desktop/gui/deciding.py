"""What is decided about passages, and taking it back: the decisions of the open case, and those of this session.

A key may be pressed before the decision of the one before it is stored. What it
means goes by what will stand then (`outlook`); what is stored as the state before it, and
so restored by undo, goes by what the case holds when its turn comes.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QTimer, Signal

from cpcl_desktop.engine.case.marks import Marks, with_mark
from cpcl_desktop.engine.case.records import Judgement, Label, MarkKind
from cpcl_desktop.engine.errors import CaseError, ServerError
from cpcl_desktop.engine.records import Hit
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.hits import column
from cpcl_desktop.gui.changes import Changes
from cpcl_desktop.gui.following import Following
from cpcl_desktop.gui.jobs import Job, Latest
from cpcl_desktop.gui.lanes.decision import FEW, Decided, Known, News, Step
from cpcl_desktop.gui.lanes.said import NOTHING, Said
from cpcl_desktop.gui.lanes.storing import Marking, Passages, Saying, Stored
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.outlook import Outlook, UnderWay
from cpcl_desktop.gui.step_wording import outvoted_line
from cpcl_desktop.gui.steps import next_step
from cpcl_desktop.gui.triage_wording import stopped_line

HELD_MS = 1500  # until a decision that is not stored is shown to wait
NEWS_MS = 2000  # between looks at what other windows decide in the same case; a team's server tells of itself
_CUT_OFF = tr("What the others of the team do is not seen at the moment")


class Deciding(Changes[Step]):
    """Decides about hits of one case. What is shown is `decisions`: what the case says."""

    decided = Signal(object, object)  # Decided: all that is decided now; which passages that is new of, None: any
    marked = Signal(object, object)  # Marks: all that stand now; as above
    labelled = Signal(object)  # Sequence[Label]: the labels that there are
    settled = Signal()  # nothing is under way any more
    retraced = Signal(object)  # the passage (an int, wider than Qt's) whose decision undo or redo is about
    refused = Signal()  # a decision was not stored, or not taken back
    grown = Signal()  # something went into the log since it was read last, here or elsewhere
    lasting = Signal(object)  # Job that will take a while, not yet started, or that waits

    def __init__(self) -> None:
        super().__init__()
        self.decisions: Decided = {}
        self.marks: Marks = {}
        self.labels: Sequence[Label] = ()
        self.looked_for = ""  # the last search's description, for which decisions are made
        self._under_way: list[UnderWay] = []
        self._news = Latest()
        self._is_cut_off = False  # from the server of a team's case
        self.following = Following()
        self.following.told.connect(self.look)
        self.following.cut_off.connect(lambda error: self.failed.emit(_CUT_OFF, error))
        self._timer = QTimer(self, interval=NEWS_MS)
        self._timer.timeout.connect(self.look)

    def begin(self, workspace: Workspace) -> None:
        """Decide in this case from now on; `decided` tells what is decided in it already."""
        super().begin(workspace)
        self._is_cut_off = False
        self.read()
        self._timer.start()
        self.following.begin(workspace)

    def end(self) -> None:
        """The case is being closed; the lane stores what is under way, and a failure is still told."""
        super().end()
        self._timer.stop()
        self.following.end()
        self._news.cancel()
        self.decisions, self.marks, self.labels, self.looked_for = {}, {}, (), ""
        self._under_way = []

    @property
    def is_busy(self) -> bool:
        """Whether a decision is not stored yet."""
        return bool(self._under_way)

    @property
    def outlook(self) -> Outlook:
        """What will be said of passages once all that is under way is stored."""
        return Outlook(self.decisions, self.marks, tuple(self._under_way))

    def expected(self, hit: Hit) -> Said:
        """What is said of a hit's passage once all that is under way is stored."""
        return self.outlook.said(hit.track)

    def judge(self, hit: Hit, verdict: Judgement | None) -> None:
        """Decide about a hit's passage, None to withdraw; nothing where that is said of it already."""
        self.judge_all([hit], verdict)

    def judge_all(self, hits: Sequence[Hit], verdict: Judgement | None) -> None:
        """As `judge`, about several hits; undo takes all of it back at once."""
        passages = _passages(hits)
        if verdict is None:
            is_new = np.isin(passages.tracks, self.outlook.decided())
        else:
            is_new = ~np.isin(passages.tracks, self.outlook.saying(lambda said: said == verdict))
        self._change(passages.those(is_new), Saying(verdict, self.looked_for))

    def has_mark(self, hit: Hit, kind: MarkKind) -> bool:
        """Whether a mark stands on a hit's passage once all that is under way is stored."""
        return self.outlook.has_mark(hit.track, kind)

    def mark_all(self, hits: Sequence[Hit], kind: MarkKind) -> bool:
        """Mark the passages of hits; where all have that mark, take it off. Returns which of the two was done."""
        passages = _passages(hits)
        has = np.isin(passages.tracks, self.outlook.marked(kind))
        sets = not has.all()
        self._change(passages.those(has != sets), Marking(kind, sets))
        return sets

    def annotate(self, hit: Hit, note: str, verdict: Judgement) -> None:
        """Write a note to the decision on a hit's passage; where there is none, decide it so."""
        known = self.expected(hit)
        if note != known.note:
            self._change(_passages([hit]), Saying(known.verdict or verdict, self.looked_for, note))

    def undo(self) -> None:
        """Take the last decision of this session back, with all that one key decided; the case keeps both."""
        self._retrace(self.steps.made)
        super().undo()

    def redo(self) -> None:
        """Make the decision again that was taken back last."""
        self._retrace(self.steps.taken_back)
        super().redo()

    def _retrace(self, steps: Sequence[Step]) -> None:
        if self._workspace is not None and steps:
            self.retraced.emit(int(steps[-1].passages.tracks[0]))

    def look(self) -> None:
        """Look whether anybody else, in another window or by a command, decided something."""
        workspace, is_free = self._workspace, not self._under_way and not self._news.busy
        if workspace is not None and is_free and self._timer.isActive():
            job = workspace.news_job(self.following.asks())
            job.succeeded.connect(lambda news: self._on_news(workspace, news))
            job.failed.connect(self._on_no_news)
            job.ended.connect(lambda: QTimer.singleShot(0, self, self._look_on))
            self._news.start(job)

    def _change(self, passages: Passages, change: Saying | Marking) -> None:
        if len(passages):
            self._do(Step(next_step(), passages, change))

    def _carry_out(self, workspace: Workspace, step: Step, makes: bool) -> None:
        one = UnderWay(step, makes)
        self._under_way.append(one)
        job = workspace.decide_job(step, makes)
        job.announced.connect(lambda stored: self._on_part(workspace, one, stored))
        job.succeeded.connect(lambda stored: self._on_done(workspace, one, stored))
        job.failed.connect(lambda error: self._on_failed(workspace, one, error))
        job.cancelled.connect(lambda: self._on_cancelled(workspace, one))
        job.ended.connect(self._on_ended)
        if len(step.passages) > FEW:
            self.lasting.emit(job)
        else:
            self._watch(one, job)
        job.start()
        self.stepped.emit()

    def _watch(self, one: UnderWay, job: Job) -> None:
        QTimer.singleShot(HELD_MS, self, lambda: self._on_held(one, job))

    def read(self) -> None:
        """Look what the case says; `decided`, `marked` and `labelled` tell."""
        workspace = self._workspace
        if workspace is not None:
            job: Job = workspace.decisions_job()
            job.succeeded.connect(lambda known: self._on_known(workspace, known))
            job.failed.connect(lambda error: self.failed.emit(tr("The decisions could not be read"), error))
            job.ended.connect(self._on_ended)
            job.start()

    # --- what happened

    def _on_held(self, one: UnderWay, job: Job) -> None:
        """A decision waits, as while a large source is merged: that is shown, of the first of several."""
        if self._under_way and self._under_way[0] is one:
            self.lasting.emit(job)
        elif any(other is one for other in self._under_way):
            self._watch(one, job)

    def _on_known(self, workspace: Workspace, known: Known) -> None:
        """All that the case says was read."""
        if workspace is self._workspace:
            self.decisions, self.marks = dict(known.decisions), dict(known.marks)
            self.decided.emit(self.decisions, None)
            self.labels = known.labels
            self.labelled.emit(self.labels)
            self.marked.emit(self.marks, None)

    def _on_stored(self, workspace: Workspace, stored: Stored) -> None:
        """Part of a step was stored: the case says that now."""
        if workspace is not self._workspace:
            return
        for said in stored.decisions:
            one = stored.instead.get(said.track, said)
            self.decisions.pop(one.track, None)
            if one.verdict is not None:
                self.decisions[one.track] = one
        for mark in stored.marks:
            standing = self.marks.pop(mark.track, frozenset())
            left = with_mark(standing, mark.kind) if mark.is_set else standing - {mark.kind}
            if left:
                self.marks[mark.track] = left
        if stored.decisions:
            self.decided.emit(self.decisions, [one.track for one in stored.decisions])
        if stored.marks:
            self.marked.emit(self.marks, [one.track for one in stored.marks])

    def _on_part(self, workspace: Workspace, one: UnderWay, stored: Stored) -> None:
        one.stood.update({said.track: stored.before.get(said.track, NOTHING) for said in stored.decisions})
        self._on_stored(workspace, stored)

    def _on_done(self, workspace: Workspace, one: UnderWay, stored: Stored | None) -> None:
        self._finish(one)
        if stored is not None:
            self._on_stored(workspace, stored)
            if one.step.outvoted:
                line = outvoted_line(one.step.outvoted)
                self.failed.emit(tr("Stored, but another case's decision counts"), CaseError(line))
        elif workspace is self._workspace:  # it had been refused before
            self._settle(one.step)
            self.stepped.emit()

    def _on_news(self, workspace: Workspace, news: News | None) -> None:
        self._is_cut_off = False
        if news is None or workspace is not self._workspace:
            return
        self.grown.emit()
        if news.known is not None:
            self._on_known(workspace, news.known)
            self._on_ended()

    def _on_no_news(self, error: Exception) -> None:
        if isinstance(error, ServerError):  # told once; the case can be read, and the server is asked on
            self.following.missed()
            if not self._is_cut_off:
                self._is_cut_off = True
                self.failed.emit(_CUT_OFF, error)
            return
        self._timer.stop()  # or it would be told every two seconds, and each time that the message is closed
        self.failed.emit(tr("The decisions could not be read"), error)

    def _on_failed(self, workspace: Workspace, one: UnderWay, error: Exception) -> None:
        self._on_cut_short(workspace, one)
        said = tr("The decision was not stored") if one.makes else tr("The decision was not taken back")
        self.refused.emit()
        self.failed.emit(said, error)

    def _on_cancelled(self, workspace: Workspace, one: UnderWay) -> None:
        self._on_cut_short(workspace, one)
        self.said.emit(stopped_line(one.makes, len(one.step.passages) if one.step.state == "stored" else 0))

    def _on_cut_short(self, workspace: Workspace, one: UnderWay) -> None:
        """What of it was stored the case says."""
        if workspace is self._workspace:
            self._finish(one)
            self._settle(one.step)
            self.stepped.emit()
            self.read()

    def _finish(self, one: UnderWay) -> None:
        self._under_way = [other for other in self._under_way if other is not one]

    def _settle(self, step: Step) -> None:
        """Let undo and redo stand by what became of a step, once nothing more will."""
        known = step in self.steps.made or step in self.steps.taken_back
        if not known or any(one.step is step for one in self._under_way):
            return
        self.steps.forget(step)
        if step.state == "stored":
            bisect.insort(self.steps.made, step, key=lambda other: other.number)
        elif step.state == "taken back":
            self.steps.taken_back.append(step)

    def _on_ended(self) -> None:
        if not self._under_way:
            self.settled.emit()
            self._look_on()

    def _look_on(self) -> None:
        """Others wrote while it was being looked, or something was being stored."""
        if self.following.has_more:
            self.look()


def _passages(hits: Sequence[Hit]) -> Passages:
    return Passages(column(hits, "track"), column(hits, "crop"))
