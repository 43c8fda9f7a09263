"""How hard the terms on instances pull beside each other, at three stages of training.

    python tests/benchmarks/term_pull.py [--batch 64] [--draws 20]

Cosines of a batch of pairs are drawn: strangers at 0.25 ± 0.05, a pair's own higher by 0.05, 0.12 or 0.20, which
finds a tenth, half and nearly all of the texts among 64. Each figure is the length of a term's gradient at those
cosines, relative to KL matching as the family has it (both directions added), averaged over the draws.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

import torch
from torch import Tensor

from cpcl_train.method.losses import contrastive, kl_matching, triplet_alignment

STAGES = {"early": 0.05, "midway": 0.12, "late": 0.20}
STRANGERS, SPREAD = 0.25, 0.05


def terms(count: int) -> dict[str, Callable[[Tensor], Tensor]]:
    """Each term as a loss of cosines (B, B): with unit axes for texts these are the features themselves."""
    axes, alike = torch.eye(count), torch.eye(count, dtype=torch.bool)
    return {
        "KL, directions added (kl = 2)": lambda s: 2 * kl_matching(s, axes, alike),
        "InfoNCE (contrastive = 1)": lambda s: contrastive(s, axes),
        "triplet, mean over the batch": lambda s: triplet_alignment(s, axes, alike) / count,
        "triplet, added up (triplet = 1)": lambda s: triplet_alignment(s, axes, alike),
        "triplet as RDE (triplet = 2)": lambda s: 2 * triplet_alignment(s, axes, alike),
    }


def length(loss: Callable[[Tensor], Tensor], cosines: Tensor) -> float:
    scores = cosines.clone().requires_grad_()
    loss(scores).backward()  # type: ignore[no-untyped-call]
    assert scores.grad is not None
    return float(scores.grad.norm())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--draws", type=int, default=20)
    request = parser.parse_args()
    generator = torch.Generator().manual_seed(0)
    losses = terms(request.batch)
    columns: dict[str, list[float]] = {name: [] for name in losses}
    found = []
    for gap in STAGES.values():
        drawn = [torch.randn(request.batch, request.batch, generator=generator) for _ in range(request.draws)]
        cosines = [STRANGERS + SPREAD * noise + gap * torch.eye(request.batch) for noise in drawn]
        found.append(
            sum(float((s.argmax(1) == torch.arange(len(s))).float().mean()) for s in cosines) / len(cosines)
        )
        for name, loss in losses.items():
            pulls = [length(loss, s) / length(next(iter(losses.values())), s) for s in cosines]
            columns[name].append(sum(pulls) / len(pulls))
    print(f"| | {' | '.join(f'{name} (R@1 {share:.0%})' for name, share in zip(STAGES, found, strict=True))} |")
    print("|---" * (len(STAGES) + 1) + "|")
    for name, pulls in columns.items():
        print(f"| {name} | {' | '.join(f'{pull:.3f}' for pull in pulls)} |")


if __name__ == "__main__":
    main()
