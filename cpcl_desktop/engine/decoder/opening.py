"""One iterator of time-stamped frames over video files and frame folders."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from cpcl_desktop.engine.decoder.isolated import IsolatedMedia
from cpcl_desktop.engine.decoder.limits import LIMITS
from cpcl_desktop.engine.media.listing import FOLDER_READING
from cpcl_desktop.engine.media.pulse import SILENT
from cpcl_desktop.engine.media.shot import Shot
from cpcl_desktop.engine.recorder_time import Origin
from cpcl_desktop.engine.records import Frame, Gap, Source, SourceKind

INSIDE = "CPCL_DECODE_INSIDE"  # set to 1, media is decoded in this process: for measuring what isolation costs


class Media(Protocol):
    """One source, opened read-only.

    `declared_s` is what the file says of its length, in seconds (None where it
    says nothing; it grows where more recordings turn out to be in the file).
    Width and height are those of the upright, square-pixel frame.
    `frames_decoded`, `frames_sampled`, `decoded_s` (seconds decoded, gaps not
    counted), `gaps` and `notes` grow while `frames` runs. `begins_us` is when the
    first picture is due, from the file's start. `seeks_surely`: a reading that
    begins in the middle gives what one from the start does; `listed` is how many
    pictures the file's index names (0: none that can be trusted), and `span_us`
    the times of the first frame that was read and of that at which reading was
    to end. `parts` is how many films lie
    beside each other in the file, `films` are the pictures of a folder behind
    which a film is stored; both are known for certain when all has been read.
    `start_time` is the recorder's own clock at the first frame, where the
    source states it, and `start_origin` what states it.
    """

    kind: SourceKind
    width: int
    height: int
    codec: str
    frames_sampled: int
    gaps: list[Gap]
    start_time: datetime | None
    start_origin: Origin
    begins_us: int
    seeks_surely: bool
    listed: int
    span_us: tuple[int | None, int | None]
    parts: int
    films: list[Path]

    @property
    def declared_s(self) -> float | None:
        """See above."""

    @property
    def notes(self) -> list[str]:
        """See above."""

    @property
    def frames_decoded(self) -> int:
        """See above."""

    @property
    def decoded_s(self) -> float:
        """See above."""

    def frames(self, sample_fps: float | None, start_us: int = 0) -> Generator[Frame, None, None]:
        """Frames at or after `start_us`, sampled by time; None gives all. Closing it closes the file."""

    def shots(self, start_us: int = 0) -> Generator[Shot, None, None]:
        """All frames at or after `start_us`, their pictures made only when asked for."""

    def stop(self) -> None:
        """Make a reading that goes on in another thread end within moments; nothing more is to be read."""


def open_media(
    path: Path,
    *,
    folder_fps: float | None = None,
    kind: SourceKind | None = None,
    threads: int | None = None,
    reading: int = FOLDER_READING,
    part: int = 1,
    from_first: bool = False,
    until_us: int | None = None,
) -> Media:
    """Open a video file, an image or a folder of images; `kind` "crops" takes sub-folders, too.

    `reading` is the way in which a folder is read (`media/listing.py`). `part`
    is the number of the film where several lie beside each other in the file;
    `kind` "video" takes the film behind an image. `from_first`: times count from
    the first picture. A video is read up to `until_us` only, None: to its end.
    What a case holds is opened by `open_source`.

    It is decoded in a process of its own: see `isolated`.

    Raises MediaError, a plain sentence, when nothing in it can be decoded.
    """
    if os.environ.get(INSIDE) == "1":
        from cpcl_desktop.engine.media.reading import open_here  # late: decoders are not for this process

        return open_here(path, folder_fps, kind, threads, SILENT, None, reading, part, from_first, until_us)
    return IsolatedMedia(path, folder_fps, kind, threads, LIMITS, reading, part, from_first, until_us)


def open_source(source: Source, settings: Mapping[str, Any]) -> Media:
    """Open a case's source so that its frames are at the times which the case holds; as `open_media`.

    `settings` are those with which it was begun; older versions read folders
    otherwise, and counted from the first picture.
    """
    return open_media(
        source.path,
        folder_fps=settings.get("folder_fps"),
        kind=source.kind,
        reading=settings.get("folder_reading", 1),
        part=source.part,
        from_first=source.begins_us is None,
    )


def frame_at(
    path: Path,
    time_us: int,
    count_before: int = 0,
    count_after: int = 0,
    folder_fps: float | None = None,
) -> list[Frame]:
    """The frame shown at `time_us` (the last at or before it) with its neighbours, in order.

    Fewer come back at either end of the source. Seeks, then decodes exactly;
    `index` is -1 since a seek does not count frames.
    """
    return frames_around(open_media(path, folder_fps=folder_fps), time_us, count_before, count_after)


def frames_around(media: Media, time_us: int, count_before: int = 0, count_after: int = 0) -> list[Frame]:
    """As `frame_at`, for a source that is open already."""
    reach_us = 1_000_000 * (count_before + 2)
    while True:
        start_us = max(0, time_us - reach_us)
        before, after = _shots_around(media, start_us, time_us, count_before + 1, count_after + 1)
        if len(before) > count_before or start_us == 0:
            break
        reach_us *= 8
    shots = [*before, *after][: len(before) + count_after + (not before)]
    return [Frame(-1, shot.time_us, shot.develop(), shot.name) for shot in shots]


def _shots_around(
    media: Media, start_us: int, time_us: int, keep_before: int, keep_after: int
) -> tuple[list[Shot], list[Shot]]:
    before: deque[Shot] = deque(maxlen=keep_before)
    after: list[Shot] = []
    with closing(media.shots(start_us)) as shots:
        for shot in shots:
            if shot.time_us <= time_us:
                before.append(shot)
            else:
                after.append(shot)
            if len(after) >= keep_after:
                break
    return list(before), after
