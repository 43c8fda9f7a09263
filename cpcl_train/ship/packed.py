"""An encoder whose weights are stored small and computed in full precision: for the box, not for speed.

Tables and matrices become eight-bit numbers with a scale for each row or column, other weights float16. The
network turns them back when it is loaded (ONNX Runtime folds constants), so that every machine computes in
float32 as with the full form, at its speed, and nothing needs to be measured beforehand.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper

_SMALL: Final = 2048
"""Weights of fewer values (biases, norms) stay as they are."""
_LEVELS: Final = 127.0


def to_packed(content: bytes) -> bytes:
    """The encoder's bytes → those of its packed form; inputs, outputs and operations stay as they are."""
    model = onnx.load_model_from_string(content)
    users = {name: node for node in model.graph.node for name in node.input}
    kept: list[TensorProto] = []
    unpacking: list[NodeProto] = []
    for weight in model.graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < _SMALL:
            kept.append(weight)
            continue
        stored, nodes = _packed(weight.name, values, users.get(weight.name))
        kept += stored
        unpacking += nodes
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    operations = [*unpacking, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(operations)
    return bytes(model.SerializeToString())


def _packed(
    name: str, values: npt.NDArray[np.float32], user: NodeProto | None
) -> tuple[list[TensorProto], list[NodeProto]]:
    """What is stored for one weight, and the operations that give it back under its name."""
    stored, full = f"{name}/stored", f"{name}/full"
    axis = _scaled_axis(values, user)
    if axis is None:
        halves = numpy_helper.from_array(values.astype(np.float16), stored)
        return [halves], [helper.make_node("Cast", [stored], [name], to=TensorProto.FLOAT)]
    others = tuple(i for i in range(values.ndim) if i != axis)
    scale = np.maximum(np.abs(values).max(axis=others, keepdims=True), 1e-12).astype(np.float32) / np.float32(
        _LEVELS
    )
    eight = np.round(values / scale).astype(np.int8)
    scales = f"{name}/scale"
    tensors = [numpy_helper.from_array(eight, stored), numpy_helper.from_array(scale, scales)]
    cast = helper.make_node("Cast", [stored], [full], to=TensorProto.FLOAT)
    return tensors, [cast, helper.make_node("Mul", [full, scales], [name])]


def _scaled_axis(values: npt.NDArray[np.float32], user: NodeProto | None) -> int | None:
    """The axis along which a table or matrix has one scale for each entry; None for what is kept in 16 bits."""
    if user is None or values.ndim != 2:
        return None
    if user.op_type == "Gather":
        return 0
    if user.op_type == "Gemm":
        transposed = any(attribute.name == "transB" and attribute.i for attribute in user.attribute)
        return 0 if transposed else 1
    return 1 if user.op_type == "MatMul" else None
