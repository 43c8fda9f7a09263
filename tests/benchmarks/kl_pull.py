"""How hard InfoNCE and KL matching pull each pair together, by how likely the encoder finds it already.

    python tests/benchmarks/kl_pull.py RUN --data FOLDER [--temperature 0.05 0.1 0.2]

The gradient of either loss at a pair's own similarity, without labels, over batches of 64 pairs of the training
split. InfoNCE pulls by 1 - p, most where the encoder is most wrong; the KL divergence of p from the labels pulls
in proportion to p, and lets go of pairs that the encoder does not believe in.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from cpcl_train.distributed import Team
from cpcl_train.method.losses import contrastive, kl_matching
from cpcl_train.model.checkpoint import load_checkpoint
from cpcl_train.run.features import extract
from cpcl_train.run.run import prepare_run

BATCH, BATCHES = 64, 40


def pulls(v: Tensor, t: Tensor, temperature: float) -> tuple[Tensor, Tensor, Tensor]:
    """p of each image's own text, and how either loss pulls at that similarity; each (B,)."""
    own = (v * t).sum(1).requires_grad_()
    alike = torch.eye(len(v), dtype=torch.bool)
    scores = (v @ t.T).masked_fill(alike, 0) + torch.diag(own)
    # Unit axes as texts: then the similarities are the scores themselves.
    axes = torch.eye(len(v))
    chances = (scores / temperature).softmax(1).diagonal().detach()
    losses = contrastive(scores, axes, temperature), kl_matching(scores, axes, alike, temperature)
    infonce, kl = (-torch.autograd.grad(loss, own, retain_graph=True)[0] for loss in losses)
    return chances, infonce, kl


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--temperature", type=float, nargs="+", default=[0.05, 0.1, 0.2])
    request = parser.parse_args()
    config = load_checkpoint(request.run).config
    with tempfile.TemporaryDirectory() as folder:
        start = replace(config, init=str(request.run))
        run = prepare_run(start, request.data, Path(folder))
    found = extract(run.model, run.data, run.config, run.device, Team(), lambda *_: None)
    rng = np.random.default_rng(0)
    for temperature in request.temperature:
        parts = []
        for _ in range(BATCHES):
            chosen = rng.choice(len(found.texts), BATCH, replace=False)
            v, t = found.images[found.image_of[chosen]], found.texts[chosen]
            parts.append(pulls(torch.from_numpy(v), torch.from_numpy(t), temperature))
        chances, infonce, kl = (torch.cat(part) for part in zip(*parts, strict=True))
        worse = chances <= chances.median()
        shares = [float(pull[worse].sum() / pull.sum()) for pull in (infonce, kl)]
        print(
            f"temperature {temperature:g}: p of the own text among 64 is {float(chances.median()):.3f}; the "
            f"less likely half of the pairs gets {shares[0]:.0%} of InfoNCE's pull and {shares[1]:.0%} of KL's"
        )


if __name__ == "__main__":
    main()
