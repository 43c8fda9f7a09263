"""What the user's settings decide for the engine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user's settings decide for the engine; None means its default."""

    model: str | None = None
    detector: str | None = None
    provider: str = "auto"
    sample_fps: float = 5.0
