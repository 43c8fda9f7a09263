"""What the player is opened for: a passage at its best moment, or footage at any, whoever is in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.engine.coverage.abreast import span_us
from cpcl_desktop.engine.records import Hit, Source
from cpcl_desktop.gui.player.tile import name_of

Span = tuple[int, int]  # microseconds, ends included


@dataclass(frozen=True, slots=True)
class Subject:
    """Footage at a moment, and the passage of it that is looked at, if any; all times are of the file (µs).

    `title` is what stands above the picture, and `span_us` what a clip holds of which nothing is marked.
    """

    source: int
    name: str
    camera: str
    path: Path
    title: str
    time_us: int
    span_us: Span
    hit: Hit | None = None

    @property
    def track(self) -> int | None:
        """The passage's number, if there is one."""
        return None if self.hit is None else self.hit.track


def of_hit(hit: Hit, at_us: int | None = None) -> Subject:
    """A passage, at the moment of its best picture or at a time of its footage."""
    title = " · ".join(filter(None, (hit.case, hit.camera, hit.source_name)))
    span = hit.start_us, hit.end_us
    time_us = hit.time_us if at_us is None else at_us
    return Subject(hit.source, hit.source_name, hit.camera, hit.path, title, time_us, span, hit)


def of_footage(source: Source, time_us: int | None = None) -> Subject:
    """A source at a time of its file, by default its first picture."""
    span = span_us(source)
    time = span[0] if time_us is None else time_us
    return Subject(source.id, source.name, source.camera, source.path, name_of(source), time, span)
