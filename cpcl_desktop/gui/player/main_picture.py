"""What stills, clips and notes are taken from: the main picture's footage, which need not be what was opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.coverage.abreast import Abreast, span_us
from cpcl_desktop.engine.report.records import Pointed
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.gui.lanes.frame import Shown
from cpcl_desktop.gui.player.sighting import Sighting
from cpcl_desktop.gui.player.subject import Span, Subject
from cpcl_desktop.gui.wording import clock_line


@dataclass(frozen=True, slots=True)
class MainPicture:
    """A source and the frame of it that is shown, if any; all times are of its own file (µs).

    `span_us` is what a clip would hold: it has no length where the footage has nothing of it.
    """

    source: int
    name: str
    camera: str
    path: Path
    shown: Shown | None
    about: Pointed
    span_us: Span

    @property
    def reference(self) -> str:
        """File, camera and exact time of the frame, for notes."""
        image = f", {self.shown.name}" if self.shown and self.shown.name else ""
        times = (moment(self.shown.time_us), clock_line(self.shown.clock)) if self.shown else ()
        return tr(
            "{footage}, camera {camera}, {times}",
            footage=f"{self.path}{image}",
            camera=self.camera,
            times=", ".join(filter(None, times)),
        )


def of_subject(subject: Subject, shown: Shown | None, sighting: Sighting | None, span: Span) -> MainPicture:
    """The footage that was opened, with where the person of its passage is, if it is about one."""
    about = Pointed(subject.track, sighting.box, sighting.seen) if sighting else Pointed(subject.track)
    return MainPicture(subject.source, subject.name, subject.camera, subject.path, shown, about, span)


def of_other(one: Abreast, shown: Shown | None, span: Span) -> MainPicture:
    """Another camera's, which is about no passage; `span` is in times of the footage opened."""
    source, (first, last) = one.source, span_us(one.source)
    begin, end = (min(max(time_us + one.shift_us, first), last) for time_us in span)
    return MainPicture(source.id, source.name, source.camera, source.path, shown, Pointed(None), (begin, end))
