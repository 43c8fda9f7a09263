"""The models that commands take: a run, a checkpoint or a bundle."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cpcl_desktop.bundle.bundle import MANIFEST_NAME, Bundle

if TYPE_CHECKING:
    from cpcl_train.judge.evaluate import Encoder


def is_bundle(path: Path) -> bool:
    """Whether a path is that of a bundle: a zip, or a folder with a manifest."""
    return path.suffix == ".zip" or (path / MANIFEST_NAME).is_file()


def open_encoder(path: Path) -> Encoder:
    """The model at a path, ready to score; `BundleError` or `UsageError` says why it is none."""
    if is_bundle(path):
        from cpcl_train.ship.export import OnnxEncoder

        return OnnxEncoder(Bundle.open(path))
    from cpcl_train.judge.evaluate import checkpoint_encoder
    from cpcl_train.model.checkpoint import load_checkpoint

    return checkpoint_encoder(load_checkpoint(path))
