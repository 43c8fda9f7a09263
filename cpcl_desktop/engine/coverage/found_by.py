"""What found the people of each source: which detector, and by the hash of its file which weights of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.ingest.particulars import WEIGHTS

NOT_NOTED = "not noted"
_MOTION = "motion"  # the one detector that has no weights


def weights_of(settings: Mapping[str, Any]) -> str:
    """SHA-256 of the file of the network that found people; empty where it has none, or that was not kept."""
    return settings.get(WEIGHTS) or ""


def detector_words(settings: Mapping[str, Any]) -> str:
    """What found people with a source's settings, and which weights of it, in words."""
    name = settings.get("detector") or NOT_NOTED
    if weights := weights_of(settings):
        return f"{name} (weights: SHA-256 {weights})"
    is_told = WEIGHTS in settings or name in (_MOTION, NOT_NOTED)
    return name if is_told else f"{name} (which weights: not kept)"


def found_by(case: Case) -> dict[str, int]:
    """In how many of a case's sources people were found by what, in words; in the order of the sources."""
    return dict(Counter(detector_words(case.sources.settings(source.id)) for source in case.sources.all()))
