"""A source, and what a search covers, as every JSON of the program has them; and what each key means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cpcl_desktop.engine.coverage.coverage import CONDITIONS, Coverage, SourceCoverage
from cpcl_desktop.engine.coverage.sentences import coverage_sentences
from cpcl_desktop.engine.coverage.spans import Span, seconds
from cpcl_desktop.engine.ingest.conditions import LEAST_PERSON_PX
from cpcl_desktop.engine.numbering import told
from cpcl_desktop.engine.recorder_time import described_clock, isoformat, time_at
from cpcl_desktop.engine.records import Gap, LeftOut, Source
from cpcl_desktop.engine.sources.left_out import REASONS

# In the order in which they are printed; a point stands before what is inside, * for each condition.
SOURCE_KEYS: Mapping[str, str] = {
    "source": "its number in the case; null for footage that could not even be made a source",
    "path": "where it is, or was when it was last seen",
    "kind": "video, frames (a folder of pictures with times) or crops (a folder of one person each)",
    "part": "number of the film in its file, where several lie beside each other; else 1",
    "sha256": "SHA-256 of its content, hexadecimal; empty where it could not be read through",
    "size_bytes": "size of its content",
    "camera": "the camera's name",
    "state": "new, partial, done or failed",
    "message": "what is to be said of how it was read; empty where nothing is",
    "detector": "what found people in it; empty where that was not noted",
    "detector_sha256": "SHA-256 of its network's file; null where it has none (motion), or that was not kept",
    "sample_fps": "frames looked at a second; null where every picture was, or that was not noted",
    "tiles": "tiles along the longer side in which each frame was looked at; 1 for none, null where not chosen",
    "tiles_reason": "why, where that was chosen by a look at its first minutes; else empty",
    "frame_s": "what looking at a frame took then; null where that was not measured",
    "declared_s": "length by its container; null where that gives none",
    "begins_s": "when its first picture is shown; null where an older version read it: times count from there",
    "decoded_s": "length of what was decoded",
    "reached_s": "how far reading came, from the first frame; null where that is not known",
    "wall_s": "how long reading it took",
    "frames_decoded": "frames that came out of the decoder",
    "frames_sampled": "of these, frames in which people were looked for",
    "frames_skipped": "of those decoded, the frames in between",
    "frames_unchanged": "of those sampled, frames that show nothing new since an empty one, and count as empty",
    "frames_measured": "of those sampled, frames whose conditions are known",
    "tracks": "people's passages found",
    "crops": "pictures kept of them",
    "small_passages": f"passages in which nobody is {LEAST_PERSON_PX} px tall in any picture",
    "clock.start": "what the recorder's clock showed at the first frame; null where it is not known",
    "clock.origin": "where that is from: user, EXIF, recorder (its clock in every frame), file name or container; "
    "empty where it is not known",
    "clock.timezone": "the recorder's time zone, by its IANA name; empty where it is not known",
    "clock.offset_s": "to be added to the recorder's time to get the true time",
    "clock.doubt_s": "by how many seconds that is taken to be off at most; null where the start is not known",
    "clock.doubt_is_stated": "whether somebody stated that (else it follows from how the clock is known)",
    "clock.note": "what daylight saving makes doubtful about the start; empty where nothing is",
    "gaps.start_s": "where footage that could not be read begins, from the start of the file",
    "gaps.end_s": "where it ends",
    "gaps.reason": "why it could not be read",
    "gaps.recorder_start": "its start by the recorder's clock; null where that is not known",
    "gaps.recorder_end": "its end by the recorder's clock",
    "gaps.corrected_start": "its start by the true time",
    "gaps.corrected_end": "its end by the true time",
    "unread_spans_s": "what was not read yet, each as [start, end] from the first frame",
    "conditions.*.frames": "frames looked at that are dark, grey (without colour), round (fish-eye), or show "
    "somebody small, or tiny: too small for the detector to find all like them",
    "conditions.*.length_s": "how long that holds",
    "conditions.*.spans_s": "where it holds, each as [start, end] from the first frame",
}

LEFT_OUT_KEYS: Mapping[str, str] = {
    "root": "the path that was named",
    "reason": f"why it was not read: {', '.join(REASONS)}",
    "suffix": "how the names end, in lower case; .0 for numbers, .… for others that are rare or odd",
    "may_be_footage": "whether it may be footage: a picture that cannot be read, a pipe with such a name",
    "count": "how many entries",
    "examples": "the first of them by name below root, with what is to be added to the reason",
}


def described_source(one: SourceCoverage) -> dict[str, Any]:
    """A source with the keys of SOURCE_KEYS."""
    source = one.source
    return {
        **_identity(source),
        "detector": one.detector,
        "detector_sha256": one.weights or None,
        "sample_fps": one.sample_fps,
        "tiles": source.tiles,
        "tiles_reason": source.tiles_reason,
        "frame_s": source.frame_s,
        "declared_s": None if source.declared_s is None else round(source.declared_s, 6),
        "begins_s": None if source.begins_us is None else source.begins_us / 1e6,
        "decoded_s": round(source.decoded_s, 6),
        "reached_s": None if source.reached_us is None else source.reached_us / 1e6,
        "wall_s": round(source.wall_s, 3),
        **_frames(source),
        "tracks": source.tracks,
        "crops": source.crops,
        "small_passages": one.small_passages,
        "clock": described_clock(source.clock),
        "gaps": [_gap(source, gap) for gap in source.gaps],
        "unread_spans_s": _in_seconds(one.unread),
        "conditions": {
            condition: {
                "frames": one.frames(condition),
                "length_s": round(seconds(one.spans(condition)), 6),
                "spans_s": _in_seconds(one.spans(condition)),
            }
            for condition in CONDITIONS
        },
    }


def described_coverage(coverage: Coverage) -> dict[str, Any]:
    """A coverage without its sources: lengths in seconds of all of them together, and the sentences."""
    return {
        "declared_s": round(coverage.declared_s, 6),
        "read_s": round(coverage.read_s, 6),
        "missing_s": round(coverage.missing_s, 6),
        "unread_s": round(coverage.unread_s, 6),
        **{f"{condition}_s": round(coverage.condition_s(condition), 6) for condition in CONDITIONS},
        "least_person_px": LEAST_PERSON_PX,
        "waiting": [str(path) for path in coverage.waiting],
        "in_bin": list(coverage.in_bin),
        "left_out": [described_left_out(one) for one in coverage.left_out],
        "sentences": list(coverage_sentences(coverage)),
    }


def described_left_out(one: LeftOut) -> dict[str, Any]:
    """What was not read, with the keys of LEFT_OUT_KEYS."""
    return {
        "root": str(one.root),
        "reason": one.reason,
        "suffix": one.suffix,
        "may_be_footage": one.is_missing,
        "count": one.count,
        "examples": list(one.examples),
    }


def _identity(source: Source) -> dict[str, Any]:
    return {
        "source": told(source.case, source.id) or None,
        **({"case": source.case} if source.case else {}),
        "path": str(source.path),
        "kind": source.kind,
        "part": source.part,
        "sha256": source.sha256,
        "size_bytes": source.size,
        "camera": source.camera,
        "state": source.state,
        "message": source.message,
    }


def _frames(source: Source) -> dict[str, int]:
    return {
        "frames_decoded": source.frames_decoded,
        "frames_sampled": source.frames_sampled,
        "frames_skipped": source.frames_decoded - source.frames_sampled,
        "frames_unchanged": source.frames_unchanged,
        "frames_measured": source.frames_measured,
    }


def _gap(source: Source, gap: Gap) -> dict[str, Any]:
    start, end = time_at(source.clock, gap.start_us), time_at(source.clock, gap.end_us)
    return {
        "start_s": gap.start_us / 1e6,
        "end_s": gap.end_us / 1e6,
        "reason": gap.reason,
        "recorder_start": isoformat(start.recorder),
        "recorder_end": isoformat(end.recorder),
        "corrected_start": isoformat(start.corrected),
        "corrected_end": isoformat(end.corrected),
    }


def _in_seconds(spans: Sequence[Span]) -> list[list[float]]:
    return [[start / 1e6, end / 1e6] for start, end in spans]
