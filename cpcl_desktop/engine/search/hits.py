"""A hit, from where its picture belongs."""

from __future__ import annotations

from cpcl_desktop.engine.case.records import CropRow
from cpcl_desktop.engine.recorder_time import time_at
from cpcl_desktop.engine.records import Hit


def hit_of(rank: int, score: float, row: CropRow) -> Hit:
    """A hit from where its crop belongs."""
    return Hit(
        rank=rank,
        score=score,
        track=row.track,
        crop=row.crop,
        source=row.source,
        path=row.path,
        camera=row.camera,
        time_us=row.time_us,
        start_us=row.start_us,
        end_us=row.end_us,
        box=row.box,
        image=row.name,
        time=time_at(row.clock, row.time_us),
        without_colour=row.without_colour,
        part=row.part,
        source_label=row.source_label,
        route=row.route,
    )
