"""Carries out what is said of passages in the player: somebody else from here, the same person as in a later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cpcl_desktop.engine.records import Hit
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui import seam_wording as words
from cpcl_desktop.gui.desk import Desk
from cpcl_desktop.gui.dialogs.choosers import Choosers
from cpcl_desktop.gui.jobs import Latest
from cpcl_desktop.gui.lanes.frame import Follower
from cpcl_desktop.gui.lanes.mends import Mend
from cpcl_desktop.gui.panels.pages import Pages

MOST = 12  # passages among which the one is chosen that goes on with this


class Seams(QObject):
    """The dialog stands before `window`. What was changed, the player shows at the frame that it is at."""

    said = Signal(str)  # something to tell in passing
    failed = Signal(str, object)  # what was tried, the exception

    def __init__(self, window: QWidget, desk: Desk, pages: Pages, choosers: Choosers) -> None:
        super().__init__(window)
        self._window, self._desk, self._pages, self._choosers = window, desk, pages, choosers
        self._looking, self._showing = Latest(), Latest()
        desk.undoing.mending.mended.connect(self._on_mended)
        desk.undoing.mending.ended.connect(self._on_ended)

    def on_somebody_else(self) -> None:
        """Divide the passage at the last seam before the frame shown: from there on it is somebody else."""
        player, hit = self._pages.player, self._hit
        if hit is None:
            return
        joins = player.strip.joins
        if joins is None:
            self.said.emit(words.NOT_LOADED)
            return
        here = player.shuttle.position_us
        before = [join.end_us for join in joins if join.end_us <= here]
        if before:
            self._pages.is_changing = True
            self._desk.undoing.mending.divide(hit.source, hit.track, before[-1])
        else:
            self.said.emit(words.no_seam_line(joins))

    def on_same_as_next(self) -> None:
        """Ask which of the passages that begin after this one is of the same person, and join them."""
        hit, workspace = self._hit, self._desk.workspace
        if hit is None or workspace is None:
            return
        job = workspace.followers_job(hit.track, MOST)
        job.succeeded.connect(lambda followers: self._ask(hit, followers))
        job.failed.connect(lambda error: self.failed.emit(tr("The passages could not be looked up"), error))
        self._looking.start(job)

    @property
    def _hit(self) -> Hit | None:
        """The hit in the player; none, which is said, while it changes or its footage is not read to its end."""
        hit = self._pages.player.hit
        if hit is None:
            return None
        if self._pages.is_changing:
            self.said.emit(words.CHANGING)
            return None
        unread = {one.id for one in self._desk.survey.sources if one.state != "done"}
        if hit.source in unread:
            self.said.emit(words.NOT_READ)
        return None if hit.source in unread else hit

    def _ask(self, hit: Hit, followers: Sequence[Follower]) -> None:
        if hit is not self._pages.player.hit or self._pages.is_changing:
            return
        if not followers:
            self.said.emit(words.NONE_FOLLOWS)
        elif (same := self._choosers.follower(self._window, hit, followers)) is not None:
            self._pages.is_changing = True
            self._desk.undoing.mending.join(hit.source, hit.track, same.hit.start_us, same.hit.track)

    def _on_mended(self, mend: Mend, is_divided: bool) -> None:
        """Show the passage that the frame in the player belongs to now, where it was of one of these."""
        player, workspace = self._pages.player, self._desk.workspace
        if not self._pages.is_in_player or player.hit is None or workspace is None:
            return
        if player.hit.track not in (mend.earlier, mend.later):
            return
        player.strip.show_seams(None)  # until it is looked up anew
        here = player.shuttle.position_us
        later = mend.later if is_divided and here >= mend.at_us else None
        job = workspace.passage_job(later or mend.earlier)
        was = player.hit
        job.succeeded.connect(lambda hit: self._show(hit, here, was))
        job.failed.connect(player.failed)
        self._showing.start(job)
        job.ended.connect(self._on_ended)  # once it is not awaited any more

    def _on_ended(self) -> None:
        """What was said of passages is stored, or was not, or what follows from it is shown."""
        self._pages.is_changing = self._showing.busy

    def _show(self, hit: Hit, at_us: int, was: Hit) -> None:
        shown = self._pages.player.hit
        if self._pages.is_in_player and shown is not None and shown.track == was.track:  # else one has moved on
            self._pages.show_hit(hit, at_us)
