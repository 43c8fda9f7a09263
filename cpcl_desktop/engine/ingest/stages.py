"""The stages that an ingest drives, opened from what is installed, and what the user should know of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import BundleError
from cpcl_desktop.engine.ingest.notices import motion_notices
from cpcl_desktop.engine.models import installed
from cpcl_desktop.engine.people.detect import Detector, open_detector
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.runtime.providers import ProviderReport


@dataclass(frozen=True, slots=True)
class Stages:
    """Detector and embedder of an ingest; `notices` are sentences to show before it starts.

    `reopen` opens the detector of another name, where the user named none.
    """

    detector: Detector
    embedder: Embedder
    notices: tuple[str, ...] = ()
    reopen: Callable[[str], Detector] | None = None

    @property
    def provider(self) -> ProviderReport:
        """Where the networks really run; opens the image encoder if it is not open yet."""
        return self.embedder.image_session.provider

    def as_begun(self, detector: str | None) -> Stages:
        """These with the detector that a source was begun with, where none was named and it is still there."""
        if self.reopen is None or detector in (None, self.detector.name):
            return self
        try:
            return replace(self, detector=self.reopen(detector))
        except BundleError:  # it is gone; the source is read anew with the one that there is
            return self


def open_stages(case: Case, model: str | None, detector: str | None, provider: str) -> Stages:
    """Open the case's own model (or the one asked for, in a new case) and the detector asked for."""
    embedder = Embedder(_image_text_model(case, model), provider)
    people = installed.find_detector(detector)
    notices = list(motion_notices(detector))

    def reopen(name: str) -> Detector:
        return open_detector(installed.find_detector(name), provider)

    stages = Stages(open_detector(people, provider), embedder, (), reopen if detector is None else None)
    if stages.provider.reason:
        notices.append(stages.provider.reason)
    return replace(stages, notices=tuple(notices))


def _image_text_model(case: Case, name: str | None) -> Bundle:
    stored = case.models.current()
    if name is None and stored is not None:
        return installed.find_stored_model(stored)
    return installed.find_model(name, "image-text")
