"""Other cameras at the time shown: their pictures beside what was opened, all in step by the corrected clock.

Times between them are file times of the footage opened: a hit's, or any. The feed of the main
picture leads: it is played, stepped and sought in, and the others go where it
is. Each has a lane of its own and one frame under way at most, so a slow one
drops frames and holds nobody up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from cpcl_desktop.engine.coverage.abreast import Abreast
from cpcl_desktop.engine.coverage.abreast import Cameras as Known
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.dialogs.cameras_dialog import CamerasDialog
from cpcl_desktop.gui.jobs import Latest
from cpcl_desktop.gui.lanes.frame import Shown
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.player.follower import Follower
from cpcl_desktop.gui.player.frame_feed import FrameFeed, Shuttle
from cpcl_desktop.gui.player.stage import MOST, Stage
from cpcl_desktop.gui.player.subject import Subject

_NAMED = 3  # sources that a message names


class Cameras(QObject):
    """`led` when another picture leads, and `went` with the file time where one leads that was not opened."""

    led = Signal()
    hid = Signal(str)  # why the footage opened has no picture now
    went = Signal(object)  # microseconds, as `FrameFeed.moved`
    failed = Signal(object)
    said = Signal(str)  # something to tell in passing

    def __init__(self, actions: Mapping[str, QAction], stage: Stage, feed: FrameFeed, shuttle: Shuttle) -> None:
        super().__init__()
        self._stage, self._feed, self._shuttle = stage, feed, shuttle
        self._action = actions["other_cameras"]
        self._workspace: Workspace | None = None
        self._subject: Subject | None = None
        self._known: Known | None = None
        self._chosen: frozenset[int] | None = None  # sources; None: those that show the moment
        self._is_on = False
        self._places: dict[int, int] = {}  # of the lanes in which sources are open
        self._noted: set[tuple[int, int | None]] = set()  # sources looked at, beside which passage, in this session
        self._looking = Latest()
        self.dialog: CamerasDialog | None = None
        self._first = Follower(stage.hit, feed)
        self.followers: list[Follower] = []  # that of the footage opened first; none while it is alone
        self._first.absent.connect(self.hid)
        feed.moved.connect(lambda time_us: self._on_moved(self._first, time_us))
        feed.arrived.connect(self._on_opened_shown)
        stage.turned.connect(self._on_turned)

    @property
    def is_on(self) -> bool:
        """Whether other cameras are shown, or are being looked for."""
        return self._is_on

    @property
    def leader(self) -> Follower:
        """The one that the others go by."""
        return next((one for one in self.followers if one.tile is self._stage.main), self._first)

    # --- what the player asks for

    def open(self, workspace: Workspace, subject: Subject) -> None:
        """Something else is shown: its time is what others are shown at, where they are."""
        if workspace is not self._workspace:
            self._chosen, self._places, self._noted = None, {}, set()
        self._let_go()
        self._looking.cancel()  # what is known beside the one before is nothing to choose from beside this one
        self._workspace, self._subject, self._known = workspace, subject, None
        if self._is_on:
            self._look(self._on_known)

    def look_again(self) -> None:
        """The lane in which other cameras were being looked for was left."""
        if self._is_on and self._known is None:
            self._look(self._on_known)

    def close(self) -> None:
        """Nothing is shown any more."""
        self._let_go()
        self._rest(())
        self._looking.cancel()
        self._subject, self._known = None, None

    def forget_case(self) -> None:
        """The case is being closed."""
        self._workspace, self._chosen, self._places = None, None, {}
        self._switch(False)

    def go(self, time_us: int) -> None:
        """Go to a file time of the footage opened, and stand still."""
        self.seek(time_us + self.leader.shift_us)

    def seek(self, time_us: int) -> None:
        """Go to a file time of the leading footage, and stand still."""
        self._shuttle.pause()
        self.leader.feed.go(time_us)

    def skip(self, by_us: int) -> None:
        """Go on by so many microseconds, or back, and stand still."""
        self.seek(self.leader.feed.position + by_us)

    def step(self, count: int) -> None:
        """Show the leading footage's frame some frames on, or back, and stand still."""
        self._shuttle.pause()
        self.leader.feed.step(count)

    # --- commands

    def on_other_cameras(self) -> None:
        """Show what other cameras saw at this time; again for what was opened alone."""
        self._switch(not self._is_on)
        if self._is_on:
            self._look(self._on_known)
        else:
            self._let_go()
            self._rest(())
            self._feed.go(self._feed.position)  # what was said in place of its frame goes

    def on_choose_cameras(self) -> None:
        """Choose which cameras are shown."""
        self._look(self._on_to_be_chosen)

    def on_next_camera(self) -> None:
        """Let the next picture be the main one."""
        self._stage.turn(1)

    def on_previous_camera(self) -> None:
        """Let the picture before be the main one."""
        self._stage.turn(-1)

    def _switch(self, is_on: bool) -> None:
        self._is_on = is_on
        self._action.setChecked(is_on)

    def _look(self, then: Callable[[Known], None]) -> None:
        if self._workspace is not None and self._subject is not None:
            job = self._workspace.cameras_job(self._subject.source)
            job.succeeded.connect(then)
            job.failed.connect(self.failed)
            self._looking.start(job)

    # --- which are shown

    def _on_to_be_chosen(self, known: Known) -> None:
        shown = self._shown(known)
        dialog = CamerasDialog(
            known, self._position, [one.source.id for one in shown], MOST - 1, self._stage.window()
        )
        dialog.accepted.connect(lambda: self._on_chosen(dialog.chosen))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _on_chosen(self, sources: Iterable[int]) -> None:
        if self._subject is not None:
            self._chosen = frozenset((*sources, self._subject.source))
            self._switch(True)
            self._look(self._on_known)

    def _on_known(self, known: Known) -> None:
        if not self._is_on:
            return
        position = self._position
        self._let_go()
        self._known = known
        shown = self._shown(known, position)
        self._rest([one.source.id for one in shown])
        if shown:
            self._begin(shown, position)
        else:
            self._switch(False)
        self.said.emit(" ".join(filter(None, (_shown_line(known, shown), _apart_line(known)))))

    def _shown(self, known: Known, position: int | None = None) -> list[Abreast]:
        """The cameras that were chosen; where none were, those that show the moment; no more than there is room."""
        at = self._position if position is None else position
        chosen = self._chosen
        wanted = known.showing(at) if chosen is None else [c for c in known.abreast if c.source.id in chosen]
        return wanted[: MOST - 1]

    @property
    def _position(self) -> int:
        return self.leader.feed.position - self.leader.shift_us

    def _begin(self, shown: Sequence[Abreast], position: int) -> None:
        if self._workspace is None or self._known is None:
            return
        self._first.follow(self._known.leading)
        self.followers = [self._first]
        for tile, one in zip(self._stage.show_beside(len(shown)), shown, strict=True):
            follower = Follower(tile)
            follower.failed.connect(self.failed)
            self._follow_moves(follower)
            self._note(follower)
            self.followers.append(follower)
            follower.open(self._workspace.beside(self._places[one.source.id]), one, position)
        self._show_captions()
        if self._feed.position != position:
            self._feed.go(position)

    def _rest(self, sources: Sequence[int]) -> None:
        """Have a place for each of these sources, that where it is open already; let go of the other places."""
        kept = {source: self._places[source] for source in sources if source in self._places}
        if self._workspace is not None:
            for place in set(self._places.values()) - set(kept.values()):
                self._workspace.beside(place).rest()
        free = (place for place in range(MOST) if place not in kept.values())
        self._places = {source: kept[source] if source in kept else next(free) for source in sources}

    def _follow_moves(self, follower: Follower) -> None:
        follower.feed.moved.connect(lambda time_us: self._on_moved(follower, time_us))

    def _note(self, follower: Follower) -> None:
        follower.feed.arrived.connect(lambda shown: self._on_other_shown(follower, shown))

    def _let_go(self) -> None:
        """What was opened is alone again."""
        for follower in self.followers[1:]:
            follower.close()
        is_turned = self._stage.main is not self._stage.hit
        self.followers = []
        self._first.follow(None)
        self._stage.show_beside(0)
        self._stage.hit.show_caption("", "", True)
        if is_turned:
            self._on_turned()

    # --- what happened

    def _on_turned(self) -> None:
        """Another picture is the main one: it leads from where it is."""
        leader = self.leader
        self._shuttle.lead(leader.feed, leader.shift_us)
        self._show_captions()
        self.led.emit()
        if self.followers:
            leader.feed.go(leader.time_us)
            self.said.emit(tr("Main picture: {camera}", camera=leader.tile.caption))

    def _on_moved(self, follower: Follower, time_us: int) -> None:
        if follower is not self.leader:
            return
        for other in self.followers:
            if other is not follower:
                other.go(time_us - follower.shift_us)
        if follower is not self._first:
            self.went.emit(time_us)

    def _on_opened_shown(self, shown: Shown) -> None:
        """The log notes of footage without a passage that it was looked at; of passages `moments_job` does."""
        if self._subject is not None and self._subject.track is None:
            self._note_look(self._subject.source, shown)

    def _on_other_shown(self, follower: Follower, shown: Shown) -> None:
        if follower.one is not None:
            self._note_look(follower.one.source.id, shown)

    def _note_look(self, source: int, shown: Shown) -> None:
        """The log notes, once a session, that a source was looked at: beside a passage, or by itself."""
        if self._workspace is None or self._subject is None:
            return
        looked = (source, self._subject.track)
        if looked not in self._noted:
            self._noted.add(looked)
            job = self._workspace.look_job(*looked, shown.time_us)
            job.failed.connect(self.failed)
            job.start()

    def _show_captions(self) -> None:
        for follower in self.followers:
            follower.show_caption(follower.tile is self._stage.main)


def _shown_line(known: Known, shown: Sequence[Abreast]) -> str:
    if shown:
        return tr("%n other camera(s) in step by corrected time.", None, len(shown))
    if known.leading.source.clock.start is None:
        return tr(
            "The recorder's clock of this footage is not known, so no camera can be put in step with it. State it "
            "under Footage, Recorder's clock."
        )
    return tr("No other camera is known to show this moment. Choose from the list to see others all the same.")


def _apart_line(known: Known) -> str:
    """Which sources cannot be put in step, if the hit's can."""
    if not known.apart or known.leading.source.clock.start is None:
        return ""
    names = ", ".join(source.name for source, _ in known.apart[:_NAMED])
    more = "…" if len(known.apart) > _NAMED else ""
    return tr("%n source(s) without a clock to go by: {names}", None, len(known.apart), names=names + more)
