"""How fast a model is on this machine: the median of repeated runs on made-up pictures and a sentence."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.people.detect import open_detector
from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.records import Frame, Image

RUNS = 9
CROPS = 4  # at once, as an ingest embeds the pictures of a passage
CROP_SIZE = (160, 64)  # height, width in pixels
FRAME_SIZE = (720, 1280)
_TEXT = "a woman in a red jacket with a backpack"


@dataclass(frozen=True, slots=True)
class Speed:
    """Milliseconds, median: for a crop and a text of an image–text model, for a frame of a detector."""

    crop_ms: float | None = None
    text_ms: float | None = None
    frame_ms: float | None = None


NOT_MEASURED = Speed()


def speed_of(bundle: Bundle, provider: str = "auto") -> Speed:
    """Measure a model, preprocessing included; opening it does not count. Raises as running it does."""
    if bundle.manifest.kind == "detector":
        return _detector_speed(bundle, provider)
    embedder = Embedder(bundle, provider)
    crops = made_up_pictures(CROPS, CROP_SIZE)
    crop_ms = _median_ms(lambda: embedder.images(crops)) / CROPS
    return Speed(crop_ms=crop_ms, text_ms=_text_ms(embedder))


def _text_ms(embedder: Embedder) -> float | None:
    """None for a model that was taught none of the sentence's words."""
    try:
        return _median_ms(lambda: embedder.text(_TEXT))
    except UsageError:
        return None


def _detector_speed(bundle: Bundle, provider: str) -> Speed:
    detector = open_detector(bundle, provider)
    pictures = made_up_pictures(CROPS, FRAME_SIZE)
    times = iter(range(10**6))

    def detect() -> object:
        # Noise of its own in each frame: what stands still would not be looked at twice.
        return detector.detect([Frame(at, at, picture) for picture, at in zip(pictures, times, strict=False)])

    return Speed(frame_ms=_median_ms(detect) / CROPS)


def made_up_pictures(count: int, size: tuple[int, int]) -> Sequence[Image]:
    """So many pictures of noise, height and width in pixels."""
    random = np.random.default_rng(3)
    return [random.integers(0, 256, (*size, 3), np.uint8) for _ in range(count)]


def _median_ms(run: Callable[[], object]) -> float:
    run()  # opens the session, and lets it settle
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)
