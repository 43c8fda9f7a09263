"""The models that commands take: a run, a checkpoint or a bundle."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cpcl_desktop.bundle.bundle import MANIFEST_NAME, Bundle
from cpcl_desktop.bundle.errors import UsageError

if TYPE_CHECKING:
    from cpcl_train.configs.training import Precision
    from cpcl_train.judge.evaluate import Encoder

_MOST_READERS: Final = 8


def is_bundle(path: Path) -> bool:
    """Whether a path is that of a bundle: a zip, or a folder with a manifest."""
    return path.suffix == ".zip" or (path / MANIFEST_NAME).is_file()


def open_encoder(path: Path, device: str = "cpu", precision: Precision = "fp32") -> Encoder:
    """The model at a path, ready to score on a device (auto, cpu, cuda).

    `BundleError` or `UsageError` says why it is none, `MachineError` why not on that device.
    """
    if is_bundle(path):
        from cpcl_train.ship.export import OnnxEncoder

        if precision != "fp32":
            raise UsageError(f"{path} is a bundle and computes as it was written; leave --precision out.")
        return OnnxEncoder(Bundle.open(path), device=device)
    from cpcl_train.judge.evaluate import checkpoint_encoder
    from cpcl_train.model.checkpoint import load_checkpoint

    return checkpoint_encoder(load_checkpoint(path), device, precision)


def readers(asked: int | None, encoder: Encoder) -> int:
    """Processes that read images: as many as asked for, else some beside a GPU, which one alone cannot feed."""
    if asked is not None:
        return asked
    device = getattr(encoder, "device", None)
    return min(_MOST_READERS, (os.cpu_count() or 2) - 1) if device is not None and device.type == "cuda" else 0
