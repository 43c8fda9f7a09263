"""A folder of images as a stream of time-stamped frames: one file, one frame."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import numpy as np

from cpcl_desktop.engine.errors import MediaError, UsageError
from cpcl_desktop.engine.media.file_names import number_in, time_in
from cpcl_desktop.engine.media.image_file import read_damaged_image
from cpcl_desktop.engine.media.motion_photo import holds_film
from cpcl_desktop.engine.media.pulse import SILENT, Pulse
from cpcl_desktop.engine.media.shot import Shot
from cpcl_desktop.engine.media.timeline import Sampling
from cpcl_desktop.engine.records import Frame, Gap, Image, SourceKind

_DEFAULT_FRAME_US = 1_000_000
_NAMED_AT_MOST = 3  # files that a note lists by name


@dataclass(frozen=True, slots=True)
class _Times:
    """When each file of a folder was taken, and how that is known."""

    times_us: list[int]
    frame_us: int
    note: str
    counted: bool = True  # evenly spaced by number, so that a missing number is a missing image
    start: datetime | None = None


class FrameFolder:
    """Images in a folder, in the order given; a file that is no image becomes a gap.

    The counters describe the last call of `frames`, from its `start_us` on.
    """

    codec = "images"
    begins_us = 0
    parts = 1
    seekable = True

    def __init__(
        self,
        path: Path,
        files: Sequence[Path],
        fps: float | None = None,
        kind: SourceKind = "frames",
        pulse: Pulse = SILENT,
        refused: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`refused` are files, by relative name, that are not to be decoded, with the reason.

        Raises MediaError when there is no readable image, UsageError when `fps` is not above 0.
        """
        if fps is not None and fps <= 0:
            raise UsageError(f"{fps:g} images a second is no rate; name one above 0.")
        if not files:
            raise MediaError(f"{path} holds no images that can be read.")
        self.path, self.kind = path, kind
        self._pulse, self._refused = pulse, refused
        self._files = tuple(files)
        self._times = _times(self._files, fps)
        self.notes = [self._times.note]
        self.frame_us = self._times.frame_us
        self.start_time = self._times.start
        self.declared_s: float | None = (self._times.times_us[-1] + self._times.frame_us) / 1_000_000
        self._begin()
        self.height, self.width = self._first_size()

    def frames(self, sample_fps: float | None, start_us: int = 0) -> Generator[Frame, None, None]:
        """Frames at or after `start_us`, sampled by time; `sample_fps` None gives all."""
        for shot in self.shots(start_us, Sampling(sample_fps, 1_000_000 / self._times.frame_us)):
            self.frames_sampled += 1
            yield shot.frame()

    def shots(self, start_us: int = 0, sampling: Sampling | None = None) -> Generator[Shot, None, None]:
        """As `frames`; every file is read, sampled or not, to know whether it can be."""
        self._begin()
        sampling = sampling or Sampling(None)
        for file, time_us, end_us, next_us in self._schedule():
            taken = sampling.takes(time_us)
            if time_us < start_us:
                continue
            image = self._read(file, time_us, end_us)
            if image is not None and taken:
                yield Shot(self.frames_decoded - 1, time_us, partial(_kept, image), self._name(file))
            if end_us < next_us:
                self._miss(Gap(end_us, next_us, f"images after {file.name} are missing from the folder"))
        self._note_faults()

    def stop(self) -> None:
        """Nothing to do: whoever reads in this process stops by closing the generator."""

    def _schedule(self) -> Iterator[tuple[Path, int, int, int]]:
        """Each file with when it was taken, until when it stands for the scene, and when the next was taken."""
        times = self._times
        last_end_us = times.times_us[-1] + times.frame_us
        for file, (time_us, next_us) in zip(self._files, pairwise([*times.times_us, last_end_us]), strict=True):
            yield file, time_us, time_us + times.frame_us if times.counted else next_us, next_us

    def _read(self, file: Path, time_us: int, end_us: int) -> Image | None:
        try:
            image, damaged = self._decode(file)
        except MediaError as error:
            self._miss(Gap(time_us, end_us, str(error)))
            self._unreadable.append(file.name)
            return None
        if damaged:
            self._damaged.append(file.name)
        if holds_film(file):
            self.films.append(file)
        self.frames_decoded += 1
        self._pulse.decoded(self.frames_decoded, time_us, self.decoded_s)
        self.decoded_s += (end_us - time_us) / 1_000_000
        return image

    def _decode(self, file: Path) -> tuple[Image, bool]:
        name = self._name(file)
        if name in self._refused:
            raise MediaError(f"{file.name}: {self._refused[name]}.")
        self._pulse.at_file(name)
        return read_damaged_image(file)

    def _miss(self, gap: Gap) -> None:
        self.gaps.append(gap)
        self._pulse.gap(gap)

    def _name(self, file: Path) -> str:
        return file.relative_to(self.path).as_posix()

    def _begin(self) -> None:
        self.frames_decoded = self.frames_sampled = 0
        self.decoded_s = 0.0
        self.gaps: list[Gap] = []
        self.notes = [self._times.note]
        self._unreadable: list[str] = []
        self._damaged: list[str] = []
        self.films: list[Path] = []  # images behind which a film is stored

    def _note_faults(self) -> None:
        if self.films:
            names = _named([film.name for film in self.films])
            self.notes.append(f"A film is stored behind {len(self.films)} of the images: {names}.")
        if self._unreadable:
            self.notes.append(f"{len(self._unreadable)} files are not readable images: {_named(self._unreadable)}.")
        if self._damaged:
            self.notes.append(f"{len(self._damaged)} images are damaged: {_named(self._damaged)}.")

    def _first_size(self) -> tuple[int, int]:
        for file in self._files:
            try:
                height, width = self._decode(file)[0].shape[:2]
            except MediaError:
                continue
            return height, width
        raise MediaError(f"None of the {len(self._files)} images in {self.path} can be read.")


