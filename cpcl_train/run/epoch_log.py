"""The figures of an epoch: what the clusterings found, what it cost, and one line on it for a terminal."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import torch

from cpcl_train.method.pseudo_labels import PseudoLabels
from cpcl_train.run.logbook import clock

if sys.platform != "win32":
    import resource


def cluster_figures(found: PseudoLabels) -> dict[str, Any]:
    """Clusters, outliers and agreement with true identities, per modality, before and after mining."""
    stages = {
        "images": {"before": found.images_before, "after": found.images_after},
        "texts": {"before": found.texts_before, "after": found.texts_after},
    }
    return {what: {when: asdict(of) for when, of in stage.items()} for what, stage in stages.items()}


def peak_memory(device: torch.device) -> float:
    """Most memory held so far, in GB: of the GPU where one trains, else of this process; 0 where unknown."""
    if device.type == "cuda":
        return torch.cuda.max_memory_allocated(device) / 1e9
    if sys.platform == "win32":
        return 0.0
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held * (1 if sys.platform == "darwin" else 1024) / 1e9


def summary(figures: Mapping[str, Any], left_s: float) -> str:
    """An epoch in one line: losses, clusters, validation, speed, and how long the run still takes."""
    losses = "  ".join(f"{name} {value:.3f}" for name, value in figures["loss"].items())
    parts = [losses, *_clusters(figures), *_validation(figures)]
    parts.append(f"{figures['images_per_s']:.0f} images/s, {figures['memory_gb']:.1f} GB")
    if left_s > 0:
        parts.append(f"about {clock(left_s)} left")
    return " | ".join(parts)


def _clusters(figures: Mapping[str, Any]) -> list[str]:
    parts = []
    for what, stages in figures.get("clusters", {}).items():
        before, after = stages["before"], stages["after"]
        parts.append(
            f"{after['clusters']} {what[:-1]} clusters, outliers {before['outlier_share']:.0%} → "
            f"{after['outlier_share']:.0%}, ARI {after['rand_index']:.2f}"
        )
    return parts


def _validation(figures: Mapping[str, Any]) -> list[str]:
    if "val" not in figures:
        return []
    val = figures["val"]
    return [f"val R@1 {val['r1']:.1f}  R@5 {val['r5']:.1f}  R@10 {val['r10']:.1f}  mAP {val['mAP']:.1f}"]
