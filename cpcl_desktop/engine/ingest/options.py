"""What decides the result of an ingest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cpcl_desktop.engine.recorder_time import NO_CLOCK, RecorderClock

AUTO, OFF = "auto", "off"  # of tiles; else their number along the longer side of a frame
STRETCH_S, NO_SEAMS = 1800.0, 0.0  # seconds of footage between two seams, see `seams`; older versions knew none


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What decides the result (all but `clock` and `cameras`); a resumed source must use the same.

    What is None was not stated: a source that is resumed keeps what it was
    begun with, a new one has the default.
    """

    sample_fps: float = 5.0
    folder_fps: float | None = None
    camera: str = ""
    clock: RecorderClock = NO_CLOCK  # what the user states of the recorder's clock; can be changed later
    detector_size: int | None = None  # pixels along the longer side of its input; by default as its manifest says
    tiles: str | None = None  # AUTO, which is the default, OFF or a number; see people/tiles.py
    cameras: tuple[tuple[Path, str], ...] = ()  # by folder, what a larger case than this one calls its camera
    stretch_s: float | None = None  # seconds of footage between seams, by default STRETCH_S; see seams.py

    def as_begun(self, settings: Mapping[str, Any]) -> IngestOptions:
        """These, with what was not stated as a source's stored settings say; older ones knew no tiles, no seams."""
        size, tiles = settings.get("detector_size"), settings.get("tiles", OFF)
        stretch_s = settings.get("stretch_s", NO_SEAMS) if self.stretch_s is None else self.stretch_s
        return replace(
            self,
            detector_size=self.detector_size or size,
            tiles=self.tiles or tiles,
            stretch_s=stretch_s,
        )

    @property
    def between_seams_s(self) -> float:
        """Seconds of footage between two seams, as stated or by default."""
        return STRETCH_S if self.stretch_s is None else self.stretch_s
