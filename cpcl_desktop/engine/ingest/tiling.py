"""Whether a source's frames are looked at in tiles: as the user says, or after a look at its first minutes.

Tiles cost as many looks as there are tiles. They are taken where, in a few
frames of the first minutes, they find people who are too small for the
detector in the whole frame. The choice is kept with its reason and its cost, so
that a source that is resumed is read as it was begun.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace

import numpy as np

from cpcl_desktop.bundle.boxes import covered
from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.clock import length
from cpcl_desktop.engine.decoder.opening import Media, open_media
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.ingest.options import AUTO, OFF, IngestOptions
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.people.detect import Adjustable, adjusted
from cpcl_desktop.engine.people.tiles import NO_TILES
from cpcl_desktop.engine.progress import Progress, Report
from cpcl_desktop.engine.records import Detections, Image, Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.sources.walk import Found

LARGE = 2.5  # times the detector's input; a smaller frame shows it little more in tiles
CANDIDATES = (2, 3)  # tiles that are tried, each against the best before it
LOOKS = 8  # frames that are looked at, evenly over
FIRST_S = 120.0  # seconds from the start
SURE = 0.5  # score of somebody who counts here: tiles are four times as many chances to be wrong
TOO_SMALL_PX = 32.0  # height in the detector's input below which it may miss people
LEAST_FRAMES = 2  # of the frames looked at, in which tiles must find more people
LEAST_GAIN = 0.15  # share of all people found that only tiles find


@dataclass(frozen=True, slots=True)
class Tiling:
    """In how many tiles along a frame's longer side it is looked at, why, and the seconds that a frame takes so."""

    tiles: int
    reason: str = ""
    frame_s: float | None = None


def fitted(
    case: Case, source: Source, found: Found, media: Media, stages: Stages, options: IngestOptions, report: Report
) -> Stages:
    """The stages with the detector as this source is to be looked at, which the case then keeps."""
    detector = stages.detector
    if not isinstance(detector, Adjustable) or media.kind == "crops":
        return stages
    detector = detector.adjusted(options.detector_size, NO_TILES)
    tiles = source.tiles
    if tiles is None:
        tiling = _stated(options) or _seen(found, media, detector, options, report)
        case.sources.choose_tiles(source.id, tiling.tiles, tiling.reason, tiling.frame_s)
        tiles = tiling.tiles
    return replace(stages, detector=adjusted(detector, None, tiles))


def check_options(stages: Stages, options: IngestOptions) -> None:
    """`UsageError` where the detector cannot be had as the user wants it."""
    tiles = _stated(options)
    adjusted(stages.detector, options.detector_size, NO_TILES if tiles is None else tiles.tiles)


def _stated(options: IngestOptions) -> Tiling | None:
    """What the user said, None for a look at the source."""
    tiles = options.tiles or AUTO
    return None if tiles == AUTO else Tiling(NO_TILES if tiles == OFF else int(tiles))


def _seen(found: Found, media: Media, detector: Adjustable, options: IngestOptions, report: Report) -> Tiling:
    if max(media.width, media.height) < LARGE * detector.size:
        return Tiling(NO_TILES)  # nothing is to be said of it
    report(Progress(tr("Looking for small people in {name}", name=found.path.name)))
    span_s = min(FIRST_S, media.declared_s or FIRST_S)
    try:
        images = _first_frames(found, options, span_s)
    except MediaError as error:  # reading it will tell more
        return Tiling(NO_TILES, worded("no frame could be looked at beforehand: {why}", why=error))
    return choose(images, detector, span_s)


def _first_frames(found: Found, options: IngestOptions, span_s: float) -> list[Image]:
    """A few frames, evenly over the first seconds."""
    media = open_media(found.path, folder_fps=options.folder_fps, kind=found.kind, part=found.part)
    images = []
    try:
        for number in range(LOOKS):
            with closing(media.shots(round(span_s * 1e6 * number / LOOKS))) as shots:
                shot = next(shots, None)
                images += [] if shot is None else [shot.develop()]
    finally:
        media.stop()
    return images


def choose(images: Sequence[Image], detector: Adjustable, span_s: float) -> Tiling:
    """How many tiles frames like these are worth; `span_s` is how much footage they are from."""
    found, frame_s = _looked_at(images, detector)
    where = worded("in {count} frames of the first {time}", count=len(images), time=length(span_s))
    best = Tiling(NO_TILES, worded("tiles found hardly anybody more {where}", where=where), frame_s)
    whole = _people(found)
    for tiles in CANDIDATES:
        more, more_s = _looked_at(images, detector.adjusted(None, tiles))
        gained = [
            _only_small(after, before, detector.size, image)
            for after, before, image in zip(more, found, images, strict=True)
        ]
        if np.count_nonzero(gained) < LEAST_FRAMES or sum(gained) < LEAST_GAIN * (sum(gained) + _people(found)):
            break
        found = more
        said = worded(
            "{where} they found {people:d} people, and the whole frame {whole:d}",
            where=where,
            people=_people(more),
            whole=whole,
        )
        best = Tiling(
            tiles,
            worded(
                "{said}; a frame takes {more_s:.2f} s so, and {frame_s:.2f} s whole",
                said=said,
                more_s=more_s,
                frame_s=frame_s,
            ),
            more_s,
        )
    return best


def _looked_at(images: Sequence[Image], detector: Adjustable) -> tuple[list[Detections], float]:
    """The people in each, and the seconds that a frame took once the network was open."""
    detector.look(images[:1])
    began = time.perf_counter()
    found = detector.look(images)
    return found, (time.perf_counter() - began) / max(1, len(images))


def _people(found: Sequence[Detections]) -> int:
    return sum(int(np.count_nonzero(one.scores >= SURE)) for one in found)


def _only_small(after: Detections, before: Detections, size: int, image: Image) -> int:
    """How many people are found now who were not before, and are too small in the whole frame."""
    boxes = after.boxes[after.scores >= SURE]
    small = (boxes[:, 3] - boxes[:, 1]) * size / max(image.shape[:2]) < TOO_SMALL_PX
    known = covered(boxes, before.boxes).max(axis=1, initial=0.0) > 0.5
    return int(np.count_nonzero(small & ~known))
