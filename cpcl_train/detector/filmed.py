"""Frames of rendered places that people walk through, with the boxes of whom is seen, to learn from.

Composed scenes put cut-outs anywhere; here somebody far away is as small, as dim and as half hidden as the place
has it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import cv2

from cpcl_desktop.bundle.errors import MachineError
from cpcl_train.detector.frames import Frame, read_frames, yolo_line
from cpcl_train.detector.rendering import Report, render_missing
from cpcl_train.detector.scenes import SEEN, SMALLEST
from cpcl_train.synthetic.town.recording import Crew
from cpcl_train.synthetic.town.scenarios import anywhere
from cpcl_train.synthetic.town.truth import Box, Filmed, Sighting

Job = tuple[Path, int, Path | None]
_FIRST = 20_000
"""Seeds from which on places are drawn, so that films for measuring show others."""
_QUALITY = 92
_ASIDE = 20
"""Every so-manieth place is kept to judge by."""


def render_filmed(
    out: Path, count: int, seed: int, assets: Path | None, workers: int, report: Report
) -> tuple[list[Frame], list[Frame]]:
    """Frames of `count` places, a folder each under `out`: to learn from, and of other places to judge by.

    Folders that are whole stay as they are. `report(done, all)` counts places; what it raises stops the run. Raises
    `AssetError` where the bodies are missing, and `MachineError` where the disk is full or nothing can be rendered.
    """
    folders = [out / f"{number:05d}" for number in range(count)]
    jobs: list[Job] = [
        (folder, _FIRST + seed * count + number, assets)
        for number, folder in enumerate(folders)
        if not folder.is_dir()
    ]
    if jobs:
        out.mkdir(parents=True, exist_ok=True)
    render_missing(_render, jobs, count, workers, report)
    aside = folders[_ASIDE - 1 :: _ASIDE]
    return _frames(folder for folder in folders if folder not in aside), _frames(aside)


def _frames(folders: Iterable[Path]) -> list[Frame]:
    return [frame for folder in folders for frame in read_frames(folder)]


def _render(job: Job) -> None:
    """Film one place; its folder is there when it is whole."""
    folder, seed, assets = job
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    crew = Crew(anywhere(seed), assets)
    try:
        for number, filmed in enumerate(crew.film(crew.scenario.sites[0])):
            _write(part / f"{number:03d}.jpg", filmed)
    finally:
        crew.release()
    part.rename(folder)


def _write(path: Path, filmed: Filmed) -> None:
    bgr = cv2.cvtColor(filmed.picture, cv2.COLOR_RGB2BGR)
    if not cv2.imwrite(str(path), bgr, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY]):
        raise MachineError(f"The frame could not be written into {path.parent}; make room and start again.")
    path.with_suffix(".txt").write_text(yolo_lines(filmed.people, filmed.picture.shape[:2]))


def yolo_lines(people: Sequence[Sighting], size: tuple[int, ...]) -> str:
    """Who is seen in a frame of `size` (height, width), a line each as YOLO has them: with score 1, or with 0
    whoever is too hidden or too small to be found or missed."""
    return "".join(
        yolo_line(each.visible, float(_is_plain(each.share, each.visible)), size)
        for each in people
        if each.visible is not None
    )


def _is_plain(share: float, visible: Box) -> bool:
    return share >= SEEN and visible[3] - visible[1] >= SMALLEST
