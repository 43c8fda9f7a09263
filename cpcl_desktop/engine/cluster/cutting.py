"""Long films cut at their seams: a job for each stretch, where reading from the middle on gives the same frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cpcl_desktop.engine.cluster.jobs import Job
from cpcl_desktop.engine.decoder.opening import Media, open_media
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.seams import LEAST, Span, seams_of
from cpcl_desktop.engine.media.mp4_tracks import tracks_in
from cpcl_desktop.engine.sources.identity import Standing, standing_now
from cpcl_desktop.engine.sources.walk import Found

_LEAST_BYTES_A_SECOND: Final = 1000  # of a film; what is smaller need not be opened to know that it is short


@dataclass(frozen=True, slots=True)
class Cut:
    """A film that is cut: the job of all of it, those of its stretches in order, and what it was found to be.

    `seams` in microseconds, `picture` is width and height of a frame, `listed` as of `Media`.
    """

    whole: Job
    stretches: Sequence[Job]
    seams: Sequence[int]
    picture: tuple[int, int]
    listed: int
    found: Found
    standing: Standing


def cut_film(found: Found, job: Job, options: IngestOptions) -> Cut | None:
    """A source cut at its seams; None where it has none, or is to be read in one go.

    What may be known already is: whoever hashes it first says whether it has to be read at all.
    """
    least_s = (1 + LEAST) * options.between_seams_s
    if found.kind != "video" or found.part != 1 or job.known or job.size < _LEAST_BYTES_A_SECOND * least_s:
        return None
    if 0 < _indexed_s(found.path) < least_s:  # most of a recorder's files: none needs a decoder to say that
        return None
    standing = standing_now(found)
    try:
        media = open_media(found.path, kind=found.kind)
    except MediaError:  # whoever reads it says so
        return None
    try:
        seams = seams_of(media, options.between_seams_s) if media.seeks_surely else ()
        return _cut(found, job, seams, media, standing) if seams else None
    finally:
        media.stop()


def _indexed_s(film: Path) -> float:
    """How long an MP4's index says that it is in seconds, at once; 0 where it has none, or is of another format.

    Of one in fragments some list the first fragment there, so that such a film counts as short and is never cut.
    """
    try:
        return max((track.length_s for track in tracks_in(film)), default=0.0)
    except OSError:  # whoever reads it says so
        return 0.0


def _cut(found: Found, job: Job, seams: Sequence[int], media: Media, standing: Standing) -> Cut:
    spans = [Span(*ends) for ends in zip([0, *seams], [*seams, None], strict=True)]
    stretches = tuple(_stretch(job, span, number, len(spans), media) for number, span in enumerate(spans, start=1))
    return Cut(job, stretches, seams, (media.width, media.height), media.listed, found, standing)


def _stretch(job: Job, span: Span, number: int, count: int, media: Media) -> Job:
    share = (span.length_s(media.declared_s) or 0.0) / (media.declared_s or 1.0)
    file = f"{job.file.removesuffix('.cpcl')}.{number}-of-{count}.cpcl"
    return replace(job, span=span, file=file, size=round(job.size * share))
