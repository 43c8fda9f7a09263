"""Pictures for networks that only look: read and fitted in order by a loader's processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from cpcl_desktop.bundle.manifest import ImageInput
from cpcl_desktop.bundle.preprocess import fit
from cpcl_train.data.augment import Pixels
from cpcl_train.data.samples import in_plain_words, one_thread, read_image


@dataclass(frozen=True, slots=True)
class Files:
    """Files as the desktop prepares them; alpha, where there is any, is dropped."""

    paths: Sequence[Path]
    spec: ImageInput

    def __len__(self) -> int:
        return len(self.paths)

    def __call__(self, position: int) -> Pixels:
        """One file, height×width×3."""
        return fit(read_image(self.paths[position])[..., :3], self.spec)


class _Pictures(Dataset[Pixels]):
    """Runs inside the loader's processes."""

    def __init__(self, view: Callable[[int], Pixels], count: int) -> None:
        self.view, self.count = view, count

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, position: int) -> Pixels:
        return self.view(position)


def pictures(
    view: Callable[[int], Pixels], count: int, batch: int, workers: int, pin: bool, advice: str
) -> Iterator[Tensor]:
    """Views 0 … count − 1 in order, (B, height, width, 3) uint8, the last batch perhaps smaller.

    `view` gives height×width×3; `pin` puts tensors where a GPU fetches them fastest. Where an image cannot be read,
    the `MediaError` names it, and `advice` says what to do.
    """
    loader: DataLoader[Any] = DataLoader(
        _Pictures(view, count), batch, num_workers=min(workers, -(-count // batch)), worker_init_fn=one_thread,
        pin_memory=pin,
    )  # fmt: skip
    yield from in_plain_words(loader, advice)
