"""What decides the result of an ingest."""

from __future__ import annotations

from dataclasses import dataclass

from cpcl_desktop.engine.recorder_time import NO_CLOCK, RecorderClock


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What decides the result (all but `clock`); a resumed source must use the same."""

    sample_fps: float = 5.0
    folder_fps: float | None = None
    camera: str = ""
    clock: RecorderClock = NO_CLOCK  # what the user states of the recorder's clock; can be changed later
