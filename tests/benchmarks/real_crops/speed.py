"""Milliseconds a crop and a sentence, bundles in turn so that a busy moment meets all of them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

from cpcl_desktop.engine.people.embed import Embedder
from cpcl_desktop.engine.records import Image

RUNS = 30  # of which the median is given
BATCHES = (4, 32)


def measure_speed(
    embedders: Sequence[Embedder], images: Sequence[Image], texts: Sequence[str]
) -> list[dict[str, float]]:
    """For each embedder ms a crop, by the batch, and ms a sentence: medians, preprocessing included."""
    for embedder in embedders:
        embedder.described_images(images[: max(BATCHES)])
        embedder.described_text(texts[0])
    timed: list[dict[str, list[float]]] = [{} for _ in embedders]
    for run in range(RUNS):
        for embedder, times in zip(embedders, timed, strict=True):
            for name, took in _one_run(embedder, images, texts[run % len(texts)]).items():
                times.setdefault(name, []).append(took)
    return [{name: statistics.median(took) for name, took in times.items()} for times in timed]


def _one_run(embedder: Embedder, images: Sequence[Image], text: str) -> dict[str, float]:
    took = {}
    for batch in BATCHES:
        crops = [images[at % len(images)] for at in range(batch)]
        took[f"ms a crop, batch of {batch}"] = _ms(lambda crops=crops: embedder.described_images(crops)) / batch
    took["ms a sentence"] = _ms(lambda: embedder.described_text(text))
    return took


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)
