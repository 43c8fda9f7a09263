"""What a GPU makes of a real set: one command for a machine that is lent for minutes; JSON on stdout.

    python tests/benchmarks/train_gpu.py [--out gpu.json] [--batch 64 128 256] [--precision bf16] [--small]

1. `nccl`: a team of one process over NCCL (over gloo without a GPU): a gather, a sum, and a step through
   DistributedDataParallel whose gradients are those of the plain model.
2. `step`: images a second of ViT-B/16 at 384×128 and its text encoder, forwards and backwards with the optimiser,
   on pictures and words that lie on the device, for each batch; and the share of the chip's peak that this is.
3. `features`: images and captions a second as before a clustering, in eval mode and large batches.
4. `clustering`: seconds for both modalities at the size of CUHK-PEDES, on features as wide as the model's.
5. `epoch`: the time of an epoch of 68,126 pairs of 34,054 images, put together from the three: steps at the first
   batch, features, clustering; and what it is to a plain loop of steps. No images are read: `train_throughput.py`
   measures with the loader.
6. `fp16` and `agreement`: steps with a scaled loss; how far embeddings on the device are from a processor's.

Every part is written as soon as it is there, so that a command that is cut off leaves what it had. `--small` has
tiny networks and sets, for a test of the command on a processor.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from torch.utils.flop_counter import FlopCounterMode

from cpcl_train.config import Config, load_config
from cpcl_train.distributed import Team
from cpcl_train.judge.evaluate import TorchEncoder
from cpcl_train.method.losses import contrastive
from cpcl_train.method.options import ClusterConfig
from cpcl_train.method.pseudo_labels import Samples, assign
from cpcl_train.model.dual_encoder import DualEncoder, build_model
from cpcl_train.model.hardware import choose_device, mixed
from cpcl_train.run.optimise import build_optimizer
from cpcl_train.run.towers import look, spread

PEAK = {"H100 PCIe": 756e12, "H100": 989e12, "H200": 989e12, "A100": 312e12, "L40S": 362e12, "RTX 4090": 165e12}
"""bfloat16 operations a second without sparsity, as the vendor states them."""
VIT = (
    "model.vision={}", "model.text={}", "model.architecture=ViT-B-16", "model.embed_dim=512",
    "model.context_length=77", "image.height=384", "image.width=128", "model.tokenizer=clip",
)  # fmt: skip
TINY = (
    "model.vision={layers=1,width=32,head_width=16,patch_size=16}", "model.text.width=32", "model.text.heads=2",
    "model.text.layers=1", "model.embed_dim=32", "image.height=64", "image.width=32",
)  # fmt: skip
WORDS, PIECES = 64, 49_408  # of a long caption of CUHK-PEDES, of CLIP's tokenizer


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    images: int
    pairs: int
    people: int
    features: int
    seconds: float


REAL = Size(34_054, 68_126, 11_003, 4096, 4.0)
SMALL = Size(300, 600, 60, 64, 0.05)


def rate(work: Callable[[], object], count: int, seconds: float, device: torch.device) -> float:
    """Things a second of `work`, which does `count` of them; the median of runs of a quarter of `seconds`."""
    for _ in range(3):
        work()
    found = []
    for _ in range(4):
        wait(device)
        done, began = 0, time.perf_counter()
        while time.perf_counter() - began < seconds / 4 or not done:
            work()
            done += count
            if done % (8 * count) == 0:
                wait(device)
        wait(device)
        found.append(done / (time.perf_counter() - began))
    return statistics.median(found)


def wait(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def inputs(config: Config, batch: int, device: torch.device) -> tuple[torch.Tensor, torch.Tensor]:
    torch.manual_seed(0)
    images = torch.randn(batch, 3, config.image.height, config.image.width, device=device)
    ids = torch.randint(3, PIECES - 3, (batch, min(WORDS, config.model.context_length)), device=device)
    ids[:, -1] = PIECES - 1  # the end token, by which CLIP pools
    return images.contiguous(memory_format=torch.channels_last), ids


class Bench:
    """A model on its device, and what is measured of it."""

    def __init__(self, config: Config, size: Size, device: torch.device) -> None:
        self.config, self.size, self.device = config, size, device
        self.model = self.fresh()

    def fresh(self) -> DualEncoder:
        return build_model(self.config, PIECES, {}).to(self.device).to(memory_format=torch.channels_last)

    def loss(self, images: torch.Tensor, ids: torch.Tensor) -> torch.Tensor:
        with mixed(self.config.train.precision, self.device):
            v, t, *_ = look(self.model, images, ids, None)
        return contrastive(v, t, self.config.model.temperature)

    def step(self, batch: int) -> dict[str, object]:
        optimizer, (images, ids) = build_optimizer(self.model, self.config), inputs(self.config, batch, self.device)
        self.model.train()

        def work() -> None:
            optimizer.zero_grad(set_to_none=True)
            self.loss(images, ids).backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            optimizer.step()

        speed = rate(work, batch, self.size.seconds, self.device)
        with FlopCounterMode(display=False) as counter:
            self.loss(images, ids).backward()
        operations = counter.get_total_flops() / batch
        peak = peak_of(self.device)
        return {
            "batch": batch, "images_per_s": speed, "operations_per_pair": operations,
            "share_of_peak": None if peak is None else operations * speed / peak, "memory_gb": memory(self.device),
        }  # fmt: skip

    @torch.no_grad()
    def features(self) -> dict[str, float]:
        images, ids = inputs(self.config, 512 if self.device.type == "cuda" else 16, self.device)
        self.model.eval()

        def of(encode: Callable[[torch.Tensor], torch.Tensor], values: torch.Tensor) -> float:
            def work() -> None:
                with mixed(self.config.train.precision, self.device):
                    encode(values)

            return rate(work, len(values), self.size.seconds, self.device)

        return {
            "images_per_s": of(self.model.encode_image, images),
            "captions_per_s": of(self.model.encode_text, ids[:, : max(2, WORDS // 2)].contiguous()),
        }

    def clustering(self) -> dict[str, float]:
        """People of about three images and six captions, spread so that a good part are outliers."""
        rng, size = np.random.default_rng(0), self.size
        of = np.sort(rng.integers(0, size.images, size.pairs - size.images))
        image_of = np.sort(np.concatenate([np.arange(size.images), of]))
        people = np.sort(rng.integers(0, size.people, size.images))
        centres = rng.standard_normal((size.people, self.config.model.embed_dim), dtype=np.float32)

        def around(rows: np.ndarray) -> np.ndarray:
            return centres[rows] + 1.5 * rng.standard_normal((len(rows), centres.shape[1]), dtype=np.float32)

        samples = Samples(around(people), around(people[image_of]), image_of, people)
        method = replace(self.config.method, cluster=ClusterConfig())
        warm = image_of < 100
        few = Samples(samples.images[:100], samples.texts[warm], image_of[warm], people[:100])
        assign(few, method, str(self.device))  # libraries loaded, the GPU awake
        began = time.perf_counter()
        found = assign(samples, method, str(self.device))
        wait(self.device)
        return {
            "seconds": time.perf_counter() - began, "rows": size.pairs, "clusters": found.images_before.clusters,
            "outlier_share": found.images_before.outlier_share, "memory_gb": memory(self.device),
        }  # fmt: skip

    def team_of_one(self) -> dict[str, object]:
        """Collectives by themselves, and a step through them."""
        kind = "nccl" if self.device.type == "cuda" else "gloo"
        with tempfile.TemporaryDirectory() as folder:
            dist.init_process_group(kind, init_method=f"file://{folder}/meet", rank=0, world_size=1)
            try:
                return {"backend": kind, **self._through_team()}
            finally:
                dist.destroy_process_group()

    def _through_team(self) -> dict[str, object]:
        images, ids = inputs(self.config, 8, self.device)
        summed = torch.ones(4, device=self.device)
        dist.all_reduce(summed)
        parts = [torch.empty_like(summed)]
        dist.all_gather(parts, summed)
        held: list[object] = [None]
        dist.all_gather_object(held, np.arange(3))
        gradients = []
        for team in (Team(), Team(0, 2)):  # of two by its word, so that the step goes the way of a team
            model = self.fresh().train()
            seen = spread(model, self.config, team, self.device)(images, ids, None)
            contrastive(seen[0], seen[1], self.config.model.temperature).backward()
            gradients.append({name: p.grad for name, p in model.named_parameters() if p.grad is not None})
        plain, met = gradients
        off = [float((met[name] - value).norm() / value.norm().clamp(min=1e-12)) for name, value in plain.items()]
        return {
            "sum": summed.tolist() == [1.0] * 4, "gather": torch.equal(parts[0], summed),
            "objects": np.array_equal(held[0], np.arange(3)), "gradient_difference": max(off),
        }  # fmt: skip

    def scaled_step(self) -> dict[str, object]:
        model, (images, ids) = self.fresh().train(), inputs(self.config, 8, self.device)
        optimizer, scaler = build_optimizer(model, self.config), torch.amp.GradScaler(self.device.type)
        steps = 0
        for _ in range(12):  # the first scale may overflow
            optimizer.zero_grad(set_to_none=True)
            with mixed("fp16", self.device):
                v, t, *_ = look(model, images, ids, None)
            scaler.scale(contrastive(v, t, self.config.model.temperature)).backward()
            scaler.unscale_(optimizer)
            steps += bool(torch.isfinite(torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)))
            scaler.step(optimizer)
            scaler.update()
        return {"steps": steps, "of": 12, "scale": scaler.get_scale()}

    def agreement(self) -> dict[str, float]:
        """Lowest cosine of embeddings on the device, in each precision, to those of a processor."""
        images, ids = (part.cpu() for part in inputs(self.config, 8, self.device))
        wanted = TorchEncoder(self.fresh().cpu(), self.config.image, None, torch.device("cpu"))
        found = {}
        for precision in ("fp32", "bf16", "fp16"):
            ours = TorchEncoder(self.fresh(), self.config.image, None, self.device, precision)
            cosines = [
                (ours.encode_images(images.numpy()) * wanted.encode_images(images.numpy())).sum(1),
                (ours.encode_ids(ids.numpy()) * wanted.encode_ids(ids.numpy())).sum(1),
            ]
            found[precision] = float(np.min(cosines))
        return found


def peak_of(device: torch.device) -> float | None:
    if device.type != "cuda":
        return None
    return next((value for name, value in PEAK.items() if name in torch.cuda.get_device_name(device)), None)


def memory(device: torch.device) -> float | None:
    return torch.cuda.max_memory_allocated(device) / 1e9 if device.type == "cuda" else None


def epoch_of(found: dict, size: Size) -> dict[str, float]:
    """An epoch put together from what was measured, and its speed beside steps alone."""
    steps_s = size.pairs / found["step"][0]["images_per_s"]
    features_s = size.images / found["features"]["images_per_s"] + size.pairs / found["features"]["captions_per_s"]
    whole = steps_s + features_s + found["clustering"]["seconds"]
    return {
        "pairs": size.pairs, "steps_s": steps_s, "features_s": features_s,
        "clustering_s": found["clustering"]["seconds"], "epoch_s": whole, "ratio_to_steps_alone": steps_s / whole,
    }  # fmt: skip


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, help="file that is written anew after each part")
    parser.add_argument("--batch", type=int, nargs="+", default=[64, 128, 256])
    parser.add_argument("--precision", choices=("fp32", "bf16", "fp16"), default="bf16")
    parser.add_argument("--small", action="store_true")
    request = parser.parse_args(arguments)
    device, size = choose_device("auto"), SMALL if request.small else REAL
    sets = [*(TINY if request.small else VIT), "method.enabled=true", f"train.precision={request.precision}"]
    bench = Bench(load_config("small", sets), size, device)
    found: dict = {
        "device": torch.cuda.get_device_name(device) if device.type == "cuda" else "CPU",
        "torch": torch.__version__, "precision": request.precision,
    }  # fmt: skip
    parts: dict[str, Callable[[], object]] = {
        "nccl": bench.team_of_one,
        "step": lambda: [bench.step(batch) for batch in request.batch],
        "features": bench.features,
        "clustering": bench.clustering,
        "epoch": lambda: epoch_of(found, size),
        "fp16": bench.scaled_step,
        "agreement": bench.agreement,
    }
    for name, part in parts.items():
        found[name] = part()
        if request.out:
            request.out.write_text(json.dumps(found, indent=1), encoding="utf-8")
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    sys.exit(main())
