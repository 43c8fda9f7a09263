"""What the method costs: images a second of full training, clustering included, against a plain loop.

    python tests/benchmarks/train_throughput.py [--batch 64 128] [--images 1500] [--rounds 5] [--set KEY=VALUE …]

Both train the same model on the same pairs in one process, epoch by epoch in turn. The plain loop is written
out below: augmented batches, both encoders, InfoNCE, gradient clipping, optimiser. The full method adds what
an epoch of `cpcl-train train` does but for validation: features of the whole set, clustering of both
modalities, outlier mining, memories, all terms. On a GPU the model is ViT-B/16 at 384×128, on a CPU the
starter's; every number is a median over the rounds. Epochs that begin with a clustering and those that go on with
one (`method.cluster.every`) are timed by themselves, and weighed as they come in a run of so many epochs. What an
epoch of the second kind misses to 1 are the terms, the memories and the loop itself.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.flop_counter import FlopCounterMode

from cpcl_train.config import load_config
from cpcl_train.data.samples import batches, normalise
from cpcl_train.method.losses import contrastive
from cpcl_train.model.dual_encoder import may_trim
from cpcl_train.run.logbook import Silence
from cpcl_train.run.loop import train_epoch
from cpcl_train.run.optimise import autocast, steps_in
from cpcl_train.run.run import Run, prepare_run
from cpcl_train.run.terms import is_clustered

PEAK = {"H100 PCIe": 756e12, "H100": 989e12, "H200": 989e12, "A100": 312e12, "L40S": 362e12, "RTX 4090": 165e12}
"""bfloat16 operations a second without sparsity, as the vendor states them."""
WORDS = (
    "a the man woman in with and wearing carrying black white red blue grey green shirt jacket coat trousers "
    "jeans shorts skirt shoes boots trainers backpack bag handbag long short dark hair hat glasses walking"
)
COMMON = (
    "method.enabled=true",
    "data.sample=pair",
    "data.minimum_count=1",
    "augment.neighbour=0",
    "augment.waist=0",
)
ON_GPU = (
    "model.vision={}", "model.text={}", "model.architecture=ViT-B-16", "model.embed_dim=512",
    "model.context_length=77", "image.height=384", "image.width=128", "train.learning_rate=1e-5",
    "augment.degrade=0", f"data.workers={min(14, (os.cpu_count() or 2) - 1)}", "data.cache=false",
)  # fmt: skip
ON_CPU = ("data.workers=0", "data.cache=true")
EPOCH = ("features_s", "clustering_s", "train_s", "memory_gb")
"""Figures of an epoch."""


def write_pairs(root: Path, images: int, captions: int) -> Path:
    """Four pictures a person, of coloured blocks and noise, each with captions of about 24 words."""
    rng = np.random.default_rng(0)
    (root / "imgs").mkdir(parents=True)
    records, colours = [], np.zeros((4, 1, 3))
    for number in range(images + 24):
        if number % 4 == 0:
            colours = rng.integers(20, 236, (4, 1, 3))
        picture = np.repeat(np.repeat(colours, 48, axis=0), 80, axis=1) + rng.normal(0, 25, (192, 80, 3))
        name = f"{number:06}.jpg"
        cv2.imwrite(str(root / "imgs" / name), np.clip(picture, 0, 255).astype(np.uint8))
        said = [" ".join(rng.choice(WORDS.split(), int(rng.integers(16, 33)))) for _ in range(captions)]
        split = "train" if number < images else "val"
        records.append({"id": number // 4, "split": split, "file_path": name, "captions": said})
    (root / "reid_raw.json").write_text(json.dumps(records), encoding="utf-8")
    return root


def plain_epoch(run: Run) -> None:
    """A contrastive epoch as one would write it without this program's loop."""
    run.model.train()
    for batch in batches(run.data, run.config, run.epoch, may_trim(run.config), pin=run.device.type == "cuda"):
        images = normalise(batch.images.to(run.device, non_blocking=True), run.config.image)
        with autocast(run.config, run.device):
            v = run.model.encode_image(images)
            t = run.model.encode_text(batch.ids.to(run.device, non_blocking=True))
        run.optimizer.zero_grad(set_to_none=True)
        contrastive(v, t, run.config.model.temperature).backward()
        torch.nn.utils.clip_grad_norm_(run.model.parameters(), run.config.train.clip_gradient)
        run.optimizer.step()


def clustered_epoch(run: Run, figures: list[dict[str, float]]) -> None:
    """An epoch that begins with a clustering."""
    run.guidance = None
    figures.append(train_epoch(run, Silence()))


def between_epoch(run: Run, epoch: int) -> None:
    """An epoch that goes on with the last clustering."""
    run.epoch = epoch
    assert run.guidance is not None
    train_epoch(run, Silence())


def timed(work, run: Run) -> tuple[float, float]:
    """Seconds by the clock, and of this process's CPU time, which other programs on the machine disturb less."""
    if run.device.type == "cuda":
        torch.cuda.synchronize()
    start, busy = time.perf_counter(), time.process_time()
    work(run)
    if run.device.type == "cuda":
        torch.cuda.synchronize()
    return time.perf_counter() - start, time.process_time() - busy


