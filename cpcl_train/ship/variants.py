"""Smaller forms of an exported encoder: half precision for GPUs, eight bits for processors, packed for the box.

All keep the encoder's name, inputs and output in float32, so that the desktop loads them as it loads the
full one.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal, get_args

import numpy as np
import onnx
from onnxruntime.quantization import (
    CalibrationDataReader,
    QuantFormat,
    QuantType,
    quantize_dynamic,
    quantize_static,
)
from onnxruntime.quantization.shape_inference import quant_pre_process

from cpcl_train.judge.metrics import Floats
from cpcl_train.ship.half import to_half
from cpcl_train.ship.packed import to_packed

__all__ = ["VARIANTS", "Variant", "is_convolutional", "to_half", "to_int8", "to_packed"]

Variant = Literal["fp32", "fp16", "int8", "packed"]
VARIANTS: Final[tuple[Variant, ...]] = get_args(Variant)

_PRODUCTS = ["MatMul", "Gemm"]
_AT_ONCE = 16  # calibration images per run


def to_int8(content: bytes, name: str, calibration: Floats | None = None) -> bytes:
    """The encoder with eight-bit weights and products; `name` is its input.

    Matrix products measure their input's range as they run. Convolutions need it beforehand: where they hold
    most of the weights, `calibration` (N, ...) prepared inputs give it, and without calibration they stay as
    they are. Weights have seven bits' range, since processors without VNNI add two products in 16 bits.
    """
    with tempfile.TemporaryDirectory(prefix="cpcl-int8-") as folder, _quiet():
        plain, static, result = (str(Path(folder) / f"{stage}.onnx") for stage in ("plain", "static", "int8"))
        Path(result).write_bytes(content)
        quant_pre_process(result, plain, skip_symbolic_shape=True)
        _forget_shapes(plain)
        if calibration is not None and is_convolutional(content):
            quantize_static(
                plain, static, _Inputs(name, calibration), quant_format=QuantFormat.QDQ, per_channel=True,
                reduce_range=True, activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
                op_types_to_quantize=["Conv", *_PRODUCTS],
            )  # fmt: skip
            return Path(static).read_bytes()
        quantize_dynamic(
            plain, result, [*_PRODUCTS, "Gather"], per_channel=True, reduce_range=True, weight_type=QuantType.QInt8
        )
        return Path(result).read_bytes()


def _forget_shapes(path: str) -> None:
    """Leave out what is noted of inner shapes: the quantiser turns matrices over and then finds them wrong."""
    model = onnx.load(path)
    del model.graph.value_info[:]
    onnx.save(model, path)


def is_convolutional(content: bytes) -> bool:
    """Whether convolutions hold most of the encoder's weights."""
    graph = onnx.load_model_from_string(content).graph
    sizes = {weight.name: int(np.prod(weight.dims)) for weight in graph.initializer}
    held = sum(sizes.get(node.input[1], 0) for node in graph.node if node.op_type == "Conv")
    return 2 * held > sum(sizes.values())


class _Inputs(CalibrationDataReader):  # type: ignore[misc]  # the library carries no annotations
    def __init__(self, name: str, values: Floats) -> None:
        self._parts = iter([{name: values[start : start + _AT_ONCE]} for start in range(0, len(values), _AT_ONCE)])

    def get_next(self) -> dict[str, Floats] | None:
        """The next batch, or None after the last."""
        return next(self._parts, None)


@contextmanager
def _quiet() -> Iterator[None]:
    """The library's advice to prepare the model first goes to the root logger; it was prepared."""
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)
    try:
        yield
    finally:
        root.setLevel(level)
