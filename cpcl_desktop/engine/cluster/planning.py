"""What a run is to read: one order for all, a job for each source."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.cluster import working
from cpcl_desktop.engine.cluster.admission import Equipment
from cpcl_desktop.engine.cluster.glimpses import glimpses_of
from cpcl_desktop.engine.cluster.jobs import Job, Model, Order
from cpcl_desktop.engine.cluster.parts import part_name, size_of
from cpcl_desktop.engine.cluster.places import Way, seen_there
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.particulars import camera_in, settings_with
from cpcl_desktop.engine.ingest.stages import Stages
from cpcl_desktop.engine.models.installed import find_detector
from cpcl_desktop.engine.sources.unsettled import is_unsettled
from cpcl_desktop.engine.sources.walk import Found


@dataclass(frozen=True, slots=True)
class Asked:
    """How a run's sources are to be read: what the user stated, and this machine's networks for it.

    `detector` and `provider` are as they were named, None and "auto" where none was.
    """

    options: IngestOptions
    stages: Stages
    detector: str | None
    provider: str


def order_for(asked: Asked, case: Case, parts: str) -> Order:
    """The order of a new run; `parts` as in `Order`."""
    people, embedder = find_detector(asked.detector), asked.stages.embedder
    return Order(
        run=uuid.uuid4().hex,
        options=asked.options,
        model=_model(embedder.bundle),
        detector=None if people is None else _model(people),
        provider=asked.provider,
        parts=parts,
        purpose=case.log.purpose,
        authority=case.log.authority,
        lease_s=working.LEASE_S,
    )


def jobs_for(
    asked: Asked, case: Case, found: Sequence[Found], ways: Sequence[Way], own: Equipment, provider: str
) -> list[Job]:
    """A job for each source, in their order; all of them wait in the case, so that cameras get their names.

    `own` is this machine's equipment, `provider` where all workers' networks run.
    """
    held = {(one.sha256, one.size, one.kind) for one in case.sources.with_bin()}
    jobs = []
    for one in found:
        size, cameras = size_of(one.files), dict(_cameras(case, one, asked.options))
        deciding = {
            "settings": settings_with(asked.options, asked.stages.detector, one.kind),
            "clock": asdict(asked.options.clock),
            "cameras": sorted((str(folder), name) for folder, name in cameras.items()),
            "model": asked.stages.embedder.sha256,
            "versions": dict(own.versions),
            "provider": provider,
            "recorder names": own.recorder_names,
        }
        jobs.append(
            Job(
                path=str(one.path.absolute()),
                there=seen_there(one.path.absolute(), ways),
                kind=one.kind,
                size=size,
                known=tuple((sha256, size) for sha256, length, kind in held if (length, kind) == (size, one.kind)),
                cameras=tuple((seen_there(folder, ways), name) for folder, name in cameras.items()),
                file=part_name(one, deciding),
                glimpses=glimpses_of(one),
            )
        )
    return jobs


def is_unsettled_here(case: Case, one: Found) -> bool:
    """Whether what the case has of this place was being written as it was read, so that it is to be read anew."""
    return any(is_unsettled(source) for source in case.sources.at(one.path.absolute(), one.kind))


def _cameras(case: Case, one: Found, options: IngestOptions) -> Iterator[tuple[Path, str]]:
    """What the camera of a source is called in the case, by its folder; of films behind its pictures, too."""
    if options.camera:
        return
    path = one.path.absolute()
    yield path.parent, camera_in(case, one, options)
    if path.is_dir():
        yield path, camera_in(case, Found(path / "film", "video", ()), options)


def _model(bundle: Bundle) -> Model:
    return Model(bundle.manifest.name, bundle.sha256, str(bundle.path.absolute()))
