"""Going through hits by the keyboard: one key decides and moves on, in the grid and in the review alike."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject, Signal

from cpcl_desktop.engine.case.records import Judgement, MarkKind
from cpcl_desktop.engine.records import Hit
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.hits import Taken, column
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.jobs import Latest
from cpcl_desktop.gui.panels.pages import Pages
from cpcl_desktop.gui.triage_wording import decided_line, group_line


class Triage(QObject):
    """Decides about the hit in the player, or about those selected in the grid.

    In the grid and in the review mode a decision moves on to the next hit that
    is not decided; in the player alone it stays, so that one can look on.
    """

    changed = Signal()  # whether it is a review, or how much is decided
    said = Signal(str)  # something to tell in passing
    failed = Signal(str, object)  # what was tried, the exception

    def __init__(self, pages: Pages, desk: Desk) -> None:
        super().__init__()
        self._pages, self._desk = pages, desk
        self.is_review = False
        self._grouping = Latest()
        desk.deciding.decided.connect(self._show_progress)
        desk.deciding.retraced.connect(self._on_retraced)
        pages.page.results.changed.connect(self._show_progress)
        pages.currentChanged.connect(self._on_page_changed)

    @property
    def chosen(self) -> Sequence[Hit]:
        """The hits that a key is about, in their order."""
        player = self._pages.player
        if self._pages.is_in_player:
            return [player.hit] if player.hit is not None else []
        return self._pages.page.results.grid.selected_hits()

    @property
    def is_any_chosen(self) -> bool:
        """Whether a key is about any hit."""
        return self._pages.is_in_player or self._pages.page.results.grid.selectionModel().hasSelection()

    # --- commands

    def on_decide_match(self) -> None:
        """It is the person looked for."""
        self._judge(self.chosen, "match")

    def on_decide_no_match(self) -> None:
        """It is somebody else."""
        self._judge(self.chosen, "no match")

    def on_decide_unsure(self) -> None:
        """It cannot be told."""
        self._judge(self.chosen, "unsure")

    def on_undecide(self) -> None:
        """Withdraw what was decided."""
        self._judge(self.chosen, None)

    def on_bookmark(self) -> None:
        """Put a bookmark on it, or take it off."""
        self._mark("bookmark")

    def on_reviewed(self) -> None:
        """It was looked at, whatever is decided; again: it was not."""
        if self._mark("reviewed"):
            self._move_on(self._row_of(self.chosen[-1]) + 1)

    def on_group_match(self) -> None:
        """All of the group are the person looked for."""
        self._judge_group("match")

    def on_group_no_match(self) -> None:
        """All of the group are somebody else."""
        self._judge_group("no match")

    def on_group_unsure(self) -> None:
        """Of all of the group it cannot be told."""
        self._judge_group("unsure")

    def on_group_undecide(self) -> None:
        """Withdraw what was decided about the group."""
        self._judge_group(None)

    def on_review(self) -> None:
        """Show the hits that are not decided one after the other, each at its moment; again to stop that."""
        self.is_review = not self.is_review
        if self.is_review:
            current = self.chosen[:1]
            self._show_next(self._row_of(current[0]) if current else 0)
        self._show_progress()

    # --- deciding and moving on

    def _judge(self, hits: Sequence[Hit], verdict: Judgement | None) -> None:
        self._desk.deciding.judge_all(hits, verdict)
        self._pages.show_decision()  # a pressed button toggles by itself
        if hits and verdict is not None:
            self._move_on(self._row_of(hits[-1]) + 1)
        self._show_progress()

    def _mark(self, kind: MarkKind) -> bool:
        """Whether that set the mark."""
        hits = self.chosen
        is_set = bool(hits) and self._desk.deciding.mark_all(hits, kind)
        self._pages.show_marks()
        return is_set

    def _judge_group(self, verdict: Judgement | None) -> None:
        hits, workspace = self.chosen, self._desk.workspace
        self._pages.show_decision()
        if hits and workspace is not None:
            job = workspace.group_job(column(hits, "track").tolist())
            job.succeeded.connect(lambda tracks: self._on_grouped(tracks, verdict))
            job.failed.connect(lambda error: self.failed.emit(tr("The passages could not be grouped"), error))
            self._grouping.start(job)

    def _on_grouped(self, tracks: frozenset[int], verdict: Judgement | None) -> None:
        results = self._pages.page.results.model
        hits = Taken(results.hits, np.sort(results.columns.found(tracks)))
        self._judge(hits, verdict)
        self.said.emit(group_line(verdict, len(hits), len(tracks)))

    def _move_on(self, row: int) -> None:
        if self.is_review:
            self._show_next(row)
        elif not self._pages.is_in_player:
            following = self._undecided_from(row)
            if following is not None:
                self._pages.page.results.grid.select_row(following)

    def _show_next(self, row: int) -> None:
        following = self._undecided_from(row)
        if following is not None:
            self._pages.turn_to(following)
            return
        self.is_review = False
        self._pages.leave_player()
        self.said.emit(tr("Every hit shown here is decided or reviewed."))

    def _undecided_from(self, row: int) -> int | None:
        """The row of the first hit from there on, then from the start, that waits; None where none does.

        What was reviewed does not wait, though nothing was decided about it.
        """
        outlook = self._desk.deciding.outlook
        tracks = self._pages.page.results.model.columns.tracks
        is_done = np.isin(tracks, outlook.decided()) | np.isin(tracks, outlook.marked("reviewed"))
        waits = np.flatnonzero(~is_done)
        following = waits[np.searchsorted(waits, row) :]
        return int(following[0]) if len(following) else next(iter(waits.tolist()), None)

    def _row_of(self, hit: Hit) -> int:
        return self._pages.page.results.model.row_of_track(hit.track) or 0

    # --- what happened

    def _on_retraced(self, track: int) -> None:
        """A decision was taken back or made again: show whose, unless one looks at another in the player."""
        row = self._pages.page.results.model.row_of_track(track)
        if row is None:
            return
        if self.is_review:
            self._pages.turn_to(row)
        elif not self._pages.is_in_player:
            self._pages.page.results.grid.select_row(row)

    def _on_page_changed(self) -> None:
        if not self._pages.is_in_player and self.is_review:
            self.is_review = False
        self._show_progress()

    def _show_progress(self) -> None:
        model = self._pages.page.results.model
        decided = model.columns.count(self._desk.deciding.outlook.decided())
        said = decided_line(decided, len(model.hits))
        self._pages.page.results.show_progress(said)
        in_player = tr("Review: {progress}", progress=said) if self.is_review else said
        self._pages.player.decision.show_progress(in_player)
        self.changed.emit()
