"""Find people in frames: the one small interface, and which detector answers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, runtime_checkable

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.errors import BundleError, UsageError
from cpcl_desktop.engine.people.motion import MotionDetector
from cpcl_desktop.engine.people.tiles import NO_TILES, zoom
from cpcl_desktop.engine.people.yolox import YoloxDetector, yolox_spec_for
from cpcl_desktop.engine.records import Detections, Frame, Image
from cpcl_desktop.engine.runtime.policy import check_model
from cpcl_desktop.engine.runtime.sessions import ProviderReport

__all__ = [
    "Adjustable",
    "Detector",
    "MotionDetector",
    "YoloxDetector",
    "adjusted",
    "open_detector",
    "yolox_spec_for",
]


class Detector(Protocol):
    """Finds people in frames.

    `name` is shown to the user; `weights_sha256` is that of its network's file,
    None where it has none. A detector may remember: it is told of one
    source at a time, its frames in order, by `detect` or `replay`, until it is
    to `forget`. `provider` says where it runs. `frames_unchanged` counts frames that were not looked at,
    because they show nothing new since an empty one.
    """

    name: str
    provider: ProviderReport
    weights_sha256: str | None

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

    def forget(self) -> None:
        """What comes next owes nothing to what was seen: it is another source's, or behind a seam of this one."""
        ...


@runtime_checkable
class Adjustable(Detector, Protocol):
    """A detector whose input size and tiles can be chosen for each source; see `tiles`."""

    tiles: int

    @property
    def size(self) -> int:
        """Pixels along the longer side of what it looks at."""
        ...

    def adjusted(self, size: int | None, tiles: int) -> Adjustable:
        """It, for a source of its own; None: the size that it has. `UsageError` when it has no other."""
        ...

    def look(self, images: Sequence[Image]) -> list[Detections]:
        """People in each picture by itself, whatever was seen before."""
        ...


# By the layout that a bundle's manifest states: what opens a network whose output is laid out so.
LAYOUTS: Mapping[str, Callable[[Bundle, str, int], Detector]] = {
    "yolox": YoloxDetector,
}


def adjusted(detector: Detector, size: int | None, tiles: int) -> Detector:
    """The detector for a source of its own, with this input size (None: its own) and so many tiles.

    `UsageError` when it cannot be had so.
    """
    if isinstance(detector, Adjustable):
        return detector.adjusted(size, tiles)
    if size is not None or tiles != NO_TILES:
        raise UsageError(
            "The detector {name} has neither an input size nor tiles to choose. Leave out --detector-size and "
            "--tiles, or name another detector.",
            name=detector.name,
        )
    return detector


def view_px(detector: Detector) -> float | None:
    """Pixels that the longer side of a frame has as the detector sees it; None where it has no size."""
    return detector.size * zoom(detector.tiles) if isinstance(detector, Adjustable) else None


def open_detector(bundle: Bundle | None, provider: str = "auto", threads: int = 0) -> Detector:
    """The detector of a bundle, or, without one, the built-in motion detector for fixed cameras.

    Raises `BundleError` when the bundle is no detector that can be used here, or the machine's policy forbids it.
    """
    if bundle is None:
        motion = MotionDetector()
        check_model(motion.name, "")
        return motion
    check_model(bundle.manifest.name, bundle.sha256)
    spec = bundle.manifest.detector
    if spec is None:
        raise BundleError("The model {name} is not a detector.", name=bundle.manifest.name)
    if spec.layout not in LAYOUTS:
        raise BundleError(
            "The detector {name} gives its boxes as {layout!r}; this program reads {names}. Update the program, "
            "or use another detector.",
            name=bundle.manifest.name,
            layout=spec.layout,
            names=", ".join(LAYOUTS),
        )
    return LAYOUTS[spec.layout](bundle, provider, threads)
