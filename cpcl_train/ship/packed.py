"""An encoder whose weights are stored small and computed in full precision: for the box, not for speed.

Tables and matrices become eight-bit numbers with a scale for each row or column, other weights float16. The
network turns them back when it is loaded (ONNX Runtime folds constants), so that every machine computes in
float32 as with the full form, at its speed, and nothing needs to be measured beforehand.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from onnx import NodeProto, TensorProto, helper, numpy_helper

_SMALL: Final = 2048
"""Weights of fewer values (biases, norms) stay as they are."""
_LEVELS: Final = 127.0
_GROUP: Final = 32
"""Weights of a sum that share a scale: a single large one then coarsens few others."""


def to_packed(content: bytes) -> bytes:
    """The encoder's bytes → those of its packed form; inputs and outputs stay as they are."""
    model = onnx.load_model_from_string(content)
    users = {name: node for node in model.graph.node for name in node.input}
    packing = _Packing()
    for weight in model.graph.initializer:
        packing.take(weight, users.get(weight.name))
    operations = [*packing.unpacking, *(part for node in model.graph.node for part in packing.looked_up(node))]
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.initializer.extend(packing.stored)
    model.graph.node.extend(operations)
    return bytes(model.SerializeToString())


def unpacked(content: bytes) -> bytes:
    """A packed encoder's bytes → the same network with its matrices in float32, as other forms start from."""
    with tempfile.TemporaryDirectory(prefix="cpcl-unpacked-") as folder:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC  # folds constants
        options.optimized_model_filepath = str(Path(folder) / "unpacked.onnx")
        onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        return Path(options.optimized_model_filepath).read_bytes()


class _Packing:
    """What is stored of the weights, and the operations that give them back under their names."""

    def __init__(self) -> None:
        self.stored: list[TensorProto] = []
        self.unpacking: list[NodeProto] = []
        self._tables: set[str] = set()

    def take(self, weight: TensorProto, user: NodeProto | None) -> None:
        """Store a weight that `user` reads."""
        values, name = numpy_helper.to_array(weight), weight.name
        axis = _scaled_axis(values, user)
        looked_up = user is not None and user.op_type == "Gather"
        if values.dtype != np.float32 or values.size < _SMALL:
            self.stored.append(weight)
        elif axis is None:
            self.stored.append(numpy_helper.from_array(values.astype(np.float16), f"{name}/stored"))
            self.unpacking.append(helper.make_node("Cast", [f"{name}/stored"], [name], to=TensorProto.FLOAT))
        elif looked_up:
            self._scale(name, values, summed=1)
            self._tables.add(name)  # of which a run needs a few rows only
        else:
            self._scale(name, _in_groups(values, axis), summed=axis + 1)
            self.unpacking += _scaled(f"{name}/stored", f"{name}/scale", f"{name}/groups")
            shape = numpy_helper.from_array(np.array(values.shape, np.int64), f"{name}/shape")
            self.stored.append(shape)
            self.unpacking.append(helper.make_node("Reshape", [f"{name}/groups", shape.name], [name]))

    def _scale(self, name: str, values: npt.NDArray[np.float32], summed: int) -> None:
        """Store values as eight bits with one scale for all along the axis `summed`."""
        largest = np.maximum(np.abs(values).max(axis=summed, keepdims=True), 1e-12)
        scale = (largest / _LEVELS).astype(np.float32)
        eight = np.round(values / scale).astype(np.int8)
        self.stored.append(numpy_helper.from_array(eight, f"{name}/stored"))
        self.stored.append(numpy_helper.from_array(scale, f"{name}/scale"))

    def looked_up(self, node: NodeProto) -> list[NodeProto]:
        """A node as it is, but for a lookup in a packed table: there the rows are unpacked after they are found."""
        if node.op_type != "Gather" or node.input[0] not in self._tables:
            return [node]
        table, where, result = node.input[0], node.input[1], node.output[0]
        rows, scales = f"{result}/rows", f"{result}/scales"
        find = [
            helper.make_node("Gather", [f"{table}/{kind}", where], [found], axis=0)
            for kind, found in (("stored", rows), ("scale", scales))
        ]
        return [*find, *_scaled(rows, scales, result)]


def _scaled(stored: str, scale: str, result: str) -> list[NodeProto]:
    """Eight-bit numbers times their scale, as float32."""
    cast = helper.make_node("Cast", [stored], [f"{result}/full"], to=TensorProto.FLOAT)
    return [cast, helper.make_node("Mul", [f"{result}/full", scale], [result])]


def _scaled_axis(values: npt.NDArray[np.generic], user: NodeProto | None) -> int | None:
    """The axis of a table or matrix along which products are summed; None for what is kept in 16 bits."""
    if user is None or values.ndim != 2:
        return None
    if user.op_type == "Gemm":
        transposed = any(attribute.name == "transB" and attribute.i for attribute in user.attribute)
        return 1 if transposed else 0
    return {"MatMul": 0, "Gather": 1}.get(user.op_type)


def _in_groups(values: npt.NDArray[np.float32], axis: int) -> npt.NDArray[np.float32]:
    """A matrix with its axis in groups of up to `_GROUP`, each of which is then scaled by itself."""
    count = values.shape[axis]
    size = max(divisor for divisor in range(1, min(_GROUP, count) + 1) if count % divisor == 0)
    return values.reshape(*values.shape[:axis], count // size, size, *values.shape[axis + 1 :])
