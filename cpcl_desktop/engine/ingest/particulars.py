"""What a case notes of a source beside what is read of it: how it is read, its camera, its recorder's clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.names import camera_name
from cpcl_desktop.engine.ingest.options import AUTO, NO_SEAMS, OFF, IngestOptions
from cpcl_desktop.engine.media.listing import FOLDER_READING
from cpcl_desktop.engine.recorder_time import Origin, RecorderClock
from cpcl_desktop.engine.records import SourceKind
from cpcl_desktop.engine.runtime.places import home
from cpcl_desktop.engine.sources.dav_clock import dav_start
from cpcl_desktop.engine.sources.recorder_names import own_patterns, start_in_name
from cpcl_desktop.engine.sources.walk import Found

if TYPE_CHECKING:  # every window needs this module, and few what decodes and detects
    from cpcl_desktop.engine.decoder.opening import Media
    from cpcl_desktop.engine.people.detect import Detector

WEIGHTS = "detector_sha256"
"""Key of a source's settings: SHA-256 of the file of its detector's network, None where that has none. Older cases
lack it."""
_NOT_DECIDING = ("clock", "cameras")  # of the options: can be stated otherwise later


def settings_of(options: IngestOptions, detector: str | None, kind: SourceKind = "video") -> dict[str, Any]:
    """What decides a source's result, as the case keeps it."""
    chosen = {name: value for name, value in asdict(options).items() if name not in _NOT_DECIDING}
    folder = {} if kind == "video" else {"folder_reading": FOLDER_READING}
    known = {"tiles": options.tiles or AUTO, "stretch_s": options.between_seams_s, "detector": detector}
    return chosen | known | folder


def settings_with(options: IngestOptions, detector: Detector, kind: SourceKind) -> dict[str, Any]:
    """The same of a source that this detector is to find people in, its weights among them."""
    return settings_of(options, detector.name, kind) | {WEIGHTS: detector.weights_sha256}


def as_now_kept(settings: Mapping[str, Any]) -> dict[str, Any]:
    """A source's stored settings with what older versions, which knew no other way, did not keep."""
    return {"detector_size": None, "tiles": OFF, "stretch_s": NO_SEAMS, WEIGHTS: None, **settings}


def other_weights(begun: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """That a source was begun with other weights of the same detector, as a sentence; empty where it was not."""
    before, weights = begun.get(WEIGHTS), now[WEIGHTS]
    if begun.get("detector") != now["detector"] or before == weights:
        return ""
    name = worded("the detector {name}", name=now["detector"])
    if before is None:
        return worded(
            "Reading was begun by a version that did not keep which weights {name} had. It was read anew, with "
            "those of now ({now}).",
            name=name,
            now=_short(weights),
        )
    return worded(
        "Reading was begun with other weights of {name} ({before}). What they had found was let go, and it was "
        "read anew with those of now ({now}).",
        name=name,
        before=_short(before),
        now=_short(weights),
    )


def _short(sha256: str | None) -> str:
    return "none" if sha256 is None else f"SHA-256 {sha256[:12]}…"


def camera_of(found: Found, options: IngestOptions) -> str:
    """The camera's name as given, else that of the folder that holds the source; further films add their number."""
    path = found.path.absolute()
    camera = options.camera or path.parent.name or path.name
    return camera if found.part == 1 else f"{camera} #{found.part}"


def camera_in(case: Case, found: Found, options: IngestOptions) -> str:
    """As `camera_of`, with as many folders as tell it from the case's other cameras, which keep their names.

    Where the options name the folder's camera, or somebody named that of all that lies there, it is called so.
    """
    folder = found.path.absolute().parent
    if options.camera or not folder.name:
        return camera_of(found, options)
    if named := dict(options.cameras).get(folder):
        return named
    known = [(camera, path.parent) for camera, path in case.sources.places()]
    for camera, place in known:
        if place == folder and f"/{folder.as_posix()}".endswith(f"/{camera}"):
            return camera
    if named := case.cameras.in_folder(folder):
        return named
    taken = {camera for camera, place in known if place != folder}
    others = {place for _, place in known} | {path.parent for path in case.waiting.paths()}
    return camera_name(folder, taken, others)


def clock_of(found: Found, media: Media, stated: RecorderClock) -> RecorderClock:
    """The start that the user states, else the pictures' EXIF data, the recorder's clock in its frames, the name's,
    the container's.

    Containers are often set anew by exports; EXIF data are the camera's, whoever named its pictures.
    """
    start = stated.start
    origin: Origin = "user"
    if start is None and media.start_origin == "EXIF":
        start, origin = media.start_time, "EXIF"
    if start is None and found.kind == "video":
        start, origin = dav_start(found.path), "recorder"
    if start is None:
        start, origin = start_in_name(found.path.absolute(), own_patterns(home())), "file name"
    if start is None:
        start, origin = media.start_time, media.start_origin
    zone = stated.timezone
    named = None if start is None else start.tzinfo
    if start is not None and isinstance(named, ZoneInfo) and named.key != "UTC":
        # A wall clock whose zone is known: doubts that daylight saving leaves are found with that.
        start, zone = start.replace(tzinfo=None), zone or named.key
    return replace(stated, start=start, timezone=zone, origin=origin if start else "")