def _kept(image: Image) -> Image:
    return image


def _named(names: Sequence[str]) -> str:
    more = len(names) - _NAMED_AT_MOST
    return ", ".join(names[:_NAMED_AT_MOST]) + (f" and {more} more" if more > 0 else "")


def _times(files: Sequence[Path], fps: float | None) -> _Times:
    if fps is not None:
        times = [round(step * 1_000_000 / fps) for step in _steps(files)]
        return _Times(times, max(1, round(1_000_000 / fps)), f"Times count {fps:g} images a second, as asked.")
    moments = [moment for file in files if (moment := time_in(file.stem)) is not None]
    zones = {moment.tzinfo for moment in moments}
    if len(moments) == len(files) and len(zones) == 1 and moments == sorted(moments):
        return _by_moments(moments)
    times = [at * _DEFAULT_FRAME_US for at in range(len(files))]
    note = "The images carry no time and no rate was given; times count one image a second."
    return _Times(times, _DEFAULT_FRAME_US, note)


def _by_moments(moments: list[datetime]) -> _Times:
    times: list[int] = []
    for moment in moments:
        time_us = round((moment - moments[0]).total_seconds() * 1_000_000)
        times.append(max(time_us, times[-1] + 1) if times else time_us)  # a burst within one stated second
    intervals = np.diff(times)
    frame_us = max(1, int(np.median(intervals))) if len(intervals) else 1_000_000
    return _Times(times, frame_us, "Times come from the images' file names.", False, moments[0])


def _steps(files: Sequence[Path]) -> Sequence[int]:
    """Frame numbers from 0: those in the names where they count by ones, else the order."""
    numbers = [number_in(file.stem) for file in files]
    known = [number for number in numbers if number is not None]
    if len(known) == len(files) > 1:
        strides = np.diff(known)
        if (strides > 0).all() and (strides == 1).mean() >= 0.5:
            return [number - known[0] for number in known]
    return range(len(files))
