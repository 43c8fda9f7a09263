"""Sets of pictures with truth that a detector is judged by, each at the size that frames have when it looks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import cast

import numpy as np
import torch
from torch import nn

from cpcl_desktop.bundle.boxes import Floats
from cpcl_train.detector.cutouts import Cutouts
from cpcl_train.detector.frames import Frame
from cpcl_train.detector.judge import PROMISED_PX, SCORE, Figures, figures_of, promised, score_people
from cpcl_train.detector.network import Detector
from cpcl_train.detector.scenes import Sample, compose
from cpcl_train.detector.ship import OnnxDetector, detector_onnx
from cpcl_train.judge.detection import DetectionScores


@dataclass(frozen=True, slots=True)
class ComposedScenes:
    """Scenes of `side` pixels, each composed when it is asked for: hundreds of large ones would fill the memory."""

    cutouts: Cutouts
    seed: int
    side: int
    numbers: range
    """Those with the same number and seed are drawn by the same dice, at every side."""

    def __iter__(self) -> Iterator[Sample]:
        for number in self.numbers:
            yield compose(np.random.default_rng([self.seed, number]), self.cutouts, self.side)


@dataclass(frozen=True, slots=True)
class WholeFrames:
    """Frames of footage with boxes; those proposed with less than `trust` are unsure."""

    frames: Sequence[Frame]
    trust: float

    def __iter__(self) -> Iterator[Sample]:
        return (frame.read(self.trust) for frame in self.frames)


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Pictures that are looked at with their longer side scaled to `size` pixels."""

    size: int
    pictures: Iterable[Sample]
    by_promise: bool = False
    """Whether those tall enough to be promised are told apart, too."""


@dataclass(frozen=True, slots=True)
class Looked:
    """Of every picture of a set: who is there (the pictures themselves are not kept), and boxes and scores found.

    All boxes are in pixels of the network's input, in which heights are compared.
    """

    truth: tuple[Sample, ...]
    found: tuple[tuple[Floats, Floats], ...]

    def scores(self) -> DetectionScores:
        """How well everybody was found."""
        return score_people(self.truth, self.found)

    def promised(self) -> DetectionScores:
        """How well those were who are tall enough to be promised."""
        return score_people([promised(sample) for sample in self.truth], self.found)


_NO_PICTURE = np.zeros((1, 1, 3), np.uint8)


def look(detector: OnnxDetector, pictures: Iterable[Sample], size: int) -> Looked:
    """Look at each picture once."""
    truth, found = [], []
    for sample in pictures:
        scale = size / max(sample.image.shape[:2])
        boxes, scores = detector.find(sample.image)
        truth.append(Sample(_NO_PICTURE, sample.boxes * scale, sample.unsure * scale))
        found.append((boxes * scale, scores))
    return Looked(tuple(truth), tuple(found))


def judge_sets(content: bytes, sets: Mapping[str, JudgedSet]) -> dict[str, Figures]:
    """What the network `content` (ONNX) finds in each named set; where told apart, also among those promised."""
    figures = {}
    for name, one in sets.items():
        looked = look(OnnxDetector.of(content, one.size), one.pictures, one.size)
        figures[name] = figures_of(len(looked.truth), looked.scores())
        if one.by_promise:
            tall = figures_of(len(looked.truth), looked.promised())
            figures[f"{name}, people of {PROMISED_PX} pixels and more"] = tall
    return figures


def calibrated(detector: Detector, sets: Sequence[JudgedSet], precision: float) -> Detector:
    """A copy whose scores are moved so that at `SCORE` such a share of its boxes is right in all these pictures.

    The order of boxes stays. `sets` show people who are neither learnt from nor judged by, at each size in use:
    one score starts passages at every size.
    """
    content = detector_onnx(detector)
    looked = [look(OnnxDetector.of(content, one.size), one.pictures, one.size) for one in sets]
    found = score_people([s for one in looked for s in one.truth], [f for one in looked for f in one.found])
    at, wanted = (math.log(score / (1 - score)) for score in (found.score_for(precision) or SCORE, SCORE))
    moved = deepcopy(detector)
    for head in moved.scores:
        last = cast("nn.Conv2d", cast("nn.Sequential", head)[-1])
        with torch.no_grad():
            cast("torch.Tensor", last.bias).add_(wanted - at)
    return moved
