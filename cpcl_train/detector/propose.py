"""Frames of footage with boxes that another detector proposes, in YOLO's layout with its scores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import av
import cv2
import numpy as np

from cpcl_desktop.bundle.bundle import Bundle
from cpcl_desktop.bundle.errors import MachineError, UsageError
from cpcl_desktop.bundle.manifest import DetectorSpec, ImageInput
from cpcl_train.detector.cutouts import Pixels
from cpcl_train.detector.frames import yolo_line
from cpcl_train.detector.ship import LOWEST_SCORE, OnnxDetector, open_onnx

Report = Callable[[int, int], None]
_QUALITY = 92
_FREE_SIDE = 640
"""Of the input of networks whose file leaves it open."""


def open_proposer(path: Path) -> OnnxDetector:
    """A detector's bundle, or a bare YOLOX network (BGR 0 to 255, letterboxed); `UsageError` for anything else."""
    if path.suffix.lower() != ".onnx":
        bundle = Bundle.open(path)
        if bundle.manifest.detector is None:
            raise UsageError(f"The model {bundle.manifest.name} is not a detector.")
        spec = replace(bundle.manifest.detector, score_threshold=LOWEST_SCORE)
        return OnnxDetector(bundle.read("detector"), bundle.manifest.image, spec)
    if not path.is_file():
        raise UsageError(f"There is no file {path}.")
    content = path.read_bytes()
    shape = open_onnx(content).get_inputs()[0].shape
    if len(shape) != 4 or shape[1] != 3:
        raise UsageError(f"{path} takes {shape}, not pictures as a YOLOX detector does.")
    height, width = (side if isinstance(side, int) else _FREE_SIDE for side in shape[2:])
    image = ImageInput(height, width, scale=1.0, interpolation="bilinear", fit="letterbox", channels="bgr")
    return OnnxDetector(content, image, DetectorSpec(score_threshold=LOWEST_SCORE))


def propose(clips: Sequence[Path], proposer: OnnxDetector, out: Path, rate: float, report: Report) -> list[Path]:
    """Write `rate` frames a second of each clip, with boxes, into a folder of its name; returns those folders.

    A clip that is done is not read again. `report(done, all)` counts clips. Raises `UsageError` for one that
    cannot be read.
    """
    folders = []
    for number, clip in enumerate(clips):
        report(number, len(clips))
        folder = out / clip.stem
        if not (folder / "done").is_file():
            for place in ("images", "labels"):
                (folder / place).mkdir(parents=True, exist_ok=True)
            for index, picture in _frames(clip, rate):
                _write(folder, index, picture, proposer)
            (folder / "done").write_text(f"{clip.name}, {rate:g} frames a second\n")
        folders.append(folder)
    report(len(clips), len(clips))
    return folders


def _frames(clip: Path, rate: float) -> Iterator[tuple[int, Pixels]]:
    """The first frame of each interval, with its number."""
    last = -1
    try:
        with av.open(str(clip)) as container:
            for index, frame in enumerate(container.decode(video=0)):
                interval = int((frame.time if frame.time is not None else index / 25) * rate)
                if interval != last:
                    last = interval
                    yield index, np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)
    except (av.FFmpegError, OSError, IndexError) as error:
        raise UsageError(f"{clip} cannot be read as a video ({error}); nothing was trained.") from error


def _write(folder: Path, index: int, picture: Pixels, proposer: OnnxDetector) -> None:
    lines = [yolo_line(box, score, picture.shape[:2]) for box, score in zip(*proposer.find(picture), strict=True)]
    name = f"{index:06d}"
    bgr = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
    if not cv2.imwrite(str(folder / "images" / f"{name}.jpg"), bgr, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY]):
        raise MachineError(f"The frame could not be written into {folder}; make room and start again.")
    (folder / "labels" / f"{name}.txt").write_text("".join(lines))
