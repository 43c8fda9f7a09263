"""A stretch of a film read by itself: whether that can be, and what is noted to put stretches together by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.ingest.seams import Span

if TYPE_CHECKING:
    from cpcl_desktop.engine.case.case import Case
    from cpcl_desktop.engine.decoder.opening import Media
    from cpcl_desktop.engine.records import Source

STRETCH_READ: Final = "stretch read"
"""Outcome of the entry in a case's log that tells from where to where a film was read, and what came behind."""


def note_stretch(case: Case, source: Source, media: Media, span: Span, notes: Sequence[str], change: str) -> None:
    """Note in the log what a stretch was read of, and how; `notes` are what the film said of itself when opened.

    The first frame behind it, which is not read, tells later whether the next stretch follows on it. In one during
    which the recorder paused there is no frame; the next one is its first then, too.

    Raises `MediaError` where a reading of the whole film might give something else: damage is read past by what
    comes before it, and a film that was changed (`change` says how) is not one film.
    """
    first_us, next_us = media.span_us
    first_us = next_us if first_us is None else first_us
    is_whole = first_us is not None and (next_us is None) == (span.end_us is None)
    if change or not is_whole or list(media.notes) != list(notes):
        raise MediaError("{name} cannot be read in stretches; it has to be read in one go.", name=source.name)
    where = {"start_us": span.start_us, "end_us": span.end_us, "first_us": first_us, "next_us": next_us}
    content = {"sha256": source.sha256, "size": source.size}
    case.log.record("ingest", {"outcome": STRETCH_READ, "path": str(source.path), **content, **where})
