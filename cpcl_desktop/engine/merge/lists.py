"""The lists of a case: footage that waits, and what was left out beside footage."""

from __future__ import annotations

import stat
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.records import Source, SourceKind


def take_lists(case: Case, other: Case) -> None:
    """Take over another case's lists, after its sources: what either has read waits in neither."""
    waits, known = set(case.waiting.paths()), case.left_out.all()
    added = [one for one in other.waiting.all() if one.path not in waits]
    unknown = [one for one in other.left_out.all() if one not in known]
    here_too = {(one.path, one.kind) for one in other.sources.all() if one.state == "done" and one.path in waits}
    other.check_still()
    if new := [one for one in added if not _is_read(case, one.path, one.kind)]:
        case.waiting.add(new)
    for path, kind in sorted(here_too):
        if _is_read(case, path, kind):
            case.waiting.end(path, kind)
    if unknown:
        case.left_out.note([one.root for one in unknown], [*known, *unknown])


def _is_read(case: Case, path: Path, kind: SourceKind) -> bool:
    """Whether a case has read to its end what is at a place, all films of it, and none of that is in its bin."""
    there = case.sources.at(path, kind)
    return bool(there) and all(one.state == "done" and not one.in_bin and _is_still(one) for one in there)


def _is_still(source: Source) -> bool:
    """Whether the source is what lies under its path, as far as its size tells: recorders use names again.

    Where nothing can be seen of it, on another machine, what has one path is the same, as within a case.
    """
    try:
        now = source.path.stat()
    except OSError:
        return True
    return not stat.S_ISREG(now.st_mode) or now.st_size == source.size
