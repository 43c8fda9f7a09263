"""What the user's settings decide for the engine."""

from __future__ import annotations

from dataclasses import dataclass

from cpcl_desktop.engine.ingest.options import AUTO, IngestOptions


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user's settings decide for the engine; None means its default."""

    model: str | None = None
    detector: str | None = None
    provider: str = "auto"
    sample_fps: float = 5.0
    detector_size: int | None = None
    tiles: str | None = None


def options_of(choices: Choices) -> IngestOptions:
    """How footage is read by these; what is left to the program is not stated."""
    tiles = None if choices.tiles == AUTO else choices.tiles
    return IngestOptions(choices.sample_fps, detector_size=choices.detector_size, tiles=tiles)
