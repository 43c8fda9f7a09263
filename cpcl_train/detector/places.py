"""Empty places for scenes to be composed in: streets, halls, shops, car parks, with nobody there."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from cpcl_desktop.bundle.errors import MachineError
from cpcl_train.detector.rendering import Report, render_missing
from cpcl_train.synthetic.town.filming import Set
from cpcl_train.synthetic.town.scenarios import empty_site

_FIRST = 10_000
"""Seeds from which on places are drawn, so that films for measuring show others."""


def render_places(out: Path, count: int, seed: int, workers: int, report: Report) -> tuple[Path, ...]:
    """Pictures of `count` places in a folder; those that are there already stay.

    `report(done, all)` counts places; what it raises stops the run. Raises `MachineError` where the disk is full.
    """
    out.mkdir(parents=True, exist_ok=True)
    files = tuple(out / f"{number:05d}.png" for number in range(count))
    missing = [(file, _FIRST + seed * count + number) for number, file in enumerate(files) if not file.is_file()]
    render_missing(_render, missing, count, workers, report)
    return files


def _render(job: tuple[Path, int]) -> None:
    file, seed = job
    site = empty_site(seed)
    filmed = Set(site.seed, site.place, site.camera, site.light).shoot(None, [], 0.0)
    part = file.with_suffix(".part.png")
    if not cv2.imwrite(str(part), cv2.cvtColor(np.asarray(filmed.picture, np.uint8), cv2.COLOR_RGB2BGR)):
        raise MachineError(f"The place could not be written into {file.parent}; make room and start again.")
    part.replace(file)
