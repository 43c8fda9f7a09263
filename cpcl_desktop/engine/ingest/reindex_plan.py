"""What changing a case's model would take, before it is begun: pictures, time on this machine, room in the file."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.models.speed import speed_of
from cpcl_desktop.engine.people.embed import Embedder


@dataclass(frozen=True, slots=True)
class ReindexPlan:
    """The way from a case's model to another: `left` of its `pictures` are still to be embedded.

    `seconds` is an estimate from a measured picture of this machine, `size`
    what the vectors take in the case's file, in bytes. `dropped` names the
    model whose vectors, kept for the way back until now, go with the change.
    """

    before: str
    model: str
    pictures: int
    left: int
    seconds: float
    size: int
    dropped: str = ""


def plan_reindex(case: Case, bundle: Bundle, provider: str = "auto") -> ReindexPlan:
    """What `change_model` to this bundle would take; nothing of the case changes.

    Raises:
        UsageError: the case has no footage, has this model, or is being changed to a third.
        BundleError, MachineError: the bundle is damaged, or does not run here.
    """
    current = case.models.current()
    case.change.check(bundle.manifest.name, bundle.sha256)
    if current is None:  # said by the check; for those who read types
        raise UsageError("The case {path} holds no footage yet.", path=case.path)
    known = case.models.with_hash(bundle.sha256)
    pictures = case.counts(with_bin=True)["crop"]
    left = pictures - (known.vectors if known else 0)
    crop_ms = speed_of(bundle, provider).crop_ms or 0.0
    length = Embedder(bundle, provider).layout.length
    kept = case.models.in_state("kept")
    return ReindexPlan(
        before=current.name,
        model=bundle.manifest.name,
        pictures=pictures,
        left=left,
        seconds=left * crop_ms / 1000,
        size=left * length * np.dtype(np.float16).itemsize,
        dropped=kept.name if kept is not None and kept.sha256 != bundle.sha256 else "",
    )
