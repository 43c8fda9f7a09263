"""Going through hits by the keyboard: one key decides and moves on, in the grid and in the review alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal

from cpcl_desktop.engine.case.records import Judgement, MarkKind
from cpcl_desktop.engine.records import Hit, Query
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.hits import Taken, column
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.jobs import Latest
from cpcl_desktop.gui.panels.hit_columns import Column
from cpcl_desktop.gui.panels.pages import Pages
from cpcl_desktop.gui.panels.results_view import asks_the_same
from cpcl_desktop.gui.triage_wording import decided_line, group_line


@dataclass(frozen=True, slots=True)
class _Wait:
    """Further hits are waited for, to go on behind a passage; where the rest is not so any more, one stays.

    The search, how its hits are arranged, and the hit that one was `at`; so many were `known`.
    """

    behind: int
    query: Query
    arranged: tuple[str, str]
    at: int | None
    known: int


class Triage(QObject):
    """Decides about the hit in the player, or about those that the view shown shows as chosen.

    In the views and in the review mode a decision moves on to the next hit that
    is not decided; side by side and in the player alone it stays, so that one can look on.
    Where the next one is not loaded yet, keys are about none until it is: nobody means the one before.
    """

    changed = Signal()  # whether it is a review, or how much is decided
    said = Signal(str)  # something to tell in passing
    failed = Signal(str, object)  # what was tried, the exception

    def __init__(self, pages: Pages, desk: Desk) -> None:
        super().__init__()
        self._pages, self._desk = pages, desk
        self.is_review = False
        self._waits: _Wait | None = None
        self._grouping = Latest()
        desk.deciding.decided.connect(self._show_progress)
        desk.deciding.retraced.connect(self._on_retraced)
        pages.page.results.changed.connect(self._on_hits_changed)
        pages.currentChanged.connect(self._on_page_changed)

    @property
    def chosen(self) -> Sequence[Hit]:
        """The hits that a key is about, in their order."""
        return [] if self._is_waiting else self._pages.chosen_hits

    @property
    def is_any_chosen(self) -> bool:
        """Whether a key is about any hit."""
        return not self._is_waiting and self._pages.is_any_chosen

    @property
    def _is_waiting(self) -> bool:
        """Whether further hits are waited for; who has gone to another hit meanwhile waits for none."""
        return self._waits is not None and self._waits.at == self._at

    @property
    def _at(self) -> int | None:
        """The passage that one is at."""
        hit = self._pages.current_hit
        return None if hit is None else hit.track

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
        hits = self.chosen
        if self._mark("reviewed"):
            self._move_on(hits[-1].track)

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
            self._show_from(self._row_of(current[0].track) or 0 if current else 0)
        self._show_progress()

    # --- deciding and moving on

    def _judge(self, hits: Sequence[Hit], verdict: Judgement | None) -> None:
        self._desk.deciding.judge_all(hits, verdict)
        self._pages.show_decision()  # a pressed button toggles by itself
        if hits and verdict is not None:
            self._move_on(hits[-1].track)
        self._show_progress()

    def _mark(self, kind: MarkKind) -> bool:
        """Whether that set the mark."""
        hits = self.chosen
        is_set = bool(hits) and self._desk.deciding.mark_all(hits, kind)
        self._pages.show_marks()
        return is_set

    def _judge_group(self, verdict: Judgement | None) -> None:
        def judge(hits: Sequence[Hit], of: int) -> None:
            self._judge(hits, verdict)
            self.said.emit(group_line(verdict, len(hits), of))

        self._pages.show_decision()
        self.with_group(self.chosen, judge)

    def with_group(self, hits: Sequence[Hit], do: Callable[[Sequence[Hit], int], None]) -> None:
        """Do something with all hits that are proposed to show whom these show, of so many passages."""
        workspace = self._desk.workspace
        if hits and workspace is not None:
            job = workspace.group_job(column(hits, "track").tolist())
            job.succeeded.connect(lambda tracks: do(self._hits_of(tracks), len(tracks)))
            job.failed.connect(lambda error: self.failed.emit(tr("The passages could not be grouped"), error))
            self._grouping.start(job)

    def _hits_of(self, tracks: frozenset[int]) -> Sequence[Hit]:
        results = self._pages.page.results.model
        return Taken(results.hits, np.sort(results.columns.found(tracks)))

    def _move_on(self, track: int) -> None:
        """Show the next hit that waits behind a passage, in the order of the view shown."""
        results = self._pages.page.results
        if self.is_review:
            row = self._row_of(track)
            self._show_from(0 if row is None else row + 1)
        elif not self._pages.is_in_player and results.chosen.goes_on:
            order = results.chosen.order
            places = np.flatnonzero(order == self._row_of(track))
            place = int(places[0]) + 1 if len(places) else 0
            following = self._waiting_from(place, order)
            if results.is_listed and self._needs_more(following, place):
                self._get_more()
            elif following is not None:
                results.grid.select_row(following)

    def _show_from(self, row: int) -> None:
        """Show the first hit from a row on that waits in the player; at the end of all that was found, stop."""
        model = self._pages.page.results.model
        following = self._waiting_from(row, np.arange(len(model.hits)))
        if self._needs_more(following, row):
            self._get_more()
        elif following is not None:
            self._pages.turn_to(following)
        else:
            self.is_review = False
            self._pages.leave_player()
            self.said.emit(tr("Every hit that was found is decided or reviewed."))

    def _needs_more(self, following: int | None, row: int) -> bool:
        """Whether further hits are to be loaded before one that was passed over is shown again, or none.

        In another order, or in groups, further ones come between these: none is then waited for while one is left.
        """
        results = self._pages.page.results
        is_passed = following is not None and following < row and results.is_ranking
        return (following is None or is_passed) and results.has_more

    def _get_more(self) -> None:
        """Ask for further hits, and go on behind the last of these once they are there."""
        results = self._pages.page.results
        model, answer = results.model, results.answer
        if answer is not None and model.hits:
            arranged = model.order, model.grouping
            self._waits = _Wait(model.hits[-1].track, answer.query, arranged, self._at, len(model.hits))
            results.more_asked.emit()
        self.changed.emit()

    def _waiting_from(self, place: int, order: Column) -> int | None:
        """The row of the first hit that waits, from a place in an order on, then from its start; else None.

        What was reviewed does not wait, though nothing was decided about it.
        """
        outlook = self._desk.deciding.outlook
        tracks = self._pages.page.results.model.columns.tracks[order]
        is_done = np.isin(tracks, outlook.decided()) | np.isin(tracks, outlook.marked("reviewed"))
        waits = np.flatnonzero(~is_done)
        following = waits[np.searchsorted(waits, place) :]
        at = int(following[0]) if len(following) else next(iter(waits.tolist()), None)
        return None if at is None else int(order[at])

    def _row_of(self, track: int) -> int | None:
        return self._pages.page.results.model.row_of_track(track)

    # --- what happened

    def _on_retraced(self, track: int) -> None:
        """A decision was taken back or made again: show whose, unless one looks at another in the player."""
        self._waits = None
        row, results = self._row_of(track), self._pages.page.results
        if row is None:
            return
        if self.is_review:
            self._pages.turn_to(row)
        elif not self._pages.is_in_player and results.chosen.goes_on:
            results.grid.select_row(row)

    def _on_hits_changed(self) -> None:
        """Other hits are there: those that were waited for, not yet, or the answer to something else."""
        waits, results = self._waits, self._pages.page.results
        if waits is not None and not self._still_waits(waits):
            is_where_it_was = self._is_waiting
            self._waits = None
            has_come = len(results.model.hits) > waits.known and self._row_of(waits.behind) is not None
            if is_where_it_was and has_come and self._is_as_asked(waits):
                self._move_on(waits.behind)
        self._show_progress()

    def _still_waits(self, waits: _Wait) -> bool:
        results = self._pages.page.results
        return self._is_as_asked(waits) and results.has_more and len(results.model.hits) <= waits.known

    def _is_as_asked(self, waits: _Wait) -> bool:
        """Whether these are hits of the search, arranged in the way, in which further ones were asked for."""
        model, answer = self._pages.page.results.model, self._pages.page.results.answer
        is_same = answer is not None and asks_the_same(answer.query, waits.query)
        return is_same and waits.arranged == (model.order, model.grouping)

    def _on_page_changed(self) -> None:
        self._waits = None
        if not self._pages.is_in_player and self.is_review:
            self.is_review = False
        self._show_progress()

    def _show_progress(self) -> None:
        results = self._pages.page.results
        decided = results.model.columns.count(self._desk.deciding.outlook.decided())
        said = decided_line(decided, len(results.model.hits), results.found)
        results.show_progress(said)
        in_player = tr("Review: {progress}", progress=said) if self.is_review else said
        self._pages.player.decision.show_progress(in_player)
        self.changed.emit()
