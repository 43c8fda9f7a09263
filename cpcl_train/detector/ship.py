"""A trained detector → a bundle for the desktop: ONNX with small weights, manifest, card, licence."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from cpcl_desktop.bundle.boxes import Floats
from cpcl_desktop.bundle.bundle import Bundle, write_bundle
from cpcl_desktop.bundle.errors import MachineError
from cpcl_desktop.bundle.manifest import DetectorSpec, ImageInput, Manifest
from cpcl_desktop.bundle.preprocess import prepare
from cpcl_desktop.bundle.yolox_rows import decode, grid, in_source, tight_size
from cpcl_train.detector.card import detector_card, detector_licence
from cpcl_train.detector.cutouts import Pixels
from cpcl_train.detector.judge import Figures
from cpcl_train.detector.network import MEAN, STD, STRIDES, Detector, Exported, norms_of
from cpcl_train.detector.recipe import STEP, DetectorConfig
from cpcl_train.ship.export import OPSET, without_traces
from cpcl_train.ship.packed import to_packed

LOWEST_SCORE = 0.1
"""Kept for the tracker, which follows somebody by weak boxes, too."""
_OVERLAP = 0.5
"""Two boxes that share more than this are one person."""
_PARITY = 3e-3  # of a score; weights are rounded to half precision
_LIMITS = (4, 40)  # in steps of 32 pixels, of either side


def image_input(size: int) -> ImageInput:
    """How frames become the network's input: letterboxed into `size` × `size`, normalised as ImageNet's are."""
    return ImageInput(
        size, size, (MEAN,) * 3, (STD,) * 3, scale=1.0, interpolation="bilinear", fit="letterbox", channels="rgb"
    )


SPEC = DetectorSpec("yolox", STRIDES, 0, LOWEST_SCORE, _OVERLAP)


def detector_onnx(detector: Detector) -> bytes:
    """The network as ONNX with weights in half precision; any input whose sides are multiples of 32.

    Raises `MachineError` where it does not give what torch gives.
    """
    whole = Exported(_fused(detector)).eval()
    rows, columns = (torch.export.Dim(name, min=_LIMITS[0], max=_LIMITS[1]) for name in ("rows32", "columns32"))
    program = torch.onnx.export(
        whole, (torch.zeros(1, 3, 8 * STEP, 13 * STEP),), input_names=["image"], output_names=["rows"],
        opset_version=OPSET, dynamo=True, verbose=False, dynamic_shapes=({2: STEP * rows, 3: STEP * columns},),
    )  # fmt: skip
    if program is None:
        raise MachineError("torch could not export the detector to ONNX; nothing was written.")
    content = to_packed(without_traces(program.model_proto.SerializeToString()))
    _check(content, whole)
    return content


def _fused(detector: Detector) -> Detector:
    """A copy whose norms are part of the convolutions before them: fewer weights to round, one operation less."""
    fused = deepcopy(detector).cpu().float().eval()
    for parent, before, name in norms_of(fused):
        norm = getattr(parent, name)
        setattr(parent, before, _folded(getattr(parent, before), norm))
        setattr(parent, name, getattr(norm, "act", nn.Identity()))  # timm's norms have one in them
    return fused


def _folded(module: nn.Module, norm: nn.BatchNorm2d) -> nn.Module:
    """A convolution, or a padding and one, with the norm after it."""
    if isinstance(module, nn.Sequential):
        return nn.Sequential(*module[:-1], _folded(module[-1], norm))
    assert isinstance(module, nn.Conv2d)
    return fuse_conv_bn_eval(module, norm)


def _check(content: bytes, whole: Exported) -> None:
    session = open_onnx(content)
    generator = torch.Generator().manual_seed(0)
    for size in ((8 * STEP, 13 * STEP), (20 * STEP, 20 * STEP)):
        coarse = torch.randn(1, 3, size[0] // 16, size[1] // 16, generator=generator)
        image = nn.functional.interpolate(coarse, size, mode="bilinear")
        with torch.no_grad():
            wanted = whole(image).numpy()
        got = session.run(None, {"image": image.numpy()})[0]
        apart = float(np.abs(got[..., 4] - wanted[..., 4]).max())
        if not apart <= _PARITY:
            raise MachineError(
                f"The exported detector differs from the trained one (score by {apart:.4f}); nothing was written."
            )


def open_onnx(content: bytes) -> onnxruntime.InferenceSession:
    """A session on one thread of the processor."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level, options.intra_op_num_threads = 3, 1
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


class OnnxDetector:
    """A detector of a bundle as the desktop runs it, to be judged."""

    def __init__(self, content: bytes, image: ImageInput, spec: DetectorSpec) -> None:
        self._session, self._image, self._spec = open_onnx(content), image, spec
        taken = self._session.get_inputs()[0]
        self._input = taken.name
        self._is_free = not all(isinstance(side, int) for side in taken.shape[2:])

    @classmethod
    def of(cls, content: bytes, size: int) -> OnnxDetector:
        """A network of this recipe that looks at frames with their longer side scaled to `size`."""
        return cls(content, image_input(size), SPEC)

    def find(self, picture: Pixels) -> tuple[Floats, Floats]:
        """People in a picture (H, W, 3): boxes (N, 4) in its pixels and scores, best first."""
        image = self._image
        if self._is_free:  # no margins are looked at
            height, width = tight_size(picture.shape[:2], image, max(self._spec.strides))
            image = replace(image, height=height, width=width)
        output = self._session.run(None, {self._input: prepare([picture], image)})[0][0]
        boxes, scores = decode(output, *grid(image, self._spec), self._spec)
        boxes, whole = in_source(boxes, picture.shape[:2], image)
        return boxes, scores[whole]


def ship(
    content: bytes, recipe: DetectorConfig, target: Path, figures: Mapping[str, Figures], pictures: int, plot: str
) -> Bundle:
    """Write the bundle folder: the network, its card with `figures` by set, a plot of recall by height."""
    manifest = Manifest(
        kind="detector", name=recipe.name, licence=recipe.licence, image=image_input(recipe.size), detector=SPEC,
        trained_on=recipe.trained_on, metrics={name: value.to_table() for name, value in figures.items()},
        config={**asdict(replace(recipe, init=Path(recipe.init).name)), "trained_on": list(recipe.trained_on)},
    )  # fmt: skip
    files = {
        "detector": ("detector.onnx", content),
        "model_card": ("model_card.md", detector_card(recipe, figures, pictures).encode()),
        "licence": ("LICENCE.txt", detector_licence(recipe).encode()),
        "plot": ("found_by_height.svg", plot.encode()),
    }
    return write_bundle(target, manifest, files)
