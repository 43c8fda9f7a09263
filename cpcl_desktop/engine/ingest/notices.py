"""What the user should know before footage is read."""

from __future__ import annotations

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.models.remembered import chosen

MOTION_NOTICE = worded(
    "No person detector is installed, so people are found by motion, which needs a fixed camera and misses who "
    "stands still. Add one with `cpcl models add FILE` (a YOLOX .onnx)."
)


def motion_notices(detector: str | None) -> tuple[str, ...]:
    """What is to be said where people are found by motion though nobody asked for it; `detector` is who was."""
    asked = detector or chosen("detector")
    return () if asked or installed.find_network_detector() else (MOTION_NOTICE,)
