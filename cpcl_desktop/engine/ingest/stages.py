"""The stages that an ingest drives, opened from what is installed, and what the user should know of them."""

from __future__ import annotations

from dataclasses import dataclass

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.models.remembered import chosen
from cpcl_desktop.engine.people.detect import Detector, open_detector
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.runtime.providers import ProviderReport

MOTION_NOTICE = (
    "No person detector is installed, so people are found by motion, which needs a fixed camera and misses who "
    "stands still. Add one with `cpcl models add FILE` (a YOLOX .onnx)."
)


@dataclass(frozen=True, slots=True)
class Stages:
    """Detector and embedder of an ingest; `notices` are sentences to show before it starts."""

    detector: Detector
    embedder: Embedder
    notices: tuple[str, ...] = ()

    @property
    def provider(self) -> ProviderReport:
        """Where the networks really run; opens the image encoder if it is not open yet."""
        return self.embedder.image_session.provider


def motion_notices(detector: str | None) -> tuple[str, ...]:
    """What is to be said where people are found by motion though nobody asked for it; `detector` is who was."""
    asked = detector or chosen("detector")
    return () if asked or installed.find_network_detector() else (MOTION_NOTICE,)


def open_stages(case: Case, model: str | None, detector: str | None, provider: str) -> Stages:
    """Open the case's own model (or the one asked for, in a new case) and the detector asked for."""
    embedder = Embedder(_image_text_model(case, model), provider)
    people = installed.find_detector(detector)
    notices = list(motion_notices(detector))
    stages = Stages(open_detector(people, provider), embedder)
    if stages.provider.reason:
        notices.append(stages.provider.reason)
    return Stages(stages.detector, embedder, tuple(notices))


def _image_text_model(case: Case, name: str | None) -> Bundle:
    stored = case.models.current()
    if name is None and stored is not None:
        return installed.find_stored_model(stored)
    return installed.find_model(name, "image-text")
