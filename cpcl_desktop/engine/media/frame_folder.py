"""A folder of images as a stream of time-stamped frames: one picture, one frame."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import MediaError, UsageError
from cpcl_desktop.engine.media.depth import Deep, Levels, levels_of
from cpcl_desktop.engine.media.image_file import read_damaged_image, read_deep
from cpcl_desktop.engine.media.listing import FOLDER_READING
from cpcl_desktop.engine.media.motion_photo import holds_film
from cpcl_desktop.engine.media.picture_times import Dated, times_of
from cpcl_desktop.engine.media.pulse import SILENT, Pulse
from cpcl_desktop.engine.media.shot import Shot
from cpcl_desktop.engine.media.still import Still, still_of
from cpcl_desktop.engine.media.timeline import Sampling
from cpcl_desktop.engine.records import Frame, Gap, Image, SourceKind

_LOOKED_AT = 12  # deep images of a folder by which their common levels are chosen
_NAMED_AT_MOST = 3  # files that a note lists by name


class FrameFolder:
    """Images in a folder, in the order given; a file that is no image becomes a gap.

    The counters describe the last call of `frames`, from its `start_us` on.
    """

    codec = "images"
    begins_us = 0
    parts = 1
    seeks_surely, listed = False, 0
    span_us: tuple[int | None, int | None] = None, None
    seekable = True

    def __init__(
        self,
        path: Path,
        files: Sequence[Path],
        fps: float | None = None,
        kind: SourceKind = "frames",
        pulse: Pulse = SILENT,
        refused: Mapping[str, str] = MappingProxyType({}),
        reading: int = FOLDER_READING,
    ) -> None:
        """`refused` are files, by relative name, that are not to be decoded, with the reason; `reading`: `listing`.

        Raises MediaError when there is no readable image, UsageError when `fps` is not above 0.
        """
        if fps is not None and fps <= 0:
            raise UsageError("{fps:g} images a second is no rate; name one above 0.", fps=fps)
        if not files:
            raise MediaError("{path} holds no images that can be read.", path=path)
        self.path, self.kind = path, kind
        self._pulse, self._refused = pulse, refused
        stills = {file: self._still(file, reading) for file in files}
        self._times = times_of([picture for file in files for picture in self._pictures(file, stills[file])], fps)
        self._levels = self._common_levels([file for file in files if stills[file].deep])
        self._first_notes = [self._times.note, *_notes_on(stills.values()), *_note_on(self._levels)]
        self.frame_us = self._times.frame_us
        self.start_time, self.start_origin = self._times.start, self._times.origin
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
        for picture, time_us, end_us, next_us in self._schedule():
            taken = sampling.takes(time_us)
            if time_us < start_us:
                continue
            image = self._read(picture, time_us, end_us)
            if image is not None and taken:
                yield Shot(self.frames_decoded - 1, time_us, partial(_kept, image), picture.name)
            if end_us < next_us:
                self._miss(
                    Gap(
                        end_us,
                        next_us,
                        worded("images after {name} are missing from the folder", name=picture.file.name),
                    )
                )
        self._note_faults()

    def stop(self) -> None:
        """Nothing to do: whoever reads in this process stops by closing the generator."""

    def _still(self, file: Path, reading: int) -> Still:
        self._pulse.beat()
        still = still_of(file)
        return still if reading >= FOLDER_READING else Still(still.kind, places=still.places[:1], deep=still.deep)

    def _pictures(self, file: Path, still: Still) -> Iterator[Dated]:
        name = self._name(file)
        for number, place in enumerate(still.places, 1):
            yield Dated(file, place, name if number == 1 else f"{name} ({number})", still.exif)

    def _common_levels(self, deep: Sequence[Path]) -> tuple[Levels, ...]:
        """One stretch for all pictures of more than eight bits, after some of them, spread over the folder."""
        step = max(1, -(-len(deep) // _LOOKED_AT))
        return levels_of(values for file in deep[::step] if (values := self._deep(file)) is not None)

    def _deep(self, file: Path) -> Deep | None:
        if self._name(file) in self._refused:
            return None
        self._pulse.at_file(self._name(file))
        try:
            return read_deep(file)
        except MediaError:  # met again, and told, when the folder is read
            return None

    def _schedule(self) -> Iterator[tuple[Dated, int, int, int]]:
        """Each picture with when it was taken, until when it stands for the scene, and when the next was taken."""
        times = self._times
        last_end_us = times.times_us[-1] + times.frame_us
        for picture, (time_us, next_us) in zip(
            times.pictures, pairwise([*times.times_us, last_end_us]), strict=True
        ):
            yield picture, time_us, time_us + times.frame_us if times.counted else next_us, next_us

    def _read(self, picture: Dated, time_us: int, end_us: int) -> Image | None:
        try:
            image, damaged = self._decode(picture)
        except MediaError as error:
            self._miss(Gap(time_us, end_us, str(error)))
            self._unreadable.append(picture.file.name)
            return None
        if damaged:
            self._damaged.append(picture.file.name)
        if picture.file not in self.films and holds_film(picture.file):
            self.films.append(picture.file)
        self.frames_decoded += 1
        self._pulse.decoded(self.frames_decoded, time_us, self.decoded_s)
        self.decoded_s += (end_us - time_us) / 1_000_000
        return image

    def _decode(self, picture: Dated) -> tuple[Image, bool]:
        name = self._name(picture.file)
        if name in self._refused:
            sentence = f"{picture.file.name}: {self._refused[name]}."
            raise MediaError(sentence)
        self._pulse.at_file(name)
        return read_damaged_image(picture.file, picture.place, self._levels)

    def _miss(self, gap: Gap) -> None:
        self.gaps.append(gap)
        self._pulse.gap(gap)

    def _name(self, file: Path) -> str:
        return file.relative_to(self.path).as_posix()

    def _begin(self) -> None:
        self.frames_decoded = self.frames_sampled = 0
        self.decoded_s = 0.0
        self.gaps: list[Gap] = []
        self.notes = list(self._first_notes)
        self._unreadable: list[str] = []
        self._damaged: list[str] = []
        self.films: list[Path] = []  # images behind which a film is stored

    def _note_faults(self) -> None:
        if self.films:
            names = _named([film.name for film in self.films])
            self.notes.append(
                worded(
                    "A film is stored behind {count} of the images: {named}.", count=len(self.films), named=names
                )
            )
        if self._unreadable:
            self.notes.append(
                worded(
                    "{count} files are not readable images: {named}.",
                    count=len(self._unreadable),
                    named=_named(self._unreadable),
                )
            )
        if self._damaged:
            self.notes.append(
                worded(
                    "{count} images are damaged: {named}.", count=len(self._damaged), named=_named(self._damaged)
                )
            )

    def _first_size(self) -> tuple[int, int]:
        reason = ""
        for picture in self._times.pictures:
            try:
                height, width = self._decode(picture)[0].shape[:2]
            except MediaError as error:
                reason = reason or str(error)
                continue
            return height, width
        count = len(self._times.pictures)
        raise MediaError(
            reason
            if count == 1
            else worded(
                "None of the {count} images in {path} can be read. {why}", count=count, path=self.path, why=reason
            )
        )


def _kept(image: Image) -> Image:
    return image


def _notes_on(stills: Collection[Still]) -> Iterator[str]:
    """Plain sentences on files that hold more than one picture."""
    further = sum(len(still.places) - 1 for still in stills)
    aside = sum(still.aside for still in stills)
    if further:
        yield worded(
            "{further} further pages or pictures in the same files were read as images of their own.",
            further=further,
        )
    if aside:
        yield worded("{aside} previews, depth maps and the like in the same files were left out.", aside=aside)


def _note_on(levels: Sequence[Levels]) -> Iterator[str]:
    spans = [f"{each.black:.5g} to {each.white:.5g}" for each in levels if each.stretched]
    if spans:
        yield worded(
            "There are images of more than 8 bits that use a small part of them: values from {names} are shown "
            "as black to white, alike in all of them.",
            names=" and from ".join(spans[:_NAMED_AT_MOST]),
        )


def _named(names: Sequence[str]) -> str:
    more = len(names) - _NAMED_AT_MOST
    named = ", ".join(names[:_NAMED_AT_MOST])
    return worded("{names} and {count} more", names=named, count=more) if more > 0 else named
