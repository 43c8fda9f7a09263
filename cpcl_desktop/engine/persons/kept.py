"""Groups of passages as they were last made: a file beside the case, used while the case vouches for it."""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path

import numpy as np

from cpcl_desktop import __version__
from cpcl_desktop.bundle.clustering.sparse import Indices
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import CaseError, MachineError
from cpcl_desktop.engine.persons.agglomeration import Clustering
from cpcl_desktop.engine.persons.grouping import METHOD

KEPT_FROM = 2000  # passages; fewer are grouped faster than a second file is kept in step
_STAMP = f"{__version__} {METHOD}"
_UNREADABLE = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)


def kept_groups(case: Case, tracks: Indices) -> Clustering | None:
    """The groups of these passages as they were kept; None where there are none, or not of the case as it is."""
    if len(tracks) < KEPT_FROM:
        return None
    with contextlib.suppress(*_UNREADABLE), _file(case).open("rb") as stream:
        if case.group_cache.vouches_for(stream):
            with np.load(stream, allow_pickle=False) as kept:
                if str(kept["stamp"]) == _STAMP and np.array_equal(kept["tracks"], tracks):
                    pairs, likeness = kept["refused"].tolist(), kept["likeness"].tolist()
                    refused = [(one, other, alike) for (one, other), alike in zip(pairs, likeness, strict=True)]
                    return Clustering(kept["labels"], refused)
    return None


def are_kept(case: Case) -> bool:
    """Whether groups of the case as it is lie beside it; where it has few passages, none do."""
    with contextlib.suppress(*_UNREADABLE), _file(case).open("rb") as stream:
        return case.group_cache.vouches_for(stream)
    return False


def keep_groups(case: Case, made_from: str, tracks: Indices, groups: Clustering) -> None:
    """Keep what was made of the case as it was then; where that cannot be, it is made anew the next time."""
    if len(tracks) < KEPT_FROM or not case.keeps_caches:
        return
    file = _file(case)
    with contextlib.suppress(OSError, CaseError, MachineError):  # a full disk, an edited row: it works without
        file.parent.mkdir(exist_ok=True)
        work = file.with_name("groups.tmp.npz")
        np.savez(
            work,
            stamp=np.array(_STAMP),
            tracks=tracks,
            labels=groups.labels,
            refused=np.array([one[:2] for one in groups.refused], np.int64).reshape(-1, 2),
            likeness=np.array([one[2] for one in groups.refused], np.float64),
        )
        work.replace(file)
        with file.open("rb") as stream:
            case.group_cache.note(stream, made_from)


def _file(case: Case) -> Path:
    return case.path.with_name(case.path.name + "-cache") / "groups.npz"
