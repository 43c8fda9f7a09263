"""An animated WebP as a stream of time-stamped frames; FFmpeg's libraries do not read these, Pillow does."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image as Picture

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.media.image_file import MOST_PIXELS
from cpcl_desktop.engine.media.pulse import SILENT, Pulse
from cpcl_desktop.engine.media.shot import Shot
from cpcl_desktop.engine.media.timeline import Sampling
from cpcl_desktop.engine.recorder_time import Origin
from cpcl_desktop.engine.records import Frame, Gap, Image, SourceKind

_FAULTS = (OSError, EOFError, ValueError, SyntaxError, Picture.DecompressionBombError)
_UNSTATED_MS = 100  # how long browsers show a frame that states no time


class WebpFilm:
    """One animated WebP, shown once however often it says that it repeats.

    The counters describe the last call of `frames` or `shots`.
    """

    kind: SourceKind = "video"
    codec = "webp"
    seekable = True
    start_time: datetime | None = None
    start_origin: Origin = ""
    begins_us = 0
    parts = 1
    seeks_surely, listed = False, 0
    span_us: tuple[int | None, int | None] = None, None

    def __init__(self, path: Path, pulse: Pulse = SILENT) -> None:
        """MediaError when not one frame can be decoded."""
        self.path, self._pulse = path, pulse
        self.declared_s: float | None = None
        self.films: list[Path] = []  # what a folder of pictures may have
        self.frame_us = _UNSTATED_MS * 1000
        self._begin()
        with closing(self._decoded()) as frames:
            first = next(frames, None)
        if first is None:
            raise MediaError("Not one frame of {name} could be decoded.", name=path.name)
        self.height, self.width = first[0].shape[:2]
        self.frame_us = first[2] - first[1]
        self._begin()

    def frames(self, sample_fps: float | None, start_us: int = 0) -> Generator[Frame, None, None]:
        """Frames at or after `start_us`, sampled by time; `sample_fps` None gives all."""
        for shot in self.shots(start_us, Sampling(sample_fps, 1_000_000 / self.frame_us)):
            self.frames_sampled += 1
            yield shot.frame()

    def shots(self, start_us: int = 0, sampling: Sampling | None = None) -> Generator[Shot, None, None]:
        """As `frames`; every frame is decoded, since each is drawn over the one before."""
        self._begin()
        sampling = sampling or Sampling(None)
        for image, time_us, end_us in self._decoded():
            taken = sampling.takes(time_us)
            if time_us < start_us:
                continue
            self.frames_decoded += 1
            self._pulse.decoded(self.frames_decoded, time_us, self.decoded_s)
            self.decoded_s += (end_us - time_us) / 1_000_000
            if taken:
                yield Shot(self.frames_decoded - 1, time_us, partial(_kept, image))

    def stop(self) -> None:
        """Nothing to do: whoever reads in this process stops by closing the generator."""

    def _decoded(self) -> Generator[tuple[Image, int, int], None, None]:
        """Each frame's picture, from when it is shown, until when; what cannot be decoded becomes a gap."""
        time_us = 0
        try:
            with Picture.open(self.path, formats=["WEBP"]) as film:
                if film.width * film.height > MOST_PIXELS:
                    raise MediaError(
                        "{name} claims a picture of {width}×{height}; not read.",
                        name=self.path.name,
                        width=film.width,
                        height=film.height,
                    )
                for number in range(getattr(film, "n_frames", 1)):
                    self._pulse.beat()
                    film.seek(number)
                    image = np.asarray(film.convert("RGB"), np.uint8)
                    end_us = time_us + (int(film.info.get("duration") or 0) or _UNSTATED_MS) * 1000
                    yield image, time_us, end_us
                    time_us = end_us
        except _FAULTS:
            gap = Gap(time_us, time_us + self.frame_us, worded("the rest of the animation cannot be decoded"))
            self.gaps.append(gap)
            self._pulse.gap(gap)

    def _begin(self) -> None:
        self.frames_decoded = self.frames_sampled = 0
        self.decoded_s = 0.0
        self.gaps: list[Gap] = []
        self.notes: list[str] = []


def _kept(image: Image) -> Image:
    return image
