"""A still or a clip that somebody takes out of footage, with a file beside it that says what it is.

The picture is the frame as it was decoded: nothing is drawn into it. The file
beside it (the name with `.json` after it) has the footage's hash, the exact
times, the person's box, and the hash of what was written. Nothing is written
over, and the case's log notes each.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cpcl_desktop import __version__
from cpcl_desktop.bundle.regular_file import open_regular
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.decoder.opening import open_source
from cpcl_desktop.engine.errors import CaseError, CpclError, MachineError, MediaError, UsageError
from cpcl_desktop.engine.evidence.outputs import check_output
from cpcl_desktop.engine.evidence.verify import check_footage
from cpcl_desktop.engine.pictures.png import encode_png
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.recorder_time import described_time, time_at
from cpcl_desktop.engine.records import Frame, Source
from cpcl_desktop.engine.report.clip import Span, cut_clip
from cpcl_desktop.engine.report.records import Excerpt, Pointed

SIDECAR = ".json"
_CHUNK = 1 << 20
CLIP_SUFFIXES = (".mp4", ".mkv")
_UNREAD = "not read through for this still: the hash is that of the footage as it was added"
_AS_ADDED = "read through for this clip: the content is that which was added to the case"


def write_still(case: Case, source: int, frame: Frame, about: Pointed, target: Path) -> Excerpt:
    """Write a frame of a source as PNG to `target`, which must not be there.

    Raises:
        UsageError: something is there already, or it would cost a case or footage.
        CaseError: the case can only be read; this and other errors of the log leave nothing.
        MachineError: it cannot be written; nothing was left.
    """
    known = case.sources.get(source)
    _check_free(case, target, (target.suffix,))
    said = {
        "what": "still",
        **_of_footage(known, _UNREAD),
        **_moment(known, "", frame.time_us),
        "frame_file": frame.name,
        "passage": about.track,
        "box": None if about.box is None else [round(side, 2) for side in about.box],
        "box_by": None if about.box is None else ("detector" if about.seen else "estimate"),
    }
    try:
        with target.open("xb") as file:
            file.write(encode_png(frame.image))
        return _finish(case, target, said)
    except OSError as error:
        target.unlink(missing_ok=True)
        raise MachineError(
            "The still could not be written to {path} ({why}).", path=target, why=error.strerror or error
        ) from error


def write_clip(case: Case, source: int, span: Span, track: int | None, target: Path, report: Report) -> Excerpt:
    """Write the frames of a span (microseconds, ends included) as a clip to `target`; its suffix goes by the codec.

    The footage is read through first: what is not what was added is refused.

    Raises:
        UsageError: as for a still, or the span has no length. CaseError: as for a still.
        MediaError: the footage is gone or was changed, or no frame of it can be decoded.
        MachineError, Cancelled: nothing was left.
    """
    known = case.sources.get(source)
    if span[0] >= span[1]:
        raise UsageError("The clip would begin after its end; set its begin (I) before its end (O).")
    _check_free(case, target, CLIP_SUFFIXES)
    (found,) = check_footage([known], report)
    if found.state != "as added":
        raise MediaError("{sentence} No clip was written.", sentence=found.sentence)
    media = open_source(known, case.sources.settings(source))
    work = target.with_name(f".{target.stem}-{uuid.uuid4().hex[:8]}")
    clip = cut_clip(media, known.path, span, work, None, report)
    place = target.with_suffix(clip.path.suffix)
    said = {
        "what": "clip",
        **_of_footage(known, _AS_ADDED),
        **_moment(known, "first_", clip.span_us[0]),
        **_moment(known, "last_", clip.span_us[1]),
        "frames": clip.frames,
        "pictures": "the recorder's own, copied" if clip.copied else "encoded anew",
        "passage": track,
    }
    try:
        clip.path.rename(place)
        return _finish(case, place, said)
    except OSError as error:
        for left in (clip.path, place):
            left.unlink(missing_ok=True)
        raise MachineError(
            "The clip could not be written to {path} ({why}).", path=place, why=error.strerror or error
        ) from error


def sidecar_of(path: Path) -> Path:
    """The file beside a picture or clip that says what it is."""
    return path.with_name(path.name + SIDECAR)


def _check_free(case: Case, target: Path, suffixes: tuple[str, ...]) -> None:
    if case.read_only:
        raise CaseError(
            "The case {path} can only be read, so that its log could not say what was taken out of its footage; "
            "nothing was written.",
            path=case.path,
        )
    check_output(case, target)
    made = [target.with_suffix(suffix) for suffix in suffixes]
    there = next((path for one in made for path in (one, sidecar_of(one)) if path.exists()), None)
    if there is not None:
        raise UsageError("{path} is there already; nothing was written over it. Name another place.", path=there)


def _finish(case: Case, path: Path, said: Mapping[str, Any]) -> Excerpt:
    """Write the file beside an excerpt, and note both in the log; what the log does not say is not left."""
    whole = {"program": f"CPCL Desktop {__version__}", "file": path.name, "file_sha256": _hash_of(path), **said}
    sidecar = sidecar_of(path)
    with sidecar.open("x", encoding="utf-8") as file:
        file.write(json.dumps(whole, indent=2, ensure_ascii=False) + "\n")
    try:
        case.log.record("export", {**whole, "to": str(path)})
    except CpclError:
        for left in (path, sidecar):
            left.unlink(missing_ok=True)
        raise
    return Excerpt(path, sidecar)


def _of_footage(source: Source, content: str) -> dict[str, Any]:
    return {
        "source": source.id,
        "source_file": source.path.name,
        "source_part": source.part,
        "source_sha256": source.sha256,
        "source_size": source.size,
        "source_content": content,
        "camera": source.camera,
    }


def _moment(source: Source, prefix: str, time_us: int) -> dict[str, Any]:
    told = {"time_us": time_us, "time_s": time_us / 1e6, **described_time(time_at(source.clock, time_us))}
    return {f"{prefix}{name}": value for name, value in told.items()}


def _hash_of(path: Path) -> str:
    made = hashlib.sha256()
    with open_regular(path) as file:
        while part := file.read(_CHUNK):
            made.update(part)
    return made.hexdigest()
