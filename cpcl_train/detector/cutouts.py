"""Rendered people without background, as scenes are composed of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from cpcl_desktop.bundle.errors import MachineError, UsageError
from cpcl_train.data.annotations import read_annotations

Pixels = NDArray[np.uint8]
Draw = np.random.Generator
OPAQUE = 100
"""Alpha from which a pixel belongs to the person."""
_KEPT_ASIDE = 0.06
_SEATED = frozenset({"sitting"})


@dataclass(frozen=True, slots=True)
class Cutout:
    """A person, RGBA (H, W, 4) cropped to what is opaque; `stands` where the feet are in it."""

    rgba: Pixels
    stands: bool


@dataclass(frozen=True, slots=True)
class Cutouts:
    """Files of cut-out people in groups that are drawn equally often: each set's, and those who sit."""

    groups: tuple[tuple[Path, ...], ...]

    def draw(self, rng: Draw) -> Cutout:
        """One of them, half of the time mirrored."""
        group = self.groups[int(rng.integers(len(self.groups)))]
        found = read_cutout(group[int(rng.integers(len(group)))])
        if rng.random() < 0.5:
            found = Cutout(np.ascontiguousarray(found.rgba[:, ::-1]), found.stands)
        return found


def read_cutout(path: Path) -> Cutout:
    """A rendered person's file; `MachineError` where it cannot be read."""
    stored = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if stored is None or stored.ndim != 3 or stored.shape[2] != 4:
        raise MachineError(
            f"The cut-out {path} cannot be read as a picture with transparency; render the set again."
        )
    rgba = cv2.cvtColor(stored, cv2.COLOR_BGRA2RGBA)
    alpha = rgba[:, :, 3] > OPAQUE
    rows, columns = np.flatnonzero(alpha.any(1)), np.flatnonzero(alpha.any(0))
    if not len(rows):
        raise MachineError(f"The cut-out {path} is empty; render the set again.")
    whole = rgba[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    is_cut = rows[-1] >= len(alpha) - 1 and alpha[-1].mean() > 0.2
    return Cutout(np.ascontiguousarray(whole, np.uint8), not is_cut)


def split_cutouts(folders: Sequence[Path]) -> tuple[Cutouts, Cutouts]:
    """Cut-outs of rendered sets, of people to learn from and of others to judge by.

    Raises `UsageError` for a set without pictures that have transparency.
    """
    learnt: list[list[Path]] = [[] for _ in range(len(folders) + 1)]
    judged: list[list[Path]] = [[] for _ in range(len(folders) + 1)]
    for number, folder in enumerate(folders):
        images = [i for i in read_annotations(folder) if i.split == "train" and i.path.suffix.lower() == ".png"]
        people = sorted({image.person for image in images})
        aside = set(people[-max(1, round(_KEPT_ASIDE * len(people))) :])
        for image in images:
            group = -1 if image.attributes.get("pose") in _SEATED else number
            (judged if image.person in aside else learnt)[group].append(image.path)
    if not any(learnt) or not any(judged):
        raise UsageError(
            f"{', '.join(map(str, folders))}: there are no rendered people with transparency; make some with "
            "`cpcl-train render`."
        )
    return _grouped(learnt), _grouped(judged)


def _grouped(groups: list[list[Path]]) -> Cutouts:
    return Cutouts(tuple(tuple(group) for group in groups if group))