def operations_per_pair(run: Run) -> float:
    """Floating point operations of the encoders, forwards and backwards, for one pair."""
    batch = next(batches(run.data, run.config, 0, may_trim(run.config)))
    with FlopCounterMode(display=False) as counter, autocast(run.config, run.device):
        v = run.model.encode_image(normalise(batch.images.to(run.device), run.config.image))
        t = run.model.encode_text(batch.ids.to(run.device))
        contrastive(v, t).backward()
    return counter.get_total_flops() / len(batch.images)


def compare(data: Path, batch: int, rounds: int, epochs: int, overrides: list[str]) -> dict[str, object]:
    on_gpu = torch.cuda.is_available()
    sets = [*COMMON, *(ON_GPU if on_gpu else ON_CPU), f"phases=[{{epochs={epochs},batch={batch}}}]", *overrides]
    with tempfile.TemporaryDirectory() as folder:
        run = prepare_run(load_config("small", sets), data, Path(folder))
    if run.config.train.threads:
        torch.set_num_threads(run.config.train.threads)
    clustered = [is_clustered(run.config, epoch) for epoch in range(epochs)]
    share = sum(clustered) / epochs
    figures: list[dict[str, float]] = []
    work = {"plain": plain_epoch, "clustered": partial(clustered_epoch, figures=figures)}
    if share < 1:
        work["between"] = partial(between_epoch, epoch=clustered.index(False))
    times: dict[str, list[tuple[float, float]]] = {kind: [] for kind in work}
    for number in range(rounds + 1):  # the first of each warms up
        for kind in [*work, *work][number % len(work) :][: len(work)]:
            run.epoch, run.step = number, 0
            times[kind].append(timed(work[kind], run))
    pairs = steps_in(0, run.data, run.config) * batch
    found = {kind: medians(some[1:]) for kind, some in times.items()}
    full_s, full_busy = (
        share * found["clustered"][at] + (1 - share) * found.get("between", found["clustered"])[at] for at in (0, 1)
    )
    plain_s, plain_busy = found["plain"]
    rest = {name: statistics.median(one[name] for one in figures[1:]) for name in EPOCH}
    return {
        "device": torch.cuda.get_device_name() if on_gpu else f"CPU, {torch.get_num_threads()} threads",
        "batch": batch, "pairs": pairs, "plain_pairs_per_s": pairs / plain_s, "full_pairs_per_s": pairs / full_s,
        "clustered_share": share, "epochs": epochs, "ratio": plain_s / full_s,
        "cpu_ratio": None if on_gpu else plain_busy / full_busy, "ratios": by_kind(found, 0),
        "cpu_ratios": by_kind(found, 1), **rest, "share_of_peak": share_of_peak(run, pairs / plain_s),
        "load": os.getloadavg()[0],
    }  # fmt: skip


def by_kind(found: dict[str, tuple[float, float]], at: int) -> dict[str, float]:
    """The plain loop's time over that of each kind of epoch."""
    return {kind: found["plain"][at] / some[at] for kind, some in found.items() if kind != "plain"}


def medians(times: list[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(wall for wall, _ in times), statistics.median(busy for _, busy in times)


def share_of_peak(run: Run, rate: float) -> float | None:
    if run.device.type != "cuda":
        return None
    peak = next((value for name, value in PEAK.items() if name in torch.cuda.get_device_name()), None)
    return None if peak is None else operations_per_pair(run) * rate / peak


def sentence(result: dict[str, object]) -> str:
    share, busy = result["share_of_peak"], result["cpu_ratio"]
    kinds = ", ".join(
        f"{kind} {ratio:.2f}" + (f" ({result['cpu_ratios'][kind]:.2f} by CPU time)" if busy else "")
        for kind, ratio in result["ratios"].items()
    )
    return (
        f"{result['device']}, batch {result['batch']}, {result['pairs']} pairs an epoch: of {result['epochs']} "
        f"epochs {result['clustered_share']:.0%} begin with a clustering, so the full method trains "
        f"{result['full_pairs_per_s']:.0f} pairs/s, the plain loop {result['plain_pairs_per_s']:.0f}, ratio "
        f"{result['ratio']:.2f}"
        + (f", by CPU time {busy:.2f}" if busy else "")
        + f"; ratio of epochs by kind: {kinds}; of a clustered epoch, features take {result['features_s']:.1f} s, "
        f"clustering {result['clustering_s']:.1f} s, batches {result['train_s']:.1f} s; peak memory "
        f"{result['memory_gb']:.1f} GB"
        + (f"; the plain loop uses {share:.0%} of the chip's peak" if share else "")
        + f". Load average {result['load']:.1f}."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--batch", type=int, nargs="+", default=[64])
    parser.add_argument("--images", type=int, default=1500)
    parser.add_argument("--captions", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=60, help="of the run whose share of clusterings counts")
    parser.add_argument("--data", type=Path, help="an annotated set instead of drawn people")
    parser.add_argument("--set", action="append", default=[], dest="overrides", metavar="KEY=VALUE")
    parser.add_argument("--json", action="store_true")
    request = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = request.data or write_pairs(Path(folder) / "set", request.images, request.captions)
        for batch in request.batch:
            result = compare(data, batch, request.rounds, request.epochs, request.overrides)
            print(json.dumps(result) if request.json else sentence(result), flush=True)


if __name__ == "__main__":
    sys.exit(main())
