"""Find people in frames: the one small interface, and which detector answers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.errors import BundleError
from cpcl_desktop.engine.people.motion import MotionDetector
from cpcl_desktop.engine.people.yolox import YoloxDetector, yolox_spec_for
from cpcl_desktop.engine.records import Detections, Frame
from cpcl_desktop.engine.runtime.sessions import ProviderReport

__all__ = ["Detector", "MotionDetector", "YoloxDetector", "open_detector", "yolox_spec_for"]


class Detector(Protocol):
    """Finds people in frames.

    `name` is shown to the user. A detector may remember: it is told of one
    source at a time, its frames in order, by `detect` or `replay`. `provider`
    says where it runs. `frames_unchanged` counts frames answered from the frame
    before them.
    """

    name: str
    provider: ProviderReport

    @property
    def frames_unchanged(self) -> int:
        """How many frames were answered so, since the detector was opened."""
        ...

    def detect(self, frames: Sequence[Frame]) -> list[Detections]:
        """One `Detections` per frame, boxes in source pixels; several frames at a time use all cores."""
        ...

    def replay(self, frames: Sequence[Frame], people: Sequence[Detections]) -> None:
        """Remember frames whose people were found earlier, as if they had just been found."""
        ...


# By the layout that a bundle's manifest states: what opens a network whose output is laid out so.
LAYOUTS: Mapping[str, Callable[[Bundle, str, int], Detector]] = {
    "yolox": YoloxDetector,
}


def open_detector(bundle: Bundle | None, provider: str = "auto", threads: int = 0) -> Detector:
    """The detector of a bundle, or, without one, the built-in motion detector for fixed cameras.

    Raises `BundleError` when the bundle is no detector that can be used here.
    """
    if bundle is None:
        return MotionDetector()
    spec = bundle.manifest.detector
    if spec is None:
        raise BundleError(f"The model {bundle.manifest.name} is not a detector.")
    if spec.layout not in LAYOUTS:
        raise BundleError(
            f"The detector {bundle.manifest.name} gives its boxes as {spec.layout!r}; this program reads "
            f"{', '.join(LAYOUTS)}. Update the program, or use another detector."
        )
    return LAYOUTS[spec.layout](bundle, provider, threads)
