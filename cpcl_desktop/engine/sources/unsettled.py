"""Footage that was being written, or was changed, while it was read: how that is found, and what is said of it."""

from __future__ import annotations

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.sources.hashing import Hashing
from cpcl_desktop.engine.sources.identity import Content, Standing, standing_now
from cpcl_desktop.engine.sources.walk import Found, found_at

_GREW = worded(
    "It was being written while it was read, so that what was read is not what its hash is of. What was found in "
    "it is kept until it is read again: add it again when it is complete."
)
_CHANGED = worded(
    "It was changed while it was read, so that what was read is not what its hash is of. What was found in it is "
    "kept until it is read again: add it again when it is complete."
)


def is_unsettled(source: Source) -> bool:
    """Whether a source is to be read anew, since its content was not fixed as it was read."""
    return source.state == "partial" and any(said in source.message for said in (_GREW, _CHANGED))


def settled_content(found: Found, content: Content, report: Report) -> Content:
    """The content as it is now: the hash is taken again where files were written to since it was taken.

    Raises MediaError when it cannot be, Cancelled.
    """
    if standing_now(found) == content.standing:
        return content
    return _hashed(found, report)


def change_since(found: Found, content: Content, report: Report) -> str:
    """What is to be said where the content is not what it was when it was hashed; empty where it is.

    A file that only was touched shows the same hash again. Raises Cancelled.
    """
    now = standing_now(found)
    if now == content.standing:
        return ""
    if _sizes(now) == _sizes(content.standing):
        try:
            if _hashed(found, report) == content:
                return ""
        except MediaError:  # it is gone, or can be read no longer
            pass
    return _GREW if _grew(content.standing, now) else _CHANGED


def _hashed(found: Found, report: Report) -> Content:
    """What lies there now, whatever did when it was found."""
    content = Hashing(found_at(found.path, found.kind)).wait(report)
    if isinstance(content, MediaError):
        raise content
    return content


def _sizes(standing: Standing) -> list[tuple[str, int]]:
    return [(str(file), stamp.size) for file, stamp in standing]


def _grew(before: Standing, now: Standing) -> bool:
    """Whether all that was there is there, in the same files, and there is more."""
    later = dict(now)
    same = all(file in later and later[file].number == stamp.number for file, stamp in before)
    return same and sum(s.size for _, s in now) > sum(s.size for _, s in before)
