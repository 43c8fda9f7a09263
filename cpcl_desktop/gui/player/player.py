"""A hit in its footage: the frame with the person's box, the exact time, and stepping around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cpcl_desktop.engine.case.records import CropRow
from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.records import Hit
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.dialogs.messages import sentence_of
from cpcl_desktop.gui.jobs import Job, Latest
from cpcl_desktop.gui.lanes.frame import NOWHERE, Shown, Surroundings, joins_of
from cpcl_desktop.gui.lanes.workspace import Workspace
from cpcl_desktop.gui.look.icons import set_icon
from cpcl_desktop.gui.player.cameras import Cameras
from cpcl_desktop.gui.player.frame_feed import FrameFeed, Shuttle
from cpcl_desktop.gui.player.main_picture import MainPicture, of_hit, of_other
from cpcl_desktop.gui.player.marks import Marks
from cpcl_desktop.gui.player.moments_strip import MomentsStrip
from cpcl_desktop.gui.player.people import People
from cpcl_desktop.gui.player.seek_bar import SeekBar
from cpcl_desktop.gui.player.sighting import about_frame, passing_of, sighting_at
from cpcl_desktop.gui.player.stage import Stage
from cpcl_desktop.gui.player.surround import Foot, Heading
from cpcl_desktop.gui.player.tile import Tile

SKIP_US = 5_000_000


class Player(QWidget):
    """Shows one hit at a time. `failed` carries an exception that has no place in the frame."""

    failed = Signal(object)
    left = Signal()  # back to the hits
    turned = Signal(int)  # to the hit before (-1) or after (1)
    led = Signal()  # other footage leads: that of another hit, or of another camera
    shown_moments = Signal()  # the strip holds the passage's moments
    said = Signal(str)  # something to tell in passing

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Player"))
        self.stage = Stage()
        self.view = self.stage.hit.view
        self.strip = MomentsStrip()
        self.feed = FrameFeed()
        self.shuttle = Shuttle(self.feed)
        self._workspace: Workspace | None = None
        self._hit: Hit | None = None
        self._shown: Shown | None = None
        self.seek, self.marks = SeekBar(), Marks(self.shuttle)
        self.people = People(actions, self.stage)
        self.cameras = Cameras(actions, self.stage, self.feed, self.shuttle)
        self._loading, self._fallback, self._looking = Latest(), Latest(), Latest()
        self._play_action = actions["play"]
        self._heading, self._foot = Heading(actions), Foot(actions, self.strip)
        self.decision = self._foot.decision
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self.stage, 1)
        column.addWidget(self.seek)
        column.addWidget(self._foot)
        self.feed.arrived.connect(self._on_arrived)
        self.feed.failed.connect(self._on_feed_failed)
        self.shuttle.changed.connect(self._on_speed_changed)
        self.strip.chosen.connect(self._on_moment_chosen)
        self.seek.sought.connect(self.cameras.seek)
        self.marks.changed.connect(lambda *_: self._show_bar())
        self.marks.looping.connect(actions["loop"].setChecked)
        for teller in (self.marks, self.people, self.cameras):
            teller.said.connect(self.said)
        self.cameras.failed.connect(self.failed)
        self.cameras.led.connect(self._show_bar)
        self.cameras.led.connect(self.led)
        self.cameras.hid.connect(self._on_hid)
        self.cameras.went.connect(self.seek.show_position)
        self.stage.framed.connect(self._on_framed)
        self.strip.thumbnails.failed.connect(self.failed)

    @property
    def hit(self) -> Hit | None:
        """The hit shown."""
        return self._hit

    @property
    def shown(self) -> Shown | None:
        """The frame shown."""
        return self._shown

    @property
    def main_picture(self) -> MainPicture | None:
        """What a still or a clip is taken from now."""
        leader = self.cameras.leader
        if self._hit is None:
            return None
        if self.stage.main is self.stage.hit or leader.one is None:
            return of_hit(self._hit, self._shown, self.view.sighting, self.marks.span)
        return of_other(leader.one, leader.shown, self.marks.span)

    # --- what the window asks for

    def open(self, workspace: Workspace, hit: Hit, ratio: float, at_us: int | None = None) -> None:
        """Show a hit at its best moment, or at a time of its footage; `ratio` is the screen's pixel ratio."""
        shown_us = hit.time_us if at_us is None else at_us
        if workspace is not self._workspace:
            self.strip.thumbnails.reset(workspace.thumbnails_job, ratio)
        self._workspace, self._hit, self._shown = workspace, hit, None
        self.shuttle.pause()
        self._heading.show_hit(hit)
        self._foot.say(moment(shown_us), "")
        self.stage.hit.begin(tr("Decoding…"))
        self.strip.show_moments(())
        self.strip.show_seams(None)
        self.marks.open(hit)
        self.seek.show_footage(NOWHERE, hit.track)
        self._load(self._loading, workspace.moments_job(hit.track), self._on_moments)
        self._load(self._looking, workspace.surroundings_job(hit.source), self._on_surroundings)
        self.feed.open(workspace, hit.source, shown_us)
        self.cameras.open(workspace, hit)
        self.led.emit()

    def renew(self, hit: Hit) -> None:
        """The hit that is shown is known so now: its camera may have been named meanwhile."""
        self._hit = hit
        self._heading.show_hit(hit)

    def _load(self, latest: Latest, job: Job, then: Callable[..., None]) -> None:
        job.succeeded.connect(then)
        job.failed.connect(self.failed)
        latest.start(job)

    def close_hit(self) -> None:
        """Stop and forget the hit."""
        self.shuttle.pause()
        self.feed.close()
        self.cameras.close()
        self._loading.cancel()
        self._fallback.cancel()
        self._looking.cancel()
        self.marks.open(None)
        self._hit = self._shown = None

    def forget_case(self) -> None:
        """The case is being closed."""
        self.close_hit()
        self.cameras.forget_case()
        self._workspace = None
        self.strip.thumbnails.reset(None, 1.0)

    def reference(self) -> str:
        """File, camera and exact time of the frame shown, for notes."""
        main = self.main_picture
        return main.reference if main else ""

    # --- commands, one per entry of the table whose scope is the player

    def on_back_to_hits(self) -> None:
        """Leave."""
        self.left.emit()

    def on_previous_hit(self) -> None:
        """The hit before this one."""
        self.turned.emit(-1)

    def on_next_hit(self) -> None:
        """The hit after this one."""
        self.turned.emit(1)

    def on_play(self) -> None:
        """Play, or pause."""
        if self.shuttle.speed:
            self.shuttle.pause()
        else:
            self.shuttle.play(1)

    def on_play_back(self) -> None:
        """Play backwards, or faster."""
        self.shuttle.play(-1)

    def on_pause(self) -> None:
        """Stand still."""
        self.shuttle.pause()

    def on_play_on(self) -> None:
        """Play, or faster."""
        self.shuttle.play(1)

    def on_step_back(self) -> None:
        """One frame back."""
        self.cameras.step(-1)

    def on_step_on(self) -> None:
        """One frame on."""
        self.cameras.step(1)

    def on_skip_back(self) -> None:
        """Five seconds back."""
        self.cameras.skip(-SKIP_US)

    def on_skip_on(self) -> None:
        """Five seconds on."""
        self.cameras.skip(SKIP_US)

    def on_to_hit(self) -> None:
        """The hit's own moment."""
        if self._hit is not None:
            self.cameras.go(self._hit.time_us)

    def on_earlier_moment(self) -> None:
        """The last stored moment before this frame."""
        times = [row.time_us for row in self.strip.moments if row.time_us < self.shuttle.position_us]
        if times:
            self.cameras.go(max(times))

    def on_later_moment(self) -> None:
        """The first stored moment after this frame."""
        times = [row.time_us for row in self.strip.moments if row.time_us > self.shuttle.position_us]
        if times:
            self.cameras.go(min(times))

    def on_copy_time(self) -> None:
        """Put file, camera and time on the clipboard."""
        QGuiApplication.clipboard().setText(self.reference())
        self.said.emit(tr("Copied: {reference}", reference=self.reference()))

    # --- what happened

    def _on_moments(self, rows: Sequence[CropRow]) -> None:
        self.strip.show_moments(rows)
        self.stage.hit.show_own(passing_of(rows))
        self._show()
        self.shown_moments.emit()

    def _on_surroundings(self, around: Surroundings) -> None:
        if self._hit is not None:
            self.stage.hit.show_around(around)
            self.strip.show_seams(joins_of(around, self._hit.track))

    def _on_framed(self, tile: Tile) -> None:
        if tile is self.stage.main and tile.around is not self.seek.around:
            self._show_bar()

    def _show_bar(self) -> None:
        """The bar is of the footage that leads, with what is marked in its times."""
        if self._hit is not None:
            shift_us = self.shuttle.shift_us
            self.seek.show_footage(self.stage.main.around, self._hit.track)
            self.seek.show_marks(*(None if mark is None else mark + shift_us for mark in self.marks.marked))
            self.seek.show_position(self.cameras.leader.time_us)

    def _on_arrived(self, shown: Shown) -> None:
        self._shown = shown
        self._show()

    def _show(self) -> None:
        if self._shown is None:
            return
        shown, time = self._shown, moment(self._shown.time_us)
        sighting = sighting_at(self.strip.moments, shown.time_us)
        about = about_frame(shown, sighting)
        self._foot.say(time, about)
        spoken = tr("Frame at {time}. {about}", time=time, about=about)
        self.stage.hit.show_frame(shown, sighting, spoken)
        self.strip.mark(shown.time_us)
        if self.stage.main is self.stage.hit:
            self.seek.show_position(shown.time_us)

    def _on_hid(self, why: str) -> None:
        """Another camera leads to where the hit's own footage has no picture."""
        self._shown = None
        self._foot.say("", why)

    def _on_moment_chosen(self, row: CropRow) -> None:
        self.cameras.go(row.time_us)

    def _on_feed_failed(self, error: Exception) -> None:
        self.shuttle.pause()
        self._foot.say_about(sentence_of(error))
        if self._shown is None and self._workspace is not None and self._hit is not None:
            job = self._workspace.crop_job(self._hit.crop)
            job.succeeded.connect(self._on_stored_picture)
            job.failed.connect(lambda damaged: self.view.show_text(f"{sentence_of(error)} {sentence_of(damaged)}"))
            self._fallback.start(job)

    def _on_stored_picture(self, image: QImage) -> None:
        self._foot.say_about(tr("{why} The picture kept in the case is shown.", why=self._foot.about))
        self.view.show_frame(image, None, self._foot.about)

    def _on_speed_changed(self, speed: int) -> None:
        set_icon(self._play_action, "pause" if speed else "play")
        if speed and self._shown is not None:
            self._foot.say_about(tr("Playing at {speed} ×", speed=speed) if speed != 1 else "")
