"""Footage frame by frame, with its exact time: around a hit, with the person's box, or anywhere in it."""

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
from cpcl_desktop.gui.look.notice import Notice
from cpcl_desktop.gui.player.cameras import Cameras
from cpcl_desktop.gui.player.frame_feed import FrameFeed, Shuttle
from cpcl_desktop.gui.player.magnifier import Magnifier
from cpcl_desktop.gui.player.main_picture import MainPicture, of_other, of_subject
from cpcl_desktop.gui.player.marks import Marks
from cpcl_desktop.gui.player.moments_strip import MomentsStrip
from cpcl_desktop.gui.player.people import People
from cpcl_desktop.gui.player.seek_bar import SeekBar
from cpcl_desktop.gui.player.sighting import about_frame, passing_of, sighting_at
from cpcl_desktop.gui.player.stage import Stage
from cpcl_desktop.gui.player.subject import Subject
from cpcl_desktop.gui.player.surround import Foot, Heading
from cpcl_desktop.gui.player.tile import SILENT, Tile
from cpcl_desktop.gui.player.transport import Transport

LEFT_AFTER_S = 1.0  # without a frame, a lane is left to itself where other footage is wanted


class Player(QWidget):
    """Shows one hit at a time, or footage alone. `failed` carries an exception that has no place in the frame."""

    failed = Signal(object)
    left = Signal()  # back to the hits
    turned = Signal(int)  # to the hit before (-1) or after (1)
    led = Signal()  # other footage leads: it was opened, or is another camera's
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
        self.subject: Subject | None = None  # what is looked at
        self._shown: Shown | None = None
        self._at_us = 0  # the time one is at: the frame shown is the last at or before it
        self.seek, self.marks = SeekBar(), Marks(self.shuttle)
        self.people = People(actions, self.stage)
        self.magnifier = Magnifier(self.stage)
        self.cameras = Cameras(actions, self.stage, self.feed, self.shuttle)
        self.transport = Transport(self.shuttle, self.cameras, self.strip)
        self.silence = Notice()  # of footage that does not answer
        self._loading, self._fallback, self._looking = Latest(), Latest(), Latest()
        self._play_action = actions["play"]
        self._heading, self._foot = Heading(actions), Foot(actions, self.strip)
        self.decision = self._foot.decision
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self.silence)
        column.addWidget(self.stage, 1)
        column.addWidget(self.seek)
        column.addWidget(self._foot)
        self.feed.arrived.connect(self._on_arrived)
        self.feed.moved.connect(self._on_moved)
        self.feed.failed.connect(self._on_feed_failed)
        self.feed.silent.connect(self._on_silent)
        self.shuttle.changed.connect(self._on_speed_changed)
        self.strip.chosen.connect(self._on_moment_chosen)
        self.seek.sought.connect(self.cameras.seek)
        self.marks.changed.connect(lambda *_: self._show_bar())
        self.marks.looping.connect(actions["loop"].setChecked)
        for teller in (self.marks, self.people, self.cameras, self.magnifier):
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
        """The hit shown; None where footage is looked at without one."""
        return None if self.subject is None else self.subject.hit

    @property
    def shown(self) -> Shown | None:
        """The frame shown."""
        return self._shown

    @property
    def main_picture(self) -> MainPicture | None:
        """What a still or a clip is taken from now."""
        leader = self.cameras.leader
        if self.subject is None:
            return None
        if self.stage.main is self.stage.hit or leader.one is None:
            return of_subject(self.subject, self._shown, self.view.sighting, self.marks.span)
        return of_other(leader.one, leader.shown, self.marks.span)

    # --- what the window asks for

    def open(self, workspace: Workspace, subject: Subject, ratio: float) -> None:
        """Show a hit at its best moment, or footage at a time; `ratio` is the screen's pixel ratio."""
        if workspace is not self._workspace:
            self.strip.thumbnails.reset(workspace.thumbnails_job, ratio)
        self._leave_waiting()
        self._workspace, self._shown = workspace, None
        self.shuttle.pause()
        self.renew(subject)
        self._at_us = subject.time_us
        self.transport.home_us = subject.time_us if subject.hit is None else subject.hit.time_us
        self._foot.say(moment(subject.time_us), "")
        self._foot.show_for(subject)
        self.stage.hit.begin(tr("Decoding…"))
        self.strip.show_moments(())
        self.strip.show_seams(None)
        self.marks.open(subject)
        self.seek.show_footage(NOWHERE, subject.track)
        self._read(workspace, subject, subject.time_us)
        self.cameras.open(workspace, subject)
        self.led.emit()

    def _read(self, workspace: Workspace, subject: Subject, time_us: int) -> None:
        """Ask for what is shown of a subject, and for its frame at a time."""
        self._loading.cancel()
        self._fallback.cancel()
        if subject.track is not None:
            self._load(self._loading, workspace.moments_job(subject.track), self._on_moments)
        self._load(self._looking, workspace.surroundings_job(subject.source), self._on_surroundings)
        self.feed.open(workspace, subject.source, time_us)

    def _leave_waiting(self) -> None:
        """What waits for footage that does not answer shall not keep other footage waiting."""
        if self._workspace is not None and (self.feed.is_silent or self.feed.waits_s > LEFT_AFTER_S):
            self._workspace.read_anew()
            self.feed.is_left()

    def try_again(self) -> None:
        """Read the footage anew; whoever waits for it since it did not answer is left waiting."""
        if self._workspace is not None and self.subject is not None:
            self._workspace.read_anew()
            self.feed.is_left()
            self._read(self._workspace, self.subject, self._at_us)
            self.cameras.look_again()

    def renew(self, subject: Subject) -> None:
        """What is shown is known so now: its camera may have been named meanwhile."""
        self.subject = subject
        self._heading.show_subject(subject)

    def _load(self, latest: Latest, job: Job, then: Callable[..., None]) -> None:
        job.succeeded.connect(then)
        job.failed.connect(self.failed)
        latest.start(job)

    def close_footage(self) -> None:
        """Stop, and forget what was looked at."""
        self.shuttle.pause()
        self._leave_waiting()
        self.feed.close()
        self.cameras.close()
        self._loading.cancel()
        self._fallback.cancel()
        self._looking.cancel()
        self.marks.open(None)
        self.subject = self._shown = None

    def forget_case(self) -> None:
        """The case is being closed."""
        self.close_footage()
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
        if self.subject is not None:
            self.stage.hit.show_around(around)
            self.strip.show_seams(joins_of(around, self.subject.track))
            self._show()

    def _on_framed(self, tile: Tile) -> None:
        if tile is self.stage.main and tile.around is not self.seek.around:
            self._show_bar()

    def _show_bar(self) -> None:
        """The bar is of the footage that leads, with what is marked in its times."""
        if self.subject is not None:
            shift_us = self.shuttle.shift_us
            self.seek.show_footage(self.stage.main.around, self.subject.track)
            self.seek.show_marks(*(None if mark is None else mark + shift_us for mark in self.marks.marked))
            self.seek.show_position(self.cameras.leader.time_us)

    def _on_arrived(self, shown: Shown) -> None:
        self._shown, self._at_us = shown, shown.time_us
        self._show()

    def _on_moved(self, time_us: int) -> None:
        """One may be at a time without pictures, of which the frame shown says nothing."""
        self._at_us = time_us
        if self.stage.hit.around.gap_at(time_us) is not None:
            self._show()

    def _show(self) -> None:
        if self._shown is None:
            return
        shown, time = self._shown, moment(self._shown.time_us)
        sighting = sighting_at(self.strip.moments, shown.time_us)
        gap = self.stage.hit.around.gap_at(self._at_us)
        about = about_frame(shown, sighting, of_passage=self.hit is not None, gap=gap)
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
        if self._shown is not None:
            return
        if self.hit is None or self._workspace is None:
            self.stage.hit.say(sentence_of(error))
            return
        job = self._workspace.crop_job(self.hit.crop)
        job.succeeded.connect(self._on_stored_picture)
        job.failed.connect(lambda damaged: self.view.show_text(f"{sentence_of(error)} {sentence_of(damaged)}"))
        self._fallback.start(job)

    def _on_silent(self, is_silent: bool) -> None:
        """Say that footage does not answer; once it does, what it answers says enough."""
        self.silence.say(SILENT if is_silent else "", tr("Try again"), self.try_again)
        if is_silent:
            self.shuttle.pause()
            self._foot.say_about(SILENT)
            if self._shown is None:
                self.stage.hit.say(SILENT)

    def _on_stored_picture(self, image: QImage) -> None:
        self._foot.say_about(tr("{why} The picture kept in the case is shown.", why=self._foot.about))
        self.view.show_frame(image, None, self._foot.about)

    def _on_speed_changed(self, speed: int) -> None:
        set_icon(self._play_action, "pause" if speed else "play")
        if speed and self._shown is not None:
            self._foot.say_about(tr("Playing at {speed} ×", speed=speed) if speed != 1 else "")
