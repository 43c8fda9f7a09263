"""How many crops a second the image encoder embeds on this machine's CPU, preprocessing included.

    python tests/benchmarks/embed_speed.py [MODEL] [--crops 400] [--batch 4]

Random crops of a typical size (160 × 64); a batch of 4 is what an ingest uses, a track's crops.
"""

import argparse
import statistics
import time

import numpy as np

from cpcl_desktop.engine.models.installed import find_model
from cpcl_desktop.engine.people.embed import Embedder


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("model", nargs="?")
    parser.add_argument("--crops", type=int, default=400)
    parser.add_argument("--batch", type=int, default=4)
    request = parser.parse_args()
    embedder = Embedder(find_model(request.model, "image-text"), "cpu")
    random = np.random.default_rng(3)
    crops = [random.integers(0, 256, (160, 64, 3), np.uint8) for _ in range(request.crops)]
    embedder.images(crops[: request.batch])
    rates = []
    for _ in range(5):
        start = time.perf_counter()
        for at in range(0, len(crops), request.batch):
            embedder.images(crops[at : at + request.batch])
        rates.append(len(crops) / (time.perf_counter() - start))
    print(
        f"{embedder.name}: median {statistics.median(rates):.0f} crops/s in batches of {request.batch} "
        f"(min {min(rates):.0f}, max {max(rates):.0f}, 5 runs)"
    )


if __name__ == "__main__":
    main()
